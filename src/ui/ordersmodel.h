// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/clock.h>
#include <core/queuequery.h>

#include <QAbstractTableModel>
#include <QHash>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace t6::ui {

/// What identifies an order for staff and for the view, whatever row it is in.
struct OrderKey
{
    MerchantId merchant;
    OrderId order;
    bool operator==(const OrderKey&) const = default;
};

/// How a merchant appears in rows.
struct MerchantFace
{
    QString name;
    int colour = 0;
};

/// The orders of a view: an index vector over an immutable snapshot of the queue. Text is made for visible cells only. Queries run
/// on a pool thread and end in one layout change; live changes are announced as ranges. GUI thread.
class OrdersModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Order, State, Issues, ShipTo, Destination, Units, OrderWeight, ShipBy, Age, Service, Assigned, ColumnCount };
    enum Role {
        MerchantNameRole = Qt::UserRole,
        MerchantColourRole,
        IssueMaskRole, ///< quint64
        ReadinessRole, ///< int
        SortRole, ///< int: QueueColumn of the column
    };

    explicit OrdersModel(Clock clock, QObject* parent = nullptr);
    ~OrdersModel() override;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// Everything anew: after unlock, lock, a removed or renamed merchant.
    void setQueue(const QueueSnapshot& queue, const QHash<MerchantId, MerchantFace>& faces);
    /// The same queue a moment later.
    void applyChange(const QueueSnapshot& queue, const QueueChange& change);
    void setQuery(const QueueQuery& query);
    /// Shows exactly these rows, e.g. of one cause, as far as they still satisfy the query. nullopt: all.
    void setSubset(std::optional<std::vector<OrderKey>> subset);

    [[nodiscard]] const QueueQuery& query() const { return m_wanted; }
    [[nodiscard]] const QueueSnapshot& queue() const { return m_queue; }
    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] std::optional<OrderKey> key(int row) const;
    [[nodiscard]] int rowOf(const OrderKey& key) const; ///< -1 if not shown
    [[nodiscard]] QString orderNumber(int row) const;
    /// The rows as tab-separated text with a line of headings, for the given columns.
    [[nodiscard]] QString tabSeparated(const std::vector<int>& rows, const std::vector<int>& columns) const;
    [[nodiscard]] static QueueColumn sortColumn(int column);
    [[nodiscard]] static int columnOf(QueueColumn column);

signals:
    void aboutToUpdate(); ///< rows are about to move: remember where the view stands
    void updated();

private:
    using Rows = std::vector<RowId>;
    /// Some of the old rows and the new rows in their place; what lies between two edits stays.
    struct Edit
    {
        std::size_t oldFirst, oldCount, newFirst, newCount;
        bool same; ///< the same orders at the same places, with other values
    };
    struct Outcome
    {
        quint64 generation;
        QueueSnapshot queue;
        QueueQuery query;
        std::shared_ptr<Rows> rows;
        bool subset;
        std::optional<std::vector<Edit>> edits; ///< nullopt: a layout change
    };
    void start();
    void take(Outcome outcome);
    [[nodiscard]] static std::optional<std::vector<Edit>> editsBetween(const QueueSnapshot& oldQueue, const Rows& oldRows, const QueueSnapshot& queue, const Rows& rows, const std::vector<RowId>& touched);
    void announce(const QueueSnapshot& queue, const Rows& rows, const std::vector<Edit>& edits);
    void layoutTo(const QueueSnapshot& queue, std::shared_ptr<Rows> rows);
    [[nodiscard]] QString cellText(RowId row, int column) const;
    [[nodiscard]] QString toolTip(RowId row, int column) const;
    [[nodiscard]] std::vector<QString> namesByIndex(const QueueSnapshot& queue) const;

    Clock m_clock;
    QThreadPool m_pool;
    QHash<MerchantId, MerchantFace> m_faces;

    QueueSnapshot m_queue; ///< what m_rows refers to
    QueueQuery m_shown; ///< what m_rows satisfies
    std::shared_ptr<Rows> m_rows = std::make_shared<Rows>(); ///< while a job runs, it reads them: replaced then, never changed

    QueueSnapshot m_newest;
    QueueQuery m_wanted;
    std::optional<std::vector<OrderKey>> m_subset;
    std::unordered_map<RowId, char> m_pending; ///< 'a', 'c', 'r': last thing that happened to a row since m_queue
    std::vector<RowId> m_inWork; ///< rows whose changes the running job includes
    bool m_shownSubset = false; ///< m_rows are less than the query gives
    bool m_stale = false; ///< m_rows cannot be brought up to date by a merge: run the query
    bool m_busy = false;
    quint64 m_generation = 0;
};

} // namespace t6::ui
