// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "textfold.h"

#include <cstdint>
#include <cstring>

namespace t6 {

namespace {

// The letter below the accents; '.' where there is none. From Unicode's canonical decompositions, plus the barred letters.
constexpr std::string_view kLatin = // U+00C0 … U+024F
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.lllllll"
    "lllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    "bb.....ccdddd....ffg...ikkl..n..oo..pp......tttuu..yyzz........."
    ".............aaiioouuuuuuuuuu.aaaa..ggggkkoooo..j...gg..nnaa..oo"
    "aaaaeeeeiiiioooorrrruuuusstt..hh.d..zzaaeeooooooooyy.........l.."
    "...b..eejj..rryy";
static_assert(kLatin.size() == 0x250 - 0xC0);
constexpr std::string_view kLatinAdditional = // U+1E00 … U+1EFF
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";
static_assert(kLatinAdditional.size() == 0x100);

/// Ligatures and letters that fold to two.
constexpr std::string_view pairOf(std::uint32_t letter) noexcept
{
    switch (letter) {
    case 0xC6: case 0xE6: case 0x1E2: case 0x1E3: case 0x1FC: case 0x1FD: return "ae";
    case 0xDE: case 0xFE: return "th";
    case 0xDF: case 0x1E9E: return "ss";
    case 0x132: case 0x133: return "ij";
    case 0x152: case 0x153: return "oe";
    default: return {};
    }
}

/// Two-byte letters beside Latin.
constexpr std::uint32_t lowerGreekOrCyrillic(std::uint32_t letter) noexcept
{
    switch (letter) {
    case 0x386: case 0x3AC: return 0x3B1; // α
    case 0x388: case 0x3AD: return 0x3B5; // ε
    case 0x389: case 0x3AE: return 0x3B7; // η
    case 0x38A: case 0x390: case 0x3AA: case 0x3AF: case 0x3CA: return 0x3B9; // ι
    case 0x38C: case 0x3CC: return 0x3BF; // ο
    case 0x38E: case 0x3AB: case 0x3B0: case 0x3CB: case 0x3CD: return 0x3C5; // υ
    case 0x38F: case 0x3CE: return 0x3C9; // ω
    case 0x3C2: return 0x3C3; // final sigma
    case 0x401: case 0x451: return 0x435; // ё as е
    default: break;
    }
    if (letter >= 0x391 && letter <= 0x3A9 && letter != 0x3A2)
        return letter + 0x20;
    if (letter >= 0x410 && letter <= 0x42F)
        return letter + 0x20;
    if (letter >= 0x400 && letter <= 0x40F)
        return letter + 0x50;
    const bool pairedCase = (letter >= 0x460 && letter <= 0x481) || (letter >= 0x48A && letter <= 0x4BF) || (letter >= 0x4D0 && letter <= 0x52F);
    return pairedCase ? letter | 1U : letter;
}

constexpr bool isDropped(std::uint32_t letter) noexcept
{
    return letter == 0xAD || (letter >= 0x300 && letter <= 0x36F) || (letter >= 0x200B && letter <= 0x200F)
        || (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069) || letter == 0xFEFF;
}

constexpr char plainMark(std::uint32_t letter) noexcept
{
    switch (letter) {
    case 0xA0: case 0x2007: case 0x202F: return ' ';
    case 0x2018: case 0x2019: case 0x201B: case 0x2032: return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x2033: return '"';
    default: return letter >= 0x2010 && letter <= 0x2015 ? '-' : '\0';
    }
}

constexpr char letterBelowAccents(std::uint32_t letter) noexcept
{
    const char found = letter >= 0xC0 && letter < 0x250 ? kLatin[letter - 0xC0]
        : letter >= 0x1E00 && letter < 0x1F00           ? kLatinAdditional[letter - 0x1E00]
                                                        : '.';
    return found == '.' ? '\0' : found;
}

/// ASCII upper case to lower, eight bytes at once; the bytes must all be ASCII.
constexpr std::uint64_t lowerEight(std::uint64_t bytes) noexcept
{
    constexpr std::uint64_t kEach = 0x0101010101010101ULL;
    const std::uint64_t fromA = bytes + kEach * (0x80 - 'A'); // high bit: byte >= 'A'
    const std::uint64_t pastZ = bytes + kEach * (0x80 - 'Z' - 1); // high bit: byte > 'Z'
    return bytes | (((fromA & ~pastZ) & (kEach * 0x80)) >> 2);
}

constexpr char lowerOne(char ascii) noexcept
{
    return static_cast<char>(ascii >= 'A' && ascii <= 'Z' ? ascii | 0x20 : ascii);
}

constexpr bool isContinuation(char byte) noexcept
{
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

constexpr std::uint32_t lowBits(char byte, unsigned mask) noexcept
{
    return static_cast<unsigned char>(byte) & mask;
}

} // namespace

std::size_t foldTo(std::string_view utf8, char* out) noexcept
{
    const char* in = utf8.data();
    const char* const end = in + utf8.size();
    char* to = out;
    const auto copy = [&in, &to](std::size_t bytes) {
        std::memcpy(to, in, bytes);
        to += bytes;
        in += bytes;
    };
    while (in < end) {
        while (end - in >= 8) {
            std::uint64_t eight = 0;
            std::memcpy(&eight, in, 8);
            if ((eight & 0x8080808080808080ULL) != 0)
                break;
            eight = lowerEight(eight);
            std::memcpy(to, &eight, 8);
            in += 8;
            to += 8;
        }
        while (in < end && static_cast<unsigned char>(*in) < 0x80)
            *to++ = lowerOne(*in++);
        if (in == end)
            break;
        const auto lead = static_cast<unsigned char>(*in);
        std::uint32_t letter = 0;
        std::size_t length = 1;
        if (lead >= 0xC2 && lead <= 0xDF && end - in >= 2 && isContinuation(in[1])) {
            letter = lowBits(in[0], 0x1F) << 6 | lowBits(in[1], 0x3F);
            length = 2;
        } else if (lead >= 0xE0 && lead <= 0xEF && end - in >= 3 && isContinuation(in[1]) && isContinuation(in[2])) {
            letter = lowBits(in[0], 0x0F) << 12 | lowBits(in[1], 0x3F) << 6 | lowBits(in[2], 0x3F);
            length = letter >= 0x800 ? 3 : 1; // overlong forms are not UTF-8
        }
        if (length == 1) {
            copy(1); // a lead of four bytes, whose letters have no case here, or no UTF-8 at all
        } else if (isDropped(letter)) {
            in += length;
        } else if (const char plain = letterBelowAccents(letter) != '\0' ? letterBelowAccents(letter) : plainMark(letter); plain != '\0') {
            *to++ = plain;
            in += length;
        } else if (const std::string_view two = pairOf(letter); !two.empty()) {
            *to++ = two[0];
            *to++ = two[1];
            in += length;
        } else if (const std::uint32_t lower = length == 2 ? lowerGreekOrCyrillic(letter) : letter; lower != letter) {
            *to++ = static_cast<char>(0xC0 | (lower >> 6));
            *to++ = static_cast<char>(0x80 | (lower & 0x3F));
            in += length;
        } else {
            copy(length);
        }
    }
    return static_cast<std::size_t>(to - out);
}

void foldInto(std::string_view utf8, std::string& out)
{
    const std::size_t before = out.size();
    out.resize(before + utf8.size());
    out.resize(before + foldTo(utf8, out.data() + before));
}

std::string folded(std::string_view utf8)
{
    std::string result;
    foldInto(utf8, result);
    return result;
}

} // namespace t6
