// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ordersection.h"

#include <operations/orderdetails.h>

namespace t6 {
class AddressRules;
}

namespace t6::ui {

class AddressEditor;

/// Where the parcel goes.
class AddressSection : public OrderSection
{
    Q_OBJECT

public:
    /// `rules` must outlive this.
    AddressSection(const AddressRules& rules, const operations::OrderDetails& order, QWidget* parent = nullptr);

    void setOrder(const JsonText& base, const JsonText& shown) override;
    [[nodiscard]] Result<void> addTo(OrderPatch& patch, const JsonText& base) const override;
    void focusOn(const QString& path) override;
    [[nodiscard]] QString country() const; ///< as it is being edited

private:
    AddressEditor* m_editor;
    AddressVerdict m_verdict;
    UtcTime m_asOf;
    operations::OrderDetails::Address m_seen;
};

} // namespace t6::ui
