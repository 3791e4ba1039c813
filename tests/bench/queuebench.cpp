// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderswindow.h"
#include "queuedata.h"

#include <support/queuemaker.h>

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QTableView>

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>

namespace t6::bench {

namespace {

constexpr std::array kColumns{"merchant", "readiness", "issues", "number", "buyer", "destination", "units", "service", "weight", "ship by", "age", "assigned"};
static_assert(kColumns.size() == static_cast<std::size_t>(QueueColumn::Count));

bool naiveContains(const NaiveRow& row, const QStringList& words)
{
    return std::ranges::all_of(words, [&row](const QString& word) {
        return row.number.contains(word, Qt::CaseInsensitive) || row.buyer.contains(word, Qt::CaseInsensitive) || row.city.contains(word, Qt::CaseInsensitive)
            || row.state.contains(word, Qt::CaseInsensitive) || row.skus.contains(word, Qt::CaseInsensitive);
    });
}

std::vector<std::uint32_t> naiveFilter(const std::vector<NaiveRow>& rows, const QString& text)
{
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<std::uint32_t> found;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (naiveContains(rows[i], words))
            found.push_back(static_cast<std::uint32_t>(i));
    return found;
}

bool naiveLess(QueueColumn column, const NaiveRow& a, const NaiveRow& b)
{
    const auto less = [&](QString NaiveRow::*text) { return (a.*text).compare(b.*text, Qt::CaseInsensitive) < 0; };
    switch (column) {
    case QueueColumn::Merchant: return less(&NaiveRow::merchant);
    case QueueColumn::Readiness: return less(&NaiveRow::readiness);
    case QueueColumn::Issues: return less(&NaiveRow::issues);
    case QueueColumn::Number: return less(&NaiveRow::number);
    case QueueColumn::Buyer: return less(&NaiveRow::buyer);
    case QueueColumn::Destination:
        for (const auto text : {&NaiveRow::country, &NaiveRow::state, &NaiveRow::city})
            if (const int difference = (a.*text).compare(b.*text, Qt::CaseInsensitive); difference != 0)
                return difference < 0;
        return false;
    case QueueColumn::Units: return std::tie(a.through6Units, a.otherUnits) < std::tie(b.through6Units, b.otherUnits);
    case QueueColumn::Service: return less(&NaiveRow::service);
    case QueueColumn::Weight: return a.weight < b.weight;
    case QueueColumn::ShipBy: return a.shipBy < b.shipBy;
    case QueueColumn::Age: return a.orderDate < b.orderDate;
    case QueueColumn::Assigned: return less(&NaiveRow::assignee);
    case QueueColumn::Count: break;
    }
    return false;
}

/// The structs as a table, for the proxy.
class NaiveModel : public QAbstractTableModel
{
public:
    explicit NaiveModel(const std::vector<NaiveRow>& rows) : m_rows(rows) {}
    [[nodiscard]] const NaiveRow& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : 5; }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        const NaiveRow& row = at(index.row());
        const std::array texts{&row.number, &row.buyer, &row.city, &row.state, &row.skus};
        return *texts[static_cast<std::size_t>(index.column())];
    }

private:
    const std::vector<NaiveRow>& m_rows;
};

class NaiveProxy : public QSortFilterProxyModel
{
public:
    explicit NaiveProxy(NaiveModel& model) : m_model(model) { setSourceModel(&model); }
    void setWords(const QStringList& words) { m_words = words; }
    using QSortFilterProxyModel::invalidateFilter;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex&) const override { return naiveContains(m_model.at(row), m_words); }

private:
    NaiveModel& m_model;
    QStringList m_words;
};

} // namespace

void benchMemory(const Settings& settings, Report& report)
{
    const QueueTable table = makeQueue(settings);
    const QueueSnapshot queue = table.snapshot();
    const auto rows = static_cast<double>(queue.rowCount());
    report.bytes(QStringLiteral("memory"), QStringLiteral("a row of %L1 of %2 merchants, search text and lookup by id included").arg(queue.rowCount()).arg(settings.merchants),
        static_cast<double>(table.memory()) / rows, {{QStringLiteral("QString structs"), naiveBytes(naiveRows(queue)) / rows}}, {0, 0, 140});
}

void benchFilter(const Settings& settings, Report& report)
{
    const QueueTable table = makeQueue(settings);
    const QueueSnapshot queue = table.snapshot();
    const std::vector<QString> names = merchantNames(queue);
    std::vector<NaiveRow> naive = naiveRows(queue);
    QueueQuery all;
    all.includeClosed = true;
    const std::vector<RowId> everything = runQuery(queue, all, names);
    OrdersWindow window(queue, names);
    NaiveModel model(naive);
    NaiveProxy proxy(model);
    QTableView naiveView;
    naiveView.setModel(&proxy);
    naiveView.resize(1600, 900);
    naiveView.show();
    std::size_t sink = 0;
    for (const QString& text : {QStringLiteral("a"), QStringLiteral("mar"), QStringLiteral("harwood"), QStringLiteral("garcia hood"), QStringLiteral("zzz")}) {
        QueueQuery query = all;
        query.text = text;
        const QStringList words = text.split(QLatin1Char(' '));
        report.times(QStringLiteral("filter"), QStringLiteral("\"%1\" among %L2 rows, %L3 found").arg(text).arg(queue.rowCount()).arg(refine(queue, everything, query).size()),
            alternate(settings.rounds, {
                {QStringLiteral("here: text to painted rows"), [&] { window.show(query); }, [&] { window.show(all); }},
                {QStringLiteral("QString::contains over structs, nothing painted"), [&] { sink += naiveFilter(naive, text).size(); }},
                {QStringLiteral("QSortFilterProxyModel::invalidate(), painted"), [&] { proxy.setWords(words); proxy.invalidate(); naiveView.viewport()->repaint(); },
                    [&] { proxy.setWords({}); proxy.invalidate(); }},
                {QStringLiteral("here: the engine alone, from the sorted whole"), [&] { sink += refine(queue, everything, query).size(); }},
                {QStringLiteral("here: the engine alone, searched and sorted anew"), [&] { sink += runQuery(queue, query, names).size(); }},
                {QStringLiteral("limit: read all search text once"), [&] {
                     for (const auto& page : queue.pages())
                         sink += std::memchr(page->text.data(), '\x01', page->text.size()) != nullptr;
                 }},
            }),
            {30, 20});
    }
    naive.resize(std::min<std::size_t>(naive.size(), 50'000));
    NaiveModel few(naive);
    NaiveProxy slow(few);
    report.times(QStringLiteral("filter"), QStringLiteral("the usual call of the proxy, %L1 rows only").arg(naive.size()),
        alternate(1, {{QStringLiteral("QSortFilterProxyModel::invalidateFilter()"), [&] { slow.setWords({QStringLiteral("mar")}); slow.invalidateFilter(); sink += static_cast<std::size_t>(slow.rowCount()); }}}), {});
    if (sink == 0)
        report.note(QStringLiteral("filter"), QStringLiteral("found nothing"));
}

void benchSort(const Settings& settings, Report& report)
{
    const QueueTable table = makeQueue(settings);
    const QueueSnapshot queue = table.snapshot();
    const std::vector<QString> names = merchantNames(queue);
    const std::vector<NaiveRow> naive = naiveRows(queue);
    for (std::size_t column = 0; column < kColumns.size(); ++column) {
        QueueQuery query;
        query.includeClosed = true;
        query.sortBy = static_cast<QueueColumn>(column);
        std::vector<NaiveRow> structs;
        std::vector<const NaiveRow*> pointers(naive.size());
        const auto less = [&query](const NaiveRow& a, const NaiveRow& b) { return naiveLess(query.sortBy, a, b); };
        report.times(QStringLiteral("sort"), QStringLiteral("%L1 rows by %2").arg(queue.rowCount()).arg(QLatin1String(kColumns[column])),
            alternate(settings.rounds, {
                {QStringLiteral("here"), [&] { (void)runQuery(queue, query, names); }},
                {QStringLiteral("stable_sort over QString structs"), [&] { std::ranges::stable_sort(structs, less); }, [&] { structs = naive; }},
                {QStringLiteral("stable_sort over pointers to them"), [&] { std::ranges::stable_sort(pointers, [&less](const NaiveRow* a, const NaiveRow* b) { return less(*a, *b); }); },
                    [&] { std::ranges::transform(naive, pointers.begin(), [](const NaiveRow& row) { return &row; }); }},
            }),
            {60, 30});
    }
}

void benchUpdate(const Settings& settings, Report& report)
{
    QueueTable table = makeQueue(settings);
    const std::vector<QString> names = merchantNames(table.snapshot());
    const std::size_t batches = std::min<std::size_t>(50, settings.merchants);
    const std::size_t changes = std::min<std::size_t>(1'000, settings.rows / 10);
    test::QueueMaker make(7);
    std::vector<std::pair<MerchantId, std::vector<QueueEntry>>> upserts;
    std::vector<QueueChange> applied;
    const auto prepare = [&] {
        const QueueSnapshot queue = table.snapshot();
        upserts.clear();
        for (std::size_t batch = 0; batch < batches; ++batch) {
            const std::uint32_t merchant = make.below(static_cast<std::uint32_t>(settings.merchants));
            std::vector<QueueEntry> entries;
            const std::vector<RowId>& rows = queue.rowsOf(merchant);
            for (std::size_t i = 0; i < changes / batches; ++i)
                entries.push_back(make.entry(queue.row(rows[make.below(static_cast<std::uint32_t>(rows.size()))]).id));
            upserts.emplace_back(make.merchantId(merchant), std::move(entries));
        }
    };
    for (const QueueColumn column : {QueueColumn::Age, QueueColumn::Buyer}) {
        QueueQuery query;
        query.includeClosed = true;
        query.sortBy = column;
        std::vector<RowId> rows = runQuery(table.snapshot(), query, names);
        std::vector<RowId> naive = rows;
        QueueChange change;
        const auto applyAll = [&] {
            change = {};
            for (const auto& [merchant, entries] : upserts) {
                const QueueChange one = table.apply(merchant, entries, {});
                change.changed.insert(change.changed.end(), one.changed.begin(), one.changed.end());
            }
        };
        report.times(QStringLiteral("update"), QStringLiteral("%1 changed rows of %2 batches into %L3 sorted by %4").arg(changes).arg(batches).arg(rows.size()).arg(QLatin1String(kColumns[static_cast<std::size_t>(column)])),
            alternate(settings.rounds, {
                {QStringLiteral("here: one merge pass over the index"), [&] { rows = update(table.snapshot(), rows, change, query, names); }, [&] { prepare(); applyAll(); }},
                {QStringLiteral("sorted anew"), [&] { (void)runQuery(table.snapshot(), query, names); }},
                {QStringLiteral("one by one: erase and insert in a vector"), [&] {
                     for (std::size_t i = 0; i < change.changed.size(); ++i) {
                         const RowId moved = naive[i * 31 % naive.size()];
                         naive.erase(naive.begin() + static_cast<std::ptrdiff_t>(i * 31 % naive.size()));
                         naive.insert(naive.begin() + static_cast<std::ptrdiff_t>(i * 7919 % naive.size()), moved);
                     }
                 }},
                {QStringLiteral("here: into the table's pages"), applyAll, prepare},
                {QStringLiteral("here: a snapshot and all counts"), [&] { (void)countQueue(table.snapshot()); }},
            }),
            {5});
    }
}

void benchFill(const Settings& settings, Report& report)
{
    const QueueTable table = makeQueue(settings);
    const QueueSnapshot queue = table.snapshot();
    std::vector<std::pair<MerchantId, std::vector<QByteArray>>> saved;
    std::size_t total = 0;
    const auto save = [&] {
        saved.clear();
        for (const MerchantId merchant : queue.merchants())
            saved.emplace_back(merchant, table.savePages(merchant));
    };
    save();
    for (const auto& [merchant, blocks] : saved)
        for (const QByteArray& block : blocks)
            total += static_cast<std::size_t>(block.size());
    std::vector<char> copy;
    QueueTable loaded;
    report.times(QStringLiteral("fill"), QStringLiteral("%L1 rows from %L2 MB of pages, in memory").arg(queue.rowCount()).arg(total >> 20),
        alternate(settings.rounds, {
            {QStringLiteral("here: loadPages"), [&] {
                 for (const auto& [merchant, blocks] : saved)
                     if (!loaded.loadPages(merchant, blocks))
                         report.note(QStringLiteral("fill"), QStringLiteral("refused"));
             }, [&] { loaded = QueueTable(); }},
            {QStringLiteral("limit: memcpy of the pages"), [&] {
                 copy = std::vector<char>(total);
                 std::size_t at = 0;
                 for (const auto& [merchant, blocks] : saved)
                     for (const QByteArray& block : blocks) {
                         std::memcpy(copy.data() + at, block.constData(), static_cast<std::size_t>(block.size()));
                         at += static_cast<std::size_t>(block.size());
                     }
             }},
            {QStringLiteral("here: savePages"), save},
        }),
        {100});
}

} // namespace t6::bench
