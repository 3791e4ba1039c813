// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bench.h"

#include <core/checks.h>
#include <operations/merchantbook.h>
#include <shipstation/session.h>
#include <shipstation/transport.h>

#include <QEventLoop>
#include <QFutureWatcher>
#include <QTemporaryDir>
#include <QThread>

#include <memory>
#include <vector>

namespace t6::sandbox {
class Sandbox;
struct SandboxMerchant;
}

namespace t6::bench {

/// A practice ShipStation on a thread of its own, with pages that it has made and compressed once already.
class Practice
{
public:
    explicit Practice(const Settings& settings);
    ~Practice();

    struct Merchant
    {
        MerchantId id;
        QByteArray authorization;
        std::vector<QByteArray> pages; ///< all awaiting shipment
        AccountFacts facts;
        int orders = 0;
    };
    [[nodiscard]] const std::vector<Merchant>& merchants() const noexcept { return m_merchants; }
    [[nodiscard]] QUrl url() const { return m_url; }
    [[nodiscard]] int orders() const;
    [[nodiscard]] qint64 bytes() const;
    /// Everything is Through6's, so that every order is kept.
    [[nodiscard]] static Through6Rule rule();

private:
    void fetch(Merchant& merchant);

    QThread m_thread;
    sandbox::Sandbox* m_sandbox; ///< deleted with its thread
    QUrl m_url;
    std::vector<Merchant> m_merchants;
};

/// A conversation without a limit on requests.
[[nodiscard]] std::unique_ptr<shipstation::Session> makeSession(const Practice& practice, const Practice::Merchant& merchant, shipstation::Transport& transport);

/// A profile on disk with one book per merchant: what a page goes through, from its JSON to the committed chunk.
class Desk
{
public:
    explicit Desk(const Practice& practice);
    ~Desk();

    [[nodiscard]] operations::MerchantBook& book(std::size_t merchant) { return *m_books[merchant]; }
    qint64 close(); ///< ends it; the bytes of the database on disk
    [[nodiscard]] std::size_t kept() const; ///< orders in the queue

private:
    QTemporaryDir m_dir;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<AddressRules> m_rules;
    operations::QueueKeeper m_queue{[] {}};
    std::unique_ptr<operations::Library> m_library;
    std::vector<std::unique_ptr<operations::MerchantBook>> m_books;
};

/// Keys of a merchant that lives as long as the benchmark.
[[nodiscard]] std::shared_ptr<const vault::MerchantKeys> benchKeys(MerchantId merchant);

/// Ends the program when something failed that everything else needs: then there is nothing to measure.
[[noreturn]] void giveUp(const Error& error);

template <typename T>
[[nodiscard]] T need(Result<T> result)
{
    if (!result)
        giveUp(result.error());
    return std::move(*result);
}

/// The same of a future, with the event loop running meanwhile.
template <typename T>
[[nodiscard]] T need(const QFuture<Result<T>>& future)
{
    QFutureWatcher<Result<T>> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    return need(Result<T>(future.result()));
}

} // namespace t6::bench
