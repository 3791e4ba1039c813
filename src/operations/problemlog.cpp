// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "problemlog.h"

#include <algorithm>

namespace t6::operations {

void ProblemLog::add(MerchantId merchant, const QString& merchantName, const Error& error, UtcTime now)
{
    const auto same = std::find_if(m_problems.begin(), m_problems.end(), [&](const Problem& problem) {
        return problem.merchant == merchant && problem.error.code == error.code && problem.error.detail == error.detail;
    });
    Problem problem;
    if (same != m_problems.end()) {
        problem = *same;
        ++problem.count;
        m_problems.erase(same);
    } else {
        problem.id = ++m_lastId;
    }
    problem.at = now;
    problem.merchant = merchant;
    problem.merchantName = merchantName;
    problem.error = error;
    m_problems.prepend(problem);
    if (m_problems.size() > kMost)
        m_problems.resize(kMost);
}

bool ProblemLog::acknowledge(quint64 id)
{
    return m_problems.removeIf([id](const Problem& problem) { return problem.id == id; }) > 0;
}

} // namespace t6::operations
