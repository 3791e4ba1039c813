// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/async.h>
#include <operations/console.h>
#include <sandbox/sandbox.h>

#include <QDirIterator>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QSocketNotifier>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <pty.h>
#include <unistd.h>

using namespace t6;

namespace {

const QString kPassphrase = QStringLiteral("violet anchor drifts past 7 copper lanterns");

struct Outcome
{
    int exitCode = -1;
    QByteArray out, err;
    [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(out); }
    [[nodiscard]] QString errorCode() const { return QJsonDocument::fromJson(err).object().value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString(); }
};

QStringList words(const char* line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

/// The program itself against the practice ShipStation over HTTP: what a script sees.
class TestCli : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void vaultInit();
    void noVaultYet();
    void usageErrors_data();
    void usageErrors();
    void wrongPassphrase();
    void warnsOfOpenFiles();
    void olderVault();
    void badKeys_data();
    void badKeys();
    void badServers_data();
    void badServers();
    void refusedUrls();
    void addListTest();
    void sameAccountTwiceIsNamed();
    void noOrders();
    void syncAndQueue();
    void filters();
    void csvIsHarmless();
    void orderShow();
    void strangeOrders();
    void oneFailingMerchantDoesNotStopTheOthers();
    void unknownMerchant();
    void memoryOnly();
    void tellsWhatDoesNotOpen();
    void asksOnTheTerminal();
    void writersExcludeEachOther();
    void remove();
    void nothingSecretWasPrintedOrKept();

private:
    Outcome run(const QStringList& arguments, const QByteArray& input = {}, const QString& profile = {});
    /// With a terminal on its input and errors, on which someone types `typed` whenever the program has asked.
    Outcome runOnTerminal(const QStringList& arguments, QByteArrayList typed, const QString& profile);
    Outcome run(const char* arguments) { return run(words(arguments)); }
    [[nodiscard]] QString file(const QString& name, const QString& text, bool isPrivate = true) const;
    [[nodiscard]] QString keysOf(int merchant) const;
    [[nodiscard]] QStringList addArguments(int merchant, const QString& name, const QString& keys) const;
    [[nodiscard]] const sandbox::SandboxMerchant& merchant(int index) const { return m_sandbox->merchants()[static_cast<std::size_t>(index)]; }
    /// Order ids of a merchant that rules by SKU: open, with a Through6 item, not fulfilled elsewhere.
    [[nodiscard]] QSet<qint64> expectedQueue(int merchant) const;
    [[nodiscard]] QJsonArray queueOf(const QString& name);

    QTemporaryDir m_dir;
    QString m_profile, m_passphraseFile;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    int m_bySku = -1, m_other = -1; ///< two merchants of the sandbox; the first rules by SKU patterns
    QByteArray m_printed; ///< all that any run printed
};

Outcome TestCli::run(const QStringList& arguments, const QByteArray& input, const QString& profile)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_dir.filePath(QStringLiteral("config")));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), m_dir.filePath(QStringLiteral("data")));
    process.setProcessEnvironment(environment);
    QEventLoop loop; // the sandbox answers in this thread meanwhile
    connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    process.start(QStringLiteral(T6_CLI), QStringList{QStringLiteral("--profile"), profile.isEmpty() ? m_profile : profile} + arguments);
    process.write(input);
    process.closeWriteChannel();
    loop.exec();
    Outcome outcome{process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
    m_printed += outcome.out + outcome.err;
    if (outcome.exitCode != 0)
        qInfo().noquote() << arguments.join(QLatin1Char(' ')).left(120) << "→" << outcome.exitCode << outcome.err.trimmed().left(300);
    return outcome;
}

Outcome TestCli::runOnTerminal(const QStringList& arguments, QByteArrayList typed, const QString& profile)
{
    int master = -1, slave = -1;
    if (openpty(&master, &slave, nullptr, nullptr, nullptr) != 0)
        return {};
    QProcess process;
    process.setChildProcessModifier([slave] {
        dup2(slave, STDIN_FILENO);
        dup2(slave, STDERR_FILENO);
    });
    QByteArray screen;
    QSocketNotifier reading(master, QSocketNotifier::Read);
    connect(&reading, &QSocketNotifier::activated, &process, [&] {
        char buffer[4096];
        const ssize_t size = read(master, buffer, sizeof buffer);
        if (size <= 0)
            return reading.setEnabled(false);
        screen.append(buffer, size);
        if (!typed.isEmpty() && screen.endsWith(' ')) { // every question ends so
            const QByteArray line = typed.takeFirst() + '\n';
            (void)!write(master, line.constData(), static_cast<std::size_t>(line.size()));
        }
    });
    QEventLoop loop;
    connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    process.start(QStringLiteral(T6_CLI), QStringList{QStringLiteral("--profile"), profile} + arguments);
    close(slave);
    loop.exec();
    close(master);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(), screen};
}

QString TestCli::file(const QString& name, const QString& text, bool isPrivate) const
{
    QFile file(m_dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(text.toUtf8());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | (isPrivate ? QFile::Permissions() : QFile::ReadOther));
    return file.fileName();
}

QString TestCli::keysOf(int index) const
{
    return file(QStringLiteral("keys%1").arg(index), merchant(index).key + QLatin1Char('\n') + merchant(index).secret + QLatin1Char('\n'));
}

QStringList TestCli::addArguments(int index, const QString& name, const QString& keys) const
{
    QStringList arguments{QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("merchant"), QStringLiteral("add"), name, QStringLiteral("--api-url"), m_sandbox->url().toString(),
        QStringLiteral("--credentials-file"), keys, QStringLiteral("--login"), merchant(index).login};
    const auto values = [&](const char* option, const QStringList& list) {
        if (!list.isEmpty())
            arguments << QString::fromLatin1(option) << list;
    };
    values("--t6-sku", merchant(index).skuPatterns);
    values("--t6-fulfillment-sku", merchant(index).fulfillmentSkus);
    values("--t6-location", merchant(index).warehouseLocations);
    for (const auto& tag : merchant(index).tags)
        values("--t6-tag", {QString::number(tag.id)});
    for (const auto& store : merchant(index).stores)
        values("--t6-store", {QString::number(store.id)});
    return arguments;
}

QSet<qint64> TestCli::expectedQueue(int index) const
{
    QList<QRegularExpression> patterns;
    for (const QString& pattern : merchant(index).skuPatterns)
        patterns.append(QRegularExpression(QRegularExpression::anchoredPattern(QRegularExpression::escape(pattern).replace(QLatin1String("\\*"), QLatin1String(".*")).replace(QLatin1String("\\?"), QLatin1String("."))),
            QRegularExpression::CaseInsensitiveOption));
    QSet<qint64> expected;
    for (const char* status : {"awaiting_payment", "awaiting_shipment", "pending_fulfillment", "on_hold"}) {
        for (const OrderId id : m_sandbox->orderIds(index, status)) {
            const QJsonObject order = m_sandbox->order(index, id);
            const QJsonArray items = order.value(QLatin1String("items")).toArray();
            const bool through6 = std::any_of(items.begin(), items.end(), [&](const QJsonValue& item) {
                const QString sku = item.toObject().value(QLatin1String("sku")).toString();
                return !item.toObject().value(QLatin1String("adjustment")).toBool()
                    && std::any_of(patterns.begin(), patterns.end(), [&](const QRegularExpression& pattern) { return pattern.match(sku).hasMatch(); });
            });
            if (through6 && !order.value(QLatin1String("externallyFulfilled")).toBool())
                expected.insert(id.value);
        }
    }
    return expected;
}

QJsonArray TestCli::queueOf(const QString& name)
{
    const Outcome outcome = run({QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("--json"), QStringLiteral("queue"), QStringLiteral("--merchant"), name});
    return outcome.exitCode == 0 ? outcome.json().array() : QJsonArray();
}

void TestCli::initTestCase()
{
    QVERIFY(m_dir.isValid());
    m_profile = m_dir.filePath(QStringLiteral("profile"));
    m_passphraseFile = file(QStringLiteral("passphrase"), kPassphrase + QStringLiteral("\nnot this line\n"));

    sandbox::SandboxOptions options;
    options.merchants = 8;
    options.orders = 160;
    options.rateLimit = false;
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    for (int i = 0; i < options.merchants; ++i) {
        if (m_bySku < 0 && !merchant(i).skuPatterns.isEmpty())
            m_bySku = i;
        else if (m_other < 0)
            m_other = i;
    }
    QVERIFY(m_bySku >= 0 && m_other >= 0);

    // The profile of most tests: like one of vault init, but quick to open.
    operations::ConsoleOptions light;
    light.profileDir = m_profile;
    light.witnessDir = m_dir.filePath(QStringLiteral("config/t6-console"));
    light.background = false;
    light.lightKdf = true;
    auto console = operations::Console::open(light);
    QVERIFY(console);
    bool created = false;
    whenDone(this, (*console)->createVault(kPassphrase), [&](const Result<QString>& key) { created = key.has_value(); });
    QTRY_VERIFY(created);
}

void TestCli::vaultInit()
{
    const QString profile = m_dir.filePath(QStringLiteral("new/profile"));
    const Outcome created = run(words("--json --passphrase-file - vault init"), kPassphrase.toUtf8() + "\n", profile);
    QCOMPARE(created.exitCode, 0);
    QCOMPARE(created.json().object().keys(), QStringList(QStringLiteral("recoveryKey")));
    const QString key = created.json().object().value(QLatin1String("recoveryKey")).toString();
    QVERIFY(key.size() > 40);
    QCOMPARE(created.err, QByteArray());
    QVERIFY(!(QFile::permissions(profile) & (QFile::ReadGroup | QFile::ReadOther)));

    const Outcome again = run(words("--passphrase-file - vault init"), kPassphrase.toUtf8() + "\n", profile);
    QCOMPARE(again.exitCode, 1);
    QCOMPARE(again.out, QByteArray());

    QCOMPARE(run(words("--passphrase-file - merchant list"), kPassphrase.toUtf8() + "\n", profile).exitCode, 0);

    const Outcome weak = run(words("--json --passphrase-file - vault init"), "password\n", m_dir.filePath(QStringLiteral("weak")));
    QCOMPARE(weak.exitCode, 1);
    QCOMPARE(weak.errorCode(), QStringLiteral("invalid-input"));

    const Outcome readable = run(words("--passphrase-file - vault init"), kPassphrase.toUtf8() + "\n", m_dir.filePath(QStringLiteral("another")));
    QCOMPARE(readable.exitCode, 0);
    QVERIFY(!readable.out.contains("recoveryKey"));
    // For the last test: what was shown once must not come up again.
    m_printed.replace(created.out, QByteArray());
    QVERIFY(!m_printed.contains(key.toUtf8()));
}

void TestCli::noVaultYet()
{
    const QString profile = m_dir.filePath(QStringLiteral("empty"));
    const Outcome outcome = run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("queue")}, {}, profile);
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.errorCode(), QStringLiteral("vault-missing"));
    QCOMPARE(outcome.out, QByteArray());
}

void TestCli::usageErrors_data()
{
    QTest::addColumn<QString>("line");
    for (const char* line : {"", "dance", "queue --colour", "order show acme", "sync", "queue --issue nonsense", "merchant add"})
        QTest::newRow(*line ? line : "(nothing)") << QString::fromLatin1(line);
}

void TestCli::usageErrors()
{
    QFETCH(QString, line);
    const Outcome outcome = run(line.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    QCOMPARE(outcome.exitCode, 2);
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(outcome.err.count('\n'), 1);
    QVERIFY(outcome.err.contains("--help"));
}

void TestCli::wrongPassphrase()
{
    const Outcome wrong = run(words("--json --passphrase-file - queue"), "something else entirely\n");
    QCOMPARE(wrong.exitCode, 1);
    QCOMPARE(wrong.errorCode(), QStringLiteral("wrong-passphrase"));
    const Outcome none = run("queue"); // no terminal to ask on
    QCOMPARE(none.exitCode, 1);
    QVERIFY(none.err.contains("--passphrase-file"));
    const Outcome missing = run("--passphrase-file /nonexistent/file queue");
    QCOMPARE(missing.exitCode, 1);
    QVERIFY(missing.err.contains("/nonexistent/file"));
}

void TestCli::warnsOfOpenFiles()
{
    const QString open = file(QStringLiteral("open"), kPassphrase, false);
    const Outcome outcome = run({QStringLiteral("--passphrase-file"), open, QStringLiteral("merchant"), QStringLiteral("list")});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.err.contains("chmod 600"));
    const Outcome closed = run({QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("merchant"), QStringLiteral("list")});
    QCOMPARE(closed.err, QByteArray());
}

void TestCli::olderVault()
{
    const QString profile = m_dir.filePath(QStringLiteral("older"));
    operations::ConsoleOptions light;
    light.profileDir = profile;
    light.witnessDir = m_dir.filePath(QStringLiteral("config/t6-console"));
    light.background = false;
    light.lightKdf = true;
    const QString newer = QStringLiteral("seven lanterns above the harbour");
    const QString database = profile + QStringLiteral("/console.db");
    const auto succeeds = [this](auto future) {
        std::optional<bool> done;
        whenDone(this, future, [&](const auto& result) { done = result.has_value(); });
        return QTest::qWaitFor([&] { return done.has_value(); }, 30'000) && *done;
    };
    for (const bool again : {false, true}) {
        auto console = operations::Console::open(light);
        QVERIFY(console);
        QVERIFY(succeeds(again ? (*console)->unlock(kPassphrase) : (*console)->createVault(kPassphrase).then([](const Result<QString>& key) { return key ? Result<void>() : tl::unexpected(key.error()); })));
        if (again)
            QVERIFY(succeeds((*console)->changePassphrase(kPassphrase, newer)));
        console->reset();
        if (!again)
            QVERIFY(QFile::copy(database, database + QStringLiteral(".yesterday")));
    }
    QVERIFY(QFile::remove(database));
    QVERIFY(QFile::rename(database + QStringLiteral(".yesterday"), database));

    const QStringList list{QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("merchant"), QStringLiteral("list")};
    const Outcome refused = run(QStringList(QStringLiteral("--json")) + list, {}, profile);
    QCOMPARE(refused.exitCode, 1);
    QCOMPARE(refused.errorCode(), QStringLiteral("vault-older"));
    QVERIFY(refused.err.contains("--accept-older-vault"));
    const Outcome accepted = run(QStringList(QStringLiteral("--accept-older-vault")) + list, {}, profile);
    QCOMPARE(accepted.exitCode, 0);
    QCOMPARE(accepted.err, QByteArray());
}

void TestCli::badKeys_data()
{
    QTest::addColumn<QString>("keys"); // %1 key, %2 secret
    QTest::addColumn<QString>("code");
    QTest::newRow("wrong") << QStringLiteral("0123456789abcdef0123456789abcdef\nfedcba9876543210fedcba9876543210\n") << QStringLiteral("keys-rejected");
    QTest::newRow("swapped") << QStringLiteral("%2\n%1\n") << QStringLiteral("keys-rejected");
    QTest::newRow("half") << QStringLiteral("%1\n") << QStringLiteral("invalid-input");
    QTest::newRow("empty") << QString() << QStringLiteral("invalid-input");
}

void TestCli::badKeys()
{
    QFETCH(QString, keys);
    QFETCH(QString, code);
    keys.replace(QLatin1String("%1"), merchant(m_bySku).key).replace(QLatin1String("%2"), merchant(m_bySku).secret);
    const Outcome outcome = run(QStringList(QStringLiteral("--json")) + addArguments(m_bySku, QStringLiteral("Bad"), file(QStringLiteral("bad"), keys)));
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.errorCode(), code);
    QCOMPARE(run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("merchant"), QStringLiteral("list")}).json().array().size(), 0);
}

void TestCli::badServers_data()
{
    QTest::addColumn<QByteArray>("answer"); // empty: nobody listens
    QTest::addColumn<QString>("code");
    QTest::newRow("web page") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>") << QStringLiteral("not-shipstation");
    QTest::newRow("redirect") << QByteArray("HTTP/1.1 302 Found\r\nLocation: https://example.org/\r\nContent-Length: 0\r\n\r\n") << QStringLiteral("redirected");
    QTest::newRow("nobody") << QByteArray() << QStringLiteral("connection-refused");
}

void TestCli::refusedUrls()
{
    QStringList arguments = QStringList(QStringLiteral("--json")) + addArguments(m_bySku, QStringLiteral("Bad"), keysOf(m_bySku));
    arguments.replaceInStrings(m_sandbox->url().toString(), QStringLiteral("http://ssapi.example.org"));
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.errorCode(), QStringLiteral("url-refused"));
}

void TestCli::badServers()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, code);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
            if (socket->readAll().contains("\r\n\r\n"))
                socket->write(answer);
        });
    });
    QStringList arguments = QStringList(QStringLiteral("--json")) + addArguments(m_bySku, QStringLiteral("Bad"), keysOf(m_bySku));
    arguments.replaceInStrings(m_sandbox->url().toString(), QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()));
    if (answer.isEmpty())
        server.close();
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.errorCode(), code);
}

void TestCli::addListTest()
{
    // White space around the pasted keys, Windows line ends.
    const QString keys = file(QStringLiteral("spaced"), QStringLiteral(" ") + merchant(m_bySku).key + QStringLiteral("\t\r\n\r\n  ") + merchant(m_bySku).secret + QStringLiteral(" \r\n"));
    const Outcome added = run(addArguments(m_bySku, QStringLiteral("=ACME 東京"), keys));
    QCOMPARE(added.exitCode, 0);
    QVERIFY(added.out.contains(m_sandbox->url().toString().toUtf8()));

    const Outcome second = run(QStringList(QStringLiteral("--json")) + addArguments(m_other, QStringLiteral("Bolt"), keysOf(m_other)));
    QCOMPARE(second.exitCode, 0);
    QCOMPARE(second.json().object().value(QLatin1String("merchant")).toString(), QStringLiteral("Bolt"));
    QVERIFY(second.json().object().value(QLatin1String("warehouses")).toInt() > 0);

    const QJsonArray list = run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("merchant"), QStringLiteral("list")}).json().array();
    QCOMPARE(list.size(), 2);
    const QJsonObject acme = list[0].toObject().value(QLatin1String("name")).toString() == QStringLiteral("Bolt") ? list[1].toObject() : list[0].toObject();
    QCOMPARE(acme.value(QLatin1String("name")).toString(), QStringLiteral("=ACME 東京"));
    QCOMPARE(acme.value(QLatin1String("login")).toString(), merchant(m_bySku).login);
    QCOMPARE(acme.value(QLatin1String("apiUrl")).toString(), m_sandbox->url().toString());
    QCOMPARE(acme.value(QLatin1String("orders")).toInt(-1), 0);
    QCOMPARE(acme.value(QLatin1String("state")).toString(), QStringLiteral("new"));
    QVERIFY(acme.value(QLatin1String("lastSync")).isNull());

    const Outcome tested = run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("merchant"), QStringLiteral("test"), QStringLiteral("bolt")});
    QCOMPARE(tested.exitCode, 0);
    QVERIFY(tested.json().object().value(QLatin1String("stores")).toInt() > 0);
    QVERIFY(tested.json().object().value(QLatin1String("loginFound")).toBool());

    m_sandbox->expireKey(m_other);
    const Outcome expired = run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("merchant"), QStringLiteral("test"), QStringLiteral("bolt")});
    m_sandbox->restoreKey(m_other);
    QCOMPARE(expired.exitCode, 1);
    QCOMPARE(expired.errorCode(), QStringLiteral("keys-rejected"));
}

void TestCli::sameAccountTwiceIsNamed()
{
    for (const bool secondPair : {false, true}) {
        const QString keys = secondPair ? file(QStringLiteral("second"), merchant(m_other).secondKey + QLatin1Char('\n') + merchant(m_other).secondSecret) : keysOf(m_other);
        const Outcome outcome = run(QStringList(QStringLiteral("--json")) + addArguments(m_other, QStringLiteral("Third"), keys));
        QCOMPARE(outcome.exitCode, 1);
        QCOMPARE(outcome.errorCode(), QStringLiteral("already-exists"));
        QVERIFY(outcome.err.contains("Bolt"));
    }
    const Outcome sameName = run(QStringList(QStringLiteral("--json")) + addArguments(m_other, QStringLiteral("bolt"), keysOf(m_other)));
    QCOMPARE(sameName.exitCode, 1);
    QCOMPARE(sameName.errorCode(), QStringLiteral("already-exists"));
}

void TestCli::noOrders()
{
    const QStringList queue{QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("queue")};
    const Outcome json = run(queue + words("--json"));
    QCOMPARE(json.exitCode, 0);
    QVERIFY(json.json().isArray() && json.json().array().isEmpty());
    const Outcome csv = run(queue + words("--format csv"));
    QCOMPARE(csv.exitCode, 0);
    QCOMPARE(csv.out, QByteArray("merchant,orderId,orderNumber,status,readiness,t6Units,otherUnits,issues\n"));
    const Outcome table = run(queue);
    QCOMPARE(table.exitCode, 0);
    QCOMPARE(table.out.count('\n'), 1);
}

void TestCli::syncAndQueue()
{
    const Outcome synced = run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("sync"), QStringLiteral("--once")});
    QCOMPARE(synced.exitCode, 0);
    QCOMPARE(synced.json().array().size(), 2);

    const QSet<qint64> expected = expectedQueue(m_bySku);
    QVERIFY(expected.size() > 3);
    QSet<qint64> listed;
    int withIssues = 0;
    const QJsonArray queue = queueOf(QStringLiteral("=acme"));
    for (const QJsonValue& value : queue) {
        const QJsonObject row = value.toObject();
        QCOMPARE(row.keys(), QStringList({QStringLiteral("issues"), QStringLiteral("merchant"), QStringLiteral("orderId"), QStringLiteral("orderNumber"), QStringLiteral("otherUnits"),
                                 QStringLiteral("readiness"), QStringLiteral("status"), QStringLiteral("t6Units")}));
        const qint64 id = row.value(QLatin1String("orderId")).toInteger();
        const QJsonObject truth = m_sandbox->order(m_bySku, OrderId{id});
        QCOMPARE(row.value(QLatin1String("merchant")).toString(), QStringLiteral("=ACME 東京"));
        QCOMPARE(row.value(QLatin1String("orderNumber")), truth.value(QLatin1String("orderNumber")));
        QCOMPARE(row.value(QLatin1String("status")), truth.value(QLatin1String("orderStatus")));
        QVERIFY(!row.value(QLatin1String("readiness")).toString().isEmpty());
        const QJsonArray issues = row.value(QLatin1String("issues")).toArray();
        withIssues += issues.isEmpty() ? 0 : 1;
        for (const QJsonValue& issue : issues) {
            QCOMPARE(issue.toObject().keys(), QStringList({QStringLiteral("code"), QStringLiteral("field"), QStringLiteral("severity"), QStringLiteral("text")}));
            QVERIFY(!issue.toObject().value(QLatin1String("text")).toString().isEmpty());
        }
        listed.insert(id);
    }
    QCOMPARE(listed.size(), queue.size());
    QCOMPARE(listed, expected);
    QVERIFY(withIssues > 0);

    const QJsonObject state = run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("merchant"), QStringLiteral("list"), QStringLiteral("=acme")}).json().array().at(0).toObject();
    QCOMPARE(state.value(QLatin1String("state")).toString(), QStringLiteral("synced"));
    QVERIFY(state.value(QLatin1String("lastSync")).isString());
    QCOMPARE(state.value(QLatin1String("orders")).toInt(), expected.size());

    const Outcome table = run({QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("queue")});
    QCOMPARE(table.exitCode, 0);
    QVERIFY(table.out.count('\n') > queue.size());
    QVERIFY(table.out.startsWith("Merchant"));
}

void TestCli::filters()
{
    const QStringList queue{QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("queue")};
    const QJsonArray all = run(queue).json().array();
    for (const char* word : {"needs-review", "ready-to-ship", "on-hold", "awaiting-payment"}) {
        const QJsonArray some = run(queue + QStringList{QStringLiteral("--readiness"), QLatin1String(word)}).json().array();
        const auto expected = std::count_if(all.begin(), all.end(), [&](const QJsonValue& row) { return row.toObject().value(QLatin1String("readiness")).toString() == QLatin1String(word); });
        QCOMPARE(some.size(), expected);
    }
    const auto hasIssue = [](const QJsonValue& row, const QString& code) {
        const QJsonArray issues = row.toObject().value(QLatin1String("issues")).toArray();
        return std::any_of(issues.begin(), issues.end(), [&](const QJsonValue& issue) { return issue.toObject().value(QLatin1String("code")).toString() == code; });
    };
    const QString code = [&] {
        for (const QJsonValue& row : all) {
            const QJsonArray issues = row.toObject().value(QLatin1String("issues")).toArray();
            if (!issues.isEmpty())
                return issues.at(0).toObject().value(QLatin1String("code")).toString();
        }
        return QString();
    }();
    QVERIFY(!code.isEmpty());
    const QJsonArray some = run(queue + QStringList{QStringLiteral("--issue"), code}).json().array();
    QVERIFY(!some.isEmpty());
    QCOMPARE(some.size(), std::count_if(all.begin(), all.end(), [&](const QJsonValue& row) { return hasIssue(row, code); }));
}

void TestCli::csvIsHarmless()
{
    m_sandbox->addOrder(m_other, {{QStringLiteral("orderNumber"), QStringLiteral("@SUM(1,2)")}, {QStringLiteral("orderStatus"), QStringLiteral("awaiting_shipment")}});
    QCOMPARE(run({QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("sync"), QStringLiteral("--once")}).exitCode, 0);
    const Outcome csv = run({QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("queue"), QStringLiteral("--format"), QStringLiteral("csv")});
    QCOMPARE(csv.exitCode, 0);
    const QList<QByteArray> lines = csv.out.trimmed().split('\n');
    QVERIFY(lines.size() > 4);
    QVERIFY(csv.out.contains("\n'=ACME 東京,"));
    for (const QByteArray& line : lines)
        QVERIFY2(!QByteArray("=+-@\t\r").contains(line.at(0)), line.constData());
    QVERIFY(!csv.out.contains(",@SUM") && !csv.out.contains(",\"@SUM"));
}

void TestCli::orderShow()
{
    const QJsonObject row = queueOf(QStringLiteral("=acme")).at(0).toObject();
    const QString number = row.value(QLatin1String("orderNumber")).toString();
    const QStringList show{QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("order"), QStringLiteral("show"), QStringLiteral("=acme"), number};
    const Outcome json = run(QStringList(QStringLiteral("--json")) + show);
    QCOMPARE(json.exitCode, 0);
    const QJsonObject order = QJsonDocument::fromJson(json.out.split('\n').at(0)).object();
    QCOMPARE(order.value(QLatin1String("orderId")), row.value(QLatin1String("orderId")));
    QCOMPARE(order.value(QLatin1String("issues")), row.value(QLatin1String("issues")));
    // Every field of ShipStation's, known to us or not, is under "raw".
    const QJsonObject truth = m_sandbox->order(m_bySku, OrderId{row.value(QLatin1String("orderId")).toInteger()});
    QCOMPARE(order.value(QLatin1String("raw")).toObject(), truth);
    QCOMPARE(order.value(QLatin1String("items")).toArray().size(), truth.value(QLatin1String("items")).toArray().size());

    const Outcome text = run(show);
    QCOMPARE(text.exitCode, 0);
    QVERIFY(text.out.contains(number.toUtf8()));
    QVERIFY(text.out.contains(truth.value(QLatin1String("shipTo")).toObject().value(QLatin1String("postalCode")).toString().toUtf8()));

    QStringList prefix = QStringList(QStringLiteral("--json")) + show; // found by the exact number only
    prefix.last().chop(1);
    const Outcome unknown = run(prefix);
    QCOMPARE(unknown.exitCode, 1);
    QCOMPARE(unknown.errorCode(), QStringLiteral("not-found"));
}

void TestCli::strangeOrders()
{
    const QString pattern = merchant(m_bySku).skuPatterns.first();
    QString sku = pattern;
    sku.replace(QLatin1Char('*'), QLatin1String("X")).replace(QLatin1Char('?'), QLatin1String("X"));
    QJsonArray items;
    for (int i = 0; i < 500; ++i)
        items.append(QJsonObject{{QStringLiteral("orderItemId"), 700000 + i}, {QStringLiteral("sku"), sku}, {QStringLiteral("name"), QStringLiteral("Tee %1").arg(i)}, {QStringLiteral("quantity"), 2}, {QStringLiteral("unitPrice"), 1.5}});
    m_sandbox->addOrder(m_bySku, {{QStringLiteral("orderNumber"), QStringLiteral("LONG-500")}, {QStringLiteral("orderStatus"), QStringLiteral("awaiting_shipment")}, {QStringLiteral("items"), items}});
    const QJsonArray one{items.at(0)};
    m_sandbox->addOrder(m_bySku, {{QStringLiteral("orderNumber"), QStringLiteral("TWIN")}, {QStringLiteral("orderStatus"), QStringLiteral("on_hold")}, {QStringLiteral("items"), one}});
    m_sandbox->addOrder(m_bySku, {{QStringLiteral("orderNumber"), QStringLiteral("TWIN")}, {QStringLiteral("orderStatus"), QStringLiteral("awaiting_payment")}, {QStringLiteral("items"), one},
        {QStringLiteral("customerNotes"), QStringLiteral("\x1b[2Jclear \u202Egnp.exe")}});
    const OrderId changing = m_sandbox->addOrder(m_bySku, {{QStringLiteral("orderNumber"), QStringLiteral("ODD-STATUS")}, {QStringLiteral("orderStatus"), QStringLiteral("awaiting_shipment")}, {QStringLiteral("items"), one}});
    const QStringList sync{QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("sync"), QStringLiteral("--once"), QStringLiteral("--merchant"), QStringLiteral("=acme")};
    QCOMPARE(run(sync).exitCode, 0);
    QVERIFY(m_sandbox->editOrder(m_bySku, changing, {{QStringLiteral("orderStatus"), QStringLiteral("teleported")}}));
    QCOMPARE(run(sync).exitCode, 0);

    QHash<QString, QList<QJsonObject>> byNumber;
    for (const QJsonValue& row : queueOf(QStringLiteral("=acme")))
        byNumber[row.toObject().value(QLatin1String("orderNumber")).toString()].append(row.toObject());
    QCOMPARE(byNumber.value(QStringLiteral("LONG-500")).size(), 1);
    QCOMPARE(byNumber.value(QStringLiteral("LONG-500")).at(0).value(QLatin1String("t6Units")).toInt(), 1000);
    QCOMPARE(byNumber.value(QStringLiteral("TWIN")).size(), 2);
    QCOMPARE(byNumber.value(QStringLiteral("ODD-STATUS")).size(), 1);
    QCOMPARE(byNumber.value(QStringLiteral("ODD-STATUS")).at(0).value(QLatin1String("status")).toString(), QStringLiteral("teleported"));

    const QStringList show{QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("order"), QStringLiteral("show"), QStringLiteral("=acme"), QStringLiteral("TWIN")};
    const Outcome twins = run(show);
    QCOMPARE(twins.exitCode, 0);
    QCOMPARE(twins.out.count("Order TWIN of "), 2);
    QVERIFY(!twins.out.contains('\x1b'));
    QVERIFY(!twins.out.contains("\u202E"));
    const Outcome json = run(QStringList(QStringLiteral("--json")) + show);
    QCOMPARE(json.out.count('\n'), 2);
    for (const QByteArray& line : json.out.trimmed().split('\n'))
        QVERIFY(QJsonDocument::fromJson(line).isObject());
}

void TestCli::oneFailingMerchantDoesNotStopTheOthers()
{
    m_sandbox->expireKey(m_other);
    const Outcome outcome = run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("sync"), QStringLiteral("--once")});
    m_sandbox->restoreKey(m_other);
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.errorCode(), QStringLiteral("keys-rejected"));
    QVERIFY(outcome.err.contains("Bolt"));
    int synced = 0;
    for (const QJsonValue& each : outcome.json().array())
        synced += each.toObject().value(QLatin1String("synced")).toBool() ? 1 : 0;
    QCOMPARE(synced, 1);
    QVERIFY(!queueOf(QStringLiteral("bolt")).isEmpty()); // what was known of it stays
}

void TestCli::unknownMerchant()
{
    const Outcome outcome = run({QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("queue"), QStringLiteral("--merchant"), QStringLiteral("bold")});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.err.contains("“bold”"));
    QVERIFY(outcome.err.contains("Bolt"));
    QCOMPARE(outcome.err.count('\n'), 1);
}

void TestCli::memoryOnly()
{
    int index = 0;
    while (index == m_bySku || index == m_other)
        ++index;
    QCOMPARE(run(addArguments(index, QStringLiteral("Quiet"), keysOf(index)) + words("--memory-only")).exitCode, 0);
    QCOMPARE(run({QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("sync"), QStringLiteral("--once"), QStringLiteral("--merchant"), QStringLiteral("quiet")}).exitCode, 0);
    const Outcome outcome = run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("queue"), QStringLiteral("--merchant"), QStringLiteral("quiet")});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.json().array().isEmpty());
    QVERIFY(outcome.err.contains("memory only"));
}

void TestCli::tellsWhatDoesNotOpen()
{
    const QString profile = m_dir.filePath(QStringLiteral("broken"));
    QVERIFY(QDir().mkdir(profile));
    QVERIFY(QFile::setPermissions(profile, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    for (const QString& name : QDir(m_profile).entryList(QDir::Files))
        QVERIFY(QFile::copy(m_profile + QLatin1Char('/') + name, profile + QLatin1Char('/') + name));
    const QStringList list{QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("merchant"), QStringLiteral("list")};
    const Outcome whole = run(list, {}, profile);
    QCOMPARE(whole.exitCode, 0);
    QCOMPARE(whole.err, QByteArray());
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("vandal"));
        database.setDatabaseName(profile + QStringLiteral("/console.db"));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("UPDATE sealed_field SET sealed = zeroblob(length(sealed)) WHERE field = 'record' AND merchant = (SELECT min(merchant) FROM sealed_field WHERE field = 'record')")));
        QCOMPARE(query.numRowsAffected(), 1);
        database.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("vandal"));
    const Outcome broken = run(list, {}, profile);
    QCOMPARE(broken.exitCode, 0);
    QCOMPARE(broken.json().array().size(), whole.json().array().size() - 1);
    QCOMPARE(QJsonDocument::fromJson(broken.err).object().value(QLatin1String("warning")).toObject().value(QLatin1String("code")).toString(), QStringLiteral("seal-broken"));
}

void TestCli::asksOnTheTerminal()
{
    const QString profile = m_dir.filePath(QStringLiteral("typed"));
    const QByteArray passphrase = kPassphrase.toUtf8();
    const Outcome differs = runOnTerminal(words("vault init"), {passphrase, passphrase + "x"}, profile);
    QCOMPARE(differs.exitCode, 1);
    QVERIFY(differs.out.isEmpty());
    const Outcome created = runOnTerminal(words("vault init"), {passphrase, passphrase}, profile);
    QCOMPARE(created.exitCode, 0);
    QVERIFY(!created.err.contains(passphrase)); // no echo
    const Outcome cancelled = runOnTerminal(words("merchant list"), {QByteArray("half\x03")}, profile);
    QCOMPARE(cancelled.exitCode, 1);

    // Removing asks here, and only "y" or "yes" is a yes.
    const Outcome kept = runOnTerminal(words("merchant remove quiet"), {passphrase, "no"}, m_profile);
    QCOMPARE(kept.exitCode, 1);
    QVERIFY(kept.err.contains("Quiet"));
    QCOMPARE(run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("merchant"), QStringLiteral("list"), QStringLiteral("quiet")}).json().array().size(), 1);
}

void TestCli::writersExcludeEachOther()
{
    operations::ConsoleOptions options;
    options.profileDir = m_profile;
    options.witnessDir = m_dir.filePath(QStringLiteral("config/t6-console"));
    options.background = false;
    const auto window = operations::Console::open(options);
    QVERIFY(window);
    const Outcome sync = run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("sync"), QStringLiteral("--once")});
    QCOMPARE(sync.exitCode, 1);
    QCOMPARE(sync.errorCode(), QStringLiteral("already-running"));
    QVERIFY(!queueOf(QStringLiteral("=acme")).isEmpty()); // looking goes on
}

void TestCli::remove()
{
    const Outcome removed = run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("merchant"), QStringLiteral("remove"), QStringLiteral("Quiet")});
    QCOMPARE(removed.exitCode, 0);
    const Outcome again = run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("merchant"), QStringLiteral("remove"), QStringLiteral("Quiet")});
    QCOMPARE(again.exitCode, 1);
    QCOMPARE(again.errorCode(), QStringLiteral("not-found"));
    QCOMPARE(run({QStringLiteral("--json"), QStringLiteral("--passphrase-file"), m_passphraseFile, QStringLiteral("merchant"), QStringLiteral("list")}).json().array().size(), 2);
}

void TestCli::nothingSecretWasPrintedOrKept()
{
    QList<QByteArray> needles{kPassphrase.toUtf8()};
    for (const int index : {m_bySku, m_other}) {
        for (const QString& secret : {merchant(index).key, merchant(index).secret, merchant(index).secondKey, merchant(index).secondSecret}) {
            QVERIFY(secret.size() > 16);
            needles.append(secret.toUtf8());
            needles.append((merchant(index).key + QLatin1Char(':') + merchant(index).secret).toUtf8().toBase64());
        }
    }
    for (const QByteArray& needle : std::as_const(needles))
        QVERIFY(!m_printed.contains(needle));

    // On the disk neither, nor a buyer's name or the number of an order.
    needles.append("LONG-500");
    needles.append("TWIN");
    int files = 0;
    QDirIterator profile(m_profile, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (profile.hasNext()) {
        QFile kept(profile.next());
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY2(!(kept.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)), qPrintable(kept.fileName()));
        const QByteArray bytes = kept.readAll();
        for (const QByteArray& needle : std::as_const(needles))
            QVERIFY2(!bytes.contains(needle), qPrintable(kept.fileName()));
        ++files;
    }
    QVERIFY(files > 0);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
