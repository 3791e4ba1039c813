// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "kdf.h"

#include <sodium.h>

#include <unistd.h>

#include <algorithm>
#include <cmath>

namespace t6::vault {

namespace {

using Seconds = std::chrono::duration<double>;

static_assert(crypto_pwhash_argon2id_SALTBYTES == std::tuple_size_v<KdfSalt>);

constexpr std::uint32_t kMemoryStepKib = 16 * 1024;

std::uint32_t affordableMemoryKib()
{
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long pageSize = sysconf(_SC_PAGESIZE);
    if (pages <= 0 || pageSize <= 0)
        return KdfParameters::kMinMemoryKib;
    const std::uint64_t quarterKib = static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(pageSize) / 1024 / 4;
    return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(quarterKib, KdfParameters::kMinMemoryKib, KdfParameters::kMaxMemoryKib));
}

/// The time grows a little faster than memory × passes, hence the second look of calibratedKdf().
KdfParameters scaled(const KdfParameters& measured, double factor)
{
    const double work = static_cast<double>(measured.operations) * measured.memoryKib * std::clamp(factor, 0.01, 1000.0);
    const double memory = std::clamp(work / KdfParameters::kMinOperations, static_cast<double>(KdfParameters::kMinMemoryKib), static_cast<double>(affordableMemoryKib()));
    const std::uint32_t memoryKib = static_cast<std::uint32_t>(memory) / kMemoryStepKib * kMemoryStepKib;
    const double operations = std::clamp(std::floor(work / memoryKib), static_cast<double>(KdfParameters::kMinOperations), static_cast<double>(KdfParameters::kMaxOperations));
    return {static_cast<std::uint32_t>(operations), memoryKib};
}

Result<Seconds> measure(const KdfParameters& parameters)
{
    std::array<unsigned char, kKeySize> key;
    const auto start = std::chrono::steady_clock::now();
    const auto derived = deriveKey("calibration", KdfSalt{}, parameters, key.data());
    if (!derived)
        return tl::unexpected<Error>(derived.error());
    return Seconds(std::chrono::steady_clock::now() - start);
}

} // namespace

Result<KdfParameters> calibratedKdf(std::chrono::milliseconds target)
{
    KdfParameters parameters = KdfParameters::weakest();
    for (int look = 0; look < 2; ++look) {
        const auto time = measure(parameters);
        if (!time)
            return tl::unexpected<Error>(time.error());
        parameters = scaled(parameters, Seconds(target) / *time);
    }
    return parameters;
}

Result<void> deriveKey(QByteArrayView passphrase, const KdfSalt& salt, const KdfParameters& parameters, unsigned char* key)
{
    if (!parameters.isWithinLimits())
        return failure(ErrorDomain::Vault, ErrorCode::VaultHostile);
    if (sodium_init() < 0)
        return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("libsodium"));
    const char* text = passphrase.isEmpty() ? "" : passphrase.data(); // libsodium takes no null
    const std::size_t memory = static_cast<std::size_t>(parameters.memoryKib) * 1024;
    if (crypto_pwhash_argon2id(key, kKeySize, text, static_cast<unsigned long long>(passphrase.size()), salt.data(), parameters.operations, memory, crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("Argon2id: %1 MiB").arg(parameters.memoryKib / 1024));
    return {};
}

} // namespace t6::vault
