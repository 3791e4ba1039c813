// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arguments.h"

#include <operations/console.h>

#include <QObject>

namespace t6::cli {

/// What the desk itself remembers of an order: order waive, unwaive, waiting; and order ask, the text for the merchant. Works on an
/// unlocked console, in the main thread.
class NoteCommand : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    NoteCommand(operations::Console& console, const Request& request, QObject* parent);

    void run(const operations::MerchantState& merchant);

signals:
    void finished(int exitCode);

private:
    void ask(OrderId order);
    void tell(const QFuture<Result<void>>& done, const QString& words);
    void fail(const Error& error);

    operations::Console& m_console;
    const Request& m_request;
    operations::MerchantState m_merchant;
};

} // namespace t6::cli
