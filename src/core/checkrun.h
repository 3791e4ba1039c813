// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checks.h"
#include "funds.h"
#include "wordlist.h"

#include <QCoreApplication>

#include <string>
#include <utility>
#include <vector>

namespace t6 {

/// The translation context of all that checks say.
struct Checks
{
    Q_DECLARE_TR_FUNCTIONS(t6::Checks)
};

/// What is wrong with a warehouse as the place that orders ship from.
struct ShipFromFaults
{
    QString missing; ///< translated names of the origin's absent parts; empty if complete
    bool returnUnset = false, returnIsThrough6 = false;
};
[[nodiscard]] ShipFromFaults faultsOf(const Warehouse& warehouse, const AddressRules& rules, const WordList& through6);

/// What the facts of an account mean for checks. Lists are sorted by code; "known" is false when nothing can be concluded.
struct CheckContext::Account
{
    struct Offer // a service or a package
    {
        std::string code, name;
        bool domestic = false, international = false;
    };
    struct Carrier // all of one code: several connections may share it
    {
        std::string code, name;
        std::vector<Offer> services, packages;
        bool servicesKnown = true, packagesKnown = true;
    };
    struct Funding // one connection
    {
        std::string code, name;
        std::int64_t shippingProviderId = 0;
        bool required = false, primary = false;
        Money balance;
    };
    struct ShipFrom
    {
        WarehouseId id;
        std::string name;
        std::string country; ///< empty if it is none
        QString missing; ///< translated names of the origin's absent parts; empty if complete
        bool returnUnset = false, returnIsThrough6 = false;
    };

    Account(const AccountFacts& facts, const AddressRules& rules);

    [[nodiscard]] const Carrier* carrier(std::string_view code) const noexcept;
    [[nodiscard]] const ShipFrom* shipFrom(WarehouseId id) const noexcept;
    /// The connection that would pay for this order's label: the wallet it names, else the carrier's primary one.
    [[nodiscard]] const Funding* funding(const OrderView& order) const noexcept;

    bool carriersKnown = false, warehousesKnown = false;
    std::vector<Carrier> carriers;
    std::vector<Funding> fundings;
    LabelPrices prices;
    std::vector<ShipFrom> warehouses;
    std::string country; ///< ISO-2 of the default warehouse; "US" when unknown
    WordList instructions, multiUnit, poBox;
};

/// One run of all checks over one order. The fast path and the words are the same code: `issues` null means that no text is made
/// and nothing is allocated.
class CheckRun
{
public:
    CheckRun(const CheckContext& context, const OrderView& order, const OrderMemory& memory, UtcTime now, std::vector<Issue>* issues) noexcept;
    [[nodiscard]] IssueMask run();

private:
    struct Finding
    {
        QString field, text;
    };

    /// `words` makes a Finding; it is called only when somebody wants to read it.
    template <typename Words>
    void raise(CheckCode code, Words words) { raise(code, allChecks()[static_cast<std::size_t>(code)].worst, std::move(words)); }
    template <typename Words>
    void raise(CheckCode code, Severity severity, Words words)
    {
        if ((m_context.m_settings.disabled & bit(code)) != 0)
            return;
        m_mask |= bit(code);
        if (m_issues != nullptr) {
            Finding finding = words();
            m_issues->push_back({code, severity, std::move(finding.field), std::move(finding.text)});
        }
    }

    // checks_order.cpp
    void split();
    void instructions();
    void history();
    void dates();
    void shipped();
    // checks_address.cpp
    void addressParts();
    void addressVerdict();
    void addressStreet();
    void addressBuilding(const WordText& street);
    void addressReach(const WordText& street);
    void phone();
    // checks_shipping.cpp
    void weights();
    void weightAgainstItems();
    void shipFrom();
    void service();
    void package();
    void funds();
    // checks_customs.cpp
    void customs();
    void customsItems();

    [[nodiscard]] std::string_view originCountry() const noexcept { return m_shipFrom != nullptr && !m_shipFrom->country.empty() ? m_shipFrom->country : m_account.country; }

    const CheckContext& m_context;
    const CheckContext::Account& m_account;
    const AddressRules& m_rules;
    const OrderView& m_order;
    const OrderMemory& m_memory;
    UtcTime m_now;
    std::vector<Issue>* m_issues;
    IssueMask m_mask = 0;
    const CheckContext::Account::ShipFrom* m_shipFrom; ///< null when the order names none or an unknown one
    const CheckContext::Account::Carrier* m_carrier; ///< likewise
    bool m_knownCountry; ///< the destination's
    bool m_military, m_territory;
    bool m_international; ///< the destination's country differs from the sender's; the US and its territories are one
};

/// Text from outside for a sentence: at most `most` characters, without line ends, control and direction marks.
[[nodiscard]] QString inQuotes(std::string_view utf8, int most = 60);

/// Goods: no discount line, at least one unit.
[[nodiscard]] inline bool isShippable(const ItemView& item) noexcept { return !item.adjustment && item.quantity > 0; }

/// Same two letters, whatever their case.
[[nodiscard]] inline bool sameCountry(std::string_view a, std::string_view b) noexcept
{
    return a.size() == 2 && b.size() == 2 && (a[0] | 0x20) == (b[0] | 0x20) && (a[1] | 0x20) == (b[1] | 0x20);
}

[[nodiscard]] bool isPhone(std::string_view phone) noexcept; ///< at least seven digits, not all the same

} // namespace t6
