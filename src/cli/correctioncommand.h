// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arguments.h"

#include <operations/console.h>

#include <QObject>

namespace t6::cli {

enum ExitCode { Done = 0, Failed = 1, WrongUsage = 2, OutcomeUnknown = 3, NeedsPerson = 4 };

/// The commands that change an order, and the book of it: order fix, undo, hold, unhold, tag, untag, assign, unassign; journal;
/// audit. Works on an unlocked console, in the main thread.
class CorrectionCommand : public QObject
{
    Q_OBJECT

public:
    /// `merchant`: of the order commands. Both outlive this.
    CorrectionCommand(operations::Console& console, const Request& request, QObject* parent);

    void correctOrder(const operations::MerchantState& merchant);
    void showJournal();
    void resumeJournal();
    void audit();

signals:
    void finished(int exitCode);

private:
    void begin(const operations::OrderDetails& order);
    void preview(const operations::Correction& correction);
    void send(const operations::Correction& correction);
    void undoLatest(OrderId order);
    void tell(const operations::OperationReport& report, bool isPreview);
    void exportAudit(qint64 first);
    void fail(const Error& error);
    [[nodiscard]] Result<operations::Correction> correctionOf(const operations::OrderDetails& order) const;
    [[nodiscard]] Result<QString> argument() const;
    [[nodiscard]] QString merchantName(MerchantId id) const;

    operations::Console& m_console;
    const Request& m_request;
    operations::MerchantState m_merchant;
};

/// 0 confirmed, 3 unknown and recorded, 4 a person decides, else 1.
[[nodiscard]] int exitCode(const operations::OperationReport& report);

} // namespace t6::cli
