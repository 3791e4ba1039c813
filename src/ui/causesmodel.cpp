// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "causesmodel.h"

#include "painting.h"
#include "safetext.h"
#include "words.h"

namespace t6::ui {

int CausesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_groups.size());
}

int CausesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CausesModel::data(const QModelIndex& index, int role) const
{
    const Group* group = index.isValid() ? this->group(index.row()) : nullptr;
    if (!group)
        return {};
    const CheckInfo& info = allChecks()[static_cast<std::size_t>(group->code)];
    if (role == Qt::ToolTipRole)
        return safeToolTip(QStringList{title(*group), checkFix(group->code), checkCause(group->code)}.join(QLatin1Char('\n')).trimmed());
    if (role == Qt::TextAlignmentRole && index.column() == Orders)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Finding:
        return severityShape(info.worst) + QLatin1Char(' ') + checkTitle(group->code);
    case Subject:
        return safeLine(group->subject);
    case MerchantColumn:
        return safeLine(group->merchantName);
    case Orders:
        return countText(static_cast<qint64>(group->orders.size()));
    default:
        return {};
    }
}

QVariant CausesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == Orders ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Finding: return tr("What is wrong");
    case Subject: return tr("Where");
    case MerchantColumn: return tr("Merchant");
    case Orders: return tr("Orders");
    default: return {};
    }
}

void CausesModel::setGroups(std::vector<Group> groups)
{
    beginResetModel();
    m_groups = std::move(groups);
    endResetModel();
}

const CausesModel::Group* CausesModel::group(int row) const
{
    return row < 0 || row >= rowCount() ? nullptr : &m_groups[static_cast<std::size_t>(row)];
}

QString CausesModel::title(const Group& group)
{
    QStringList parts{checkTitle(group.code), safeLine(group.subject), safeLine(group.merchantName)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace t6::ui
