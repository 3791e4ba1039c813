// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "bench.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace t6::bench {

namespace {

QString duration(double seconds)
{
    return QStringLiteral("%1 ms").arg(seconds * 1e3, 0, 'f', seconds < 0.1 ? 2 : 0);
}

} // namespace

std::vector<Timing> alternate(int rounds, const std::vector<Way>& ways)
{
    using Steady = std::chrono::steady_clock;
    std::vector<std::vector<double>> seconds(ways.size());
    for (int round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < ways.size(); ++i) {
            if (ways[i].prepare)
                ways[i].prepare();
            const Steady::time_point begin = Steady::now();
            ways[i].run();
            seconds[i].push_back(std::chrono::duration<double>(Steady::now() - begin).count());
        }
    std::vector<Timing> timings;
    for (std::size_t i = 0; i < ways.size(); ++i) {
        std::ranges::sort(seconds[i]);
        timings.push_back({ways[i].name, seconds[i][seconds[i].size() / 2], seconds[i].front(), seconds[i].back()});
    }
    return timings;
}

void Report::times(const QString& work, const QString& what, const std::vector<Timing>& timings, const Target& target, double count)
{
    line(QStringLiteral("%1: %2").arg(work, what));
    QJsonArray ways;
    for (const Timing& timing : timings) {
        const double ratio = timing.median / timings[0].median;
        const QString amount = count > 0 ? QStringLiteral("%L1/s").arg(count / timing.median, 0, 'f', 0) : duration(timing.median);
        line(QStringLiteral("    %1 %2  (%3 to %4)%5").arg(timing.name, -58).arg(amount, 14).arg(duration(timing.min), duration(timing.max),
            &timing == timings.data() ? QString() : QStringLiteral("  ratio %1").arg(ratio, 0, 'f', 1)));
        QJsonObject way{{QStringLiteral("name"), timing.name}, {QStringLiteral("ms"), timing.median * 1e3}, {QStringLiteral("minMs"), timing.min * 1e3},
            {QStringLiteral("maxMs"), timing.max * 1e3}, {QStringLiteral("ratio"), ratio}};
        if (count > 0)
            way.insert(QStringLiteral("perSecond"), count / timing.median);
        ways.append(way);
    }
    std::vector<std::pair<QString, bool>> verdicts;
    if (target.mostMs > 0)
        verdicts.emplace_back(QStringLiteral("at most %1 ms").arg(target.mostMs), timings[0].median * 1e3 <= target.mostMs);
    if (target.leastRatio > 0 && timings.size() > 1)
        verdicts.emplace_back(QStringLiteral("at least %1x").arg(target.leastRatio), timings[1].median / timings[0].median >= target.leastRatio);
    verdict(work, what, ways, verdicts);
}

void Report::bytes(const QString& work, const QString& what, double here, const std::vector<std::pair<QString, double>>& peers, const Target& target)
{
    line(QStringLiteral("%1: %2").arg(work, what));
    QJsonArray ways;
    const auto add = [&](const QString& name, double amount) {
        line(QStringLiteral("    %1 %2 bytes%3").arg(name, -58).arg(amount, 8, 'f', 1).arg(ways.isEmpty() ? QString() : QStringLiteral("  ratio %1").arg(amount / here, 0, 'f', 1)));
        ways.append(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("bytes"), amount}, {QStringLiteral("ratio"), amount / here}});
    };
    add(QStringLiteral("here"), here);
    for (const auto& [name, amount] : peers)
        add(name, amount);
    std::vector<std::pair<QString, bool>> verdicts;
    if (target.mostBytes > 0)
        verdicts.emplace_back(QStringLiteral("at most %1 bytes").arg(target.mostBytes), here <= target.mostBytes);
    verdict(work, what, ways, verdicts);
}

void Report::note(const QString& work, const QString& text)
{
    line(QStringLiteral("%1: %2").arg(work, text));
    if (m_json)
        m_results.append(QJsonObject{{QStringLiteral("work"), work}, {QStringLiteral("note"), text}});
}

void Report::finish() const
{
    if (m_json)
        std::fputs(QJsonDocument(m_results).toJson().constData(), stdout);
}

void Report::line(const QString& text) const
{
    if (m_json)
        return;
    std::puts(text.toUtf8().constData());
    std::fflush(stdout);
}

void Report::verdict(const QString& work, const QString& what, QJsonArray ways, const std::vector<std::pair<QString, bool>>& verdicts)
{
    QJsonArray targets;
    for (const auto& [text, met] : verdicts) {
        line(QStringLiteral("    %1 %2").arg(text, met ? QStringLiteral("- met") : QStringLiteral("- MISSED")));
        targets.append(QJsonObject{{QStringLiteral("target"), text}, {QStringLiteral("met"), met}});
    }
    m_results.append(QJsonObject{{QStringLiteral("work"), work}, {QStringLiteral("what"), what}, {QStringLiteral("ways"), ways}, {QStringLiteral("targets"), targets}});
}

} // namespace t6::bench
