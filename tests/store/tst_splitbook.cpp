// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "journaltest.h"

#include <core/errorname.h>
#include <store/splitbook.h>

using namespace t6;
using namespace t6::store;

/// Whose the orders are while they are being split.
class TestSplitBook : public QObject
{
    Q_OBJECT

    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<SplitBook> m_book;
    const MerchantId m_acme = MerchantId::create();
    static constexpr OrderId kOriginal{1001}, kChild{1002};

    [[nodiscard]] AuditEntry line(const QString& step) const
    {
        AuditEntry entry;
        entry.at = at(1'000);
        entry.action = QStringLiteral("split");
        entry.step = step;
        entry.merchant = m_acme;
        entry.order = kOriginal;
        return entry;
    }
    [[nodiscard]] SplitRecord recordOf(OrderId original, SplitPurpose purpose = SplitPurpose::Split) const
    {
        SplitRecord record;
        record.id = QUuid::createUuid();
        record.merchant = m_acme;
        record.original = original;
        record.purpose = purpose;
        record.createdAt = record.changedAt = at(1'000);
        record.sealedPlan = "plan";
        return record;
    }
    Result<void> begin(const SplitRecord& record) { return m_book->begin(record, line(QStringLiteral("begun"))).result(); }
    Result<void> advance(const SplitRecord& record, SplitState from, SplitState to) { return m_book->advance(record.id, from, to, "found", at(2'000), line(QString::fromLatin1(splitStateName(to)))).result(); }
    Result<void> operate(OrderId order, OperationKind kind, QUuid batch = {})
    {
        JournalRecord record = recordFor(m_acme, order.value);
        record.kind = kind;
        record.batch = batch;
        if (const auto begun = m_desk->journal.begin(record, entryFor(record, OperationState::Intent)).result(); !begun)
            return begun;
        return m_desk->journal.advance(record.id, OperationState::Intent, OperationState::NotSent, {}, at(1'500), entryFor(record, OperationState::NotSent)).result();
    }
    static QString problem(const Result<void>& result) { return result ? QString() : QString::fromLatin1(errorName(result.error().code)) + u' ' + result.error().detail; }

private slots:
    void init()
    {
        m_book.reset();
        m_desk.reset();
        m_database.reset();
        m_profile = std::make_unique<Profile>();
        auto opened = Database::open(m_profile->path());
        VERIFY_DONE(opened);
        m_database = std::move(*opened);
        m_desk = std::make_unique<Desk>(*m_database);
        m_book = std::make_unique<SplitBook>(*m_database, m_desk->audit);
    }
    void oneSplitHasAnOrder()
    {
        const SplitRecord first = recordOf(kOriginal), second = recordOf(kOriginal);
        VERIFY_DONE(begin(first));
        QCOMPARE(problem(begin(second)), QStringLiteral("order-busy split"));
        QVERIFY(!m_book->find(second.id).result().value());
        VERIFY_DONE(m_book->claim(first.id, 0, kChild).result());
        VERIFY_DONE(m_book->claim(first.id, 0, kChild).result());
        QCOMPARE(problem(begin(recordOf(kChild))), QStringLiteral("order-busy split"));
        QCOMPARE(m_book->ofOrder(m_acme, kChild).result().value().first().id, first.id);
        VERIFY_DONE(advance(first, SplitState::Open, SplitState::Done));
        VERIFY_DONE(begin(second));
        QCOMPARE(problem(m_book->claim(first.id, 1, OrderId{1003}).result()).section(u' ', 0, 0), QStringLiteral("operation-moved"));
    }
    void operationsKeepToTheClaims()
    {
        const SplitRecord split = recordOf(kOriginal);
        VERIFY_DONE(begin(split));
        QCOMPARE(problem(operate(kOriginal, OperationKind::Edit)), QStringLiteral("order-busy split"));
        QCOMPARE(problem(operate(kOriginal, OperationKind::SplitReduce, QUuid::createUuid())), QStringLiteral("order-busy split"));
        VERIFY_DONE(operate(kOriginal, OperationKind::SplitReduce, split.id));
        QCOMPARE(problem(operate(kChild, OperationKind::SplitRelease, split.id)), QStringLiteral("operation-moved split")); // not its own yet
        VERIFY_DONE(m_book->claim(split.id, 0, kChild).result());
        VERIFY_DONE(operate(kChild, OperationKind::SplitRelease, split.id));
        VERIFY_DONE(advance(split, SplitState::Open, SplitState::Left)); // by another console
        QCOMPARE(problem(operate(kChild, OperationKind::SplitRelease, split.id)), QStringLiteral("operation-moved split"));
        VERIFY_DONE(operate(kOriginal, OperationKind::Edit));
    }
    void onlyOneDecides()
    {
        const SplitRecord split = recordOf(kOriginal);
        VERIFY_DONE(begin(split));
        VERIFY_DONE(advance(split, SplitState::Open, SplitState::NeedsPerson));
        QCOMPARE(problem(advance(split, SplitState::Open, SplitState::Done)).section(u' ', 0, 0), QStringLiteral("operation-moved"));
        QCOMPARE(m_book->open(m_acme).result().value().first().state, SplitState::NeedsPerson);
        VERIFY_DONE(advance(split, SplitState::NeedsPerson, SplitState::Left));
        QVERIFY(m_book->open(m_acme).result().value().isEmpty());
        QCOMPARE(problem(advance(split, SplitState::Left, SplitState::Open)).section(u' ', 0, 0), QStringLiteral("invalid-input"));
    }
};

QTEST_GUILESS_MAIN(TestSplitBook)
#include "tst_splitbook.moc"
