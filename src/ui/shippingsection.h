// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "boundfields.h"
#include "ordersection.h"
#include "shippingchoices.h"

#include <core/weightfix.h>
#include <operations/orderdetails.h>

#include <memory>

namespace t6::ui {

namespace Ui {
class ShippingSection;
}
class ItemWeightsModel;

/// Weight of the parcel and of its items, where from and how. Services and packages are those of the chosen carrier that serve the destination; what the order has
/// stays to be seen even if nobody offers it.
class ShippingSection : public OrderSection
{
    Q_OBJECT

public:
    ShippingSection(const operations::MerchantState& merchant, const operations::OrderDetails& order, QWidget* parent = nullptr);
    ~ShippingSection() override;

    void setOrder(const JsonText& base, const JsonText& shown) override;
    [[nodiscard]] Result<void> addTo(OrderPatch& patch, const JsonText& base) const override;
    [[nodiscard]] QString problem() const override;
    void focusOn(const QString& path) override;

    void setDestination(const QString& country); ///< as it is being edited
    void setMerchant(const Merchant& merchant); ///< its settings have changed

signals:
    /// What is chosen is what the merchant means by what the buyer requested.
    void mappingMade(const t6::ServiceMapping& mapping, bool international);

private:
    void showItemsWeight();
    void takeUsualWeights();
    void offer(bool otherCarrier);
    void offerMapped();
    void takeMapped();
    void remember();
    [[nodiscard]] bool goesAbroad() const;

    operations::MerchantState m_merchant;
    operations::OrderDetails m_order;
    std::unique_ptr<Ui::ShippingSection> m_form;
    BoundFields m_fields;
    ItemWeightsModel* m_itemWeights;
    std::optional<UnitSlip> m_slip;
    QString m_country, m_requested;
    std::optional<MappedService> m_mapped; ///< of what was requested
};

/// What the items of an order weigh together; nullopt when one of them has no weight.
[[nodiscard]] std::optional<Weight> itemsWeight(const operations::OrderDetails& order);

} // namespace t6::ui
