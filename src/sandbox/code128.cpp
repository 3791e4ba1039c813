// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "code128.h"

#include <algorithm>
#include <array>

namespace t6::sandbox {

namespace {

// ISO/IEC 15417: bar, space, bar, space, bar, space of each symbol.
constexpr std::array kSymbols{"212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312", "231212", "112232", "122132", "122231", "113222",
    "123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123",
    "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
    "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114", "122411",
    "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141", "214121", "412121",
    "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412", "211214", "211232"};
constexpr auto kStop = "2331112";
constexpr int kToC = 99, kToB = 100, kStartB = 104, kStartC = 105;

void append(std::vector<int>& widths, const char* symbol)
{
    for (; *symbol; ++symbol)
        widths.push_back(*symbol - '0');
}

qsizetype digitsFrom(QByteArrayView text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9')
        ++end;
    return end - at;
}

} // namespace

std::vector<int> code128(QByteArrayView text)
{
    if (text.isEmpty() || std::any_of(text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }))
        return {};
    bool pairs = digitsFrom(text, 0) >= 4;
    std::vector<int> values{pairs ? kStartC : kStartB};
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype digits = digitsFrom(text, at);
        if (pairs && digits < 2) {
            values.push_back(kToB);
            pairs = false;
        } else if (!pairs && digits >= 4 && digits % 2 == 0) {
            values.push_back(kToC);
            pairs = true;
        }
        if (pairs) {
            values.push_back((text[at] - '0') * 10 + (text[at + 1] - '0'));
            at += 2;
        } else {
            values.push_back(text[at] - ' ');
            ++at;
        }
    }
    int sum = values.front();
    for (size_t i = 1; i < values.size(); ++i)
        sum = (sum + static_cast<int>(i) * values[i]) % 103;
    values.push_back(sum);
    std::vector<int> widths;
    for (const int value : values)
        append(widths, kSymbols[static_cast<size_t>(value)]);
    append(widths, kStop);
    return widths;
}

} // namespace t6::sandbox
