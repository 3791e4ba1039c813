// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "journaltest.h"

#include <QProcess>
#include <QRandomGenerator>

#include <cstdio>

using namespace t6;
using namespace t6::store;
using State = OperationState;

namespace {

constexpr int kRuns = 50;
const MerchantId kMerchant{QUuid(0x11111111, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)};

void tell(const JournalRecord& record, State state)
{
    std::printf("%s %d\n", record.id.value.toByteArray().constData(), int(state));
    (void)std::fflush(stdout);
}

// Brings one operation after another to an end, whichever comes next, and tells each state that is safe.
int work(const QString& profile)
{
    auto database = Database::open(profile);
    if (!database)
        return 1;
    Desk desk(**database);
    for (int round = 0;; ++round) {
        const JournalRecord record = recordFor(kMerchant, 1 + round); // those of an earlier run may still block theirs
        State state = State::Intent;
        const auto begun = desk.journal.begin(record, entryFor(record, state)).result();
        if (!begun && begun.error().code == ErrorCode::OrderBusy)
            continue;
        if (!begun)
            return 1;
        tell(record, state);
        for (const State next : wayTo(kStates[std::size_t(round) % kStates.size()])) {
            if (!step(desk, record, state, next))
                return 1;
            state = next;
            tell(record, state);
        }
    }
}

// An operation's way is its lines: one for each state but Sending.
qsizetype linesOf(State state)
{
    const auto way = wayTo(state);
    return 1 + way.size() - way.count(State::Sending);
}

} // namespace

class TestJournalCrash : public QObject
{
    Q_OBJECT

    // What the writer told before it was killed, wherever it was.
    static QByteArray killed(const QString& profile, int enough)
    {
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--write"), profile});
        QByteArray told;
        while (told.count('\n') < enough) {
            if (!writer.waitForReadyRead(20'000))
                return {};
            told += writer.readAllStandardOutput();
        }
        writer.kill();
        if (!writer.waitForFinished() || writer.exitStatus() != QProcess::CrashExit)
            return {};
        told += writer.readAllStandardOutput();
        return told.first(told.lastIndexOf('\n') + 1);
    }

private slots:
    void whatWasAcknowledgedIsThere()
    {
        const Profile profile;
        QRandomGenerator random(5);
        QHash<OperationId, State> safe;
        qsizetype acknowledged = 0;
        int beyond = 0;
        std::optional<AuditCheckpoint> checkpoint;
        for (int run = 0; run < kRuns; ++run) {
            const QByteArray told = killed(profile.path(), random.bounded(1, 40));
            QVERIFY(!told.isEmpty());
            const QList<QByteArray> steps = told.trimmed().split('\n');
            for (const QByteArray& line : steps) {
                const QList<QByteArray> words = line.split(' ');
                safe.insert({QUuid(QLatin1String(words[0]))}, static_cast<State>(words[1].toInt()));
                ++acknowledged;
            }

            auto database = Database::open(profile.path());
            VERIFY_DONE(database);
            QCOMPARE((*database)->run([](Connection& connection) { return connection.value("PRAGMA integrity_check"); }).result().value().toString(), QStringLiteral("ok"));
            Desk desk(**database);
            const auto verdict = desk.audit.verify(checkpoint).result();
            VERIFY_DONE(verdict);
            QVERIFY2(!verdict->fault, "the audit log is broken");
            checkpoint = verdict->head;

            QHash<OperationId, State> found;
            qsizetype lines = 0;
            const auto records = desk.journal.latest({}, {}, 1'000'000).result();
            VERIFY_DONE(records);
            for (const JournalRecord& record : *records) {
                found.insert(record.id, record.state);
                lines += linesOf(record.state);
            }
            QCOMPARE(verdict->lines, lines); // each step with its line, each line with its step
            QVERIFY(found.size() - safe.size() <= 1);
            int moved = 0;
            for (auto operation = safe.begin(); operation != safe.end(); ++operation) {
                QVERIFY2(found.contains(operation.key()), "an operation is lost");
                const State state = found[operation.key()];
                QVERIFY2(state == operation.value() || mayFollow(operation.value(), state), "a step is lost");
                moved += state != operation.value();
            }
            moved += int(found.size() - safe.size());
            QVERIFY2(moved <= 1, "more was done than told"); // only the step that the writer could not tell any more
            beyond += moved;
            safe = found;
        }
        qInfo("%d kills, %lld acknowledged steps, none lost; %d were done but not told", kRuns, static_cast<long long>(acknowledged), beyond);
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() == 3 && arguments[1] == u"--write")
        return work(arguments[2]);
    TestJournalCrash test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_journalcrash.moc"
