// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/textfold.h>
#include <core/through6.h>

#include <QtTest>

using namespace t6;

namespace {

ItemView line(std::string_view sku, int quantity = 1)
{
    ItemView item;
    item.sku = sku;
    item.quantity = quantity;
    return item;
}

} // namespace

class TestThrough6 : public QObject
{
    Q_OBJECT

private slots:
    void wildcards_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char* pattern, const char* text, bool matches) {
            QTest::addRow("%s ~ %s", pattern, text) << QString::fromUtf8(pattern) << QString::fromUtf8(text) << matches;
        };
        row("tee-*", "TEE-BLK-M", true);
        row("tee-*", "TEE-", true);
        row("tee-*", "XTEE-BLK", false);
        row("*-m", "tee-blk-M", true);
        row("*-m", "tee-blk-ml", false);
        row("t?e", "tee", true);
        row("t?e", "te", false);
        row("t?e", "TÉE", true);
        row("t?e", "t日e", true);
        row("größe-*", "GROSSE-1", true);
        row("футболка*", "ФУТБОЛКА-1", true);
        row("*a*b*c*", "xxaxxbxxcxx", true);
        row("*a*b*c*", "xxaxxcxxbxx", false);
        row("*", "", true);
        row("?", "", false);
        row("a**b", "ab", true);
        row("[ab]", "a", false);
        row("a.c", "abc", false);
        row("*aab", "aaaaaaab", true);
    }

    void wildcards()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QFETCH(bool, matches);
        QCOMPARE(matchesWildcard(folded(pattern.toStdString()), text.toStdString()), matches);
    }

    void hostileTexts()
    {
        const std::string many(4096, 'a');
        QVERIFY(!matchesWildcard("*a*a*a*a*a*a*a*a*b", many));
        QVERIFY(matchesWildcard("*a", many));
        QVERIFY(!matchesWildcard("*a", many + "a"));
        QVERIFY(matchesWildcard("*", "\xFF\xC3"));
        QVERIFY(matchesWildcard("??", "\xFF\xC3"));
    }

    void lines()
    {
        Through6Rule rule;
        rule.skuPatterns = {QStringLiteral("TEE-*"), QStringLiteral("  "), QString()};
        rule.fulfillmentSkuPatterns = {QStringLiteral("*")};
        rule.warehouseLocationPatterns = {QStringLiteral(" t6 ")};
        const Through6Matcher matcher(rule);
        QVERIFY(matcher.matchesLine(line("tee-1")));
        QVERIFY(!matcher.matchesLine(line("mug-1")));
        QVERIFY(!matcher.matchesLine(line(""))); // neither a blank pattern nor an absent fulfilment SKU
        ItemView item = line("mug-1");
        item.fulfillmentSku = "F1";
        QVERIFY(matcher.matchesLine(item));
        item = line("mug-1");
        item.warehouseLocation = "T6";
        QVERIFY(matcher.matchesLine(item));
        QVERIFY(!Through6Matcher(Through6Rule{}).matchesLine(line("tee-1")));
    }

    void orders()
    {
        Through6Rule rule;
        rule.skuPatterns = {QStringLiteral("TEE-*")};
        rule.tags = {TagId{3}};
        rule.stores = {StoreId{8}};
        const Through6Matcher matcher(rule);
        OrderView order;
        order.items = {line("TEE-1", 2), line("MUG-1", 3), line("TEE-2", -5), line("TEE-3", 0), line("TEE-4", 7)};
        order.items.back().adjustment = true;
        QVERIFY(!matcher.matchesOrder(order));
        QCOMPARE(matcher.units(order).through6, 2);
        QCOMPARE(matcher.units(order).other, 3);
        order.tagIds = {TagId{1}, TagId{3}};
        QVERIFY(matcher.matchesOrder(order));
        QCOMPARE(matcher.units(order).through6, 5);
        QCOMPARE(matcher.units(order).other, 0);
        order.tagIds.clear();
        order.storeId = {8};
        QVERIFY(matcher.matchesOrder(order));
        // Sums of hostile quantities stay within an int.
        constexpr int kMost = std::numeric_limits<int>::max();
        order.items = {line("TEE-1", kMost), line("TEE-1", kMost)};
        QCOMPARE(matcher.units(order).through6, kMost);
        // No store chosen is not store 0 of a rule.
        QVERIFY(!Through6Matcher(Through6Rule{}).matchesOrder(OrderView{}));
    }

    void statuses()
    {
        for (const auto status : {OrderStatus::AwaitingPayment, OrderStatus::AwaitingShipment, OrderStatus::PendingFulfillment, OrderStatus::OnHold,
                 OrderStatus::Shipped, OrderStatus::Cancelled, OrderStatus::RejectedFulfillment})
            QCOMPARE(orderStatus(wireName(status)), status);
        QCOMPARE(orderStatus("processing"), OrderStatus::Unknown);
        QCOMPARE(orderStatus("Shipped"), OrderStatus::Unknown);
        QVERIFY(wireName(OrderStatus::Unknown).empty());
        QVERIFY(isOpen(OrderStatus::Unknown) && isOpen(OrderStatus::OnHold) && !isOpen(OrderStatus::Shipped) && !isOpen(OrderStatus::RejectedFulfillment));
    }

    void clearingKeepsTheMemory()
    {
        OrderView order;
        order.items.resize(100);
        order.customsItems.resize(50);
        order.tagIds.resize(10);
        order.mergedIds.resize(10);
        order.number = "1001";
        order.weight = Weight{};
        order.externallyFulfilled = true;
        order.clear();
        QVERIFY(order.items.empty() && order.customsItems.empty() && order.tagIds.empty() && order.mergedIds.empty());
        QVERIFY(order.items.capacity() >= 100 && order.customsItems.capacity() >= 50 && order.tagIds.capacity() >= 10 && order.mergedIds.capacity() >= 10);
        QVERIFY(order.number.empty() && !order.weight && !order.externallyFulfilled);
    }
};

QTEST_GUILESS_MAIN(TestThrough6)
#include "tst_through6.moc"
