// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "onboarding.h"

#include "checkrun.h"
#include "funds.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace t6 {

namespace {

struct Setup // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::Setup)
};

using Items = std::vector<SetupItem>;

constexpr auto kKeysEndSoon = std::chrono::days(30);

SetupItem seen(SetupPoint point, SetupState state, const QString& finding, const QString& ask = {})
{
    return {point, state, std::nullopt, finding, state == SetupState::Missing ? ask : QString(), std::nullopt};
}

SetupItem unknown(SetupPoint point)
{
    return seen(point, SetupState::Unknown, Setup::tr("Not read yet."));
}

SetupItem ticked(SetupPoint point, ChecklistPoint mark, const Merchant& merchant, const QString& ask)
{
    SetupItem item{point, SetupState::Missing, mark, Setup::tr("Nobody has confirmed it yet; the API does not show it."), ask, std::nullopt};
    const auto found = std::find_if(merchant.checklist.begin(), merchant.checklist.end(), [mark](const ChecklistMark& one) { return one.point == mark; });
    if (found != merchant.checklist.end())
        item = {point, SetupState::Done, mark, {}, {}, *found};
    return item;
}

SetupItem keys(const MerchantHealth& health)
{
    if (health.keysRejected)
        return seen(SetupPoint::Keys, SetupState::Missing, Setup::tr("ShipStation rejects them."),
            Setup::tr("Send us an API key and secret: Settings, Account, API Settings. If you have a pair already, send that one; generating a new one breaks your other integrations."));
    if (!health.lastSync)
        return unknown(SetupPoint::Keys);
    return seen(SetupPoint::Keys, SetupState::Done, Setup::tr("ShipStation answers with them."));
}

SetupItem keyExpiry(const Merchant& merchant, UtcTime now)
{
    const QString ask = Setup::tr("Tell us when the API keys expire: Settings, Account, API Settings shows it (3, 6 or 12 months after they were made).");
    if (!merchant.keysExpire)
        return seen(SetupPoint::KeyExpiry, SetupState::Missing, Setup::tr("Nobody has entered it."), ask);
    const auto days = static_cast<int>(std::chrono::floor<std::chrono::days>(*merchant.keysExpire - now).count());
    const QString renew = Setup::tr("Add a second pair of API keys and send it to us before the first one ends: Settings, Account, API Settings.");
    if (days < 0)
        return seen(SetupPoint::KeyExpiry, SetupState::Missing, Setup::tr("They have expired."), renew);
    if (*merchant.keysExpire - now < kKeysEndSoon)
        return seen(SetupPoint::KeyExpiry, SetupState::Missing, Setup::tr("They expire in %n day(s).", nullptr, days), renew);
    return seen(SetupPoint::KeyExpiry, SetupState::Done, Setup::tr("They last for another %n day(s).", nullptr, days));
}

SetupItem loginName(const Merchant& merchant, const AccountFacts& facts)
{
    const QString ask = Setup::tr("Add a user named COMPANYNAME_T6 for us and send us its password: Settings, Account, User Management, Add a New User.");
    const QString login = merchant.login.isEmpty() ? Setup::tr("none entered") : inQuotes(merchant.login.toStdString());
    if (!hasLoginForm(merchant.login.toStdString()))
        return seen(SetupPoint::LoginName, SetupState::Missing, Setup::tr("The login has another form: %1.").arg(login), ask);
    if (!facts.users)
        return seen(SetupPoint::LoginName, SetupState::Done, Setup::tr("%1 has the form; the account's users were not read.").arg(login));
    const bool exists = std::any_of(facts.users->begin(), facts.users->end(), [&](const User& user) { return QString::fromStdString(user.userName).compare(merchant.login, Qt::CaseInsensitive) == 0; });
    return exists ? seen(SetupPoint::LoginName, SetupState::Done, Setup::tr("%1 is a user of the account.").arg(login))
                  : seen(SetupPoint::LoginName, SetupState::Missing, Setup::tr("The account has no user %1.").arg(login), ask);
}

SetupItem carriers(const AccountFacts& facts)
{
    if (!facts.carriers)
        return unknown(SetupPoint::Carriers);
    QStringList names;
    for (const Carrier& carrier : *facts.carriers)
        names += QString::fromStdString(carrier.nickname.empty() ? carrier.name : carrier.nickname);
    return names.isEmpty() ? seen(SetupPoint::Carriers, SetupState::Missing, Setup::tr("None is connected."), Setup::tr("Connect a carrier; Stamps.com comes with ShipStation: Settings, Shipping, Carriers & Fulfillment."))
                           : seen(SetupPoint::Carriers, SetupState::Done, names.join(QStringLiteral(", ")));
}

template <typename Offer>
SetupItem offers(SetupPoint point, const AccountFacts& facts, std::vector<Offer> Carrier::*list, const QString& ask)
{
    if (!facts.carriers || facts.carriers->empty())
        return unknown(point);
    QStringList without;
    qsizetype count = 0;
    for (const Carrier& carrier : *facts.carriers) {
        count += static_cast<qsizetype>((carrier.*list).size());
        if ((carrier.*list).empty())
            without += QString::fromStdString(carrier.name);
    }
    without.removeDuplicates();
    return without.isEmpty() ? seen(point, SetupState::Done, Setup::tr("%n found.", nullptr, static_cast<int>(count)))
                             : seen(point, SetupState::Missing, Setup::tr("None with %1.").arg(without.join(QStringLiteral(", "))), ask);
}

/// Both answers about warehouses: where orders ship from, and where returns go.
void addWarehouses(Items& items, const AccountFacts& facts, const AddressRules& rules)
{
    const QString where = Setup::tr("Settings, Shipping, Ship From Locations.");
    if (!facts.warehouses) {
        items.insert(items.end(), {unknown(SetupPoint::Warehouses), unknown(SetupPoint::ReturnAddress)});
        return;
    }
    const WordList through6 = WordList::bundled("through6");
    QStringList incomplete, returns, names;
    for (const Warehouse& warehouse : *facts.warehouses) {
        const ShipFromFaults faults = faultsOf(warehouse, rules, through6);
        const QString name = inQuotes(warehouse.name);
        names += name;
        if (!faults.missing.isEmpty())
            incomplete += Setup::tr("%1 lacks %2").arg(name, faults.missing);
        if (faults.returnIsThrough6)
            returns += Setup::tr("%1 returns to Through6").arg(name);
        else if (faults.returnUnset)
            returns += Setup::tr("%1 has no return address of its own").arg(name);
    }
    const bool noDefault = std::none_of(facts.warehouses->begin(), facts.warehouses->end(), [](const Warehouse& warehouse) { return warehouse.isDefault; });
    if (noDefault)
        incomplete += names.isEmpty() ? Setup::tr("there is none") : Setup::tr("none is the default");
    items.push_back(incomplete.isEmpty() ? seen(SetupPoint::Warehouses, SetupState::Done, names.join(QStringLiteral(", ")))
                                         : seen(SetupPoint::Warehouses, SetupState::Missing, incomplete.join(QStringLiteral("; ")),
                                             Setup::tr("Complete the Ship From Location (%1) and make one the default: %2").arg(incomplete.join(QStringLiteral("; ")), where)));
    items.push_back(names.isEmpty() ? unknown(SetupPoint::ReturnAddress)
            : returns.isEmpty()     ? seen(SetupPoint::ReturnAddress, SetupState::Done, Setup::tr("Each Ship From Location has its own."))
                                    : seen(SetupPoint::ReturnAddress, SetupState::Missing, returns.join(QStringLiteral("; ")),
                                        Setup::tr("Enter your own office or warehouse as the return address (%1); Through6 handles no returns: %2").arg(returns.join(QStringLiteral("; ")), where)));
}

SetupItem manualStore(const AccountFacts& facts)
{
    if (!facts.stores)
        return unknown(SetupPoint::ManualStore);
    const bool active = std::any_of(facts.stores->begin(), facts.stores->end(), [](const Store& store) { return store.manual && store.active; });
    return active ? seen(SetupPoint::ManualStore, SetupState::Done, Setup::tr("There is one, and it is active."))
                  : seen(SetupPoint::ManualStore, SetupState::Missing, Setup::tr("There is none: labels cannot be created."), Setup::tr("Add an active manual store: Settings, Selling Channels, Store Setup, Connect a Store, ShipStation (Manual Orders)."));
}

constexpr const char* kNames[] = {"keys", "key-expiry", "login-name", "permissions", "carriers", "services", "packages", "warehouses", "return-address", "return-address-confirmed", "international",
    "auto-funding", "manual-store", "automation-rules"};
static_assert(std::size(kNames) == static_cast<std::size_t>(SetupPoint::Count));

} // namespace

const char* setupPointName(SetupPoint point)
{
    return kNames[static_cast<std::size_t>(point)];
}

QString setupPointTitle(SetupPoint point)
{
    switch (point) {
    case SetupPoint::Keys: return Setup::tr("The API keys work");
    case SetupPoint::KeyExpiry: return Setup::tr("It is known when the API keys expire");
    case SetupPoint::LoginName: return Setup::tr("The login is named COMPANYNAME_T6");
    case SetupPoint::Permissions: return Setup::tr("The login may ship and manage orders");
    case SetupPoint::Carriers: return Setup::tr("Carriers are connected");
    case SetupPoint::Services: return Setup::tr("Their services can be chosen");
    case SetupPoint::Packages: return Setup::tr("Their packages can be chosen");
    case SetupPoint::Warehouses: return Setup::tr("Ship From Locations are complete");
    case SetupPoint::ReturnAddress: return Setup::tr("Return addresses are set, and none is Through6's");
    case SetupPoint::ReturnAddressConfirmed: return Setup::tr("The return address is the merchant's office or warehouse");
    case SetupPoint::International: return Setup::tr("International settings and customs defaults are filled in");
    case SetupPoint::AutoFunding: return Setup::tr("Auto-funding is set as advised");
    case SetupPoint::ManualStore: return Setup::tr("A manual store is active");
    case SetupPoint::AutomationRules: return Setup::tr("Automation rules were looked through");
    case SetupPoint::Count: break;
    }
    return {};
}

const char* setupStateName(SetupState state)
{
    return state == SetupState::Done ? "done" : state == SetupState::Missing ? "missing" : "unknown";
}

std::vector<SetupItem> setupChecklist(const Merchant& merchant, const AccountFacts& facts, const MerchantHealth& health, const AddressRules& rules, UtcTime now)
{
    Items items{keys(health), keyExpiry(merchant, now), loginName(merchant, facts)};
    items.push_back(ticked(SetupPoint::Permissions, ChecklistPoint::UserPermissions, merchant,
        Setup::tr("Give our user Shipping and Order Management, best without any restriction: Settings, Account, User Management, our user, Permissions and Restrictions.")));
    items.push_back(carriers(facts));
    items.push_back(offers(SetupPoint::Services, facts, &Carrier::services, Setup::tr("Switch on the services that we are to ship with: Settings, Shipping, Carriers & Fulfillment, the carrier, Services.")));
    items.push_back(offers(SetupPoint::Packages, facts, &Carrier::packages, Setup::tr("Switch on the packages that we are to use: Settings, Shipping, Package Types.")));
    addWarehouses(items, facts, rules);
    items.push_back(ticked(SetupPoint::ReturnAddressConfirmed, ChecklistPoint::ReturnAddress, merchant,
        Setup::tr("Confirm that returns go to your own office or warehouse: Settings, Shipping, Ship From Locations.")));
    items.push_back(ticked(SetupPoint::International, ChecklistPoint::InternationalSettings, merchant,
        Setup::tr("Fill in how customs forms are made out (contents, values, country of origin): Settings, Shipping, International Settings.")));
    items.push_back(ticked(SetupPoint::AutoFunding, ChecklistPoint::PostageFunding, merchant,
        Setup::tr("Switch on auto-funding: when the balance drops below %1, fund %2, at most %3 times a day: Settings, Shipping, Carriers & Fulfillment, the carrier, Auto-Fund.")
            .arg(dollarText(kFundsBelow), dollarText(kFundsAmount))
            .arg(kFundsPerDay)));
    items.push_back(manualStore(facts));
    items.push_back(ticked(SetupPoint::AutomationRules, ChecklistPoint::AutomationRules, merchant,
        Setup::tr("Look through your automation rules with us: none may change weight, address or service of orders that we ship: Settings, Automation, Automation Rules.")));
    return items;
}

std::optional<int> keyReminder(UtcTime expire, UtcTime now)
{
    std::optional<int> due;
    for (const int days : {30, 14, 7, 3, 0}) {
        if (expire - now <= std::chrono::days(days))
            due = days;
    }
    return due;
}

QString setupText(const std::vector<SetupItem>& items)
{
    QStringList asks;
    for (const SetupItem& item : items) {
        if (item.state == SetupState::Missing && !item.ask.isEmpty())
            asks += QStringLiteral("%1. %2").arg(asks.size() + 1).arg(item.ask);
    }
    if (asks.isEmpty())
        return {};
    QStringList lines{Setup::tr("Hello,"), {}, Setup::tr("Before we can ship your orders without asking back, this is missing in your ShipStation account. Each line says where to click:"), {}};
    lines += asks;
    lines += {QString(), Setup::tr("Tell us when it is done and we look again."), QString(), Setup::tr("Thank you,"), Setup::tr("Through6 Support")};
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace t6
