// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "boundfields.h"
#include "ordersection.h"

#include <core/merchant.h>
#include <core/weightfix.h>
#include <operations/orderdetails.h>

#include <memory>

namespace t6::ui {

namespace Ui {
class ShippingSection;
}

/// Weight, where from and how. Services and packages are those of the chosen carrier that serve the destination; what the order has
/// stays to be seen even if nobody offers it.
class ShippingSection : public OrderSection
{
    Q_OBJECT

public:
    ShippingSection(const AccountFacts& facts, const operations::OrderDetails& order, QWidget* parent = nullptr);
    ~ShippingSection() override;

    void setOrder(const JsonText& base, const JsonText& shown) override;
    [[nodiscard]] Result<void> addTo(OrderPatch& patch, const JsonText& base) const override;
    [[nodiscard]] QString problem() const override;
    void focusOn(const QString& path) override;

    void setDestination(const QString& country); ///< as it is being edited

private:
    void showItemsWeight();
    void offer(bool otherCarrier);

    AccountFacts m_facts;
    std::unique_ptr<Ui::ShippingSection> m_form;
    BoundFields m_fields;
    std::optional<Weight> m_itemsWeight; ///< of all items together
    std::optional<UnitSlip> m_slip;
    QString m_country;
};

/// What the items of an order weigh together; nullopt when one of them has no weight.
[[nodiscard]] std::optional<Weight> itemsWeight(const operations::OrderDetails& order);

} // namespace t6::ui
