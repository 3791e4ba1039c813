// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "call.h"

namespace t6::sandbox {

// orderlist.cpp
[[nodiscard]] HttpResponse listOrders(Call& call);
[[nodiscard]] HttpResponse listOrdersByTag(Call& call);
[[nodiscard]] HttpResponse readOrder(Call& call);
// orderedit.cpp
[[nodiscard]] HttpResponse createOrder(Call& call);
[[nodiscard]] HttpResponse createOrders(Call& call);
// orderacts.cpp
[[nodiscard]] HttpResponse deleteOrder(Call& call);
[[nodiscard]] HttpResponse holdUntil(Call& call);
[[nodiscard]] HttpResponse restoreFromHold(Call& call);
[[nodiscard]] HttpResponse addTag(Call& call);
[[nodiscard]] HttpResponse removeTag(Call& call);
[[nodiscard]] HttpResponse assignUser(Call& call);
[[nodiscard]] HttpResponse unassignUser(Call& call);
[[nodiscard]] HttpResponse markAsShipped(Call& call);
// labels.cpp
[[nodiscard]] HttpResponse createLabelForOrder(Call& call);
[[nodiscard]] HttpResponse createLabel(Call& call);
[[nodiscard]] HttpResponse voidLabel(Call& call);
[[nodiscard]] HttpResponse rates(Call& call);
[[nodiscard]] HttpResponse listShipments(Call& call);
[[nodiscard]] HttpResponse listFulfillments(Call& call);
// directory.cpp
[[nodiscard]] HttpResponse listCarriers(Call& call);
[[nodiscard]] HttpResponse readCarrier(Call& call);
[[nodiscard]] HttpResponse listServices(Call& call);
[[nodiscard]] HttpResponse listPackages(Call& call);
[[nodiscard]] HttpResponse addFunds(Call& call);
[[nodiscard]] HttpResponse listWarehouses(Call& call);
[[nodiscard]] HttpResponse readWarehouse(Call& call);
[[nodiscard]] HttpResponse listStores(Call& call);
[[nodiscard]] HttpResponse readStore(Call& call);
[[nodiscard]] HttpResponse refreshStore(Call& call);
[[nodiscard]] HttpResponse listUsers(Call& call);
[[nodiscard]] HttpResponse listTags(Call& call);
[[nodiscard]] HttpResponse listProducts(Call& call);
[[nodiscard]] HttpResponse readProduct(Call& call);
[[nodiscard]] HttpResponse listCustomers(Call& call);
[[nodiscard]] HttpResponse readCustomer(Call& call);
[[nodiscard]] HttpResponse listWebhooks(Call& call);

} // namespace t6::sandbox
