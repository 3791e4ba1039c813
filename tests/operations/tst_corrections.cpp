// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "correctiondesk.h"

using namespace t6;
using namespace t6::test;
using operations::Correction;
using operations::OperationReport;

/// What staff change arrives once, keeps what others changed, is read again, and can be taken back.
class TestCorrections : public QObject
{
    Q_OBJECT

private slots:
    void correctsAnAddress()
    {
        CorrectionDesk desk;
        const QByteArray before = desk.seen();
        desk.at([&] { desk.sandbox().clearLedger(); });
        const auto report = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}, {QStringLiteral("internalNotes"), "\"called the buyer\""}}));
        QVERIFY2(report, report ? "" : qPrintable(oneLine(report.error())));
        QVERIFY2(isConfirmed(*report), operationStateName(report->state));
        QCOMPARE(report->state, OperationState::Watch);
        QCOMPARE(desk.text("shipTo", "street1"), QStringLiteral("9 Elm Street"));
        QCOMPARE(desk.atShipStation().value(QLatin1String("internalNotes")).toString(), QStringLiteral("called the buyer"));
        QCOMPARE(desk.writes(), 1);
        QCOMPARE(desk.violations(), QStringList());
        // The queue shows it without waiting for a sync; nothing else in the order changed but what ShipStation writes.
        QTRY_COMPARE(desk.details().shipTo.street1, QStringLiteral("9 Elm Street"));
        const auto then = JsonText::parse(before);
        const auto now = JsonText::parse(desk.seen());
        QCOMPARE(differences(*then, *now).size(), 2);

        // Written down and accounted for.
        QCOMPARE(desk.state(report->id), OperationState::Watch);
        const auto audit = await(desk.console->verifyAudit());
        QVERIFY(audit && audit->faultAt == 0);
        QVERIFY(audit->lines >= 2);
        QVERIFY(await(desk.console->auditLines(1, 100)).value().contains("\"actor\":\"ann\""));
        for (const char* secret : {"9 Elm Street", "called the buyer"})
            QVERIFY(!desk.isOnDisk(secret));
    }

    void keepsWhatOthersChangedMeanwhile()
    {
        CorrectionDesk desk;
        const Correction correction = desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}});
        desk.at([&] { desk.sandbox().editOrder(0, desk.order, {{QStringLiteral("internalNotes"), QStringLiteral("theirs")}}); });
        const auto report = desk.send(correction);
        QVERIFY(report && isConfirmed(*report));
        QCOMPARE(desk.text("shipTo", "street1"), QStringLiteral("9 Elm Street"));
        QCOMPARE(desk.atShipStation().value(QLatin1String("internalNotes")).toString(), QStringLiteral("theirs"));
        QVERIFY(!report->kept.isEmpty());
        QCOMPARE(desk.violations(), QStringList());
    }

    // Read by the sync between our reading and our sending: what it shows must not be overwritten.
    void readsAgainWhenTheSyncSawAChange_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("sent");
        QTest::newRow("elsewhere") << "internalNotes" << "theirs" << true;
        QTest::newRow("in the same place") << "shipTo.city" << "Elsewhere" << false;
    }
    void readsAgainWhenTheSyncSawAChange()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        CorrectionDesk desk;
        desk.console.reset();
        operations::ConsoleOptions options = desk.writeOptions();
        options.pace.write.freshness = std::chrono::minutes(1); // else the slow answer is reason enough
        desk.console = desk.open(options);
        desk.unlock();
        QTRY_COMPARE(desk.sync(desk.merchant).phase, operations::SyncState::Phase::Live);
        const Correction correction = desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}});
        desk.misbehave(QStringLiteral("GET /orders/%1 delay ms=3000 times=1").arg(desk.order.value));
        desk.at([&] { desk.sandbox().clearLedger(); });
        const auto report = desk.console->correct(correction);
        const QByteArray path = "/orders/" + QByteArray::number(desk.order.value);
        const auto reads = [&] { return desk.at([&] { return desk.sandbox().ledger().count("GET", path); }); };
        QTRY_COMPARE(reads(), 1); // this version is on its way
        QVERIFY(desk.at([&] { return desk.sandbox().merchantEdit(0, desk.order, field, value); }));
        desk.console->refresh();
        QTRY_VERIFY(desk.seen().contains(value.toUtf8()));
        QVERIFY(!report.isFinished() && desk.writes() == 0);
        const auto told = await(report, 30'000);
        QVERIFY(told);
        QTEST(isConfirmed(*told), "sent");
        QCOMPARE(desk.writes(), isConfirmed(*told) ? 1 : 0);
        QCOMPARE(told->conflicts.isEmpty(), isConfirmed(*told));
        QCOMPARE(desk.violations(), QStringList());
        QVERIFY(QJsonDocument(desk.atShipStation()).toJson().contains(value.toUtf8()));
    }

    void asksWhenOthersChangedTheSame()
    {
        CorrectionDesk desk;
        const Correction correction = desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}});
        desk.at([&] { desk.sandbox().editOrder(0, desk.order, {{QStringLiteral("shipTo"), QJsonObject{{QStringLiteral("city"), QStringLiteral("Elsewhere")}}}}); });
        desk.at([&] { desk.sandbox().clearLedger(); });
        const auto report = desk.send(correction);
        QVERIFY(report);
        QVERIFY(!isConfirmed(*report));
        QCOMPARE(report->error->code, ErrorCode::OrderChanged);
        QVERIFY(!report->conflicts.isEmpty());
        QCOMPARE(desk.writes(), 0);
        QCOMPARE(desk.state(report->id), OperationState::NotSent);
        QCOMPARE(desk.text("shipTo", "city"), QStringLiteral("Elsewhere"));
    }

    void sendsNothingWhenItIsSoAlready()
    {
        CorrectionDesk desk;
        const Correction correction = desk.edit({{QStringLiteral("internalNotes"), "\"same thought\""}});
        desk.at([&] { desk.sandbox().editOrder(0, desk.order, {{QStringLiteral("internalNotes"), QStringLiteral("same thought")}}); });
        desk.at([&] { desk.sandbox().clearLedger(); });
        const auto report = desk.send(correction);
        QVERIFY(report && report->alreadySo && isConfirmed(*report));
        QCOMPARE(desk.writes(), 0);
    }

    void takesBack()
    {
        CorrectionDesk desk;
        const QByteArray before = desk.seen();
        const auto done = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}, {QStringLiteral("weight.value"), "17.25"}}));
        QVERIFY(done && isConfirmed(*done));
        const auto undone = await(desk.console->undo(desk.merchant, done->id), 30'000);
        QVERIFY2(undone && isConfirmed(*undone), undone ? operationStateName(undone->state) : qPrintable(oneLine(undone.error())));
        QCOMPARE(undone->undoOf, done->id);
        QTRY_COMPARE(differences(JsonText::parse(before).value(), JsonText::parse(desk.seen()).value()), QList<OrderDifference>());
        QCOMPARE(desk.violations(), QStringList());
    }

    void tellsWhoDidIt()
    {
        CorrectionDesk desk;
        const auto done = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}}));
        QVERIFY(done && isConfirmed(*done));
        QCOMPARE(done->actor, QStringLiteral("ann"));
        desk.console.reset();
        operations::ConsoleOptions options = desk.writeOptions();
        options.actor = QStringLiteral("bob");
        desk.console = desk.open(options);
        desk.unlock();
        const auto undone = await(desk.console->undo(desk.merchant, done->id), 30'000);
        QVERIFY(undone && isConfirmed(*undone));
        const auto activity = await(desk.console->activity(desk.merchant, desk.order));
        QVERIFY(activity && activity->size() == 2);
        QCOMPARE(activity->at(0).actor, QStringLiteral("bob"));
        QCOMPARE(activity->at(1).actor, QStringLiteral("ann"));
    }

    void takesBackOneAfterTheOther()
    {
        CorrectionDesk desk;
        const QString street = desk.text("shipTo", "street1");
        for (const char* next : {"\"1 First Street\"", "\"2 Second Street\""}) {
            QTRY_COMPARE(desk.details().shipTo.street1, desk.text("shipTo", "street1"));
            const auto done = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), next}}));
            QVERIFY(done && isConfirmed(*done));
        }
        for (const QString& before : {QStringLiteral("1 First Street"), street}) {
            const auto undone = await(desk.console->undoLatest(desk.merchant, desk.order), 30'000);
            QVERIFY2(undone && isConfirmed(*undone), undone ? operationStateName(undone->state) : qPrintable(oneLine(undone.error())));
            QCOMPARE(desk.text("shipTo", "street1"), before);
        }
        const auto nothing = await(desk.console->undoLatest(desk.merchant, desk.order), 30'000);
        QVERIFY(!nothing);
        QCOMPARE(nothing.error().code, ErrorCode::NotFound);
    }

    void takesNothingBackThatMovedOn()
    {
        CorrectionDesk desk;
        const auto done = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}}));
        QVERIFY(done && isConfirmed(*done));
        desk.at([&] { desk.sandbox().editOrder(0, desk.order, {{QStringLiteral("shipTo"), QJsonObject{{QStringLiteral("street1"), QStringLiteral("theirs")}}}}); });
        const auto undone = await(desk.console->undo(desk.merchant, done->id), 30'000);
        QVERIFY(undone);
        QVERIFY(!undone->conflicts.isEmpty());
        QCOMPARE(desk.text("shipTo", "street1"), QStringLiteral("theirs"));
        desk.at([&] { desk.sandbox().shipOrder(0, desk.order); });
        const auto shipped = await(desk.console->undo(desk.merchant, done->id), 30'000);
        QVERIFY(shipped);
        QCOMPARE(shipped->error->code, ErrorCode::OrderLocked);
        desk.clock.forward(std::chrono::hours(25));
        const auto late = await(desk.console->undo(desk.merchant, done->id), 30'000);
        QVERIFY(!late);
    }

    void holdsTagsAndAssigns()
    {
        CorrectionDesk desk;
        const auto facts = desk.console->merchant(desk.merchant)->facts;
        QVERIFY(facts.tags && !facts.tags->empty() && facts.users && !facts.users->empty());
        const auto confirmed = [&](OperationKind kind, const QString& argument) {
            const auto report = desk.send(desk.act(kind, argument));
            return report && isConfirmed(*report) ? report->id : OperationId{};
        };
        const OperationId held = confirmed(OperationKind::Hold, QStringLiteral("2031-05-06"));
        QVERIFY(!held.isNull());
        QCOMPARE(desk.atShipStation().value(QLatin1String("orderStatus")).toString(), QStringLiteral("on_hold"));
        QTRY_COMPARE(desk.status(desk.merchant, desk.order), OrderStatus::OnHold);
        QVERIFY(await(desk.console->undo(desk.merchant, held), 30'000).value().state == OperationState::Watch);
        QCOMPARE(desk.atShipStation().value(QLatin1String("orderStatus")).toString(), QStringLiteral("awaiting_shipment"));
        const qint64 tag = facts.tags->front().id.value;
        QVERIFY(!confirmed(OperationKind::AddTag, QString::number(tag)).isNull());
        QVERIFY(desk.atShipStation().value(QLatin1String("tagIds")).toArray().contains(QJsonValue(tag)));
        QVERIFY(!confirmed(OperationKind::RemoveTag, QString::number(tag)).isNull());
        QVERIFY(!desk.atShipStation().value(QLatin1String("tagIds")).toArray().contains(QJsonValue(tag)));
        const QString user = QString::fromStdString(facts.users->front().id);
        QVERIFY(!confirmed(OperationKind::Assign, user).isNull());
        QCOMPARE(desk.atShipStation().value(QLatin1String("userId")).toString(), user);
        QVERIFY(!confirmed(OperationKind::Unassign, {}).isNull());
        QVERIFY(desk.atShipStation().value(QLatin1String("userId")).isNull());
    }

    void saysWhyItIsRefused_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("ShipStation's 400") << "POST /orders/createorder bad-request" << ErrorCode::BusinessError;
        QTest::newRow("keys expired") << "POST /orders/createorder expired-key" << ErrorCode::KeysRejected;
        QTest::newRow("no budget left") << "POST /orders/createorder 429" << ErrorCode::RateLimited;
    }
    void saysWhyItIsRefused()
    {
        QFETCH(QString, fault);
        QFETCH(ErrorCode, code);
        CorrectionDesk desk;
        desk.misbehave(fault);
        const Correction correction = desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}});
        desk.at([&] { desk.sandbox().clearLedger(); });
        const auto report = desk.send(correction);
        QVERIFY(report);
        QCOMPARE(report->state, OperationState::Rejected);
        QVERIFY(report->error);
        QCOMPARE(report->error->code, code);
        QCOMPARE(desk.writes(), 1); // once
    }

    void findsOutWhatHappened_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<bool>("applied");
        QTest::newRow("nothing arrived") << "POST /orders/createorder close-before" << false;
        QTest::newRow("half of it arrived") << "POST /orders/createorder close-in-body" << false;
        QTest::newRow("the answer was lost") << "POST /orders/createorder close-after" << true;
        QTest::newRow("500 before") << "POST /orders/createorder 500" << false;
        QTest::newRow("502 of a proxy") << "POST /orders/createorder 502html" << false;
        QTest::newRow("half an answer") << "POST /orders/createorder truncate" << true;
        QTest::newRow("an answer that is no JSON") << "POST /orders/createorder invalid-json" << true;
        QTest::newRow("it arrives later") << "POST /orders/createorder late ms=300" << true;
        QTest::newRow("delivered twice") << "POST /orders/createorder twice" << true;
    }
    void findsOutWhatHappened()
    {
        QFETCH(QString, fault);
        QFETCH(bool, applied);
        CorrectionDesk desk;
        desk.misbehave(fault);
        const Correction correction = desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}});
        desk.at([&] { desk.sandbox().clearLedger(); });
        const auto report = desk.send(correction);
        QVERIFY(report);
        QVERIFY(!report->id.isNull());
        QTRY_COMPARE_WITH_TIMEOUT(desk.state(report->id), applied ? OperationState::Watch : OperationState::NotApplied, 10'000);
        QCOMPARE(desk.text("shipTo", "street1") == QLatin1String("9 Elm Street"), applied);
        QCOMPARE(desk.writes(), fault.contains(QLatin1String("twice")) ? 2 : 1); // never sent again by itself
        QCOMPARE(desk.violations(), QStringList());
        QTRY_VERIFY(desk.console->openOperations().isEmpty());
        if (!applied) { // and a person may
            desk.at([&] { desk.sandbox().clearFaults(); });
            const auto again = desk.send(correction);
            QVERIFY(again && isConfirmed(*again));
        }
    }

    void oneOperationPerOrder()
    {
        CorrectionDesk desk(std::chrono::minutes(2));
        desk.misbehave(QStringLiteral("POST /orders/createorder close-before times=1"));
        const auto first = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}}));
        QVERIFY(first);
        QCOMPARE(first->state, OperationState::Unknown);
        QCOMPARE(desk.console->openOperations().size(), 1);
        const auto second = desk.send(desk.edit({{QStringLiteral("internalNotes"), "\"x\""}}));
        QVERIFY(second);
        QCOMPARE(second->error->code, ErrorCode::OrderBusy);
        QCOMPARE(desk.writes(), 1);
    }

    void anUnknownOutcomeSurvivesARestart()
    {
        CorrectionDesk desk(std::chrono::minutes(2));
        desk.misbehave(QStringLiteral("POST /orders/createorder close-after times=1"));
        desk.misbehave(QStringLiteral("GET /orders/%1 500").arg(desk.order.value));
        const Correction correction = desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}});
        desk.at([&] { desk.sandbox().clearFaults(); });
        desk.misbehave(QStringLiteral("POST /orders/createorder close-after"));
        desk.misbehave(QStringLiteral("GET /orders/%1 500 n=2 times=100").arg(desk.order.value));
        const auto report = desk.send(correction);
        QVERIFY(report);
        QCOMPARE(report->state, OperationState::Unknown);
        desk.console.reset();
        desk.at([&] { desk.sandbox().clearFaults(); });
        desk.reopen();
        QTRY_COMPARE_WITH_TIMEOUT(desk.state(report->id), OperationState::Watch, 10'000);
        QCOMPARE(desk.writes(), 1);
    }

    void lockingWaitsForTheAnswer()
    {
        CorrectionDesk desk;
        desk.misbehave(QStringLiteral("POST /orders/createorder delay ms=600"));
        const auto sent = desk.console->correct(desk.edit({{QStringLiteral("shipTo.street1"), "\"9 Elm Street\""}}));
        QTRY_COMPARE_WITH_TIMEOUT(desk.writes(), 1, 10'000);
        desk.console->lock();
        QCOMPARE(desk.console->state(), operations::Console::State::Locked);
        QVERIFY(desk.console->openOperations().isEmpty()); // a locked window shows nothing
        desk.unlock(); // waits for the lock to end
        const auto activity = await(desk.console->activity(desk.merchant, desk.order));
        QVERIFY(activity && activity->size() == 1);
        QTRY_COMPARE(desk.state(activity->first().id), OperationState::Watch);
        QCOMPARE(desk.writes(), 1);
    }

    void noticesALateWrite()
    {
        CorrectionDesk desk;
        const auto first = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), "\"First Street 1\""}}));
        QVERIFY(first && isConfirmed(*first));
        QTRY_COMPARE(desk.details().shipTo.street1, QStringLiteral("First Street 1"));
        const QJsonObject old = desk.atShipStation();
        const auto second = desk.send(desk.edit({{QStringLiteral("shipTo.street1"), "\"Second Street 2\""}}));
        QVERIFY(second && isConfirmed(*second));
        QTRY_COMPARE(desk.details().shipTo.street1, QStringLiteral("Second Street 2"));
        // A copy of the first request arrives an hour later.
        desk.at([&] { desk.sandbox().editOrder(0, desk.order, old); });
        QTRY_COMPARE_WITH_TIMEOUT(desk.state(second->id), OperationState::NeedsPerson, 10'000);
        QCOMPARE(desk.console->openOperations().size(), 1);
        QCOMPARE(desk.console->openOperations().first().error->code, ErrorCode::LateWrite);
        const auto closed = await(desk.console->closeOperation(desk.merchant, second->id, QStringLiteral("looked at it")));
        QVERIFY(closed);
        QCOMPARE(closed->state, OperationState::Closed);
        QVERIFY(desk.console->openOperations().isEmpty());
    }

    void dropsOneOfSeveralCustomsLines()
    {
        CorrectionDesk desk;
        const auto line = [](const char* what, int count) {
            return QJsonObject{{QStringLiteral("customsItemId"), 880'000 + count}, {QStringLiteral("description"), QString::fromLatin1(what)}, {QStringLiteral("quantity"), count}, {QStringLiteral("value"), 9.5},
                {QStringLiteral("harmonizedTariffCode"), QStringLiteral("610910")}, {QStringLiteral("countryOfOrigin"), QStringLiteral("US")}};
        };
        const QJsonObject declared{{QStringLiteral("contents"), QStringLiteral("merchandise")}, {QStringLiteral("customsItems"), QJsonArray{line("cotton T-shirt", 1), line("ceramic mug", 2), line("wool cap", 3)}}};
        desk.order = desk.at([&] {
            QJsonObject order = desk.sandbox().order(0, desk.order);
            for (const char* own : {"orderId", "orderKey", "createDate", "modifyDate"})
                order.remove(QLatin1String(own));
            order.insert(QLatin1String("internationalOptions"), declared);
            return desk.sandbox().addOrder(0, order);
        });
        desk.console->refresh(desk.merchant);
        QTRY_VERIFY_WITH_TIMEOUT(desk.row(desk.merchant, desk.order) != nullptr, 10'000);
        desk.at([&] { desk.sandbox().clearLedger(); });
        Correction correction = desk.edit({{QStringLiteral("internationalOptions.customsItems[customsItemId=880001].quantity"), "4"}, {QStringLiteral("internalNotes"), "\"no mug\""}});
        const JsonText base = JsonText::parse(correction.seen).value();
        QVERIFY(correction.patch.remove(base, OrderPath::parse(u"internationalOptions.customsItems[customsItemId=880002]").value()));
        const auto report = desk.send(correction);
        QVERIFY2(report && isConfirmed(*report), report ? operationStateName(report->state) : qPrintable(oneLine(report.error())));
        const QJsonArray now = desk.atShipStation().value(QLatin1String("internationalOptions")).toObject().value(QLatin1String("customsItems")).toArray();
        QCOMPARE(now.size(), 2);
        QCOMPARE(now[0].toObject().value(QLatin1String("quantity")).toInt() + now[1].toObject().value(QLatin1String("quantity")).toInt(), 7);
        QCOMPARE(desk.atShipStation().value(QLatin1String("internalNotes")).toString(), QStringLiteral("no mug"));
        QCOMPARE(desk.writes(), 2);
        QCOMPARE(desk.violations(), QStringList());
    }

    void worksWhereShipStationDeclaresByItself()
    {
        sandbox::SandboxOptions sizes = CorrectionDesk::oneMerchant();
        sizes.merchants = 2; // the second one's settings write the customs lines anew, whatever is sent
        CorrectionDesk desk(std::chrono::milliseconds(700), sizes);
        desk.merchant = desk.connectAndLoad(1);
        const auto abroad = desk.at([&] {
            for (const OrderId id : desk.sandbox().orderIds(1, "awaiting_shipment")) {
                const QJsonArray lines = desk.sandbox().order(1, id).value(QLatin1String("internationalOptions")).toObject().value(QLatin1String("customsItems")).toArray();
                if (!lines.isEmpty())
                    return id;
            }
            return OrderId();
        });
        QVERIFY(!abroad.isNull());
        desk.order = abroad;
        for (const char* note : {"\"once\"", "\"twice\""}) { // the first may bring the declaration to what the settings say
            auto report = desk.send(desk.edit({{QStringLiteral("internalNotes"), note}}));
            while (report && report->error && report->error->code == ErrorCode::OrderBusy) { // the first one's quarantine
                QTest::qWait(100);
                report = desk.send(desk.edit({{QStringLiteral("internalNotes"), note}}));
            }
            QVERIFY(report);
            if (note == std::string_view("\"twice\""))
                QVERIFY2(isConfirmed(*report), operationStateName(report->state));
            QTRY_VERIFY(desk.seen().contains(note));
        }
    }
};

QTEST_GUILESS_MAIN(TestCorrections)
#include "tst_corrections.moc"
