// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "decimal.h"
#include "splitplan.h"

#include <optional>
#include <vector>

namespace t6 {

/// A line of an order that is split, and where its units go.
struct SplitItem
{
    JsonText::Value value;
    SplitLine line; ///< whole
    bool adjustment = false; ///< a discount line
    std::vector<int> leaves; ///< units, by child

    [[nodiscard]] bool isShipped() const noexcept { return !adjustment && line.quantity > 0; }
    [[nodiscard]] int leaving() const noexcept;
    [[nodiscard]] int staying() const noexcept { return line.quantity - leaving(); }
    [[nodiscard]] QString name() const { return line.sku.isEmpty() ? line.name : line.sku; } ///< as people call it
};

/// An order's lines and a choice, found to fit each other. The order must outlive it.
struct SplitDivision
{
    const JsonText& order;
    std::size_t children = 0;
    std::vector<SplitItem> items; ///< in the order's order, discount lines too
};

/// All refusals of planSplit() but that of the number.
[[nodiscard]] Result<SplitDivision> divide(const JsonText& order, const SplitChoice& choice, const Through6Matcher& matcher);

[[nodiscard]] std::vector<SplitItem> splitItems(const JsonText& order, const Through6Matcher& matcher); ///< nothing leaves
[[nodiscard]] bool wasSplitOrMerged(const JsonText& order);

/// By names with points between them; nullopt when there is none or it is null.
[[nodiscard]] std::optional<JsonText::Value> splitValue(const JsonText& order, const char* path);
[[nodiscard]] QString splitText(const std::optional<JsonText::Value>& value); ///< of a string; "" for all else
[[nodiscard]] std::optional<JsonText::Value> splitMember(const JsonText::Value& object, QStringView name); ///< nullopt when null
[[nodiscard]] OrderPath splitPath(const char* path);
[[nodiscard]] OrderPath itemPath(const JsonText::Value& item); ///< of a line of `items`, by its id
[[nodiscard]] tl::unexpected<Error> splitRefused(const QString& why, const QString& field);

} // namespace t6
