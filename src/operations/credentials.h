// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/result.h>
#include <shipstation/session.h>
#include <vault/keys.h>

#include <memory>

namespace t6::operations {

/// A merchant's API key and secret, trimmed, in protected memory.
class Credentials
{
public:
    /// InvalidInput when one is empty or holds what a header cannot carry; wipes neither argument.
    [[nodiscard]] static Result<Credentials> parse(const QString& key, const QString& secret);

    [[nodiscard]] QByteArray seal(const vault::MerchantKeys& keys) const;
    /// For a connection test: the pair is held until the last copy of the source is gone.
    [[nodiscard]] shipstation::Session::CredentialsSource source() const;
    /// For a kept merchant: opens the sealed pair for each request and holds nothing in clear.
    [[nodiscard]] static shipstation::Session::CredentialsSource source(std::shared_ptr<const vault::MerchantKeys> keys, QByteArray sealed);

private:
    std::shared_ptr<const vault::SecretBuffer> m_pair; // "key:secret"
};

} // namespace t6::operations
