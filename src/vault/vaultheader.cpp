// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "vaultheader.h"

#include <QtEndian>

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace t6::vault {

namespace {

constexpr char kMagic[8] = {'T', '6', 'V', 'A', 'U', 'L', 'T', '\0'};
constexpr char kSlotLabel[7] = {'t', '6', 's', 'l', 'o', 't', '1'};
constexpr std::uint16_t kFormat = 1;
constexpr std::uint16_t kSuite = 1; // Argon2id13, XChaCha20-Poly1305, BLAKE2b
constexpr std::uint8_t kKdfArgon2id13 = 1;
constexpr std::size_t kMaxSlots = 8;

static_assert(sizeof(KeySlot::wrapped) == kKeySize + crypto_aead_xchacha20poly1305_ietf_ABYTES && sizeof(KeySlot::nonce) == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);

class Writer
{
public:
    template <typename Number>
    void number(Number value)
    {
        std::array<char, sizeof(Number)> bytes;
        qToLittleEndian(value, bytes.data());
        m_bytes.append(bytes.data(), sizeof(Number));
    }
    template <typename Bytes>
    void bytes(const Bytes& value) { m_bytes.append(reinterpret_cast<const char*>(std::data(value)), static_cast<qsizetype>(std::size(value))); }
    [[nodiscard]] QByteArray take() { return std::move(m_bytes); }

private:
    QByteArray m_bytes;
};

/// Reads from the front; once something is missing, everything after reads as zero and isWhole() is false.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes) : m_rest(bytes) {}
    template <typename Number>
    Number number()
    {
        std::array<unsigned char, sizeof(Number)> raw{};
        bytes(raw);
        return qFromLittleEndian<Number>(raw.data());
    }
    template <typename Bytes>
    void bytes(Bytes& value)
    {
        const auto size = static_cast<qsizetype>(std::size(value));
        m_whole = m_whole && m_rest.size() >= size;
        if (!m_whole)
            return;
        std::memcpy(std::data(value), m_rest.data(), std::size(value));
        m_rest = m_rest.sliced(size);
    }
    [[nodiscard]] bool isWhole() const { return m_whole; }
    [[nodiscard]] qsizetype left() const { return m_rest.size(); }

private:
    QByteArrayView m_rest;
    bool m_whole = true;
};

void writeBeforeNonce(Writer& out, const KeySlot& slot)
{
    out.number(static_cast<std::uint8_t>(slot.type));
    out.bytes(slot.id);
    out.number(slot.created);
    if (slot.type == KeySlot::Type::Passphrase) {
        out.number(kKdfArgon2id13);
        out.number(slot.kdf.operations);
        out.number(slot.kdf.memoryKib);
        out.bytes(slot.salt);
    }
}

Result<KeySlot> readSlot(Reader& in)
{
    KeySlot slot;
    const auto type = in.number<std::uint8_t>();
    if (in.isWhole() && type != static_cast<std::uint8_t>(KeySlot::Type::Passphrase) && type != static_cast<std::uint8_t>(KeySlot::Type::RecoveryKey))
        return failure(ErrorDomain::Vault, ErrorCode::VaultNewer);
    slot.type = static_cast<KeySlot::Type>(type);
    in.bytes(slot.id);
    slot.created = in.number<std::uint64_t>();
    if (slot.type == KeySlot::Type::Passphrase) {
        const auto kdf = in.number<std::uint8_t>();
        slot.kdf.operations = in.number<std::uint32_t>();
        slot.kdf.memoryKib = in.number<std::uint32_t>();
        in.bytes(slot.salt);
        if (in.isWhole() && kdf != kKdfArgon2id13)
            return failure(ErrorDomain::Vault, ErrorCode::VaultNewer);
        if (in.isWhole() && !slot.kdf.isWithinLimits())
            return failure(ErrorDomain::Vault, ErrorCode::VaultHostile);
    }
    in.bytes(slot.nonce);
    in.bytes(slot.wrapped);
    if (!in.isWhole())
        return failure(ErrorDomain::Vault, ErrorCode::VaultDamaged);
    return slot;
}

/// Nothing in here changes when another slot does, so that one can be replaced without the other's secret.
QByteArray slotData(const VaultHeader& header, const KeySlot& slot)
{
    Writer out;
    out.bytes(kSlotLabel);
    out.number(kFormat);
    out.number(kSuite);
    out.bytes(header.vaultId);
    writeBeforeNonce(out, slot);
    return out.take();
}

std::array<unsigned char, VaultHeader::kMacSize> mac(const unsigned char* headerKey, QByteArrayView body)
{
    std::array<unsigned char, VaultHeader::kMacSize> result;
    crypto_generichash(result.data(), result.size(), reinterpret_cast<const unsigned char*>(body.data()), static_cast<std::size_t>(body.size()), headerKey, kKeySize);
    return result;
}

} // namespace

Result<VaultHeader> VaultHeader::parse(QByteArrayView bytes)
{
    Reader in(bytes);
    VaultHeader header;
    std::array<char, sizeof(kMagic)> magic{};
    in.bytes(magic);
    if (!in.isWhole() || std::memcmp(magic.data(), kMagic, sizeof(kMagic)) != 0)
        return failure(ErrorDomain::Vault, ErrorCode::VaultDamaged);
    const auto format = in.number<std::uint16_t>();
    const auto suite = in.number<std::uint16_t>();
    if (in.isWhole() && (format != kFormat || suite != kSuite))
        return failure(ErrorDomain::Vault, ErrorCode::VaultNewer);
    in.bytes(header.vaultId);
    header.generation = in.number<std::uint64_t>();
    const auto slotCount = in.number<std::uint8_t>();
    if (!in.isWhole() || slotCount == 0 || slotCount > kMaxSlots)
        return failure(ErrorDomain::Vault, ErrorCode::VaultDamaged);
    for (std::uint8_t i = 0; i < slotCount; ++i) {
        auto slot = readSlot(in);
        if (!slot)
            return tl::unexpected<Error>(slot.error());
        if (header.slot(slot->type))
            return failure(ErrorDomain::Vault, ErrorCode::VaultDamaged);
        header.keySlots.push_back(*slot);
    }
    if (in.left() != static_cast<qsizetype>(kMacSize) || !header.slot(KeySlot::Type::Passphrase))
        return failure(ErrorDomain::Vault, ErrorCode::VaultDamaged);
    return header;
}

QByteArray VaultHeader::body() const
{
    Writer out;
    out.bytes(kMagic);
    out.number(kFormat);
    out.number(kSuite);
    out.bytes(vaultId);
    out.number(generation);
    out.number(static_cast<std::uint8_t>(keySlots.size()));
    for (const KeySlot& slot : keySlots) {
        writeBeforeNonce(out, slot);
        out.bytes(slot.nonce);
        out.bytes(slot.wrapped);
    }
    return out.take();
}

QByteArray VaultHeader::signedWith(const unsigned char* headerKey) const
{
    QByteArray bytes = body();
    const auto sum = mac(headerKey, bytes);
    bytes.append(reinterpret_cast<const char*>(sum.data()), static_cast<qsizetype>(sum.size()));
    return bytes;
}

bool VaultHeader::isSignedWith(const unsigned char* headerKey, QByteArrayView bytes)
{
    if (bytes.size() < static_cast<qsizetype>(kMacSize))
        return false;
    const auto sum = mac(headerKey, bytes.chopped(kMacSize));
    return sodium_memcmp(sum.data(), bytes.last(kMacSize).data(), kMacSize) == 0;
}

const KeySlot* VaultHeader::slot(KeySlot::Type type) const
{
    const auto found = std::find_if(keySlots.begin(), keySlots.end(), [type](const KeySlot& slot) { return slot.type == type; });
    return found == keySlots.end() ? nullptr : &*found;
}

void VaultHeader::setSlot(const KeySlot& slot)
{
    const auto found = std::find_if(keySlots.begin(), keySlots.end(), [&slot](const KeySlot& other) { return other.type == slot.type; });
    if (found == keySlots.end())
        keySlots.push_back(slot);
    else
        *found = slot;
}

void VaultHeader::wrap(KeySlot& slot, const unsigned char* slotKey, const unsigned char* masterKey) const
{
    randombytes_buf(slot.nonce.data(), slot.nonce.size());
    const QByteArray bound = slotData(*this, slot);
    crypto_aead_xchacha20poly1305_ietf_encrypt(slot.wrapped.data(), nullptr, masterKey, kKeySize, reinterpret_cast<const unsigned char*>(bound.constData()), static_cast<std::size_t>(bound.size()), nullptr,
        slot.nonce.data(), slotKey);
}

bool VaultHeader::unwrap(const KeySlot& slot, const unsigned char* slotKey, unsigned char* masterKey) const
{
    const QByteArray bound = slotData(*this, slot);
    return crypto_aead_xchacha20poly1305_ietf_decrypt(masterKey, nullptr, nullptr, slot.wrapped.data(), slot.wrapped.size(), reinterpret_cast<const unsigned char*>(bound.constData()),
               static_cast<std::size_t>(bound.size()), slot.nonce.data(), slotKey)
        == 0;
}

} // namespace t6::vault
