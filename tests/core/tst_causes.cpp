// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/causes.h>

#include <QTest>

using namespace t6;

namespace {

const MerchantId kAcme{QUuid(QStringLiteral("{00000000-0000-0000-0000-00000000000a}"))};
const MerchantId kBolt{QUuid(QStringLiteral("{00000000-0000-0000-0000-00000000000b}"))};

QueueEntry order(std::int64_t id, IssueMask issues, std::string skus, std::string country = "US", OrderStatus status = OrderStatus::AwaitingShipment)
{
    QueueEntry entry;
    entry.id = {id};
    entry.status = status;
    entry.issues = issues;
    entry.readiness = readiness(status, issues);
    entry.number = std::to_string(id);
    entry.skus = std::move(skus);
    entry.country = std::move(country);
    return entry;
}

/// "code/subject: ids" per group, in the order of the answer.
QStringList groups(const QueueTable& table, const QueueQuery& query = {})
{
    const QueueSnapshot queue = table.snapshot();
    QStringList lines;
    for (const Cause& cause : groupByCause(queue, query)) {
        QList<std::int64_t> ids;
        for (const RowId row : cause.rows)
            ids.append(queue.row(row).id);
        std::sort(ids.begin(), ids.end());
        QString line = QStringLiteral("%1 %2/%3:").arg(cause.merchant == kAcme ? QStringLiteral("acme") : QStringLiteral("bolt"), QLatin1String(checkName(cause.code)), QString::fromStdString(cause.subject));
        for (const std::int64_t id : ids)
            line += QLatin1Char(' ') + QString::number(id);
        lines.append(line);
    }
    return lines;
}

} // namespace

class TestCauses : public QObject
{
    Q_OBJECT

private slots:
    void nothingToGroup()
    {
        QueueTable table;
        QCOMPARE(groups(table), QStringList());
        table.apply(kAcme, {order(1, 0, "TEE"), order(2, bit(CheckCode::AddressUnchecked), "TEE")}, {});
        QCOMPARE(groups(table), QStringList()); // an information is no cause that a person repairs
    }

    void weightGroupsBySku()
    {
        QueueTable table;
        const IssueMask weight = bit(CheckCode::WeightMissing);
        table.apply(kAcme, {order(1, weight, "TEE-BLK-M"), order(2, weight, "TEE-BLK-M MUG"), order(3, weight, "MUG TEE-BLK-M"), order(4, 0, "MUG"), order(5, weight, "CAP")}, {});
        QCOMPARE(groups(table), QStringList({QStringLiteral("acme weight-missing/TEE-BLK-M: 1 2 3"), QStringLiteral("acme weight-missing/CAP: 5")}));
    }

    void innocentSkuIsNotBlamed()
    {
        // MUG is in as many faulty orders as TEE, but fine elsewhere.
        QueueTable table;
        const IssueMask origin = bit(CheckCode::CustomsOrigin);
        table.apply(kAcme, {order(1, origin, "MUG TEE"), order(2, origin, "MUG TEE"), order(3, 0, "MUG"), order(4, 0, "MUG")}, {});
        QCOMPARE(groups(table), QStringList(QStringLiteral("acme customs-origin/TEE: 1 2")));
        QueueQuery faulty;
        faulty.anyIssue = origin;
        QCOMPARE(groups(table, faulty), QStringList(QStringLiteral("acme customs-origin/TEE: 1 2")));
    }

    void addressGroupsByCountryAndOthersByCodeOnly()
    {
        QueueTable table;
        const IssueMask phone = bit(CheckCode::PhoneMissing);
        const IssueMask carrier = bit(CheckCode::CarrierMissing);
        table.apply(kAcme, {order(1, phone, "A", "DE"), order(2, phone, "B", "FR"), order(3, phone | carrier, "C", "DE"), order(4, carrier, "D"), order(5, carrier, "E")}, {});
        QCOMPARE(groups(table),
            QStringList({QStringLiteral("acme carrier-missing/: 3 4 5"), QStringLiteral("acme phone-missing/DE: 1 3"), QStringLiteral("acme phone-missing/FR: 2")}));
    }

    void merchantsStayApartAndClosedOrdersAreLeftOut()
    {
        QueueTable table;
        const IssueMask weight = bit(CheckCode::WeightMissing);
        table.apply(kAcme, {order(1, weight, "TEE"), order(2, weight, "TEE", "US", OrderStatus::Shipped)}, {});
        table.apply(kBolt, {order(1, weight, "TEE"), order(2, weight, "TEE")}, {});
        QCOMPARE(groups(table), QStringList({QStringLiteral("bolt weight-missing/TEE: 1 2"), QStringLiteral("acme weight-missing/TEE: 1")}));

        QueueQuery closed;
        closed.includeClosed = true;
        QCOMPARE(groups(table, closed).last(), QStringLiteral("acme weight-missing/TEE: 1"));

        QueueQuery acme;
        acme.merchant = kAcme;
        QCOMPARE(groups(table, acme), QStringList(QStringLiteral("acme weight-missing/TEE: 1")));
    }

    void queryNarrowsOrdersAndCodes()
    {
        QueueTable table;
        table.apply(kAcme, {order(1, bit(CheckCode::WeightMissing) | bit(CheckCode::CarrierMissing), "TEE"), order(2, bit(CheckCode::AddressUnchecked), "TEE", "GB")}, {});
        QueueQuery query;
        query.anyIssue = bit(CheckCode::CarrierMissing) | bit(CheckCode::AddressUnchecked);
        QCOMPARE(groups(table, query), QStringList({QStringLiteral("acme address-unchecked/GB: 2"), QStringLiteral("acme carrier-missing/: 1")}));
    }

    void orderWithoutSkuOrCountry()
    {
        QueueTable table;
        table.apply(kAcme, {order(1, bit(CheckCode::WeightMissing) | bit(CheckCode::AddressIncomplete), "", "")}, {});
        QCOMPARE(groups(table), QStringList({QStringLiteral("acme address-incomplete/: 1"), QStringLiteral("acme weight-missing/: 1")}));
    }
};

QTEST_GUILESS_MAIN(TestCauses)
#include "tst_causes.moc"
