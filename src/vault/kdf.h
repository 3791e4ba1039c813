// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "keyarena.h"

#include <core/result.h>

#include <QByteArrayView>

#include <array>
#include <chrono>
#include <cstdint>

namespace t6::vault {

/// What it costs to try one passphrase: Argon2id, one lane.
struct KdfParameters
{
    std::uint32_t operations = 3;
    std::uint32_t memoryKib = 256 * 1024;

    static constexpr std::uint32_t kMinOperations = 3;
    static constexpr std::uint32_t kMaxOperations = 20;
    static constexpr std::uint32_t kMinMemoryKib = 64 * 1024;
    static constexpr std::uint32_t kMaxMemoryKib = 1024 * 1024;

    [[nodiscard]] static constexpr KdfParameters weakest() noexcept { return {kMinOperations, kMinMemoryKib}; }
    /// Outside of this nobody's file makes the program weak or makes it take all memory.
    [[nodiscard]] constexpr bool isWithinLimits() const noexcept
    {
        return operations >= kMinOperations && operations <= kMaxOperations && memoryKib >= kMinMemoryKib && memoryKib <= kMaxMemoryKib;
    }
    bool operator==(const KdfParameters&) const noexcept = default;
};

using KdfSalt = std::array<unsigned char, 16>;

/// What this machine does in about `target`: more memory first (at most a quarter of the machine's), then more passes.
/// Blocks for about twice the target: call it off the GUI thread.
[[nodiscard]] Result<KdfParameters> calibratedKdf(std::chrono::milliseconds target = std::chrono::milliseconds(800));

/// Derives 32 bytes into `key`. Blocks for as long as the parameters ask and takes their memory; VaultHostile before
/// taking any if they are outside the limits.
[[nodiscard]] Result<void> deriveKey(QByteArrayView passphrase, const KdfSalt& salt, const KdfParameters& parameters, unsigned char* key);

} // namespace t6::vault
