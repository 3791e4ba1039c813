// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderpatch.h"

namespace t6 {

/// applied() for any value and without checkPatch(); the empty path is the whole.
[[nodiscard]] Result<QByteArray> spliced(const JsonText& json, const QList<OrderChange>& changes);

/// Whether a patch from elsewhere keeps what OrderPatch promises of itself: paths that do not overlap, values that are JSON.
[[nodiscard]] Result<void> checkPatch(const OrderPatch& patch);

} // namespace t6
