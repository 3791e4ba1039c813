// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderview.h"

#include <QString>
#include <QStringView>

#include <array>
#include <cstdint>
#include <string>

namespace t6 {

/// The fields of an address as ShipStation has them.
enum class AddressField : std::uint8_t { Name, Company, Street1, Street2, Street3, City, State, PostalCode, Country, Phone };
inline constexpr int kAddressFieldCount = 10;
inline constexpr std::array<AddressField, kAddressFieldCount> kAddressFields{AddressField::Name, AddressField::Company, AddressField::Street1,
    AddressField::Street2, AddressField::Street3, AddressField::City, AddressField::State, AddressField::PostalCode, AddressField::Country, AddressField::Phone};

/// An address that owns its text, field by field: what is edited, pasted and repaired. A plain value.
class AddressText
{
public:
    [[nodiscard]] QString& operator[](AddressField field) { return m_texts[static_cast<std::size_t>(field)]; }
    [[nodiscard]] const QString& operator[](AddressField field) const { return m_texts[static_cast<std::size_t>(field)]; }
    bool operator==(const AddressText&) const = default;

private:
    std::array<QString, kAddressFieldCount> m_texts;
};

/// The same in UTF-8, for AddressRules.
class AddressBytes
{
public:
    explicit AddressBytes(const AddressText& address);
    [[nodiscard]] AddressView view() const noexcept; ///< into this

private:
    std::array<std::string, kAddressFieldCount> m_texts;
};

/// Folded, letters and digits only: what names are compared by ("N.Y." and "ny" are one).
[[nodiscard]] std::string nameKey(QStringView text);

/// Without control characters and direction marks, white space made single blanks and trimmed: as a field should be.
[[nodiscard]] QString tidyLine(QStringView line);

} // namespace t6
