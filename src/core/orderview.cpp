// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderview.h"

#include <array>
#include <utility>

namespace t6 {

namespace {

constexpr std::array<std::pair<std::string_view, OrderStatus>, 7> kStatuses{{
    {"awaiting_payment", OrderStatus::AwaitingPayment},
    {"awaiting_shipment", OrderStatus::AwaitingShipment},
    {"pending_fulfillment", OrderStatus::PendingFulfillment},
    {"on_hold", OrderStatus::OnHold},
    {"shipped", OrderStatus::Shipped},
    {"cancelled", OrderStatus::Cancelled},
    {"rejected_fulfillment", OrderStatus::RejectedFulfillment},
}};

} // namespace

OrderStatus orderStatus(std::string_view wire) noexcept
{
    for (const auto& [name, status] : kStatuses) {
        if (name == wire)
            return status;
    }
    return OrderStatus::Unknown;
}

std::string_view wireName(OrderStatus status) noexcept
{
    for (const auto& [name, known] : kStatuses) {
        if (known == status)
            return name;
    }
    return {};
}

bool isOpen(OrderStatus status) noexcept
{
    return status != OrderStatus::Shipped && status != OrderStatus::Cancelled && status != OrderStatus::RejectedFulfillment;
}

void OrderView::clear()
{
    auto keptItems = std::move(items);
    auto keptCustoms = std::move(customsItems);
    auto keptMerged = std::move(mergedIds);
    auto keptTags = std::move(tagIds);
    keptItems.clear();
    keptCustoms.clear();
    keptMerged.clear();
    keptTags.clear();
    *this = OrderView{};
    items = std::move(keptItems);
    customsItems = std::move(keptCustoms);
    mergedIds = std::move(keptMerged);
    tagIds = std::move(keptTags);
}

} // namespace t6
