// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderfields.h"
#include "orderlines.h"
#include "ordersplice.h"

#include <algorithm>
#include <set>

namespace t6 {

namespace {

using OptionalValue = std::optional<JsonText::Value>;

OptionalValue memberOf(const OptionalValue& object, const QString& name)
{
    return object ? object->member(name) : std::nullopt;
}

/// Whether a value that is replaced as a whole keeps what no patch may touch, wherever that lies in it.
class IdentityGuard
{
public:
    static bool isKept(const OptionalValue& before, const OptionalValue& after, const QString& field)
    {
        if (isLines(field))
            return areLinesKept(before, after, elementName(field));
        std::set<QString> names;
        for (const OptionalValue& object : {before, after}) {
            for (const auto& member : object ? object->members() : std::vector<JsonText::Value::Member>())
                names.insert(member.key);
        }
        return std::all_of(names.begin(), names.end(), [&](const QString& name) {
            const QString inner = memberName(field, name);
            const OptionalValue old = memberOf(before, name), now = memberOf(after, name);
            return isIdentity(inner) ? plainForm(old) == plainForm(now) : isKept(old, now, inner);
        });
    }

private:
    /// Lines may go, and new ones come without an id; no line may pass for another.
    static bool areLinesKept(const OptionalValue& before, const OptionalValue& after, const QString& line)
    {
        QByteArrayList known;
        for (const auto& element : before ? before->elements() : std::vector<JsonText::Value>())
            known += identity(element, line);
        for (const auto& element : after ? after->elements() : std::vector<JsonText::Value>()) {
            const QByteArray id = identity(element, line);
            if (!id.isEmpty() && !known.removeOne(id))
                return false;
        }
        return true;
    }

    static QByteArray identity(const JsonText::Value& element, const QString& line)
    {
        QByteArray identity;
        for (const auto& member : element.members()) {
            if (const QByteArray form = plainForm(std::optional(member.value)); isIdentity(memberName(line, member.key)) && !form.isEmpty())
                identity += jsonString(member.key) + form;
        }
        return identity;
    }
};

bool keepsIdentity(const OptionalValue& before, const OrderChange& change)
{
    const bool isLine = !change.path.steps.last().id.isEmpty();
    if (isLine && change.after.isEmpty())
        return true;
    const auto json = JsonText::parse(change.after);
    const OptionalValue after = json ? OptionalValue(json->root()) : std::nullopt;
    const QString field = fieldName(change.path);
    return change.append ? IdentityGuard::isKept(std::nullopt, after, elementName(field)) : IdentityGuard::isKept(before, after, field);
}

/// A wish for something inside of what another wish replaces changes that one's value.
Result<void> foldInto(OrderChange& outer, const OrderChange& inner)
{
    const auto value = JsonText::parse(outer.after);
    if (!value)
        return refused(PathFault::Overlaps, inner.path.text());
    OrderChange relative = inner;
    relative.path.steps.remove(0, outer.path.steps.size());
    auto folded = spliced(*value, {relative});
    if (!folded)
        return refused(PathFault::DoesNotFit, inner.path.text());
    outer.after = std::move(*folded);
    return {};
}

Result<void> note(OrderPatch& patch, const JsonText& base, OrderChange change)
{
    if (change.path.steps.isEmpty() || !change.path.steps.front().id.isEmpty())
        return refused(PathFault::Spelling, change.path.text());
    change.path = identified(base, change.path);
    const auto before = valueAt(base, change.path);
    if (isServerOwned(change.path) || !keepsIdentity(before, change))
        return refused(PathFault::ServerOwned, change.path.text());
    if (const auto fits = spliced(base, {change}); !fits)
        return tl::unexpected(fits.error());

    QList<OrderChange> changes = patch.changes;
    if (!change.append)
        changes.removeIf([&](const OrderChange& other) { return other.path.startsWith(change.path); });
    const auto outer = std::find_if(changes.begin(), changes.end(), [&](const OrderChange& other) { return !other.append && change.path.startsWith(other.path); });
    if (outer != changes.end()) {
        if (const auto folded = foldInto(*outer, change); !folded)
            return folded;
        if (plainForm(outer->before) == plainForm(outer->after))
            changes.erase(outer);
    } else if (change.append) {
        changes.append(change);
    } else if (change.before = rawOf(before); plainForm(change.before) != plainForm(change.after)) {
        changes.append(change);
    }
    if (const auto fits = spliced(base, changes); !fits)
        return tl::unexpected(fits.error());
    patch.changes = std::move(changes);
    return {};
}

/// The value's own bytes, without the space around them.
Result<QByteArray> checkedValue(const QByteArray& raw, const OrderPath& path)
{
    const auto json = JsonText::parse(raw);
    return json ? Result<QByteArray>(json->root().raw().toByteArray()) : refused(PathFault::NoJson, path.text());
}

} // namespace

Result<void> OrderPatch::set(const JsonText& base, const OrderPath& path, QByteArray after)
{
    auto value = checkedValue(after, path);
    return value ? note(*this, base, {path, {}, std::move(*value), false}) : tl::unexpected(value.error());
}

Result<void> OrderPatch::append(const JsonText& base, const OrderPath& array, QByteArray element)
{
    auto value = checkedValue(element, array);
    return value ? note(*this, base, {array, {}, std::move(*value), true}) : tl::unexpected(value.error());
}

Result<void> OrderPatch::remove(const JsonText& base, const OrderPath& path)
{
    return note(*this, base, {path, {}, {}, false});
}

} // namespace t6
