// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "orderdecoder.h"
#include "session.h"

#include <core/orderview.h>

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <optional>
#include <vector>

namespace t6::shipstation {

enum class SortBy : std::uint8_t { ServerDefault, OrderDate, ModifyDate, CreateDate };
enum class SortDirection : std::uint8_t { Ascending, Descending };

/// The filters of GET /orders that the console uses.
struct OrderListQuery
{
    std::optional<OrderStatus> status; ///< one per list (reference 1.6)
    std::optional<UtcTime> modifiedAfter, createdAfter;
    QString orderNumber; ///< a prefix: compare the numbers found
    std::optional<StoreId> store;
    SortBy sortBy = SortBy::ServerDefault; ///< ascending orderId
    SortDirection direction = SortDirection::Ascending;
    int pageSize = 500; ///< 1 to 500
};

/// An order that ShipStation itself cannot serve: every page that holds it answers 500.
struct SkippedOrder
{
    qint64 position = 0; ///< in the list, from 0
    std::optional<OrderStatus> status; ///< the list's filter, if it had one
    QString before, after; ///< order numbers of its neighbours; empty when unknown
    Error error; ///< what the server said
};

struct OrderListPage
{
    QByteArray json; ///< the whole page, for OrderDecoder::decodePage in a worker
    int count = 0; ///< orders in it
    qint64 total = -1; ///< of the list, as the server says; -1 unknown
    bool last = false;
    std::vector<SkippedOrder> skipped; ///< passed over since the page before
    UtcTime begun{}; ///< when the request was sent
};

/// A pull-based cursor over one list. One next() at a time; after an error next() goes on at the same place. Page numbers are
/// computed from the position, never from the server's `pages`. Pages of a changing list may overlap: de-duplicate by order id.
///
/// A page that answers 500 (or JSON that cannot be read) again and again is halved until the one order at fault is found,
/// skipped and named; then pages grow again. Three such orders in a row without any good page between: the server itself is
/// at fault, and its error is returned.
class OrderList : public QObject
{
    Q_OBJECT

public:
    /// `session` must outlive it.
    OrderList(Session& session, OrderListQuery query, Priority priority, QObject* parent = nullptr);
    ~OrderList() override; ///< a pending next() ends as Cancelled

    [[nodiscard]] QFuture<Result<OrderListPage>> next();

private:
    void request();
    void received(Result<Answer> result);
    void pageFailed(const Error& error);
    void pageRead(Answer answer, const PageScan& scan);
    void skipOne(const Error& error);
    void finishEmpty();
    void finish(Result<OrderListPage> result);
    [[nodiscard]] int fittingSize(qint64 wanted) const;
    [[nodiscard]] int nextSize() const;
    [[nodiscard]] qint64 pageBegin() const;

    Session& m_session;
    OrderListQuery m_query;
    Priority m_priority;
    std::optional<QPromise<Result<OrderListPage>>> m_promise;
    qint64 m_position = 0; ///< of the next order wanted
    qint64 m_readable = 0; ///< behind the last order that was skipped: no page may begin before it
    int m_size; ///< of the request under way
    int m_largest; ///< what the server grants
    int m_granted = 0; ///< the largest page that came full
    qint64 m_badEnd = 0; ///< an unreadable order lies in [m_position, m_badEnd); 0 = none known
    int m_skippedInRow = 0;
    int m_emptyInRow = 0;
    std::optional<qint64> m_total;
    QString m_before;
    std::vector<SkippedOrder> m_skipped;
    bool m_ended = false;
};

} // namespace t6::shipstation
