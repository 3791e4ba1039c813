// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitdesk.h"

using namespace t6;
using namespace t6::test;
using operations::SplitReport;

using Units = QMap<QString, int>;

/// What Through6 does not make leaves the order; the order stays itself; and it can be taken back.
class TestSplits : public QObject
{
    Q_OBJECT

private slots:
    void splits()
    {
        SplitDesk desk;
        const OrderId id = desk.addMixedOrder();
        const QJsonObject before = desk.atShipStation();
        const QString ours = desk.through6Sku();
        const auto report = desk.split();
        QVERIFY2(report, report ? "" : qPrintable(oneLine(report.error())));
        QVERIFY2(report->state == SplitState::Done, told(*report));
        QCOMPARE(report->children.size(), 1);
        const OrderId child = report->children.first();
        QCOMPARE(desk.units(id), (Units{{ours, 2}}));
        QCOMPARE(desk.units(child), (Units{{QStringLiteral("MUG-RED"), 1}, {QStringLiteral("CAP-ONE"), 3}}));
        QCOMPARE(desk.statusOf(child), QStringLiteral("awaiting_shipment"));
        QCOMPARE(desk.violations(), QStringList());

        const QJsonObject after = desk.atShipStation();
        for (const char* same : {"orderId", "orderNumber", "orderKey", "orderStatus", "shipTo", "amountPaid", "shippingAmount", "internalNotes"})
            QCOMPARE(after.value(QLatin1String(same)), before.value(QLatin1String(same)));
        const QJsonObject made = desk.at([&] { return desk.sandbox().order(0, child); });
        QCOMPARE(made.value(QLatin1String("orderNumber")).toString(), QStringLiteral("77001-2"));
        QCOMPARE(made.value(QLatin1String("orderTotal")).toDouble(), 0.0);
        QVERIFY(made.value(QLatin1String("internalNotes")).toString().contains(QLatin1String("77001")));

        // Proven, and the proof is kept.
        QVERIFY(!report->proof.isEmpty());
        QVERIFY2(holds(report->proof), qPrintable(proofText(report->plan, report->proof)));
        const auto kept = await(desk.console->splitsOf(desk.merchant, id)).value();
        QCOMPARE(kept.size(), 1);
        QVERIFY(kept.first().canUndo);
        QCOMPARE(kept.first().proof.size(), report->proof.size());
        QCOMPARE(kept.first().actor, QStringLiteral("ann"));
        QVERIFY(await(desk.console->verifyAudit()).value().faultAt == 0);
        QTRY_VERIFY((desk.issues(desk.merchant, id) & bit(CheckCode::SplitNeeded)) == 0);
        QVERIFY(desk.console->openSplits().isEmpty());
        QVERIFY(!desk.isOnDisk("MUG-RED"));
    }

    void takesBack()
    {
        SplitDesk desk;
        const OrderId id = desk.addMixedOrder();
        const Units before = desk.units(id);
        const auto done = desk.split();
        QVERIFY(done && done->state == SplitState::Done);
        const auto back = await(desk.console->unsplit(desk.merchant, id), 30'000);
        QVERIFY2(back, back ? "" : qPrintable(oneLine(back.error())));
        QVERIFY2(back->state == SplitState::Done, told(*back));
        QCOMPARE(desk.units(id), before);
        QVERIFY(desk.units(done->children.first()).isEmpty());
        QCOMPARE(desk.violations(), QStringList());
        const auto again = await(desk.console->unsplit(desk.merchant, id), 30'000);
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::NotFound);
        // And split once more: the number of the child that is gone is not given again to another key by accident.
        const auto twice = desk.split();
        QVERIFY2(twice && twice->state == SplitState::Done, twice ? told(*twice) : qPrintable(oneLine(twice.error())));
        QCOMPARE(desk.units(id), (Units{{desk.through6Sku(), 2}}));
        QCOMPARE(twice->plan.children.first().number, QStringLiteral("77001-3"));
        QVERIFY(twice->plan.children.first().key != done->plan.children.first().key);
    }

    void noticesWhenItemsComeBack()
    {
        SplitDesk desk;
        const OrderId id = desk.addMixedOrder();
        const QJsonArray before = desk.atShipStation().value(QLatin1String("items")).toArray();
        const auto done = desk.split();
        QVERIFY(done && done->state == SplitState::Done);
        QTRY_VERIFY((desk.issues(desk.merchant, id) & bit(CheckCode::SplitNeeded)) == 0);
        QVERIFY((desk.issues(desk.merchant, id) & bit(CheckCode::SplitDrift)) == 0);
        desk.at([&] { desk.sandbox().editOrder(0, id, {{QStringLiteral("items"), before}}); }); // the sales channel imports it again
        QTRY_VERIFY_WITH_TIMEOUT((desk.issues(desk.merchant, id) & bit(CheckCode::SplitDrift)) != 0, 10'000);
        desk.reopen(); // and after the next start
        QTRY_VERIFY_WITH_TIMEOUT((desk.issues(desk.merchant, id) & bit(CheckCode::SplitDrift)) != 0, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.console->order(desk.merchant, id).result().value().readiness == Readiness::NeedsReview, 10'000);
    }

    void noticesWhenAChildGoes_data()
    {
        QTest::addColumn<bool>("isDeleted");
        QTest::newRow("deleted") << true;
        QTest::newRow("held again by a request that came twice") << false;
    }
    void noticesWhenAChildGoes()
    {
        QFETCH(bool, isDeleted);
        SplitDesk desk;
        const OrderId id = desk.addMixedOrder();
        const auto done = desk.split();
        QVERIFY(done && done->state == SplitState::Done);
        const OrderId child = done->children.first();
        const QString until = JsonText::parse(done->plan.children.first().body).value().root().member(u"holdUntilDate")->string();
        desk.at([&] { isDeleted ? desk.sandbox().deleteOrder(0, child) : desk.sandbox().holdOrder(0, child, until); });
        QTRY_VERIFY_WITH_TIMEOUT((desk.issues(desk.merchant, id) & bit(CheckCode::SplitDrift)) != 0, 10'000);
        if (isDeleted)
            return;
        desk.at([&] { desk.sandbox().editOrder(0, child, {{QStringLiteral("orderStatus"), QStringLiteral("awaiting_shipment")}}); });
        QTRY_VERIFY_WITH_TIMEOUT((desk.issues(desk.merchant, id) & bit(CheckCode::SplitDrift)) == 0, 10'000);
    }

    void splitsIntoSeveral()
    {
        SplitDesk desk;
        const OrderId id = desk.addMixedOrder();
        const JsonText seen = JsonText::parse(desk.seen()).value();
        const SplitChoice all = suggestedSplit(seen, Through6Matcher(desk.draft(0).rule));
        QCOMPARE(all.children.size(), 1);
        SplitChoice choice;
        for (const SplitChoice::Units& units : all.children.first())
            choice.children.append({units});
        const auto report = desk.split(choice);
        QVERIFY2(report && report->state == SplitState::Done, report ? told(*report) : qPrintable(oneLine(report.error())));
        QCOMPARE(report->children.size(), 2);
        QCOMPARE(desk.units(report->children[0]).size() + desk.units(report->children[1]).size(), 2);
        QCOMPARE(desk.units(id), (Units{{desk.through6Sku(), 2}}));
        QCOMPARE(desk.violations(), QStringList());
    }

    void leavesNothingWhenTheOrderChanged()
    {
        SplitDesk desk;
        const OrderId id = desk.addMixedOrder();
        // The merchant ships the order after the child was made: it goes again.
        desk.at([&] {
            desk.sandbox().onRequest([&desk, id, made = false, shipped = false](const QByteArray& method, const QByteArray&) mutable {
                if (method == "GET" && made && !std::exchange(shipped, true))
                    desk.sandbox().shipOrder(0, id);
                made = made || method == "POST";
            });
        });
        const auto report = desk.split();
        QVERIFY2(report && report->waits, report ? told(*report) : qPrintable(oneLine(report.error()))); // a copy of what made the child could make it again
        const auto now = [&] { return await(desk.console->splitsOf(desk.merchant, id)).value().first(); };
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(now()), 20'000);
        QVERIFY2(now().state == SplitState::Undone, told(now()));
        QCOMPARE(desk.units(id).size(), 3);
        QVERIFY(!report->children.isEmpty());
        QVERIFY(desk.units(report->children.first()).isEmpty());
    }

    void refuses()
    {
        SplitDesk desk;
        const OrderId id = desk.addMixedOrder();
        const JsonText seen = JsonText::parse(desk.seen()).value();
        SplitChoice wrong;
        wrong.children = {{}};
        for (const SplitLine& line : splittableLines(seen, Through6Matcher(desk.draft(0).rule))) {
            if (line.through6)
                wrong.children.first().append({line.item, line.quantity});
        }
        const auto report = desk.split(wrong);
        QVERIFY(report);
        QCOMPARE(report->state, SplitState::Undone);
        QVERIFY(report->id.isNull());
        QCOMPARE(report->error->code, ErrorCode::SplitRefused);
        QCOMPARE(desk.writes(), 0);
        QCOMPARE(desk.units(id).size(), 3);
    }

    void nothingElseBeginsMeanwhile()
    {
        SplitDesk desk(std::chrono::milliseconds(60'000));
        const OrderId id = desk.addMixedOrder();
        desk.misbehave(QStringLiteral("POST /orders/createorder close-before n=1"));
        const auto report = desk.split();
        QVERIFY(report);
        QCOMPARE(report->state, SplitState::Open);
        QVERIFY(report->waits);
        QCOMPARE(desk.console->openSplits().size(), 1);
        const auto edit = desk.send(desk.edit({{QStringLiteral("internalNotes"), "\"now\""}}));
        QVERIFY(edit && edit->error);
        QCOMPARE(edit->error->code, ErrorCode::OrderBusy);
        const auto second = desk.split();
        QVERIFY(second && second->error);
        QCOMPARE(second->error->code, ErrorCode::OrderBusy);
        QCOMPARE(desk.units(id).size(), 3);
    }

    void goesOnAfterACrash_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::newRow("child: no answer, not done") << QStringLiteral("POST /orders/createorder close-before n=1");
        QTest::newRow("child: no answer, done") << QStringLiteral("POST /orders/createorder close-after n=1");
        QTest::newRow("original: no answer, not done") << QStringLiteral("POST /orders/createorder close-before n=2");
        QTest::newRow("original: no answer, done") << QStringLiteral("POST /orders/createorder close-after n=2");
        QTest::newRow("release: no answer, not done") << QStringLiteral("POST /orders/restorefromhold close-before n=1");
        QTest::newRow("release: no answer, done") << QStringLiteral("POST /orders/restorefromhold close-after n=1");
    }
    void goesOnAfterACrash()
    {
        QFETCH(QString, fault);
        SplitDesk desk;
        const OrderId id = desk.addMixedOrder();
        desk.misbehave(fault);
        const auto report = desk.split();
        QVERIFY(report);
        desk.reopen();
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(await(desk.console->splitsOf(desk.merchant, id)).value().first()), 20'000);
        QVERIFY(desk.console->openSplits().isEmpty());
        const auto kept = await(desk.console->splitsOf(desk.merchant, id)).value();
        QVERIFY2(kept.first().state == SplitState::Done, told(kept.first()));
        QCOMPARE(desk.units(id), (Units{{desk.through6Sku(), 2}}));
        QCOMPARE(desk.statusOf(kept.first().children.first()), QStringLiteral("awaiting_shipment"));
        QCOMPARE(desk.violations(), QStringList());
    }

    void freesTheChildAsOftenAsItTakes()
    {
        SplitDesk desk(std::chrono::milliseconds(150));
        const OrderId id = desk.addMixedOrder();
        desk.misbehave(QStringLiteral("POST /orders/restorefromhold close-before n=1 times=4"));
        const auto report = desk.split();
        QVERIFY(report && report->waits);
        const auto now = [&] { return await(desk.console->splitsOf(desk.merchant, id)).value().first(); };
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(now()), 20'000);
        QVERIFY2(now().state == SplitState::Done, told(now()));
        QCOMPARE(desk.statusOf(now().children.first()), QStringLiteral("awaiting_shipment"));
    }

    void takesBackWhereShipStationWritesTheCustoms()
    {
        SplitDesk desk;
        const OrderId id = desk.addMixedOrder();
        const Units before = desk.units(id);
        desk.at([&] {
            desk.sandbox().onRequest([&desk, id, isWritten = false](const QByteArray&, const QByteArray&) mutable {
                if (isWritten || SplitDesk::unitsOf(desk.sandbox().order(0, id)).size() > 1)
                    return;
                isWritten = true; // as soon as the original was changed
                const QJsonObject line{{QStringLiteral("customsItemId"), 4711}, {QStringLiteral("description"), QStringLiteral("Shirt")}, {QStringLiteral("quantity"), 2}, {QStringLiteral("value"), 9}};
                desk.sandbox().editOrder(0, id, {{QStringLiteral("internationalOptions"), QJsonObject{{QStringLiteral("customsItems"), QJsonArray{line}}}}});
            });
        });
        const auto done = desk.split();
        QVERIFY2(done && done->state == SplitState::Done, done ? told(*done) : qPrintable(oneLine(done.error())));
        QVERIFY(std::any_of(done->steps.begin(), done->steps.end(), [](const operations::SplitStep& step) { return step.kind == OperationKind::SplitReduce && needsPerson(step.state); }));
        const auto back = await(desk.console->unsplit(desk.merchant, id), 30'000);
        QVERIFY2(back && back->state == SplitState::Done, back ? told(*back) : qPrintable(oneLine(back.error())));
        QCOMPARE(desk.units(id), before);
    }

    void asksWhenSeveralOrdersHaveTheChildsKey()
    {
        SplitDesk desk;
        const OrderId id = desk.addMixedOrder();
        OrderId copy;
        desk.at([&] {
            desk.sandbox().onRequest([&](const QByteArray& method, const QByteArray&) { // merchants can duplicate what we made
                const auto orders = desk.sandbox().orderIds(0);
                const auto child = std::find_if(orders.begin(), orders.end(), [&](OrderId each) { return desk.sandbox().order(0, each).value(QLatin1String("orderNumber")) == QLatin1String("77001-2"); });
                if (method != "GET" || !copy.isNull() || child == orders.end())
                    return;
                QJsonObject same = desk.sandbox().order(0, *child);
                same.remove(QStringLiteral("orderId"));
                copy = desk.sandbox().addOrder(0, same);
            });
        });
        desk.misbehave(QStringLiteral("POST /orders/createorder close-after n=1"));
        const auto report = desk.split();
        QVERIFY2(report && report->state == SplitState::NeedsPerson, report ? told(*report) : qPrintable(oneLine(report.error())));
        QVERIFY(report->error && report->error->code == ErrorCode::AlreadyExists);
        QVERIFY(errorText(*report->error).what.contains(QLatin1String("several")));
        QCOMPARE(desk.units(id).size(), 3);
        const auto stillTwo = await(desk.console->retrySplit(desk.merchant, report->id), 30'000);
        QVERIFY(stillTwo && stillTwo->state == SplitState::NeedsPerson);
        desk.at([&] { desk.sandbox().deleteOrder(0, copy); });
        QVERIFY(await(desk.console->retrySplit(desk.merchant, report->id), 30'000));
        const auto now = [&] { return await(desk.console->splitsOf(desk.merchant, id)).value().first(); };
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(now()), 20'000);
        QVERIFY2(now().state == SplitState::Done, told(now()));
        QCOMPARE(desk.units(id), (Units{{desk.through6Sku(), 2}}));
    }

    void takesBackWhatAPersonWasAskedAbout()
    {
        SplitDesk desk;
        const OrderId id = desk.addMixedOrder();
        const Units before = desk.units(id);
        desk.misbehave(QStringLiteral("POST /orders/restorefromhold refuse n=1"));
        const auto report = desk.split();
        QVERIFY2(report && report->state == SplitState::NeedsPerson, report ? told(*report) : qPrintable(oneLine(report.error())));
        QVERIFY(await(desk.console->splitsOf(desk.merchant, id)).value().first().canUndo);
        desk.at([&] { desk.sandbox().shipOrder(0, id); });
        const auto refused = await(desk.console->unsplit(desk.merchant, id), 30'000);
        QVERIFY(refused && refused->error && refused->error->code == ErrorCode::OrderLocked);
        QCOMPARE(desk.console->openSplits().size(), 1); // still asked about
        desk.at([&] { desk.sandbox().editOrder(0, id, {{QStringLiteral("orderStatus"), QStringLiteral("awaiting_shipment")}}); });
        const auto back = await(desk.console->unsplit(desk.merchant, id), 30'000);
        QVERIFY2(back && back->state == SplitState::Done, back ? told(*back) : qPrintable(oneLine(back.error())));
        QCOMPARE(desk.units(id), before);
        QVERIFY(desk.units(report->children.first()).isEmpty());
        QVERIFY(desk.console->openSplits().isEmpty());
        QCOMPARE(desk.violations(), QStringList());
    }

private:
    /// For a failure's message.
    static const char* told(const SplitReport& report)
    {
        static QByteArray text;
        text = splitStateName(report.state);
        for (const operations::SplitStep& step : report.steps)
            text += QByteArray("; ") + operationName(step.kind) + ' ' + operationStateName(step.state) + (step.error ? ' ' + oneLine(*step.error).toUtf8() : QByteArray());
        if (report.error)
            text += ": " + oneLine(*report.error).toUtf8();
        for (const ProofLine& line : report.proof) {
            if (!line.holds)
                text += "; not so: " + line.text.toUtf8() + ", expected " + line.expected.toUtf8() + ", found " + line.found.toUtf8();
        }
        return text.constData();
    }
};

QTEST_GUILESS_MAIN(TestSplits)
#include "tst_splits.moc"
