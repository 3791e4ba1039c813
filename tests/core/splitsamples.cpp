// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitsamples.h"

#include <core/orderfields.h>

using namespace t6;

SplitChoice choice(const QList<QByteArray>& children)
{
    SplitChoice choice;
    for (const QByteArray& child : children) {
        QList<SplitChoice::Units> units;
        for (const QByteArray& part : child.simplified().split(' ')) {
            if (!part.isEmpty())
                units += {part.split(':').first().toLongLong(), part.split(':').last().toInt()};
        }
        choice.children += units;
    }
    return choice;
}

QByteArray raw(const QByteArray& order, const QByteArray& place)
{
    const JsonText text = json(order);
    return rawOf(valueAt(text, path(place)));
}

QStringList broken(const QList<ProofLine>& proof)
{
    QStringList lines;
    for (const ProofLine& line : proof) {
        if (!line.holds)
            lines += line.text + QStringLiteral(": ") + line.expected + QStringLiteral(" -> ") + line.found;
    }
    return lines;
}

namespace {

class Shop
{
public:
    Shop(const QByteArray& before, const QByteArray& sent, qint64 id) : m_before(json(before.isEmpty() ? "{}" : before)), m_sent(json(sent)), m_id(id) {}

    QByteArray run()
    {
        QList<QByteArray> changes{"modifyDate = \"later\"", "orderTotal = 0"};
        if (!m_sent.root().member(u"orderId"))
            changes += {"orderId = " + QByteArray::number(m_id), "externallyFulfilled = false", "advancedOptions.mergedOrSplit = false"};
        changes += "items = [" + items().join(',') + ']';
        const QByteArrayList lines = customs();
        changes += "internationalOptions.customsItems = " + (lines.isEmpty() ? QByteArray("null") : '[' + lines.join(',') + ']');
        return edited(m_sent.text(), changes);
    }

private:
    static std::vector<JsonText::Value> elements(const JsonText& order, const char* place)
    {
        const auto array = valueAt(order, path(place));
        return array ? array->elements() : std::vector<JsonText::Value>();
    }

    QByteArray named(const JsonText::Value& line, const QByteArray& idName)
    {
        const auto id = line.member(QString::fromLatin1(idName));
        return id && !id->isNull() ? line.raw().toByteArray() : edited(line.raw().toByteArray(), {idName + " = " + QByteArray::number(s_next++)});
    }

    QByteArrayList items()
    {
        QByteArrayList lines;
        for (const auto& line : elements(m_sent, "items"))
            lines += named(line, "orderItemId");
        return lines;
    }

    /// Lines with an id change that line, others are added, an empty list clears.
    QByteArrayList customs()
    {
        const auto sent = elements(m_sent, "internationalOptions.customsItems");
        if (sent.empty())
            return {};
        QByteArrayList lines;
        const auto idOf = [](const JsonText::Value& line) { return rawOf(line.member(u"customsItemId")); };
        for (const auto& old : elements(m_before, "internationalOptions.customsItems")) {
            const auto change = std::find_if(sent.begin(), sent.end(), [&](const auto& line) { return idOf(line) == idOf(old); });
            lines += (change == sent.end() ? old : *change).raw().toByteArray();
        }
        for (const auto& line : sent) {
            if (idOf(line).isEmpty())
                lines += named(line, "customsItemId");
        }
        return lines;
    }

    JsonText m_before, m_sent;
    qint64 m_id;
    inline static qint64 s_next = 900'000; ///< no id is given twice
};

} // namespace

QByteArray stored(const QByteArray& before, const QByteArray& sent, qint64 id)
{
    return Shop(before, sent, id).run();
}

QByteArray SplitMaker::order()
{
    m_lines.clear();
    QByteArrayList items;
    const int count = 2 + m_values.below(5);
    for (int id = 1; id <= count; ++id)
        items += line(id);
    choose();
    if (m_values.below(3) == 0)
        items += R"({"orderItemId":90,"lineItemKey":"k90","sku":"TEE-OFF","name":"Off","quantity":1,"unitPrice":-2.50,"adjustment":true})";
    static const QByteArrayList kStatuses{"awaiting_shipment", "awaiting_payment", "on_hold"};
    const auto member = [this](const char* name, const QByteArray& value) { return m_values.space() + '"' + name + "\":" + m_values.space() + value + m_values.space() + ','; };
    QByteArray text = m_values.space() + '{' + member("orderId", "77") + member("orderNumber", "\"77\"") + member("orderKey", "\"key\"");
    text += member("orderStatus", '"' + kStatuses[m_values.below(3)] + '"') + member("createDate", "\"2026-11-01\"") + member("customerId", "5");
    text += member("shipTo", "{\"name\":" + m_values.value() + ",\"addressVerified\":null,\"odd\":" + m_values.value() + '}') + member("items", '[' + items.join(m_values.space() + ',') + ']');
    text += member("amountPaid", "12.50") + member("taxAmount", "1e0") + member("shippingAmount", "0.0") + member("weight", m_values.below(6) ? weight(m_values.below(4) > 0) : QByteArray("null"));
    text += member("internalNotes", m_values.below(2) ? "\"Fragile\"" : "null") + member("dimensions", m_values.below(2) ? "{\"length\":1.0}" : "null");
    if (m_values.below(5))
        text += member("internationalOptions", "{\"contents\":" + m_values.value() + ",\"customsItems\":" + customs() + '}');
    text += member("advancedOptions", "{\"storeId\":9007199254740993,\"customField1\":" + QByteArray(m_values.below(2) ? "null" : "\"x\"") + ",\"mergedOrSplit\":false}");
    return text + member("tagIds", "[1,2]") + m_values.space() + "\"unknown\":{\"deep\":[" + m_values.value() + ",{\"x\":" + m_values.value() + "}]}" + '}' + m_values.space();
}

QByteArray SplitMaker::line(int id)
{
    static const QByteArrayList kNames{"Shirt", "Mug", "Cap", "Poster", "mug"};
    const bool isThrough6 = id == 1 || m_values.below(3) == 0;
    m_lines += {id, 1 + m_values.below(4), isThrough6 && id != 2, kNames[m_values.below(5)]};
    const Line& made = m_lines.last();
    return m_values.space() + "{\"orderItemId\":" + QByteArray::number(id) + ",\"lineItemKey\":\"k" + QByteArray::number(id) + "\",\"sku\":\"" + (made.through6 ? "TEE-" : "X-") + QByteArray::number(id)
        + "\",\"name\":\"" + made.name + "\",\"quantity\":" + QByteArray::number(made.quantity) + ",\"unitPrice\":" + QByteArray::number(m_values.below(3000) / 100.0) + ",\"weight\":"
        + (m_values.below(15) ? weight(false) : QByteArray("null")) + ",\"odd\":" + m_values.value() + ",\"options\":[{\"name\":" + m_values.value() + "}]}";
}

/// Plain: of a whole order, in ounces.
QByteArray SplitMaker::weight(bool isPlain)
{
    static const QByteArrayList kUnits{"ounces", "ounces", "ounces", "ounces", "grams", "pounds"};
    const QByteArray value = QByteArray::number(isPlain ? m_values.below(30000) / 100.0 : m_values.below(1000) / 100.0);
    return "{\"value\":" + value + ",\"units\":\"" + (isPlain ? QByteArray("ounces") : kUnits[m_values.below(6)]) + "\"}";
}

QByteArray SplitMaker::customs()
{
    const int kind = m_values.below(5); // none, by name, by SKU, by place, of no use
    if (kind == 0)
        return m_values.below(2) ? "null" : "[]";
    QByteArrayList lines;
    for (const Line& line : m_lines) {
        const QByteArray description = kind == 1 ? line.name : kind == 2 ? "Thing" + QByteArray::number(line.id) + "\",\"sku\":\"" + (line.through6 ? "tee-" : "x-") + QByteArray::number(line.id) : "Goods " + QByteArray::number(line.id);
        lines += "{\"customsItemId\":" + QByteArray::number(500 + line.id) + ",\"description\":\"" + description + "\",\"quantity\":" + QByteArray::number(line.quantity + (kind == 4 ? 1 : 0)) + ",\"value\":"
            + QByteArray::number(1 + m_values.below(9)) + ",\"odd\":" + m_values.value() + '}';
    }
    return '[' + lines.join(',') + ']';
}

/// At least a unit of the second line, which is not Through6's; of the others' lines some units, some all.
void SplitMaker::choose()
{
    m_choice = {};
    const int children = 1 + m_values.below(3);
    for (int i = 0; i < children; ++i)
        m_choice.children += QList<SplitChoice::Units>();
    for (const Line& line : m_lines) {
        int left = line.through6 ? 0 : m_values.below(3) ? line.quantity : m_values.below(line.quantity + 1);
        for (left = line.id == 2 ? std::max(left, 1) : left; left > 0;) {
            const int units = 1 + m_values.below(left);
            m_choice.children[m_values.below(children)] += {line.id, units};
            left -= units;
        }
    }
    m_choice.children.removeIf([](const QList<SplitChoice::Units>& child) { return child.isEmpty(); });
}
