// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuepage.h"

#include <algorithm>
#include <limits>

namespace t6 {

namespace {

std::uint32_t seconds(const std::optional<UtcTime>& time) noexcept
{
    if (!time)
        return 0;
    const std::int64_t count = std::chrono::floor<std::chrono::seconds>(*time).time_since_epoch().count();
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(count, 0, std::numeric_limits<std::uint32_t>::max()));
}

template <typename To>
To clamped(std::int64_t value) noexcept
{
    return static_cast<To>(std::clamp<std::int64_t>(value, 0, std::numeric_limits<To>::max()));
}

std::string_view serviceName(const OrderView& order, const AccountFacts& facts) noexcept
{
    if (facts.carriers)
        for (const Carrier& carrier : *facts.carriers)
            if (carrier.code == order.carrierCode)
                for (const Service& service : carrier.services)
                    if (service.code == order.serviceCode && !service.name.empty())
                        return service.name;
    return order.serviceCode;
}

std::string_view assigneeName(const OrderView& order, const AccountFacts& facts) noexcept
{
    if (facts.users && !order.userId.empty())
        for (const User& user : *facts.users)
            if (user.id == order.userId)
                return user.name.empty() ? user.userName : user.name;
    return {};
}

std::string skusOf(const OrderView& order)
{
    std::string skus;
    for (const ItemView& item : order.items) {
        if (item.adjustment || item.sku.empty())
            continue;
        if (skus.size() > kLongestPart)
            break;
        if (!skus.empty())
            skus += ' ';
        skus += item.sku.substr(0, kLongestPart);
    }
    return skus;
}

} // namespace

std::uint64_t rawHash(std::string_view raw) noexcept
{
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15ULL;
    const auto mix = [](std::uint64_t hash, std::uint64_t word) {
        hash = (hash ^ word) * kOdd;
        return hash ^ hash >> 32;
    };
    const auto wordAt = [&raw](std::size_t at, std::size_t bytes) { // little end first, whatever the machine
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            word |= std::uint64_t{static_cast<unsigned char>(raw[at + i])} << i * 8;
        return word;
    };
    // Two chains, since a multiplication waits for the one before.
    std::uint64_t even = mix(kOdd, raw.size()), odd = ~even;
    std::size_t at = 0;
    for (; at + 16 <= raw.size(); at += 16) {
        even = mix(even, wordAt(at, 8));
        odd = mix(odd, wordAt(at + 8, 8));
    }
    for (; at < raw.size(); at += 8)
        even = mix(even, wordAt(at, std::min<std::size_t>(8, raw.size() - at)));
    return mix(mix(even, odd), kOdd);
}

QueueEntry makeQueueEntry(const OrderView& order, const Through6Matcher::Units& units, IssueMask issues, const AccountFacts& facts, UtcTime now)
{
    QueueEntry entry;
    entry.id = order.id;
    entry.status = order.status;
    entry.readiness = readiness(order.status, issues);
    entry.issues = issues;
    entry.orderDate = seconds(order.orderDate);
    entry.shipBy = seconds(order.shipBy);
    if (!isOpen(order.status))
        entry.closedAt = seconds(order.modifyDate.value_or(now));
    entry.weightMilligrams = order.weight ? clamped<std::uint32_t>(order.weight->milligrams) : 0;
    entry.through6Units = clamped<std::uint16_t>(units.through6);
    entry.otherUnits = clamped<std::uint16_t>(units.other);
    entry.rawHash = rawHash(order.raw);
    entry.twin = twinFingerprint(order);
    entry.number = queueText(order.number);
    entry.buyer = queueText(order.shipTo.name.empty() ? order.billTo.name : order.shipTo.name);
    entry.city = queueText(order.shipTo.city);
    entry.state = queueText(order.shipTo.state);
    entry.country = queueText(order.shipTo.country);
    entry.skus = queueText(skusOf(order));
    entry.service = queueText(serviceName(order, facts));
    entry.assignee = queueText(assigneeName(order, facts));
    return entry;
}

} // namespace t6
