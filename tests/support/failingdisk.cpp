// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "failingdisk.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <sys/syscall.h>
#include <unistd.h>

namespace {

using Call = t6::test::FailingDisk::Call;

std::atomic_bool armed = false;
std::atomic<Call> failingCall = Call::Write;
std::atomic_bool forEver = false;
std::atomic_int errorNumber = 0;
std::atomic_int callsUntil = 0;
std::atomic_int made = 0;
std::atomic_int failed = 0;

bool isDatabase(int file)
{
    char link[64];
    char path[4096];
    (void)std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = '\0';
    return std::strstr(path, "/console.db") != nullptr;
}

bool fails(Call call, int file)
{
    if (!armed || call != failingCall || !isDatabase(file))
        return false;
    ++made;
    const int left = --callsUntil;
    if (left > 0 || (left < 0 && !forEver))
        return false;
    ++failed;
    errno = errorNumber;
    return true;
}

} // namespace

// What SQLite calls, instead of the C library's.
extern "C" {
ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t offset);
ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t offset)
{
    return fails(Call::Write, file) ? -1 : syscall(SYS_pwrite64, file, bytes, size, offset);
}
ssize_t pwrite(int file, const void* bytes, size_t size, off_t offset) { return pwrite64(file, bytes, size, offset); }
int fdatasync(int file) { return fails(Call::Sync, file) ? -1 : static_cast<int>(syscall(SYS_fdatasync, file)); }
int fsync(int file) { return fails(Call::Sync, file) ? -1 : static_cast<int>(syscall(SYS_fsync, file)); }
}

namespace t6::test {

FailingDisk::FailingDisk(Call call, int nth, Lasting lasting, int error)
{
    failingCall = call;
    forEver = lasting == Lasting::ForEver;
    errorNumber = error;
    callsUntil = nth;
    made = failed = 0;
    armed = true;
}

FailingDisk::~FailingDisk() { armed = false; }

int FailingDisk::failures() const { return failed; }
int FailingDisk::calls() const { return made; }

} // namespace t6::test
