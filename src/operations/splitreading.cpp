// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitreading.h"

#include <core/async.h>
#include <shipstation/account.h>
#include <shipstation/pacifictime.h>

namespace t6::operations {

namespace {

struct Reading
{
    shipstation::Session& session;
    SplitPlan plan;
    OrderId original;
    QList<OrderId> children;
    SplitOrders found;
    std::shared_ptr<QPromise<Result<SplitOrders>>> promise;
};

void finish(const Reading& reading, Result<SplitOrders> found)
{
    reading.promise->addResult(std::move(found));
    reading.promise->finish();
}

void readChild(const std::shared_ptr<Reading>& reading)
{
    const qsizetype child = reading->found.children.size();
    if (child == reading->plan.children.size())
        return finish(*reading, std::move(reading->found));
    const OrderId order = reading->children.value(child);
    const SplitPlan::Child& planned = reading->plan.children[child];
    const auto read = order.isNull() ? shipstation::fetchOrderByKey(reading->session, planned.number, planned.key, shipstation::Priority::Staff)
                                     : shipstation::fetchOrder(reading->session, order, shipstation::Priority::Staff);
    whenDone(&reading->session, read, [reading](const Result<QByteArray>& json) {
        if (!json && json.error().code != ErrorCode::OrderGone)
            return finish(*reading, tl::unexpected(json.error()));
        reading->found.children.append(json.value_or(QByteArray()));
        readChild(reading);
    });
}

} // namespace

QDate pacificToday(const Clock& clock)
{
    return QDate::fromString(QString::fromLatin1(shipstation::toPacific(clock.now()).left(10)), Qt::ISODate);
}

QFuture<Result<SplitPreview>> prepareSplit(shipstation::Session& session, const MerchantBook& book, Clock clock, SplitRequest request, QSet<QString> used)
{
    const auto promise = makePromise<SplitPreview>();
    const auto finish = [promise](Result<SplitPreview> preview) {
        promise->addResult(std::move(preview));
        promise->finish();
    };
    whenDone(&session, shipstation::fetchOrder(session, request.order, shipstation::Priority::Staff), [&session, merchant = book.merchant(), clock, request, used, finish](const Result<QByteArray>& json) {
        const auto now = json ? JsonText::parse(*json) : Result<JsonText>(tl::unexpected(json.error()));
        if (!now)
            return finish(tl::unexpected(now.error()));
        const auto number = now->root().member(u"orderNumber");
        const QString beginning = (number ? number->string() : QString()) + u'-';
        whenDone(&session, shipstation::fetchNumbersFrom(session, beginning, shipstation::Priority::Staff), [merchant, clock, request, used, finish, now = *now](const Result<QSet<QString>>& numbers) {
            if (!numbers)
                return finish(tl::unexpected(numbers.error()));
            const QSet<QString> taken = *numbers + used;
            const Through6Matcher matcher(merchant.rule);
            const SplitSettings settings{merchant.splitMarker, pacificToday(clock)};
            const SplitChoice choice = request.choice.children.isEmpty() ? suggestedSplit(now, matcher) : request.choice;
            if (!request.seen.isEmpty()) { // what the split rests on must be as the person saw it
                const auto seen = JsonText::parse(request.seen);
                const auto then = seen ? planSplit(*seen, choice, matcher, settings, taken) : Result<SplitPlan>(tl::unexpected(seen.error()));
                const auto merged = then ? merge(*seen, now, then->reduction) : Result<MergeOutcome>(tl::unexpected(then.error()));
                if (!merged)
                    return finish(tl::unexpected(merged.error()));
                if (!merged->conflicts.isEmpty())
                    return finish(failure(ErrorDomain::ShipStation, ErrorCode::OrderChanged));
            }
            auto plan = planSplit(now, choice, matcher, settings, taken);
            if (!plan)
                return finish(tl::unexpected(plan.error()));
            finish(SplitPreview{std::move(*plan), now.text()});
        });
    });
    return promise->future();
}

QFuture<Result<SplitOrders>> fetchSplitOrders(shipstation::Session& session, const SplitPlan& plan, OrderId original, QList<OrderId> children)
{
    const auto reading = std::make_shared<Reading>(Reading{session, plan, original, std::move(children), {}, makePromise<SplitOrders>()});
    whenDone(&session, shipstation::fetchOrder(session, original, shipstation::Priority::Staff), [reading](const Result<QByteArray>& json) {
        if (!json && json.error().code != ErrorCode::OrderGone)
            return finish(*reading, tl::unexpected(json.error()));
        reading->found.original = json.value_or(QByteArray());
        readChild(reading);
    });
    return reading->promise->future();
}

} // namespace t6::operations
