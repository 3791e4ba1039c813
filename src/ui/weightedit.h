// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/orderpatch.h>
#include <core/quantity.h>

#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;

namespace t6::ui {

/// A weight as a number and a unit. An order's weight is shown in ounces, whatever it was written in, and keeps its own unit until
/// another one is chosen.
class WeightEdit : public QWidget
{
    Q_OBJECT

public:
    explicit WeightEdit(QWidget* parent = nullptr);

    void setWeight(const JsonText& base, const JsonText& shown);
    /// As if a person had typed it, in the unit that is chosen.
    void enter(const Weight& weight);
    /// What stands there; nullopt when it is no positive number.
    [[nodiscard]] std::optional<Weight> weight() const;
    [[nodiscard]] bool isValid() const; ///< a positive number, or not touched
    [[nodiscard]] Result<void> addTo(OrderPatch& patch, const JsonText& base) const;

signals:
    void changed();

private:
    [[nodiscard]] bool isTouched() const;

    QLineEdit* m_number;
    QComboBox* m_unit;
    QString m_seenNumber;
    WeightUnit m_seenUnit = WeightUnit::Unknown; ///< that the order was written in
};

/// What a person has typed: a number above zero, then oz, lb, g or kg; ounces if nothing is named. nullopt: no weight.
[[nodiscard]] std::optional<Weight> typedWeight(const QString& text);
/// The weight that is written at a place of an order; nullopt if there is none.
[[nodiscard]] std::optional<Weight> weightAt(const JsonText& order, const OrderPath& path);
/// The same at "weight", the parcel's.
[[nodiscard]] std::optional<Weight> orderWeight(const JsonText& order);
/// Notes a weight in the given unit of ShipStation's.
[[nodiscard]] Result<void> setWeight(OrderPatch& patch, const JsonText& base, const Weight& weight, WeightUnit unit);
/// The same for one unit of an item, by its place in the order, in the weight's own unit.
[[nodiscard]] Result<void> setItemWeight(OrderPatch& patch, const JsonText& base, int item, const Weight& each);

} // namespace t6::ui
