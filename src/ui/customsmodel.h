// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/addressrules.h>
#include <core/merchant.h>
#include <core/orderpatch.h>
#include <operations/orderdetails.h>

#include <QAbstractTableModel>

#include <array>

namespace t6::ui {

/// The lines of a customs declaration, to be edited. Knows which lines the order had, so that a patch names only what became of them.
class CustomsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Description, Quantity, Value, Origin, TariffCode, ColumnCount };

    /// `rules` must outlive this.
    explicit CustomsModel(const AddressRules& rules, QObject* parent = nullptr);

    void setOrder(const JsonText& base, const JsonText& shown);
    [[nodiscard]] Result<void> addTo(OrderPatch& patch, const JsonText& base) const;
    void addLine();
    void removeLine(int row);
    /// One line for each item that is shipped, in the place of what is there. What the merchant has not told of its goods stays.
    void fillFrom(const QList<operations::OrderDetails::Item>& items, const CustomsDefaults& defaults);
    /// What is wrong with a cell, in words; empty if nothing is.
    [[nodiscard]] QString problem(int row, int column) const;
    [[nodiscard]] QStringList problems() const; ///< of all lines, named by their number
    [[nodiscard]] QStringList summary() const; ///< "2 × Cotton shirt, 19.10, US, 6109.10" of each line

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

signals:
    void edited();

private:
    using Cells = std::array<QString, ColumnCount>; ///< numbers with a point, as in JSON
    struct Line
    {
        QByteArray id; ///< raw; empty for a new line
        Cells cells;
    };
    [[nodiscard]] static QList<Line> linesOf(const JsonText& order);
    [[nodiscard]] static QByteArray raw(int column, const QString& cell);
    [[nodiscard]] static QByteArray object(const Line& line);
    [[nodiscard]] Result<void> replaceAll(OrderPatch& patch, const JsonText& base) const;
    [[nodiscard]] const Line* seen(const QByteArray& id) const;

    const AddressRules& m_rules;
    QList<Line> m_seen, m_lines;
};

} // namespace t6::ui
