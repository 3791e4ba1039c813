// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderfields.h"
#include "ordersplice.h"
#include "splitcustoms.h"
#include "splitdivision.h"
#include "splitproof.h"

#include <algorithm>

namespace t6 {

namespace {

using Value = JsonText::Value;

tl::unexpected<Error> changedAt(const OrderPath& path)
{
    return failure(ErrorDomain::Input, ErrorCode::OrderChanged, {}, path.text());
}

std::vector<Value> elementsAt(const JsonText& order, const char* path)
{
    const auto array = splitValue(order, path);
    return array ? array->elements() : std::vector<Value>();
}

qint64 quantityOf(const Value& line)
{
    const auto quantity = line.member(u"quantity");
    return quantity ? quantity->integer().value_or(0) : 0;
}

/// The lines of the order now, each of which can be one line of the order before.
class Pool
{
public:
    explicit Pool(std::vector<Value> lines) : m_lines(std::move(lines)), m_isTaken(m_lines.size()) {}

    template <typename Matches>
    std::optional<Value> take(Matches matches)
    {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            if (m_isTaken[i] || !matches(m_lines[i]))
                continue;
            m_isTaken[i] = true;
            return m_lines[i];
        }
        return std::nullopt;
    }
    [[nodiscard]] bool isEmpty() const { return std::all_of(m_isTaken.begin(), m_isTaken.end(), [](bool isTaken) { return isTaken; }); }

private:
    std::vector<Value> m_lines;
    std::vector<bool> m_isTaken;
};

class Restoration
{
public:
    Restoration(const SplitPlan& plan, const JsonText& before, const JsonText& planned, const JsonText& now, const std::optional<JsonText>& rewritten)
        : m_plan(plan), m_before(before), m_planned(planned), m_now(now), m_rewritten(rewritten)
    {
    }

    Result<OrderPatch> run()
    {
        for (const auto step : {&Restoration::items, &Restoration::weight, &Restoration::customs}) {
            if (const auto done = (this->*step)(); !done)
                return tl::unexpected(done.error());
        }
        if (const auto checked = checkPatch(m_patch); !checked)
            return tl::unexpected(checked.error());
        return std::move(m_patch);
    }

private:
    [[nodiscard]] qint64 leaving(qint64 item) const
    {
        qint64 units = 0;
        for (const SplitPlan::Child& child : m_plan.children) {
            for (const SplitLine& line : child.lines)
                units += line.item == item ? line.quantity : 0;
        }
        return units;
    }

    Result<void> items()
    {
        Pool pool(elementsAt(m_now, "items"));
        std::vector<Value> gone;
        for (const Value& line : elementsAt(m_before, "items")) {
            const auto id = line.member(u"orderItemId");
            const auto now = pool.take([&](const Value& other) { return plainForm(other.member(u"orderItemId")) == plainForm(id); });
            const qint64 left = quantityOf(line) - leaving(id ? id->integer().value_or(0) : 0);
            if (!now && left > 0)
                return changedAt(itemPath(line));
            if (!now) {
                gone.push_back(line);
            } else if (quantityOf(*now) != quantityOf(line)) {
                if (quantityOf(*now) != left)
                    return changedAt(itemPath(line));
                setQuantity(itemPath(*now), *now, quantityOf(line));
            }
        }
        for (const Value& line : gone) {
            const QByteArray content = comparableForm(std::optional(line), QStringLiteral("items[]"));
            if (pool.take([&](const Value& other) { return comparableForm(std::optional(other), QStringLiteral("items[]")) == content; }))
                continue;
            if (const auto added = bringBack(line); !added)
                return added;
        }
        return pool.isEmpty() ? Result<void>() : changedAt(splitPath("items"));
    }

    Result<void> bringBack(const Value& line)
    {
        const auto json = JsonText::parse(line.raw().toByteArray());
        auto element = json ? spliced(*json, {{splitPath("orderItemId"), {}, {}, false}}) : tl::unexpected(json.error());
        if (!element)
            return tl::unexpected(element.error());
        m_patch.changes.append({splitPath("items"), {}, std::move(*element), true});
        return {};
    }

    void setQuantity(OrderPath path, const Value& now, qint64 quantity)
    {
        path.steps += {QStringLiteral("quantity"), {}};
        m_patch.changes.append({path, rawOf(now.member(u"quantity")), QByteArray::number(quantity), false});
    }

    Result<void> weight()
    {
        const bool isOurs = std::any_of(m_plan.reduction.changes.begin(), m_plan.reduction.changes.end(), [](const OrderChange& change) { return change.path.steps.front().name == u"weight"; });
        if (!isOurs)
            return {};
        if (const auto weight = splitValue(m_before, "weight"); !weight)
            return m_patch.set(m_now, splitPath("weight"), "null");
        for (const char* path : {"weight.value", "weight.units"}) {
            const auto before = splitValue(m_before, path);
            if (const auto set = m_patch.set(m_now, splitPath(path), before ? before->raw().toByteArray() : QByteArrayLiteral("null")); !set)
                return set;
        }
        return {};
    }

    [[nodiscard]] bool isDeclared(const JsonText& as) const
    {
        const char* const kPath = "internationalOptions.customsItems";
        const QString field = QString::fromLatin1(kPath);
        return comparableForm(splitValue(m_now, kPath), field) == comparableForm(splitValue(as, kPath), field);
    }

    /// Lines only grow and return, so nothing has to be cleared. An empty declaration is one that was not written anew any more.
    Result<void> customs()
    {
        const std::vector<Value> now = elementsAt(m_now, "internationalOptions.customsItems");
        const bool isCleared = now.empty() && !m_plan.declaration.isEmpty();
        if (isDeclared(m_before))
            return {};
        if (m_rewritten && !isDeclared(m_planned) && isDeclared(*m_rewritten)) // it will write them again, for all items
            return {};
        if (!isDeclared(m_planned) && !isCleared)
            return changedAt(customsPath());
        Pool pool(now);
        for (const Value& line : elementsAt(m_before, "internationalOptions.customsItems")) {
            if (const auto done = restoreCustoms(line, pool); !done)
                return done;
        }
        return pool.isEmpty() ? Result<void>() : changedAt(customsPath());
    }

    Result<void> restoreCustoms(const Value& line, Pool& pool)
    {
        const auto whole = customsLine(line, quantityOf(line));
        if (!whole)
            return tl::unexpected(whole.error());
        const auto same = pool.take([&](const Value& other) {
            const auto otherWhole = customsLine(other, quantityOf(line));
            return otherWhole && plainForm(*otherWhole) == plainForm(*whole);
        });
        if (!same) {
            m_patch.changes.append({customsPath(), {}, *whole, true});
            return {};
        }
        if (quantityOf(*same) == quantityOf(line))
            return {};
        OrderPath path = customsPath();
        const auto id = same->member(u"customsItemId");
        if (!id)
            return changedAt(path);
        path.steps += {QStringLiteral("customsItemId"), id->canonical()};
        setQuantity(path, *same, quantityOf(line));
        return {};
    }

    const SplitPlan& m_plan;
    const JsonText& m_before;
    const JsonText& m_planned;
    const JsonText& m_now;
    const std::optional<JsonText>& m_rewritten;
    OrderPatch m_patch;
};

} // namespace

Result<OrderPatch> restoration(const SplitPlan& plan, const JsonText& parentNow, const std::optional<JsonText>& rewritten)
{
    const auto before = JsonText::parse(plan.before);
    const auto body = expectedParent(plan);
    const auto planned = body ? JsonText::parse(*body) : tl::unexpected(body.error());
    if (!before || !planned)
        return tl::unexpected(before ? planned.error() : before.error());
    return Restoration(plan, *before, *planned, parentNow, rewritten).run();
}

} // namespace t6
