// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderlist.h"

#include "pacifictime.h"
#include "transport.h"

#include <core/async.h>

#include <algorithm>

namespace t6::shipstation {

namespace {

constexpr int kMostSkippedInRow = 3;
constexpr int kMostEmptyInRow = 3; ///< beyond that the server's total is wrong

QString sortName(SortBy sort)
{
    switch (sort) {
    case SortBy::OrderDate: return QStringLiteral("OrderDate");
    case SortBy::ModifyDate: return QStringLiteral("ModifyDate");
    case SortBy::CreateDate: return QStringLiteral("CreateDate");
    case SortBy::ServerDefault: break;
    }
    return {};
}

QUrlQuery urlQuery(const OrderListQuery& query, qint64 page, int pageSize)
{
    QUrlQuery url;
    const auto add = [&url](const char* name, const QString& value) { url.addQueryItem(QLatin1String(name), value); };
    if (query.status) {
        const std::string_view name = wireName(*query.status);
        add("orderStatus", QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
    }
    if (query.modifiedAfter)
        add("modifyDateStart", QString::fromLatin1(toPacific(*query.modifiedAfter)));
    if (query.createdAfter)
        add("createDateStart", QString::fromLatin1(toPacific(*query.createdAfter)));
    if (!query.orderNumber.isEmpty()) // a % of the number's own must not be read as an escape
        add("orderNumber", QString::fromLatin1(QUrl::toPercentEncoding(query.orderNumber)));
    if (query.store)
        add("storeId", QString::number(query.store->value));
    if (query.sortBy != SortBy::ServerDefault) {
        add("sortBy", sortName(query.sortBy));
        add("sortDir", query.direction == SortDirection::Ascending ? QStringLiteral("ASC") : QStringLiteral("DESC"));
    }
    add("page", QString::number(page));
    add("pageSize", QString::number(pageSize));
    return url;
}

/// The answer of a page that holds something unreadable, as opposed to a server that is away.
bool isPoison(const Error& error)
{
    return error.code == ErrorCode::AnswerBroken
        || (error.httpStatus == 500 && (error.code == ErrorCode::ServerError || error.code == ErrorCode::BusinessError));
}

} // namespace

OrderList::OrderList(Session& session, OrderListQuery query, Priority priority, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_query(std::move(query))
    , m_priority(priority)
    , m_size(std::clamp(m_query.pageSize, 1, 500))
    , m_largest(m_size)
{
}

OrderList::~OrderList()
{
    if (m_promise)
        finish(failure(ErrorDomain::Network, ErrorCode::Cancelled));
}

QFuture<Result<OrderListPage>> OrderList::next()
{
    Q_ASSERT(!m_promise);
    m_promise.emplace();
    m_promise->start();
    const auto future = m_promise->future();
    const bool clock = pacificClock().isValid();
    if (!clock && (m_query.modifiedAfter || m_query.createdAfter))
        finish(failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("tzdata")));
    else if (m_ended)
        finishEmpty();
    else
        request();
    return future;
}

/// Pages are counted in their own size: only a size that divides the position begins there.
int OrderList::fittingSize(qint64 wanted) const
{
    qint64 size = std::clamp<qint64>(wanted, 1, m_largest);
    while (m_position % size != 0)
        --size;
    return static_cast<int>(size);
}

/// At an odd position only tiny pages fit. Then one that begins before it and repeats what was read brings more, as long as it holds no
/// order that was skipped.
int OrderList::nextSize() const
{
    const int fitting = fittingSize(m_largest);
    if (fitting >= m_largest / 4)
        return fitting;
    const auto news = [this](qint64 size) {
        const qint64 repeated = m_position % size;
        return m_position - repeated < m_readable ? 0 : size - repeated;
    };
    qint64 best = fitting;
    for (qint64 size = m_largest; size > news(best); --size) {
        if (news(size) > news(best))
            best = size;
    }
    return static_cast<int>(best);
}

/// Of the request under way.
qint64 OrderList::pageBegin() const
{
    return m_position - m_position % m_size;
}

void OrderList::request()
{
    const bool narrowing = m_badEnd > m_position;
    m_size = narrowing ? fittingSize((m_badEnd - m_position) / 2) : nextSize();
    // While narrowing each failure is expected; the last one, which convicts an order, is checked twice.
    const int tries = narrowing && m_size > 1 ? 1 : 2;
    const auto answer = m_session.get(QStringLiteral("/orders"), urlQuery(m_query, m_position / m_size + 1, m_size), m_priority, tries);
    whenDone(this, answer, [this](Result<Answer> result) { received(std::move(result)); });
}

void OrderList::received(Result<Answer> result)
{
    if (!result)
        return pageFailed(result.error());
    const auto scan = m_session.transport().decoder().scanPage(result->json);
    if (!scan)
        return pageFailed(scan.error());
    pageRead(std::move(*result), *scan);
}

void OrderList::pageFailed(const Error& error)
{
    if (!isPoison(error))
        return finish(tl::unexpected(error));
    if (m_size == 1)
        return skipOne(error);
    m_badEnd = pageBegin() + m_size;
    request();
}

void OrderList::skipOne(const Error& error)
{
    m_badEnd = 0;
    if (++m_skippedInRow >= kMostSkippedInRow) {
        m_position = m_skipped.front().position;
        m_readable = std::min(m_readable, m_position);
        m_skipped.clear();
        m_skippedInRow = 0;
        return finish(tl::unexpected(error));
    }
    m_skipped.push_back({m_position, m_query.status, std::exchange(m_before, {}), {}, error});
    m_readable = ++m_position;
    if (m_total && m_position >= *m_total)
        finishEmpty();
    else
        request();
}

void OrderList::pageRead(Answer answer, const PageScan& scan)
{
    m_skippedInRow = 0;
    if (!m_skipped.empty() && m_skipped.back().position + 1 == m_position)
        m_skipped.back().after = QString::fromUtf8(scan.firstNumber);
    m_before = QString::fromUtf8(scan.lastNumber);
    m_total = scan.total >= 0 ? std::optional(scan.total) : std::nullopt;

    // A short page that is not the last one: the server grants less than was asked for, unless it has granted so much before.
    if (scan.count >= m_size)
        m_granted = std::max(m_granted, m_size);
    else if (scan.count > 0 && m_size > m_granted)
        m_largest = scan.count;
    const qint64 reached = pageBegin() + std::min(scan.count, m_size);
    m_emptyInRow = scan.count == 0 ? m_emptyInRow + 1 : 0;
    // Nothing new, although there is more: the server leaves places out, and it goes on where the page ends.
    const bool leftOut = reached <= m_position && scan.total > m_position && m_emptyInRow < kMostEmptyInRow;
    m_position = leftOut ? pageBegin() + m_size : std::max(m_position, reached);
    if (m_position >= m_badEnd)
        m_badEnd = 0;
    // A total that is below what was read already says nothing.
    const bool totalCounts = m_total && *m_total >= m_position;
    m_ended = (scan.count == 0 && !leftOut) || (totalCounts ? m_position == *m_total : scan.count < m_size);
    finish(OrderListPage{std::move(answer.json), scan.count, scan.total, m_ended, std::exchange(m_skipped, {}), answer.begun});
}

void OrderList::finishEmpty()
{
    m_ended = true;
    OrderListPage page;
    page.json = R"({"orders":[],"total":0,"page":1,"pages":0})";
    page.total = m_total.value_or(-1);
    page.last = true;
    page.skipped = std::exchange(m_skipped, {});
    finish(std::move(page));
}

void OrderList::finish(Result<OrderListPage> result)
{
    // The receiver may ask for the next page at once.
    auto promise = std::exchange(m_promise, std::nullopt);
    promise->addResult(std::move(result));
    promise->finish();
}

} // namespace t6::shipstation
