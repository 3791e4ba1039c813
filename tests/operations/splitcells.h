// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <support/failingdisk.h>

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace t6::test {

/// What is done in a cell, and how it comes to it.
enum class SplitTask {
    Split,
    WayBack, ///< a split whose original is cancelled when its child is there
    Undo, ///< of a split that went well
};

/// What a merchant does by itself meanwhile.
enum class SplitOutsider { Note, Quantity, Ship, Cancel, Hold, DeleteChild };

/// One way in which one split, or its undo, goes wrong. Requests are counted from 1, from the task's first on.
struct SplitCell
{
    QByteArray name;
    SplitTask task = SplitTask::Split;
    struct Network
    {
        QString fault; ///< of the sandbox; empty: no connection can be made
        int request = 0; ///< 0: none
        bool lasts = false; ///< until the task gives up, else once
    };
    Network network{};
    struct Outsider
    {
        SplitOutsider act;
        int before = 0; ///< this request
    };
    std::optional<Outsider> outsider{};
    struct Disk
    {
        FailingDisk::Call call;
        int nth;
        FailingDisk::Lasting lasting;
        int error;
    };
    std::optional<Disk> disk{};
};

/// What a task does when nothing goes wrong.
struct SplitUse
{
    QList<QByteArray> requests; ///< their methods, in order
    int writes = 0, syncs = 0;
};

// The cells of the matrix (design: security.md §4.4, §5.1), always in the same order.
[[nodiscard]] QList<SplitCell> networkCells(SplitTask task, const SplitUse& use); ///< each request × each fault × once and for ever
[[nodiscard]] QList<SplitCell> outsiderCells(SplitTask task, const SplitUse& use); ///< a merchant's act between any two requests × what became of the changes
[[nodiscard]] QList<SplitCell> storageCells(SplitTask task, const SplitUse& use); ///< writes and syncs × each fault of the disk

} // namespace t6::test
