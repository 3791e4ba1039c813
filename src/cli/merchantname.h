// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/merchantstate.h>

namespace t6::cli {

/// The merchant of that name, or the only one whose name begins with it, ignoring case. NotFound names what comes close.
[[nodiscard]] Result<operations::MerchantState> merchantByName(const QList<operations::MerchantState>& merchants, const QString& name);

} // namespace t6::cli
