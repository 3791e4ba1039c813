// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "correctiondesk.h"
#include "onlooker.h"

namespace t6::test {

/// A desk with orders to correct. `syncs`: it reads the lists all the time meanwhile; else each request and write is one of a correction's.
class MatrixDesk : public CorrectionDesk
{
public:
    explicit MatrixDesk(bool syncs = false)
        : CorrectionDesk(std::chrono::minutes(2), sizes()), m_syncs(syncs)
    {
        QueueSnapshot queue = console->queue();
        for (const RowId id : queue.rowsOf(*queue.merchantIndex(merchant))) {
            if (static_cast<OrderStatus>(queue.row(id).status) == OrderStatus::AwaitingShipment && !(queue.row(id).issues & bit(CheckCode::AddressFormat)))
                m_orders.append(OrderId{queue.row(id).id});
        }
        queue = {};
        reopen();
        onlooker = std::make_unique<Onlooker>(profileDir());
    }

    void reopen()
    {
        console.reset();
        operations::ConsoleOptions calm = writeOptions();
        calm.background = m_syncs;
        calm.pace.busy = calm.pace.idle = calm.pace.scarce = std::chrono::milliseconds(10);
        calm.pace.retry = std::chrono::milliseconds(4);
        calm.pace.resetUnit = std::chrono::milliseconds(20);
        calm.pace.write.firstRecheck = std::chrono::milliseconds(20);
        console = open(calm);
        unlock();
    }
    /// False when all orders were used.
    [[nodiscard]] bool takeNextOrder()
    {
        if (m_orders.isEmpty())
            return false;
        order = m_orders.takeFirst();
        return true;
    }

    std::unique_ptr<Onlooker> onlooker;

private:
    static sandbox::SandboxOptions sizes()
    {
        sandbox::SandboxOptions options = oneMerchant();
        options.orders = 300;
        return options;
    }
    const bool m_syncs;
    QList<OrderId> m_orders;
};

} // namespace t6::test
