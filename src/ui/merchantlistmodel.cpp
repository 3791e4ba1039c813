// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "merchantlistmodel.h"

#include "safetext.h"
#include "words.h"

#include <core/errortext.h>
#include <core/funds.h>

#include <algorithm>

namespace t6::ui {

namespace {

using operations::MerchantState;
using operations::SyncState;

bool isFailing(const MerchantState& state)
{
    return state.sync.phase == SyncState::Phase::Failing;
}

} // namespace

MerchantListModel::MerchantListModel(Clock clock, QObject* parent)
    : QAbstractListModel(parent)
    , m_clock(std::move(clock))
{
}

int MerchantListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_merchants.size()) + 1;
}

QString MerchantListModel::summary() const
{
    int live = 0, failing = 0, loading = 0;
    for (const MerchantState& state : m_merchants) {
        failing += isFailing(state);
        loading += state.sync.phase == SyncState::Phase::FirstLoad || state.sync.phase == SyncState::Phase::Waiting;
        live += state.sync.phase == SyncState::Phase::Live || state.sync.phase == SyncState::Phase::Limited;
    }
    QStringList parts;
    if (live > 0 || (failing == 0 && loading == 0))
        parts += tr("%1 live").arg(live);
    if (loading > 0)
        parts += tr("%1 loading").arg(loading);
    if (failing > 0)
        parts += tr("%1 failing").arg(failing);
    return parts.join(QStringLiteral(" · "));
}

QString MerchantListModel::detail(const MerchantState& state) const
{
    QString words = freshnessText(state.sync, m_clock.now());
    if (isFailing(state))
        return QStringLiteral("✕ ") + words;
    if (state.facts.carriers && state.sync.phase == SyncState::Phase::Live) {
        for (const Carrier& carrier : *state.facts.carriers) {
            if (carrier.requiresFundedAccount && carrier.balance.minor < kFundsBelow.minor) {
                words += tr(" · balance %1").arg(moneyText(carrier.balance));
                break;
            }
        }
    }
    return words;
}

QVariant MerchantListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() > m_merchants.size())
        return {};
    const MerchantState* state = index.row() == 0 ? nullptr : &m_merchants.at(index.row() - 1);
    switch (role) {
    case Qt::DisplayRole:
        return state ? safeLine(state->merchant.name) : tr("All merchants");
    case DetailRole:
        return state ? detail(*state) : summary();
    case ColourRole:
        return state ? state->merchant.colour : -1;
    case FailingRole:
        return state && isFailing(*state);
    case PausedRole:
        return state && state->merchant.paused;
    case CountRole:
        if (state && !m_needsReview.contains(state->merchant.id) && !state->sync.lastContact)
            return QStringLiteral("—");
        return countText(state ? m_needsReview.value(state->merchant.id) : m_allNeedReview);
    case NeedsReviewRole:
        return (state ? m_needsReview.value(state->merchant.id) : m_allNeedReview) > 0;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2, %3").arg(data(index, Qt::DisplayRole).toString(), data(index, DetailRole).toString(),
            tr("%1 need review").arg(data(index, CountRole).toString()));
    case Qt::ToolTipRole: {
        if (!state)
            return safeToolTip(summary());
        QStringList lines{state->merchant.name, detail(*state)};
        if (state->sync.error && isFailing(*state))
            lines += oneLine(*state->sync.error);
        for (const MerchantIssue& issue : state->issues)
            lines += severityShape(issue.severity) + QLatin1Char(' ') + issue.text;
        return safeToolTip(lines.join(QLatin1Char('\n')));
    }
    default:
        return {};
    }
}

void MerchantListModel::setMerchants(const QList<MerchantState>& merchants)
{
    QList<MerchantState> next = merchants;
    std::stable_sort(next.begin(), next.end(), [](const MerchantState& a, const MerchantState& b) {
        if (isFailing(a) != isFailing(b))
            return isFailing(a);
        return QString::localeAwareCompare(a.merchant.name, b.merchant.name) < 0;
    });
    const bool sameRows = std::equal(next.begin(), next.end(), m_merchants.begin(), m_merchants.end(),
        [](const MerchantState& a, const MerchantState& b) { return a.merchant.id == b.merchant.id; });
    if (sameRows) {
        m_merchants = next;
        emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_merchants = next;
    if (next.isEmpty()) {
        m_needsReview.clear();
        m_allNeedReview = 0;
    }
    endResetModel();
}

void MerchantListModel::setCounts(const QueueSnapshot& queue, const QueueCounts& counts)
{
    m_needsReview.clear();
    for (std::size_t i = 0; i < queue.merchants().size() && i < counts.merchants.size(); ++i)
        m_needsReview.insert(queue.merchants()[i], counts.merchants[i].needsReview);
    m_allNeedReview = counts.all.needsReview;
    emit dataChanged(index(0), index(rowCount() - 1));
}

void MerchantListModel::tick()
{
    emit dataChanged(index(0), index(rowCount() - 1), {DetailRole});
}

MerchantId MerchantListModel::merchant(int row) const
{
    return row <= 0 || row > m_merchants.size() ? MerchantId() : m_merchants.at(row - 1).merchant.id;
}

int MerchantListModel::rowOf(MerchantId id) const
{
    for (int i = 0; i < m_merchants.size(); ++i) {
        if (m_merchants.at(i).merchant.id == id)
            return i + 1;
    }
    return id.isNull() ? 0 : -1;
}

} // namespace t6::ui
