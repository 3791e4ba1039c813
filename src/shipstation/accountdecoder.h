// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/merchant.h>
#include <core/result.h>

#include <QByteArray>

#include <vector>

namespace t6::shipstation {

// The small lists of an account. Elements without their id (or code) are left out; NotShipStation when the answer is no array,
// or a non-empty array of which no element has the expected members; AnswerBroken when it is no JSON. Any thread.

[[nodiscard]] Result<std::vector<Warehouse>> decodeWarehouses(const QByteArray& json);
[[nodiscard]] Result<std::vector<Carrier>> decodeCarriers(const QByteArray& json); ///< without services and packages
[[nodiscard]] Result<std::vector<Service>> decodeServices(const QByteArray& json);
[[nodiscard]] Result<std::vector<Package>> decodePackages(const QByteArray& json);
[[nodiscard]] Result<std::vector<Store>> decodeStores(const QByteArray& json);
[[nodiscard]] Result<std::vector<Tag>> decodeTags(const QByteArray& json);
[[nodiscard]] Result<std::vector<User>> decodeUsers(const QByteArray& json);

} // namespace t6::shipstation
