// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "boundfields.h"
#include "ordersection.h"

#include <core/merchant.h>
#include <operations/orderdetails.h>

#include <memory>

namespace t6 {
class AddressRules;
}

namespace t6::ui {

namespace Ui {
class CustomsSection;
}
class CustomsModel;

/// The customs declaration: contents, what happens to a parcel that cannot be delivered, and the lines, with what customs would
/// refuse in them.
class CustomsSection : public OrderSection
{
    Q_OBJECT

public:
    /// `rules` must outlive this.
    CustomsSection(const AddressRules& rules, const CustomsDefaults& defaults, const operations::OrderDetails& order, QWidget* parent = nullptr);
    ~CustomsSection() override;

    void setOrder(const JsonText& base, const JsonText& shown) override;
    [[nodiscard]] Result<void> addTo(OrderPatch& patch, const JsonText& base) const override;
    void focusOn(const QString& path) override;
    [[nodiscard]] CustomsModel* lines() const { return m_lines; }

private:
    void review();
    void fillFromItems();

    CustomsDefaults m_defaults;
    std::unique_ptr<Ui::CustomsSection> m_form;
    CustomsModel* m_lines;
    BoundFields m_fields;
    QList<operations::OrderDetails::Item> m_items;
};

} // namespace t6::ui
