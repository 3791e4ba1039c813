// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordermerge.h"
#include "orderfields.h"
#include "orderlines.h"
#include "ordersplice.h"

#include <algorithm>

namespace t6 {

namespace {

/// Whether an element was added by them as our person wants to add it.
bool isAddition(const OrderDifference& difference, const OrderChange& append)
{
    OrderPath array = difference.path;
    const bool isNewLine = difference.expected.isEmpty() && !array.steps.last().id.isEmpty();
    array.steps.removeLast();
    const QString field = fieldName(difference.path);
    return isNewLine && append.append && array == append.path && comparableForm(difference.found, field) == comparableForm(append.after, field);
}

class Merge
{
public:
    Merge(const JsonText& base, const JsonText& theirs) : m_base(base), m_theirs(theirs), m_theirChanges(differences(base, theirs)) {}

    Result<MergeOutcome> of(const OrderPatch& ours)
    {
        for (OrderChange change : ours.changes) {
            change.path = identified(m_base, change.path);
            if (change.append)
                append(change);
            else if (const auto placed = set(change); !placed)
                return tl::unexpected(placed.error());
        }
        for (const OrderDifference& theirChange : m_theirChanges)
            judge(theirChange);
        if (!m_outcome.conflicts.isEmpty() || m_outcome.patch.isEmpty())
            return m_outcome;
        auto body = applied(m_theirs, m_outcome.patch);
        if (!body)
            return tl::unexpected(body.error());
        m_outcome.body = std::move(*body);
        return m_outcome;
    }

private:
    Result<void> set(OrderChange change)
    {
        const auto base = valueAt(m_base, change.path), theirs = valueAt(m_theirs, change.path);
        if (plainForm(base) != plainForm(change.before))
            return refused(PathFault::DoesNotFit, change.path.text()); // made for another base: what the person saw is not known
        const QString field = fieldName(change.path);
        const auto form = comparableForm(theirs, field);
        const bool isUntouched = form == comparableForm(base, field);
        m_judged.append(change.path);
        if (plainForm(theirs) == plainForm(change.after) || (!isUntouched && form == comparableForm(change.after, field)))
            return {}; // done already
        if (!isUntouched)
            m_outcome.conflicts.append({change.path, rawOf(base), rawOf(theirs), change.after});
        change.before = rawOf(theirs);
        m_outcome.patch.changes.append(change);
        return {};
    }

    void append(const OrderChange& change)
    {
        const auto same = std::find_if(m_theirChanges.begin(), m_theirChanges.end(), [&](const OrderDifference& theirs) { return isAddition(theirs, change); });
        if (same == m_theirChanges.end())
            m_outcome.patch.changes.append(change);
        else
            m_theirChanges.erase(same);
    }

    /// Their changes that set() has not judged yet.
    void judge(const OrderDifference& theirs)
    {
        if (std::any_of(m_judged.begin(), m_judged.end(), [&](const OrderPath& place) { return theirs.path.startsWith(place); }))
            return;
        const auto groups = groupsOf(theirs.path);
        const auto concerns = [&](const OrderChange& ours) {
            const auto touched = groupsOf(ours.path);
            return ours.path.startsWith(theirs.path) || theirs.path.startsWith(ours.path)
                || std::any_of(groups.begin(), groups.end(), [&](FieldGroup group) { return touched.contains(group); });
        };
        const auto& ours = m_outcome.patch.changes;
        if (std::any_of(ours.begin(), ours.end(), concerns))
            m_outcome.conflicts.append({theirs.path, theirs.expected, theirs.found, theirs.expected});
        else
            m_outcome.kept.append(theirs.path);
    }

    const JsonText& m_base;
    const JsonText& m_theirs;
    QList<OrderDifference> m_theirChanges;
    QList<OrderPath> m_judged;
    MergeOutcome m_outcome;
};

QByteArray orderIdOf(const JsonText& order)
{
    return plainForm(order.root().member(u"orderId"));
}

QString statusOf(const JsonText& order)
{
    const auto status = order.root().member(u"orderStatus");
    return status ? status->string() : QString();
}

bool isFulfilledElsewhere(const JsonText& order)
{
    const auto elsewhere = order.root().member(u"externallyFulfilled");
    return elsewhere && elsewhere->kind() == JsonText::Kind::True;
}

} // namespace

Result<MergeOutcome> merge(const JsonText& base, const JsonText& theirs, const OrderPatch& ours)
{
    if (orderIdOf(base).isEmpty() || orderIdOf(base) != orderIdOf(theirs))
        return refused(PathFault::OtherOrder, QStringLiteral("orderId"));
    if (const auto checked = checkPatch(ours); !checked)
        return tl::unexpected(checked.error());
    if (!isEditable(theirs))
        return failure(ErrorDomain::ShipStation, ErrorCode::OrderLocked, isFulfilledElsewhere(theirs) ? QStringLiteral("externallyFulfilled") : statusOf(theirs));
    return Merge(base, theirs).of(ours);
}

bool isEditable(const JsonText& order)
{
    static const QStringList kOpen{QStringLiteral("awaiting_payment"), QStringLiteral("awaiting_shipment"), QStringLiteral("on_hold"), QStringLiteral("pending_fulfillment")};
    return kOpen.contains(statusOf(order)) && !isFulfilledElsewhere(order);
}

} // namespace t6
