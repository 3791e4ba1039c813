// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/clock.h>
#include <core/queuequery.h>
#include <operations/merchantstate.h>

#include <QAbstractListModel>

namespace t6::ui {

/// "All merchants", then the failing merchants, then the others by name; each with its freshness in words and the number of orders
/// that need review. GUI thread.
class MerchantListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        ColourRole = Qt::UserRole, ///< int; -1 for "All merchants"
        DetailRole, ///< freshness or reason
        CountRole, ///< text of the badge
        FailingRole,
        NeedsReviewRole, ///< bool: the count is not zero
        PausedRole,
    };

    explicit MerchantListModel(Clock clock, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    void setMerchants(const QList<operations::MerchantState>& merchants);
    void setCounts(const QueueSnapshot& queue, const QueueCounts& counts);
    void tick(); ///< once a second: "4 s ago" grows old

    [[nodiscard]] MerchantId merchant(int row) const; ///< null = all
    [[nodiscard]] int rowOf(MerchantId id) const;

private:
    [[nodiscard]] QString detail(const operations::MerchantState& state) const;
    [[nodiscard]] QString summary() const;

    Clock m_clock;
    QList<operations::MerchantState> m_merchants; ///< in the order shown
    QHash<MerchantId, int> m_needsReview;
    int m_allNeedReview = 0;
};

} // namespace t6::ui
