// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuepage.h"

#include "causesmodel.h"
#include "merchantdelegate.h"
#include "merchantlistmodel.h"
#include "safetext.h"
#include "ui_queuepage.h"
#include "words.h"

#include <core/async.h>
#include <core/errortext.h>

#include <QDateTime>
#include <QHeaderView>
#include <QSettings>
#include <QtConcurrent/QtConcurrentRun>

namespace t6::ui {

using operations::MerchantState;
using operations::SyncState;

QueuePage::QueuePage(operations::Console& console, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_console(console)
    , m_clock(clock)
    , m_form(std::make_unique<Ui::QueuePage>())
    , m_orders(new OrdersModel(clock, this))
    , m_merchants(new MerchantListModel(clock, this))
    , m_causes(new CausesModel(this))
    , m_views(builtInViews())
{
    m_pool.setMaxThreadCount(1);
    m_form->setupUi(this);
    m_form->merchantsPane->setBackgroundRole(QPalette::Base);
    m_form->merchantsPane->setAutoFillBackground(true);
    m_form->merchantsTitle->setContentsMargins(14, 0, 0, 0);
    m_form->merchantList->setModel(m_merchants);
    m_form->merchantList->setItemDelegate(new MerchantDelegate(this));
    m_form->viewTabs->setDrawBase(false);
    m_form->viewTabs->setExpanding(false);
    m_form->viewTabs->setUsesScrollButtons(true);
    m_form->countLabel->setForegroundRole(QPalette::PlaceholderText);
    m_form->ordersView->setOrders(m_orders);
    m_form->causesView->setModel(m_causes);
    m_form->causesView->viewport()->setBackgroundRole(QPalette::Window);
    m_form->causesView->header()->setStretchLastSection(false);
    m_form->causesView->header()->setSectionResizeMode(CausesModel::Finding, QHeaderView::Stretch);
    for (int column : {CausesModel::Subject, CausesModel::MerchantColumn, CausesModel::Orders})
        m_form->causesView->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    resetLayout();

    connect(m_form->merchantList->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& current) { selectMerchant(m_merchants->merchant(current.row())); });
    connect(m_form->viewTabs, &QTabBar::currentChanged, this, [this](int tab) {
        if (tab == m_views.size())
            setByCause(true);
        else if (tab >= 0)
            selectView(tab);
    });
    connect(m_form->saveViewButton, &QToolButton::clicked, this, &QueuePage::saveViewRequested);
    connect(m_form->causesView, &QAbstractItemView::activated, this, [this](const QModelIndex& index) { causeActivated(index.row()); });
    connect(m_form->ordersView, &OrdersView::currentOrderChanged, this, &QueuePage::loadOrder);
    connect(m_form->orderPanel, &OrderPanel::reviewRequested, this, &QueuePage::markReviewed);
    connect(m_form->ordersView, &OrdersView::activatedOrder, this, [this] { fixSelected(); });
    connect(m_form->orderPanel, &OrderPanel::editRequested, this, &QueuePage::editRequested);
    connect(m_form->orderPanel, &OrderPanel::quickFixRequested, this, &QueuePage::quickFixRequested);
    connect(m_form->orderPanel, &OrderPanel::waiveRequested, this, &QueuePage::waiveRequested);
    connect(m_form->orderPanel, &OrderPanel::takeBackRequested, this, &QueuePage::takeBackRequested);
    connect(m_form->orderPanel, &OrderPanel::endWaitingRequested, this, &QueuePage::endWaitingRequested);
    connect(m_form->orderPanel, &OrderPanel::splitBackRequested, this, &QueuePage::splitBackRequested);
    connect(m_form->orderPanel, &OrderPanel::rawRequested, this, &QueuePage::rawRequested);
    for (QAbstractItemView* view : {static_cast<QAbstractItemView*>(m_form->ordersView), static_cast<QAbstractItemView*>(m_form->causesView)}) {
        view->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(view, &QWidget::customContextMenuRequested, this, [this, view](const QPoint& position) { emit contextMenuRequested(view->viewport()->mapToGlobal(position)); });
        connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &QueuePage::selectionChanged);
    }
    connect(m_form->fixAllButton, &QToolButton::clicked, this, &QueuePage::fixAllRequested);
    connect(m_form->statePage, &StatePage::activated, this, [this] { perform(m_stateOffer); });
    connect(m_form->notice, &Notice::activated, this, [this] { perform(m_noticeOffer); });
    connect(m_orders, &OrdersModel::updated, this, &QueuePage::updateContent);

    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(150);
    connect(&m_countTimer, &QTimer::timeout, this, &QueuePage::count);
    m_tickTimer.setInterval(1000);
    connect(&m_tickTimer, &QTimer::timeout, m_merchants, &MerchantListModel::tick);
    m_tickTimer.start();

    rebuildTabs();
    applyQuery();
    connectConsole();
    queueReset();
}

QueuePage::~QueuePage()
{
    m_pool.waitForDone();
}

void QueuePage::connectConsole()
{
    connect(&m_console, &operations::Console::queueReset, this, &QueuePage::queueReset);
    connect(&m_console, &operations::Console::queueChanged, this, [this](const QueueChange& change) {
        m_orders->applyChange(m_console.queue(), change);
        if (!m_countTimer.isActive())
            m_countTimer.start();
        reloadOrder();
    });
    connect(&m_console, &operations::Console::merchantsChanged, this, &QueuePage::queueReset);
    connect(&m_console, &operations::Console::merchantChanged, this, &QueuePage::merchantsChanged);
}

// --- what is shown ------------------------------------------------------------------------------------------------

void QueuePage::queueReset()
{
    merchantsChanged();
    m_orders->setQueue(m_console.queue(), m_faces);
    m_countTimer.start(0);
}

void QueuePage::merchantsChanged()
{
    const QList<MerchantState> merchants = m_console.merchants();
    m_faces.clear();
    bool exists = m_merchant.isNull();
    for (const MerchantState& state : merchants) {
        m_faces.insert(state.merchant.id, {safeLine(state.merchant.name), state.merchant.colour});
        exists = exists || state.merchant.id == m_merchant;
    }
    if (!exists)
        m_merchant = {};
    const QSignalBlocker quiet(m_form->merchantList->selectionModel());
    m_merchants->setMerchants(merchants);
    m_form->merchantList->setCurrentIndex(m_merchants->index(m_merchants->rowOf(m_merchant)));
    m_form->merchantList->viewport()->update();
    if (!exists)
        applyQuery();
    updateContent();
    updateNotice();
}

void QueuePage::selectMerchant(MerchantId id)
{
    if (id == m_merchant)
        return;
    m_merchant = id;
    m_form->merchantList->setCurrentIndex(m_merchants->index(m_merchants->rowOf(id)));
    showSubset(std::nullopt, {});
    applyQuery();
    updateNotice();
    m_countTimer.start(0);
    emit merchantSelected();
}

MerchantId QueuePage::merchantAt(int place) const
{
    return m_merchants->merchant(place);
}

QueueQuery QueuePage::viewQuery(const SavedView& view) const
{
    QueueQuery query = view.query;
    if (!m_merchant.isNull())
        query.merchant = m_merchant;
    return query;
}

void QueuePage::applyQuery()
{
    QueueQuery query = viewQuery(m_views.at(m_view));
    const QueueQuery& before = m_orders->query();
    query.sortBy = before.sortBy;
    query.descending = before.descending;
    query.text = QStringList{query.text, m_filter}.join(QLatin1Char(' ')).trimmed();
    m_orders->setQuery(query);
    if (m_byCause)
        groupCauses();
    updateContent();
}

void QueuePage::setFilterText(const QString& text)
{
    if (text.trimmed() == m_filter)
        return;
    m_filter = text.trimmed();
    applyQuery();
}

void QueuePage::selectView(int index)
{
    if (index < 0 || index >= m_views.size())
        return;
    m_view = index;
    m_viewId = m_views.at(index).id;
    m_byCause = false;
    {
        const QSignalBlocker quiet(m_form->viewTabs);
        m_form->viewTabs->setCurrentIndex(index);
    }
    showSubset(std::nullopt, {});
    const SavedView& view = m_views.at(index);
    if (!view.builtIn) {
        m_orders->sort(OrdersModel::columnOf(view.query.sortBy), view.query.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
        if (!view.columns.isEmpty())
            m_form->ordersView->setColumnState(view.columns);
    }
    applyQuery();
    emit viewChanged();
}

void QueuePage::setByCause(bool on)
{
    m_byCause = on;
    {
        const QSignalBlocker quiet(m_form->viewTabs);
        m_form->viewTabs->setCurrentIndex(on ? static_cast<int>(m_views.size()) : m_view);
    }
    if (on) {
        showSubset(std::nullopt, {});
        groupCauses();
    }
    updateContent();
    emit viewChanged();
}

void QueuePage::rebuildTabs()
{
    const QSignalBlocker quiet(m_form->viewTabs);
    while (m_form->viewTabs->count() > 0)
        m_form->viewTabs->removeTab(0);
    for (const SavedView& view : m_views)
        m_form->viewTabs->addTab(safeCaption(view.name, 40));
    m_form->viewTabs->addTab(tr("By cause"));
    m_form->viewTabs->setCurrentIndex(m_byCause ? static_cast<int>(m_views.size()) : m_view);
}

void QueuePage::loadViews()
{
    m_views = builtInViews() + viewsFromJson(m_console.sealedValue(QStringLiteral("views")));
    m_view = 0;
    for (int i = 0; i < m_views.size(); ++i) {
        if (m_views.at(i).id == m_viewId)
            m_view = i;
    }
    rebuildTabs();
    selectView(m_view);
    m_countTimer.start(0);
}

void QueuePage::saveView(const QString& name)
{
    SavedView view{QString::number(QDateTime::currentMSecsSinceEpoch()), name, m_orders->query(), m_form->ordersView->columnState(), false};
    view.query.merchant.reset();
    m_views += view;
    m_console.setSealedValue(QStringLiteral("views"), viewsToJson(m_views));
    rebuildTabs();
    emit filterResetRequested();
    selectView(static_cast<int>(m_views.size()) - 1);
    m_countTimer.start(0);
}

void QueuePage::deleteCurrentView()
{
    if (m_views.at(m_view).builtIn)
        return;
    m_views.removeAt(m_view);
    m_console.setSealedValue(QStringLiteral("views"), viewsToJson(m_views));
    m_view = 0;
    rebuildTabs();
    selectView(0);
}

void QueuePage::clear()
{
    ++m_orderGeneration;
    m_fixWhenLoaded.reset();
    m_form->orderPanel->clear();
    m_causes->setGroups({});
    m_filter.clear();
    m_merchant = {};
    m_view = 0;
    m_open = 0;
    m_byCause = false;
    m_views = builtInViews();
    rebuildTabs();
    showSubset(std::nullopt, {});
    queueReset();
    applyQuery();
}

// --- the selected order -------------------------------------------------------------------------------------------

void QueuePage::loadOrder()
{
    emit currentOrderChanged();
    if (!currentOrder()) {
        ++m_orderGeneration;
        m_form->orderPanel->clear();
        return;
    }
    reloadOrder();
}

void QueuePage::reloadOrder()
{
    const std::optional<OrderKey> key = currentOrder();
    if (!key)
        return;
    const quint64 generation = ++m_orderGeneration;
    whenDone(this, m_console.order(key->merchant, key->order), [this, key, generation](const Result<operations::OrderDetails>& order) {
        if (generation != m_orderGeneration)
            return;
        if (order)
            showLoaded(*order);
        else
            m_form->orderPanel->setMessage(oneLine(order.error()));
        emit currentOrderChanged();
    });
}

void QueuePage::markReviewed()
{
    const std::optional<OrderKey> key = currentOrder();
    if (!key)
        return;
    whenDone(this, m_console.setReviewed(key->merchant, key->order, true), [this](const Result<void>& done) {
        if (done)
            reloadOrder();
        else
            m_form->notice->setNotice(oneLine(done.error()), blocksTint);
    });
}

void QueuePage::showOrder(const OrderKey& key)
{
    emit filterResetRequested();
    m_filter.clear();
    if (!m_merchant.isNull() && !(m_merchant == key.merchant))
        selectMerchant({});
    for (int i = 0; i < m_views.size(); ++i) {
        if (m_views.at(i).id == QLatin1String("open"))
            selectView(i);
    }
    m_form->ordersView->selectOrder(key);
    m_form->ordersView->setFocus();
}

void QueuePage::stepOrder(int step)
{
    const int rows = m_orders->rowCount();
    if (rows == 0)
        return;
    const int current = m_form->ordersView->currentIndex().row();
    const int next = current < 0 ? 0 : qBound(0, current + step, rows - 1);
    if (const auto key = m_orders->key(next))
        m_form->ordersView->selectOrder(*key);
}

void QueuePage::refresh()
{
    m_console.refresh(m_merchant);
}

const std::optional<operations::OrderDetails>& QueuePage::order() const
{
    return m_form->orderPanel->order();
}

std::optional<OrderKey> QueuePage::currentOrder() const
{
    return m_form->ordersView->currentOrder();
}

QString QueuePage::selectedRowsText() const
{
    return m_orders->tabSeparated(m_form->ordersView->selectedOrderRows(), m_form->ordersView->visibleColumns());
}

QString QueuePage::currentNumber() const
{
    return safeLine(m_orders->orderNumber(m_form->ordersView->currentIndex().row()));
}

OrdersView* QueuePage::ordersView() const
{
    return m_form->ordersView;
}

// --- counts and causes --------------------------------------------------------------------------------------------

void QueuePage::count()
{
    if (m_counting) {
        m_countAgain = true;
        return;
    }
    m_counting = true;
    struct Counted
    {
        QueueSnapshot queue;
        QueueCounts counts;
        std::vector<int> perView;
    };
    std::vector<QueueQuery> queries;
    for (const SavedView& view : m_views)
        queries.push_back(viewQuery(view));
    const auto job = [queue = m_console.queue(), queries]() -> Counted {
        Counted counted{queue, countQueue(queue), {}};
        std::vector<RowId> all;
        all.reserve(queue.rowCount());
        for (std::size_t page = 0; page < queue.pages().size(); ++page) {
            const auto& rows = queue.pages()[page]->rows;
            for (std::size_t slot = 0; slot < rows.size(); ++slot) {
                if (rows[slot].id != 0)
                    all.push_back(static_cast<RowId>(page * kRowsPerPage + slot));
            }
        }
        for (const QueueQuery& query : queries)
            counted.perView.push_back(static_cast<int>(refine(queue, all, query).size()));
        return counted;
    };
    whenDone(this, QtConcurrent::run(&m_pool, job), [this](const Counted& counted) {
        m_counting = false;
        showCounts(counted.queue, counted.counts, counted.perView);
        if (std::exchange(m_countAgain, false))
            m_countTimer.start();
    });
    if (m_byCause)
        groupCauses();
}

void QueuePage::showCounts(const QueueSnapshot& queue, const QueueCounts& counts, const std::vector<int>& perView)
{
    if (m_console.state() != operations::Console::State::Unlocked)
        return;
    m_merchants->setCounts(queue, counts);
    m_open = counts.all.open;
    for (std::size_t i = 0; !m_merchant.isNull() && i < queue.merchants().size(); ++i) {
        if (queue.merchants()[i] == m_merchant)
            m_open = counts.merchants[i].open;
    }
    for (int i = 0; i < m_views.size() && i < static_cast<int>(perView.size()); ++i)
        m_form->viewTabs->setTabText(i, safeCaption(m_views.at(i).name, 40) + QLatin1Char(' ') + countText(perView[static_cast<std::size_t>(i)]));
    updateContent();
}

void QueuePage::groupCauses()
{
    QueueQuery query;
    query.text = m_filter;
    if (!m_merchant.isNull())
        query.merchant = m_merchant;
    const auto job = [queue = m_console.queue(), query, faces = m_faces]() -> std::vector<CausesModel::Group> {
        std::vector<CausesModel::Group> groups;
        for (const Cause& cause : groupByCause(queue, query)) {
            CausesModel::Group group{cause.code, faces.value(cause.merchant).name, text(cause.subject), {}};
            group.orders.reserve(cause.rows.size());
            for (RowId row : cause.rows)
                group.orders.push_back({cause.merchant, OrderId{queue.row(row).id}});
            groups.push_back(std::move(group));
        }
        return groups;
    };
    whenDone(this, QtConcurrent::run(&m_pool, job), [this](std::vector<CausesModel::Group> groups) {
        if (m_console.state() != operations::Console::State::Unlocked)
            return;
        const int row = m_form->causesView->currentIndex().row();
        m_causes->setGroups(std::move(groups));
        m_form->causesView->setCurrentIndex(m_causes->index(qBound(0, row, m_causes->rowCount() - 1), 0));
        updateContent();
    });
}

void QueuePage::causeActivated(int row)
{
    const CausesModel::Group* group = m_causes->group(row);
    if (!group)
        return;
    const QString title = CausesModel::title(*group);
    const std::vector<OrderKey> orders = group->orders;
    for (int i = 0; i < m_views.size(); ++i) {
        if (m_views.at(i).id == QLatin1String("open"))
            selectView(i);
    }
    showSubset(orders, title);
    m_form->ordersView->setFocus();
}

void QueuePage::showSubset(std::optional<std::vector<OrderKey>> subset, const QString& title)
{
    m_subset = subset.has_value();
    m_subsetTitle = title;
    m_orders->setSubset(std::move(subset));
    updateNotice();
}

// --- layout -------------------------------------------------------------------------------------------------------

void QueuePage::setMerchantsShown(bool shown)
{
    m_form->merchantsPane->setVisible(shown);
}

void QueuePage::setOrderShown(bool shown)
{
    m_form->orderPanel->setVisible(shown);
}

void QueuePage::resetLayout()
{
    const int letter = fontMetrics().averageCharWidth();
    m_form->splitter->setStretchFactor(0, 0);
    m_form->splitter->setStretchFactor(1, 1);
    m_form->splitter->setStretchFactor(2, 0);
    m_form->splitter->setSizes({letter * 32, letter * 120, letter * 48});
    m_form->ordersView->resetColumns();
}

void QueuePage::saveLayout(QSettings& settings) const
{
    settings.setValue(QStringLiteral("queue/splitter"), m_form->splitter->saveState());
    settings.setValue(QStringLiteral("queue/view"), m_viewId);
    m_form->ordersView->saveColumns(settings);
}

void QueuePage::restoreLayout(const QSettings& settings)
{
    m_form->splitter->restoreState(settings.value(QStringLiteral("queue/splitter")).toByteArray());
    m_form->ordersView->restoreColumns(settings);
    const QString view = settings.value(QStringLiteral("queue/view")).toString();
    for (int i = 0; i < m_views.size(); ++i) {
        if (m_views.at(i).id == view)
            selectView(i);
    }
    m_viewId = view; // a saved one is known after unlock only
}

} // namespace t6::ui
