// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "fundsdesk.h"

#include <operations/topup.h>

#include <QJsonDocument>

using namespace t6;
using namespace t6::test;
using operations::OperationReport;
using operations::TopUpRequest;

namespace {

using State = OperationState;

/// Of an operation that must exist.
OperationReport reportOf(const Result<OperationReport>& report)
{
    if (!report)
        qFatal("no report: %s", qPrintable(oneLine(report.error())));
    return *report;
}

} // namespace

/// Adding funds: what may be, what is proven, and what nobody repeats.
class TestTopUps : public QObject
{
    Q_OBJECT

    std::unique_ptr<FundsDesk> m_desk;

    [[nodiscard]] QStringList auditSteps()
    {
        QStringList steps;
        for (const QByteArray& line : await(m_desk->console->auditLines(1, 1000)).value().split('\n')) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (object.value(QStringLiteral("action")).toString().contains(QLatin1String("add-funds")))
                steps += object.value(QStringLiteral("action")).toString() + u' ' + object.value(QStringLiteral("step")).toString() + u' ' + object.value(QStringLiteral("detail")).toString();
        }
        return steps;
    }
    /// Time passes until nothing can arrive any more, and the program looks.
    State settled(OperationId id)
    {
        m_desk->forward(std::chrono::minutes(16));
        (void)await(m_desk->console->lookAgain());
        for (const store::JournalRecord& record : m_desk->onlooker->operations(m_desk->merchant, walletKey(m_desk->wallet))) {
            if (record.id == id)
                return record.state;
        }
        return State::Count;
    }

private slots:
    void init() { m_desk = std::make_unique<FundsDesk>(); }
    void cleanup() { m_desk.reset(); }

    void offUntilConfirmed()
    {
        const OperationReport refused = reportOf(m_desk->add(m_desk->request()));
        QCOMPARE(refused.error->code, ErrorCode::FundsRefused);
        QCOMPARE(m_desk->deliveries().posts, 0);
        Funding funding;
        funding.enabled = Funding::Consent();
        QCOMPARE(await(m_desk->console->setFunding(m_desk->merchant, QStringLiteral("not the passphrase"), funding)).error().code, ErrorCode::WrongPassphrase);
        // Settings that anybody may change do not.
        Merchant merchant = m_desk->console->merchant(m_desk->merchant)->merchant;
        merchant.funding = funding;
        merchant.login = QStringLiteral("OTHER_T6");
        QVERIFY(await(m_desk->console->updateMerchant(merchant)));
        QVERIFY(!m_desk->console->merchant(m_desk->merchant)->merchant.funding.enabled);
        m_desk->enable();
        QCOMPARE(m_desk->console->merchant(m_desk->merchant)->merchant.funding.enabled->by, QStringLiteral("ann"));
        m_desk->reopen();
        QVERIFY(m_desk->console->merchant(m_desk->merchant)->merchant.funding.enabled);
        QCOMPARE(m_desk->console->merchant(m_desk->merchant)->merchant.login, QStringLiteral("OTHER_T6"));
    }
    void added()
    {
        m_desk->enable();
        m_desk->setBalance(12'40);
        const OperationReport done = reportOf(m_desk->add(m_desk->request()));
        QVERIFY2(done.state == State::Watch, operationStateName(done.state));
        QCOMPARE(m_desk->balance(), 112'57);
        QCOMPARE(m_desk->deliveries().posts, 1);
        const auto proof = operations::topUpProof(done);
        QVERIFY(proof && proof->now);
        QCOMPARE(proof->before.minor, 12'40);
        QCOMPARE(proof->now->minor, 112'57);
        QCOMPARE(auditSteps(), (QStringList{QStringLiteral("add-funds intent 100.17"), QStringLiteral("add-funds replied 100.17"), QStringLiteral("add-funds watch 100.17")}));
        // The page knows it at once, and cents were never a binary fraction.
        const auto wallets = await(m_desk->console->funds());
        QCOMPARE(wallets->size(), 1);
        QCOMPARE(wallets->front().outlook.balance.minor, 112'57);
        QCOMPARE(wallets->front().topUps, 1);
        QCOMPARE(wallets->front().toppedUp.minor, 100'17);
        QVERIFY(m_desk->at([this] {
            const auto& entries = m_desk->sandbox().ledger().entries();
            return std::any_of(entries.begin(), entries.end(), [](const sandbox::LedgerEntry& entry) { return entry.body == R"({"carrierCode":"stamps_com","amount":100.17})"; });
        }));
    }
    void refused_data()
    {
        QTest::addColumn<qint64>("amount");
        QTest::addColumn<qint64>("seen");
        QTest::newRow("less than ShipStation takes") << qint64{9'99} << qint64{-1};
        QTest::newRow("more than ShipStation takes") << qint64{10'000'01} << qint64{-1};
        QTest::newRow("more than the day's limit") << qint64{550'01} << qint64{-1};
        QTest::newRow("the balance has risen") << qint64{100'17} << qint64{12'39};
    }
    void refused()
    {
        QFETCH(qint64, amount);
        QFETCH(qint64, seen);
        m_desk->enable();
        m_desk->setBalance(12'40);
        TopUpRequest wish = m_desk->request({amount});
        if (seen >= 0)
            wish.seen = Money{seen};
        const OperationReport report = reportOf(m_desk->add(wish));
        QCOMPARE(report.error->code, ErrorCode::FundsRefused);
        QVERIFY(!report.error->detail.isEmpty());
        QCOMPARE(m_desk->deliveries().posts, 0);
        QVERIFY(m_desk->console->openOperations().isEmpty());
    }
    void fivePerDay()
    {
        m_desk->enable(false, {10'000'00});
        for (int i = 0; i < kFundsPerDay; ++i)
            QVERIFY(isConfirmed(reportOf(m_desk->add(m_desk->request({10'00 + i})))));
        QCOMPARE(reportOf(m_desk->add(m_desk->request())).error->code, ErrorCode::FundsRefused);
        m_desk->reopen(); // the ledger outlives the program
        QCOMPARE(reportOf(m_desk->add(m_desk->request())).error->code, ErrorCode::FundsRefused);
        m_desk->forward(std::chrono::hours(25));
        QVERIFY(isConfirmed(reportOf(m_desk->add(m_desk->request()))));
        QCOMPARE(m_desk->deliveries().posts, kFundsPerDay + 1);
    }
    void notAllowedByShipStation()
    {
        m_desk->enable();
        m_desk->misbehave(QStringLiteral("POST /carriers/addfunds expired-key"));
        const OperationReport report = reportOf(m_desk->add(m_desk->request()));
        QVERIFY2(report.state == State::Rejected, operationStateName(report.state));
        m_desk->at([this] { m_desk->sandbox().clearFaults(); });
        QVERIFY(isConfirmed(reportOf(m_desk->add(m_desk->request())))); // a refusal leaves no doubt
    }
    /// It arrived, and nobody said so: found by the balance, with what was paid meanwhile.
    void arrivedUnheard()
    {
        m_desk->enable();
        m_desk->setBalance(12'40);
        m_desk->misbehave(QStringLiteral("POST /carriers/addfunds close-after"));
        m_desk->misbehave(QStringLiteral("GET /carriers 500 n=2 times=2")); // the first look sees nothing
        const OperationReport report = reportOf(m_desk->add(m_desk->request()));
        QVERIFY2(report.state == State::Unknown, operationStateName(report.state));
        QCOMPARE(report.error->code, ErrorCode::OutcomeUnknown);
        m_desk->buyLabel(4.13);
        m_desk->at([this] { m_desk->sandbox().clearFaults(); });
        QCOMPARE(settled(report.id), State::Watch);
        QCOMPARE(m_desk->balance(), 108'44);
        QCOMPARE(m_desk->deliveries().posts, 1);
    }
    /// It did not arrive, and only time makes sure; the next one waits for a day, or a person says why.
    void lost()
    {
        m_desk->enable();
        m_desk->misbehave(QStringLiteral("POST /carriers/addfunds close-before"));
        const OperationReport report = reportOf(m_desk->add(m_desk->request()));
        QVERIFY2(report.state == State::Unknown, operationStateName(report.state));
        TopUpRequest second = m_desk->request({100'23});
        second.reason = QStringLiteral("the card was charged by hand");
        QCOMPARE(reportOf(m_desk->add(second)).error->code, ErrorCode::FundsRefused); // the program is still looking
        m_desk->at([this] { m_desk->sandbox().clearFaults(); });
        QCOMPARE(settled(report.id), State::NotApplied);
        second.reason.clear();
        QCOMPARE(reportOf(m_desk->add(second)).error->code, ErrorCode::FundsRefused);
        QCOMPARE(m_desk->deliveries().posts, 1);
        second.reason = QStringLiteral("ShipStation's transactions show nothing");
        const OperationReport again = reportOf(m_desk->add(second));
        QVERIFY(isConfirmed(again));
        QCOMPARE(again.reason, second.reason);
        QVERIFY(auditSteps().contains(QStringLiteral("add-funds override 100.23")));
    }
    void waitsForADay()
    {
        m_desk->enable();
        m_desk->misbehave(QStringLiteral("POST /carriers/addfunds close-before"));
        const OperationReport report = reportOf(m_desk->add(m_desk->request()));
        m_desk->at([this] { m_desk->sandbox().clearFaults(); });
        QCOMPARE(settled(report.id), State::NotApplied);
        m_desk->forward(std::chrono::hours(24));
        QVERIFY(isConfirmed(reportOf(m_desk->add(m_desk->request()))));
    }
    /// Auto-funding's hundred is not taken for ours: a person looks.
    void imitated()
    {
        m_desk->enable();
        m_desk->setBalance(12'40);
        m_desk->misbehave(QStringLiteral("POST /carriers/addfunds close-before"));
        const OperationReport report = reportOf(m_desk->add(m_desk->request()));
        m_desk->at([this] { m_desk->sandbox().clearFaults(); });
        m_desk->setBalance(112'40);
        QCOMPARE(settled(report.id), State::NeedsPerson);
        const auto closed = await(m_desk->console->closeOperation(m_desk->merchant, report.id, QStringLiteral("it was auto-funding")));
        QVERIFY(closed);
        QVERIFY(m_desk->console->openOperations().isEmpty());
        QVERIFY(!await(m_desk->console->undo(m_desk->merchant, report.id)));
    }
    /// Two accounts of a carrier hold money: ShipStation would choose.
    void ambiguous()
    {
        const MerchantId acme = m_desk->connect(0);
        m_desk->sync(acme);
        Funding funding;
        funding.enabled = Funding::Consent();
        QVERIFY(await(m_desk->console->setFunding(acme, kPassphrase, funding)));
        int wallets = 0;
        const AccountFacts facts = m_desk->console->merchant(acme)->facts;
        for (const Carrier& carrier : *facts.carriers) {
            if (!carrier.requiresFundedAccount || carrier.code != "stamps_com")
                continue;
            TopUpRequest wish = m_desk->request();
            wish.merchant = acme;
            wish.wallet = carrier.shippingProviderId;
            QCOMPARE(reportOf(m_desk->add(wish)).error->code, ErrorCode::FundsRefused);
            ++wallets;
        }
        QCOMPARE(wallets, 2);
        QCOMPARE(m_desk->deliveries().posts, 0);
    }
    /// By the advice, once for each time the balance falls below it, inside the limits, and only where it was switched on.
    void automatic()
    {
        m_desk = std::make_unique<FundsDesk>(true);
        m_desk->setBalance(12'40);
        m_desk->enable();
        QTest::qWait(500); // some readings
        QCOMPARE(m_desk->deliveries().posts, 0);
        QSignalSpy told(m_desk->console.get(), &operations::Console::fundsAddedByAdvice);
        m_desk->enable(true, {250'00});
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->balance(), 112'57, 10'000);
        QTRY_COMPARE(told.count(), 1);
        QVERIFY(auditSteps().contains(QStringLiteral("automatic-add-funds watch 100.17")));
        m_desk->setBalance(1'00);
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->deliveries().applied, 2, 10'000);
        m_desk->setBalance(1'00); // a third would be beyond the day's limit
        QTRY_VERIFY_WITH_TIMEOUT(!m_desk->console->problems().isEmpty(), 10'000);
        QCOMPARE(m_desk->deliveries().posts, 2);
    }
};

QTEST_GUILESS_MAIN(TestTopUps)
#include "tst_topups.moc"
