// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kdf.h"

#include <QByteArray>

#include <array>
#include <cstdint>
#include <vector>

namespace t6::vault {

/// One way to the master key: it, wrapped with a key that the passphrase or the recovery key gives.
struct KeySlot
{
    enum class Type : std::uint8_t { Passphrase = 1, RecoveryKey = 3 };

    Type type = Type::Passphrase;
    std::array<unsigned char, 8> id{};
    std::uint64_t created = 0; ///< UTC, ms since 1970
    KdfParameters kdf; ///< passphrase only, as the salt
    KdfSalt salt{};
    std::array<unsigned char, 24> nonce{};
    std::array<unsigned char, 48> wrapped{};
};

/// The vault's header as bytes, all numbers little-endian:
///   "T6VAULT\0" | format u16 | suite u16 | vault id 16 | generation u64 | slots u8 | slot… | mac 32
///   slot: type u8 | id 8 | created u64 | passphrase only: (kdf u8 | operations u32 | memory KiB u32 | salt 16) | nonce 24 | wrapped 48
/// Only one byte string stands for one header, and parsing takes nothing but that: exact length, known numbers, one
/// slot of each type, parameters within the limits. What the bytes claim is trusted only after its MAC was checked.
class VaultHeader
{
public:
    static constexpr std::size_t kMacSize = 32;

    std::array<unsigned char, 16> vaultId{};
    std::uint64_t generation = 0;
    std::vector<KeySlot> keySlots;

    /// VaultDamaged, VaultNewer or VaultHostile. Takes no memory worth mentioning.
    [[nodiscard]] static Result<VaultHeader> parse(QByteArrayView bytes);
    /// Everything before the MAC.
    [[nodiscard]] QByteArray body() const;
    [[nodiscard]] QByteArray signedWith(const unsigned char* headerKey) const;
    /// Checks the MAC at the end of a header's bytes.
    [[nodiscard]] static bool isSignedWith(const unsigned char* headerKey, QByteArrayView bytes);

    [[nodiscard]] const KeySlot* slot(KeySlot::Type type) const;
    /// Puts the slot in the place of the one of its type.
    void setSlot(const KeySlot& slot);

    /// Wraps the master key into the slot, whose type, id, time and parameters are already set.
    void wrap(KeySlot& slot, const unsigned char* slotKey, const unsigned char* masterKey) const;
    [[nodiscard]] bool unwrap(const KeySlot& slot, const unsigned char* slotKey, unsigned char* masterKey) const;
};

} // namespace t6::vault
