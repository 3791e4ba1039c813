// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arguments.h"

#include <operations/console.h>

#include <QObject>

namespace t6::cli {

/// order split and order unsplit. Works on an unlocked console, in the main thread.
class SplitCommand : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    SplitCommand(operations::Console& console, const Request& request, QObject* parent);

    void run(const operations::MerchantState& merchant);

signals:
    void finished(int exitCode);

private:
    void begin(const operations::OrderDetails& order);
    void preview(const operations::SplitRequest& request);
    void send(const operations::SplitRequest& request);
    void tell(const Result<operations::SplitReport>& report);
    void fail(const Error& error);
    /// The lines that --items names; empty: what Through6 does not make.
    [[nodiscard]] Result<SplitChoice> choiceOf(const operations::OrderDetails& order) const;

    operations::Console& m_console;
    const Request& m_request;
    operations::MerchantState m_merchant;
};

/// 0 settled as wanted, 3 goes on later, 4 a person decides, else 1.
[[nodiscard]] int exitCode(const operations::SplitReport& report);

} // namespace t6::cli
