// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "conflictresolution.h"

#include <algorithm>

namespace t6::ui {

namespace {

Result<void> note(OrderPatch& patch, const JsonText& base, const OrderPath& path, const QByteArray& value)
{
    return value.isEmpty() ? patch.remove(base, path) : patch.set(base, path, value);
}

bool overlap(const OrderPath& a, const OrderPath& b)
{
    return a.startsWith(b) || b.startsWith(a);
}

/// Whether the order has all these lines, ids aside: whether they could be taken out of it.
bool hasLines(const JsonText& now, const OrderPatch& lines)
{
    OrderPatch emptied;
    for (const OrderChange& line : lines.changes) {
        if (const OrderChange none{line.path, {}, "null", false}; !emptied.changes.contains(none))
            emptied.changes += none;
    }
    const auto before = applied(now, emptied);
    const auto without = before ? JsonText::parse(*before) : Result<JsonText>(tl::unexpected(before.error()));
    return without && inverse(lines, *without, now).has_value();
}

} // namespace

OrderPatch stillWanted(const OrderPatch& ours, const JsonText& now)
{
    OrderPatch wanted, there;
    for (const OrderChange& change : ours.changes) {
        if (!change.append) {
            static_cast<void>(note(wanted, now, change.path, change.after)); // refused: the place is gone
            continue;
        }
        there.changes += change; // two alike are two lines
        if (hasLines(now, there))
            continue;
        there.changes.removeLast();
        static_cast<void>(wanted.append(now, change.path, change.after));
    }
    return wanted;
}

Result<Resolution> resolve(const QByteArray& seen, const OrderPatch& ours, const QList<MergeConflict>& conflicts, const QList<Keep>& choices)
{
    const auto base = JsonText::parse(seen);
    if (!base)
        return tl::unexpected(base.error());
    OrderPatch theirs;
    for (const MergeConflict& conflict : conflicts)
        theirs.changes += OrderChange{conflict.path, conflict.base, conflict.theirs, false};
    const auto now = applied(*base, theirs);
    const auto fresh = now ? JsonText::parse(*now) : Result<JsonText>(tl::unexpected(now.error()));
    if (!fresh)
        return tl::unexpected(fresh.error());

    Resolution resolution{*now, {}};
    for (const OrderChange& change : ours.changes) {
        const bool disputed = !change.append && std::any_of(conflicts.begin(), conflicts.end(), [&](const MergeConflict& conflict) { return overlap(conflict.path, change.path); });
        if (disputed)
            continue;
        const Result<void> kept = change.append ? resolution.patch.append(*fresh, change.path, change.after) : note(resolution.patch, *fresh, change.path, change.after);
        if (!kept)
            return tl::unexpected(kept.error());
    }
    for (qsizetype i = 0; i < conflicts.size(); ++i) {
        if (choices.value(i) != Keep::Mine)
            continue;
        if (const auto kept = note(resolution.patch, *fresh, conflicts.at(i).path, conflicts.at(i).ours); !kept)
            return tl::unexpected(kept.error());
    }
    return resolution;
}

} // namespace t6::ui
