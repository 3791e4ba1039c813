// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitmodel.h"

#include "safetext.h"
#include "words.h"

namespace t6::ui {

SplitModel::SplitModel(const SplitDraft& draft, int place, QObject* parent)
    : QAbstractTableModel(parent)
    , m_draft(draft)
    , m_place(place)
{
    refresh();
}

void SplitModel::setPlace(int place)
{
    m_place = place;
}

void SplitModel::refresh()
{
    beginResetModel();
    m_rows.clear();
    for (int line = 0; line < m_draft.lines().size(); ++line) {
        const bool staysAnyway = m_place == SplitDraft::kOriginal && m_draft.lines().at(line).discount;
        if (staysAnyway || m_draft.units(line, m_place) > 0)
            m_rows += line;
    }
    endResetModel();
}

int SplitModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SplitModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SplitModel::caption(const SplitDraft::Line& line) const
{
    QStringList name{line.line.sku, line.line.name};
    name.removeAll(QString());
    const QString words = safeLine(name.join(QStringLiteral(" · ")), 200);
    return line.discount ? tr("Discount, stays · %1").arg(words) : line.line.through6 ? tr("✓ Through6 · %1").arg(words) : words;
}

QString SplitModel::why(const SplitDraft::Line& line) const
{
    if (line.discount)
        return tr("Discounts stay on the original, with what was paid.");
    return line.line.through6 && m_place == SplitDraft::kOriginal ? tr("Through6 makes it: it stays on the original order, which keeps its number.") : QString();
}

QVariant SplitModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const int at = lineAt(index.row());
    const SplitDraft::Line& line = m_draft.lines().at(at);
    const int units = m_draft.units(at, m_place);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        if (index.column() == Item)
            return caption(line);
        if (index.column() == WeightColumn)
            return line.discount || !line.each ? QStringLiteral("—") : weightText(line.each->milligrams * units);
        if (role == Qt::EditRole)
            return units;
        return units == line.line.quantity ? QString::number(units) : tr("%1 of %2").arg(units).arg(line.line.quantity);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(index.column() == Item ? Qt::AlignLeading | Qt::AlignVCenter : Qt::AlignTrailing | Qt::AlignVCenter));
    case Qt::ToolTipRole: {
        const QString names = QStringList{line.line.sku, line.line.name, why(line)}.join(QLatin1Char('\n')).trimmed();
        return safeToolTip(names);
    }
    case Qt::AccessibleDescriptionRole: return why(line);
    case MostRole: return m_draft.most(at, m_place);
    default: return {};
    }
}

QVariant SplitModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(section == Item ? Qt::AlignLeading | Qt::AlignVCenter : Qt::AlignTrailing | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    return section == Item ? tr("Item") : section == Quantity ? tr("Quantity") : tr("Weight");
}

Qt::ItemFlags SplitModel::flags(const QModelIndex& index) const
{
    const bool movable = m_place != SplitDraft::kOriginal && index.column() == Quantity;
    return QAbstractTableModel::flags(index) | (movable ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

bool SplitModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || index.column() != Quantity)
        return false;
    emit unitsWanted(lineAt(index.row()), value.toInt());
    return true;
}

} // namespace t6::ui
