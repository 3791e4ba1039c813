// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// Three texts with a NUL between: an order as somebody saw it, as it is now, and a patch or the order as wanted. Whatever they are: no crash, bodies that
// are JSON, and nothing of theirs lost where they and we did not meet.
#include <core/ordermerge.h>

#include <cstdint>
#include <cstdlib>

using namespace t6;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void compare(const JsonText& a, const JsonText& b)
{
    const bool isSame = differences(a, b).isEmpty();
    require(!isSame || comparableForm(a) == comparableForm(b));
    require(differences(a, a).isEmpty());
    const auto canonical = JsonText::parse(a.root().canonical());
    require(canonical && canonical->root().canonical() == a.root().canonical());
    require(comparableForm(*canonical) == comparableForm(a));
}

/// The members of an order that somebody would like to have, as wishes.
OrderPatch patchOf(const JsonText& base, const QByteArray& text)
{
    if (const auto patch = OrderPatch::fromJson(text))
        return *patch;
    OrderPatch patch;
    const auto wanted = JsonText::parse(text);
    if (wanted) {
        for (const auto& member : wanted->root().members())
            (void)patch.set(base, OrderPath{{{member.key, {}}}}, member.value.raw().toByteArray());
    }
    return patch;
}

void undo(const OrderPatch& patch, const JsonText& before, const QByteArray& body)
{
    const auto after = JsonText::parse(body);
    require(after.has_value());
    const auto inverted = inverse(patch, before, *after);
    if (!inverted)
        return;
    const auto restored = applied(*after, *inverted);
    require(!restored || JsonText::parse(*restored));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayList texts = QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)).split('\0');
    if (texts.size() < 3)
        return 0;
    const auto base = JsonText::parse(texts[0]), theirs = JsonText::parse(texts[1]);
    if (!base || !theirs)
        return 0;
    compare(*base, *theirs);
    const OrderPatch patch = patchOf(*base, texts[2]);
    const auto outcome = merge(*base, *theirs, patch);
    if (!outcome)
        return 0;
    require(outcome->conflicts.isEmpty() || outcome->body.isEmpty());
    if (outcome->body.isEmpty())
        return 0;
    const auto body = JsonText::parse(outcome->body);
    require(body.has_value());
    for (const OrderPath& kept : outcome->kept) {
        const auto before = valueAt(*theirs, kept), after = valueAt(*body, kept);
        require(before.has_value() == after.has_value() && (!before || before->raw() == after->raw()));
    }
    undo(outcome->patch, *theirs, outcome->body);
    return 0;
}
