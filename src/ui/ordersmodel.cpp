// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordersmodel.h"

#include "safetext.h"
#include "theme.h"
#include "words.h"

#include <core/async.h>

#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>
#include <bit>

namespace t6::ui {

namespace {

/// Above this many touched rows one layout change is cheaper than ranges.
constexpr std::size_t kMostRanges = 256;

QString issueList(IssueMask mask)
{
    QStringList lines;
    for (const CheckInfo& info : allChecks()) {
        if (mask & bit(info.code))
            lines += severityShape(info.worst) + QLatin1Char(' ') + checkTitle(info.code);
    }
    return lines.join(QLatin1Char('\n'));
}

QString tsvCell(const QString& cell)
{
    QString plain = safeLine(cell);
    // A cell that begins so would be a formula in a spreadsheet.
    if (!plain.isEmpty() && QStringView(u"=+-@").contains(plain.front()))
        plain.prepend(QLatin1Char('\''));
    return plain;
}

} // namespace

OrdersModel::OrdersModel(Clock clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_clock(std::move(clock))
{
    m_pool.setMaxThreadCount(1);
}

OrdersModel::~OrdersModel()
{
    m_pool.waitForDone();
}

int OrdersModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows->size());
}

int OrdersModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QueueColumn OrdersModel::sortColumn(int column)
{
    switch (column) {
    case Order: return QueueColumn::Number;
    case State: return QueueColumn::Readiness;
    case Issues: return QueueColumn::Issues;
    case ShipTo: return QueueColumn::Buyer;
    case Destination: return QueueColumn::Destination;
    case Units: return QueueColumn::Units;
    case OrderWeight: return QueueColumn::Weight;
    case ShipBy: return QueueColumn::ShipBy;
    case Service: return QueueColumn::Service;
    case Assigned: return QueueColumn::Assigned;
    default: return QueueColumn::Age;
    }
}

int OrdersModel::columnOf(QueueColumn column)
{
    for (int i = 0; i < ColumnCount; ++i) {
        if (sortColumn(i) == column)
            return i;
    }
    return Order;
}

QString OrdersModel::cellText(RowId id, int column) const
{
    const QueueRow& row = m_queue.row(id);
    switch (column) {
    case Order:
        return text(m_queue.number(id));
    case State:
        return readinessLabel(static_cast<Readiness>(row.readiness));
    case Issues: {
        QStringList labels;
        for (const CheckInfo& info : allChecks()) {
            if (row.issues & bit(info.code))
                labels += checkLabel(info.code);
        }
        return labels.join(QStringLiteral(", "));
    }
    case ShipTo:
        return safeLine(text(m_queue.buyer(id)));
    case Destination: {
        QStringList parts{safeLine(text(m_queue.city(id))), safeLine(text(m_queue.state(id)))};
        const QString country = text(countryText(row.country));
        if (row.country != 0 && country != QLatin1String("US"))
            parts += safeLine(country);
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    case Units:
        return QStringLiteral("%1 / %2").arg(row.through6Units).arg(row.otherUnits);
    case OrderWeight:
        return weightText(row.weightMilligrams);
    case ShipBy:
        return row.shipBy ? dateText(fromSeconds(row.shipBy)) : QStringLiteral("—");
    case Age:
        return row.orderDate ? spanText(std::chrono::duration_cast<std::chrono::seconds>(m_clock.now() - fromSeconds(row.orderDate))) : QStringLiteral("—");
    case Service:
        return safeLine(text(m_queue.service(id)));
    case Assigned:
        return safeLine(text(m_queue.assignee(id)));
    default:
        return {};
    }
}

QString OrdersModel::toolTip(RowId id, int column) const
{
    const QueueRow& row = m_queue.row(id);
    switch (column) {
    case Issues:
        return safeToolTip(issueList(row.issues));
    case Age:
        return row.orderDate ? safeToolTip(tr("Ordered %1").arg(momentText(fromSeconds(row.orderDate)))) : QString();
    case ShipBy:
        return row.shipBy ? safeToolTip(tr("Ship by %1").arg(momentText(fromSeconds(row.shipBy)))) : QString();
    case Units:
        return safeToolTip(tr("%1 made by Through6, %2 by others").arg(row.through6Units).arg(row.otherUnits) + QLatin1Char('\n') + text(m_queue.skus(id)));
    default:
        return safeToolTip(cellText(id, column));
    }
}

QVariant OrdersModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_rows->size())
        return {};
    const RowId id = (*m_rows)[static_cast<std::size_t>(index.row())];
    const QueueRow& row = m_queue.row(id);
    switch (role) {
    case Qt::DisplayRole:
        return cellText(id, index.column());
    case Qt::ToolTipRole:
        return toolTip(id, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Order ? tr("%1 of %2").arg(safeLine(text(m_queue.number(id))), data(index, MerchantNameRole).toString()) : cellText(id, index.column());
    case Qt::AccessibleDescriptionRole:
        return index.column() == Issues ? issueList(row.issues) : QString();
    case Qt::TextAlignmentRole:
        switch (index.column()) {
        case Units: case OrderWeight: case ShipBy: case Age:
            return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
        default:
            return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
        }
    case MerchantNameRole:
        return m_faces.value(m_queue.merchant(id)).name;
    case MerchantColourRole:
        return m_faces.value(m_queue.merchant(id)).colour;
    case IssueMaskRole:
        return QVariant::fromValue<quint64>(row.issues);
    case ReadinessRole:
        return static_cast<int>(row.readiness);
    default:
        return {};
    }
}

QVariant OrdersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool number = section == Units || section == OrderWeight || section == ShipBy || section == Age;
        return QVariant::fromValue((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && section == Units)
        return tr("Units made by Through6 / by others");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Order: return tr("Order");
    case State: return tr("Readiness");
    case Issues: return tr("Issues");
    case ShipTo: return tr("Ship To");
    case Destination: return tr("Destination");
    case Units: return tr("T6 / Other");
    case OrderWeight: return tr("Weight");
    case ShipBy: return tr("Ship By");
    case Age: return tr("Age");
    case Service: return tr("Service");
    case Assigned: return tr("Assigned To");
    default: return {};
    }
}

void OrdersModel::sort(int column, Qt::SortOrder order)
{
    QueueQuery query = m_wanted;
    query.sortBy = sortColumn(column);
    query.descending = order == Qt::DescendingOrder;
    setQuery(query);
}

void OrdersModel::setQueue(const QueueSnapshot& queue, const QHash<MerchantId, MerchantFace>& faces)
{
    m_faces = faces;
    m_newest = queue;
    m_pending.clear();
    m_stale = true;
    if (queue.rowCount() == 0) {
        // Locked or nothing left: at once, not after a job.
        ++m_generation;
        emit aboutToUpdate();
        beginResetModel();
        m_queue = queue;
        m_rows = std::make_shared<Rows>();
        m_subset.reset();
        m_shown = m_wanted;
        m_shownSubset = false;
        m_stale = false;
        endResetModel();
        emit updated();
        return;
    }
    start();
}

void OrdersModel::applyChange(const QueueSnapshot& queue, const QueueChange& change)
{
    m_newest = queue;
    for (RowId row : change.removed)
        m_pending[row] = 'r';
    for (RowId row : change.changed)
        m_pending.try_emplace(row, 'c');
    for (RowId row : change.added)
        m_pending[row] = m_pending.contains(row) ? 'c' : 'a';
    for (RowId row : change.changed) {
        if (m_pending[row] == 'r')
            m_pending[row] = 'c';
    }
    start();
}

void OrdersModel::setQuery(const QueueQuery& query)
{
    if (query == m_wanted)
        return;
    m_wanted = query;
    m_stale = true;
    start();
}

void OrdersModel::setSubset(std::optional<std::vector<OrderKey>> subset)
{
    if (!subset && !m_subset)
        return;
    m_subset = std::move(subset);
    m_stale = true;
    start();
}

std::vector<QString> OrdersModel::namesByIndex(const QueueSnapshot& queue) const
{
    std::vector<QString> names;
    names.reserve(queue.merchants().size());
    for (const MerchantId& id : queue.merchants())
        names.push_back(m_faces.value(id).name);
    return names;
}

void OrdersModel::start()
{
    if (m_busy || (!m_stale && m_pending.empty()))
        return; // take() starts the next one
    m_busy = true;
    QueueChange change;
    m_inWork.clear();
    for (const auto& [row, what] : m_pending) {
        m_inWork.push_back(row);
        (what == 'a' ? change.added : what == 'c' ? change.changed : change.removed).push_back(row);
    }
    m_pending.clear();
    for (auto* rows : {&change.added, &change.changed, &change.removed})
        std::sort(rows->begin(), rows->end());
    const bool merge = !m_stale && !m_subset;
    const bool refinable = m_stale && m_inWork.empty() && !m_subset && !m_shownSubset && m_queue.version() == m_newest.version() && narrows(m_shown, m_wanted);
    m_stale = false;

    const bool ranges = !m_inWork.empty() && m_inWork.size() <= kMostRanges && m_wanted == m_shown;
    auto job = [generation = m_generation, queue = m_newest, query = m_wanted, names = namesByIndex(m_newest), subset = m_subset, merge, refinable, ranges,
                   previous = m_rows, before = m_queue, touched = m_inWork, change]() -> Outcome {
        Rows rows = merge ? update(queue, *previous, change, query, names) : refinable ? refine(queue, *previous, query) : runQuery(queue, query, names);
        if (subset) {
            std::erase_if(rows, [&](RowId row) {
                const OrderKey key{queue.merchant(row), OrderId{queue.row(row).id}};
                return std::find(subset->begin(), subset->end(), key) == subset->end();
            });
        }
        auto edits = ranges ? editsBetween(before, *previous, queue, rows, touched) : std::nullopt;
        return {generation, queue, query, std::make_shared<Rows>(std::move(rows)), subset.has_value(), std::move(edits)};
    };
    whenDone(this, QtConcurrent::run(&m_pool, std::move(job)), [this](Outcome outcome) { take(std::move(outcome)); });
}

void OrdersModel::take(Outcome outcome)
{
    m_busy = false;
    if (outcome.generation == m_generation) {
        m_shown = outcome.query;
        m_shownSubset = outcome.subset;
        emit aboutToUpdate();
        if (outcome.edits)
            announce(outcome.queue, *outcome.rows, *outcome.edits);
        else
            layoutTo(outcome.queue, std::move(outcome.rows));
        emit updated();
    } else {
        m_stale = true;
    }
    if (m_newest.rowCount() > 0 || !m_rows->empty())
        start();
    else
        m_stale = false;
}

/// Walks old and new rows gap by gap between the rows that nobody touched. nullopt when a touched row moved: only a layout change
/// keeps its selection. Worker thread.
std::optional<std::vector<OrdersModel::Edit>> OrdersModel::editsBetween(const QueueSnapshot& oldQueue, const Rows& oldRows, const QueueSnapshot& queue, const Rows& rows, const std::vector<RowId>& touched)
{
    std::vector<bool> isTouched(std::max(queue.pages().size(), oldQueue.pages().size()) * kRowsPerPage, false);
    for (RowId row : touched)
        isTouched[row] = true;

    std::vector<Edit> edits;
    std::vector<RowId> gone, come;
    std::size_t i = 0, j = 0;
    while (i < oldRows.size() || j < rows.size()) {
        const std::size_t oldFirst = i, newFirst = j;
        while (i < oldRows.size() && isTouched[oldRows[i]])
            ++i;
        while (j < rows.size() && isTouched[rows[j]])
            ++j;
        if (i > oldFirst || j > newFirst) {
            const auto from = oldRows.begin() + static_cast<std::ptrdiff_t>(oldFirst);
            bool same = i - oldFirst == j - newFirst;
            for (std::size_t k = 0; same && k < i - oldFirst; ++k)
                same = oldRows[oldFirst + k] == rows[newFirst + k] && oldQueue.row(oldRows[oldFirst + k]).id == queue.row(rows[newFirst + k]).id;
            if (!same) {
                gone.insert(gone.end(), from, from + static_cast<std::ptrdiff_t>(i - oldFirst));
                come.insert(come.end(), rows.begin() + static_cast<std::ptrdiff_t>(newFirst), rows.begin() + static_cast<std::ptrdiff_t>(j));
            }
            edits.push_back({oldFirst, i - oldFirst, newFirst, j - newFirst, same});
        }
        if ((i < oldRows.size()) != (j < rows.size()) || (i < oldRows.size() && oldRows[i] != rows[j]))
            return std::nullopt;
        if (i < oldRows.size()) {
            ++i;
            ++j;
        }
    }
    std::sort(gone.begin(), gone.end());
    for (RowId row : come) {
        if (std::binary_search(gone.begin(), gone.end(), row))
            return std::nullopt;
    }
    return edits;
}

void OrdersModel::announce(const QueueSnapshot& queue, const Rows& rows, const std::vector<Edit>& edits)
{
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
        if (edit->same || edit->oldCount == 0)
            continue;
        const auto first = m_rows->begin() + static_cast<std::ptrdiff_t>(edit->oldFirst);
        beginRemoveRows({}, static_cast<int>(edit->oldFirst), static_cast<int>(edit->oldFirst + edit->oldCount - 1));
        m_rows->erase(first, first + static_cast<std::ptrdiff_t>(edit->oldCount));
        endRemoveRows();
    }
    m_queue = queue;
    for (const Edit& edit : edits) {
        if (edit.same) {
            emit dataChanged(index(static_cast<int>(edit.newFirst), 0), index(static_cast<int>(edit.newFirst + edit.newCount - 1), ColumnCount - 1));
        } else if (edit.newCount > 0) {
            beginInsertRows({}, static_cast<int>(edit.newFirst), static_cast<int>(edit.newFirst + edit.newCount - 1));
            m_rows->insert(m_rows->begin() + static_cast<std::ptrdiff_t>(edit.newFirst), rows.begin() + static_cast<std::ptrdiff_t>(edit.newFirst),
                rows.begin() + static_cast<std::ptrdiff_t>(edit.newFirst + edit.newCount));
            endInsertRows();
        }
    }
}

void OrdersModel::layoutTo(const QueueSnapshot& queue, std::shared_ptr<Rows> rows)
{
    emit layoutAboutToBeChanged({}, VerticalSortHint); // the columns stay
    const QModelIndexList before = persistentIndexList();
    std::vector<bool> isHeld(m_queue.pages().size() * kRowsPerPage, false); // most rows are not: no need to look them up
    std::unordered_map<RowId, int> places; // of the rows that someone holds on to
    for (const QModelIndex& held : before) {
        const RowId row = (*m_rows)[static_cast<std::size_t>(held.row())];
        isHeld[row] = true;
        places.emplace(row, -1);
    }
    for (std::size_t i = 0; !places.empty() && i < rows->size(); ++i) {
        const RowId row = (*rows)[i];
        // A row number may have passed to another order.
        if (row < isHeld.size() && isHeld[row] && m_queue.row(row).id == queue.row(row).id)
            places[row] = static_cast<int>(i);
    }
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex& held : before) {
        const int place = places[(*m_rows)[static_cast<std::size_t>(held.row())]];
        after.push_back(place < 0 ? QModelIndex() : createIndex(place, held.column()));
    }
    m_rows = std::move(rows);
    m_queue = queue;
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

std::optional<OrderKey> OrdersModel::key(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    const RowId id = (*m_rows)[static_cast<std::size_t>(row)];
    return OrderKey{m_queue.merchant(id), OrderId{m_queue.row(id).id}};
}

int OrdersModel::rowOf(const OrderKey& key) const
{
    const auto id = m_queue.find(key.merchant, key.order);
    if (!id)
        return -1;
    const auto place = std::find(m_rows->begin(), m_rows->end(), *id);
    return place == m_rows->end() ? -1 : static_cast<int>(place - m_rows->begin());
}

QString OrdersModel::orderNumber(int row) const
{
    return row < 0 || row >= rowCount() ? QString() : text(m_queue.number((*m_rows)[static_cast<std::size_t>(row)]));
}

QString OrdersModel::tabSeparated(const std::vector<int>& rows, const std::vector<int>& columns) const
{
    QStringList lines;
    QStringList heading{tr("Merchant")};
    for (int column : columns)
        heading += headerData(column, Qt::Horizontal).toString();
    lines += heading.join(QLatin1Char('\t'));
    for (int row : rows) {
        const QModelIndex first = index(row, 0);
        QStringList cells{tsvCell(first.data(MerchantNameRole).toString())};
        for (int column : columns)
            cells += tsvCell(index(row, column).data().toString());
        lines += cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace t6::ui
