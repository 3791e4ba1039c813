// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/queuequery.h>
#include <core/textfold.h>
#include <support/queuemaker.h>

#include <QTest>

#include <algorithm>
#include <bit>
#include <tuple>

using namespace t6;
using t6::test::QueueMaker;

namespace {

/// The obvious way, row by row; what runQuery() must give.
class Reference
{
public:
    Reference(const QueueSnapshot& queue, const QueueQuery& query, const std::vector<QString>& names) : m_queue(queue), m_query(query), m_names(names) {}

    [[nodiscard]] std::vector<RowId> run() const
    {
        std::vector<RowId> rows;
        for (std::size_t page = 0; page < m_queue.pages().size(); ++page)
            for (std::size_t slot = 0; slot < kRowsPerPage; ++slot)
                if (m_queue.contains(rowId(page, slot)) && accepts(rowId(page, slot)))
                    rows.push_back(rowId(page, slot));
        std::vector<std::tuple<Value, std::uint16_t, std::int64_t, RowId>> keyed;
        for (const RowId row : rows)
            keyed.emplace_back(value(row), m_queue.page(row).merchant, m_queue.row(row).id, row);
        std::ranges::sort(keyed, [this](const auto& a, const auto& b) {
            if (std::get<0>(a) != std::get<0>(b))
                return m_query.descending ? std::get<0>(b) < std::get<0>(a) : std::get<0>(a) < std::get<0>(b);
            return std::tie(std::get<1>(a), std::get<2>(a)) < std::tie(std::get<1>(b), std::get<2>(b));
        });
        std::ranges::transform(keyed, rows.begin(), [](const auto& key) { return std::get<3>(key); });
        return rows;
    }

private:
    struct Value
    {
        std::uint64_t number = 0;
        std::vector<std::string> texts;
        auto operator<=>(const Value&) const = default;
    };

    [[nodiscard]] bool accepts(RowId id) const
    {
        const QueueRow& row = m_queue.row(id);
        const auto readiness = static_cast<Readiness>(row.readiness);
        if (m_query.merchant && !(m_queue.merchant(id) == *m_query.merchant))
            return false;
        if (!m_query.readiness.empty() && std::ranges::find(m_query.readiness, readiness) == m_query.readiness.end())
            return false;
        if ((readiness == Readiness::Closed && !m_query.includeClosed) || (m_query.anyIssue != 0 && (row.issues & m_query.anyIssue) == 0))
            return false;
        const QStringList words = QString::fromStdString(folded(m_query.text.toStdString())).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        return std::ranges::all_of(words, [&](const QString& word) {
            return std::ranges::any_of(std::array{m_queue.number(id), m_queue.buyer(id), m_queue.city(id), m_queue.state(id), m_queue.skus(id)},
                [&](std::string_view part) { return folded(part).find(word.toStdString()) != std::string::npos; });
        });
    }

    [[nodiscard]] Value value(RowId id) const
    {
        const QueueRow& row = m_queue.row(id);
        switch (m_query.sortBy) {
        case QueueColumn::Merchant: return {0, {folded(m_names.at(m_queue.page(id).merchant).toStdString())}};
        case QueueColumn::Readiness: return {row.readiness, {}};
        case QueueColumn::Issues:
            return {0, {std::string{static_cast<char>(std::popcount(CheckContext::blocking(row.issues))), static_cast<char>(std::popcount(CheckContext::needsPerson(row.issues))),
                static_cast<char>(std::countr_zero(row.issues))}}};
        case QueueColumn::Number: return {0, {folded(m_queue.number(id))}};
        case QueueColumn::Buyer: return {0, {folded(m_queue.buyer(id))}};
        case QueueColumn::Destination: return {0, {folded(countryText(row.country)), folded(m_queue.state(id)), folded(m_queue.city(id))}};
        case QueueColumn::Units: return {std::uint64_t{row.through6Units} << 16 | row.otherUnits, {}};
        case QueueColumn::Service: return {0, {folded(m_queue.service(id))}};
        case QueueColumn::Weight: return {row.weightMilligrams, {}};
        case QueueColumn::ShipBy: return {row.shipBy == 0 && !m_query.descending ? ~std::uint64_t{0} : row.shipBy, {}};
        case QueueColumn::Age: return {row.orderDate, {}};
        case QueueColumn::Assigned: return {0, {folded(m_queue.assignee(id))}};
        case QueueColumn::Count: break;
        }
        return {};
    }

    const QueueSnapshot& m_queue;
    const QueueQuery& m_query;
    const std::vector<QString>& m_names;
};

constexpr std::uint32_t kMerchants = 5;

std::vector<QString> names()
{
    return {QStringLiteral("Zebra"), QStringLiteral("ähre"), QStringLiteral("Acme"), QStringLiteral("acme"), QStringLiteral("Müller Textil")};
}

QueueTable filled(QueueMaker& make, std::int64_t rowsEach)
{
    QueueTable table;
    for (std::uint32_t merchant = 0; merchant < kMerchants; ++merchant) {
        std::vector<QueueEntry> entries;
        std::vector<OrderId> gone;
        for (std::int64_t id = 1; id <= rowsEach; ++id) {
            entries.push_back(make.entry(id * 7 + merchant, 4));
            if (make.below(20) == 0) // long texts that differ late, and twins of them
                entries.back().buyer = "Christopher Montgomery-Featherstonehaugh " + std::string(1 + make.below(3), static_cast<char>('a' + make.below(3)));
            if (make.below(10) == 0)
                gone.push_back(entries.back().id);
        }
        table.apply(make.merchantId(merchant), entries, {});
        table.apply(make.merchantId(merchant), {}, gone);
    }
    return table;
}

QueueQuery randomQuery(QueueMaker& make)
{
    static constexpr std::array<std::string_view, 26> kTexts{"", "", "", "a", "0", "-", "ann", "jose", "garcia", "GARCÍA", "strasse", "angeles t6", "t6-tee blk", "山田",
        "иванова", "иван мария", "o'brien", "zoe", "👩", "zzzz", "us", "1 2", "  los   ", "christopher mont", "αλφα", "aegisson"};
    QueueQuery query;
    query.sortBy = static_cast<QueueColumn>(make.below(static_cast<std::uint32_t>(QueueColumn::Count)));
    query.descending = make.below(2) == 0;
    query.includeClosed = make.below(2) == 0;
    query.text = QString::fromStdString(make.pick(kTexts));
    if (make.below(4) == 0)
        query.merchant = make.merchantId(make.below(kMerchants + 1)); // one is unknown
    if (make.below(4) == 0)
        query.readiness = {static_cast<Readiness>(make.below(6)), static_cast<Readiness>(make.below(6))};
    if (make.below(4) == 0)
        query.anyIssue = bit(static_cast<CheckCode>(make.below(kCheckCount))) | bit(CheckCode::WeightMissing);
    return query;
}

} // namespace

class TestQueueQuery : public QObject
{
    Q_OBJECT
private slots:
    void sortsByEveryColumn_data();
    void sortsByEveryColumn();
    void findsWhatTheObviousWayFinds();
    void sortsManyOnTwoThreads();
    void findsFolded_data();
    void findsFolded();
    void refinesToTheSame();
    void knowsWhatNarrows();
    void updatesToTheSame();
    void counts();
};

void TestQueueQuery::sortsByEveryColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("descending");
    for (int column = 0; column < static_cast<int>(QueueColumn::Count); ++column)
        for (const bool descending : {false, true})
            QTest::addRow("column %d %s", column, descending ? "down" : "up") << column << descending;
}

void TestQueueQuery::sortsByEveryColumn()
{
    QFETCH(int, column);
    QFETCH(bool, descending);
    QueueMaker make(21);
    const QueueTable table = filled(make, 400);
    const QueueSnapshot queue = table.snapshot();
    QueueQuery query;
    query.sortBy = static_cast<QueueColumn>(column);
    query.descending = descending;
    query.includeClosed = true;
    const std::vector<RowId> rows = runQuery(queue, query, names());
    QCOMPARE(rows.size(), queue.rowCount());
    QVERIFY(rows == Reference(queue, query, names()).run());
}

void TestQueueQuery::findsWhatTheObviousWayFinds()
{
    QueueMaker make(22);
    const QueueTable table = filled(make, 300);
    const QueueSnapshot queue = table.snapshot();
    std::size_t found = 0;
    for (int round = 0; round < 300; ++round) {
        const QueueQuery query = randomQuery(make);
        const std::vector<RowId> rows = runQuery(queue, query, names());
        QVERIFY2(rows == Reference(queue, query, names()).run(), qPrintable(query.text));
        found += rows.size();
    }
    QVERIFY(found > 1'000);
    QVERIFY(runQuery(QueueSnapshot(), randomQuery(make), {}).empty());
}

void TestQueueQuery::sortsManyOnTwoThreads()
{
    QueueMaker make(23);
    const QueueTable table = filled(make, 6'000);
    const QueueSnapshot queue = table.snapshot();
    for (const QueueColumn column : {QueueColumn::Buyer, QueueColumn::Age, QueueColumn::Readiness, QueueColumn::Destination}) {
        QueueQuery query;
        query.sortBy = column;
        QVERIFY(runQuery(queue, query, names()) == Reference(queue, query, names()).run());
        query.text = QStringLiteral("e");
        query.descending = true;
        QVERIFY(runQuery(queue, query, names()) == Reference(queue, query, names()).run());
    }
}

void TestQueueQuery::findsFolded_data()
{
    QTest::addColumn<QString>("buyer");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");
    const auto row = [](const char* name, const QString& buyer, const QString& text, bool found) { QTest::newRow(name) << buyer << text << found; };
    row("accent not typed", QStringLiteral("José"), QStringLiteral("jose"), true);
    row("accent typed", QStringLiteral("Jose"), QStringLiteral("JOSÉ"), true);
    row("sharp s", QStringLiteral("Hauptstraße"), QStringLiteral("STRASSE"), true);
    row("sharp s typed", QStringLiteral("HAUPTSTRASSE"), QStringLiteral("straße"), true);
    row("decomposed", QString::fromUtf8("Jose\u0301 P"), QStringLiteral("josé p"), true);
    row("Cyrillic", QStringLiteral("ИВАНОВ"), QStringLiteral("иван"), true);
    row("Greek final sigma", QStringLiteral("ΝΊΚΟΣ"), QStringLiteral("νίκος"), true);
    row("CJK", QStringLiteral("山田太郎"), QStringLiteral("田太"), true);
    row("emoji", QStringLiteral("👩‍🎨 Zoé"), QStringLiteral("🎨 zoe"), true);
    row("two words in another order", QStringLiteral("Ann Marie Smith"), QStringLiteral("smith ann"), true);
    row("number and buyer", QStringLiteral("Ann"), QStringLiteral("n1 ann"), true);
    row("one word missing", QStringLiteral("Ann Smith"), QStringLiteral("ann smyth"), false);
    row("not across parts", QStringLiteral("Ann"), QStringLiteral("n1ann"), false);
    row("the end of the part", QStringLiteral("Ann"), QStringLiteral("ann\x1f"), true);
    row("only spaces", QStringLiteral("Ann"), QStringLiteral("   "), true);
    row("longer than the text", QStringLiteral("Ann"), QStringLiteral("ann").repeated(500), false);
    row("a mark beside letters", QStringLiteral("@nn"), QStringLiteral("`nn"), false);
    row("brackets are no letters", QStringLiteral("[x"), QStringLiteral("{x"), false);
    row("quote", QStringLiteral("O’Brien"), QStringLiteral("o'brien"), true);
}

void TestQueueQuery::findsFolded()
{
    QFETCH(QString, buyer);
    QFETCH(QString, text);
    QFETCH(bool, found);
    QueueTable table;
    QueueEntry entry;
    entry.id = {1};
    entry.number = "N1";
    entry.buyer = buyer.toStdString();
    table.apply(MerchantId::create(), {entry}, {});
    QueueQuery query;
    query.text = text;
    QCOMPARE(runQuery(table.snapshot(), query, {}).size(), std::size_t{found});
}

void TestQueueQuery::refinesToTheSame()
{
    QueueMaker make(24);
    const QueueTable table = filled(make, 300);
    const QueueSnapshot queue = table.snapshot();
    int narrowed = 0;
    for (int round = 0; round < 200; ++round) {
        QueueQuery query = randomQuery(make);
        std::vector<RowId> rows = runQuery(queue, query, names());
        for (int step = 0; step < 3; ++step) {
            QueueQuery next = query;
            next.text += QStringLiteral("aen t6").at(static_cast<qsizetype>(make.below(6)));
            if (make.below(3) == 0)
                next.readiness = {Readiness::ReadyToShip};
            if (make.below(3) == 0)
                next.includeClosed = false;
            if (!narrows(query, next))
                continue;
            ++narrowed;
            rows = refine(queue, rows, next);
            QVERIFY2(rows == runQuery(queue, next, names()), qPrintable(next.text));
            query = next;
        }
    }
    QVERIFY(narrowed > 100);
}

void TestQueueQuery::knowsWhatNarrows()
{
    QueueQuery wide, next;
    next.text = QStringLiteral("x");
    QVERIFY(narrows(wide, next));
    QVERIFY(!narrows(next, wide));
    wide.text = QStringLiteral("ann smi");
    next.text = QStringLiteral("Smith HANNA t6");
    QVERIFY(narrows(wide, next));
    next.sortBy = QueueColumn::Buyer;
    QVERIFY(!narrows(wide, next));
    next = wide;
    next.descending = true;
    QVERIFY(!narrows(wide, next));
    next = wide;
    next.includeClosed = true;
    QVERIFY(!narrows(wide, next));
    QVERIFY(narrows(next, wide));
    next = wide;
    next.anyIssue = bit(CheckCode::WeightMissing);
    QVERIFY(narrows(wide, next));
    QVERIFY(!narrows(next, wide));
    next = wide;
    next.merchant = MerchantId::create();
    QVERIFY(narrows(wide, next));
    QVERIFY(!narrows(next, wide));
    next = wide;
    next.readiness = {Readiness::OnHold};
    QVERIFY(narrows(wide, next));
    QVERIFY(!narrows(next, wide));
}

void TestQueueQuery::updatesToTheSame()
{
    QueueMaker make(25);
    for (int round = 0; round < 60; ++round) {
        QueueTable table = filled(make, 120);
        const QueueQuery query = randomQuery(make);
        std::vector<RowId> rows = runQuery(table.snapshot(), query, names());
        for (int step = 0; step < 6; ++step) {
            std::vector<QueueEntry> upserts;
            std::vector<OrderId> removals;
            const std::uint32_t merchant = make.below(kMerchants);
            for (std::uint32_t i = make.below(60); i > 0; --i)
                upserts.push_back(make.entry(make.below(150) * 7 + merchant, 4));
            for (std::uint32_t i = make.below(30); i > 0; --i)
                removals.push_back({make.below(150) * 7 + merchant});
            const QueueChange change = step == 3 ? table.removeMerchant(make.merchantId(merchant)) : table.apply(make.merchantId(merchant), upserts, removals);
            rows = update(table.snapshot(), rows, change, query, names());
            QVERIFY(rows == runQuery(table.snapshot(), query, names()));
        }
    }
}

void TestQueueQuery::counts()
{
    QueueMaker make(26);
    const QueueTable table = filled(make, 6'000);
    const QueueSnapshot queue = table.snapshot();
    const QueueCounts counts = countQueue(queue);
    QCOMPARE(counts.merchants.size(), queue.merchants().size());
    QCOMPARE(counts.perCheck.size(), static_cast<std::size_t>(kCheckCount));
    const auto matching = [&](std::optional<MerchantId> merchant, std::vector<Readiness> readiness, IssueMask issues = 0) {
        QueueQuery query;
        query.merchant = merchant;
        query.readiness = std::move(readiness);
        query.anyIssue = issues;
        return static_cast<int>(runQuery(queue, query, names()).size());
    };
    for (std::uint32_t merchant = 0; merchant <= kMerchants; ++merchant) {
        const bool all = merchant == kMerchants;
        const QueueCounts::PerMerchant& sum = all ? counts.all : counts.merchants[merchant];
        const auto id = all ? std::nullopt : std::optional(make.merchantId(merchant));
        QCOMPARE(sum.open, matching(id, {}));
        QCOMPARE(sum.needsReview, matching(id, {Readiness::NeedsReview}));
        QCOMPARE(sum.ready, matching(id, {Readiness::ReadyToShip}));
        QCOMPARE(sum.onHold, matching(id, {Readiness::OnHold}));
    }
    for (int code = 0; code < kCheckCount; ++code)
        QCOMPARE(counts.perCheck[static_cast<std::size_t>(code)], matching({}, {}, bit(static_cast<CheckCode>(code))));
}

QTEST_APPLESS_MAIN(TestQueueQuery)
#include "tst_queuequery.moc"
