// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "merchantname.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace t6::cli {

using operations::MerchantState;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(t6::cli::MerchantName)
};

/// Letters to insert, drop or replace to make one from the other.
std::size_t editDistance(const QString& a, const QString& b)
{
    const auto width = static_cast<std::size_t>(b.size());
    std::vector<std::size_t> row(width + 1);
    for (std::size_t i = 0; i <= width; ++i)
        row[i] = i;
    for (const QChar letter : a) {
        std::size_t diagonal = row[0]++;
        for (std::size_t i = 1; i <= width; ++i) {
            const std::size_t replaced = diagonal + (b[static_cast<qsizetype>(i) - 1] == letter ? 0 : 1);
            diagonal = row[i];
            row[i] = std::min({row[i] + 1, row[i - 1] + 1, replaced});
        }
    }
    return row[width];
}

bool isClose(const QString& wanted, const QString& name)
{
    if (name.contains(wanted))
        return true;
    // The beginning counts too: people shorten names.
    const std::size_t tolerance = wanted.size() < 5 ? 1 : 2;
    return editDistance(wanted, name) <= tolerance || editDistance(wanted, name.left(wanted.size())) <= tolerance;
}

} // namespace

Result<MerchantState> merchantByName(const QList<MerchantState>& merchants, const QString& name)
{
    const QString wanted = name.simplified().toCaseFolded();
    QList<MerchantState> beginning;
    QStringList close;
    for (const MerchantState& state : merchants) {
        const QString folded = state.merchant.name.simplified().toCaseFolded();
        if (folded == wanted)
            return state;
        if (!wanted.isEmpty() && folded.startsWith(wanted))
            beginning.append(state);
        else if (!wanted.isEmpty() && isClose(wanted, folded))
            close.append(state.merchant.name);
    }
    if (beginning.size() == 1)
        return beginning.first();

    QString detail = Text::tr("No merchant is called “%1”.").arg(name);
    if (beginning.size() > 1) {
        QStringList names;
        for (const MerchantState& state : std::as_const(beginning))
            names.append(state.merchant.name);
        detail = Text::tr("Several merchants begin with “%1”: %2.").arg(name, names.join(QStringLiteral(", ")));
    } else if (!close.isEmpty()) {
        detail += QLatin1Char(' ') + Text::tr("Close to it: %1.").arg(close.join(QStringLiteral(", ")));
    }
    return failure(ErrorDomain::Input, ErrorCode::NotFound, detail, QStringLiteral("merchant"));
}

} // namespace t6::cli
