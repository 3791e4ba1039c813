// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "journaltest.h"

#include <store/fundsbook.h>
#include <store/merchantrecords.h>

using namespace t6;
using namespace t6::store;

namespace {

constexpr std::int64_t kWallet = 30'007;
constexpr TopUpLimits kLimits{3, {300'00}};
constexpr qint64 kDay = 24 * 3600'000;

} // namespace

class TestFundsBook : public QObject
{
    Q_OBJECT

    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<FundsBook> m_book;
    const MerchantId m_acme = MerchantId::create();

    BalanceRow row(std::int64_t wallet, qint64 time, qint64 minor) const { return {m_acme, wallet, {at(time), {minor}}}; }
    Result<void> topUp(std::int64_t wallet, Money amount, qint64 time, OperationState end = OperationState::Watch)
    {
        JournalRecord record = recordFor(m_acme, -wallet);
        record.kind = OperationKind::AddFunds;
        record.createdAt = record.changedAt = at(time);
        if (auto begun = m_desk->journal.begin(record, entryFor(record, OperationState::Intent, at(time)), FundsBook::entry(wallet, amount, kLimits)).result(); !begun)
            return begun;
        if (end == OperationState::NotSent)
            return m_desk->journal.advance(record.id, OperationState::Intent, end, {}, at(time), std::nullopt).result();
        if (auto sent = m_desk->journal.send(record.id, "plan", at(time), at(time + kDay)).result(); !sent)
            return sent;
        if (end == OperationState::Rejected)
            return m_desk->journal.advance(record.id, OperationState::Sending, end, {}, at(time), std::nullopt).result();
        const OperationState between = end == OperationState::Watch ? OperationState::Replied : OperationState::Unknown;
        if (auto answered = m_desk->journal.advance(record.id, OperationState::Sending, between, {}, at(time), std::nullopt).result(); !answered)
            return answered;
        return m_desk->journal.advance(record.id, between, end, {}, at(time), std::nullopt).result();
    }

private slots:
    void init()
    {
        m_profile = std::make_unique<Profile>();
        m_database = std::move(*Database::open(m_profile->path()));
        m_desk = std::make_unique<Desk>(*m_database);
        m_book = std::make_unique<FundsBook>(*m_database);
    }
    void cleanup()
    {
        m_book.reset();
        m_desk.reset();
        m_database.reset();
    }

    /// A row for each change, of each wallet by itself.
    void balances()
    {
        VERIFY_DONE(m_book->note({row(1, 1'000, 500), row(2, 1'000, 500)}).result());
        VERIFY_DONE(m_book->note({row(1, 2'000, 500), row(2, 2'000, 400)}).result());
        VERIFY_DONE(m_book->note({row(1, 3'000, 300), row(2, 3'000, 400)}).result());
        VERIFY_DONE(m_book->note({row(1, 4'000, 500)}).result());
        const auto kept = m_book->balances(at(0)).result();
        VERIFY_DONE(kept);
        QStringList found;
        for (const BalanceRow& one : *kept)
            found += QStringLiteral("%1@%2=%3").arg(one.wallet).arg(one.point.at.time_since_epoch().count()).arg(one.point.balance.minor);
        QCOMPARE(found.join(QLatin1Char(' ')), QStringLiteral("1@1000=500 1@3000=300 1@4000=500 2@1000=500 2@2000=400"));
        QCOMPARE(m_book->balances(at(3'000)).result()->size(), 2);
        VERIFY_DONE(m_book->expire(at(3'000)).result());
        QCOMPARE(m_book->balances(at(0)).result()->size(), 2);
    }
    void ledger_data()
    {
        QTest::addColumn<OperationState>("end");
        QTest::addColumn<bool>("counts");
        QTest::newRow("done") << OperationState::Watch << true;
        QTest::newRow("a person's") << OperationState::NeedsPerson << true;
        QTest::newRow("not sent") << OperationState::NotSent << false;
        QTest::newRow("refused") << OperationState::Rejected << false;
        QTest::newRow("did not arrive") << OperationState::NotApplied << false;
    }
    void ledger()
    {
        QFETCH(OperationState, end);
        QFETCH(bool, counts);
        VERIFY_DONE(topUp(kWallet, {50'00}, 1'000, end));
        const auto day = m_book->day(m_acme, kWallet, at(2'000)).result();
        VERIFY_DONE(day);
        QCOMPARE(day->ofWallet, counts ? 1 : 0);
        QCOMPARE(day->ofMerchant.minor, counts ? 50'00 : 0);
        QCOMPARE(m_book->day(m_acme, 5, at(2'000)).result()->ofWallet, 0);
        QCOMPARE(m_book->day(m_acme, kWallet, at(1'000 + kDay)).result()->ofWallet, 0);
    }
    void limits()
    {
        for (int i = 0; i < kLimits.perWallet; ++i)
            VERIFY_DONE(topUp(kWallet, {10'00}, 1'000 + i));
        const auto fourth = topUp(kWallet, {10'00}, 5'000);
        QCOMPARE(errorOf(fourth), ErrorCode::FundsRefused);
        QCOMPARE(fourth.error().detail, QStringLiteral("count"));
        const auto tooMuch = topUp(kWallet + 1, {270'01}, 5'000);
        QCOMPARE(errorOf(tooMuch), ErrorCode::FundsRefused);
        QCOMPARE(tooMuch.error().detail, QStringLiteral("sum"));
        VERIFY_DONE(topUp(kWallet + 1, {270'00}, 5'000)); // what was refused left nothing behind
        VERIFY_DONE(topUp(kWallet, {10'00}, 5'000 + kDay));
    }
    /// What became of one is not known: the next has to wait, or a person says why not.
    void doubt()
    {
        VERIFY_DONE(topUp(kWallet, {10'00}, 1'000, OperationState::NeedsPerson));
        QCOMPARE(errorOf(topUp(kWallet, {10'00}, 2'000)), ErrorCode::OrderBusy);
        VERIFY_DONE(topUp(kWallet + 1, {10'00}, 2'000)); // of another wallet everything is known
        AuditEntry line;
        line.merchant = m_acme;
        line.action = QStringLiteral("add-funds");
        line.step = QStringLiteral("override");
        VERIFY_DONE(m_desk->journal.endQuarantine(m_acme, walletKey(kWallet), line).result());
        VERIFY_DONE(topUp(kWallet, {10'00}, 3'000));
        const auto lines = m_desk->audit.lines(1, 100).result();
        QVERIFY(std::any_of(lines->begin(), lines->end(), [](const AuditLine& one) { return one.entry.step == QLatin1String("override"); }));
        m_desk->locked = true;
        QCOMPARE(errorOf(m_desk->journal.endQuarantine(m_acme, walletKey(kWallet), line).result()), ErrorCode::VaultLocked);
    }
    void doubtPasses()
    {
        VERIFY_DONE(topUp(kWallet, {10'00}, 1'000, OperationState::NotApplied));
        QCOMPARE(errorOf(topUp(kWallet, {10'00}, kDay)), ErrorCode::OrderBusy);
        VERIFY_DONE(topUp(kWallet, {10'00}, 1'001 + kDay));
    }
    void purge()
    {
        VERIFY_DONE(m_book->note({row(1, 1'000, 500)}).result());
        VERIFY_DONE(topUp(kWallet, {10'00}, 1'000));
        VERIFY_DONE(MerchantRecords(*m_database).purge(m_acme).result());
        QCOMPARE(m_book->balances(at(0)).result()->size(), 0);
        QCOMPARE(m_book->day(m_acme, kWallet, at(2'000)).result()->ofWallet, 0);
    }
};

QTEST_GUILESS_MAIN(TestFundsBook)
#include "tst_fundsbook.moc"
