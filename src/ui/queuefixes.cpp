// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// How QueuePage leads from one finding to the next.
#include "orderdraft.h"
#include "queuepage.h"
#include "ui_queuepage.h"

#include <core/async.h>

namespace t6::ui {

Notice* QueuePage::outcomeNotice() const
{
    return m_form->outcomeNotice;
}

void QueuePage::setFixAllEnabled(bool enabled)
{
    m_form->fixAllButton->setEnabled(enabled);
}

const CausesModel::Group* QueuePage::currentCause() const
{
    return m_byCause ? m_causes->group(m_form->causesView->currentIndex().row()) : nullptr;
}

void QueuePage::showLoaded(const operations::OrderDetails& order)
{
    const auto draft = OrderDraft::load(m_console, order.merchant, order.id);
    const auto base = draft ? JsonText::parse(order.raw) : failure(ErrorDomain::Input, ErrorCode::NotFound);
    const bool unsaved = base && !draft->on(*base).patch.isEmpty();
    m_form->orderPanel->setOrder(order, m_console.merchant(order.merchant).value_or(operations::MerchantState()), unsaved ? std::optional(draft->at) : std::nullopt);
    m_form->orderPanel->setSplit(m_split);
    if (m_fixWhenLoaded && *m_fixWhenLoaded == OrderKey{order.merchant, order.id})
        fixSelected(m_fixInEditor);
}

bool QueuePage::stepIssue()
{
    const int rows = m_orders->rowCount();
    const int current = m_form->ordersView->currentIndex().row();
    for (int step = 1; step <= rows; ++step) {
        const int row = (current + step) % rows;
        const auto issues = m_orders->index(row, 0).data(OrdersModel::IssueMaskRole).toULongLong();
        if (row == current || CheckContext::needsPerson(issues) == 0)
            continue;
        m_form->ordersView->selectOrder(*m_orders->key(row));
        return true;
    }
    return false;
}

void QueuePage::landOnNextIssue()
{
    m_form->ordersView->setFocus();
    const std::optional<OrderKey> key = currentOrder();
    if (!key)
        return;
    whenDone(this, m_console.order(key->merchant, key->order), [this, key](const Result<operations::OrderDetails>& order) {
        IssueMask left = 0;
        for (const Issue& issue : order ? order->issues : std::vector<Issue>())
            left |= bit(issue.code);
        if (CheckContext::needsPerson(left) == 0 && currentOrder() == key)
            stepIssue();
    });
}

void QueuePage::setSplit(const std::optional<SplitNote>& split)
{
    m_split = split;
    m_form->orderPanel->setSplit(split);
}

void QueuePage::fixSelected(bool inEditor)
{
    const std::optional<OrderKey> key = currentOrder();
    if (!key)
        return;
    const bool loaded = order() && OrderKey{order()->merchant, order()->id} == *key;
    m_fixWhenLoaded = loaded ? std::nullopt : key;
    m_fixInEditor = inEditor;
    if (loaded)
        emit editRequested(inEditor ? m_form->orderPanel->firstEdit() : m_form->orderPanel->firstFix());
}

} // namespace t6::ui
