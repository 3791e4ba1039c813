// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "secretbuffer.h"

#include <core/result.h>

#include <QString>
#include <QStringView>

namespace t6::vault {

/// 256 random bits that open the vault when the passphrase is lost. Printed once, never stored.
/// Printed form: 8 groups of 7 characters (Crockford base32, no I L O U) joined by hyphens; the last 24 bits are a
/// checksum that catches typing errors before the vault is asked.
class RecoveryKey
{
public:
    static constexpr int kGroups = 8;
    static constexpr int kGroupLength = 7;

    [[nodiscard]] static Result<RecoveryKey> create();
    /// Takes it as people type it: any case, spaces or hyphens anywhere, O for 0, I and L for 1. InvalidInput, field
    /// "recoveryKey", naming the group where that is known; never quotes what was typed.
    [[nodiscard]] static Result<RecoveryKey> parse(QStringView typed);

    /// For the sheet. The caller wipes it.
    [[nodiscard]] QString printed() const;
    /// 32 bytes.
    [[nodiscard]] const unsigned char* data() const noexcept { return m_bytes.data(); }

private:
    explicit RecoveryKey(SecretBuffer bytes) noexcept : m_bytes(std::move(bytes)) {}
    SecretBuffer m_bytes; // the key, then its checksum
};

} // namespace t6::vault
