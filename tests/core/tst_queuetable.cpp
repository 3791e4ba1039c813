// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/queuetable.h>
#include <support/queuemaker.h>

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace t6;
using t6::test::QueueMaker;

namespace {

/// What a row should say, by order id.
using Model = std::map<std::int64_t, QueueEntry>;

QueueEntry entryNumbered(std::int64_t id, const std::string& buyer = "Ann Smith")
{
    QueueEntry entry;
    entry.id = {id};
    entry.number = "N" + std::to_string(id);
    entry.buyer = buyer;
    entry.service = "UPS Ground";
    return entry;
}

bool says(const QueueSnapshot& queue, RowId id, const QueueEntry& entry)
{
    const QueueRow& row = queue.row(id);
    return row.id == entry.id.value && row.issues == entry.issues && row.orderDate == entry.orderDate && row.shipBy == entry.shipBy
        && row.weightMilligrams == entry.weightMilligrams && row.through6Units == entry.through6Units && row.otherUnits == entry.otherUnits
        && row.bodyChunk == entry.body.chunk && row.bodySlot == entry.body.slot && row.status == static_cast<std::uint8_t>(entry.status)
        && row.readiness == static_cast<std::uint8_t>(entry.readiness) && row.rawHash == static_cast<std::uint32_t>(entry.rawHash)
        && queue.number(id) == entry.number && queue.buyer(id) == entry.buyer && queue.city(id) == entry.city && queue.state(id) == entry.state
        && queue.skus(id) == entry.skus && queue.service(id) == entry.service && queue.assignee(id) == entry.assignee
        && countryText(row.country) == entry.country;
}

/// Everything about one merchant, compared with the model.
void compare(const QueueSnapshot& queue, MerchantId merchant, const Model& model)
{
    const auto index = queue.merchantIndex(merchant);
    QVERIFY(index || model.empty());
    if (!index)
        return;
    const std::vector<RowId>& rows = queue.rowsOf(*index);
    QCOMPARE(rows.size(), model.size());
    auto expected = model.begin();
    for (const RowId row : rows) {
        QVERIFY(queue.contains(row));
        QCOMPARE(queue.row(row).id, expected->first);
        QVERIFY(says(queue, row, expected->second));
        QVERIFY(queue.merchant(row) == merchant);
        ++expected;
    }
}

} // namespace

class TestQueueTable : public QObject
{
    Q_OBJECT
private slots:
    void behavesAsAMap_data();
    void behavesAsAMap();
    void snapshotStaysAsItWas();
    void reportsOnlyWhatChanged();
    void takesHostileText();
    void reusesPagesAndMerchants();
    void savesAndLoads();
    void refusesDamagedBlocks();
    void refusesOtherFormats();
    void refusesTheSameOrderTwice();
};

void TestQueueTable::behavesAsAMap_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<int>("idRange");
    QTest::newRow("few ids") << 1U << 60;
    QTest::newRow("some pages") << 2U << 1'500;
    QTest::newRow("mostly new") << 3U << 1'000'000;
}

void TestQueueTable::behavesAsAMap()
{
    QFETCH(unsigned, seed);
    QFETCH(int, idRange);
    QueueMaker make(seed);
    QueueTable table;
    std::map<std::uint32_t, Model> models;
    std::map<std::pair<std::uint32_t, std::int64_t>, RowId> rowOf; // a row keeps its id
    for (int round = 0; round < 150; ++round) {
        const std::uint32_t merchant = make.below(4);
        Model& model = models[merchant];
        if (make.below(20) == 0) {
            const QueueChange change = table.removeMerchant(make.merchantId(merchant));
            QCOMPARE(change.removed.size(), model.size());
            model.clear();
            std::erase_if(rowOf, [merchant](const auto& known) { return known.first.first == merchant; });
            continue;
        }
        std::vector<QueueEntry> upserts;
        std::vector<OrderId> removals;
        std::set<std::int64_t> added, changed, removed;
        for (std::uint32_t i = make.below(round % 10 == 0 ? 700 : 40); i > 0; --i)
            upserts.push_back(make.entry(1 + make.below(static_cast<std::uint32_t>(idRange))));
        for (std::uint32_t i = make.below(20); i > 0; --i)
            removals.push_back({1 + make.below(static_cast<std::uint32_t>(idRange))});
        if (!model.empty() && make.below(2) == 0)
            upserts.push_back(model.begin()->second); // the same again
        Model next = model;
        for (const QueueEntry& entry : upserts)
            next[entry.id.value] = entry;
        for (const OrderId id : removals)
            next.erase(id.value);
        for (const auto& [id, entry] : next)
            if (!model.contains(id))
                added.insert(id);
            else if (std::ranges::any_of(upserts, [i = id](const QueueEntry& upsert) { return upsert.id.value == i; }) && entry.rawHash != model[id].rawHash)
                changed.insert(id);
        for (const auto& [id, entry] : model)
            if (!next.contains(id))
                removed.insert(id);
        model = next;

        const QueueSnapshot before = table.snapshot();
        const QueueChange change = table.apply(make.merchantId(merchant), upserts, removals);
        const QueueSnapshot after = table.snapshot();
        const auto ids = [](const QueueSnapshot& queue, const std::vector<RowId>& rows) {
            std::set<std::int64_t> result;
            for (const RowId row : rows)
                result.insert(queue.row(row).id);
            return result;
        };
        QVERIFY(ids(after, change.added) == added);
        QVERIFY(ids(after, change.changed) == changed);
        QVERIFY(ids(before, change.removed) == removed);
        QVERIFY(change.isEmpty() == (after.version() == before.version()));
        for (const std::int64_t id : removed)
            rowOf.erase({merchant, id});
        for (const auto& [id, entry] : model) {
            const std::optional<RowId> row = table.find(make.merchantId(merchant), {id});
            QVERIFY(row);
            QCOMPARE(rowOf.try_emplace({merchant, id}, *row).first->second, *row);
        }
        std::size_t total = 0;
        for (const auto& [number, expected] : models) {
            compare(after, make.merchantId(number), expected);
            total += expected.size();
        }
        QCOMPARE(after.rowCount(), total);
        QVERIFY(!table.find(make.merchantId(merchant), {idRange + 5}));
    }
}

void TestQueueTable::snapshotStaysAsItWas()
{
    QueueMaker make(7);
    QueueTable table;
    const MerchantId merchant = make.merchantId(0);
    Model model;
    std::vector<QueueEntry> entries;
    for (std::int64_t id = 1; id <= 600; ++id)
        entries.push_back(model[id] = make.entry(id));
    table.apply(merchant, entries, {});
    const QueueSnapshot old = table.snapshot();
    for (QueueEntry& entry : entries)
        entry.buyer += " Jr";
    table.apply(merchant, entries, {{5}, {6}});
    table.removeMerchant(merchant);
    table.apply(make.merchantId(1), entries, {});
    compare(old, merchant, model);
    QCOMPARE(old.rowCount(), std::size_t{600});
    QCOMPARE(old.pages()[0]->liveRows, std::uint16_t{kRowsPerPage});
}

void TestQueueTable::reportsOnlyWhatChanged()
{
    QueueTable table;
    const MerchantId merchant = MerchantId::create();
    QVERIFY(table.apply(merchant, {}, {{1}}).isEmpty());
    QCOMPARE(table.apply(merchant, {entryNumbered(1), entryNumbered(2)}, {}).added.size(), std::size_t{2});
    const std::uint64_t version = table.snapshot().version();
    QVERIFY(table.apply(merchant, {entryNumbered(1), entryNumbered(2)}, {{3}}).isEmpty());
    QCOMPARE(table.snapshot().version(), version);

    QueueEntry other = entryNumbered(1);
    other.assignee = "Dana";
    QCOMPARE(table.apply(merchant, {other}, {}).changed.size(), std::size_t{1});
    other.body.slot = 3;
    QCOMPARE(table.apply(merchant, {other}, {}).changed.size(), std::size_t{1});

    // The later of two counts; an id in both lists goes.
    QueueEntry first = entryNumbered(9, "First"), second = entryNumbered(9, "Second");
    table.apply(merchant, {first, second}, {});
    QCOMPARE(table.snapshot().buyer(*table.find(merchant, {9})), std::string_view("Second"));
    const QueueChange both = table.apply(merchant, {first}, {{9}});
    QCOMPARE(both.removed.size(), std::size_t{1});
    QVERIFY(both.added.empty() && both.changed.empty());
    QVERIFY(!table.find(merchant, {9}));

    // A slot that becomes free is not given to another order in the same batch.
    const RowId freed = *table.find(merchant, {2});
    const QueueChange swap = table.apply(merchant, {entryNumbered(20)}, {{2}});
    QVERIFY(swap.removed == std::vector<RowId>{freed});
    QVERIFY(swap.added.at(0) != freed);
}

void TestQueueTable::takesHostileText()
{
    QueueTable table;
    const MerchantId merchant = MerchantId::create();
    QueueEntry entry = entryNumbered(1);
    entry.buyer = std::string("nul\0 and \x1f and \n", 17);
    entry.city = std::string(1 << 20, 'x');
    entry.state = std::string(254, 'y') + "é"; // the clip must not cut the letter in two
    entry.country = "United States";
    entry.skus = "\xff\xfe\x80";
    entry.issues = ~IssueMask{0};
    table.apply(merchant, {entry}, {});
    const QueueSnapshot queue = table.snapshot();
    const RowId row = *queue.find(merchant, {1});
    QCOMPARE(queue.buyer(row), std::string_view("nul  and   and"));
    QCOMPARE(queue.city(row).size(), std::size_t{255});
    QCOMPARE(queue.state(row), std::string_view(std::string(254, 'y')));
    QCOMPARE(queue.skus(row), std::string_view("\xff\xfe\x80"));
    QCOMPARE(queue.row(row).country, std::uint16_t{0});
    QVERIFY(table.apply(merchant, {entry}, {}).isEmpty());
    QueueTable loaded;
    QVERIFY(loaded.loadPages(merchant, table.savePages(merchant)));
    QCOMPARE(loaded.snapshot().buyer(row), queue.buyer(row));
}

void TestQueueTable::reusesPagesAndMerchants()
{
    QueueMaker make(3);
    QueueTable table;
    std::size_t most = 0;
    for (std::uint32_t round = 0; round < 20; ++round) {
        std::vector<QueueEntry> entries;
        for (std::int64_t id = 1; id <= 700; ++id)
            entries.push_back(make.entry(round * 1'000 + id));
        table.apply(make.merchantId(round), entries, {});
        std::vector<OrderId> all;
        for (const QueueEntry& entry : entries)
            all.push_back(entry.id);
        if (round % 2 == 0)
            table.apply(make.merchantId(round), {}, all);
        table.removeMerchant(make.merchantId(round));
        const QueueSnapshot queue = table.snapshot();
        most = std::max(most, queue.pages().size());
        QCOMPARE(queue.rowCount(), std::size_t{0});
        QCOMPARE(queue.merchants().size(), std::size_t{1});
    }
    QCOMPARE(most, std::size_t{3});
    table.clear();
    QCOMPARE(table.snapshot().pages().size(), std::size_t{0});
}

void TestQueueTable::savesAndLoads()
{
    QueueMaker make(11);
    QueueTable table, loaded;
    Model model;
    const MerchantId merchant = make.merchantId(0);
    std::vector<QueueEntry> entries;
    for (std::int64_t id = 1; id <= 9'000; ++id)
        entries.push_back(model[id] = make.entry(id));
    table.apply(merchant, entries, {});
    std::vector<OrderId> gone;
    for (std::int64_t id = 3; id <= 9'000; id += 3) {
        gone.push_back({id});
        model.erase(id);
    }
    table.apply(merchant, {}, gone);
    const std::vector<QByteArray> blocks = table.savePages(merchant);
    QVERIFY(blocks.size() >= 1);
    QVERIFY(table.savePages(make.merchantId(1)).empty());

    loaded.apply(merchant, {entryNumbered(77'777)}, {}); // replaced
    loaded.apply(make.merchantId(1), {entryNumbered(1)}, {}); // kept
    QVERIFY(loaded.loadPages(merchant, blocks));
    compare(loaded.snapshot(), merchant, model);
    QCOMPARE(loaded.snapshot().rowCount(), model.size() + 1);
    QVERIFY(loaded.loadPages(merchant, {}));
    QCOMPARE(loaded.snapshot().rowCount(), std::size_t{1});
}

void TestQueueTable::refusesDamagedBlocks()
{
    QueueMaker make(5);
    QueueTable table, victim;
    const MerchantId merchant = make.merchantId(0);
    std::vector<QueueEntry> entries;
    for (std::int64_t id = 1; id <= 12; ++id)
        entries.push_back(make.entry(id, 3));
    table.apply(merchant, entries, {{4}});
    const QByteArray block = table.savePages(merchant).at(0);
    int refused = 0;
    for (qsizetype at = 0; at < block.size(); ++at)
        for (const char flip : {'\x01', '\x80', '\xff'}) {
            QByteArray damaged = block;
            damaged[at] = static_cast<char>(damaged[at] ^ flip);
            const Result<void> result = victim.loadPages(merchant, {damaged});
            const QueueSnapshot queue = victim.snapshot();
            if (!result) {
                ++refused;
                QCOMPARE(queue.rowCount(), std::size_t{0});
                continue;
            }
            for (const auto& page : queue.pages()) // what was taken can be read
                for (std::size_t slot = 0; slot < page->rows.size(); ++slot) {
                    const RowId row = rowId(static_cast<std::size_t>(&page - queue.pages().data()), slot);
                    if (queue.contains(row))
                        QVERIFY(queue.number(row).size() + queue.skus(row).size() + queue.service(row).size() + queue.assignee(row).size() < 2'000);
                }
        }
    QVERIFY2(refused > 500, qPrintable(QString::number(refused)));
    for (qsizetype length = 1; length < block.size(); ++length) {
        const bool onlyHead = length == 8;
        QCOMPARE(victim.loadPages(merchant, {block.first(length)}).has_value(), onlyHead);
    }
    QVERIFY(!victim.loadPages(merchant, {block + 'x'}));
}

void TestQueueTable::refusesOtherFormats()
{
    QueueTable table;
    const MerchantId merchant = MerchantId::create();
    table.apply(merchant, {entryNumbered(1)}, {});
    QByteArray newer = table.savePages(merchant).at(0);
    newer[4] = 9;
    const Result<void> result = table.loadPages(merchant, {newer});
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Unsupported);
    QCOMPARE(table.snapshot().rowCount(), std::size_t{0});
}

void TestQueueTable::refusesTheSameOrderTwice()
{
    QueueTable table;
    const MerchantId merchant = MerchantId::create();
    table.apply(merchant, {entryNumbered(1)}, {});
    const QByteArray block = table.savePages(merchant).at(0);
    const Result<void> result = table.loadPages(merchant, {block, block});
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::StoreCorrupt);
    QCOMPARE(table.snapshot().rowCount(), std::size_t{0});
}

QTEST_APPLESS_MAIN(TestQueueTable)
#include "tst_queuetable.moc"
