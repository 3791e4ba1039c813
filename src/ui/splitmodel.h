// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "splitdraft.h"

#include <QAbstractTableModel>

namespace t6::ui {

/// The lines that one order of a split has: the original's or a new one's.
class SplitModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Item, Quantity, WeightColumn, ColumnCount };
    static constexpr int MostRole = Qt::UserRole; ///< how many units a quantity may say

    /// `draft` must outlive this.
    SplitModel(const SplitDraft& draft, int place, QObject* parent = nullptr);

    void setPlace(int place);
    void refresh(); ///< the draft is another one
    [[nodiscard]] int lineAt(int row) const { return m_rows.value(row, -1); } ///< of the draft
    [[nodiscard]] int rowOf(int line) const { return static_cast<int>(m_rows.indexOf(line)); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

signals:
    void unitsWanted(int line, int units); ///< the model itself changes nothing

private:
    [[nodiscard]] QString caption(const SplitDraft::Line& line) const;
    [[nodiscard]] QString why(const SplitDraft::Line& line) const; ///< it stays; empty when it may leave

    const SplitDraft& m_draft;
    int m_place;
    QList<int> m_rows; ///< lines of the draft
};

} // namespace t6::ui
