// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordernotes.h"
#include "wholecbor.h"

#include <QCborArray>
#include <QCborMap>

namespace t6 {

namespace {

// Keys of the stored maps: append only, never renumber.
enum NoteKey { kWaivers = 1, kWaiting, kHeld };
enum WaiverKey { kCode = 1, kFact, kReason, kWaivedBy, kWaivedAt };
enum WaitingKey { kAsked = 1, kAbout, kIssues, kAskedBy, kAskedAt };
enum HeldKey { kUntil = 1, kHeldFor, kHeldBy, kHeldAt };

qint64 milliseconds(UtcTime time)
{
    return time.time_since_epoch().count();
}

UtcTime time(const QCborValue& value)
{
    return UtcTime{std::chrono::milliseconds{value.toInteger()}};
}

QCborMap encode(const Waiver& waiver)
{
    return {{kCode, QString::fromLatin1(checkName(waiver.code))}, {kFact, static_cast<qint64>(waiver.fact)}, {kReason, waiver.reason}, {kWaivedBy, waiver.by},
        {kWaivedAt, milliseconds(waiver.at)}};
}

QCborMap encode(const Waiting& waiting)
{
    return {{kAsked, waiting.asked}, {kAbout, waiting.about}, {kIssues, static_cast<qint64>(waiting.issues)}, {kAskedBy, waiting.by}, {kAskedAt, milliseconds(waiting.at)}};
}

QCborMap encode(const Held& held)
{
    return {{kUntil, held.until}, {kHeldFor, held.reason}, {kHeldBy, held.by}, {kHeldAt, milliseconds(held.at)}};
}

OrderNotes decode(const QCborMap& map)
{
    OrderNotes notes;
    for (const QCborValue element : map.value(kWaivers).toArray()) {
        const QCborMap waiver = element.toMap();
        if (const auto code = checkByName(waiver.value(kCode).toString()))
            notes.put({*code, static_cast<std::uint64_t>(waiver.value(kFact).toInteger()), waiver.value(kReason).toString(), waiver.value(kWaivedBy).toString(), time(waiver.value(kWaivedAt))});
    }
    if (map.contains(kWaiting)) {
        const QCborMap waiting = map.value(kWaiting).toMap();
        notes.waiting = Waiting{waiting.value(kAsked).toString(), waiting.value(kAbout).toString(), static_cast<IssueMask>(waiting.value(kIssues).toInteger()),
            waiting.value(kAskedBy).toString(), time(waiting.value(kAskedAt))};
    }
    if (map.contains(kHeld)) {
        const QCborMap held = map.value(kHeld).toMap();
        notes.held = Held{held.value(kUntil).toString(), held.value(kHeldFor).toString(), held.value(kHeldBy).toString(), time(held.value(kHeldAt))};
    }
    return notes;
}

} // namespace

QByteArray encodeNotes(const NotesByOrder& notes)
{
    QCborMap all;
    for (const auto& [order, note] : notes) {
        QCborMap map;
        QCborArray waivers;
        for (const Waiver& waiver : note.waivers)
            waivers.append(encode(waiver));
        map.insert(kWaivers, waivers);
        if (note.waiting)
            map.insert(kWaiting, encode(*note.waiting));
        if (note.held)
            map.insert(kHeld, encode(*note.held));
        all.insert(static_cast<qint64>(order.value), map);
    }
    return QCborValue(all).toCbor();
}

Result<NotesByOrder> decodeNotes(QByteArrayView bytes)
{
    const QCborValue value = wholeCbor(bytes);
    if (!value.isMap())
        return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt, QStringLiteral("notes"));
    NotesByOrder notes;
    const QCborMap all = value.toMap();
    for (const auto& [order, note] : all) {
        if (!order.isInteger() || order.toInteger() <= 0 || !note.isMap())
            return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt, QStringLiteral("notes"));
        if (OrderNotes decoded = decode(note.toMap()); !decoded.isEmpty())
            notes.emplace(OrderId{order.toInteger()}, std::move(decoded));
    }
    return notes;
}

} // namespace t6
