// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/merchant.h>
#include <core/result.h>

#include <QByteArray>

namespace t6::operations {

/// How merchants and their accounts are kept: JSON, sealed by the caller. Unknown members are ignored, missing ones take the
/// default, so that older and newer records read. Errors: StoreCorrupt.
[[nodiscard]] QByteArray encodeMerchant(const Merchant& merchant);
[[nodiscard]] Result<Merchant> decodeMerchant(const QByteArray& bytes);
[[nodiscard]] QByteArray encodeFacts(const AccountFacts& facts);
[[nodiscard]] Result<AccountFacts> decodeFacts(const QByteArray& bytes);

} // namespace t6::operations
