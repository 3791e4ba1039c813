// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QString>

#include <functional>
#include <limits>
#include <optional>
#include <vector>

namespace t6::bench {

/// One way to do a work. `prepare` is not timed.
struct Way
{
    QString name;
    std::function<void()> run;
    std::function<void()> prepare = {};
};

struct Timing
{
    QString name;
    double median = 0, min = 0, max = 0; ///< seconds
};

/// Takes the time of each way once per round, one after the other, so that a slow moment of the machine meets all of them.
[[nodiscard]] std::vector<Timing> alternate(int rounds, const std::vector<Way>& ways);

/// What the design asks of a work; 0 = nothing asked.
struct Target
{
    double mostMs = 0; ///< at most
    double leastRatio = 0; ///< times faster than the first peer
    double mostBytes = 0;
};

/// What one run of the program measures with.
struct Settings
{
    std::size_t rows = 1'000'000; ///< of the queue
    std::size_t merchants = 500;
    int orders = 20'000; ///< of pages
    int rounds = 5;
};

/// Prints as it goes, or collects JSON.
class Report
{
public:
    explicit Report(bool json) : m_json(json) {}

    /// timings[0] is ours, the others are peers and limits. `count`: things done per run, to print a rate; 0 = print milliseconds.
    void times(const QString& work, const QString& what, const std::vector<Timing>& timings, const Target& target, double count = 0);
    void bytes(const QString& work, const QString& what, double here, const std::vector<std::pair<QString, double>>& peers, const Target& target);
    void note(const QString& work, const QString& text);
    void finish() const;

private:
    void line(const QString& text) const;
    void verdict(const QString& work, const QString& what, QJsonArray ways, const std::vector<std::pair<QString, bool>>& verdicts);
    bool m_json;
    QJsonArray m_results;
};

/// A work by its name; run by main() in this order.
struct Work
{
    const char* name;
    const char* about;
    void (*run)(const Settings&, Report&);
};

void benchDecode(const Settings&, Report&);
void benchKeep(const Settings&, Report&);
void benchPull(const Settings&, Report&);
void benchMemory(const Settings&, Report&);
void benchFilter(const Settings&, Report&);
void benchSort(const Settings&, Report&);
void benchUpdate(const Settings&, Report&);
void benchFill(const Settings&, Report&);
void benchScroll(const Settings&, Report&);
void benchStart(const Settings&, Report&);

/// What a child process does for benchStart(): opens the profile and ends with its first painted window.
int showFirstWindow(const QString& profileDir);

} // namespace t6::bench
