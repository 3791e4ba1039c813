// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace t6::test {

/// A disk that fails while this lives: writing or synchronising files of the database (console.db*) in this process. One at a time.
/// The program that links it needs ENABLE_EXPORTS, so that its calls come before the C library's for SQLite too.
class FailingDisk
{
public:
    enum class Call { Write, Sync };
    enum class Lasting { Once, ForEver };

    /// The `nth` call from now (1 = the next) fails with `error` (EIO, ENOSPC, ...), for ever: all after it too.
    FailingDisk(Call call, int nth, Lasting lasting, int error);
    ~FailingDisk();
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;

    /// How many calls failed so far.
    [[nodiscard]] int failures() const;
    /// How many calls of this kind were made so far, the failed ones included.
    [[nodiscard]] int calls() const;
};

} // namespace t6::test
