// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordersview.h"

#include "orderdelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSettings>

#include <algorithm>

namespace t6::ui {

namespace {

constexpr int kColumnLetters[OrdersModel::ColumnCount] = {17, 17, 31, 18, 20, 11, 10, 13, 10, 25, 15}; ///< widths, before they are made to fit

} // namespace

OrdersView::OrdersView(QWidget* parent)
    : QTableView(parent)
{
    setItemDelegate(new OrderDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    viewport()->setBackgroundRole(QPalette::Window);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setProperty("firstIndent", OrderDelegate::kNumberIndent);
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    for (const auto arranged : {&QHeaderView::sectionResized, &QHeaderView::sectionMoved})
        connect(horizontalHeader(), arranged, this, [this] { m_fits = m_fits && m_arranging; });
    connect(horizontalHeader(), &QHeaderView::customContextMenuRequested, this, [this](const QPoint& place) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        addColumnActions(menu);
        menu->popup(horizontalHeader()->mapToGlobal(place));
    });
}

void OrdersView::setOrders(OrdersModel* model)
{
    m_model = model;
    setModel(model);
    connect(model, &OrdersModel::aboutToUpdate, this, &OrdersView::remember);
    connect(model, &OrdersModel::updated, this, &OrdersView::restore);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, model, &OrdersModel::sort);
    connect(this, &QAbstractItemView::activated, this, &OrdersView::activatedOrder);
    adaptToFont();
    resetColumns();
    showSort(model->query().sortBy, model->query().descending);
}

void OrdersView::adaptToFont()
{
    const int height = OrderDelegate::rowHeight(font());
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
    verticalScrollBar()->setSingleStep(height);
}

void OrdersView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adaptToFont();
}

std::optional<OrderKey> OrdersView::currentOrder() const
{
    return m_model ? m_model->key(currentIndex().row()) : std::nullopt;
}

std::vector<int> OrdersView::selectedOrderRows() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

std::vector<int> OrdersView::visibleColumns() const
{
    std::vector<int> columns;
    for (int place = 0; place < horizontalHeader()->count(); ++place) {
        const int column = horizontalHeader()->logicalIndex(place);
        if (!isColumnHidden(column))
            columns.push_back(column);
    }
    return columns;
}

void OrdersView::selectOrder(const OrderKey& key)
{
    const int row = m_model->rowOf(key);
    if (row < 0) {
        m_wanted = key;
        return;
    }
    m_wanted.reset();
    const int column = visibleColumns().empty() ? 0 : visibleColumns().front();
    setCurrentIndex(m_model->index(row, column));
    scrollTo(currentIndex(), EnsureVisible);
}

void OrdersView::remember()
{
    m_updating = true;
    m_current = currentOrder();
    m_anchor.reset();
    if (verticalScrollBar()->value() == 0 && !m_current)
        return; // at the top with nothing chosen: what is new shows at once
    const QModelIndex current = currentIndex();
    const QRect place = visualRect(current);
    if (current.isValid() && viewport()->rect().intersects(place)) {
        m_anchor = m_current;
        m_anchorOffset = place.top();
    } else if (const int top = rowAt(0); top >= 0) {
        m_anchor = m_model->key(top);
        m_anchorOffset = rowViewportPosition(top);
    }
}

void OrdersView::restore()
{
    if (m_anchor) {
        if (const int row = m_model->rowOf(*m_anchor); row >= 0) {
            const int height = verticalHeader()->defaultSectionSize();
            updateGeometries();
            verticalScrollBar()->setValue(row * height - m_anchorOffset);
        }
    }
    m_updating = false;
    if (m_wanted)
        selectOrder(*m_wanted);
    if (currentOrder() != m_current) {
        m_current = currentOrder();
        if (m_current && !selectionModel()->hasSelection()) // the chosen order left, its neighbour is current: say so
            selectionModel()->select(currentIndex(), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        emit currentOrderChanged();
    }
}

void OrdersView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (m_updating || !m_model)
        return;
    const std::optional<OrderKey> key = m_model->key(current.row());
    if (key == m_current)
        return;
    m_current = key;
    emit currentOrderChanged();
}

void OrdersView::keyPressEvent(QKeyEvent* event)
{
    // Copying is the window's business: QTableView would copy one cell.
    if (event->matches(QKeySequence::Copy)) {
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

void OrdersView::addColumnActions(QMenu* menu)
{
    for (int column = 0; column < OrdersModel::ColumnCount; ++column) {
        QAction* action = menu->addAction(m_model->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != OrdersModel::Order);
        connect(action, &QAction::toggled, this, [this, column](bool shown) { setColumnHidden(column, !shown); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset Columns")), &QAction::triggered, this, &OrdersView::resetColumns);
}

void OrdersView::resetColumns()
{
    const int letter = fontMetrics().averageCharWidth();
    const QScopedValueRollback arranging(m_arranging, true);
    for (int column = 0; column < OrdersModel::ColumnCount; ++column) {
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), column);
        setColumnWidth(column, kColumnLetters[column] * letter);
        setColumnHidden(column, column == OrdersModel::Assigned || column == OrdersModel::State || column == OrdersModel::ShipBy || column == OrdersModel::Service);
    }
    m_fits = true;
    fitColumns();
}

/// While nobody has arranged the columns, those with room to give make all of them fit; what is left over goes to the issues.
void OrdersView::fitColumns()
{
    if (!m_fits || viewport()->width() < fontMetrics().averageCharWidth() * 20)
        return; // not laid out yet
    const QScopedValueRollback arranging(m_arranging, true);
    const int letter = fontMetrics().averageCharWidth();
    int room = viewport()->width();
    for (int column : visibleColumns())
        room -= kColumnLetters[column] * letter;
    for (const auto& [column, least] : {std::pair(OrdersModel::Issues, 21), {OrdersModel::Destination, 14}, {OrdersModel::ShipTo, 14}, {OrdersModel::Order, 14}}) {
        const int change = qMax(room, (least - kColumnLetters[column]) * letter);
        setColumnWidth(column, kColumnLetters[column] * letter + change);
        room -= change;
    }
}

void OrdersView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

QByteArray OrdersView::columnState() const
{
    return horizontalHeader()->saveState();
}

void OrdersView::setColumnState(const QByteArray& state)
{
    const QSignalBlocker quiet(horizontalHeader());
    m_fits = false;
    horizontalHeader()->restoreState(state);
    setColumnHidden(OrdersModel::Order, false);
    showSort(m_model->query().sortBy, m_model->query().descending);
}

void OrdersView::saveColumns(QSettings& settings) const
{
    settings.setValue(QStringLiteral("queue/columns"), m_fits ? QByteArray() : columnState());
    settings.setValue(QStringLiteral("queue/sort"), static_cast<int>(m_model->query().sortBy));
    settings.setValue(QStringLiteral("queue/descending"), m_model->query().descending);
}

void OrdersView::restoreColumns(const QSettings& settings)
{
    if (const QByteArray state = settings.value(QStringLiteral("queue/columns")).toByteArray(); !state.isEmpty())
        setColumnState(state);
    const int sort = settings.value(QStringLiteral("queue/sort"), static_cast<int>(QueueColumn::Age)).toInt();
    if (sort >= 0 && sort < static_cast<int>(QueueColumn::Count)) {
        const bool descending = settings.value(QStringLiteral("queue/descending"), false).toBool();
        m_model->sort(OrdersModel::columnOf(static_cast<QueueColumn>(sort)), descending ? Qt::DescendingOrder : Qt::AscendingOrder);
        showSort(m_model->query().sortBy, descending);
    }
}

void OrdersView::showSort(QueueColumn column, bool descending)
{
    const QSignalBlocker quiet(horizontalHeader());
    horizontalHeader()->setSortIndicator(OrdersModel::columnOf(column), descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    horizontalHeader()->viewport()->update();
}

} // namespace t6::ui
