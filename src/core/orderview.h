// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clock.h"
#include "ids.h"
#include "quantity.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace t6 {

/// An order as it was decoded from a page: plain values and views into the page's buffers.
///
/// Lifetime: every view is valid only while the decoder's callback runs; whoever keeps something copies it. All text is UTF-8,
/// unescaped, from outside, and never markup. A JSON null or a missing member is an empty view / nullopt. Cheap to reuse: the
/// vectors keep their capacity. Times are UTC here. Source of the fields: ShipStation V1, GET /orders.

enum class OrderStatus : std::uint8_t {
    Unknown, ///< a word this program does not know: OrderView::statusText holds it
    AwaitingPayment,
    AwaitingShipment,
    PendingFulfillment,
    OnHold,
    Shipped,
    Cancelled,
    RejectedFulfillment,
};

[[nodiscard]] OrderStatus orderStatus(std::string_view wire) noexcept;
[[nodiscard]] std::string_view wireName(OrderStatus status) noexcept; ///< "" for Unknown
/// Awaiting payment, awaiting shipment, pending fulfillment, on hold: what the queue is made of. Unknown counts as open,
/// so that a new status of ShipStation's hides nothing.
[[nodiscard]] bool isOpen(OrderStatus status) noexcept;

/// ShipStation's own verdict on shipTo (`addressVerified`).
enum class AddressVerdict : std::uint8_t { None, NotYetValidated, Verified, Warning, Failed };

struct AddressView
{
    std::string_view name, company, street1, street2, street3, city, state, postalCode, country, phone;
    std::optional<bool> residential;
    AddressVerdict verdict = AddressVerdict::None;
};

struct ItemView
{
    std::int64_t orderItemId = 0;
    std::string_view lineItemKey, sku, name, warehouseLocation, fulfillmentSku;
    int quantity = 0;
    std::optional<Weight> weight; ///< of one unit; nullopt = null on the wire
    Money unitPrice;
    bool adjustment = false; ///< a discount line: no goods, no weight
};

struct CustomsItemView
{
    std::string_view description, harmonizedTariffCode, countryOfOrigin;
    int quantity = 0;
    Money value; ///< ShipStation's words leave open whether per unit or line: only compared with 0
};

struct OrderView
{
    OrderId id;
    std::string_view number, key;
    OrderStatus status = OrderStatus::Unknown;
    std::string_view statusText;
    std::optional<UtcTime> orderDate, createDate, modifyDate, paymentDate, shipBy;
    std::string_view modifyDateText; ///< as sent; compared as an opaque string only
    std::string_view holdUntilDate, shipDate; ///< date only, yyyy-mm-dd
    std::string_view customerUsername, customerEmail;
    AddressView billTo, shipTo;
    std::vector<ItemView> items;
    Money orderTotal, amountPaid, shippingAmount;
    std::string_view customerNotes, internalNotes, giftMessage;
    std::string_view requestedShippingService, carrierCode, serviceCode, packageCode, confirmation;
    std::optional<Weight> weight; ///< nullopt = null on the wire
    bool hasDimensions = false;
    std::string_view customsContents, nonDelivery;
    std::vector<CustomsItemView> customsItems;
    std::optional<WarehouseId> warehouseId;
    StoreId storeId;
    std::string_view customField1, customField2, customField3;
    bool mergedOrSplit = false;
    OrderId parentId; ///< null unless split off another order
    std::vector<OrderId> mergedIds;
    std::int64_t billToMyOtherAccount = 0; ///< shippingProviderId of a wallet; 0 = none
    std::vector<TagId> tagIds;
    std::string_view userId; ///< GUID of the assigned user
    bool externallyFulfilled = false;

    std::string_view raw; ///< the order's own bytes of the page, exactly as received

    /// Back to empty, keeping the vectors' memory.
    void clear();
};

} // namespace t6
