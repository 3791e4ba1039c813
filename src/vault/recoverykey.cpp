// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "recoverykey.h"

#include "keyarena.h"

#include <QCoreApplication>

#include <sodium.h>

#include <cstring>
#include <string_view>

namespace t6::vault {

namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kChecksumSize = 3;
constexpr std::size_t kPrintedBytes = kKeySize + kChecksumSize;
constexpr int kSymbols = RecoveryKey::kGroups * RecoveryKey::kGroupLength;
static_assert(kSymbols * 5 == kPrintedBytes * 8);

std::array<unsigned char, kChecksumSize> checksum(const unsigned char* key)
{
    constexpr std::string_view label = "t6recovery1";
    std::array<unsigned char, crypto_generichash_BYTES> hash;
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, hash.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(label.data()), label.size());
    crypto_generichash_update(&state, key, kKeySize);
    crypto_generichash_final(&state, hash.data(), hash.size());
    sodium_memzero(&state, sizeof(state));
    std::array<unsigned char, kChecksumSize> sum;
    std::memcpy(sum.data(), hash.data(), sum.size());
    return sum;
}

/// The value of one typed character, or -1.
int symbol(char32_t typed)
{
    char upper = typed < 128 ? static_cast<char>(typed) : '\0';
    if (upper >= 'a' && upper <= 'z')
        upper = static_cast<char>(upper - 'a' + 'A');
    if (upper == 'O')
        upper = '0';
    if (upper == 'I' || upper == 'L')
        upper = '1';
    const std::size_t at = upper ? kAlphabet.find(upper) : std::string_view::npos;
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

bool isSeparator(char32_t typed)
{
    // Hyphens as word processors and mail programs change them.
    return QChar::isSpace(typed) || typed == U'-' || (typed >= 0x2010 && typed <= 0x2015) || typed == 0x2212;
}

tl::unexpected<Error> mistyped(const QString& detail)
{
    return failure(ErrorDomain::Input, ErrorCode::InvalidInput, detail, QStringLiteral("recoveryKey"));
}

tl::unexpected<Error> noMemory()
{
    return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("sodium_malloc"));
}

} // namespace

Result<RecoveryKey> RecoveryKey::create()
{
    SecretBuffer bytes(kPrintedBytes);
    if (bytes.isEmpty())
        return noMemory();
    randombytes_buf(bytes.data(), kKeySize);
    const auto sum = checksum(bytes.data());
    std::memcpy(bytes.data() + kKeySize, sum.data(), sum.size());
    return RecoveryKey(std::move(bytes));
}

Result<RecoveryKey> RecoveryKey::parse(QStringView typed)
{
    SecretBuffer bytes(kPrintedBytes);
    if (bytes.isEmpty())
        return noMemory();
    int count = 0;
    for (const QChar character : typed) {
        if (isSeparator(character.unicode()))
            continue;
        const int value = symbol(character.unicode());
        if (value < 0)
            return mistyped(QCoreApplication::translate("t6::vault", "Group %1 has a character that recovery keys do not use.").arg(count / kGroupLength + 1));
        if (count < kSymbols) {
            for (int bit = 0; bit < 5; ++bit) {
                const auto at = static_cast<std::size_t>(count * 5 + bit);
                if (value & (16 >> bit))
                    bytes.data()[at / 8] = static_cast<unsigned char>(bytes.data()[at / 8] | (0x80 >> (at % 8)));
            }
        }
        ++count;
    }
    if (count != kSymbols)
        return mistyped(QCoreApplication::translate("t6::vault", "It has %1 characters; these are %2.").arg(kSymbols).arg(count));
    const auto sum = checksum(bytes.data());
    if (sodium_memcmp(sum.data(), bytes.data() + kKeySize, sum.size()) != 0)
        return mistyped(QCoreApplication::translate("t6::vault", "At least one character is mistyped."));
    return RecoveryKey(std::move(bytes));
}

QString RecoveryKey::printed() const
{
    QString text;
    text.reserve(kSymbols + kGroups - 1); // no reallocation: it would leave a copy behind
    for (int i = 0; i < kSymbols; ++i) {
        if (i > 0 && i % kGroupLength == 0)
            text += QLatin1Char('-');
        unsigned value = 0;
        for (int bit = 0; bit < 5; ++bit) {
            const auto at = static_cast<std::size_t>(i * 5 + bit);
            value = value << 1 | ((static_cast<unsigned>(m_bytes.data()[at / 8]) >> (7 - at % 8)) & 1U);
        }
        text += QLatin1Char(kAlphabet[value]);
    }
    return text;
}

} // namespace t6::vault
