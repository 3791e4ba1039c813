// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "foreignchanges.h"

#include <core/clock.h>

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace t6::sandbox {

/// One request as it reached the sandbox.
struct LedgerEntry
{
    UtcTime time{};
    QString merchant; ///< empty when the credentials fit nobody
    QByteArray method, target;
    QByteArray body; ///< of writes only
    int status = 0; ///< as decided, also when a fault kept it from the client; 0 while it is not decided
    bool applied = false; ///< it changed something
    QByteArray fault{}; ///< what was done to it, empty if nothing
    UtcTime appliedAt{}; ///< when it changed something; with a late one after `time`
    Sender sender{};
};

/// All that reached the sandbox, each delivery by itself, and what API clients did to the goods. Merchants' own acts are right by
/// definition; what is kept of them is there to find clients that undo them. Not thread-safe.
class Ledger
{
public:
    /// Returns the entry's number for settle().
    quint64 add(LedgerEntry entry);
    /// What became of an entry that was added before. Since cleared: it is added anew.
    void settle(quint64 number, LedgerEntry entry);
    [[nodiscard]] const std::vector<LedgerEntry>& entries() const noexcept { return m_entries; }
    /// How many entries have this method and a path that starts so.
    [[nodiscard]] int count(const QByteArray& method, const QByteArray& pathStart) const;

    /// A client replaced, created (`before` empty) or removed (`after` empty) an order.
    void orderWritten(const QString& merchant, const QJsonObject& before, const QJsonObject& after);
    /// A client sent `sent` as the new text of the order `before`: names what it forgot to send back, and which of the merchant's own
    /// changes it undid.
    void orderReplaced(const QString& merchant, const QJsonObject& before, const QJsonObject& sent, const Sender& sender);
    void labelBought(const QString& merchant, qint64 orderId, qint64 shipmentId) { m_labels[{merchant, orderId}].insert(shipmentId); }
    void labelVoided(const QString& merchant, qint64 orderId, qint64 shipmentId) { m_labels[{merchant, orderId}].remove(shipmentId); }

    /// The merchants' own changes and who saw them.
    [[nodiscard]] ForeignChanges& foreign() noexcept { return m_foreign; }
    /// Merchants' changes that clients undid. Those that a client had seen are violations ("foreign-change-overwritten: …"); the others
    /// nobody can avoid with this API.
    [[nodiscard]] const std::vector<Overwrite>& overwrites() const noexcept { return m_overwrites; }

    /// One sentence per broken promise; empty when all hold.
    [[nodiscard]] QStringList violations() const;
    void clear();

private:
    struct Goods
    {
        int delta = 0; ///< units that clients made (or lost, negative)
        QSet<QString> orders; ///< numbers of the orders concerned
    };
    std::vector<LedgerEntry> m_entries;
    quint64 m_cleared = 0; ///< entries that clear() removed: numbers go on
    ForeignChanges m_foreign;
    std::vector<Overwrite> m_overwrites;
    std::map<std::pair<QString, QString>, Goods> m_goods; ///< by merchant and SKU
    std::map<std::pair<QString, qint64>, QSet<qint64>> m_labels; ///< live ones by merchant and order
    QStringList m_damage; ///< fields and numbers lost, in the order it happened
};

} // namespace t6::sandbox
