// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderswindow.h"
#include "practice.h"
#include "queuedata.h"

#include <operations/console.h>
#include <operations/profile.h>
#include <ui/mainwindow.h>
#include <vault/passphrase.h>

#include <QApplication>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <cstdio>

namespace t6::bench {

namespace {

void needDone(const Result<void>& result)
{
    if (!result)
        giveUp(result.error());
}

/// A profile that was closed with a full queue.
class FullProfile
{
public:
    FullProfile(const QueueTable& table, const std::vector<QString>& names)
    {
        options.profileDir = m_dir.path() + QStringLiteral("/profile");
        options.witnessDir = m_dir.path();
        profile = need(operations::Profile::open(options));
        vault::Vault vault = need(vault::Vault::create(m_passphrase, vault::KdfParameters::weakest())).vault;
        m_header = vault.header();
        operations::QueueKeeper queue([] {});
        operations::Library library(*profile.database, profile.codec, *profile.rules, queue, Clock());
        const QueueSnapshot snapshot = table.snapshot();
        for (std::size_t i = 0; i < snapshot.merchants().size(); ++i) {
            Merchant merchant;
            merchant.id = snapshot.merchants()[i];
            merchant.name = names[i];
            const vault::NewMerchantKey key = need(vault.addMerchant(merchant.id));
            needDone(store::MerchantRecords(*profile.database).create({merchant.id, 1, key.wrapped},
                {operations::OpenProfile::sealRecord(merchant, *key.keys), operations::OpenProfile::sealFacts({}, *key.keys)}).result());
            needDone(queue.loadPages(merchant.id, table.savePages(merchant.id)));
            needDone(operations::MerchantBook(merchant, {}, key.keys, library).savePages());
        }
    }

    [[nodiscard]] vault::Vault unlock() const { return need(vault::Vault::unlock(m_header, m_passphrase, 0)); }

private:
    QTemporaryDir m_dir; // outlives what lies in it

public:
    operations::ConsoleOptions options;
    operations::Profile profile;

private:
    vault::Passphrase m_passphrase{QStringLiteral("five words for the benchmarks")};
    QByteArray m_header;
};

/// The same columns as rows of SQLite, in clear: what a program without a sealed queue would read.
class ColumnTable
{
public:
    explicit ColumnTable(const std::vector<NaiveRow>& rows)
    {
        m_database.setDatabaseName(m_dir.filePath(QStringLiteral("columns.db")));
        m_database.open();
        QSqlQuery query(m_database);
        query.exec(QStringLiteral("CREATE TABLE orders (id INTEGER PRIMARY KEY, merchant TEXT, number TEXT, buyer TEXT, city TEXT, state TEXT, country TEXT, skus TEXT, "
                                  "service TEXT, assignee TEXT, readiness TEXT, issues TEXT, orderDate INTEGER, shipBy INTEGER, weight REAL, t6 INTEGER, other INTEGER)"));
        m_database.transaction();
        query.prepare(QStringLiteral("INSERT INTO orders VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
        for (const NaiveRow& row : rows) {
            int place = 0;
            query.bindValue(place++, row.id);
            for (const QString* text : {&row.merchant, &row.number, &row.buyer, &row.city, &row.state, &row.country, &row.skus, &row.service, &row.assignee, &row.readiness, &row.issues})
                query.bindValue(place++, *text);
            query.bindValue(place++, row.orderDate.toSecsSinceEpoch());
            query.bindValue(place++, row.shipBy.isValid() ? row.shipBy.toSecsSinceEpoch() : 0);
            query.bindValue(place++, row.weight);
            query.bindValue(place++, row.through6Units);
            query.bindValue(place++, row.otherUnits);
            query.exec();
        }
        m_database.commit();
    }
    ~ColumnTable()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }

    [[nodiscard]] std::vector<NaiveRow> read() const
    {
        std::vector<NaiveRow> rows;
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        query.exec(QStringLiteral("SELECT * FROM orders"));
        while (query.next()) {
            NaiveRow& row = rows.emplace_back();
            int place = 0;
            row.id = query.value(place++).toLongLong();
            for (QString* text : {&row.merchant, &row.number, &row.buyer, &row.city, &row.state, &row.country, &row.skus, &row.service, &row.assignee, &row.readiness, &row.issues})
                *text = query.value(place++).toString();
            row.orderDate = QDateTime::fromSecsSinceEpoch(query.value(place++).toLongLong(), Qt::UTC);
            row.shipBy = QDateTime::fromSecsSinceEpoch(query.value(place++).toLongLong(), Qt::UTC);
            row.weight = query.value(place++).toDouble();
            row.through6Units = query.value(place++).toInt();
            row.otherUnits = query.value(place++).toInt();
        }
        return rows;
    }

private:
    QTemporaryDir m_dir;
    QString m_name = QStringLiteral("columns");
    QSqlDatabase m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
};

} // namespace

int showFirstWindow(const QString& profileDir)
{
    ui::applyTheme(*qApp, ui::Appearance::Light);
    operations::ConsoleOptions options;
    options.profileDir = options.witnessDir = profileDir;
    const auto console = need(operations::Console::open(options));
    ui::UiOptions uiOptions;
    uiOptions.profileDir = profileDir;
    ui::MainWindow window(*console, uiOptions);
    window.show();
    window.repaint();
    std::puts("painted");
    return 0;
}

void benchStart(const Settings& settings, Report& report)
{
    QTemporaryDir empty;
    report.times(QStringLiteral("start"), QStringLiteral("process start to first painted window"),
        alternate(settings.rounds, {{QStringLiteral("here"), [&] {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--first-window"), empty.filePath(QStringLiteral("profile"))});
            child.waitForReadyRead();
            child.kill();
            child.waitForFinished();
        }}}),
        {300});

    const QueueTable table = makeQueue(settings);
    const std::vector<QString> names = merchantNames(table.snapshot());
    const FullProfile full(table, names);
    const ColumnTable columns(naiveRows(table.snapshot()));
    std::optional<vault::Vault> vault;
    std::shared_ptr<operations::OpenProfile> open;
    std::vector<NaiveRow> rows;
    std::unique_ptr<OrdersWindow> window;
    const auto fill = [&] { open = need(operations::OpenProfile::open(full.profile, std::move(*vault), Clock(), [] {})); };
    const auto unlock = [&] {
        window.reset();
        open.reset();
        vault = full.unlock();
    };
    report.times(QStringLiteral("start"), QStringLiteral("unlocked to %L1 rows of %L2 merchants from the sealed cache").arg(settings.rows).arg(settings.merchants),
        alternate(settings.rounds, {
            {QStringLiteral("here: all rows in the queue"), fill, unlock},
            {QStringLiteral("SQLite in clear, the same columns through QSqlQuery"), [&] { rows = columns.read(); }, [&] { rows = {}; }},
            {QStringLiteral("here: painted, sorted by age"), [&] { fill(); window = std::make_unique<OrdersWindow>(open->queue->snapshot(), names); }, unlock},
        }),
        {700, 3});
    if (open->queue->snapshot().rowCount() != settings.rows)
        report.note(QStringLiteral("start"), QStringLiteral("%1 rows came back").arg(open->queue->snapshot().rowCount()));
}

} // namespace t6::bench
