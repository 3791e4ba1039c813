// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fixplaces.h"

#include <operations/orderdetails.h>

#include <QWidget>

#include <memory>
#include <optional>

namespace t6::ui {

namespace Ui {
class OrderPanel;
}

/// The selected order: its issues first, then the facts.
class OrderPanel : public QWidget
{
    Q_OBJECT

public:
    explicit OrderPanel(QWidget* parent = nullptr);
    ~OrderPanel() override;

    /// `draftAt`: when unsaved changes to this order were kept; nullopt if there are none.
    void setOrder(const operations::OrderDetails& order, const QString& merchantName, std::optional<UtcTime> draftAt = {});
    /// Why nothing is shown: the order could not be read.
    void setMessage(const QString& text);
    void clear();
    [[nodiscard]] const std::optional<operations::OrderDetails>& order() const { return m_order; }
    [[nodiscard]] FixPlace firstFix() const; ///< what Enter repairs: of the uppermost card that has a button

signals:
    void reviewRequested();
    void rawRequested();
    void editRequested(const t6::ui::FixPlace& place);
    void quickFixRequested(const t6::OrderPatch& patch);

private:
    [[nodiscard]] std::vector<Issue> sortedIssues() const; ///< the worst first
    void showCards();
    void showFacts();
    void showItems();
    void showMore();
    void addFact(const QString& name, const QString& value, bool missing = false);
    void addBlock(const QString& name, const QString& value);

    std::unique_ptr<Ui::OrderPanel> m_form;
    std::optional<operations::OrderDetails> m_order;
    QByteArray m_shownCards; ///< what the cards show, to know whether they would be others
};

} // namespace t6::ui
