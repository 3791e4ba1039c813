// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuescan.h"

#include "queuepage.h"

#include <array>
#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace t6 {

namespace {

/// A bit per byte, from bytes that are 0 or 1.
std::uint64_t packed(const std::array<unsigned char, kScanBlock>& flags) noexcept
{
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < flags.size(); i += 8) {
        std::uint64_t eight = 0;
        for (std::size_t byte = 0; byte < 8; ++byte)
            eight |= std::uint64_t{flags[i + byte]} << byte * 8;
        bits |= (eight * 0x0102040810204080ULL >> 56) << i;
    }
    return bits;
}

#if defined(__x86_64__)
[[gnu::target("avx2,popcnt")]] bool scanBlocksAvx2(const char* text, std::size_t blocks, const ScanNeedle& needle, ScannedBlock* result) noexcept
{
    const __m256i first = _mm256_set1_epi8(static_cast<char>(needle.first)), firstCase = _mm256_set1_epi8(static_cast<char>(needle.firstCase));
    const __m256i second = _mm256_set1_epi8(static_cast<char>(needle.second)), secondCase = _mm256_set1_epi8(static_cast<char>(needle.secondCase));
    const __m256i rowEnd = _mm256_set1_epi8(kRowEnd);
    std::uint64_t any = 0;
    for (std::size_t block = 0; block < blocks; ++block) {
        std::uint64_t hit = 0, end = 0;
        for (unsigned half = 0; half < 2; ++half) {
            const char* at = text + block * kScanBlock + half * 32;
            const __m256i plain = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
            const __m256i atFirst = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + needle.firstAt));
            const __m256i atSecond = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + needle.secondAt));
            const __m256i both = _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_or_si256(atFirst, firstCase), first), _mm256_cmpeq_epi8(_mm256_or_si256(atSecond, secondCase), second));
            hit |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(both))} << half * 32;
            end |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(plain, rowEnd)))} << half * 32;
        }
        result[block] = {hit, end, static_cast<std::size_t>(__builtin_popcountll(end))};
        any |= hit;
    }
    return any != 0;
}
#endif

} // namespace

bool scanBlocksAnywhere(const char* text, std::size_t blocks, const ScanNeedle& needle, ScannedBlock* result) noexcept
{
    std::uint64_t any = 0;
    for (std::size_t block = 0; block < blocks; ++block, text += kScanBlock) {
        std::array<unsigned char, kScanBlock> hit, end; // filled side by side: the compiler makes vectors of it
        for (std::size_t i = 0; i < kScanBlock; ++i) {
            const auto first = static_cast<unsigned char>(text[i + needle.firstAt]), second = static_cast<unsigned char>(text[i + needle.secondAt]);
            hit[i] = static_cast<unsigned char>(((first | needle.firstCase) == needle.first) & ((second | needle.secondCase) == needle.second));
            end[i] = text[i] == kRowEnd;
        }
        result[block] = {packed(hit), packed(end), 0};
        result[block].rows = static_cast<std::size_t>(std::popcount(result[block].rowEnds));
        any |= result[block].hits;
    }
    return any != 0;
}

bool scanBlocks(const char* text, std::size_t blocks, const ScanNeedle& needle, ScannedBlock* result) noexcept
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt"))
        return scanBlocksAvx2(text, blocks, needle, result);
#endif
    return scanBlocksAnywhere(text, blocks, needle, result);
}

} // namespace t6
