// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "customssteps.h"

#include "ordersplice.h"

#include <QSet>

namespace t6 {

namespace {

using Value = JsonText::Value;

OrderPath declaration()
{
    return {{{QStringLiteral("internationalOptions"), {}}, {QStringLiteral("customsItems"), {}}}};
}

std::vector<Value> linesOf(const JsonText& order)
{
    const auto lines = valueAt(order, declaration());
    return lines && lines->isArray() ? lines->elements() : std::vector<Value>();
}

QByteArray idOf(const Value& line)
{
    const auto id = line.member(u"customsItemId");
    return id && !id->isNull() ? id->canonical() : QByteArray();
}

Result<QByteArray> withoutId(const Value& line)
{
    auto alone = JsonText::parse(line.raw().toByteArray());
    if (!alone)
        return tl::unexpected(alone.error());
    const auto id = alone->root().member(u"customsItemId");
    return id ? spliced(*alone, {{OrderPath{{{QStringLiteral("customsItemId"), {}}}}, id->raw().toByteArray(), {}, false}}) : Result<QByteArray>(alone->text());
}

} // namespace

Result<CustomsSteps> intoCustomsSteps(const JsonText& seen, const OrderPatch& patch)
{
    const auto wanted = applied(seen, patch);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto goal = JsonText::parse(*wanted);
    if (!goal)
        return tl::unexpected(goal.error());
    const std::vector<Value> remaining = linesOf(*goal);
    QSet<QByteArray> kept;
    for (const Value& line : remaining)
        kept.insert(idOf(line));
    const std::vector<Value> before = linesOf(seen);
    const bool drops = std::any_of(before.begin(), before.end(), [&kept](const Value& line) { return !kept.contains(idOf(line)); });
    if (!drops || remaining.empty())
        return CustomsSteps{patch, {}};

    CustomsSteps steps;
    for (const OrderChange& change : patch.changes) {
        if (!change.path.startsWith(declaration()))
            steps.first.changes.append(change);
    }
    if (auto cleared = steps.first.set(seen, declaration(), "[]"); !cleared)
        return tl::unexpected(cleared.error());
    for (const Value& line : remaining) {
        auto fresh = withoutId(line);
        if (!fresh)
            return tl::unexpected(fresh.error());
        steps.then.changes.append({declaration(), {}, std::move(*fresh), true});
    }
    return steps;
}

} // namespace t6
