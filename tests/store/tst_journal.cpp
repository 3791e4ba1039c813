// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "journaltest.h"

#include <store/merchantrecords.h>

#include <QThread>

#include <barrier>

using namespace t6;
using namespace t6::store;
using State = OperationState;

Q_DECLARE_METATYPE(OperationState)

namespace {

constexpr std::chrono::minutes kQuarantine(2);

QList<OperationId> idsOf(const Result<QList<JournalRecord>>& records)
{
    QList<OperationId> ids;
    for (const auto& record : records.value())
        ids.append(record.id);
    return ids;
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Desk> m_desk;
    const MerchantId m_acme = MerchantId::create();
    const MerchantId m_other = MerchantId::create();

    void reopen()
    {
        m_desk.reset();
        m_database.reset();
        auto opened = Database::open(m_profile->path());
        VERIFY_DONE(opened);
        m_database = std::move(*opened);
        m_desk = std::make_unique<Desk>(*m_database);
    }
    Journal& journal() { return m_desk->journal; }
    State stateOf(OperationId id) { return journal().find(id).result().value().value().state; }
    JournalRecord operation(qint64 order, State state, UtcTime when = at(2'000))
    {
        const auto made = operationIn(*m_desk, m_acme, order, state, when);
        if (!made)
            qFatal("no operation: %s", qPrintable(made.error().detail));
        return *made;
    }

private slots:
    void init()
    {
        m_profile = std::make_unique<Profile>();
        reopen();
    }
    void cleanup()
    {
        m_desk.reset();
        m_database.reset();
        m_profile.reset();
    }

    void keepsWhatItWasGiven()
    {
        JournalRecord record = recordFor(m_acme, 9'000'000'001);
        record.kind = OperationKind::AddTag;
        record.batch = QUuid::createUuid();
        record.sealedPlan = QByteArray("\0plan\xff", 6);
        VERIFY_DONE(journal().begin(record, entryFor(record, State::Intent)).result());
        VERIFY_DONE(journal().send(record.id, "sent", at(2'000), at(3'000)).result());
        VERIFY_DONE(journal().advance(record.id, State::Sending, State::Unknown, "no answer", at(2'500), {}).result());
        reopen();
        const auto found = journal().find(record.id).result().value();
        QVERIFY(found);
        QCOMPARE(found->merchant, m_acme);
        QCOMPARE(found->order.value, 9'000'000'001);
        QCOMPARE(found->kind, OperationKind::AddTag);
        QCOMPARE(found->batch, record.batch);
        QCOMPARE(found->state, State::Unknown);
        QCOMPARE(found->createdAt, at(1'000));
        QCOMPARE(found->changedAt, at(2'500));
        QCOMPARE(found->quarantineUntil, std::optional(at(3'000)));
        QCOMPARE(found->sealedPlan, QByteArray("sent"));
        QCOMPARE(found->sealedFindings, QByteArray("no answer"));
        QVERIFY(!journal().find(OperationId::create()).result().value());
    }

    void beginsAsIntentWhateverIsAsked()
    {
        JournalRecord record = recordFor(m_acme, 1);
        record.state = State::Watch;
        record.quarantineUntil = at(5);
        record.sealedPlan.clear();
        VERIFY_DONE(journal().begin(record, entryFor(record, State::Intent)).result());
        const auto found = journal().find(record.id).result().value();
        QCOMPARE(found->state, State::Intent);
        QVERIFY(!found->quarantineUntil);
        QVERIFY(found->batch.isNull());
        QVERIFY(found->sealedPlan.isEmpty() && found->sealedFindings.isEmpty());
        QCOMPARE(found->changedAt, found->createdAt);

        for (int missing = 0; missing < 3; ++missing) {
            JournalRecord broken = recordFor(missing == 0 ? MerchantId() : m_acme, missing == 1 ? 0 : 2);
            if (missing == 2)
                broken.id = {};
            QCOMPARE(errorOf(journal().begin(broken, entryFor(broken, State::Intent)).result()), ErrorCode::InvalidInput);
        }
    }

    void arrows_data()
    {
        QTest::addColumn<OperationState>("from");
        for (const State from : kStates)
            QTest::addRow("from %s", operationStateName(from)) << from;
    }
    void arrows()
    {
        QFETCH(OperationState, from);
        qint64 order = 1;
        JournalRecord record = operation(order, from);
        for (const State to : kStates) {
            const QByteArray arrow = QByteArray(operationStateName(from)) + " > " + operationStateName(to);
            const auto before = contents(*m_database);
            const auto told = m_desk->audit.head().result().value().size;
            const auto done = journal().advance(record.id, from, to, "new", at(9'000), entryFor(record, to)).result();
            if (mayFollow(from, to) && to != State::Sending) {
                QVERIFY2(done, arrow);
                QVERIFY2(stateOf(record.id) == to, arrow);
                QCOMPARE(m_desk->audit.head().result().value().size, told + 1);
                QVERIFY2(blocksOrder(from) || !blocksOrder(to), "an order would be blocked again without being asked");
                record = operation(++order, from);
            } else {
                QVERIFY2(errorOf(done) == ErrorCode::InvalidInput, arrow);
                QVERIFY2(contents(*m_database) == before, arrow);
            }
        }
        // Sending has a call of its own, which comes from Intent alone.
        const auto sent = journal().send(record.id, "sent", at(9'000), at(9'000) + kQuarantine).result();
        QCOMPARE(errorOf(sent), from == State::Intent ? kNoError : ErrorCode::OperationMoved);
        QCOMPARE(stateOf(record.id), from == State::Intent ? State::Sending : from);
        if (!sent)
            QCOMPARE(sent.error().detail, QLatin1String(operationStateName(from)));
    }

    void aStepFromAnotherStateIsRefused()
    {
        const JournalRecord record = operation(1, State::Unknown);
        const auto before = contents(*m_database);
        const auto late = journal().advance(record.id, State::Sending, State::Replied, {}, at(3'000), entryFor(record, State::Replied)).result();
        QCOMPARE(errorOf(late), ErrorCode::OperationMoved);
        QCOMPARE(late.error().detail, QStringLiteral("unknown"));
        const auto gone = journal().advance(OperationId::create(), State::Sending, State::Replied, {}, at(3'000), entryFor(record, State::Replied)).result();
        QCOMPARE(errorOf(gone), ErrorCode::OperationMoved);
        QVERIFY(gone.error().detail.isEmpty());
        QCOMPARE(contents(*m_database), before);
    }

    void oneChangeToAnOrderAtATime_data()
    {
        QTest::addColumn<OperationState>("state");
        for (const State state : kStates)
            QTest::addRow("%s", operationStateName(state)) << state;
    }
    void oneChangeToAnOrderAtATime()
    {
        QFETCH(OperationState, state);
        (void)operation(1, state);
        const auto before = contents(*m_database);
        JournalRecord second = recordFor(m_acme, 1);
        second.createdAt = at(2'000) + kQuarantine; // it is the state that counts
        const auto begun = journal().begin(second, entryFor(second, State::Intent)).result();
        QCOMPARE(errorOf(begun), blocksOrder(state) ? ErrorCode::OrderBusy : kNoError);
        if (!begun) {
            QCOMPARE(begun.error().detail, QLatin1String(operationStateName(state)));
            QCOMPARE(contents(*m_database), before);
        }
        VERIFY_DONE(operationIn(*m_desk, m_acme, 2, State::Intent));
        VERIFY_DONE(operationIn(*m_desk, m_other, 1, State::Intent));
    }

    void theDatabaseItselfRefusesASecond()
    {
        (void)operation(1, State::Done);
        (void)operation(1, State::Unknown);
        const auto forced = m_database->run([](Connection& connection) { return connection.execute("UPDATE journal SET state = 0 WHERE state = 5"); }).result();
        QCOMPARE(errorOf(forced), ErrorCode::StoreFailed);
    }

    void anIdIsUsedOnce()
    {
        const JournalRecord record = operation(1, State::Done);
        const auto before = contents(*m_database);
        QCOMPARE(errorOf(journal().begin(record, entryFor(record, State::Intent)).result()), ErrorCode::StoreFailed);
        QCOMPARE(contents(*m_database), before);
    }

    void twoConsolesRace()
    {
        constexpr int kOrders = 60;
        auto opened = Database::open(m_profile->path());
        VERIFY_DONE(opened);
        Desk other(**opened);
        QList<JournalRecord> shared; // both may send these
        for (int i = 0; i < kOrders; ++i)
            shared.append(operation(1'000 + i, State::Intent));
        std::array<Desk*, 2> desks{m_desk.get(), &other};
        std::array<int, 2> begun{}, sent{}, unexpected{};
        std::barrier line(2); // both start each round together
        std::array<std::unique_ptr<QThread>, 2> threads;
        for (std::size_t t = 0; t < 2; ++t) {
            threads[t].reset(QThread::create([&, t] {
                for (int i = 0; i < kOrders; ++i) {
                    line.arrive_and_wait();
                    const JournalRecord record = recordFor(m_acme, 1 + i);
                    const auto began = desks[t]->journal.begin(record, entryFor(record, State::Intent)).result();
                    begun[t] += began.has_value();
                    unexpected[t] += errorOf(began) != kNoError && errorOf(began) != ErrorCode::OrderBusy;
                    const auto left = desks[t]->journal.send(shared[i].id, "sent", at(2'000), at(3'000)).result();
                    sent[t] += left.has_value();
                    unexpected[t] += errorOf(left) != kNoError && errorOf(left) != ErrorCode::OperationMoved;
                }
            }));
            threads[t]->start();
        }
        for (auto& thread : threads)
            thread->wait();
        QCOMPARE(unexpected[0] + unexpected[1], 0);
        QCOMPARE(begun[0] + begun[1], kOrders);
        QCOMPARE(sent[0] + sent[1], kOrders);
        qInfo("won: %d and %d of %d", begun[0], begun[1], kOrders);
        QCOMPARE(journal().open().result().value().size(), 2 * kOrders);
        QVERIFY(!m_desk->audit.verify({}).result().value().fault);
    }

    void noLineNoChange()
    {
        const JournalRecord waiting = operation(1, State::Intent);
        const JournalRecord sent = operation(2, State::Sending);
        const auto before = contents(*m_database);
        m_desk->locked = true;
        const JournalRecord fresh = recordFor(m_acme, 3);
        QCOMPARE(errorOf(journal().begin(fresh, entryFor(fresh, State::Intent)).result()), ErrorCode::VaultLocked);
        QCOMPARE(errorOf(journal().advance(waiting.id, State::Intent, State::NotSent, {}, at(3'000), entryFor(waiting, State::NotSent)).result()), ErrorCode::VaultLocked);
        QCOMPARE(errorOf(journal().advance(sent.id, State::Sending, State::NotSent, {}, at(3'000), entryFor(sent, State::NotSent)).result()), ErrorCode::VaultLocked);
        QCOMPARE(contents(*m_database), before);
        // What needs no line goes on: a lock never loses what became of a request.
        VERIFY_DONE(journal().advance(sent.id, State::Sending, State::Unknown, {}, at(3'000), {}).result());
        VERIFY_DONE(journal().expire(at(1), at(1)).result());
    }

    void whatIsOpenIsListedOldestFirst()
    {
        QList<OperationId> all, acmes;
        for (const State state : kStates) {
            const auto mine = operation(1 + int(state), state);
            const auto theirs = operationIn(*m_desk, m_other, 1 + int(state), state).value();
            if (blocksOrder(state) || needsPerson(state) || state == State::Watch) {
                acmes.append(mine.id);
                all.append({mine.id, theirs.id});
            }
        }
        QCOMPARE(acmes.size(), 7);
        QCOMPARE(idsOf(journal().open().result()), all);
        QCOMPARE(idsOf(journal().open(m_acme).result()), acmes);
    }

    void theLatestComeFirst()
    {
        QList<OperationId> ofOrder, ofAcme, all;
        for (int i = 0; i < 6; ++i) {
            const auto record = operationIn(*m_desk, i == 3 ? m_other : m_acme, i % 2 ? 7 : 8, State::Rejected).value();
            all.prepend(record.id);
            if (i != 3)
                ofAcme.prepend(record.id);
            if (i != 3 && i % 2)
                ofOrder.prepend(record.id);
        }
        QCOMPARE(idsOf(journal().latest(m_acme, {7}, 10).result()), ofOrder);
        QCOMPARE(idsOf(journal().latest(m_acme, {}, 10).result()), ofAcme);
        QCOMPARE(idsOf(journal().latest({}, {}, 10).result()), all);
        QCOMPARE(idsOf(journal().latest({}, {}, 4).result()), all.first(4));
    }

    void aBatchIsFoundAgain()
    {
        const QUuid batch = QUuid::createUuid();
        QList<OperationId> members;
        for (int i = 0; i < 4; ++i) {
            JournalRecord record = recordFor(i % 2 ? m_other : m_acme, 10 + i);
            record.batch = i == 3 ? QUuid() : batch;
            VERIFY_DONE(journal().begin(record, entryFor(record, State::Intent)).result());
            if (i != 3)
                members.append(record.id);
        }
        QCOMPARE(idsOf(journal().ofBatch(batch).result()), members);
        QVERIFY(journal().ofBatch(QUuid()).result().value().isEmpty());
    }

    void aRequestThatMayStillArriveBlocks_data()
    {
        QTest::addColumn<QList<State>>("way");
        QTest::addColumn<bool>("blocks");
        QTest::newRow("no answer, found applied") << QList<State>{State::Sending, State::Unknown, State::Watch} << true;
        QTest::newRow("neither this nor that") << QList<State>{State::Sending, State::Unknown, State::Conflict} << true;
        QTest::newRow("settled by a person") << QList<State>{State::Sending, State::Unknown, State::Conflict, State::Closed} << true;
        QTest::newRow("not applied") << QList<State>{State::Sending, State::Unknown, State::NotApplied} << true;
        QTest::newRow("answered, not found") << QList<State>{State::Sending, State::Replied, State::Unknown, State::Watch} << true;
        QTest::newRow("answered and found") << QList<State>{State::Sending, State::Replied, State::Watch} << false;
        QTest::newRow("refused") << QList<State>{State::Sending, State::Rejected} << false;
        QTest::newRow("never left") << QList<State>{State::Sending, State::NotSent} << false;
    }
    void aRequestThatMayStillArriveBlocks()
    {
        QFETCH(QList<State>, way);
        QFETCH(bool, blocks);
        const JournalRecord record = recordFor(m_acme, 1);
        VERIFY_DONE(journal().begin(record, entryFor(record, State::Intent)).result());
        State from = State::Intent;
        for (const State to : way) {
            VERIFY_DONE(step(*m_desk, record, from, to, at(2'000)));
            from = to;
        }
        reopen();
        JournalRecord next = recordFor(m_acme, 1);
        next.createdAt = at(2'000) + kQuarantine - std::chrono::milliseconds(1);
        const auto early = journal().begin(next, entryFor(next, State::Intent)).result();
        QCOMPARE(errorOf(early), blocks ? ErrorCode::OrderBusy : kNoError);
        if (!blocks)
            return;
        QCOMPARE(early.error().detail, QLatin1String(operationStateName(from)));
        next.createdAt += std::chrono::milliseconds(1);
        VERIFY_DONE(journal().begin(next, entryFor(next, State::Intent)).result());
    }

    void whatIsOldExpires()
    {
        QHash<int, OperationId> old, young;
        for (const State state : kStates) {
            old.insert(int(state), operation(1 + int(state), state, at(2'000)).id);
            young.insert(int(state), operation(101 + int(state), state, at(8'000)).id);
        }
        const qint64 lines = m_desk->audit.head().result().value().size;
        m_desk->locked = true;
        VERIFY_DONE(journal().expire(at(5'000), at(0)).result());
        for (const State state : kStates) {
            QCOMPARE(stateOf(old[int(state)]), state == State::Watch ? State::Done : state);
            QCOMPARE(stateOf(young[int(state)]), state);
        }
        VERIFY_DONE(journal().expire(at(5'000), at(5'000)).result());
        for (const State state : kStates) {
            QCOMPARE(journal().find(old[int(state)]).result().value().has_value(), blocksOrder(state) || needsPerson(state));
            QCOMPARE(stateOf(young[int(state)]), state);
        }
        QCOMPARE(m_desk->audit.head().result().value().size, lines);
    }

    void changesSurvivePowerLoss()
    {
        const JournalRecord record = recordFor(m_acme, 1);
        const auto durable = [this](const std::function<Result<void>()>& change) {
            (void)m_database->write(Durability::Process, [](Connection& connection) { return connection.execute("DELETE FROM setting"); }).result();
            if (!change())
                return -1;
            return m_database->run([](Connection& connection) { return connection.value("PRAGMA synchronous"); }).result().value().toInt();
        };
        QCOMPARE(durable([&] { return journal().begin(record, entryFor(record, State::Intent)).result(); }), 2);
        QCOMPARE(durable([&] { return journal().send(record.id, {}, at(1), at(2)).result(); }), 2);
        QCOMPARE(durable([&] { return step(*m_desk, record, State::Sending, State::Replied); }), 2);
        QCOMPARE(durable([&] { return journal().expire(at(1), at(1)).result(); }), 2);
        QCOMPARE(durable([&]() -> Result<void> {
            if (auto told = m_desk->audit.append(entryFor(record, State::Done)).result(); !told)
                return tl::unexpected(told.error());
            return {};
        }), 2);
    }

    void aPurgedMerchantLeavesOnlyItsLines()
    {
        const QByteArray dead("JOURNALNEEDLE");
        MerchantRecords merchants(*m_database);
        JournalRecord record = recordFor(m_acme, 1);
        record.sealedPlan = needles(dead, 50'000);
        VERIFY_DONE(journal().begin(record, entryFor(record, State::Intent)).result());
        VERIFY_DONE(journal().send(record.id, needles(dead, 50'000), at(2'000), at(3'000)).result());
        VERIFY_DONE(operationIn(*m_desk, m_other, 1, State::Sending));
        QCOMPARE(merchants.orphans().result().value().size(), 2); // neither has a key here
        QVERIFY(m_profile->occurrences(dead) > 10);
        VERIFY_DONE(merchants.purge(m_acme).result());
        QCOMPARE(m_profile->occurrences(dead), 0);
        QCOMPARE(merchants.orphans().result().value(), (QList<MerchantId>{m_other}));
        QVERIFY(journal().open(m_acme).result().value().isEmpty());
        QCOMPARE(journal().open(m_other).result().value().size(), 1);
        const auto verdict = m_desk->audit.verify({}).result().value();
        QCOMPARE(verdict.lines, 2);
        QVERIFY(!verdict.fault);
        QCOMPARE(m_desk->audit.lines(1, 1).result().value().first().entry.merchant, m_acme);
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
