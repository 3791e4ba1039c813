// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/orderview.h>
#include <core/result.h>

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace t6::shipstation {

/// An order that a page holds but that could not be read. Its neighbours were.
struct BrokenOrder
{
    int position = 0; ///< in the page, from 0
    OrderId id; ///< null when even that is unreadable
    QString reason; ///< for a log; holds nothing of the order
};

/// What a page says of itself and what was found in it.
struct PageInfo
{
    qint64 total = -1; ///< over all pages; -1 when the server does not say
    int page = 0;
    int pages = 0; ///< as sent; ShipStation's own example says 0 for one page
    int count = 0; ///< elements of "orders", broken ones included
    std::vector<BrokenOrder> broken;
};

/// What paging needs to know, without looking into the orders.
struct PageScan
{
    qint64 total = -1;
    int count = 0;
    QByteArray firstNumber, lastNumber; ///< order numbers; empty when unreadable
};

/// Reads pages of GET /orders into OrderViews over the page's own bytes. Keep one per thread: it owns buffers that grow to the
/// largest page and are reused. Lenient about types (ids and numbers as text, null or missing members, unknown words), strict
/// about structure. Errors: AnswerBroken (not JSON, cut off), NotShipStation (JSON of another shape), BodyTooLarge,
/// Unsupported (the system has no time zone data).
///
/// Limits: 64 MiB a page, 16 MiB and 64 levels an order, 5,000 lines, customs lines or ids an order. An id that occurs twice
/// in one object, is not a whole number or does not fit 64 bits makes the order broken: two readers could disagree on it.
class OrderDecoder
{
public:
    using Each = std::function<void(const OrderView&)>;

    OrderDecoder();
    ~OrderDecoder();
    OrderDecoder(OrderDecoder&&) noexcept;
    OrderDecoder& operator=(OrderDecoder&&) noexcept;

    /// Calls `each` for every readable order, in the order of the page; the view lives until it returns. `json` may be
    /// reallocated to make room for padding, its content stays.
    [[nodiscard]] Result<PageInfo> decodePage(QByteArray& json, const Each& each);

    /// The answer of GET /orders/{id}, or a raw slice that was kept.
    [[nodiscard]] Result<void> decodeOrder(QByteArray& json, const Each& each);

    /// A fast look at a page for whoever turns pages.
    [[nodiscard]] Result<PageScan> scanPage(QByteArray& json);

    /// Whether `json` is one complete object or array: strings closed, UTF-8 valid, brackets balanced, nothing behind.
    /// Does not look at every value.
    [[nodiscard]] bool isWhole(QByteArray& json);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace t6::shipstation
