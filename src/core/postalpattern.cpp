// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "postalpattern.h"

namespace t6 {

namespace {

constexpr std::size_t kMostSteps = 4096;
constexpr int kDeepestGroup = 16;
constexpr int kMostRepeats = 16;

} // namespace

/// Recursive descent; each rule appends its steps. `m_good` falls at the first fault and stops everything.
class PostalPatternCompiler
{
public:
    explicit PostalPatternCompiler(std::string_view source) : m_source(source) {}

    [[nodiscard]] std::optional<PostalPattern> compile()
    {
        alternatives(0);
        add({PostalPattern::Op::Done});
        if (!m_good || m_at != m_source.size())
            return std::nullopt;
        return std::move(m_pattern);
    }

private:
    using Op = PostalPattern::Op;
    using Step = PostalPattern::Step;

    [[nodiscard]] std::uint16_t here() const noexcept { return static_cast<std::uint16_t>(m_pattern.m_steps.size()); }
    [[nodiscard]] bool next(char wanted) noexcept
    {
        if (m_at >= m_source.size() || m_source[m_at] != wanted)
            return false;
        ++m_at;
        return true;
    }
    [[nodiscard]] bool atEnd() const noexcept { return !m_good || m_at >= m_source.size() || m_source[m_at] == '|' || m_source[m_at] == ')'; }

    std::uint16_t add(Step step)
    {
        if (m_pattern.m_steps.size() >= kMostSteps)
            m_good = false;
        else
            m_pattern.m_steps.push_back(step);
        return static_cast<std::uint16_t>(m_pattern.m_steps.size() - 1);
    }

    void alternatives(int depth)
    {
        if (depth > kDeepestGroup)
            m_good = false;
        std::vector<std::uint16_t> jumps; // from the end of each alternative to the end of all
        while (m_good) {
            const std::uint16_t split = add({Op::Split});
            m_pattern.m_steps[split].first = here();
            sequence(depth);
            if (!m_good || !next('|')) {
                m_pattern.m_steps[split].second = m_pattern.m_steps[split].first; // the last one: nothing else to try
                break;
            }
            jumps.push_back(add({Op::Jump}));
            m_pattern.m_steps[split].second = here();
        }
        for (const std::uint16_t jump : jumps)
            m_pattern.m_steps[jump].first = here();
    }

    void sequence(int depth)
    {
        while (!atEnd()) {
            const std::size_t atomBegins = m_at;
            const std::uint16_t stepsBegin = here();
            atom(depth);
            int least = 1;
            int most = 1;
            if (!m_good || !repetition(least, most))
                continue;
            // Written again from the source as often as asked; all that is optional may skip to the end.
            m_pattern.m_steps.resize(stepsBegin);
            const std::size_t atomEnds = m_at;
            std::vector<std::uint16_t> skips;
            for (int count = 0; count < most && m_good; ++count) {
                if (count >= least) {
                    const std::uint16_t split = add({Op::Split});
                    m_pattern.m_steps[split].first = here();
                    skips.push_back(split);
                }
                m_at = atomBegins;
                atom(depth);
            }
            m_at = atomEnds;
            for (const std::uint16_t skip : skips)
                m_pattern.m_steps[skip].second = here();
        }
    }

    void atom(int depth)
    {
        if (next('(')) {
            if (next('?'))
                m_good = next(':');
            alternatives(depth + 1);
            m_good = m_good && next(')');
        } else if (next('[')) {
            set();
        } else if (next('\\')) {
            if (next('d'))
                addSet(digits());
            else
                literal();
        } else if (std::string_view(".*+?{}^$]").find(m_source[m_at]) != std::string_view::npos) {
            m_good = false;
        } else {
            literal();
        }
    }

    void literal()
    {
        const bool plain = m_at < m_source.size() && static_cast<unsigned char>(m_source[m_at]) < 0x80;
        m_good = m_good && plain;
        if (plain)
            add({Op::Character, m_source[m_at++]});
    }

    void set()
    {
        PostalPattern::Set members{};
        while (m_good && !next(']')) {
            if (next('\\')) {
                if (next('d')) {
                    members[0] |= digits()[0];
                    continue;
                }
            }
            const int from = member();
            const bool range = m_at + 1 < m_source.size() && m_source[m_at] == '-' && m_source[m_at + 1] != ']';
            if (range)
                ++m_at;
            const int to = range ? member() : from;
            m_good = m_good && from <= to && from != '^';
            for (int c = from; m_good && c <= to; ++c)
                members[static_cast<std::size_t>(c) / 64] |= std::uint64_t{1} << (c % 64);
        }
        addSet(members);
    }

    [[nodiscard]] int member() noexcept
    {
        if (m_at >= m_source.size() || static_cast<unsigned char>(m_source[m_at]) >= 0x80) {
            m_good = false;
            return 0;
        }
        return m_source[m_at++];
    }

    [[nodiscard]] static PostalPattern::Set digits() noexcept { return {std::uint64_t{0x3FF} << '0', 0}; }

    void addSet(const PostalPattern::Set& members)
    {
        m_pattern.m_sets.push_back(members);
        add({Op::Set, 0, static_cast<std::uint16_t>(m_pattern.m_sets.size() - 1)});
    }

    /// True when a repetition follows; its bounds.
    [[nodiscard]] bool repetition(int& least, int& most)
    {
        if (next('?')) {
            least = 0;
            return true;
        }
        if (!next('{'))
            return false;
        least = most = number();
        if (next(','))
            most = number();
        m_good = m_good && next('}') && least <= most && most >= 1 && most <= kMostRepeats;
        return m_good;
    }

    [[nodiscard]] int number() noexcept
    {
        int value = -1;
        while (m_at < m_source.size() && m_source[m_at] >= '0' && m_source[m_at] <= '9' && value < 100)
            value = (value < 0 ? 0 : value * 10) + (m_source[m_at++] - '0');
        m_good = m_good && value >= 0;
        return value;
    }

    std::string_view m_source;
    std::size_t m_at = 0;
    bool m_good = true;
    PostalPattern m_pattern;
};

std::optional<PostalPattern> PostalPattern::compile(std::string_view pattern)
{
    return PostalPatternCompiler(pattern).compile();
}

bool PostalPattern::run(std::size_t step, std::string_view text, std::size_t at, bool whole) const noexcept
{
    for (;;) {
        const Step& now = m_steps[step];
        switch (now.op) {
        case Op::Character:
            if (at >= text.size() || text[at] != now.character)
                return false;
            ++at;
            ++step;
            break;
        case Op::Set: {
            const auto c = at < text.size() ? static_cast<unsigned char>(text[at]) : 0x80U;
            if (c >= 0x80 || (m_sets[now.first][c / 64] >> (c % 64) & 1) == 0)
                return false;
            ++at;
            ++step;
            break;
        }
        case Op::Split:
            if (now.second != now.first && run(now.first, text, at, whole))
                return true;
            step = now.second;
            break;
        case Op::Jump:
            step = now.first;
            break;
        case Op::Done:
            return !whole || at == text.size();
        }
    }
}

} // namespace t6
