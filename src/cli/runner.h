// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arguments.h"
#include "correctioncommand.h"

#include <operations/console.h>

#include <QObject>

#include <memory>

namespace t6::cli {

/// Carries out one request and says when it is done. Main thread, needs a running event loop.
class Runner : public QObject
{
    Q_OBJECT

public:
    explicit Runner(Request request);
    ~Runner() override;

    void start();

signals:
    void finished(int exitCode);

private:
    /// Opens the profile; false after a failure that was reported.
    bool openConsole(bool readOnly);
    void createVault();
    void unlock();
    void runUnlocked();

    void addMerchant();
    void listMerchants();
    void testMerchant();
    void showChecklist();
    void runFunds();
    void removeMerchant();
    void sync();
    void reportSync(const QList<operations::Console::SyncOutcome>& outcomes);
    void beginQueue();
    void queueNext();
    void addToQueue(const operations::MerchantState& merchant, const QList<operations::OrderDetails>& orders);
    void endQueue();
    void runCorrection();
    void runNote();
    void runSplit();
    void runShipping();
    void showOrder();
    void showNextOrder();

    /// The merchant that the request names; reports and finishes when there is none.
    [[nodiscard]] std::optional<operations::MerchantState> namedMerchant();
    [[nodiscard]] bool satisfies(const operations::OrderDetails& order) const;
    void printJson(const QJsonObject& object) const;
    void fail(const Error& error, const QString& about = {});

    Request m_request;
    std::unique_ptr<operations::Console> m_console;
    int m_exitCode = Done;
    QList<operations::MerchantState> m_merchants; ///< of the queue, still to be read
    QList<QStringList> m_rows; ///< of the table, printed when all are known
    qint64 m_printed = 0;
    QList<OrderId> m_orders; ///< of order show, still to be printed
    operations::MerchantState m_merchant; ///< of order show
};

} // namespace t6::cli
