// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitproof.h"

#include "orderfields.h"
#include "splitchild.h"
#include "splitdivision.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <map>

namespace t6 {

namespace {

struct Proofs // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::Splits)
};

using Value = JsonText::Value;
using Units = std::map<QString, qint64>; ///< by SKU, or name where there is none

std::vector<Value> itemsOf(const JsonText& order)
{
    const auto items = splitValue(order, "items");
    return items ? items->elements() : std::vector<Value>();
}

/// On one line, whatever it is that outsiders wrote.
QString plain(const QString& text)
{
    constexpr qsizetype kLongest = 120;
    return text.left(kLongest).simplified();
}

QString nameOf(const QString& sku, const QString& name)
{
    return sku.isEmpty() ? name : sku;
}

qint64 quantityOf(const Value& line)
{
    const auto quantity = line.member(u"quantity");
    return quantity ? quantity->integer().value_or(0) : 0;
}

void addUnits(Units& units, const JsonText& order)
{
    for (const Value& line : itemsOf(order)) {
        const auto adjustment = line.member(u"adjustment");
        if (!adjustment || adjustment->kind() != JsonText::Kind::True)
            units[nameOf(splitText(line.member(u"sku")), splitText(line.member(u"name")))] += quantityOf(line);
    }
}

QStringList tagsOf(const JsonText& order)
{
    const auto tags = splitValue(order, "tagIds");
    QStringList ids;
    for (const Value& tag : tags ? tags->elements() : std::vector<Value>())
        ids += QString::fromUtf8(tag.canonical());
    ids.sort();
    return ids;
}

QString shown(const std::optional<Value>& value)
{
    return !value ? QString() : value->kind() == JsonText::Kind::String ? plain(value->string()) : QString::fromUtf8(value->raw().toByteArray());
}

bool isSameDate(const OrderDifference& difference)
{
    const auto date = [](const QByteArray& raw) {
        const auto json = JsonText::parse(raw);
        return json ? json->root().string().left(10) : QString();
    };
    return fieldName(difference.path) == u"holdUntilDate" && !date(difference.expected).isEmpty() && date(difference.expected) == date(difference.found);
}

bool isFilledByShipStation(const OrderDifference& difference)
{
    const bool isUnset = difference.found == "false" || fieldName(difference.path) == u"orderId";
    return isLeftOutOfChild(difference.path) && difference.expected.isEmpty() && isUnset;
}

class Proof
{
public:
    Proof(const SplitPlan& plan, const JsonText& parentNow, const std::vector<JsonText>& childrenNow, SplitStage stage)
        : m_plan(plan), m_parentNow(parentNow), m_childrenNow(childrenNow), m_stage(stage)
    {
    }

    QList<ProofLine> run()
    {
        const auto before = JsonText::parse(m_plan.before);
        const auto body = expectedParent(m_plan);
        const auto expected = body ? JsonText::parse(*body) : tl::unexpected(body.error());
        if (!before || !expected) {
            add(ProofCode::Fields, Proofs::tr("The plan of the split can be read"), Proofs::tr("yes"), Proofs::tr("no"));
            return std::move(m_lines);
        }
        units(*before);
        planned();
        identity(*before);
        differ(*expected);
        for (const SplitPlan::Child& child : m_plan.children)
            prove(child, *before);
        return std::move(m_lines);
    }

private:
    void add(ProofCode code, const QString& text, const QString& expected, const QString& found)
    {
        m_lines += ProofLine{code, text, expected == found, expected, found};
    }

    void units(const JsonText& before)
    {
        Units expected, found;
        addUnits(expected, before);
        addUnits(found, m_parentNow);
        for (const JsonText& child : m_childrenNow)
            addUnits(found, child);
        for (const auto& [name, count] : found)
            expected.try_emplace(name, 0);
        for (const auto& [name, count] : expected)
            add(ProofCode::Units, Proofs::tr("Units of %1 in all orders together").arg(plain(name)), QString::number(count), QString::number(found[name]));
    }

    void planned()
    {
        const auto items = itemsOf(m_parentNow);
        for (const SplitLine& line : m_plan.stays) {
            qint64 found = 0;
            for (const Value& item : items) {
                const auto id = item.member(u"orderItemId");
                found += id && id->integer() == line.item ? quantityOf(item) : 0;
            }
            addLine(nameOf(line.sku, line.name), m_plan.number, line.quantity, found);
        }
        for (const SplitPlan::Child& child : m_plan.children) {
            Units expected, found;
            for (const SplitLine& line : child.lines)
                expected[nameOf(line.sku, line.name)] += line.quantity;
            if (const JsonText* now = childNow(child))
                addUnits(found, *now);
            for (const auto& [name, count] : expected)
                addLine(name, child.number, count, found[name]);
        }
    }

    void addLine(const QString& name, const QString& number, qint64 expected, qint64 found)
    {
        add(ProofCode::Line, Proofs::tr("Units of %1 on #%2").arg(plain(name), plain(number)), QString::number(expected), QString::number(found));
    }

    void identity(const JsonText& before)
    {
        struct Row
        {
            ProofCode code;
            const char* path;
            QString text;
        };
        const QString number = plain(m_plan.number);
        for (const Row& row : {Row{ProofCode::Number, "orderNumber", Proofs::tr("Order number of the original")}, Row{ProofCode::Key, "orderKey", Proofs::tr("Key of #%1").arg(number)},
                 Row{ProofCode::Id, "orderId", Proofs::tr("ShipStation's id of #%1").arg(number)}, Row{ProofCode::Store, "advancedOptions.storeId", Proofs::tr("Store of #%1").arg(number)}}) {
            add(row.code, row.text, shown(splitValue(before, row.path)), shown(splitValue(m_parentNow, row.path)));
        }
        add(ProofCode::Tags, Proofs::tr("Tags of #%1").arg(number), tagsOf(before).join(QStringLiteral(", ")), tagsOf(m_parentNow).join(QStringLiteral(", ")));
    }

    /// What is compared field by field is told by the fields' names only: their values may be the buyer's.
    void differ(const JsonText& expected)
    {
        struct Row
        {
            ProofCode code;
            QStringList fields;
            QString text;
        };
        const QString number = plain(m_plan.number);
        const auto text = [](const char* name) { return QString::fromLatin1(name); };
        const QList<Row> rows{{ProofCode::Status, {text("orderStatus"), text("holdUntilDate")}, Proofs::tr("Status of #%1").arg(number)},
            {ProofCode::Notes, {text("customerNotes"), text("internalNotes"), text("giftMessage")}, Proofs::tr("Notes of #%1").arg(number)},
            {ProofCode::Customs, {text("internationalOptions")}, Proofs::tr("Customs declaration of #%1").arg(number)},
            {ProofCode::Weight, {text("weight")}, Proofs::tr("Weight of #%1").arg(number)},
            {ProofCode::Money, {text("amountPaid"), text("taxAmount"), text("shippingAmount")}, Proofs::tr("Paid, tax and shipping of #%1").arg(number)},
            {ProofCode::Lines, {text("items")}, Proofs::tr("Lines of #%1").arg(number)}, {ProofCode::Fields, {}, Proofs::tr("All other fields of #%1").arg(number)}};
        QList<OrderDifference> rest = differences(expected, m_parentNow);
        for (const Row& row : rows) {
            QStringList places;
            rest.removeIf([&](const OrderDifference& difference) {
                const bool isHere = row.fields.isEmpty() || row.fields.contains(difference.path.steps.value(0).name);
                if (isHere)
                    places += plain(difference.path.text());
                return isHere;
            });
            addPlaces(row.code, row.text, places);
        }
    }

    void addPlaces(ProofCode code, const QString& text, const QStringList& places)
    {
        const QString asPlanned = Proofs::tr("as planned");
        add(code, text, asPlanned, places.isEmpty() ? asPlanned : Proofs::tr("changed: %1").arg(places.join(QStringLiteral(", "))));
    }

    [[nodiscard]] const JsonText* childNow(const SplitPlan::Child& child) const
    {
        const auto found = std::find_if(m_childrenNow.begin(), m_childrenNow.end(), [&](const JsonText& order) { return splitText(splitValue(order, "orderKey")) == child.key; });
        return found == m_childrenNow.end() ? nullptr : &*found;
    }

    void prove(const SplitPlan::Child& child, const JsonText& before)
    {
        const JsonText* now = childNow(child);
        const QString number = plain(child.number);
        add(ProofCode::Child, Proofs::tr("New order #%1 is there").arg(number), Proofs::tr("yes"), now ? Proofs::tr("yes") : Proofs::tr("no"));
        const auto sent = JsonText::parse(child.body);
        if (!now || !sent)
            return;
        QStringList places;
        for (const OrderDifference& difference : childDifferences(*sent, *now)) {
            const QString field = fieldName(difference.path);
            if (field != u"orderStatus" && field != u"holdUntilDate")
                places += plain(difference.path.text());
        }
        addPlaces(ProofCode::ChildContent, Proofs::tr("Content of #%1").arg(number), places);
        addStatus(number, splitText(splitValue(*now, "orderStatus")));
        const QStringList tags = tagsOf(before), tagsNow = tagsOf(*now);
        const bool hasAll = std::all_of(tags.begin(), tags.end(), [&](const QString& tag) { return tagsNow.contains(tag); });
        add(ProofCode::ChildTags, Proofs::tr("Tags of #%1").arg(number), tags.join(QStringLiteral(", ")), hasAll ? tags.join(QStringLiteral(", ")) : tagsNow.join(QStringLiteral(", ")));
    }

    void addStatus(const QString& number, const QString& status)
    {
        const OrderStatus known = orderStatus(status.toStdString());
        const bool isSafe = known == OrderStatus::OnHold || known == OrderStatus::AwaitingPayment;
        const OrderStatus wanted = m_stage == SplitStage::Held ? (isSafe ? known : OrderStatus::OnHold) : m_plan.childStatus;
        add(ProofCode::ChildStatus, Proofs::tr("Status of #%1").arg(number), QString::fromStdString(std::string(wireName(wanted))), plain(status));
    }

    const SplitPlan& m_plan;
    const JsonText& m_parentNow;
    const std::vector<JsonText>& m_childrenNow;
    SplitStage m_stage;
    QList<ProofLine> m_lines;
};

} // namespace

QList<ProofLine> proveSplit(const SplitPlan& plan, const JsonText& parentNow, const std::vector<JsonText>& childrenNow, SplitStage stage)
{
    return Proof(plan, parentNow, childrenNow, stage).run();
}

bool holds(const QList<ProofLine>& proof)
{
    return !proof.isEmpty() && std::all_of(proof.begin(), proof.end(), [](const ProofLine& line) { return line.holds; });
}

QString proofText(const SplitPlan& plan, const QList<ProofLine>& proof)
{
    QStringList numbers;
    for (const SplitPlan::Child& child : plan.children)
        numbers += QLatin1Char('#') + plain(child.number);
    QStringList text{Proofs::tr("Order #%1 was split: %2 was made of what is not produced by Through6.").arg(plain(plan.number), numbers.join(QStringLiteral(", ")))};
    for (const ProofLine& line : proof) {
        text += line.holds ? Proofs::tr("✓ %1: %2").arg(line.text, line.found) : Proofs::tr("✗ %1: expected %2, found %3").arg(line.text, line.expected, line.found);
    }
    return text.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QList<OrderDifference> childDifferences(const JsonText& sent, const JsonText& found)
{
    QList<OrderDifference> different = differences(sent, found);
    different.removeIf([](const OrderDifference& difference) { return isFilledByShipStation(difference) || isSameDate(difference); });
    return different;
}

} // namespace t6
