// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/orderpatch.h>

#include <QWidget>

namespace t6::ui {

/// One tab of the order editor: shows a part of an order and says what the person changed in it.
class OrderSection : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// `base`: the order as it was seen, from which changes count. `shown`: the same with what a draft changes.
    virtual void setOrder(const JsonText& base, const JsonText& shown) = 0;
    /// Adds the person's changes, and nothing else. `base` as given to setOrder().
    [[nodiscard]] virtual Result<void> addTo(OrderPatch& patch, const JsonText& base) const = 0;
    /// Why what was typed cannot be saved; empty if it can.
    [[nodiscard]] virtual QString problem() const;
    /// Puts the cursor where `path` is edited; the first input if that is not here.
    virtual void focusOn(const QString& path) = 0;

signals:
    void changed();
};

} // namespace t6::ui
