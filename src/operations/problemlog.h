// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "merchantstate.h"

namespace t6::operations {

/// Errors until somebody acknowledges them. Value; one thread.
class ProblemLog
{
public:
    static constexpr int kMost = 200; ///< beyond, the oldest go

    void add(MerchantId merchant, const QString& merchantName, const Error& error, UtcTime now);
    bool acknowledge(quint64 id);
    void clear() { m_problems.clear(); }
    [[nodiscard]] const QList<Problem>& problems() const { return m_problems; } ///< newest first

private:
    QList<Problem> m_problems;
    quint64 m_lastId = 0;
};

} // namespace t6::operations
