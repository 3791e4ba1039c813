// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "editcells.h"

#include <array>
#include <cerrno>

namespace t6::test {

namespace {

using Cells = QList<EditCell>;

constexpr std::array kRequests{Request::Read, Request::Send, Request::Verify};
constexpr std::array kRequestNames{"read", "send", "verify"};

/// Ways in which any request goes wrong, and those in which only a change can.
const QStringList kOfAll{QStringLiteral("close-before"), QStringLiteral("close-after"), QStringLiteral("truncate"), QStringLiteral("invalid-json"), QStringLiteral("500"),
    QStringLiteral("500-after"), QStringLiteral("502html"), QStringLiteral("html"), QStringLiteral("bad-request"), QStringLiteral("expired-key"), QStringLiteral("redirect=http://127.0.0.1:9/"),
    QStringLiteral("429 ms=1000"), QStringLiteral("refuse"), QStringLiteral("other-order"), QStringLiteral("delay ms=20")};
const QStringList kOfChanges{QStringLiteral("close-in-body"), QStringLiteral("late ms=40"), QStringLiteral("twice")};
/// The changes that may have happened or not, and the readings that do not tell.
const QStringList kUncertain{QStringLiteral("close-before"), QStringLiteral("close-after"), QStringLiteral("500-after"), QStringLiteral("late ms=40"), QStringLiteral("truncate"), QStringLiteral("other-order")};
const QStringList kBlind{QStringLiteral("close-before"), QStringLiteral("500"), QStringLiteral("truncate"), QStringLiteral("invalid-json"), QStringLiteral("other-order"), QStringLiteral("429 ms=1000"),
    QStringLiteral("expired-key")};

QString rule(Request request, const QString& kind, bool persistent)
{
    const QString from = request == Request::Verify ? QStringLiteral(" n=2") : QStringLiteral(" n=1");
    const QString path = request == Request::Send ? QStringLiteral("POST /orders/createorder ") : QStringLiteral("GET /orders/ORDER ");
    return path + kind + from + (persistent ? QStringLiteral(" times=1000000") : QStringLiteral(" times=1"));
}

QByteArray name(Request request) { return kRequestNames[static_cast<std::size_t>(request)]; }
QByteArray lasting(bool persistent) { return persistent ? " for ever" : " once"; }

} // namespace

QList<EditCell> networkCells()
{
    Cells cells;
    cells.append({.name = "send: no connection", .unreachable = true});
    for (const Request request : kRequests) {
        for (const QString& kind : request == Request::Send ? kOfAll + kOfChanges : kOfAll) {
            for (const bool persistent : {false, true})
                cells.append({.name = name(request) + ": " + kind.toLatin1() + lasting(persistent), .faults = {rule(request, kind, persistent)}});
        }
    }
    for (const QString& change : kUncertain) {
        for (const QString& reading : kBlind) {
            for (const bool persistent : {false, true})
                cells.append({.name = "send: " + change.toLatin1() + ", verify: " + reading.toLatin1() + lasting(persistent),
                    .faults = {rule(Request::Send, change, false), rule(Request::Verify, reading, persistent)}});
        }
    }
    return cells;
}

QList<EditCell> foreignCells()
{
    Cells cells;
    constexpr std::array kActs{MerchantAct::Note, MerchantAct::SameField, MerchantAct::Hold, MerchantAct::Ship};
    constexpr std::array kActNames{"writes a note", "edits the same", "holds", "ships"};
    for (const MerchantAct act : kActs) {
        for (const Request before : kRequests) {
            for (const QString& kind : QStringList{QString()} + kUncertain + QStringList{QStringLiteral("500"), QStringLiteral("twice")}) {
                EditCell cell{.name = QByteArray("merchant ") + kActNames[static_cast<std::size_t>(act)] + " before " + name(before), .foreign = EditCell::Foreign{act, before}};
                if (!kind.isEmpty()) {
                    cell.name += ", send: " + kind.toLatin1();
                    cell.faults = {rule(Request::Send, kind, false)};
                }
                cells.append(cell);
            }
        }
    }
    return cells;
}

QList<EditCell> storageCells(DiskUse use)
{
    Cells cells;
    using Call = FailingDisk::Call;
    using Lasting = FailingDisk::Lasting;
    struct Way
    {
        const char* name;
        Call call;
        int error;
        int every; ///< of the calls; what an error is called matters less than where it comes
        QList<Lasting> lasting;
    };
    const QList<Lasting> both{Lasting::Once, Lasting::ForEver};
    const QList<Way> ways{{"EIO on write", Call::Write, EIO, 1, both}, {"ENOSPC", Call::Write, ENOSPC, 2, both}, {"read-only", Call::Write, EROFS, 4, {Lasting::ForEver}},
        {"EIO on sync", Call::Sync, EIO, 1, both}};
    for (const Way& way : ways) {
        for (int nth = 1; nth <= (way.call == Call::Sync ? use.syncs : use.writes); nth += way.every) {
            for (const Lasting lasts : way.lasting)
                cells.append({.name = QByteArray(way.name) + " " + QByteArray::number(nth) + lasting(lasts == Lasting::ForEver), .disk = EditCell::Disk{way.call, nth, lasts, way.error}});
        }
    }
    for (const bool toTheEnd : {false, true}) {
        const QByteArray length = toTheEnd ? " to the end" : " for a moment";
        cells.append({.name = "busy from the start" + length, .busy = EditCell::Busy{{}, toTheEnd}});
        for (const Request from : kRequests)
            cells.append({.name = "busy from " + name(from) + length, .busy = EditCell::Busy{from, toTheEnd}});
    }
    return cells;
}

} // namespace t6::test
