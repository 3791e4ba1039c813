// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fixplaces.h"
#include "orderdraft.h"

#include <operations/console.h>

#include <QDialog>
#include <QTimer>

#include <memory>

namespace t6::ui {

namespace Ui {
class OrderEditor;
}
class AddressSection;
class Corrector;
class OrderSection;
class ShippingSection;

/// Corrects one order: address, shipping, customs, notes. Sends what the person changed and nothing else, stays open with the reason
/// when that is not done, and keeps what is not saved as a draft.
class OrderEditor : public QDialog
{
    Q_OBJECT

public:
    /// `order` with its raw JSON. `corrector` must outlive this.
    OrderEditor(operations::Console& console, const Clock& clock, Corrector& corrector, const operations::OrderDetails& order, QWidget* parent = nullptr);
    ~OrderEditor() override;

    void showPlace(const FixPlace& place);
    [[nodiscard]] const OrderPatch& patch() const { return m_patch; }
    void keepDraft(); ///< at once: before locking and closing
    void done(int result) override;

signals:
    void saved(const t6::operations::OperationReport& report, bool next); ///< next: go on to the next order that needs a person
    void skipped(); ///< next, and nothing to save here

private:
    void makeSections(const operations::MerchantState& merchant);
    void remember(const ServiceMapping& mapping, bool international);
    void makeShortcuts();
    [[nodiscard]] Result<void> show(const QByteArray& seen, const OrderPatch& patch);
    void restoreDraft();
    void discardDraft();
    void collect();
    void showChanges();
    void say(const QString& text); ///< why it is not saved; empty: nothing to say
    void save(bool next);
    void send();
    void setSending(bool sending);
    void take(const Result<operations::OperationReport>& report);
    void decide(const QList<MergeConflict>& conflicts);

    operations::Console& m_console;
    Clock m_clock;
    Corrector& m_corrector;
    operations::OrderDetails m_order;
    AccountFacts m_facts;
    int m_colour = 0;
    std::unique_ptr<Ui::OrderEditor> m_form;
    QList<OrderSection*> m_sections; ///< by EditSection
    AddressSection* m_address = nullptr;
    ShippingSection* m_shipping = nullptr;
    std::optional<JsonText> m_base;
    OrderPatch m_patch;
    QString m_problem; ///< why what was typed cannot be saved
    QTimer m_draftTimer;
    bool m_sending = false, m_next = false;
};

} // namespace t6::ui
