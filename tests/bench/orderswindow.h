// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ui/ordersmodel.h>
#include <ui/ordersview.h>

namespace t6::bench {

/// The console's own table of orders, as large as a desktop's window.
class OrdersWindow
{
public:
    OrdersWindow(const QueueSnapshot& queue, const std::vector<QString>& merchantNames);

    /// Returns when the rows of the query are painted.
    void show(const QueueQuery& query);
    [[nodiscard]] ui::OrdersModel& model() noexcept { return m_model; }
    [[nodiscard]] ui::OrdersView& view() noexcept { return m_view; }

private:
    void waitAndPaint();

    ui::OrdersModel m_model{Clock()};
    ui::OrdersView m_view;
};

} // namespace t6::bench
