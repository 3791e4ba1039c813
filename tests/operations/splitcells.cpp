// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitcells.h"

#include <QStringList>

#include <array>
#include <cerrno>

namespace t6::test {

namespace {

/// Faults of a change, and of a reading: those that say the same to the program are tried with changes only.
const QStringList kOfChanges{QStringLiteral("close-before"), QStringLiteral("close-after"), QStringLiteral("close-in-body"), QStringLiteral("truncate"), QStringLiteral("invalid-json"), QStringLiteral("500"),
    QStringLiteral("500-after"), QStringLiteral("502html"), QStringLiteral("html"), QStringLiteral("bad-request"), QStringLiteral("expired-key"), QStringLiteral("redirect=http://127.0.0.1:9/"),
    QStringLiteral("429 ms=1000"), QStringLiteral("refuse"), QStringLiteral("other-order"), QStringLiteral("delay ms=20"), QStringLiteral("late ms=40"), QStringLiteral("twice")};
const QStringList kOfReadings{QStringLiteral("close-before"), QStringLiteral("500"), QStringLiteral("truncate"), QStringLiteral("other-order"), QStringLiteral("expired-key"), QStringLiteral("429 ms=1000")};
const QStringList kLasting{QStringLiteral("close-before"), QStringLiteral("close-after"), QStringLiteral("500-after"), QStringLiteral("refuse"), QStringLiteral("late ms=40"), QString()};
const QStringList kLastingReadings{QStringLiteral("close-before"), QStringLiteral("500"), QString()};
const QStringList kUncertain{QStringLiteral("close-before"), QStringLiteral("close-after"), QStringLiteral("late ms=40")};

QByteArray taskName(SplitTask task)
{
    constexpr std::array kNames{"split", "way back", "undo"};
    return kNames[static_cast<std::size_t>(task)];
}

bool isChange(const SplitUse& use, int request) { return use.requests.value(request - 1) != "GET"; }

QByteArray nameOf(SplitTask task, const SplitUse& use, int request, const QString& fault, bool lasts)
{
    return taskName(task) + ", request " + QByteArray::number(request) + " (" + use.requests.value(request - 1) + "): " + (fault.isEmpty() ? QByteArrayLiteral("no connection") : fault.toLatin1())
        + (lasts ? " for ever" : " once");
}

} // namespace

QList<SplitCell> networkCells(SplitTask task, const SplitUse& use)
{
    QList<SplitCell> cells;
    for (int request = 1; request <= use.requests.size(); ++request) {
        for (const bool lasts : {false, true}) {
            const QStringList& faults = isChange(use, request) ? (lasts ? kLasting : kOfChanges) : lasts ? kLastingReadings : kOfReadings;
            for (const QString& fault : faults)
                cells.append({.name = nameOf(task, use, request, fault, lasts), .task = task, .network = SplitCell::Network{fault, request, lasts}});
        }
    }
    return cells;
}

QList<SplitCell> outsiderCells(SplitTask task, const SplitUse& use)
{
    constexpr std::array kActs{SplitOutsider::Note, SplitOutsider::Quantity, SplitOutsider::Ship, SplitOutsider::Cancel, SplitOutsider::Hold, SplitOutsider::DeleteChild};
    constexpr std::array kNames{"writes a note", "adds a unit", "ships", "cancels", "holds", "deletes the child"};
    QList<SplitCell> cells;
    for (const SplitOutsider act : kActs) {
        for (int before = 1; before <= use.requests.size(); ++before) {
            SplitCell cell{.name = taskName(task) + ", merchant " + kNames[static_cast<std::size_t>(act)] + " before request " + QByteArray::number(before), .task = task,
                .outsider = SplitCell::Outsider{act, before}};
            cells.append(cell);
            const int last = before - 1; // the change whose outcome is being looked for
            for (const QString& fault : isChange(use, last) && last > 0 ? kUncertain : QStringList()) {
                SplitCell both = cell;
                both.network = SplitCell::Network{fault, last, false};
                both.name += ", that before: " + fault.toLatin1();
                cells.append(both);
            }
        }
    }
    return cells;
}

QList<SplitCell> storageCells(SplitTask task, const SplitUse& use)
{
    using Call = FailingDisk::Call;
    using Lasting = FailingDisk::Lasting;
    constexpr int kEveryWrite = 9, kEverySync = 3; // a step writes several times; what a fault is called matters less than where it comes
    QList<SplitCell> cells;
    const auto add = [&](const char* name, Call call, int nth, int error) {
        for (const Lasting lasting : {Lasting::Once, Lasting::ForEver}) {
            SplitCell cell;
            cell.name = taskName(task) + ", " + name + ' ' + QByteArray::number(nth) + (lasting == Lasting::Once ? " once" : " for ever");
            cell.task = task;
            cell.disk = SplitCell::Disk{call, nth, lasting, error};
            cells.append(cell);
        }
    };
    for (int nth = 1; nth <= use.writes; nth += kEveryWrite)
        nth % 2 == 0 ? add("ENOSPC", Call::Write, nth, ENOSPC) : add("EIO on write", Call::Write, nth, EIO);
    for (int nth = 1; nth <= use.syncs; nth += kEverySync)
        add("EIO on sync", Call::Sync, nth, EIO);
    return cells;
}

} // namespace t6::test
