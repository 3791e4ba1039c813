// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "boundfields.h"
#include "ordersection.h"

#include <memory>

namespace t6::ui {

namespace Ui {
class NotesSection;
}

/// Internal notes and custom fields; what the buyer wrote, to read.
class NotesSection : public OrderSection
{
    Q_OBJECT

public:
    explicit NotesSection(QWidget* parent = nullptr);
    ~NotesSection() override;

    void setOrder(const JsonText& base, const JsonText& shown) override;
    [[nodiscard]] Result<void> addTo(OrderPatch& patch, const JsonText& base) const override;
    void focusOn(const QString& path) override;

private:
    std::unique_ptr<Ui::NotesSection> m_form;
    BoundFields m_fields;
};

} // namespace t6::ui
