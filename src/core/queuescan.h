// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace t6 {

/// Two bytes of a word, at their places in it. Case bits are 0x20 for a letter, which is given in lower case, else 0.
struct ScanNeedle
{
    unsigned char first = 0, firstCase = 0, second = 0, secondCase = 0;
    std::size_t firstAt = 0, secondAt = 0; ///< below kScanReach
};

inline constexpr std::size_t kScanBlock = 64, kScanReach = 64;

/// For each block of 64 bytes: hits has a bit where a word with both bytes may begin, rowEnds one where kRowEnd is. Reads up to
/// kScanReach bytes behind the last block. The second needs nothing of the processor and is four times slower.
void scanBlocks(const char* text, std::size_t blocks, const ScanNeedle& needle, std::uint64_t* hits, std::uint64_t* rowEnds) noexcept;
void scanBlocksAnywhere(const char* text, std::size_t blocks, const ScanNeedle& needle, std::uint64_t* hits, std::uint64_t* rowEnds) noexcept;

} // namespace t6
