// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <store/journal.h>

#include <memory>

namespace t6::test {

/// Looks into the journal from outside of the console, as another process would: sees what is committed and nothing else.
class Onlooker
{
public:
    explicit Onlooker(const QString& profile)
        : m_database(store::Database::open(profile, store::Database::Mode::ReadOnly).value())
        , m_audit(*m_database, [](QByteArrayView) { return QByteArray(); }, [](QByteArrayView, QByteArrayView) { return false; })
        , m_journal(*m_database, m_audit)
    {
    }
    [[nodiscard]] QList<store::JournalRecord> operations(MerchantId merchant, OrderId order, int most = 1'000'000) { return m_journal.latest(merchant, order, most).result().value(); }

private:
    std::unique_ptr<store::Database> m_database;
    store::AuditLog m_audit;
    store::Journal m_journal;
};

} // namespace t6::test
