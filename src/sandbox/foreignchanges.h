// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <map>
#include <vector>

namespace t6::sandbox {

/// Whose request, and when it arrived in the order of all events.
struct Sender
{
    QByteArray client; ///< its key
    quint64 moment = 0;
};

/// A merchant's own change that a client's createorder set back to what was before.
struct Overwrite
{
    QString merchant, order; ///< its number and id
    qint64 orderId = 0;
    QString path; ///< "shipTo.street1", "items[orderItemId=12].quantity"
    bool seen = false; ///< a GET answer with the change had reached that client before it sent: it could have kept it
};

/// What merchants changed in their orders, and which of it clients have been shown. Not thread-safe.
class ForeignChanges
{
public:
    void changed(const QString& merchant, const QJsonObject& before, const QJsonObject& after);
    /// Those of `orders` that hold changes.
    [[nodiscard]] std::vector<qint64> withChanges(const QString& merchant, const std::vector<qint64>& orders) const;
    /// An answer that was made at `made` reached the client.
    void shown(const QString& merchant, const std::vector<qint64>& orders, const QByteArray& client, quint64 made);
    /// What `sent` would set back of the order as it is (`before`). Whatever it changes there is settled then.
    [[nodiscard]] std::vector<Overwrite> replaced(const QString& merchant, const QJsonObject& before, const QJsonObject& sent, const Sender& sender);

    /// The next moment: greater than all before.
    [[nodiscard]] quint64 tick() noexcept { return ++m_moment; }

private:
    struct Change
    {
        QString path;
        QJsonValue before;
        quint64 moment = 0;
        std::map<QByteArray, quint64> seen; ///< by client, the first time
    };
    quint64 m_moment = 0;
    std::map<std::pair<QString, qint64>, std::vector<Change>> m_changes;
};

} // namespace t6::sandbox
