// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "checkrun.h"
#include "funds.h"
#include "onboarding.h"
#include "textfold.h"

#include <QStringList>

#include <algorithm>
#include <chrono>

namespace t6 {

namespace {

constexpr auto kExpiryNotice = std::chrono::days(30);
constexpr auto kStaleAfter = std::chrono::minutes(15);

} // namespace

bool hasLoginForm(std::string_view login)
{
    constexpr std::string_view kEnding = "_t6";
    const std::string plain = folded(login);
    return plain.size() > kEnding.size() && plain.ends_with(kEnding);
}

namespace {

std::vector<MerchantIssue> keyIssues(const Merchant& merchant, const MerchantHealth& health, UtcTime now)
{
    std::vector<MerchantIssue> issues;
    if (health.keysRejected) {
        issues.push_back({MerchantCheckCode::KeysRejected, Severity::Blocks, Checks::tr("ShipStation rejects the API keys."),
            Checks::tr("They may have expired. Ask the merchant for a new pair and enter it; never have the existing one regenerated.")});
    }
    if (merchant.keysExpire && *merchant.keysExpire - now < kExpiryNotice) {
        const auto days = static_cast<int>(std::chrono::floor<std::chrono::days>(*merchant.keysExpire - now).count());
        issues.push_back({MerchantCheckCode::KeysExpiring, days < 0 ? Severity::Blocks : Severity::Check,
            days < 0 ? Checks::tr("The API keys have expired.") : Checks::tr("The API keys expire in %n day(s).", nullptr, days),
            Checks::tr("Ask the merchant for a second pair and enter it before the first one ends.")});
    }
    return issues;
}

std::vector<MerchantIssue> syncIssues(const Merchant& merchant, const MerchantHealth& health, UtcTime now)
{
    if (merchant.paused || health.keysRejected)
        return {};
    // A merchant that has just been connected is still being loaded.
    const UtcTime fresh = health.lastSync.value_or(health.failingSince.value_or(merchant.connectedAt));
    if (now - fresh <= kStaleAfter)
        return {};
    const auto minutes = static_cast<int>(std::chrono::floor<std::chrono::minutes>(now - fresh).count());
    return {{MerchantCheckCode::SyncStale, Severity::Check,
        health.lastSync ? Checks::tr("No complete sync for %n minute(s): orders may be missing.", nullptr, minutes) : Checks::tr("The orders were never completely loaded."),
        Checks::tr("See the merchant's last error, then sync again.")}};
}

std::vector<MerchantIssue> accountIssues(const Merchant& merchant, const AccountFacts& facts)
{
    std::vector<MerchantIssue> issues;
    if (facts.carriers && facts.carriers->empty()) {
        issues.push_back({MerchantCheckCode::NoCarrier, Severity::Blocks, Checks::tr("No carrier is connected to the account."),
            Checks::tr("Ask the merchant to connect one in ShipStation under Settings, Shipping, Carriers.")});
    }
    if (facts.stores && std::none_of(facts.stores->begin(), facts.stores->end(), [](const Store& store) { return store.manual && store.active; })) {
        issues.push_back({MerchantCheckCode::NoManualStore, Severity::Blocks, Checks::tr("The account has no active manual store: labels cannot be created."),
            Checks::tr("Ask the merchant to add a manual store in ShipStation under Settings, Selling Channels.")});
    }
    const bool anyLogin = facts.users
        && std::any_of(facts.users->begin(), facts.users->end(), [](const User& user) { return hasLoginForm(user.userName); });
    if (merchant.login.isEmpty() ? facts.users && !anyLogin : !hasLoginForm(merchant.login.toStdString())) {
        issues.push_back({MerchantCheckCode::LoginName, Severity::Check,
            merchant.login.isEmpty() ? Checks::tr("No user of the account is named COMPANYNAME_T6.")
                                     : Checks::tr("The login “%1” does not have the form COMPANYNAME_T6.").arg(merchant.login),
            Checks::tr("Ask the merchant to add such a user with Shipping and Order Management.")});
    }
    for (const Carrier& carrier : facts.carriers.value_or(std::vector<Carrier>{})) {
        if (!carrier.requiresFundedAccount || carrier.balance.minor >= kFundsBelow.minor)
            continue;
        issues.push_back({MerchantCheckCode::BalanceLow, Severity::Check,
            Checks::tr("%1 holds %2.").arg(inQuotes(carrier.nickname.empty() ? carrier.name : carrier.nickname), dollarText(carrier.balance)),
            Checks::tr("Add funds in ShipStation.")});
    }
    return issues;
}

std::vector<MerchantIssue> checklistIssues(const Merchant& merchant)
{
    QStringList open;
    if (merchant.rule.isEmpty())
        open += Checks::tr("which items are Through6's");
    if (merchant.login.isEmpty())
        open += Checks::tr("the user login");
    if (!merchant.keysExpire)
        open += Checks::tr("when the API keys expire");
    QStringList texts;
    if (!open.isEmpty())
        texts += Checks::tr("Not yet entered: %1.").arg(open.join(QStringLiteral(", ")));
    const int points = static_cast<int>(ChecklistPoint::Count) - static_cast<int>(merchant.checklist.size());
    if (points > 0)
        texts += Checks::tr("%n point(s) of the set-up checklist are open.", nullptr, points);
    if (texts.isEmpty())
        return {};
    return {{MerchantCheckCode::ChecklistOpen, Severity::Check, texts.join(QLatin1Char(' ')), Checks::tr("Complete the merchant's details.")}};
}

} // namespace

const char* checkName(MerchantCheckCode code)
{
    switch (code) {
    case MerchantCheckCode::KeysRejected: return "keys-rejected";
    case MerchantCheckCode::KeysExpiring: return "keys-expiring";
    case MerchantCheckCode::SyncStale: return "sync-stale";
    case MerchantCheckCode::NoCarrier: return "no-carrier";
    case MerchantCheckCode::NoManualStore: return "no-manual-store";
    case MerchantCheckCode::LoginName: return "login-name";
    case MerchantCheckCode::BalanceLow: return "balance-low";
    case MerchantCheckCode::ChecklistOpen: return "checklist-open";
    case MerchantCheckCode::Count: break;
    }
    return "";
}

std::vector<MerchantIssue> checkMerchant(const Merchant& merchant, const AccountFacts& facts, const MerchantHealth& health, UtcTime now)
{
    std::vector<MerchantIssue> issues = keyIssues(merchant, health, now);
    for (auto&& more : {syncIssues(merchant, health, now), accountIssues(merchant, facts), checklistIssues(merchant)})
        issues.insert(issues.end(), more.begin(), more.end());
    std::stable_sort(issues.begin(), issues.end(), [](const MerchantIssue& a, const MerchantIssue& b) { return a.code < b.code; });
    return issues;
}

} // namespace t6
