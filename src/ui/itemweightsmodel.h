// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/orderpatch.h>
#include <core/quantity.h>
#include <operations/orderdetails.h>

#include <QAbstractTableModel>

#include <optional>

namespace t6::ui {

/// What one unit of each item weighs, to be typed. Shown in ounces; "150 g" is understood. Lines that are not shipped are left out.
class ItemWeightsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Item, Quantity, Each, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setOrder(const JsonText& base, const JsonText& shown);
    [[nodiscard]] Result<void> addTo(OrderPatch& patch, const JsonText& base) const;
    /// Gives the items without weight what they usually weigh.
    void fillUsual(const QList<operations::OrderDetails::Item>& items);
    [[nodiscard]] std::optional<Weight> together() const; ///< nullopt while one has no weight
    [[nodiscard]] QString problem() const; ///< why what was typed cannot be saved, in words; empty if it can
    [[nodiscard]] int firstMissing() const; ///< row; -1: none

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

signals:
    void edited();

private:
    struct Line
    {
        int place = 0; ///< among the order's items, as it was seen
        QString sku, name;
        int quantity = 0;
        std::optional<Weight> seen, now;
        QString typed; ///< what is no weight
    };
    [[nodiscard]] QString cell(const Line& line) const;

    QList<Line> m_lines;
};

} // namespace t6::ui
