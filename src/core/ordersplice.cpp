// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderfields.h"
#include "orderlines.h"
#include "ordersplice.h"

#include <algorithm>
#include <map>

namespace t6 {

namespace {

using Value = JsonText::Value;
using Changes = std::vector<const OrderChange*>; // those that concern one value, all with the same path down to it

/// Writes a value anew with the changes in it; what they leave alone is copied byte by byte.
class Splicer
{
public:
    explicit Splicer(QByteArrayView text) : m_text(text) {}

    Result<void> value(const Value& value, const Changes& changes, qsizetype depth)
    {
        if (changes.empty()) {
            m_out += value.raw();
            return {};
        }
        const OrderChange& first = *changes.front();
        if (first.path.steps.size() == depth && !first.append) {
            m_out += first.after;
            return {};
        }
        switch (value.kind()) {
        case JsonText::Kind::Object:
            return object(value, changes, depth);
        case JsonText::Kind::Array:
            return array(value, changes, depth);
        case JsonText::Kind::Null:
            return made(changes, depth);
        default:
            return refused(PathFault::DoesNotFit, first.path.text());
        }
    }

    [[nodiscard]] const QByteArray& out() const noexcept { return m_out; }

private:
    struct Part // of a container: a member with its key, or an element
    {
        qsizetype begin;
        Value value;
        Changes changes;
    };

    static bool removes(const Changes& changes, qsizetype depth)
    {
        return !changes.empty() && changes.front()->path.steps.size() == depth + 1 && !changes.front()->append && changes.front()->after.isEmpty();
    }

    /// Of an object; fails on a change that wants an array here.
    static Result<std::map<QString, Changes>> byName(const Changes& changes, qsizetype depth)
    {
        std::map<QString, Changes> names;
        for (const OrderChange* change : changes) {
            if (change->path.steps.size() == depth || !change->path.steps[depth].id.isEmpty())
                return refused(PathFault::DoesNotFit, change->path.text());
            names[change->path.steps[depth].name].push_back(change);
        }
        return names;
    }

    Result<void> object(const Value& object, const Changes& changes, qsizetype depth)
    {
        auto names = byName(changes, depth);
        if (!names)
            return tl::unexpected(names.error());
        std::vector<Part> parts;
        for (const Value::Member& member : object.members()) {
            const auto node = names->extract(member.key);
            parts.push_back({member.begin, member.value, node.empty() ? Changes() : node.mapped()});
        }
        return container(object, parts, depth, [&](bool isFirst) { return newMembers(*names, depth, isFirst); });
    }

    Result<void> array(const Value& array, const Changes& changes, qsizetype depth)
    {
        const OrderLines lines(array.elements());
        std::vector<Part> parts;
        for (const Value& element : lines.elements())
            parts.push_back({element.begin(), element, {}});
        Changes appended;
        for (const OrderChange* change : changes) {
            if (change->path.steps.size() == depth) {
                appended.push_back(change);
                continue;
            }
            if (change->path.steps[depth].id.isEmpty())
                return refused(PathFault::DoesNotFit, change->path.text());
            const auto place = lines.find(change->path.steps[depth]);
            if (!place)
                return refused(PathFault::NoElement, change->path.text());
            parts[*place].changes.push_back(change);
        }
        return container(array, parts, depth, [&](bool isFirst) {
            newElements(appended, isFirst);
            return Result<void>();
        });
    }

    /// The commas: a part that stays keeps the bytes between its predecessor and itself, unless it is the first that stays.
    template <typename Rest>
    Result<void> container(const Value& whole, const std::vector<Part>& parts, qsizetype depth, Rest rest)
    {
        copy(whole.begin(), parts.empty() ? whole.begin() + 1 : parts.front().begin);
        bool isFirst = true;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const Part& part = parts[i];
            if (removes(part.changes, depth))
                continue;
            if (!std::exchange(isFirst, false))
                copy(parts[i - 1].value.end(), part.begin);
            copy(part.begin, part.value.begin());
            if (const auto done = value(part.value, part.changes, depth + 1); !done)
                return done;
        }
        if (const Result<void> done = rest(isFirst); !done)
            return done;
        copy(parts.empty() ? whole.begin() + 1 : parts.back().value.end(), whole.end());
        return {};
    }

    Result<void> newMembers(const std::map<QString, Changes>& names, qsizetype depth, bool isFirst)
    {
        for (const auto& [name, changes] : names) {
            if (removesOnly(changes, depth + 1))
                continue;
            if (!std::exchange(isFirst, false))
                m_out += ',';
            m_out += jsonString(name) + ':';
            if (const auto done = made(changes, depth + 1); !done)
                return done;
        }
        return {};
    }

    void newElements(const Changes& appended, bool isFirst)
    {
        for (const OrderChange* change : appended) {
            if (!std::exchange(isFirst, false))
                m_out += ',';
            m_out += change->after;
        }
    }

    /// What is not there cannot go: nothing is made for its sake. (A line that is not there is an error.)
    static bool removesOnly(const Changes& changes, qsizetype depth)
    {
        return std::all_of(changes.begin(), changes.end(), [&](const OrderChange* change) {
            const auto& steps = change->path.steps;
            return change->after.isEmpty() && std::all_of(steps.begin() + depth, steps.end(), [](const OrderPath::Step& step) { return step.id.isEmpty(); });
        });
    }

    /// A value where there was none, or null.
    Result<void> made(const Changes& changes, qsizetype depth)
    {
        const OrderChange& first = *changes.front();
        const bool endsHere = first.path.steps.size() == depth;
        if (endsHere && !first.append) {
            m_out += first.after;
            return {};
        }
        if (removesOnly(changes, depth)) {
            m_out += "null";
            return {};
        }
        return endsHere ? madeArray(changes, depth) : madeObject(changes, depth);
    }

    Result<void> madeArray(const Changes& appended, qsizetype depth)
    {
        for (const OrderChange* change : appended) {
            if (change->path.steps.size() != depth)
                return refused(PathFault::NoElement, change->path.text());
        }
        m_out += '[';
        newElements(appended, true);
        m_out += ']';
        return {};
    }

    Result<void> madeObject(const Changes& changes, qsizetype depth)
    {
        const auto names = byName(changes, depth);
        if (!names)
            return tl::unexpected(names.error());
        m_out += '{';
        const auto done = newMembers(*names, depth, true);
        m_out += '}';
        return done;
    }

    void copy(qsizetype from, qsizetype to) { m_out += m_text.sliced(from, to - from); }

    QByteArrayView m_text;
    QByteArray m_out;
};

} // namespace

Result<QByteArray> spliced(const JsonText& json, const QList<OrderChange>& changes)
{
    Changes all;
    for (const OrderChange& change : changes)
        all.push_back(&change);
    const auto around = json.root();
    Splicer splicer(json.text());
    if (const auto done = splicer.value(around, all, 0); !done)
        return tl::unexpected(done.error());
    const QByteArrayView text = json.text();
    const QByteArray result = text.first(around.begin()).toByteArray() + splicer.out() + text.sliced(around.end()).toByteArray();
    if (!JsonText::parse(result)) // values that are fine alone may be too deep in here
        return refused(PathFault::DoesNotFit, changes.isEmpty() ? QString() : changes.front().path.text());
    return result;
}

Result<void> checkPatch(const OrderPatch& patch)
{
    for (const OrderChange& change : patch.changes) {
        const QString name = change.path.text();
        const bool hasValues = (change.before.isEmpty() || canonicalJson(change.before)) && (change.after.isEmpty() || canonicalJson(change.after));
        if (!hasValues || (change.append && (change.after.isEmpty() || !change.before.isEmpty())))
            return refused(PathFault::NoJson, name);
        if (change.path.steps.isEmpty() || !change.path.steps.front().id.isEmpty())
            return refused(PathFault::Spelling, name);
        if (change.append)
            continue;
        const bool isAlone = std::none_of(patch.changes.begin(), patch.changes.end(), [&](const OrderChange& other) { return &other != &change && other.path.startsWith(change.path); });
        if (!isAlone)
            return refused(PathFault::Overlaps, name);
    }
    return {};
}

Result<QByteArray> applied(const JsonText& order, const OrderPatch& patch)
{
    if (const auto checked = checkPatch(patch); !checked)
        return tl::unexpected(checked.error());
    return spliced(order, patch.changes);
}

} // namespace t6
