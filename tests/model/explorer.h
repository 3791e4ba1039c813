// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <string_view>
#include <type_traits>
#include <vector>

namespace model {

/// What an exploration has found. Every fault comes with the shortest way to it.
struct Exploration
{
    struct Fault
    {
        qsizetype states = 0; ///< that show it
        QStringList trace; ///< the steps to the nearest of them
    };
    qsizetype states = 0, steps = 0;
    std::map<QString, Fault> faults; ///< by name
};

/// Visits every state that a model can reach, breadth first. A model has
///   State: bytes without padding, compared as bytes;
///   Step: small, with `bool helps` = it happens sooner or later without anybody's fault or wish;
///   State initial() const;
///   void successors(const State&, Offer) const, which calls offer(Step, State) for all that can happen;
///   const char* fault(const State&) const: nullptr, or the name of the rule that is broken here;
///   bool isSettled(const State&) const;
///   QString text(const Step&) const.
/// A state from which steps that help reach no settled one is the fault "stuck".
template <typename Model>
class Explorer
{
public:
    using State = typename Model::State;
    using Step = typename Model::Step;
    static_assert(std::is_trivially_copyable_v<State> && std::has_unique_object_representations_v<State>);

    [[nodiscard]] static Exploration run(const Model& model)
    {
        Explorer explorer(model);
        explorer.visitAll();
        explorer.findStuck();
        return std::move(explorer.m_found);
    }

private:
    using Index = std::uint32_t;
    static constexpr Index kNone = 0xffffffff;
    struct Origin
    {
        Index state;
        Step step;
    };
    struct Help
    {
        Index from, to;
    };

    explicit Explorer(const Model& model) : m_model(model), m_slots(std::size_t{1} << 16, kNone) { add(model.initial(), {kNone, {}}); }

    void visitAll()
    {
        for (Index at = 0; at < m_states.size(); ++at) {
            if (const char* name = m_model.fault(m_states[at]))
                note(QString::fromLatin1(name), at);
            const State state = m_states[at];
            if (m_model.isSettled(state))
                m_ends.push_back(at);
            m_model.successors(state, [this, at](const Step& step, const State& next) {
                const Index to = add(next, {at, step});
                ++m_found.steps;
                if (step.helps)
                    m_helps.push_back({at, to});
            });
        }
        m_found.states = static_cast<qsizetype>(m_states.size());
    }

    /// Backwards from all ends; what is not met is stuck.
    void findStuck()
    {
        std::sort(m_helps.begin(), m_helps.end(), [](const Help& a, const Help& b) { return a.to < b.to; });
        std::vector<bool> met(m_states.size(), false);
        for (const Index end : m_ends)
            met[end] = true;
        while (!m_ends.empty()) {
            const Index to = m_ends.back();
            m_ends.pop_back();
            auto help = std::lower_bound(m_helps.cbegin(), m_helps.cend(), to, [](const Help& h, Index wanted) { return h.to < wanted; });
            for (; help != m_helps.cend() && help->to == to; ++help) {
                if (!met[help->from]) {
                    met[help->from] = true;
                    m_ends.push_back(help->from);
                }
            }
        }
        for (Index at = 0; at < met.size(); ++at) {
            if (!met[at])
                note(QStringLiteral("stuck"), at);
        }
    }

    void note(const QString& name, Index at)
    {
        Exploration::Fault& fault = m_found.faults[name];
        if (++fault.states > 1)
            return;
        for (Index step = at; m_origins[step].state != kNone; step = m_origins[step].state)
            fault.trace.prepend(m_model.text(m_origins[step].step));
    }

    Index add(const State& state, const Origin& origin)
    {
        std::size_t slot = slotOf(state);
        if (m_slots[slot] != kNone)
            return m_slots[slot];
        const auto index = static_cast<Index>(m_states.size());
        m_states.push_back(state);
        m_origins.push_back(origin);
        m_slots[slot] = index;
        if (m_states.size() * 2 > m_slots.size())
            grow();
        return index;
    }

    std::size_t slotOf(const State& state) const
    {
        const std::size_t mask = m_slots.size() - 1;
        const std::string_view bytes(reinterpret_cast<const char*>(&state), sizeof state);
        std::size_t slot = std::hash<std::string_view>{}(bytes) & mask;
        while (m_slots[slot] != kNone && std::memcmp(&m_states[m_slots[slot]], &state, sizeof state) != 0)
            slot = (slot + 1) & mask;
        return slot;
    }

    void grow()
    {
        m_slots.assign(m_slots.size() * 2, kNone);
        for (Index at = 0; at < m_states.size(); ++at)
            m_slots[slotOf(m_states[at])] = at;
    }

    const Model& m_model;
    std::vector<State> m_states; // in the order they were met: also the queue
    std::vector<Origin> m_origins;
    std::vector<Index> m_slots; // open addressing; a power of two, at most half full
    std::vector<Index> m_ends;
    std::vector<Help> m_helps;
    Exploration m_found;
};

} // namespace model
