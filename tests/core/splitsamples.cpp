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
    Shop(const QByteArray& before, const QByteArray& sent, qint64 id) : m_before(json(before.isEmpty() ? "{}" : before)), m_sent(json(sent)), m_id(id), m_next(id * 1000) {}

    QByteArray run()
    {
        QList<QByteArray> changes{"modifyDate = \"later\"", "orderTotal = 0", "externallyFulfilled = false", "advancedOptions.mergedOrSplit = false"};
        if (!m_sent.root().member(u"orderId"))
            changes += "orderId = " + QByteArray::number(m_id);
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
        return id && !id->isNull() ? line.raw().toByteArray() : edited(line.raw().toByteArray(), {idName + " = " + QByteArray::number(m_next++)});
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
    qint64 m_id, m_next;
};

} // namespace

QByteArray stored(const QByteArray& before, const QByteArray& sent, qint64 id)
{
    return Shop(before, sent, id).run();
}
