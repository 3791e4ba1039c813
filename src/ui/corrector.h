// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QObject>
#include <QTimer>

#include <optional>

namespace t6::ui {

class Notice;

/// Sends corrections and says in a line of the window what became of them, with Undo where there is one. Outlives the dialogs: one
/// that is closed while its correction is under way leaves the answer to this.
class Corrector : public QObject
{
    Q_OBJECT

public:
    /// `notice` must outlive this.
    Corrector(operations::Console& console, Notice* notice, QObject* parent = nullptr);

    /// A correction that needs no dialog.
    void send(const operations::Correction& correction);
    void showOutcome(MerchantId merchant, const Result<operations::OperationReport>& report);
    [[nodiscard]] bool canUndo() const { return m_last.has_value(); }
    void undo(); ///< the last one that was shown
    void undoLatest(MerchantId merchant, OrderId order); ///< the newest confirmed one of an order
    void showDone(const QString& words); ///< by others, and nothing to undo here
    void showRefusal(const Error& error); ///< nothing was begun
    void clear(); ///< locked: nothing stays

signals:
    void changed(); ///< canUndo()

private:
    void follow(MerchantId merchant, const QFuture<Result<operations::OperationReport>>& future, const QString& words);

    struct Done
    {
        MerchantId merchant;
        OperationId operation;
    };
    operations::Console& m_console;
    Notice* m_notice;
    QTimer m_fade;
    std::optional<Done> m_last;
};

} // namespace t6::ui
