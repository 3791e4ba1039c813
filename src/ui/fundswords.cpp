// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "fundswords.h"

#include "operationwords.h"
#include "safetext.h"
#include "words.h"

#include <core/errortext.h>

#include <QCoreApplication>

namespace t6::ui {

namespace {

struct Words // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::ui::FundsWords)
};

constexpr int kLongestName = 40;

} // namespace

QString walletName(const WalletOutlook& wallet)
{
    return safeLine(text(wallet.name.empty() ? wallet.code : wallet.name), kLongestName);
}

QString runwayText(const WalletOutlook& wallet)
{
    QStringList parts;
    if (wallet.runwayLabels)
        parts += Words::tr("%n label(s)", nullptr, *wallet.runwayLabels);
    if (wallet.runway)
        parts += spanText(*wallet.runway);
    return parts.isEmpty() ? Words::tr("not known yet") : parts.join(QStringLiteral(" · "));
}

QString fundsStateText(FundsState state)
{
    const Severity severity = state == FundsState::Short ? Severity::Blocks : Severity::Check;
    const QString shape = state == FundsState::Fine ? QStringLiteral("✓") : severityShape(severity);
    return shape + QLatin1Char(' ') + fundsStateLabel(state);
}

const Tint& fundsTint(const Tokens& tokens, FundsState state)
{
    switch (state) {
    case FundsState::Short: return tokens.blocks;
    case FundsState::RunsOutToday:
    case FundsState::Low: return tokens.check;
    case FundsState::Fine: break;
    }
    return tokens.fine;
}

QString basisText(const operations::WalletState& wallet)
{
    const WalletOutlook& seen = wallet.outlook;
    QStringList parts;
    if (seen.readyLabels > 0) {
        parts += Words::tr("%n order(s) ready to ship will cost about %1.", nullptr, seen.readyLabels).arg(moneyText(seen.readyCost));
        if (seen.readyGuessed > 0)
            parts += Words::tr("Of them %n have no label of their service to go by: $4 at home, $15 abroad is assumed.", nullptr, seen.readyGuessed);
    } else {
        parts += Words::tr("No order that is ready to ship is paid from it.");
    }
    if (seen.basis == WalletOutlook::Basis::Labels)
        parts += Words::tr("Labels of the last %1 cost %2 a day.").arg(spanText(seen.seen), moneyText(seen.perDay));
    else if (seen.basis == WalletOutlook::Basis::Balances)
        parts += Words::tr("The balance fell by %2 a day in the last %1; labels and what else was paid are in it.").arg(spanText(seen.seen), moneyText(seen.perDay));
    else if (seen.sharesCode)
        parts += Words::tr("How fast it is spent is not known yet: labels do not tell which account paid, and its balance was not watched for a day.");
    else
        parts += Words::tr("How fast it is spent is not known yet: no label was bought lately, and its balance was not watched for a day.");
    if (seen.sharesCode)
        parts += Words::tr("Another account of this carrier holds money too: funds are added in ShipStation, whose API cannot tell them apart.");
    return parts.join(QLatin1Char(' '));
}

QString adviceText(const operations::WalletState& wallet)
{
    const QString advice = Words::tr("ShipStation should be set to: when the balance drops below %1, fund %2, at most %3 times a day (Settings, Shipping, Carriers & Fulfillment, the carrier, Auto-Fund).")
                               .arg(moneyText(kFundsBelow), moneyText(kFundsAmount))
                               .arg(kFundsPerDay);
    return advice + QLatin1Char(' ') + (wallet.advised ? Words::tr("✓ Somebody has seen that it is.") : Words::tr("Nobody has confirmed that it is."));
}

QString ledgerText(const operations::WalletState& wallet)
{
    if (!wallet.funding.enabled)
        return Words::tr("Adding funds from here is off for this merchant until somebody confirms in Funding Settings that ShipStation enabled it.");
    const Money left{std::max<std::int64_t>(0, wallet.funding.dayCap.minor - wallet.toppedUp.minor)};
    return Words::tr("Left in these 24 hours: %1 of %2, and %3 of %4 top-ups of this carrier.")
        .arg(moneyText(left), moneyText(wallet.funding.dayCap))
        .arg(std::max(0, kFundsPerDay - wallet.topUps))
        .arg(kFundsPerDay);
}

QString addFundsCaption(Money amount, const operations::WalletState& wallet)
{
    return Words::tr("Add %1 · %2 · %3 · balance %4").arg(moneyText(amount), safeLine(wallet.merchantName, kLongestName), walletName(wallet.outlook), moneyText(wallet.outlook.balance));
}

QString topUpText(const operations::OperationReport& report, const QString& merchant)
{
    const QString amount = QLatin1Char('$') + report.argument;
    const QString where = Words::tr("%1 of %2").arg(safeLine(report.number, kLongestName), safeLine(merchant, kLongestName));
    const auto proof = operations::topUpProof(report);
    if (isConfirmed(report) && proof && proof->now)
        return Words::tr("%1 added to %2: %3 became %4.").arg(amount, where, moneyText(proof->before), moneyText(*proof->now));
    const QString what = Words::tr("%1 for %2: %3.").arg(amount, where, operationStateText(report.state));
    return report.error ? what + QLatin1Char(' ') + oneLine(*report.error) : what;
}

} // namespace t6::ui
