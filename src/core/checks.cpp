// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "checkrun.h"

#include <algorithm>

namespace t6 {

namespace {

bool isUnitedStates(std::string_view country) noexcept
{
    AddressView place;
    place.country = country;
    return sameCountry(country, "US") || AddressRules::isTerritory(place);
}

} // namespace

CheckContext::CheckContext(const AccountFacts& facts, const Through6Rule& rule, const CheckSettings& settings, const AddressRules& rules)
    : m_matcher(rule), m_settings(settings), m_rules(&rules), m_account(std::make_shared<const Account>(facts, rules))
{
}

IssueMask CheckContext::check(const OrderView& order, const OrderMemory& memory, UtcTime now) const
{
    return CheckRun(*this, order, memory, now, nullptr).run();
}

std::vector<Issue> CheckContext::explain(const OrderView& order, const OrderMemory& memory, UtcTime now) const
{
    std::vector<Issue> issues;
    static_cast<void>(CheckRun(*this, order, memory, now, &issues).run());
    std::stable_sort(issues.begin(), issues.end(), [](const Issue& a, const Issue& b) { return a.code < b.code; });
    return issues;
}

CheckRun::CheckRun(const CheckContext& context, const OrderView& order, const OrderMemory& memory, UtcTime now, std::vector<Issue>* issues) noexcept
    : m_context(context)
    , m_account(*context.m_account)
    , m_rules(*context.m_rules)
    , m_order(order)
    , m_memory(memory)
    , m_now(now)
    , m_issues(issues)
    , m_shipFrom(order.warehouseId ? m_account.shipFrom(*order.warehouseId) : nullptr)
    , m_carrier(m_account.carrier(order.carrierCode))
    , m_knownCountry(m_rules.isCountry(order.shipTo.country))
    , m_military(AddressRules::isMilitary(order.shipTo))
    , m_territory(AddressRules::isTerritory(order.shipTo))
    , m_international(m_knownCountry && !sameCountry(order.shipTo.country, originCountry())
          && !(isUnitedStates(order.shipTo.country) && isUnitedStates(originCountry())))
{
}

IssueMask CheckRun::run()
{
    if (!isOpen(m_order.status)) {
        shipped();
        return m_mask;
    }
    split();
    addressParts();
    addressVerdict();
    addressStreet();
    phone();
    weights();
    weightAgainstItems();
    shipFrom();
    service();
    package();
    customs();
    funds();
    instructions();
    history();
    dates();
    return m_mask;
}

Readiness readiness(OrderStatus status, IssueMask issues, bool waiting) noexcept
{
    if (!isOpen(status))
        return Readiness::Closed;
    if ((issues & (bit(CheckCode::ChangeUnsettled) | bit(CheckCode::SplitDrift))) != 0)
        return Readiness::NeedsReview;
    if (waiting)
        return Readiness::WaitingOnMerchant;
    if (status == OrderStatus::OnHold)
        return Readiness::OnHold;
    // A status that this program does not know says nothing about being ready.
    if (CheckContext::needsPerson(issues) != 0 || status == OrderStatus::Unknown)
        return Readiness::NeedsReview;
    return status == OrderStatus::AwaitingPayment ? Readiness::AwaitingPayment : Readiness::ReadyToShip;
}

QString inQuotes(std::string_view utf8, int most)
{
    // Four bytes make a character at most: what lies beyond is never looked at.
    const bool bytesCut = utf8.size() > static_cast<std::size_t>(most) * 4;
    QString text = QString::fromUtf8(utf8.data(), bytesCut ? static_cast<qsizetype>(most) * 4 : static_cast<qsizetype>(utf8.size()));
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = u' ';
    }
    text = text.simplified();
    if (text.size() <= most && !bytesCut)
        return text;
    text.truncate(most - 1);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text + u'…';
}

bool isPhone(std::string_view phone) noexcept
{
    constexpr std::size_t kMost = 64;
    int digits = 0;
    char first = 0;
    bool different = false;
    for (const char c : phone.substr(0, kMost)) {
        if (c < '0' || c > '9')
            continue;
        different = different || (digits > 0 && c != first);
        first = c;
        ++digits;
    }
    return digits >= 7 && different;
}

} // namespace t6
