// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "customsrules.h"

#include "wordlist.h"

namespace t6 {

bool isTariffCode(std::string_view code) noexcept
{
    constexpr std::size_t kLongest = 32;
    int digits = 0;
    for (const char c : code.substr(0, kLongest)) {
        if (c >= '0' && c <= '9')
            ++digits;
        else if (c != '.' && c != ' ')
            return false;
    }
    return code.size() <= kLongest && digits >= 6 && digits <= 10;
}

bool isVagueDescription(std::string_view utf8)
{
    static const WordList vague = WordList::bundled("customs-vague");
    const WordText words(utf8);
    return words.view().empty() || vague.covers(words);
}

} // namespace t6
