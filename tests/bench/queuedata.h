// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bench.h"

#include <core/queuequery.h>
#include <core/queuetable.h>

#include <QDateTime>
#include <QString>

#include <vector>

namespace t6::bench {

/// A row as a Qt program keeps it that was not written for a million of them: the peer.
struct NaiveRow
{
    qint64 id = 0;
    QString merchant, number, buyer, city, state, country, skus, service, assignee, readiness, issues;
    QDateTime orderDate, shipBy;
    double weight = 0;
    int through6Units = 0, otherUnits = 0;
};

[[nodiscard]] QueueTable makeQueue(const Settings& settings);
[[nodiscard]] std::vector<QString> merchantNames(const QueueSnapshot& queue);
[[nodiscard]] std::vector<NaiveRow> naiveRows(const QueueSnapshot& queue);
/// Bytes that `rows` and all its strings take.
[[nodiscard]] double naiveBytes(const std::vector<NaiveRow>& rows);

} // namespace t6::bench
