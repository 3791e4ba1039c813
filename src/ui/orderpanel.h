// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fixplaces.h"

#include <operations/merchantstate.h>
#include <operations/orderdetails.h>

#include <QSet>
#include <QWidget>

#include <memory>
#include <optional>

namespace t6::ui {

namespace Ui {
class OrderPanel;
}
class LongText;

/// That an order was split, or is a part of one that was.
struct SplitNote
{
    QStringList lines; ///< what was done, and where it stands; plain text
    bool canTakeBack = false;
    bool operator==(const SplitNote&) const = default;
};

/// The selected order: its issues first, then the facts.
class OrderPanel : public QWidget
{
    Q_OBJECT

public:
    explicit OrderPanel(QWidget* parent = nullptr);
    ~OrderPanel() override;

    /// `draftAt`: when unsaved changes to this order were kept; nullopt if there are none.
    void setOrder(const operations::OrderDetails& order, const operations::MerchantState& merchant, std::optional<UtcTime> draftAt = {});
    /// Why nothing is shown: the order could not be read.
    void setMessage(const QString& text);
    void clear();
    [[nodiscard]] const std::optional<operations::OrderDetails>& order() const { return m_order; }
    void setSplit(const std::optional<SplitNote>& split); ///< of the order that is shown; another order has none
    [[nodiscard]] FixPlace firstFix() const; ///< what Enter repairs: of the uppermost card that has a button
    [[nodiscard]] FixPlace firstEdit() const; ///< the same within the order editor

signals:
    void reviewRequested();
    void rawRequested();
    void editRequested(const t6::ui::FixPlace& place);
    void quickFixRequested(const t6::OrderPatch& patch);
    void waiveRequested(t6::CheckCode code);
    void takeBackRequested(t6::CheckCode code); ///< a waived one is an issue again
    void endWaitingRequested();
    void splitBackRequested();

private:
    [[nodiscard]] std::vector<Issue> sortedIssues() const; ///< the worst first
    void showCards();
    void addIssueCard(const Issue& issue, bool editable);
    void addNoteCards();
    [[nodiscard]] QByteArray cardsShown(const std::vector<Issue>& issues, bool editable) const; ///< all that the cards say
    void showFacts();
    void showItems();
    void showMore();
    void addFact(const QString& name, const QString& value, bool missing = false);
    void addBlock(const QString& name, const QString& value);
    [[nodiscard]] LongText* longText(const QString& text, const QString& name);

    std::unique_ptr<Ui::OrderPanel> m_form;
    std::optional<operations::OrderDetails> m_order;
    operations::MerchantState m_merchant; ///< of the order
    std::optional<SplitNote> m_split;
    QSet<QString> m_expanded; ///< names of long texts that are shown whole
    QByteArray m_shownCards; ///< what the cards show, to know whether they would be others
};

} // namespace t6::ui
