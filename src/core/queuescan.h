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

/// What is in a block: a bit where a word with both bytes may begin, a bit at each kRowEnd, and their number.
struct ScannedBlock
{
    std::uint64_t hits, rowEnds;
    std::size_t rows;
};

/// Fills one ScannedBlock per 64 bytes; returns whether there is any hit. Reads up to kScanReach bytes behind the last block. The
/// second needs nothing of the processor and is some times slower.
bool scanBlocks(const char* text, std::size_t blocks, const ScanNeedle& needle, ScannedBlock* result) noexcept;
bool scanBlocksAnywhere(const char* text, std::size_t blocks, const ScanNeedle& needle, ScannedBlock* result) noexcept;

} // namespace t6
