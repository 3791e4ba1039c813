// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/askmerchant.h>
#include <core/ordernotes.h>

#include <QTest>

using namespace t6;

namespace {

OrderView sample()
{
    OrderView order;
    order.number = "1001";
    order.status = OrderStatus::AwaitingShipment;
    order.shipTo.name = "Ada";
    order.shipTo.country = "US";
    order.weight = Weight{};
    ItemView item;
    item.sku = "T6-TEE";
    item.quantity = 2;
    order.items = {item};
    return order;
}

Issue weightIssue() { return {CheckCode::WeightMissing, Severity::Blocks, QStringLiteral("weight.value"), QStringLiteral("The weight is 0.")}; }
Issue phoneIssue() { return {CheckCode::PhoneMissing, Severity::Blocks, QStringLiteral("shipTo.phone"), QStringLiteral("The phone number is empty.")}; }

Waiver waiverOf(const Issue& issue, const OrderView& order)
{
    return {issue.code, factFingerprint(issue, order), QStringLiteral("agreed"), QStringLiteral("ann"), UtcTime{std::chrono::milliseconds{5}}};
}

} // namespace

/// What the desk remembers of an order.
class TestOrderNotes : public QObject
{
    Q_OBJECT

private slots:
    void codec()
    {
        NotesByOrder notes;
        notes[OrderId{7}].put(waiverOf(weightIssue(), sample()));
        notes[OrderId{7}].waiting = Waiting{QStringLiteral("Zoë <z@acme.example>"), QStringLiteral("weight?\nphone?"), ~IssueMask{0} >> 1, QStringLiteral("bob"), UtcTime{std::chrono::milliseconds{1'790'000'000'123}}};
        notes[OrderId{8}].held = Held{QStringLiteral("2026-12-24"), QStringLiteral("the buyer asked: 🎁"), QStringLiteral("ann"), UtcTime{std::chrono::milliseconds{7}}};
        notes[OrderId{1LL << 40}].put({CheckCode::Instructions, ~std::uint64_t{0}, QStringLiteral("☎"), {}, {}});
        const auto decoded = decodeNotes(encodeNotes(notes));
        QVERIFY(decoded && *decoded == notes);
        QVERIFY(decodeNotes(encodeNotes({})).value().empty());
    }

    void damage()
    {
        NotesByOrder notes;
        notes[OrderId{7}].put(waiverOf(weightIssue(), sample()));
        const QByteArray whole = encodeNotes(notes);
        for (qsizetype size = 0; size < whole.size(); ++size)
            QCOMPARE(decodeNotes(whole.first(size)).error().code, ErrorCode::StoreCorrupt);
        QCOMPARE(decodeNotes(QByteArray("\xA1\x61x\xA0")).error().code, ErrorCode::StoreCorrupt); // an order called "x"
    }

    void aWaiverHoldsAsLongAsItsFact_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<bool>("holds");
        QTest::newRow("nothing changed") << 0 << true;
        QTest::newRow("another field") << 1 << true;
        QTest::newRow("other words") << 2 << true;
        QTest::newRow("the value") << 3 << false;
        QTest::newRow("an item's weight") << 4 << false;
        QTest::newRow("the place") << 5 << false;
        QTest::newRow("the severity") << 6 << false;
    }
    void aWaiverHoldsAsLongAsItsFact()
    {
        QFETCH(int, what);
        QFETCH(bool, holds);
        OrderView order = sample();
        Issue issue = weightIssue();
        OrderNotes notes;
        notes.put(waiverOf(issue, order));
        switch (what) {
        case 1: order.shipTo.city = "Paris"; break;
        case 2: issue.text = QStringLiteral("Das Gewicht ist 0."); break;
        case 3: order.weight.reset(); break;
        case 4: order.items[0].weight = Weight::from(1, WeightUnit::Ounces); break;
        case 5: issue.field = QStringLiteral("weight"); break;
        case 6: issue.severity = Severity::Check; break;
        default: break;
        }
        const Assessment found = assess(order, {issue, phoneIssue()}, notes);
        QCOMPARE(found.mask, bit(CheckCode::PhoneMissing) | (holds ? 0 : bit(CheckCode::WeightMissing)));
        QCOMPARE(found.waived.size(), std::size_t(holds ? 1 : 0));
        QCOMPARE(found.notes.isEmpty(), !holds);
        QCOMPARE(found.readiness, Readiness::NeedsReview);
    }

    void everyCheckHasAFact()
    {
        // Each of these changes what at least one check rests on; every check notices at least one of them.
        IssueMask noticed = 0;
        const OrderView before = sample();
        for (int change = 0; change < 9; ++change) {
            OrderView order = sample();
            switch (change) {
            case 0: order.shipTo.street1 = "1 New Street"; break;
            case 1: order.weight = Weight::from(3, WeightUnit::Ounces); break;
            case 2: order.warehouseId = WarehouseId{4}; break;
            case 3: order.serviceCode = "ups_ground"; break;
            case 4: order.customsContents = "gift"; break;
            case 5: order.customerNotes = "leave at the door"; break;
            case 6: order.shipBy = UtcTime{std::chrono::hours{7}}; break;
            case 7: order.holdUntilDate = "2026-12-24"; break;
            default: order.customerEmail = "ada@example.com"; break;
            }
            for (const CheckInfo& check : allChecks()) {
                const Issue issue{check.code, check.worst, QStringLiteral("x"), {}};
                if (factFingerprint(issue, before) != factFingerprint(issue, order))
                    noticed |= bit(check.code);
            }
        }
        OrderView split = sample();
        split.items[0].quantity = 3;
        for (const CheckCode code : {CheckCode::SplitNeeded, CheckCode::SplitWrong, CheckCode::CustomsQuantity}) {
            const Issue issue{code, Severity::Blocks, QStringLiteral("items"), {}};
            QVERIFY(factFingerprint(issue, before) != factFingerprint(issue, split));
            noticed |= bit(code);
        }
        for (const CheckInfo& check : allChecks())
            QVERIFY2((noticed & bit(check.code)) != 0, check.name);
    }

    void aChangeThatNeedsAPersonIsNotWaived()
    {
        const Issue issue{CheckCode::ChangeUnsettled, Severity::Blocks, QStringLiteral("modifyDate"), {}};
        OrderNotes notes;
        notes.put(waiverOf(issue, sample()));
        QCOMPARE(assess(sample(), {issue}, notes).mask, bit(CheckCode::ChangeUnsettled));
    }

    void heldUntilReleased_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("until");
        QTest::addColumn<bool>("remembered");
        QTest::newRow("on hold") << static_cast<int>(OrderStatus::OnHold) << QByteArray("2026-12-24") << true;
        QTest::newRow("until another day") << static_cast<int>(OrderStatus::OnHold) << QByteArray("2026-12-25") << false;
        QTest::newRow("released") << static_cast<int>(OrderStatus::AwaitingShipment) << QByteArray("2026-12-24") << false;
    }
    void heldUntilReleased()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, until);
        QFETCH(bool, remembered);
        OrderView order = sample();
        order.status = static_cast<OrderStatus>(status);
        order.holdUntilDate = std::string_view(until.constData(), static_cast<std::size_t>(until.size()));
        OrderNotes notes;
        notes.held = Held{QStringLiteral("2026-12-24"), {}, QStringLiteral("ann"), {}};
        QVERIFY(!notes.isEmpty());
        QCOMPARE(assess(order, {}, notes).notes.held.has_value(), remembered);
    }

    void waiting_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<quint64>("about");
        QTest::addColumn<quint64>("found");
        QTest::addColumn<int>("readiness");
        const auto row = [](const char* name, OrderStatus status, IssueMask about, IssueMask found, Readiness readiness) {
            QTest::newRow(name) << static_cast<int>(status) << quint64{about} << quint64{found} << static_cast<int>(readiness);
        };
        constexpr IssueMask weight = bit(CheckCode::WeightMissing), phone = bit(CheckCode::PhoneMissing);
        row("not repaired", OrderStatus::AwaitingShipment, weight, weight | phone, Readiness::WaitingOnMerchant);
        row("on hold meanwhile", OrderStatus::OnHold, weight, weight, Readiness::WaitingOnMerchant);
        row("half repaired", OrderStatus::AwaitingShipment, weight | phone, phone, Readiness::WaitingOnMerchant);
        row("repaired", OrderStatus::AwaitingShipment, weight, phone, Readiness::NeedsReview);
        row("all repaired", OrderStatus::AwaitingShipment, weight, 0, Readiness::ReadyToShip);
        row("about no finding", OrderStatus::AwaitingShipment, 0, 0, Readiness::WaitingOnMerchant);
        row("shipped", OrderStatus::Shipped, 0, 0, Readiness::Closed);
        row("our change needs a person", OrderStatus::AwaitingShipment, weight, weight | bit(CheckCode::ChangeUnsettled), Readiness::NeedsReview);
    }
    void waiting()
    {
        QFETCH(int, status);
        QFETCH(quint64, about);
        QFETCH(quint64, found);
        QFETCH(int, readiness);
        OrderView order = sample();
        order.status = static_cast<OrderStatus>(status);
        OrderNotes notes;
        notes.waiting = Waiting{QStringLiteral("Zoë"), QStringLiteral("?"), about, {}, {}};
        std::vector<Issue> issues;
        for (const CheckInfo& check : allChecks()) {
            if ((found & bit(check.code)) != 0)
                issues.push_back({check.code, check.worst, QStringLiteral("x"), {}});
        }
        QCOMPARE(static_cast<int>(assess(order, issues, notes).readiness), readiness);
    }

    void theLetter()
    {
        const Issue late{CheckCode::Overdue, Severity::Check, QStringLiteral("shipByDate"), QStringLiteral("It is late.")};
        const QString text = askMerchantText(QStringLiteral("1001"), {phoneIssue(), weightIssue(), late});
        for (const QString& part : {QStringLiteral("1001"), checkTitle(CheckCode::WeightMissing), weightIssue().text, phoneIssue().text, checkCause(CheckCode::WeightMissing), checkCause(CheckCode::PhoneMissing)})
            QVERIFY2(text.contains(part), qPrintable(text));
        QVERIFY(!text.contains(late.text)); // that is our own matter
        QVERIFY(!text.contains(checkFix(CheckCode::WeightMissing))); // and that is said to staff
        QCOMPARE(askMerchantText(QStringLiteral("1001"), {late}), QString());
    }
};

QTEST_GUILESS_MAIN(TestOrderNotes)
#include "tst_ordernotes.moc"
