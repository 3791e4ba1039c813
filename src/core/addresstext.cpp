// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "addresstext.h"

#include "textfold.h"

#include <algorithm>

namespace t6 {

namespace {

bool isDirectionMark(char16_t c) noexcept
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

} // namespace

AddressBytes::AddressBytes(const AddressText& address)
{
    for (const AddressField field : kAddressFields)
        m_texts[static_cast<std::size_t>(field)] = address[field].toStdString();
}

AddressView AddressBytes::view() const noexcept
{
    const auto at = [this](AddressField field) -> std::string_view { return m_texts[static_cast<std::size_t>(field)]; };
    AddressView view;
    view.name = at(AddressField::Name);
    view.company = at(AddressField::Company);
    view.street1 = at(AddressField::Street1);
    view.street2 = at(AddressField::Street2);
    view.street3 = at(AddressField::Street3);
    view.city = at(AddressField::City);
    view.state = at(AddressField::State);
    view.postalCode = at(AddressField::PostalCode);
    view.country = at(AddressField::Country);
    view.phone = at(AddressField::Phone);
    return view;
}

std::string nameKey(QStringView text)
{
    std::string key = folded(text.toUtf8().toStdString());
    key.erase(std::remove_if(key.begin(), key.end(),
                  [](char c) {
                      const bool letterOrDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
                      return static_cast<unsigned char>(c) < 0x80 && !letterOrDigit;
                  }),
        key.end());
    return key;
}

QString tidyLine(QStringView line)
{
    QString result;
    result.reserve(line.size());
    for (const QChar c : line) {
        const bool blank = c.category() == QChar::Other_Control || c.isSpace();
        if (blank && !result.endsWith(u' '))
            result += u' ';
        else if (!blank && !isDirectionMark(c.unicode()))
            result += c;
    }
    return result.trimmed();
}

} // namespace t6
