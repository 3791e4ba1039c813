// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storetest.h"

#include <store/journal.h>
#include <vault/keys.h>

#include <QHash>

#include <array>
#include <atomic>

namespace t6::store {

inline constexpr std::array<OperationState, static_cast<std::size_t>(OperationState::Count)> kStates{OperationState::Intent, OperationState::Sending,
    OperationState::Replied, OperationState::Unknown, OperationState::Watch, OperationState::Done, OperationState::NotSent, OperationState::Rejected,
    OperationState::NotApplied, OperationState::Conflict, OperationState::NeedsPerson, OperationState::Closed};

inline UtcTime at(qint64 ms) { return UtcTime(std::chrono::milliseconds(ms)); }

/// The keys of a profile, the same for the same seed.
inline std::shared_ptr<const vault::ProfileKeys> profileKeys(unsigned char seed = 7)
{
    const std::array<unsigned char, vault::kKeySize> masterKey{seed};
    return vault::ProfileKeys::derive(vault::KeyArena::create().value(), masterKey.data(), QUuid()).value();
}

/// A journal and its audit log on a database that others own.
struct Desk
{
    explicit Desk(Database& database, std::shared_ptr<const vault::ProfileKeys> keys = profileKeys())
        : audit(
            database, [this, keys](QByteArrayView hash) { return locked ? QByteArray() : keys->auditSign(hash); },
            [keys](QByteArrayView hash, QByteArrayView signature) { return keys->auditVerify(hash, signature); })
        , journal(database, audit)
    {
    }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    std::atomic_bool locked = false;
    AuditLog audit;
    Journal journal;
};

inline JournalRecord recordFor(MerchantId merchant, qint64 order)
{
    JournalRecord record;
    record.id = OperationId::create();
    record.merchant = merchant;
    record.order = {order};
    record.createdAt = record.changedAt = at(1'000);
    record.sealedPlan = "plan";
    return record;
}

inline AuditEntry entryFor(const JournalRecord& record, OperationState step, UtcTime when = at(1'000))
{
    AuditEntry entry;
    entry.at = when;
    entry.actor = QStringLiteral("agent");
    entry.device = QStringLiteral("desk");
    entry.action = QLatin1String(operationName(record.kind));
    entry.step = QLatin1String(operationStateName(step));
    entry.merchant = record.merchant;
    entry.order = record.order;
    entry.operation = record.id.value;
    entry.beforeHash = QByteArray(32, 'b');
    entry.afterHash = QByteArray(32, 'a');
    return entry;
}

/// The shortest way from Intent to a state along mayFollow(), without Intent itself. All but Intent lead through Sending.
inline QList<OperationState> wayTo(OperationState goal)
{
    QHash<int, QList<OperationState>> ways{{int(OperationState::Intent), {}}, {int(OperationState::Sending), {OperationState::Sending}}};
    QList<OperationState> reached{OperationState::Sending};
    for (qsizetype i = 0; i < reached.size(); ++i) {
        for (const OperationState next : kStates) {
            if (!mayFollow(reached[i], next) || ways.contains(int(next)))
                continue;
            ways.insert(int(next), ways[int(reached[i])] + QList<OperationState>{next});
            reached.append(next);
        }
    }
    return ways.value(int(goal));
}

/// One step by the call that makes it.
inline Result<void> step(Desk& desk, const JournalRecord& record, OperationState from, OperationState to, UtcTime when = at(2'000))
{
    if (to == OperationState::Sending)
        return desk.journal.send(record.id, "plan sent", when, when + std::chrono::minutes(2)).result();
    return desk.journal.advance(record.id, from, to, "findings", when, entryFor(record, to, when)).result();
}

/// A new operation, brought to `state`.
inline Result<JournalRecord> operationIn(Desk& desk, MerchantId merchant, qint64 order, OperationState state, UtcTime when = at(2'000))
{
    const JournalRecord record = recordFor(merchant, order);
    if (auto begun = desk.journal.begin(record, entryFor(record, OperationState::Intent)).result(); !begun)
        return tl::unexpected(begun.error());
    OperationState from = OperationState::Intent;
    for (const OperationState to : wayTo(state)) {
        if (auto done = step(desk, record, from, to, when); !done)
            return tl::unexpected(done.error());
        from = to;
    }
    return record;
}

/// What a call may have changed, row by row.
inline QList<QVariantList> contents(Database& database)
{
    return database.run([](Connection& connection) -> Result<QList<QVariantList>> {
        QList<QVariantList> rows;
        struct Table
        {
            Sql select;
            int columns;
        };
        constexpr Table kTables[] = {{"SELECT * FROM counter ORDER BY name", 2}, {"SELECT * FROM journal ORDER BY number", 12},
            {"SELECT * FROM audit_line ORDER BY number", 15}};
        for (const auto& [select, columns] : kTables) {
            const auto read = connection.each(select, {}, [&rows, width = columns](const QSqlQuery& row) {
                QVariantList values;
                for (int i = 0; i < width; ++i)
                    values.append(row.value(i));
                rows.append(values);
            });
            if (!read)
                return tl::unexpected(read.error());
        }
        return rows;
    }).result().value();
}

} // namespace t6::store
