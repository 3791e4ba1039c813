// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "labeldesk.h"

using namespace t6;
using namespace t6::test;
using operations::LabelReport;
using operations::LabelRequest;

/// Labels as staff buy them: what is looked at before, what is kept, what happens when no answer comes.
class TestLabels : public QObject
{
    Q_OBJECT

    std::unique_ptr<LabelDesk> m_desk;

    /// What became of it when all times of looking are over.
    [[nodiscard]] OperationState settled(OperationId id)
    {
        m_desk->clock.forward(std::chrono::minutes(16));
        (void)await(m_desk->console->lookAgain());
        return m_desk->state(id);
    }

private slots:
    void init()
    {
        m_desk = std::make_unique<LabelDesk>();
        QVERIFY(m_desk->takeNextOrder());
    }
    void cleanup()
    {
        const QStringList broken = m_desk->violations();
        m_desk.reset();
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    }

    void asksEveryCarrier()
    {
        const operations::Quotes quotes = m_desk->quotes();
        QVERIFY(!quotes.rates.isEmpty());
        QVERIFY(quotes.rates.first().cheapest);
        QVERIFY(std::is_sorted(quotes.rates.begin(), quotes.rates.end(), [](const RateQuote& a, const RateQuote& b) { return a.total() < b.total(); }));
        QCOMPARE(std::count_if(quotes.rates.begin(), quotes.rates.end(), [](const RateQuote& quote) { return quote.carrier == u"stamps_com" && quote.balance != Money{500'000}; }), 0);
    }

    void buysOne()
    {
        const LabelRequest request = m_desk->request();
        const auto report = m_desk->buy(request);
        QVERIFY2(report && isConfirmed(report->operation), qPrintable(report ? oneLine(report->operation.error.value_or(Error{})) : oneLine(report.error())));
        QCOMPARE(m_desk->purchases(), 1);
        QCOMPARE(m_desk->statusOf(), QStringLiteral("shipped"));
        QVERIFY(report->hasPdf && report->notices.isEmpty());
        QCOMPARE(report->operation.shipping->cost, std::optional(request.confirmed));
        QVERIFY(!report->operation.shipping->tracking.isEmpty());
        const auto pdf = await(m_desk->console->labelPdf(m_desk->merchant, report->operation.id));
        QVERIFY(pdf && pdf->label.startsWith("%PDF-"));
        QCOMPARE(pdf->tracking, report->operation.shipping->tracking);
        QVERIFY(!m_desk->isOnDisk(pdf->label.left(200)));
        const auto activity = await(m_desk->console->activity(m_desk->merchant, m_desk->order));
        QCOMPARE(activity->first().shipping->tracking, pdf->tracking);
        QCOMPARE(activity->first().actor, QStringLiteral("ann"));
        QCOMPARE(m_desk->console->shippingChoice(m_desk->merchant).service, request.terms.service);
    }

    void isKeptUntilItIsPrinted()
    {
        const auto report = m_desk->buy(m_desk->request());
        QVERIFY(report && report->hasPdf);
        const OperationId label = report->operation.id;
        const auto has = [&] { return await(m_desk->console->labelPdf(m_desk->merchant, label)).has_value(); };
        QVERIFY(await(m_desk->console->markPrinted(m_desk->merchant, label)));
        QVERIFY(has()); // a printer may jam
        m_desk->clock.forward(std::chrono::hours(1));
        QTRY_VERIFY_WITH_TIMEOUT(!has(), 10'000);
        const auto labels = await(m_desk->console->labelsOf(m_desk->merchant, m_desk->order));
        QVERIFY(labels && labels->size() == 1 && !labels->first().hasPdf && labels->first().printedAt);
    }

    void isRefused_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("field");
        QTest::newRow("price rose") << QStringLiteral("price") << QStringLiteral("confirmed");
        QTest::newRow("no money") << QStringLiteral("money") << QStringLiteral("balance");
        QTest::newRow("no such service") << QStringLiteral("service") << QStringLiteral("service");
        QTest::newRow("cap of the day") << QStringLiteral("cap") << QStringLiteral("dayCap");
        QTest::newRow("no test labels") << QStringLiteral("test") << QStringLiteral("test");
        QTest::newRow("address changed") << QStringLiteral("address") << QStringLiteral("shipTo.street1");
        QTest::newRow("on hold") << QStringLiteral("hold") << QString();
        QTest::newRow("merchant was asked") << QStringLiteral("asked") << QStringLiteral("waiting");
        QTest::newRow("no weight") << QStringLiteral("weight") << QStringLiteral("weight");
    }
    void isRefused()
    {
        QFETCH(QString, what);
        QFETCH(QString, field);
        LabelRequest request = m_desk->request();
        if (what == u"price")
            request.confirmed.minor /= 2;
        else if (what == u"money")
            m_desk->at([this] { m_desk->sandbox().setBalance(0, QStringLiteral("stamps_com"), 0.5); });
        else if (what == u"service")
            request.terms.service = QStringLiteral("by_pigeon");
        else if (what == u"test")
            request.terms = {QStringLiteral("ups"), QStringLiteral("ups_ground"), QStringLiteral("package"), {}, {}, true};
        else if (what == u"address")
            m_desk->at([this] { m_desk->sandbox().merchantEdit(0, m_desk->order, QStringLiteral("shipTo.street1"), QStringLiteral("9 Other Street")); });
        else if (what == u"hold")
            m_desk->at([this] { m_desk->sandbox().holdOrder(0, m_desk->order, QStringLiteral("2031-05-06")); });
        else if (what == u"weight")
            m_desk->at([this] { m_desk->sandbox().editOrder(0, m_desk->order, {{QStringLiteral("weight"), QJsonValue()}}); });
        else if (what == u"cap")
            QVERIFY(await(m_desk->console->setShippingChoice(m_desk->merchant, {{}, {}, {}, Money{100}})));
        else
            QVERIFY(await(m_desk->console->setWaiting(m_desk->merchant, m_desk->order, {QStringLiteral("Jo"), QStringLiteral("the size"), {}, {}, {}})));
        const auto report = m_desk->buy(request);
        QVERIFY(report);
        QCOMPARE(report->operation.state, OperationState::NotSent);
        QVERIFY(report->operation.error);
        QVERIFY2(field.isEmpty() ? report->operation.error->field.isEmpty() : report->operation.error->field.startsWith(field), qPrintable(report->operation.error->field));
        QCOMPARE(m_desk->purchases(), 0);
    }

    void anotherOneNeedsAReason()
    {
        const auto first = m_desk->buy(m_desk->request());
        QVERIFY(first && isConfirmed(first->operation));
        const auto back = m_desk->giveBack();
        QVERIFY2(back && isConfirmed(back->operation), "not voided");
        QCOMPARE(m_desk->liveLabels(), 0);
        LabelRequest second = m_desk->request();
        auto report = m_desk->buy(second);
        QCOMPARE(report->operation.error->field, QStringLiteral("again"));
        second.again = QStringLiteral("the printer ate it");
        report = m_desk->buy(second);
        QVERIFY(report && isConfirmed(report->operation));
        QCOMPARE(report->operation.shipping->again, second.again);
        QVERIFY(report->operation.shipping->afterVoid && !report->notices.isEmpty());
        QCOMPARE(m_desk->liveLabels(), 1);
    }

    void isAdoptedWhenNoAnswerCame()
    {
        const LabelRequest request = m_desk->request();
        m_desk->misbehave(QStringLiteral("POST /orders/createlabelfororder close-after times=1 n=1"));
        const auto report = m_desk->buy(request);
        QVERIFY(report && isConfirmed(report->operation));
        QVERIFY(report->operation.shipping->adopted && !report->hasPdf);
        QCOMPARE(report->operation.shipping->cost, std::optional(request.confirmed));
        QVERIFY(!report->notices.isEmpty());
        QCOMPARE(m_desk->purchases(), 1);
    }

    void isNotBoughtAgainWhenNothingArrived()
    {
        const LabelRequest request = m_desk->request();
        m_desk->misbehave(QStringLiteral("POST /orders/createlabelfororder close-before times=1 n=1"));
        const auto report = m_desk->buy(request);
        QVERIFY(report);
        QCOMPARE(report->operation.state, OperationState::Unknown);
        QCOMPARE(settled(report->operation.id), OperationState::NotApplied);
        QCOMPARE(m_desk->purchases(), 0);
        const auto second = m_desk->buy(m_desk->request()); // it is not certain: a reason is asked for
        QCOMPARE(second->operation.error->field, QStringLiteral("again"));
    }

    void aRefusalIsTold()
    {
        const LabelRequest request = m_desk->request();
        m_desk->misbehave(QStringLiteral("POST /orders/createlabelfororder bad-request times=1 n=1"));
        const auto report = m_desk->buy(request);
        QCOMPARE(report->operation.state, OperationState::Rejected);
        QVERIFY(isConfirmed(m_desk->buy(m_desk->request())->operation)); // that was no label
    }

    void aTestCostsNothing()
    {
        LabelRequest request = m_desk->request();
        request.terms.test = true;
        const auto report = m_desk->buy(request);
        QVERIFY(report && isConfirmed(report->operation) && report->hasPdf);
        QCOMPARE(report->operation.shipping->cost, std::optional(Money()));
        QCOMPARE(m_desk->statusOf(), QStringLiteral("awaiting_shipment"));
    }

    void voids_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("voided");
        const auto row = [](const char* fault, OperationState state, bool voided) { QTest::newRow(fault) << QString::fromLatin1(fault) << static_cast<int>(state) << voided; };
        row("close-after", OperationState::Watch, true);
        row("500-after", OperationState::Watch, true);
        row("truncate", OperationState::Watch, true);
        row("invalid-json", OperationState::Watch, true);
        row("twice", OperationState::Watch, true);
        row("close-before", OperationState::NotApplied, false);
        row("500", OperationState::NotApplied, false);
        row("bad-request", OperationState::Rejected, false);
        row("refuse", OperationState::Rejected, false);
        row("429 ms=1000", OperationState::Rejected, false);
    }
    void voids()
    {
        QFETCH(QString, fault);
        QFETCH(int, state);
        QFETCH(bool, voided);
        QVERIFY(isConfirmed(m_desk->buy(m_desk->request())->operation));
        m_desk->misbehave(QStringLiteral("POST /shipments/voidlabel %1 times=1 n=1").arg(fault));
        const auto report = m_desk->giveBack();
        QVERIFY(report);
        QCOMPARE(static_cast<int>(blocksOrder(report->operation.state) ? settled(report->operation.id) : report->operation.state), state);
        QCOMPARE(m_desk->liveLabels(), voided ? 0 : 1);
        QCOMPARE(m_desk->statusOf(), voided ? QStringLiteral("awaiting_shipment") : QStringLiteral("shipped"));
    }

    void aVoidThatIsNotApprovedIsToldSo()
    {
        QVERIFY(isConfirmed(m_desk->buy(m_desk->request())->operation));
        m_desk->at([this] { m_desk->sandbox().refuseVoids(0, true); });
        const auto report = m_desk->giveBack();
        QCOMPARE(report->operation.state, OperationState::Rejected);
        QVERIFY(report->operation.error->detail.contains(QStringLiteral("scanned")));
        QCOMPARE(m_desk->liveLabels(), 1);
    }

    void aLabelIsVoidedOnce()
    {
        const auto bought = m_desk->buy(m_desk->request());
        QVERIFY(bought && isConfirmed(bought->operation));
        const auto voided = m_desk->giveBack();
        QVERIFY(voided && isConfirmed(voided->operation));
        const auto again = m_desk->giveBack(bought->operation.shipping->shipment);
        QVERIFY(again && again->operation.alreadySo);
        QCOMPARE(m_desk->giveBack()->operation.error->field, QStringLiteral("shipment"));
    }

    void isMarkedAsShipped()
    {
        operations::ShippedMark mark;
        mark.merchant = m_desk->merchant;
        mark.order = m_desk->order;
        mark.seen = m_desk->seen();
        mark.carrier = QStringLiteral("ups");
        mark.tracking = QStringLiteral("1Z1");
        const auto report = await(m_desk->console->markShipped(mark), 30'000);
        QVERIFY2(report && isConfirmed(*report), report && report->error ? qPrintable(oneLine(*report->error)) : "");
        QCOMPARE(report->shipping->tracking, mark.tracking);
        QCOMPARE(m_desk->statusOf(), QStringLiteral("shipped"));
    }

    void aStoreThatWasNotToldShows()
    {
        const auto report = m_desk->buy(m_desk->request());
        QVERIFY(report && isConfirmed(report->operation));
        m_desk->console.reset();
        operations::ConsoleOptions options = m_desk->writeOptions();
        options.pace.write.storeCheck = std::chrono::milliseconds(200);
        m_desk->console = m_desk->open(options);
        m_desk->unlock();
        const auto shows = [&] { return (m_desk->issues(m_desk->merchant, m_desk->order) & bit(CheckCode::StoreUntold)) != 0; };
        QVERIFY(!shows());
        m_desk->at([this] { m_desk->sandbox().setNotifyError(0, m_desk->order, QStringLiteral("403 from the shop")); });
        QTRY_VERIFY_WITH_TIMEOUT(shows(), 10'000);
        const auto labels = await(m_desk->console->labelsOf(m_desk->merchant, m_desk->order));
        QCOMPARE(labels->first().operation.shipping->notifyError, QStringLiteral("403 from the shop"));
        QVERIFY(!labels->first().notices.isEmpty());
        m_desk->at([this] { m_desk->sandbox().setNotifyError(0, m_desk->order, {}); });
        QTRY_VERIFY_WITH_TIMEOUT(!shows(), 10'000);
    }

    void manyAreStopped()
    {
        QList<QFuture<Result<LabelReport>>> futures;
        const QUuid batch = QUuid::createUuid();
        for (int i = 0; i < 4; ++i) {
            LabelRequest request = m_desk->request();
            request.batch = batch;
            futures.append(m_desk->console->buyLabel(request));
            QVERIFY(m_desk->takeNextOrder());
        }
        m_desk->console->cancelBatch(batch);
        QList<LabelReport> reports;
        int cancelled = 0;
        for (const auto& future : futures) {
            const auto report = await(future, 60'000);
            if (report)
                reports.append(*report);
            else
                cancelled += report.error().code == ErrorCode::Cancelled;
        }
        const operations::LabelTotals totals = operations::totalsOf(reports);
        QCOMPARE(totals.bought, m_desk->purchases());
        QCOMPARE(totals.bought + cancelled, 4);
        QVERIFY(cancelled > 0 && totals.bought > 0 && totals.cost.minor > 0);
    }
};

QTEST_GUILESS_MAIN(TestLabels)
#include "tst_labels.moc"
