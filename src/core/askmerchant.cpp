// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "askmerchant.h"

#include <QCoreApplication>
#include <QStringList>

namespace t6 {

namespace {

struct Letter
{
    Q_DECLARE_TR_FUNCTIONS(t6::AskMerchant)
};

constexpr IssueMask kDesksOwn = bit(CheckCode::SplitNeeded) | bit(CheckCode::SplitWrong) | bit(CheckCode::AddressUnchecked) | bit(CheckCode::ChangedAfter)
    | bit(CheckCode::Overdue) | bit(CheckCode::ChangeUnsettled) | bit(CheckCode::SplitDrift)
    | bit(CheckCode::StoreUntold);

} // namespace

IssueMask merchantsIssues(const std::vector<Issue>& issues) noexcept
{
    IssueMask mask = 0;
    for (const Issue& issue : issues)
        mask |= bit(issue.code);
    return mask & ~kDesksOwn;
}

QString askMerchantText(const QString& orderNumber, const std::vector<Issue>& issues)
{
    const IssueMask asked = merchantsIssues(issues);
    if (asked == 0)
        return {};
    QStringList lines{Letter::tr("Hello,"), {}, Letter::tr("Order %1 cannot be shipped yet. This is what we need from you:").arg(orderNumber), {}};
    QStringList settings;
    for (const Issue& issue : issues) {
        if ((asked & bit(issue.code)) == 0)
            continue;
        const QString title = checkTitle(issue.code);
        lines += QStringLiteral("- %1").arg(issue.text.isEmpty() || issue.text == title ? title : Letter::tr("%1: %2").arg(title, issue.text));
        if (const QString cause = checkCause(issue.code); !cause.isEmpty() && !settings.contains(cause))
            settings += cause;
    }
    if (!settings.isEmpty()) {
        lines += {QString(), Letter::tr("So that it does not happen again, please look at these settings in ShipStation:"), QString()};
        for (const QString& setting : settings)
            lines += QStringLiteral("- %1").arg(setting);
    }
    lines += {QString(), Letter::tr("Please correct the order in ShipStation, or answer with what is missing and we enter it for you. We ship it as soon as it is complete."), QString(),
        Letter::tr("Thank you,"), Letter::tr("Through6 Support")};
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace t6
