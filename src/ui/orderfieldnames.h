// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/merchant.h>
#include <core/orderpatch.h>

#include <QString>

namespace t6::ui {

/// Places of an order's JSON and what stands there, as staff call them. Everything is plain text on one line; values may hold buyers' data.

[[nodiscard]] QString orderFieldName(const OrderPath& path); ///< "Postal code", "Customs line, origin"; the path itself where no name is known
/// Names instead of codes and ids as far as the account's lists know them; "—" for nothing.
[[nodiscard]] QString orderValueText(const OrderPath& path, QByteArrayView raw, const AccountFacts& facts);
[[nodiscard]] QString changeText(const OrderChange& change, const AccountFacts& facts); ///< "Postal code: 94105 → 10001"
/// All changes of a patch, one each.
[[nodiscard]] QStringList changeTexts(const OrderPatch& patch, const AccountFacts& facts);

} // namespace t6::ui
