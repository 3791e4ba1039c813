// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "hardening.h"

#include <sys/resource.h>
#include <sys/stat.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace t6::vault {

Hardening hardenProcess()
{
    Hardening result;
    ::umask(S_IRWXG | S_IRWXO);
    result.privateFiles = true;
    const rlimit none{0, 0};
    result.noCoreFile = ::setrlimit(RLIMIT_CORE, &none) == 0;
#ifdef __linux__
    result.notDumpable = ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
#endif
#ifdef __GLIBC__
    result.freedMemoryOverwritten = ::mallopt(M_PERTURB, 0xA5) == 1;
#endif
    return result;
}

void trimMemory()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

} // namespace t6::vault
