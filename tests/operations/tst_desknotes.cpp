// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "correctiondesk.h"

#include <QJsonDocument>

using namespace t6;
using namespace t6::test;

namespace {

QJsonObject weight(double ounces)
{
    return {{QStringLiteral("weight"), QJsonObject{{QStringLiteral("value"), ounces}, {QStringLiteral("units"), QStringLiteral("ounces")}}}};
}

constexpr IssueMask kWeight = bit(CheckCode::WeightMissing);

/// A desk with one order whose weight is missing.
class NotesDesk : public CorrectionDesk
{
public:
    NotesDesk() { setWeight(0); }
    /// At ShipStation, and waits until it is here.
    void setWeight(double ounces)
    {
        at([&] { sandbox().editOrder(0, order, weight(ounces)); });
        if (!QTest::qWaitFor([&] { return details().weight && (details().weight->milligrams > 0) == (ounces > 0); }, 20'000))
            qFatal("the weight did not arrive");
    }
    [[nodiscard]] Result<void> waive(CheckCode code = CheckCode::WeightMissing) { return await(console->waive(merchant, order, code, QStringLiteral("Weighed by hand, says Zebulon"))); }
    [[nodiscard]] Readiness readiness() { return static_cast<Readiness>(row(merchant, order)->readiness); }
    [[nodiscard]] QByteArray audit() { return await(console->auditLines(1, 1000)).value(); }
};

} // namespace

/// What a desk remembers of an order and ShipStation does not: waivers, waiting, operations that need a person.
class TestDeskNotes : public QObject
{
    Q_OBJECT

private slots:
    void waivedUntilTheFactChanges()
    {
        NotesDesk desk;
        QTRY_VERIFY(desk.issues(desk.merchant, desk.order) & kWeight);
        QVERIFY(desk.waive());
        QTRY_VERIFY(!(desk.issues(desk.merchant, desk.order) & kWeight));
        QCOMPARE(desk.details().waived.size(), std::size_t(1));
        QCOMPARE(desk.details().waived[0].waiver.by, QStringLiteral("ann"));
        QCOMPARE(desk.details().waived[0].issue.code, CheckCode::WeightMissing);

        // Another field changes, the program is started anew: it stays silent.
        desk.at([&] { desk.sandbox().editOrder(0, desk.order, {{QStringLiteral("internalNotes"), QStringLiteral("blue paper")}}); });
        QTRY_VERIFY(desk.details().internalNotes == QStringLiteral("blue paper"));
        QVERIFY(!(desk.issues(desk.merchant, desk.order) & kWeight));
        desk.reopen();
        QVERIFY(!(desk.issues(desk.merchant, desk.order) & kWeight));
        QCOMPARE(desk.details().waived.size(), std::size_t(1));

        // A weight comes and goes: that is another fact.
        desk.setWeight(4);
        QTRY_VERIFY(desk.details().waived.empty());
        desk.setWeight(0);
        QTRY_VERIFY(desk.issues(desk.merchant, desk.order) & kWeight);
    }

    void takenBack()
    {
        NotesDesk desk;
        QVERIFY(desk.waive());
        QVERIFY(await(desk.console->unwaive(desk.merchant, desk.order, CheckCode::WeightMissing)));
        QTRY_VERIFY(desk.issues(desk.merchant, desk.order) & kWeight);
        QCOMPARE(await(desk.console->unwaive(desk.merchant, desk.order, CheckCode::WeightMissing)).error().code, ErrorCode::NotFound);
    }

    void refusals()
    {
        NotesDesk desk;
        QCOMPARE(await(desk.console->waive(desk.merchant, desk.order, CheckCode::WeightMissing, QStringLiteral("  "))).error().code, ErrorCode::InvalidInput);
        QCOMPARE(desk.waive(CheckCode::SplitWrong).error().code, ErrorCode::InvalidInput); // it does not have that
        QCOMPARE(desk.waive(CheckCode::ChangeUnsettled).error().code, ErrorCode::InvalidInput);
        QCOMPARE(await(desk.console->setWaiting(desk.merchant, desk.order, {})).error().code, ErrorCode::InvalidInput);
        QCOMPARE(await(desk.console->waive(desk.merchant, {123456}, CheckCode::WeightMissing, QStringLiteral("x"))).error().code, ErrorCode::OrderGone);
        QVERIFY(!desk.audit().contains("waive")); // what did not happen is no act
    }

    void waitingOnTheMerchant()
    {
        NotesDesk desk;
        QVERIFY(await(desk.console->setWaiting(desk.merchant, desk.order, {QStringLiteral("Zoraida <z@acme.example>"), QStringLiteral("the weight"), 0, {}, {}})));
        QTRY_COMPARE(desk.readiness(), Readiness::WaitingOnMerchant);
        QCOMPARE(desk.details().readiness, Readiness::WaitingOnMerchant);
        QCOMPARE(desk.details().waiting->issues & kWeight, kWeight);
        desk.reopen();
        QCOMPARE(desk.readiness(), Readiness::WaitingOnMerchant);
        QVERIFY(await(desk.console->endWaiting(desk.merchant, desk.order)));
        QTRY_COMPARE(desk.readiness(), Readiness::NeedsReview);
        QCOMPARE(await(desk.console->endWaiting(desk.merchant, desk.order)).error().code, ErrorCode::NotFound);

        // Repaired: it ends by itself.
        QVERIFY(await(desk.console->setWaiting(desk.merchant, desk.order, {QStringLiteral("Zoraida"), QStringLiteral("the weight"), 0, {}, {}})));
        QTRY_COMPARE(desk.readiness(), Readiness::WaitingOnMerchant);
        desk.setWeight(6);
        QTRY_VERIFY(desk.readiness() != Readiness::WaitingOnMerchant);
        QVERIFY(!desk.details().waiting);
    }

    void auditedAndSealed()
    {
        NotesDesk desk;
        QVERIFY(desk.waive());
        QVERIFY(await(desk.console->setWaiting(desk.merchant, desk.order, {QStringLiteral("Zoraida"), QStringLiteral("Quetzal paper"), 0, {}, {}})));
        const QByteArray lines = desk.audit();
        QVERIFY(lines.contains("\"action\":\"waive\"") && lines.contains("weight-missing") && lines.contains("\"action\":\"waiting\""));
        for (const char* personal : {"Zebulon", "Zoraida", "Quetzal"}) {
            QVERIFY(!lines.contains(personal));
            QVERIFY(!desk.isOnDisk(personal));
        }
        QCOMPARE(await(desk.console->verifyAudit()).value().faultAt, 0);
        QVERIFY(QJsonDocument::fromJson(desk.seen()).object().value(QStringLiteral("internalNotes")).toString() != QStringLiteral("Quetzal paper"));
        QCOMPARE(desk.writes(), 0); // nothing of it was sent
    }

    void memoryOnlyKeepsThemInMemory()
    {
        NotesDesk desk;
        QVERIFY(desk.waive());
        Merchant merchant = desk.console->merchant(desk.merchant)->merchant;
        merchant.memoryOnly = true;
        QVERIFY(await(desk.console->updateMerchant(merchant), 30'000));
        QCOMPARE(desk.details().waived.size(), std::size_t(1));
        desk.reopen();
        QVERIFY(QTest::qWaitFor([&] { return desk.issues(desk.merchant, desk.order) & kWeight; }, 30'000)); // read anew, and not waived
    }

    void aRemovedMerchantLeavesNothing()
    {
        NotesDesk desk;
        QVERIFY(desk.waive());
        QVERIFY(await(desk.console->removeMerchant(desk.merchant)));
        desk.reopen();
        desk.merchant = desk.connectAndLoad(0);
        QVERIFY(desk.issues(desk.merchant, desk.order) & kWeight);
    }

    void anUnsettledChangeMarksTheOrder()
    {
        CorrectionDesk desk;
        constexpr IssueMask unsettled = bit(CheckCode::ChangeUnsettled);
        QVERIFY(operations::isConfirmed(desk.send(desk.edit({{QStringLiteral("shipTo.street1"), "\"First Street 1\""}})).value()));
        QTRY_COMPARE(desk.details().shipTo.street1, QStringLiteral("First Street 1"));
        const QJsonObject old = desk.atShipStation();
        const auto report = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), "\"Second Street 2\""}}));
        QVERIFY(report && operations::isConfirmed(*report));
        QTRY_COMPARE(desk.details().shipTo.street1, QStringLiteral("Second Street 2"));
        QVERIFY(!(desk.issues(desk.merchant, desk.order) & unsettled));
        desk.at([&] { desk.sandbox().editOrder(0, desk.order, old); }); // as if the first request arrived once more
        QTRY_VERIFY(desk.issues(desk.merchant, desk.order) & unsettled);
        QCOMPARE(desk.details().readiness, Readiness::NeedsReview);

        desk.reopen();
        QVERIFY(desk.issues(desk.merchant, desk.order) & unsettled);
        QVERIFY(await(desk.console->closeOperation(desk.merchant, report->id, QStringLiteral("looked at it"))));
        QTRY_VERIFY(!(desk.issues(desk.merchant, desk.order) & unsettled));
    }
};

QTEST_GUILESS_MAIN(TestDeskNotes)
#include "tst_desknotes.moc"
