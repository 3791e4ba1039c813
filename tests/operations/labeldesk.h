// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "correctiondesk.h"

namespace t6::test {

/// A desk that ships: its merchant has money enough, and orders that are ready.
class LabelDesk : public CorrectionDesk
{
public:
    explicit LabelDesk(sandbox::SandboxOptions sizes = oneMerchant())
        : CorrectionDesk(std::chrono::minutes(2), std::move(sizes))
    {
        at([this] { sandbox().setBalance(0, QStringLiteral("stamps_com"), 5000); });
        const QueueSnapshot queue = console->queue();
        for (const RowId id : queue.rowsOf(*queue.merchantIndex(merchant))) {
            if (CheckContext::needsPerson(queue.row(id).issues) == 0 && static_cast<OrderStatus>(queue.row(id).status) == OrderStatus::AwaitingShipment)
                ready.append(OrderId{queue.row(id).id});
        }
    }

    /// Opens the profile again; the sync is quiet, so that each request is one of a label's.
    void reopen()
    {
        console.reset();
        operations::ConsoleOptions calm = writeOptions();
        calm.background = false;
        calm.pace.retry = std::chrono::milliseconds(4);
        calm.pace.resetUnit = std::chrono::milliseconds(20);
        calm.pace.write.firstRecheck = std::chrono::milliseconds(20);
        console = open(calm);
        unlock();
    }
    /// False when all orders were used.
    [[nodiscard]] bool takeNextOrder()
    {
        if (ready.isEmpty())
            return false;
        order = ready.takeFirst();
        return true;
    }

    [[nodiscard]] operations::Quotes quotes() { return await(console->quotes(merchant, order), 20'000).value_or(operations::Quotes()); }
    /// The cheapest of USPS, at the price that is shown.
    [[nodiscard]] operations::LabelRequest request()
    {
        const operations::Quotes found = quotes();
        operations::LabelRequest request;
        request.merchant = merchant;
        request.order = order;
        request.seen = found.seen;
        for (const RateQuote& quote : found.rates) {
            if (quote.carrier == u"stamps_com" && request.terms.carrier.isEmpty()) {
                request.terms.carrier = quote.carrier;
                request.terms.service = quote.service;
                request.terms.package = quote.package;
                request.confirmed = quote.total();
            }
        }
        return request;
    }
    [[nodiscard]] Result<operations::LabelReport> buy(const operations::LabelRequest& request) { return await(console->buyLabel(request), 60'000); }
    [[nodiscard]] Result<operations::LabelReport> giveBack(ShipmentId shipment = {}) { return await(console->voidLabel(merchant, order, shipment), 60'000); }

    /// Requests for labels that ShipStation carried out; each delivery by itself.
    [[nodiscard]] int purchases()
    {
        return at([this] {
            int count = 0;
            for (const sandbox::LedgerEntry& entry : sandbox().ledger().entries())
                count += entry.target.startsWith("/orders/createlabelfororder") && entry.applied;
            return count;
        });
    }
    [[nodiscard]] int liveLabels()
    {
        return at([this] { return sandbox().liveLabels(0, order); });
    }
    [[nodiscard]] QString statusOf() { return atShipStation().value(QLatin1String("orderStatus")).toString(); }

    QList<OrderId> ready;
};

} // namespace t6::test
