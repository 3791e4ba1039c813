// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <vault/vault.h>
#include <vault/vaultheader.h>

#include <cstdint>
#include <cstdlib>
#include <optional>

using namespace t6;
using namespace t6::vault;

namespace {

/// Opens the seeds: without it no input would get past the first slot.
const RecoveryKey& knownKey()
{
    static const RecoveryKey key = RecoveryKey::parse(u"000G40R-40M30E2-09185GR-38E1W81-24GK2GA-HC5RR34-D1P70X3-RFQMV87").value();
    return key;
}

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto header = VaultHeader::parse(bytes);
    const auto vault = Vault::unlock(bytes, knownKey(), 0);
    if (!header) {
        require(!vault && vault.error().domain == ErrorDomain::Vault && vault.error().code == header.error().code);
        return 0;
    }
    // One byte string for one header, and nothing that would take much memory.
    require(header->body() == bytes.chopped(VaultHeader::kMacSize));
    for (const KeySlot& slot : header->keySlots)
        require(slot.kdf.isWithinLimits());
    if (vault)
        require(vault->header() == bytes && vault->generation() == header->generation);
    return 0;
}
