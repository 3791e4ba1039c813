// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bulkfix.h"
#include "choicemenu.h"
#include "ordersmodel.h"

#include <operations/console.h>

#include <QObject>

class QDialog;
class QWidget;

namespace t6::ui {

class Corrector;
class QueuePage;

/// What staff do with the selected orders beside editing them. One order is done at once, several after a look at every change.
class OrderActs : public QObject
{
    Q_OBJECT

public:
    /// All outlive this; `window` is the parent of menus and dialogs.
    OrderActs(operations::Console& console, const Clock& clock, Corrector& corrector, QueuePage& queue, QWidget* window);

    /// Why nothing can be done with the selection; empty when something can.
    [[nodiscard]] QString refusal() const;
    [[nodiscard]] std::vector<OrderKey> orders() const; ///< selected, or of the selected cause
    void hold();
    void act(BulkField field, const QString& argument = {}, const QString& reason = {});
    void chooseTag(bool add); ///< from a menu of the merchant's tags
    void chooseUser();
    void undoLatest(); ///< of the one selected order
    [[nodiscard]] QDialog* makeHoldDialog(); ///< null when refused; so the others
    [[nodiscard]] QDialog* makeBulkFixDialog();
    [[nodiscard]] QDialog* makeActivityDialog();

signals:
    void dialogRequested(QDialog* dialog);
    void splitBackRequested(); ///< of the order that is shown

private:
    [[nodiscard]] std::optional<operations::MerchantState> merchant() const; ///< whose orders are selected; nullopt for several
    [[nodiscard]] QDialog* makeBulkFix(const BulkFix& wanted);
    void popUp(const QList<MenuChoice>& choices, const QString& title, BulkField field);

    operations::Console& m_console;
    Clock m_clock;
    Corrector& m_corrector;
    QueuePage& m_queue;
    QWidget* m_window;
};

} // namespace t6::ui
