// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arguments.h"

#include <operations/console.h>

#include <QObject>

namespace t6::cli {

/// rates, order ship, order void, order mark-shipped. Works on an unlocked console, in the main thread.
class ShipCommand : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    ShipCommand(operations::Console& console, const Request& request, QObject* parent);

    void run(const operations::MerchantState& merchant);

signals:
    void finished(int exitCode);

private:
    void showRates(const operations::Quotes& quotes);
    void choose(const operations::Quotes& quotes);
    void buy(const operations::LabelRequest& label);
    void voidLabel();
    void markShipped();
    void tell(const Result<operations::LabelReport>& report);
    void savePdf(const operations::LabelReport& report);
    void end(const operations::LabelReport& report);
    void fail(const Error& error);
    /// True when sending was asked for, or a person says yes on the terminal.
    [[nodiscard]] bool isConfirmed(const QString& question);

    operations::Console& m_console;
    const Request& m_request;
    operations::MerchantState m_merchant;
    OrderId m_order;
};

} // namespace t6::cli
