// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "storetest.h"

#include <store/labelbook.h>
#include <store/merchantrecords.h>

using namespace t6;
using namespace t6::store;

namespace {

UtcTime at(qint64 ms) { return UtcTime(std::chrono::milliseconds(ms)); }

} // namespace

class TestLabelBook : public QObject
{
    Q_OBJECT

    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<Database> m_database;
    const MerchantId m_merchant = MerchantId::create();

    [[nodiscard]] LabelBook book() { return LabelBook(*m_database); }
    [[nodiscard]] LabelRecord label(qint64 order, qint64 cents, qint64 begun = 1000)
    {
        LabelRecord record;
        record.operation = OperationId::create();
        record.merchant = m_merchant;
        record.order = {order};
        record.amount = {cents};
        record.begunAt = at(begun);
        return record;
    }
    [[nodiscard]] qint64 spent(qint64 since = 0) { return book().spent(m_merchant, at(since)).result().value().minor; }

private slots:
    void init()
    {
        m_database.reset();
        m_profile = std::make_unique<Profile>();
        m_database = Database::open(m_profile->path()).value();
    }

    void theCapHolds()
    {
        const auto begin = [this](const LabelRecord& record) { return book().begin(record, at(500), Money{1000}).result(); };
        const LabelRecord first = label(1, 600);
        QVERIFY(begin(first));
        QVERIFY(begin(first)); // the same again
        QCOMPARE(spent(), 600);
        const auto refused = begin(label(2, 401));
        QCOMPARE(refused.error().code, ErrorCode::LabelRefused);
        QCOMPARE(refused.error().detail, QStringLiteral("600"));
        QVERIFY(begin(label(2, 400)));
        QVERIFY(book().begin(label(3, 1000, 5000), at(2000), Money{1000}).result()); // another day
        QCOMPARE(begin(LabelRecord()).error().code, ErrorCode::InvalidInput);
    }

    void countsWhatWasCharged()
    {
        const LabelRecord bought = label(1, 600), denied = label(2, 300);
        QVERIFY(book().begin(bought, at(0), Money{10'000}).result());
        QVERIFY(book().begin(denied, at(0), Money{10'000}).result());
        QVERIFY(book().settle(bought.operation, {77}, Money{550}).result());
        QVERIFY(book().drop(denied.operation).result());
        QCOMPARE(spent(), 550);
        const auto kept = book().ofOrder(m_merchant, {1}).result().value();
        QCOMPARE(kept.size(), 1);
        QCOMPARE(kept.first().shipment.value, 77);
        QVERIFY(book().ofOrder(m_merchant, {2}).result()->isEmpty());
        QVERIFY(book().refund(m_merchant, {77}).result());
        QCOMPARE(spent(), 0);
    }

    void anAnswerStaysUntilItIsPrinted()
    {
        const LabelRecord printed = label(1, 600), waits = label(2, 600), old = label(3, 600, 10);
        for (const LabelRecord& record : {printed, waits, old}) {
            QVERIFY(book().begin(record, at(0), Money{10'000}).result());
            QVERIFY(book().keepReply(record.operation, "sealed").result());
        }
        QVERIFY(book().markPrinted(printed.operation, at(2000)).result());
        QVERIFY(book().expire(at(2000), at(100), at(5)).result());
        QVERIFY(book().reply(printed.operation).result()->has_value()); // just now
        QVERIFY(!book().reply(old.operation).result()->has_value());
        QVERIFY(book().expire(at(2001), at(100), at(5)).result());
        QVERIFY(!book().reply(printed.operation).result()->has_value());
        QCOMPARE(book().reply(waits.operation).result()->value(), QByteArray("sealed"));
        QCOMPARE(spent(), 1800);
        QVERIFY(book().expire(at(2001), at(100), at(500)).result());
        QVERIFY(book().ofOrder(m_merchant, {3}).result()->isEmpty());
    }

    void anAnswerIsNotDropped()
    {
        const LabelRecord record = label(1, 600);
        QVERIFY(book().begin(record, at(0), Money{10'000}).result());
        QVERIFY(book().keepReply(record.operation, "sealed").result());
        QVERIFY(book().drop(record.operation).result());
        QVERIFY(book().reply(record.operation).result()->has_value());
        QCOMPARE(spent(), 0);
        QCOMPARE(book().keepReply(OperationId::create(), "x").result().error().code, ErrorCode::NotFound);
    }

    void goesWithItsMerchant()
    {
        QVERIFY(book().begin(label(1, 600), at(0), Money{10'000}).result());
        QVERIFY(MerchantRecords(*m_database).purge(m_merchant).result());
        QCOMPARE(spent(), 0);
    }
};

QTEST_GUILESS_MAIN(TestLabelBook)
#include "tst_labelbook.moc"
