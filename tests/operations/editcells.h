// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <support/failingdisk.h>

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>

namespace t6::test {

/// The requests of one edit, in their order.
enum class Request { Read, Send, Verify };

/// What a merchant does to the order by itself, while we correct it.
enum class MerchantAct { Note, SameField, Hold, Ship };

/// One way in which one edit goes wrong.
struct EditCell
{
    QByteArray name;
    QStringList faults{}; ///< of the sandbox; ORDER stands for the order's id
    bool unreachable = false; ///< no connection can be made when the change is to be sent
    struct Foreign
    {
        MerchantAct act;
        Request before; ///< right before this request is served
    };
    std::optional<Foreign> foreign{};
    struct Disk
    {
        FailingDisk::Call call;
        int nth;
        FailingDisk::Lasting lasting;
        int error;
    };
    std::optional<Disk> disk{};
    struct Busy
    {
        std::optional<Request> from; ///< another connection writes from this request on; nullopt: before the edit is written down
        bool toTheEnd; ///< until the edit gives up, else for a moment only
    };
    std::optional<Busy> busy{};
};

/// How often an edit without faults writes to the database's files.
struct DiskUse
{
    int writes = 0, syncs = 0;
};

// The cells of the matrix (design: security.md §4.3, §5.1), always in the same order.
[[nodiscard]] QList<EditCell> networkCells(); ///< each request × each fault × once and for ever; uncertain changes × blind readings
[[nodiscard]] QList<EditCell> foreignCells(); ///< a merchant's act between any two requests × what became of the change
[[nodiscard]] QList<EditCell> storageCells(DiskUse use); ///< writes and syncs of an edit × each fault of the disk; another writer

} // namespace t6::test
