// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderfields.h"
#include "orderlines.h"
#include "ordersplice.h"

#include <algorithm>
#include <map>
#include <set>

namespace t6 {

namespace {

/// The member on the way that `before` does not have, or has as null: the edit made it, so the undo takes it away.
OrderPath madeFrom(const JsonText& before, const OrderPath& path)
{
    OrderPath made;
    for (const OrderPath::Step& step : path.steps) {
        made.steps.append(step);
        const auto value = valueAt(before, made);
        if (!value || value->isNull())
            break;
    }
    return made;
}

class Inverse
{
public:
    Inverse(const JsonText& before, const JsonText& after) : m_before(before), m_after(after) {}

    Result<OrderPatch> of(const OrderPatch& patch)
    {
        for (const OrderChange& change : patch.changes) {
            const bool isRemovedLine = change.after.isEmpty() && !change.path.steps.last().id.isEmpty();
            if (change.append)
                m_appended[change.path.text()].append(change);
            else if (isRemovedLine)
                bringBack(change.path);
            else if (const auto done = restore(change.path); !done)
                return tl::unexpected(done.error());
        }
        for (const auto& [array, appended] : m_appended) {
            if (const auto done = takeAway(appended); !done)
                return tl::unexpected(done.error());
        }
        return m_inverse;
    }

private:
    Result<void> restore(const OrderPath& path)
    {
        for (OrderPath line = path; !line.steps.isEmpty(); line.steps.removeLast()) {
            if (!line.steps.last().id.isEmpty() && !valueAt(m_after, line))
                return refused(PathFault::NoElement, path.text());
        }
        note(madeFrom(m_before, path));
        return {};
    }

    void note(const OrderPath& path)
    {
        const OrderChange change{path, rawOf(valueAt(m_after, path)), rawOf(valueAt(m_before, path)), false};
        if (change.before != change.after && !m_inverse.changes.contains(change))
            m_inverse.changes.append(change);
    }

    /// ShipStation has forgotten the line, so it comes back as a new one.
    void bringBack(const OrderPath& path)
    {
        const auto line = JsonText::parse(rawOf(valueAt(m_before, path)));
        if (!line || valueAt(m_after, path))
            return;
        QList<OrderChange> withoutIds;
        for (const QString& id : {QStringLiteral("orderItemId"), QStringLiteral("customsItemId")})
            withoutIds.append({OrderPath{{{id, {}}}}, {}, {}, false});
        OrderPath array = path;
        array.steps.removeLast();
        if (const auto element = spliced(*line, withoutIds))
            m_inverse.changes.append({array, {}, *element, true});
    }

    Result<void> takeAway(const QList<OrderChange>& appended)
    {
        const OrderPath& array = appended.front().path;
        const auto now = valueAt(m_after, array);
        const OrderLines lines(now ? now->elements() : std::vector<JsonText::Value>());
        std::set<std::size_t> found;
        for (const OrderChange& change : appended) {
            const auto place = placeOf(change, lines, found);
            if (!place)
                return refused(PathFault::NoElement, array.text());
            found.insert(*place);
        }
        const auto before = valueAt(m_before, array);
        const bool isAllOurs = found.size() == lines.elements().size() && (!before || before->isNull());
        const bool isNamed = std::all_of(found.begin(), found.end(), [&](std::size_t place) { return lines.identity(place).has_value(); });
        if (isAllOurs || !isNamed) {
            note(isAllOurs ? madeFrom(m_before, array) : array);
            return {};
        }
        for (const std::size_t place : found) {
            OrderPath path = array;
            path.steps.append(*lines.identity(place));
            m_inverse.changes.append({path, lines.elements()[place].raw().toByteArray(), {}, false});
        }
        return {};
    }

    /// The last line with this content that was not there before.
    [[nodiscard]] std::optional<std::size_t> placeOf(const OrderChange& change, const OrderLines& lines, const std::set<std::size_t>& taken) const
    {
        const auto before = valueAt(m_before, change.path);
        const OrderLines old(before ? before->elements() : std::vector<JsonText::Value>());
        const QString field = elementName(fieldName(change.path));
        const QByteArray wanted = comparableForm(change.after, field);
        for (std::size_t i = lines.elements().size(); i-- > 0;) {
            const auto identity = lines.identity(i);
            const bool isOld = identity && old.find(*identity);
            if (!isOld && !taken.contains(i) && comparableForm(std::optional(lines.elements()[i]), field) == wanted)
                return i;
        }
        return std::nullopt;
    }

    const JsonText& m_before;
    const JsonText& m_after;
    std::map<QString, QList<OrderChange>> m_appended;
    OrderPatch m_inverse;
};

} // namespace

Result<OrderPatch> inverse(const OrderPatch& patch, const JsonText& before, const JsonText& after)
{
    if (const auto checked = checkPatch(patch); !checked)
        return tl::unexpected(checked.error());
    auto undo = Inverse(before, after).of(patch);
    if (!undo)
        return undo;
    if (const auto checked = checkPatch(*undo); !checked)
        return tl::unexpected(checked.error());
    return undo;
}

} // namespace t6
