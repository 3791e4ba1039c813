// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUuid>

#include <compare>
#include <cstdint>
#include <functional>

namespace t6 {

/// A 64-bit id of ShipStation's that cannot be mixed up with another kind (reference: ids exceed 32 bit since 2024).
template <typename Tag>
struct Id
{
    std::int64_t value = 0;
    [[nodiscard]] constexpr bool isNull() const noexcept { return value == 0; }
    constexpr auto operator<=>(const Id&) const noexcept = default;
};

using OrderId = Id<struct OrderIdTag>;
using WarehouseId = Id<struct WarehouseIdTag>;
using StoreId = Id<struct StoreIdTag>;
using TagId = Id<struct TagIdTag>;
using ShipmentId = Id<struct ShipmentIdTag>;

/// Ours: one connected merchant, stable for ever, meaningless outside this profile.
struct MerchantId
{
    QUuid value;
    [[nodiscard]] bool isNull() const noexcept { return value.isNull(); }
    [[nodiscard]] static MerchantId create() { return {QUuid::createUuid()}; }
    bool operator==(const MerchantId&) const noexcept = default;
    bool operator<(const MerchantId& other) const noexcept { return value < other.value; }
};

inline size_t qHash(const MerchantId& id, size_t seed = 0) noexcept { return qHash(id.value, seed); }
template <typename Tag>
size_t qHash(const Id<Tag>& id, size_t seed = 0) noexcept { return ::qHash(id.value, seed); }

} // namespace t6

template <typename Tag>
struct std::hash<t6::Id<Tag>>
{
    size_t operator()(const t6::Id<Tag>& id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
template <>
struct std::hash<t6::MerchantId>
{
    size_t operator()(const t6::MerchantId& id) const noexcept { return qHash(id); }
};
