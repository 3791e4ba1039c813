// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ordersmodel.h"

#include <core/causes.h>

#include <QAbstractTableModel>

namespace t6::ui {

/// Orders grouped by what most likely causes their finding, largest group first. GUI thread.
class CausesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Finding, Subject, MerchantColumn, Orders, ColumnCount };

    struct Group
    {
        CheckCode code;
        QString merchantName, subject;
        std::vector<OrderKey> orders;
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setGroups(std::vector<Group> groups);
    [[nodiscard]] const Group* group(int row) const;
    /// "Weight is missing · TEE-BLK-M · Acme Tees"
    [[nodiscard]] static QString title(const Group& group);

private:
    std::vector<Group> m_groups;
};

} // namespace t6::ui
