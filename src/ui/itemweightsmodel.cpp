// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "itemweightsmodel.h"

#include "boundfields.h"
#include "safetext.h"
#include "theme.h"
#include "weightedit.h"
#include "words.h"

#include <core/weightfix.h>

#include <QGuiApplication>

#include <algorithm>

namespace t6::ui {

void ItemWeightsModel::setOrder(const JsonText& base, const JsonText& shown)
{
    beginResetModel();
    m_lines.clear();
    const auto items = base.root().member(u"items");
    const int count = items ? static_cast<int>(items->elements().size()) : 0;
    for (int i = 0; i < count; ++i) {
        const QString item = QStringLiteral("items[%1]").arg(i);
        Line line{i, textAt(base, item + QStringLiteral(".sku")), textAt(base, item + QStringLiteral(".name")), rawAt(base, item + QStringLiteral(".quantity")).toInt(), {}, {}, {}};
        const auto path = OrderPath::parse(item + QStringLiteral(".weight"), base);
        if (line.quantity <= 0 || rawAt(base, item + QStringLiteral(".adjustment")) == "true" || !path)
            continue;
        line.seen = weightAt(base, *path);
        line.now = weightAt(shown, *path);
        m_lines += line;
    }
    endResetModel();
}

Result<void> ItemWeightsModel::addTo(OrderPatch& patch, const JsonText& base) const
{
    for (const Line& line : m_lines) {
        if (!line.now || (line.seen && line.now->milligrams == line.seen->milligrams))
            continue;
        if (auto set = setItemWeight(patch, base, line.place, *line.now); !set)
            return set;
    }
    return {};
}

void ItemWeightsModel::fillUsual(const QList<operations::OrderDetails::Item>& items)
{
    for (Line& line : m_lines) {
        // Lines stand in no order: the SKU tells which is meant.
        const auto known = std::find_if(items.begin(), items.end(), [&line](const auto& item) { return item.usual && item.sku == line.sku; });
        if (known == items.end() || (line.now && !line.now->isMissing()))
            continue;
        line.now = known->usual->each;
        line.typed.clear();
    }
    emit dataChanged(index(0, Each), index(rowCount() - 1, Each));
    emit edited();
}

std::optional<Weight> ItemWeightsModel::together() const
{
    std::vector<LineWeight> lines;
    for (const Line& line : m_lines)
        lines.push_back({line.now, line.quantity, false});
    return weightOf(lines);
}

QString ItemWeightsModel::problem() const
{
    for (const Line& line : m_lines) {
        if (!line.typed.isEmpty())
            return tr("“%1” is no weight. Type a number above zero, with oz, lb, g or kg.").arg(safeLine(line.typed, 40));
    }
    return {};
}

int ItemWeightsModel::firstMissing() const
{
    const auto missing = std::find_if(m_lines.begin(), m_lines.end(), [](const Line& line) { return !line.now || line.now->isMissing(); });
    return missing == m_lines.end() ? -1 : static_cast<int>(missing - m_lines.begin());
}

int ItemWeightsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int ItemWeightsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ItemWeightsModel::cell(const Line& line) const
{
    return !line.typed.isEmpty() ? safeLine(line.typed, 40) : line.now && !line.now->isMissing() ? weightText(line.now->milligrams) : QString();
}

QVariant ItemWeightsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Line& line = m_lines.at(index.row());
    const bool isWeight = index.column() == Each;
    const QString problem = !isWeight ? QString() : !line.typed.isEmpty() ? tr("This is no weight.") : cell(line).isEmpty() ? tr("The weight is missing.") : QString();
    switch (role) {
    case Qt::DisplayRole:
        return isWeight ? (cell(line).isEmpty() ? tr("missing") : cell(line))
            : index.column() == Quantity ? countText(line.quantity)
                                         : safeLine(line.sku.isEmpty() ? line.name : line.name.isEmpty() ? line.sku : QStringLiteral("%1 · %2").arg(line.sku, line.name), 120);
    case Qt::EditRole: return isWeight ? cell(line) : QString();
    case Qt::TextAlignmentRole: return static_cast<int>((index.column() == Item ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: return problem;
    case Qt::ForegroundRole: return problem.isEmpty() ? QVariant() : QVariant(tokens(QGuiApplication::palette()).blocks.text);
    default: return {};
    }
}

QVariant ItemWeightsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation == Qt::Vertical)
        return {};
    return section == Item ? tr("Item") : section == Quantity ? tr("Quantity") : tr("Weight of one");
}

Qt::ItemFlags ItemWeightsModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == Each ? flags | Qt::ItemIsEditable : flags;
}

bool ItemWeightsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || index.column() != Each)
        return false;
    Line& line = m_lines[index.row()];
    const QString typed = value.toString().trimmed();
    if (typed == cell(line))
        return true;
    const std::optional<Weight> weight = typedWeight(typed);
    line.now = typed.isEmpty() ? line.seen : weight;
    line.typed = weight || typed.isEmpty() ? QString() : typed;
    emit dataChanged(index, index);
    emit edited();
    return true;
}

} // namespace t6::ui
