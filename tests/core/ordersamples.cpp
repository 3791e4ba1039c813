// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordersamples.h"

using namespace t6;

OrderPatch patchOf(const JsonText& base, const QList<QByteArray>& wishes)
{
    OrderPatch patch;
    for (const QByteArray& wish : wishes) {
        const bool appends = wish.contains("+=");
        const qsizetype mark = appends ? wish.indexOf("+=") : wish.lastIndexOf("] = ") >= 0 ? wish.lastIndexOf("] = ") + 1 : wish.indexOf(" = ");
        const OrderPath place = path(wish.left(mark));
        const QByteArray value = wish.mid(mark + (appends ? 2 : 3)).trimmed();
        const auto done = appends ? patch.append(base, place, value) : value.isEmpty() ? patch.remove(base, place) : patch.set(base, place, value);
        if (!done)
            qFatal("%s: %s", wish.constData(), qPrintable(done.error().detail));
    }
    return patch;
}

QByteArray edited(const QByteArray& order, const QList<QByteArray>& changes)
{
    const JsonText base = json(order);
    OrderPatch patch;
    for (const QByteArray& change : changes) {
        const bool appends = change.contains("+=");
        const qsizetype mark = appends ? change.indexOf("+=") : change.indexOf(" = ");
        patch.changes.append({path(change.left(mark)), {}, change.mid(mark + (appends ? 2 : 3)).trimmed(), appends});
    }
    const auto done = applied(base, patch);
    if (!done)
        qFatal("%s: %s", qPrintable(done.error().field), qPrintable(done.error().detail));
    return *done;
}

QByteArrayList lines(const QList<OrderDifference>& differences)
{
    QByteArrayList lines;
    for (const OrderDifference& difference : differences)
        lines += difference.path.text().toUtf8() + ": " + difference.expected + " -> " + difference.found;
    return lines;
}

QByteArrayList lines(const QList<MergeConflict>& conflicts)
{
    QByteArrayList lines;
    for (const MergeConflict& conflict : conflicts)
        lines += conflict.path.text().toUtf8() + ": " + conflict.base + " | " + conflict.theirs + " | " + conflict.ours;
    return lines;
}

QByteArrayList lines(const QList<OrderPath>& paths)
{
    QByteArrayList lines;
    for (const OrderPath& path : paths)
        lines += path.text().toUtf8();
    return lines;
}

QByteArrayList lines(const OrderPatch& patch)
{
    QByteArrayList lines;
    for (const OrderChange& change : patch.changes)
        lines += change.path.text().toUtf8() + (change.append ? " + " : ": " + change.before + " -> ") + change.after;
    return lines;
}

QByteArray OrderMaker::space()
{
    static const QByteArrayList kSpaces{"", "", "", " ", "\n  ", "\t", " \r\n"};
    return kSpaces[below(static_cast<int>(kSpaces.size()))];
}

QByteArray OrderMaker::value()
{
    static const QByteArrayList kValues{"null", "true", "false", "0", "-0.0", "19.10", "191e-1", "6", "6.000", "123456789012345678901", "1e400", "\"\"", "\"a\"",
        "\"caf\\u00e9\"", "\"\\ud800\"", "\"a\\/b\"", "\"\xE2\x82\xAC\"", "\"5\"", "\"<b>\\\"\"", "\"x\\ny\""};
    return below(4) == 0 ? '"' + QByteArray::number(m_random() % 100000) + '"' : kValues[below(static_cast<int>(kValues.size()))];
}

QByteArray OrderMaker::member(const char* name, const QByteArray& value, bool isLast)
{
    return space() + '"' + name + '"' + space() + ':' + space() + value + space() + (isLast ? "" : ",");
}

QByteArray OrderMaker::address()
{
    QByteArray text = "{";
    for (const char* name : {"name", "street1", "street2", "city", "state", "postalCode", "country", "unknown\\u0041"})
        text += below(5) == 0 ? QByteArray() : member(name, value());
    return text + member("addressVerified", value()) + member("residential", "null", true) + '}';
}

QByteArray OrderMaker::lines(const char* idName, int firstId)
{
    if (below(6) == 0)
        return below(2) ? "null" : "[]";
    QByteArray text = "[";
    const int count = 1 + below(4);
    for (int i = 0; i < count; ++i) {
        text += space() + '{' + member(idName, QByteArray::number(firstId + i)) + member("sku", value()) + member("quantity", value()) + member("value", value());
        text += member("weight", below(3) ? "null" : "{\"value\":1.0,\"units\":\"ounces\"}") + member("odd", "[1, {\"a\":2}]", true) + '}' + (i + 1 < count ? "," : "");
    }
    return text + space() + ']';
}

QByteArray OrderMaker::order()
{
    QByteArray text = space() + '{' + member("orderId", "77") + member("orderStatus", "\"awaiting_shipment\"") + member("modifyDate", value());
    text += member("shipTo", address()) + member("billTo", address()) + member("items", lines("orderItemId", 100));
    for (const char* name : {"customerNotes", "internalNotes", "gift", "carrierCode", "serviceCode", "amountPaid", "taxAmount"})
        text += below(4) == 0 ? QByteArray() : member(name, value());
    text += member("weight", "{\"value\":" + space() + "48.00,\"units\":\"ounces\",\"WeightUnits\":1}") + member("dimensions", below(2) ? "null" : "{\"length\":1,\"height\" : 2}");
    text += member("internationalOptions", below(4) == 0 ? QByteArray("null") : "{\"contents\":" + value() + ",\"customsItems\":" + lines("customsItemId", 500) + '}');
    text += member("advancedOptions", "{\"storeId\":9007199254740993,\"customField1\":" + value() + ",\"warehouseId\":" + value() + '}');
    return text + member("tagIds", "[1,2]") + member("unknown", "{\"deep\":[" + value() + ",{\"x\":" + value() + "}]}", true) + '}' + space();
}

QList<OrderPath> OrderMaker::places(const JsonText& order, int parity)
{
    static const QList<QList<const char*>> kGroups{{"shipTo.name", "shipTo.street1", "shipTo.\"a.b\""}, {"billTo.city", "billTo.state"}, {"customerNotes"}, {"internalNotes"},
        {"carrierCode", "dimensions.height", "weight.value", "advancedOptions.warehouseId"}, {"amountPaid", "taxAmount"}, {"gift"}, {"advancedOptions.customField1"},
        {"newObject.inner.leaf", "newObject.other"}, {"giftMessage"}};
    QList<OrderPath> places;
    for (qsizetype i = 0; i < kGroups.size(); ++i) {
        for (const char* text : i % 2 == parity ? kGroups[i] : QList<const char*>())
            places += path(text);
    }
    const auto addLines = [&](const char* array, const char* idName, const QList<const char*>& leaves) {
        const auto value = valueAt(order, path(array));
        for (const auto& element : value ? value->elements() : std::vector<JsonText::Value>()) {
            for (const char* leaf : leaves)
                places += path(QByteArray(array) + '[' + idName + '=' + element.member(QString::fromLatin1(idName))->canonical() + "]." + leaf);
        }
    };
    if (parity == 0)
        addLines("items", "orderItemId", {"quantity", "weight.value", "fresh"});
    else
        addLines("internationalOptions.customsItems", "customsItemId", {"quantity", "value"});
    return places;
}
