// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arguments.h"

#include <operations/console.h>

#include <QObject>

namespace t6::cli {

/// balance and fund. Works on an unlocked console, in the main thread.
class FundsCommand : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    FundsCommand(operations::Console& console, const Request& request, QObject* parent);

    void showBalances(MerchantId merchant); ///< null: all
    void addFunds(const operations::MerchantState& merchant);

signals:
    void finished(int exitCode);

private:
    void show(const QList<operations::WalletState>& wallets);
    void tell(const operations::OperationReport& report);
    void fail(const Error& error);

    operations::Console& m_console;
    const Request& m_request;
    QString m_merchant; ///< its name
};

} // namespace t6::cli
