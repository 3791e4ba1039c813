// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "customsmodel.h"

#include "safetext.h"
#include "theme.h"

#include <core/customsrules.h>
#include <core/merchantdefaults.h>
#include <core/ordervalue.h>

#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace t6::ui {

namespace {

constexpr std::array kMembers{"description", "quantity", "value", "countryOfOrigin", "harmonizedTariffCode"};

OrderPath declaration()
{
    return OrderPath{{{QStringLiteral("internationalOptions"), {}}, {QStringLiteral("customsItems"), {}}}};
}

bool isNumber(int column)
{
    return column == CustomsModel::Quantity || column == CustomsModel::Value;
}

/// As it was typed, with the decimal sign of the place or with a point; empty if it is no number that fits.
QString number(int column, const QString& typed)
{
    bool ok = false;
    double value = QLocale().toDouble(typed, &ok);
    if (!ok)
        value = QLocale::c().toDouble(typed, &ok);
    constexpr double kMost = 1'000'000;
    if (!ok || !(value >= 0) || value > kMost)
        return {};
    return column == CustomsModel::Quantity ? QString::number(static_cast<int>(value)) : QString::number(value, 'f', 2);
}

} // namespace

CustomsModel::CustomsModel(const AddressRules& rules, QObject* parent)
    : QAbstractTableModel(parent)
    , m_rules(rules)
{
}

QList<CustomsModel::Line> CustomsModel::linesOf(const JsonText& order)
{
    QList<Line> lines;
    const auto array = valueAt(order, declaration());
    for (const auto& element : array ? array->elements() : std::vector<JsonText::Value>()) {
        Line line;
        if (const auto id = element.member(u"customsItemId"); id && !id->isNull())
            line.id = id->raw().toByteArray();
        for (std::size_t column = 0; column < ColumnCount; ++column) {
            if (const auto member = element.member(QString::fromLatin1(kMembers[column])))
                line.cells[column] = shownValue(member->raw());
        }
        lines += line;
    }
    return lines;
}

void CustomsModel::setOrder(const JsonText& base, const JsonText& shown)
{
    beginResetModel();
    m_seen = linesOf(base);
    m_lines = linesOf(shown);
    endResetModel();
}

QByteArray CustomsModel::raw(int column, const QString& cell)
{
    return cell.isEmpty() ? QByteArrayLiteral("null") : isNumber(column) ? cell.toLatin1() : jsonString(cell);
}

const CustomsModel::Line* CustomsModel::seen(const QByteArray& id) const
{
    for (const Line& line : m_seen) {
        if (!id.isEmpty() && line.id == id)
            return &line;
    }
    return nullptr;
}

QByteArray CustomsModel::object(const Line& line)
{
    QByteArrayList members;
    for (int column = 0; column < ColumnCount; ++column) {
        const auto at = static_cast<std::size_t>(column);
        members += jsonString(QString::fromLatin1(kMembers[at])) + ':' + raw(column, line.cells[at]);
    }
    return '{' + members.join(',') + '}';
}

/// Where nothing tells the lines apart, all of them are replaced.
Result<void> CustomsModel::replaceAll(OrderPatch& patch, const JsonText& base) const
{
    const bool same = std::equal(m_seen.begin(), m_seen.end(), m_lines.begin(), m_lines.end(), [](const Line& a, const Line& b) { return a.cells == b.cells; });
    QByteArrayList objects;
    for (const Line& line : m_lines)
        objects += object(line);
    return same ? Result<void>() : patch.set(base, declaration(), '[' + objects.join(',') + ']');
}

Result<void> CustomsModel::addTo(OrderPatch& patch, const JsonText& base) const
{
    if (std::any_of(m_seen.begin(), m_seen.end(), [](const Line& line) { return line.id.isEmpty(); }))
        return replaceAll(patch, base);
    const auto place = [](const QByteArray& id) {
        OrderPath path = declaration();
        path.steps += OrderPath::Step{QStringLiteral("customsItemId"), canonicalJson(id).value_or(id)};
        return path;
    };
    for (const Line& line : m_seen) {
        const bool kept = std::any_of(m_lines.begin(), m_lines.end(), [&line](const Line& now) { return now.id == line.id; });
        if (const auto removed = kept ? Result<void>() : patch.remove(base, place(line.id)); !removed)
            return removed;
    }
    for (const Line& line : m_lines) {
        const Line* before = seen(line.id);
        for (int column = 0; before != nullptr && column < ColumnCount; ++column) {
            const auto at = static_cast<std::size_t>(column);
            if (before->cells[at] == line.cells[at])
                continue;
            OrderPath path = place(line.id);
            path.steps += OrderPath::Step{QString::fromLatin1(kMembers[at]), {}};
            if (const auto set = patch.set(base, path, raw(column, line.cells[at])); !set)
                return set;
        }
        if (const auto added = before ? Result<void>() : patch.append(base, declaration(), object(line)); !added)
            return added;
    }
    return {};
}

void CustomsModel::addLine()
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_lines += Line{};
    m_lines.last().cells[Quantity] = QStringLiteral("1");
    endInsertRows();
    emit edited();
}

void CustomsModel::removeLine(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_lines.removeAt(row);
    endRemoveRows();
    emit edited();
}

void CustomsModel::fillFrom(const QList<operations::OrderDetails::Item>& items, const CustomsDefaults& defaults)
{
    beginResetModel();
    const QList<Line> before = std::exchange(m_lines, {});
    for (const auto& item : items) {
        if (item.adjustment || item.quantity <= 0)
            continue;
        Line line = m_lines.size() < before.size() ? before.at(m_lines.size()) : Line{};
        const CustomsGoods* goods = goodsFor(defaults, item.sku);
        const auto tell = [&line](Column column, const QString& told) {
            if (!told.isEmpty())
                line.cells[column] = told;
        };
        line.cells[Description] = safeLine(item.name.isEmpty() ? item.sku : item.name, 200);
        tell(Description, goods ? goods->description : QString());
        tell(TariffCode, goods ? goods->tariffCode : QString());
        tell(Origin, defaults.countryOfOrigin);
        line.cells[Quantity] = QString::number(item.quantity);
        line.cells[Value] = QString::number(item.unitPrice.major(), 'f', 2);
        m_lines += line;
    }
    endResetModel();
    emit edited();
}

QString CustomsModel::problem(int row, int column) const
{
    const QString& cell = m_lines.at(row).cells[static_cast<std::size_t>(column)];
    const std::string utf8 = cell.toStdString();
    switch (column) {
    case Description: return cell.isEmpty() ? tr("the description is missing") : isVagueDescription(utf8) ? tr("the description is too vague for customs") : QString();
    case Quantity: return cell.toInt() > 0 ? QString() : tr("the quantity is missing");
    case Value: return cell.toDouble() > 0 ? QString() : tr("the value is missing");
    case Origin: return m_rules.isCountry(utf8) ? QString() : tr("the origin is no country code of two letters");
    default: return isTariffCode(utf8) ? QString() : cell.isEmpty() ? tr("the tariff code is missing") : tr("the tariff code is not 6 to 10 digits");
    }
}

QStringList CustomsModel::problems() const
{
    QStringList all;
    for (int row = 0; row < rowCount(); ++row) {
        QStringList line;
        for (int column = 0; column < ColumnCount; ++column)
            line += problem(row, column);
        line.removeAll(QString());
        if (!line.isEmpty())
            all += tr("Line %1: %2.").arg(row + 1).arg(line.join(QStringLiteral(", ")));
    }
    return all;
}

QStringList CustomsModel::summary() const
{
    QStringList all;
    for (const Line& line : m_lines)
        all += tr("%1 × %2, %3, %4, %5").arg(line.cells[Quantity], safeLine(line.cells[Description], 80), line.cells[Value], line.cells[Origin], line.cells[TariffCode]);
    return all;
}

int CustomsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int CustomsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CustomsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const QString& cell = m_lines.at(index.row()).cells[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole: return cell.isEmpty() ? QStringLiteral("—") : safeLine(cell, 200);
    case Qt::EditRole: return index.column() == Value ? QString(cell).replace(QLatin1Char('.'), QLocale().decimalPoint()) : cell;
    case Qt::TextAlignmentRole: return static_cast<int>((isNumber(index.column()) ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: return safeToolTip(problem(index.row(), index.column()));
    case Qt::ForegroundRole: return problem(index.row(), index.column()).isEmpty() ? QVariant() : QVariant(tokens(QGuiApplication::palette()).blocks.text);
    default: return {};
    }
}

QVariant CustomsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (section) {
    case Description: return tr("Description");
    case Quantity: return tr("Quantity");
    case Value: return tr("Value");
    case Origin: return tr("Origin");
    default: return tr("Tariff code");
    }
}

Qt::ItemFlags CustomsModel::flags(const QModelIndex& index) const
{
    return QAbstractTableModel::flags(index) | Qt::ItemIsEditable;
}

bool CustomsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !index.isValid())
        return false;
    QString typed = value.toString().trimmed();
    if (index.column() == Origin)
        typed = typed.toUpper();
    if (isNumber(index.column()) && !typed.isEmpty()) {
        typed = number(index.column(), typed);
        if (typed.isEmpty())
            return false;
    }
    QString& cell = m_lines[index.row()].cells[static_cast<std::size_t>(index.column())];
    if (cell == typed)
        return true;
    cell = typed;
    emit dataChanged(index, index);
    emit edited();
    return true;
}

} // namespace t6::ui
