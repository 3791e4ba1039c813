// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/async.h>
#include <operations/console.h>
#include <sandbox/sandbox.h>

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace t6;

namespace {

const QString kPassphrase = QStringLiteral("violet anchor drifts past 7 copper lanterns");
constexpr int kCafe = 2; ///< of the sandbox: one funded carrier

struct Outcome
{
    int exitCode = -1;
    QByteArray out, err;
};

} // namespace

/// balance, fund and merchant checklist, as a script sees them.
class TestFundsCommands : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;

    [[nodiscard]] std::unique_ptr<operations::Console> console() const
    {
        operations::ConsoleOptions light;
        light.profileDir = m_dir.filePath(QStringLiteral("profile"));
        light.witnessDir = m_dir.filePath(QStringLiteral("config/t6-console"));
        light.lightKdf = true;
        light.background = false;
        return std::move(operations::Console::open(light).value());
    }
    template <typename T>
    static T finished(const QFuture<T>& future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000))
            qFatal("no end");
        return future.result();
    }
    Outcome run(const QStringList& arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_dir.filePath(QStringLiteral("config")));
        process.setProcessEnvironment(environment);
        QEventLoop loop;
        connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
        process.start(QStringLiteral(T6_CLI), QStringList{QStringLiteral("--profile"), m_dir.filePath(QStringLiteral("profile")), QStringLiteral("--passphrase-file"), m_dir.filePath(QStringLiteral("passphrase"))} + arguments);
        loop.exec(); // the practice ShipStation answers in this thread
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    [[nodiscard]] int topUps() const { return m_sandbox->ledger().count("POST", "/carriers/addfunds"); }

private slots:
    void initTestCase()
    {
        sandbox::SandboxOptions options;
        options.merchants = 3;
        options.orders = 30;
        options.rateLimit = false;
        m_sandbox = std::make_unique<sandbox::Sandbox>(options);
        QVERIFY(m_sandbox->start());
        QFile passphrase(m_dir.filePath(QStringLiteral("passphrase")));
        QVERIFY(passphrase.open(QIODevice::WriteOnly));
        passphrase.write(kPassphrase.toUtf8());
        passphrase.close();
        passphrase.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        const auto desk = console();
        QVERIFY(finished(desk->createVault(kPassphrase)));
        const sandbox::SandboxMerchant& cafe = m_sandbox->merchants()[kCafe];
        operations::MerchantDraft draft;
        draft.name = QStringLiteral("Cafe");
        draft.login = QStringLiteral("cafe");
        draft.apiUrl = m_sandbox->url().toString();
        draft.apiKey = cafe.key;
        draft.apiSecret = cafe.secret;
        draft.rule.skuPatterns = {QStringLiteral("*")};
        QVERIFY(finished(desk->addMerchant(draft)));
        (void)finished(desk->syncOnce());
        m_sandbox->setBalance(kCafe, QStringLiteral("stamps_com"), 12.40);
    }

    void balances()
    {
        QCOMPARE(run({QStringLiteral("sync"), QStringLiteral("--once")}).exitCode, 0);
        const Outcome shown = run({QStringLiteral("balance"), QStringLiteral("--json")});
        QCOMPARE(shown.exitCode, 0);
        const QJsonArray wallets = QJsonDocument::fromJson(shown.out).array();
        QCOMPARE(wallets.size(), 1); // UPS holds no money
        QCOMPARE(wallets.at(0)[QLatin1String("balance")].toString(), QStringLiteral("12.40"));
        QCOMPARE(wallets.at(0)[QLatin1String("mayAdd")].toBool(), false);
        QVERIFY(run({QStringLiteral("balance"), QStringLiteral("caf")}).out.contains("$12.40"));
        QCOMPARE(run({QStringLiteral("balance"), QStringLiteral("nobody")}).exitCode, 1);
    }
    void checklist()
    {
        const Outcome shown = run({QStringLiteral("merchant"), QStringLiteral("checklist"), QStringLiteral("cafe"), QStringLiteral("--json")});
        QCOMPARE(shown.exitCode, 0);
        const QJsonObject list = QJsonDocument::fromJson(shown.out).object();
        QHash<QString, QString> states;
        for (const QJsonValue point : list.value(QLatin1String("points")).toArray())
            states.insert(point[QLatin1String("point")].toString(), point[QLatin1String("state")].toString());
        QCOMPARE(states.value(QStringLiteral("keys")), QStringLiteral("done"));
        QCOMPARE(states.value(QStringLiteral("login-name")), QStringLiteral("missing"));
        QCOMPARE(states.value(QStringLiteral("auto-funding")), QStringLiteral("missing"));
        QVERIFY(list.value(QLatin1String("text")).toString().contains(QLatin1String("Settings, Account, User Management")));
        QVERIFY(run({QStringLiteral("merchant"), QStringLiteral("checklist"), QStringLiteral("cafe")}).out.contains("Auto-Fund"));
    }
    /// Not before somebody confirmed it; then once, and the book knows it.
    void funds()
    {
        const QStringList fund{QStringLiteral("fund"), QStringLiteral("cafe"), QStringLiteral("stamps_com"), QStringLiteral("100.17"), QStringLiteral("--yes"), QStringLiteral("--json")};
        const Outcome refused = run(fund);
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.out.contains("funds-refused"), refused.out.constData());
        QCOMPARE(topUps(), 0);
        {
            const auto desk = console();
            QVERIFY(finished(desk->unlock(kPassphrase)));
            Funding funding;
            funding.enabled = Funding::Consent();
            QVERIFY(finished(desk->setFunding(desk->merchants().front().merchant.id, kPassphrase, funding)));
        }
        QCOMPARE(run({QStringLiteral("fund"), QStringLiteral("cafe"), QStringLiteral("stamps_com"), QStringLiteral("100.17")}).exitCode, 2); // --yes
        QCOMPARE(run({QStringLiteral("fund"), QStringLiteral("cafe"), QStringLiteral("ups"), QStringLiteral("100.17"), QStringLiteral("--yes")}).exitCode, 1);
        QCOMPARE(topUps(), 0);
        const Outcome done = run(fund);
        QVERIFY2(done.exitCode == 0, done.err.constData());
        const QJsonObject report = QJsonDocument::fromJson(done.out).object();
        QCOMPARE(report.value(QLatin1String("state")).toString(), QStringLiteral("watch"));
        QCOMPARE(report.value(QLatin1String("now")).toString(), QStringLiteral("112.57"));
        QCOMPARE(topUps(), 1);
        QVERIFY(run({QStringLiteral("journal"), QStringLiteral("--json")}).out.contains("add-funds"));
        QCOMPARE(run({QStringLiteral("audit"), QStringLiteral("--verify")}).exitCode, 0);
    }
};

QTEST_GUILESS_MAIN(TestFundsCommands)
#include "tst_fundscommands.moc"
