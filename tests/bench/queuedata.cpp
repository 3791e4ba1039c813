// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuedata.h"

#include <support/queuemaker.h>

namespace t6::bench {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace

QueueTable makeQueue(const Settings& settings)
{
    test::QueueMaker make(2026);
    QueueTable table;
    std::size_t left = settings.rows;
    std::int64_t id = 3'000'000'000;
    for (std::size_t merchant = 0; merchant < settings.merchants; ++merchant) {
        const std::size_t count = left / (settings.merchants - merchant);
        left -= count;
        std::vector<QueueEntry> entries;
        entries.reserve(count);
        for (std::size_t i = 0; i < count; ++i)
            entries.push_back(make.entry(id += 1 + make.below(50)));
        table.apply(make.merchantId(static_cast<std::uint32_t>(merchant)), entries, {});
    }
    return table;
}

std::vector<QString> merchantNames(const QueueSnapshot& queue)
{
    std::vector<QString> names;
    for (std::size_t i = 0; i < queue.merchants().size(); ++i)
        names.push_back(QStringLiteral("Merchant %1").arg(i * 7919 % 1000));
    return names;
}

std::vector<NaiveRow> naiveRows(const QueueSnapshot& queue)
{
    const std::vector<QString> names = merchantNames(queue);
    std::vector<NaiveRow> rows;
    rows.reserve(queue.rowCount());
    for (std::size_t merchant = 0; merchant < names.size(); ++merchant)
        for (const RowId id : queue.rowsOf(merchant)) {
            const QueueRow& row = queue.row(id);
            NaiveRow& naive = rows.emplace_back();
            naive.id = row.id;
            naive.merchant = names[merchant];
            naive.number = text(queue.number(id));
            naive.buyer = text(queue.buyer(id));
            naive.city = text(queue.city(id));
            naive.state = text(queue.state(id));
            naive.country = text(countryText(row.country));
            naive.skus = text(queue.skus(id));
            naive.service = text(queue.service(id));
            naive.assignee = text(queue.assignee(id));
            naive.readiness = QLatin1String(readinessName(static_cast<Readiness>(row.readiness)));
            for (int code = 0; code < kCheckCount; ++code)
                if ((row.issues & bit(static_cast<CheckCode>(code))) != 0)
                    naive.issues += QLatin1String(checkName(static_cast<CheckCode>(code))) + QLatin1Char(' ');
            naive.orderDate = QDateTime::fromSecsSinceEpoch(row.orderDate, Qt::UTC);
            if (row.shipBy != 0)
                naive.shipBy = QDateTime::fromSecsSinceEpoch(row.shipBy, Qt::UTC);
            naive.weight = row.weightMilligrams / 28'349.523125;
            naive.through6Units = row.through6Units;
            naive.otherUnits = row.otherUnits;
        }
    return rows;
}

double naiveBytes(const std::vector<NaiveRow>& rows)
{
    constexpr double kStringHead = 16 + 8; // QArrayData and malloc's own
    double bytes = static_cast<double>(rows.size() * sizeof(NaiveRow));
    for (const NaiveRow& row : rows) {
        for (const QString* string : {&row.number, &row.buyer, &row.city, &row.state, &row.country, &row.skus, &row.service, &row.assignee, &row.readiness, &row.issues})
            if (!string->isEmpty())
                bytes += kStringHead + 2.0 * static_cast<double>(string->capacity() + 1);
    }
    return bytes;
}

} // namespace t6::bench
