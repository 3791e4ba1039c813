// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderpatch.h"

namespace t6 {

/// What a person typed for a value of an order, as raw JSON of the kind that belongs there: the kind that stands there now or, where
/// nothing stands, the kind of the reference (weights, sizes, quantities, amounts and ids are numbers). "null" empties, and JSON in
/// brackets, braces or quotes is taken as it is. Errors: InvalidInput with the path in `field` and the rule in `detail`.
[[nodiscard]] Result<QByteArray> rawValue(const JsonText& order, const OrderPath& path, const QString& typed);

/// A raw value as people read it: strings without quotes, null and nothing as "".
[[nodiscard]] QString shownValue(QByteArrayView raw);

} // namespace t6
