// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/result.h>

#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace t6::vault {

inline constexpr std::size_t kKeySize = 32;

class KeyArena;

/// Four keys of 32 bytes inside an arena; zeroed and given back when it goes. Move-only. Any thread may release it.
class KeyBlock
{
public:
    static constexpr std::size_t kKeys = 4;
    static constexpr std::size_t kSize = kKeys * kKeySize;

    KeyBlock(KeyBlock&& other) noexcept = default;
    KeyBlock& operator=(KeyBlock&& other) noexcept;
    KeyBlock(const KeyBlock&) = delete;
    KeyBlock& operator=(const KeyBlock&) = delete;
    ~KeyBlock();

    [[nodiscard]] unsigned char* key(std::size_t index) noexcept { return m_data + index * kKeySize; }
    [[nodiscard]] const unsigned char* key(std::size_t index) const noexcept { return m_data + index * kKeySize; }

private:
    friend class KeyArena;
    KeyBlock(std::shared_ptr<KeyArena> arena, unsigned char* data) noexcept : m_arena(std::move(arena)), m_data(data) {}

    std::shared_ptr<KeyArena> m_arena; // null after a move: then m_data means nothing
    unsigned char* m_data = nullptr;
};

/// The one place where long-lived keys are: slabs of guarded, locked memory, cut into KeyBlocks. One page per key would
/// use up the lockable memory at some 2000 keys, and the rest would silently stay unlocked (security.md F8).
/// Lives as long as its last block; then the memory is zeroed and unmapped. Thread-safe.
class KeyArena : public std::enable_shared_from_this<KeyArena>
{
public:
    [[nodiscard]] static Result<std::shared_ptr<KeyArena>> create();
    ~KeyArena();
    KeyArena(const KeyArena&) = delete;
    KeyArena& operator=(const KeyArena&) = delete;

    /// A block of zeroes. Fails only if the system gives no more memory.
    [[nodiscard]] Result<KeyBlock> take();

    /// False once a slab could not be locked (RLIMIT_MEMLOCK): keys may reach the swap.
    [[nodiscard]] bool isLocked() const;

private:
    friend class KeyBlock;
    KeyArena() = default;
    void giveBack(unsigned char* block) noexcept;

    mutable std::mutex m_mutex;
    std::vector<unsigned char*> m_slabs;
    std::vector<unsigned char*> m_free;
    bool m_locked = true;
};

} // namespace t6::vault
