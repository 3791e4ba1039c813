// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitplan.h"

#include "ordersplice.h"
#include "splitchild.h"
#include "splitcustoms.h"
#include "splitweights.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>
#include <array>
#include <string>

namespace t6 {

namespace {

struct Splits // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::Splits)
};

constexpr qsizetype kLongestNumber = 50; // reference §2.1
constexpr int kHeldDays = 30; // ShipStation releases by itself on the day; an interrupted split is long noticed by then
constexpr auto kInternalNotes = "internalNotes";

/// Not translated: merchants search their orders for it.
QString markerFor(const QString& number)
{
    return QStringLiteral("Split off from #") + number;
}

/// Equal plans give one key, so that a child that is sent again is the same order.
QString keyOf(const QByteArray& parentKey, std::size_t child, const QList<SplitLine>& lines, const QString& number)
{
    QByteArray plan = parentKey + '\n' + QByteArray::number(static_cast<qulonglong>(child)) + '\n' + number.toUtf8();
    for (const SplitLine& line : lines)
        plan += '\n' + QByteArray::number(line.item) + ' ' + QByteArray::number(line.quantity);
    constexpr qsizetype kKeyDigits = 20;
    return QStringLiteral("t6s-") + QString::fromLatin1(QCryptographicHash::hash(plan, QCryptographicHash::Blake2b_160).toHex().first(kKeyDigits));
}

class Planner
{
public:
    Planner(SplitDivision division, const SplitSettings& settings, const QSet<QString>& takenNumbers)
        : m_division(std::move(division)), m_settings(settings), m_taken(takenNumbers)
    {
    }

    Result<SplitPlan> run()
    {
        const JsonText& order = m_division.order;
        m_plan.number = splitText(splitValue(order, "orderNumber"));
        m_plan.parentKey = splitText(splitValue(order, "orderKey")).toUtf8();
        m_plan.parent = {splitValue(order, "orderId")->integer().value_or(0)};
        m_plan.before = order.text();
        m_plan.childStatus = orderStatus(splitText(splitValue(order, "orderStatus")).toStdString());
        m_plan.stays = linesOf([](const SplitItem& item) { return item.staying(); });
        noteAboutOrder();
        for (const auto step : {&Planner::reduceItems, &Planner::reduceWeight, &Planner::divideCustomsLines, &Planner::makeChildren}) {
            if (const auto done = (this->*step)(); !done)
                return tl::unexpected(done.error());
        }
        noteAboutChildren();
        return std::move(m_plan);
    }

private:
    template <typename Count>
    [[nodiscard]] QList<SplitLine> linesOf(Count count) const
    {
        QList<SplitLine> lines;
        for (const SplitItem& item : m_division.items) {
            if (!item.isShipped() || count(item) == 0)
                continue;
            lines += item.line;
            lines.last().quantity = count(item);
        }
        return lines;
    }

    Result<void> reduceItems()
    {
        for (const SplitItem& item : m_division.items) {
            if (item.leaving() == 0)
                continue;
            OrderPath path = itemPath(item.value);
            if (item.staying() > 0)
                path.steps += {QStringLiteral("quantity"), {}};
            const auto done = item.staying() > 0 ? m_plan.reduction.set(m_division.order, path, QByteArray::number(item.staying())) : m_plan.reduction.remove(m_division.order, path);
            if (!done)
                return done;
        }
        return {};
    }

    Result<void> reduceWeight()
    {
        SplitWeights weights = splitWeights(m_division);
        m_plan.weightBefore = weights.before;
        m_plan.weightAfter = weights.after;
        m_weights = weights.children;
        m_plan.notices += weights.notices;
        if (weights.after == weights.before)
            return {};
        if (const auto set = m_plan.reduction.set(m_division.order, splitPath("weight.value"), weights.after.value); !set)
            return set;
        return m_plan.reduction.set(m_division.order, splitPath("weight.units"), jsonString(weights.after.units));
    }

    Result<void> divideCustomsLines()
    {
        auto customs = divideCustoms(m_division, m_plan.reduction, m_plan.declaration);
        if (!customs)
            return tl::unexpected(customs.error());
        m_customs = customs->children;
        m_plan.notices += customs->notices;
        return {};
    }

    Result<void> makeChildren()
    {
        const QDate held = heldUntil();
        const QString field = markerField();
        for (std::size_t i = 0; i < m_division.children; ++i) {
            SplitPlan::Child child;
            child.number = nextNumber();
            if (child.number.size() > kLongestNumber)
                return splitRefused(Splits::tr("The number of the new order, “%1”, would be longer than the %2 characters that ShipStation takes.").arg(child.number).arg(kLongestNumber), QStringLiteral("orderNumber"));
            child.lines = linesOf([i](const SplitItem& item) { return item.leaves[i]; });
            child.key = keyOf(m_plan.parentKey, i, child.lines, child.number);
            child.weight = m_weights[static_cast<qsizetype>(i)];
            const OrderStatus status = held.isNull() ? OrderStatus::AwaitingPayment : OrderStatus::OnHold;
            auto body = childBody(m_division, {i, child.number, child.key, status, held, child.weight, m_customs[static_cast<qsizetype>(i)], field, markerFor(m_plan.number)});
            if (!body)
                return tl::unexpected(body.error());
            child.body = std::move(*body);
            m_plan.children += std::move(child);
        }
        return {};
    }

    QString nextNumber()
    {
        for (;;) {
            QString number = m_plan.number + QLatin1Char('-') + QString::number(m_suffix++);
            if (!m_taken.contains(number))
                return number;
        }
    }

    /// Null where the children await payment and need no hold. An order that is on hold may have little left of it.
    QDate heldUntil()
    {
        if (m_plan.childStatus == OrderStatus::AwaitingPayment)
            return {};
        const QDate held = m_settings.today.addDays(kHeldDays);
        if (m_plan.childStatus == OrderStatus::OnHold)
            m_plan.childHold = QDate::fromString(splitText(splitValue(m_division.order, "holdUntilDate")).left(10), Qt::ISODate);
        return m_plan.childHold.isValid() ? std::max(held, m_plan.childHold) : held;
    }

    QString markerField()
    {
        static constexpr std::array kFields{"customField1", "customField2", "customField3"};
        const bool isCustom = std::any_of(kFields.begin(), kFields.end(), [&](const char* name) { return m_settings.markerField == QLatin1String(name); });
        if (isCustom && splitText(splitValue(m_division.order, QByteArray("advancedOptions." + m_settings.markerField.toLatin1()).constData())).trimmed().isEmpty())
            return m_settings.markerField;
        if (isCustom)
            note(SplitNoticeCode::MarkerInNotes, {m_settings.markerField});
        return QString::fromLatin1(kInternalNotes);
    }

    void noteAboutOrder()
    {
        if (wasSplitOrMerged(m_division.order))
            note(SplitNoticeCode::SplitBefore);
        int through6 = 0, discounts = 0;
        for (const SplitItem& item : m_division.items) {
            through6 += item.line.through6 ? item.leaving() : 0;
            discounts += item.adjustment ? 1 : 0;
        }
        if (through6 > 0)
            note(SplitNoticeCode::Through6Leaves, {QString::number(through6)});
        noteTotal();
        if (discounts > 0)
            note(SplitNoticeCode::DiscountStays, {QString::number(discounts)});
        if (splitValue(m_division.order, "dimensions"))
            note(SplitNoticeCode::DimensionsStay);
        const auto insured = splitValue(m_division.order, "insuranceOptions.insureShipment");
        if (insured && insured->kind() == JsonText::Kind::True)
            note(SplitNoticeCode::InsuranceStays);
    }

    void noteTotal()
    {
        const auto total = splitValue(m_division.order, "orderTotal");
        const auto from = total ? Decimal::parse(total->raw()) : std::nullopt;
        auto to = from;
        for (const SplitItem& item : m_division.items) {
            const auto price = splitMember(item.value, u"unitPrice");
            const auto each = price ? Decimal::parse(price->raw()) : std::nullopt;
            const auto all = each ? each->times(item.leaving()) : std::nullopt;
            if (to && all)
                to = to->minus(*all);
        }
        if (!from || !to || *from == *to)
            return;
        note(SplitNoticeCode::TotalChanges, {QString::fromLatin1(from->json()), QString::fromLatin1(to->json())});
        if (*to < Decimal())
            note(SplitNoticeCode::DiscountExceeds, {QString::fromLatin1(to->json())});
    }

    void noteAboutChildren()
    {
        note(SplitNoticeCode::ChannelUnaware);
        note(SplitNoticeCode::AutomationRuns);
    }

    void note(SplitNoticeCode code, const QStringList& values = {}) { m_plan.notices += SplitNotice{code, values}; }

    SplitDivision m_division;
    const SplitSettings& m_settings;
    const QSet<QString>& m_taken;
    QList<SplitWeight> m_weights;
    QList<QByteArray> m_customs;
    int m_suffix = 2;
    SplitPlan m_plan;
};

} // namespace

QList<SplitLine> splittableLines(const JsonText& order, const Through6Matcher& matcher)
{
    QList<SplitLine> lines;
    for (const SplitItem& item : splitItems(order, matcher)) {
        if (item.isShipped())
            lines += item.line;
    }
    return lines;
}

SplitChoice suggestedSplit(const JsonText& order, const Through6Matcher& matcher)
{
    QList<SplitChoice::Units> others;
    bool hasThrough6 = false;
    for (const SplitLine& line : splittableLines(order, matcher)) {
        hasThrough6 = hasThrough6 || line.through6;
        if (!line.through6)
            others += {line.item, line.quantity};
    }
    SplitChoice choice;
    if (hasThrough6 && !others.isEmpty())
        choice.children += others;
    return choice;
}

Result<SplitPlan> planSplit(const JsonText& order, const SplitChoice& choice, const Through6Matcher& matcher, const SplitSettings& settings, const QSet<QString>& takenNumbers)
{
    if (!settings.today.isValid())
        return failure(ErrorDomain::Input, ErrorCode::InvalidInput, {}, QStringLiteral("today"));
    auto division = divide(order, choice, matcher);
    if (!division)
        return tl::unexpected(division.error());
    return Planner(std::move(*division), settings, takenNumbers).run();
}

Result<QByteArray> expectedParent(const SplitPlan& plan)
{
    const auto before = JsonText::parse(plan.before);
    if (!before)
        return tl::unexpected(before.error());
    const auto reduced = applied(*before, plan.reduction);
    if (!reduced || plan.declaration.isEmpty())
        return reduced;
    const auto json = JsonText::parse(*reduced);
    return json ? applied(*json, plan.declaration) : tl::unexpected(json.error());
}

Result<QByteArray> withStatus(const JsonText& order, OrderStatus status)
{
    const QByteArray name = jsonString(QString::fromStdString(std::string(wireName(status))));
    return spliced(order, {{splitPath("orderStatus"), {}, name, false}, {splitPath("holdUntilDate"), {}, "null", false}});
}

Result<QByteArray> inAwaitingPayment(const QByteArray& body)
{
    const auto json = JsonText::parse(body);
    return json ? withStatus(*json, OrderStatus::AwaitingPayment) : tl::unexpected(json.error());
}

} // namespace t6
