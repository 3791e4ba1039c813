// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "causesmodel.h"
#include "fixplaces.h"
#include "orderpanel.h"
#include "ordersmodel.h"
#include "savedviews.h"

#include <operations/console.h>

#include <QThreadPool>
#include <QTimer>
#include <QWidget>

#include <memory>

class QMenu;
class QSettings;

namespace t6::ui {

namespace Ui {
class QueuePage;
}
class MerchantListModel;
class Notice;
class OrdersView;

/// The home page: merchants at the left, the orders of a view in the middle, the selected order at the right.
class QueuePage : public QWidget
{
    Q_OBJECT

public:
    QueuePage(operations::Console& console, const Clock& clock, QWidget* parent = nullptr);
    ~QueuePage() override;

    [[nodiscard]] MerchantId currentMerchant() const { return m_merchant; } ///< null = all
    void selectMerchant(MerchantId id);
    [[nodiscard]] MerchantId merchantAt(int place) const; ///< 1 to 9, in the order of the list
    void setFilterText(const QString& text);
    [[nodiscard]] const QList<SavedView>& views() const { return m_views; }
    [[nodiscard]] int currentView() const { return m_view; }
    void selectView(int index);
    void saveView(const QString& name);
    void deleteCurrentView();
    void setByCause(bool on);
    [[nodiscard]] bool isByCause() const { return m_byCause; }
    void showOrder(const OrderKey& key); ///< in "All open", whatever was filtered
    void stepOrder(int step);
    void markReviewed();
    void refresh();

    // --- repairing: queuefixes.cpp ---
    /// Selects the next order below, else from the top, that needs a person; false if there is no other.
    bool stepIssue();
    /// The selected order is repaired: goes on to the next that needs a person. Stays while something is left to do in it.
    void landOnNextIssue();
    /// Asks for the repair of the selected order's first finding, as soon as the order is read; `inEditor`: of the first that the editor repairs.
    void fixSelected(bool inEditor = false);
    void setSplit(const std::optional<SplitNote>& split); ///< of the order that is selected
    void reloadOrder();
    void setFixAllEnabled(bool enabled);
    [[nodiscard]] Notice* outcomeNotice() const;
    [[nodiscard]] const CausesModel::Group* currentCause() const; ///< while grouped by cause; null = none is selected

    [[nodiscard]] const std::optional<operations::OrderDetails>& order() const;
    [[nodiscard]] std::optional<OrderKey> currentOrder() const;
    [[nodiscard]] QString selectedRowsText() const; ///< TSV
    [[nodiscard]] QString currentNumber() const;
    [[nodiscard]] OrdersView* ordersView() const;
    [[nodiscard]] OrdersModel* ordersModel() const { return m_orders; }

    void setMerchantsShown(bool shown);
    void setOrderShown(bool shown);
    void resetLayout();
    void saveLayout(QSettings& settings) const; ///< nothing personal
    void restoreLayout(const QSettings& settings);
    void loadViews(); ///< after unlock
    void clear(); ///< locked: nothing stays

signals:
    void selectionChanged(); ///< of orders or of the cause
    void fixAllRequested();
    void contextMenuRequested(const QPoint& globalPosition);
    void merchantSelected();
    void currentOrderChanged();
    void viewChanged();
    void filterResetRequested(); ///< the filter box should be emptied
    void addMerchantRequested();
    void replaceKeysRequested(t6::MerchantId id);
    void saveViewRequested();
    void rawRequested();
    void editRequested(const t6::ui::FixPlace& place);
    void quickFixRequested(const t6::OrderPatch& patch);
    void waiveRequested(t6::CheckCode code);
    void takeBackRequested(t6::CheckCode code);
    void endWaitingRequested();
    void splitBackRequested();

private:
    void connectConsole();
    void queueReset();
    void merchantsChanged();
    void applyQuery();
    void loadOrder();
    void showLoaded(const operations::OrderDetails& order);
    void count();
    void showCounts(const QueueSnapshot& queue, const QueueCounts& counts, const std::vector<int>& perView);
    void groupCauses();
    void causeActivated(int row);
    void showSubset(std::optional<std::vector<OrderKey>> subset, const QString& title);
    void rebuildTabs();
    void updateContent();
    void showContent(QWidget* page);
    void updateNotice();
    [[nodiscard]] std::optional<operations::MerchantState> failing() const;
    [[nodiscard]] QueueQuery viewQuery(const SavedView& view) const;

    operations::Console& m_console;
    Clock m_clock;
    std::unique_ptr<Ui::QueuePage> m_form;
    OrdersModel* m_orders;
    MerchantListModel* m_merchants;
    CausesModel* m_causes;
    QThreadPool m_pool; ///< one thread: counts and causes
    QTimer m_countTimer, m_tickTimer;
    QList<SavedView> m_views;
    QHash<MerchantId, MerchantFace> m_faces;
    MerchantId m_merchant;
    QString m_filter, m_subsetTitle;
    int m_view = 0;
    QString m_viewId; ///< the view to come back to after unlock
    int m_open = 0; ///< open orders of the merchant or of all
    bool m_byCause = false, m_subset = false, m_counting = false, m_countAgain = false;
    quint64 m_orderGeneration = 0;
    std::optional<OrderKey> m_fixWhenLoaded;
    bool m_fixInEditor = false;
    std::optional<SplitNote> m_split; ///< of the selected order
    enum class Offer { Nothing, AddMerchant, ClearFilter, ShowOpen, Refresh, ReplaceKeys, Resume, LeaveSubset };
    Offer m_stateOffer = Offer::Nothing, m_noticeOffer = Offer::Nothing;
    void perform(Offer offer);
};

} // namespace t6::ui
