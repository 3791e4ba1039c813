// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/async.h>
#include <operations/console.h>
#include <sandbox/sandbox.h>

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QtSql>

using namespace t6;

namespace {

const QString kPassphrase = QStringLiteral("violet anchor drifts past 7 copper lanterns");

struct Outcome
{
    int exitCode = -1;
    QByteArray out, err;
    [[nodiscard]] QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
    [[nodiscard]] QString errorCode() const { return QJsonDocument::fromJson(err).object().value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString(); }
};

} // namespace

/// order fix and its relatives, the journal and the audit log, as a script sees them.
class TestCorrectionCommands : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        sandbox::SandboxOptions options;
        options.merchants = 1;
        options.orders = 80;
        options.rateLimit = false;
        m_sandbox = std::make_unique<sandbox::Sandbox>(options);
        QVERIFY(m_sandbox->start());
        QFile passphrase(m_dir.filePath(QStringLiteral("passphrase")));
        QVERIFY(passphrase.open(QIODevice::WriteOnly));
        passphrase.write(kPassphrase.toUtf8());
        passphrase.close();
        passphrase.setPermissions(QFile::ReadOwner | QFile::WriteOwner);

        operations::ConsoleOptions light;
        light.profileDir = m_dir.filePath(QStringLiteral("profile"));
        light.witnessDir = m_dir.filePath(QStringLiteral("config/t6-console"));
        light.lightKdf = true;
        light.background = false;
        auto console = operations::Console::open(light);
        QVERIFY(console);
        const auto finished = [](const auto& future) { return QTest::qWaitFor([&] { return future.isFinished(); }, 30'000); };
        const auto vault = (*console)->createVault(kPassphrase);
        QVERIFY(finished(vault) && vault.result());
        const sandbox::SandboxMerchant& acme = m_sandbox->merchants().front();
        operations::MerchantDraft draft;
        draft.name = QStringLiteral("Acme");
        draft.apiUrl = m_sandbox->url().toString();
        draft.apiKey = acme.key;
        draft.apiSecret = acme.secret;
        draft.rule.skuPatterns = acme.skuPatterns;
        const auto added = (*console)->addMerchant(draft);
        QVERIFY(finished(added) && added.result());
        const auto pass = (*console)->syncOnce();
        QVERIFY(finished(pass));
        for (const OrderId id : m_sandbox->orderIds(0, "awaiting_shipment")) {
            const QueueSnapshot queue = (*console)->queue();
            const auto row = queue.find(added.result().value(), id);
            if (row && queue.row(*row).issues == 0) {
                m_order = id;
                m_number = QString::fromStdString(std::string(queue.number(*row)));
                break;
            }
        }
        QVERIFY(!m_order.isNull());
    }

    void looksFirstWhenAsked()
    {
        const Outcome dry = order(QStringLiteral("fix"), {QStringLiteral("shipTo.street1=9 Elm Street"), QStringLiteral("weight.value=6"), QStringLiteral("--dry-run"), QStringLiteral("--json")});
        QCOMPARE(dry.exitCode, 0);
        QCOMPARE(dry.object().value(QLatin1String("changes")).toArray().size(), 2);
        QVERIFY(dry.object().value(QLatin1String("preview")).toBool());
        QCOMPARE(m_sandbox->ledger().count("POST", "/"), 0);
    }

    void remembersOnThisDesk()
    {
        const QJsonObject whole = now();
        const auto weigh = [this](const QJsonValue& weight) {
            m_sandbox->editOrder(0, m_order, {{QStringLiteral("weight"), weight}});
            return run({QStringLiteral("sync"), QStringLiteral("--once")}).exitCode;
        };
        const auto shown = [this] { return order(QStringLiteral("show"), {QStringLiteral("--json")}).object(); };
        const QString json = QStringLiteral("--json"), issue = QStringLiteral("weight-missing");
        QCOMPARE(order(QStringLiteral("waive"), {issue, QStringLiteral("--reason"), QStringLiteral("x"), json}).errorCode(), QStringLiteral("invalid-input")); // nothing is missing yet
        QCOMPARE(weigh(QJsonObject{{QStringLiteral("value"), 0}, {QStringLiteral("units"), QStringLiteral("ounces")}}), 0);

        const QByteArray letter = order(QStringLiteral("ask"), {}).out;
        QVERIFY2(letter.contains(m_number.toUtf8()) && letter.contains("Weight is missing") && letter.contains("Product Details"), letter.constData());
        QCOMPARE(order(QStringLiteral("waiting"), {QStringLiteral("--asked"), QStringLiteral("zoe@acme.example"), QStringLiteral("--about"), QStringLiteral("the weight")}).exitCode, 0);
        QCOMPARE(shown().value(QLatin1String("readiness")).toString(), QStringLiteral("waiting-on-merchant"));
        QCOMPARE(shown().value(QLatin1String("waiting")).toObject().value(QLatin1String("asked")).toString(), QStringLiteral("zoe@acme.example"));
        QCOMPARE(order(QStringLiteral("waiting"), {QStringLiteral("--end")}).exitCode, 0);
        QVERIFY(shown().value(QLatin1String("waiting")).isNull());

        QCOMPARE(order(QStringLiteral("waive"), {issue, QStringLiteral("--reason"), QStringLiteral("weighed by hand")}).exitCode, 0);
        QCOMPARE(shown().value(QLatin1String("waived")).toArray().at(0).toObject().value(QLatin1String("reason")).toString(), QStringLiteral("weighed by hand"));
        QVERIFY(!run({QStringLiteral("queue"), QStringLiteral("--issue"), issue}).out.contains(m_number.toUtf8()));
        QCOMPARE(order(QStringLiteral("unwaive"), {issue}).exitCode, 0);
        QVERIFY(run({QStringLiteral("queue"), QStringLiteral("--issue"), issue}).out.contains(m_number.toUtf8()));
        QCOMPARE(order(QStringLiteral("unwaive"), {issue, json}).errorCode(), QStringLiteral("not-found"));
        QCOMPARE(weigh(whole.value(QLatin1String("weight"))), 0);
    }

    void correctsAndTakesBack()
    {
        const QJsonObject before = now();
        const Outcome fixed = order(QStringLiteral("fix"), {QStringLiteral("shipTo.street1=9 Elm Street"), QStringLiteral("weight.value=6"), QStringLiteral("--yes"), QStringLiteral("--json")});
        QCOMPARE(fixed.exitCode, 0);
        QCOMPARE(fixed.object().value(QLatin1String("state")).toString(), QStringLiteral("watch"));
        QCOMPARE(now().value(QLatin1String("shipTo")).toObject().value(QLatin1String("street1")).toString(), QStringLiteral("9 Elm Street"));
        QCOMPARE(now().value(QLatin1String("weight")).toObject().value(QLatin1String("value")).toDouble(), 6.0);
        QCOMPARE(order(QStringLiteral("undo"), {QStringLiteral("--yes")}).exitCode, 0);
        QCOMPARE(now().value(QLatin1String("shipTo")).toObject().value(QLatin1String("street1")), before.value(QLatin1String("shipTo")).toObject().value(QLatin1String("street1")));
        QCOMPARE(now().value(QLatin1String("weight")).toObject().value(QLatin1String("value")), before.value(QLatin1String("weight")).toObject().value(QLatin1String("value")));
        const Outcome nothingLeft = order(QStringLiteral("undo"), {QStringLiteral("--yes"), QStringLiteral("--json")});
        QCOMPARE(nothingLeft.exitCode, 1);
        QCOMPARE(nothingLeft.errorCode(), QStringLiteral("not-found"));
        QCOMPARE(m_sandbox->checkInvariants(), QStringList());
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("no number") << "weight.value=heavy" << 1;
        QTest::newRow("no such field") << "shipTo.zip=94105" << 1;
        QTest::newRow("no such line") << "items[99].quantity=1" << 1;
        QTest::newRow("ShipStation's own") << "orderTotal=0" << 1;
        QTest::newRow("has a command of its own") << "orderStatus=cancelled" << 1;
        QTest::newRow("no value") << "shipTo.city" << 2;
        QTest::newRow("no path") << "=94105" << 2;
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(QString, change);
        m_sandbox->clearLedger();
        QTEST(order(QStringLiteral("fix"), {change, QStringLiteral("--yes")}).exitCode, "exitCode");
        QCOMPARE(m_sandbox->ledger().entries().size(), std::size_t(0));
    }

    void holdsTagsAndAssigns()
    {
        const auto reason = [this] { return order(QStringLiteral("show"), {QStringLiteral("--json")}).object().value(QLatin1String("held")).toObject().value(QLatin1String("reason")).toString(); };
        const auto hold = [this](const QString& why) { return order(QStringLiteral("hold"), {QStringLiteral("2031-05-06"), QStringLiteral("--reason"), why, QStringLiteral("--yes")}).exitCode; };
        QCOMPARE(hold(QStringLiteral("the buyer moves")), 0);
        QCOMPARE(reason(), QStringLiteral("the buyer moves"));
        QCOMPARE(hold(QStringLiteral("the buyer has moved")), 0); // the same day: another reason only
        QCOMPARE(reason(), QStringLiteral("the buyer has moved"));
        QCOMPARE(now().value(QLatin1String("orderStatus")).toString(), QStringLiteral("on_hold"));
        QCOMPARE(order(QStringLiteral("unhold"), {QStringLiteral("--yes")}).exitCode, 0);
        QCOMPARE(now().value(QLatin1String("orderStatus")).toString(), QStringLiteral("awaiting_shipment"));
        QCOMPARE(order(QStringLiteral("hold"), {QStringLiteral("tomorrow"), QStringLiteral("--yes")}).exitCode, 1);
        const Outcome unknown = order(QStringLiteral("tag"), {QStringLiteral("no such tag"), QStringLiteral("--yes")});
        QCOMPARE(unknown.exitCode, 1);
        const QString known = QString::fromUtf8(unknown.err).section(QStringLiteral("there are: "), 1).section(QLatin1Char(','), 0, 0);
        QVERIFY(!known.isEmpty());
        QCOMPARE(order(QStringLiteral("tag"), {known.toUpper(), QStringLiteral("--yes")}).exitCode, 0);
        QCOMPARE(order(QStringLiteral("untag"), {known, QStringLiteral("--yes")}).exitCode, 0);
        const QString user = QString::fromUtf8(order(QStringLiteral("assign"), {QStringLiteral("nobody"), QStringLiteral("--yes")}).err).section(QStringLiteral("there are: "), 1).section(QLatin1Char(','), 0, 0);
        QCOMPARE(order(QStringLiteral("assign"), {user, QStringLiteral("--yes")}).exitCode, 0);
        QVERIFY(now().value(QLatin1String("userId")).isString());
        QCOMPARE(order(QStringLiteral("unassign"), {QStringLiteral("--yes")}).exitCode, 0);
        QVERIFY(now().value(QLatin1String("userId")).isNull());
    }

    void shipsVoidsAndShipsAgain()
    {
        const QString json = QStringLiteral("--json"), yes = QStringLiteral("--yes"), pdf = m_dir.filePath(QStringLiteral("label.pdf"));
        const Outcome rates = run({QStringLiteral("rates"), QStringLiteral("Acme"), m_number, json});
        QCOMPARE(rates.exitCode, 0);
        const QJsonObject cheapest = rates.object().value(QLatin1String("rates")).toArray().first().toObject();
        const QStringList service{QStringLiteral("--service"), cheapest.value(QLatin1String("service")).toString(), QStringLiteral("--carrier"), cheapest.value(QLatin1String("carrier")).toString(), json};
        QCOMPARE(order(QStringLiteral("ship"), service + QStringList{QStringLiteral("--max-cost"), QStringLiteral("0.01"), yes}).errorCode(), QStringLiteral("label-refused"));
        QCOMPARE(order(QStringLiteral("ship"), service).exitCode, 1); // nobody said yes
        QCOMPARE(m_sandbox->liveLabels(0, m_order), 0);

        const Outcome shipped = order(QStringLiteral("ship"), service + QStringList{QStringLiteral("--pdf"), pdf, yes});
        QVERIFY2(shipped.exitCode == 0, (shipped.out + shipped.err).constData());
        QCOMPARE(shipped.object().value(QLatin1String("cost")), cheapest.value(QLatin1String("cost")));
        QCOMPARE(m_sandbox->liveLabels(0, m_order), 1);
        QFile file(pdf);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.read(5) == "%PDF-");

        QCOMPARE(order(QStringLiteral("void"), {yes, json}).exitCode, 0);
        QCOMPARE(m_sandbox->liveLabels(0, m_order), 0);
        QCOMPARE(order(QStringLiteral("ship"), service + QStringList{yes}).exitCode, 1); // without a reason
        const Outcome again = order(QStringLiteral("ship"), service + QStringList{QStringLiteral("--again"), QStringLiteral("torn"), yes});
        QVERIFY(again.exitCode == 0 && !again.object().value(QLatin1String("notices")).toArray().isEmpty());
        QCOMPARE(order(QStringLiteral("void"), {yes}).exitCode, 0);
    }

    void asksAPersonWhenOthersChangedIt()
    {
        QCOMPARE(run({QStringLiteral("sync"), QStringLiteral("--once")}).exitCode, 0);
        m_sandbox->merchantEdit(0, m_order, QStringLiteral("shipTo.city"), QStringLiteral("Elsewhere"));
        m_sandbox->clearLedger();
        const Outcome asked = order(QStringLiteral("fix"), {QStringLiteral("shipTo.street1=9 Elm Street"), QStringLiteral("--yes"), QStringLiteral("--json")});
        QCOMPARE(asked.exitCode, 4);
        QVERIFY(!asked.object().value(QLatin1String("conflicts")).toArray().isEmpty());
        QCOMPARE(m_sandbox->ledger().count("POST", "/"), 0);
        QCOMPARE(run({QStringLiteral("sync"), QStringLiteral("--once")}).exitCode, 0);
        QCOMPARE(order(QStringLiteral("fix"), {QStringLiteral("shipTo.street1=9 Elm Street"), QStringLiteral("--yes")}).exitCode, 0);
    }

    void anUnknownOutcomeIsRecordedAndFoundOut()
    {
        m_sandbox->addFault(sandbox::parseFault(u"POST /orders/createorder close-after").value());
        m_sandbox->addFault(sandbox::parseFault(QStringLiteral("GET /orders/%1 html n=2 times=99").arg(m_order.value)).value());
        m_sandbox->clearLedger();
        const Outcome unknown = order(QStringLiteral("fix"), {QStringLiteral("internalNotes=called"), QStringLiteral("--yes"), QStringLiteral("--json")});
        QCOMPARE(unknown.exitCode, 3);
        m_sandbox->clearFaults();
        const Outcome open = run({QStringLiteral("journal"), QStringLiteral("--open"), QStringLiteral("--json")});
        QCOMPARE(QJsonDocument::fromJson(open.out).array().size(), 1);
        const QString actor = QJsonDocument::fromJson(open.out).array().at(0).toObject().value(QLatin1String("actor")).toString();
        QVERIFY(!actor.isEmpty());
        const QByteArray table = run({QStringLiteral("journal"), QStringLiteral("--open")}).out;
        QVERIFY2(table.contains("Who") && table.contains(actor.toUtf8()), table.constData());
        QCOMPARE(run({QStringLiteral("journal"), QStringLiteral("resume")}).exitCode, 0);
        QCOMPARE(QJsonDocument::fromJson(run({QStringLiteral("journal"), QStringLiteral("--open"), QStringLiteral("--json")}).out).array().size(), 0);
        QCOMPARE(m_sandbox->ledger().count("POST", "/"), 1); // sent once
        QCOMPARE(now().value(QLatin1String("internalNotes")).toString(), QStringLiteral("called"));
    }

    void theAuditLogShowsWhatWasTamperedWith()
    {
        const Outcome whole = run({QStringLiteral("audit"), QStringLiteral("--verify"), QStringLiteral("--json")});
        QCOMPARE(whole.exitCode, 0);
        const int lines = whole.object().value(QLatin1String("lines")).toInt();
        QVERIFY(lines > 10);
        const QByteArray exported = run({QStringLiteral("audit"), QStringLiteral("--export")}).out;
        QCOMPARE(exported.count('\n'), lines);
        for (const char* personal : {"9 Elm Street", "called", "Elsewhere"})
            QVERIFY2(!exported.contains(personal), personal);
        tamper({QStringLiteral("DELETE FROM audit_line WHERE number = %1").arg(lines)});
        const Outcome cut = run({QStringLiteral("audit"), QStringLiteral("--verify"), QStringLiteral("--json")});
        QCOMPARE(cut.exitCode, 1);
        QCOMPARE(cut.object().value(QLatin1String("fault")).toString(), QStringLiteral("missing-end"));
    }

private:
    /// Straight at the file, past the program; every trigger in the way is taken down first.
    void tamper(const QStringList& statements)
    {
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("tamper"));
            database.setDatabaseName(m_dir.filePath(QStringLiteral("profile/console.db")));
            QVERIFY(database.open());
            QStringList triggers;
            QSqlQuery names(QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'trigger'"), database);
            while (names.next())
                triggers.append(names.value(0).toString());
            for (const QString& trigger : triggers)
                QVERIFY(QSqlQuery(database).exec(QStringLiteral("DROP TRIGGER \"%1\"").arg(trigger)));
            for (const QString& statement : statements)
                QVERIFY(QSqlQuery(database).exec(statement));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("tamper"));
    }

    Outcome run(const QStringList& arguments)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_dir.filePath(QStringLiteral("config")));
        process.setProcessEnvironment(environment);
        QEventLoop loop; // the sandbox answers in this thread meanwhile
        connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
        connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
        process.start(QStringLiteral(T6_CLI), QStringList{QStringLiteral("--profile"), m_dir.filePath(QStringLiteral("profile")), QStringLiteral("--passphrase-file"), m_dir.filePath(QStringLiteral("passphrase"))} + arguments);
        process.closeWriteChannel();
        loop.exec();
        const Outcome outcome{process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
        if (outcome.exitCode != 0)
            qInfo().noquote() << arguments.join(QLatin1Char(' ')).left(120) << "→" << outcome.exitCode << outcome.err.trimmed().left(300);
        return outcome;
    }
    Outcome order(const QString& command, const QStringList& rest) { return run(QStringList{QStringLiteral("order"), command, QStringLiteral("Acme"), m_number} + rest); }
    [[nodiscard]] QJsonObject now() const { return m_sandbox->order(0, m_order); }

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    OrderId m_order;
    QString m_number;
};

QTEST_GUILESS_MAIN(TestCorrectionCommands)
#include "tst_correctioncommands.moc"
