// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "keyarena.h"

#include <sodium.h>

#include <cstring>
#include <utility>

namespace t6::vault {

namespace {

constexpr std::size_t kBlocksPerSlab = 256; // 32 KiB: eight pages for the keys of 250 merchants

} // namespace

KeyBlock& KeyBlock::operator=(KeyBlock&& other) noexcept
{
    std::swap(m_arena, other.m_arena);
    std::swap(m_data, other.m_data);
    return *this;
}

KeyBlock::~KeyBlock()
{
    if (m_arena)
        m_arena->giveBack(m_data);
}

Result<std::shared_ptr<KeyArena>> KeyArena::create()
{
    if (sodium_init() < 0)
        return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("libsodium"));
    return std::shared_ptr<KeyArena>(new KeyArena);
}

KeyArena::~KeyArena()
{
    for (unsigned char* slab : m_slabs)
        sodium_free(slab);
}

Result<KeyBlock> KeyArena::take()
{
    const std::lock_guard lock(m_mutex);
    if (m_free.empty()) {
        auto* slab = static_cast<unsigned char*>(sodium_malloc(kBlocksPerSlab * KeyBlock::kSize));
        if (!slab)
            return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("sodium_malloc"));
        // sodium_malloc does not say whether it could lock; asking again does.
        m_locked = sodium_mlock(slab, kBlocksPerSlab * KeyBlock::kSize) == 0 && m_locked;
        std::memset(slab, 0, kBlocksPerSlab * KeyBlock::kSize);
        m_slabs.push_back(slab);
        m_free.reserve(m_slabs.size() * kBlocksPerSlab); // so that giving back never allocates
        for (std::size_t i = kBlocksPerSlab; i-- > 0;)
            m_free.push_back(slab + i * KeyBlock::kSize);
    }
    unsigned char* block = m_free.back();
    m_free.pop_back();
    return KeyBlock(shared_from_this(), block);
}

bool KeyArena::isLocked() const
{
    const std::lock_guard lock(m_mutex);
    return m_locked;
}

void KeyArena::giveBack(unsigned char* block) noexcept
{
    sodium_memzero(block, KeyBlock::kSize);
    const std::lock_guard lock(m_mutex);
    m_free.push_back(block);
}

} // namespace t6::vault
