// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// What QueuePage says when there is nothing to list, or when something is wrong with where the list comes from.
#include "queuepage.h"

#include "safetext.h"
#include "ui_queuepage.h"
#include "words.h"

#include <core/async.h>
#include <core/errortext.h>

#include <QApplication>

namespace t6::ui {

using operations::MerchantState;
using operations::SyncState;

namespace {

bool isFailing(const MerchantState& state)
{
    return state.sync.phase == SyncState::Phase::Failing && state.sync.error;
}

} // namespace

/// The selected merchant if it fails; for all merchants the first one, if all of them fail.
std::optional<MerchantState> QueuePage::failing() const
{
    if (!m_merchant.isNull()) {
        const auto state = m_console.merchant(m_merchant);
        return state && isFailing(*state) ? state : std::nullopt;
    }
    const QList<MerchantState> merchants = m_console.merchants();
    for (const MerchantState& state : merchants) {
        if (!isFailing(state))
            return std::nullopt;
    }
    return merchants.isEmpty() ? std::nullopt : std::optional(merchants.front());
}

void QueuePage::updateNotice()
{
    m_noticeOffer = Offer::Nothing;
    if (m_subset) {
        m_noticeOffer = Offer::LeaveSubset;
        m_form->notice->setNotice(m_subsetTitle, holdTint, tr("Show All Orders"));
        return;
    }
    const auto state = failing();
    if (!state) {
        m_form->notice->setNotice({});
        return;
    }
    const Error& error = *state->sync.error;
    const ErrorText words = errorText(error);
    const bool keys = error.code == ErrorCode::KeysRejected && !m_merchant.isNull();
    QString text = m_merchant.isNull() && error.domain == ErrorDomain::Network ? tr("Offline. %1").arg(words.what) : words.what;
    if (state->sync.lastContact)
        text += QLatin1Char(' ') + tr("Orders are as of %1.").arg(clockText(*state->sync.lastContact));
    if (!words.nextStep.isEmpty())
        text += QLatin1Char('\n') + words.nextStep;
    m_noticeOffer = keys ? Offer::ReplaceKeys : Offer::Refresh;
    m_form->notice->setNotice(text, keys ? blocksTint : checkTint, keys ? tr("Replace Keys…") : tr("Try Again"));
}

/// The keyboard's focus stays in the middle, whatever is shown there.
void QueuePage::showContent(QWidget* page)
{
    if (m_form->content->currentWidget() == page)
        return;
    const bool focused = m_form->content->isAncestorOf(QApplication::focusWidget());
    m_form->content->setCurrentWidget(page);
    if (focused)
        page->setFocus();
}

void QueuePage::updateContent()
{
    const int shown = m_orders->rowCount();
    m_form->countLabel->setText(m_byCause ? QString() : tr("%1 of %2").arg(countText(shown), countText(std::max(shown, m_open))));
    m_form->countLabel->setToolTip(tr("Orders shown, of all open orders here"));
    if (m_byCause) {
        showContent(m_form->causesView);
        return;
    }
    if (shown > 0 || m_orders->isBusy()) {
        showContent(m_form->ordersView);
        return;
    }
    StatePage* page = m_form->statePage;
    const QList<MerchantState> merchants = m_console.merchants();
    const auto selected = m_merchant.isNull() ? std::nullopt : m_console.merchant(m_merchant);
    int loaded = 0, expected = 0;
    bool loading = false;
    for (const MerchantState& state : merchants) {
        if (selected && !(state.merchant.id == m_merchant))
            continue;
        loading = loading || state.sync.phase == SyncState::Phase::FirstLoad || (state.sync.phase == SyncState::Phase::Waiting && !state.sync.lastContact);
        loaded += state.sync.loaded;
        expected += state.sync.expected;
    }
    const SavedView& view = m_views.at(m_view);
    if (merchants.isEmpty()) {
        m_stateOffer = Offer::AddMerchant;
        page->setState(QStringLiteral("store"), tr("No merchant is connected yet"), tr("Connect the first one with its ShipStation API key and secret. Its open orders appear here by themselves."), tr("Add Merchant…"));
    } else if (!m_filter.isEmpty()) {
        m_stateOffer = Offer::ClearFilter;
        page->setState(QStringLiteral("search"), tr("No order matches “%1”").arg(safeLine(m_filter, 60)), tr("The filter looks at number, buyer, city, state and SKU of the orders in this view."), tr("Clear Filter"));
    } else if (selected && selected->merchant.paused) {
        m_stateOffer = Offer::Resume;
        page->setState(QStringLiteral("pause"), tr("%1 is paused").arg(safeLine(selected->merchant.name, 60)), tr("Nothing is fetched for this merchant."), tr("Resume"));
    } else if (const auto broken = failing(); broken && m_open == 0) {
        const ErrorText words = errorText(*broken->sync.error);
        const bool keys = broken->sync.error->code == ErrorCode::KeysRejected && selected;
        m_stateOffer = keys ? Offer::ReplaceKeys : Offer::Refresh;
        page->setState(broken->sync.error->domain == ErrorDomain::Network ? QStringLiteral("wifi-off") : QStringLiteral("circle-alert"), words.what, words.nextStep, keys ? tr("Replace Keys…") : tr("Try Again"));
    } else if (loading && m_open == 0) {
        m_stateOffer = Offer::Refresh;
        page->setState(QStringLiteral("hourglass"), tr("Reading the open orders"), expected > 0 ? tr("%1 of %2 so far.").arg(countText(loaded), countText(expected)) : tr("They appear as they come."), tr("Refresh Now"));
    } else if (view.id == QLatin1String("open")) {
        m_stateOffer = Offer::Refresh;
        page->setState(QStringLiteral("inbox"), tr("No open order holds a Through6 item"), tr("New ones appear here by themselves."), tr("Refresh Now"));
    } else {
        m_stateOffer = Offer::ShowOpen;
        page->setState(view.id == QLatin1String("needs-review") ? QStringLiteral("circle-check") : QStringLiteral("inbox"),
            view.id == QLatin1String("needs-review") ? tr("Nothing needs review") : tr("Nothing in “%1”").arg(safeLine(view.name, 40)), {}, tr("Show All Open Orders"));
    }
    showContent(page);
}

void QueuePage::perform(Offer offer)
{
    switch (offer) {
    case Offer::Nothing:
        break;
    case Offer::AddMerchant:
        emit addMerchantRequested();
        break;
    case Offer::ClearFilter:
        emit filterResetRequested();
        break;
    case Offer::ShowOpen:
        for (int i = 0; i < m_views.size(); ++i) {
            if (m_views.at(i).id == QLatin1String("open"))
                selectView(i);
        }
        break;
    case Offer::Refresh:
        refresh();
        break;
    case Offer::ReplaceKeys:
        emit replaceKeysRequested(m_merchant);
        break;
    case Offer::Resume:
        if (auto state = m_console.merchant(m_merchant)) {
            state->merchant.paused = false;
            whenDone(this, m_console.updateMerchant(state->merchant), [this](const Result<void>& done) {
                if (!done)
                    m_form->notice->setNotice(oneLine(done.error()), blocksTint);
            });
        }
        break;
    case Offer::LeaveSubset:
        showSubset(std::nullopt, {});
        break;
    }
}

} // namespace t6::ui
