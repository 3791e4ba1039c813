// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/errortext.h>
#include <operations/console.h>
#include <sandbox/sandbox.h>

#include <support/await.h>

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <memory>

namespace t6::test {

inline const QString kPassphrase = QStringLiteral("violet tractor hums at dawn");

/// A clock that tests move; ShipStation's and ours can be set apart.
struct MovableClock
{
    std::shared_ptr<std::atomic<qint64>> offset = std::make_shared<std::atomic<qint64>>(0);
    [[nodiscard]] Clock clock() const
    {
        return Clock([offset = offset] { return Clock().now() + std::chrono::milliseconds(offset->load()); });
    }
    void forward(std::chrono::milliseconds time) const { *offset += time.count(); }
};

/// One desk: a real console on a temporary profile and a real practice ShipStation on a thread of its own.
class Desk
{
public:
    explicit Desk(sandbox::SandboxOptions options = small())
    {
        options.clock = shipStationClock.clock();
        m_sandbox = new sandbox::Sandbox(options);
        m_sandbox->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_sandbox, &QObject::deleteLater);
        m_thread.start();
        at([this] {
            if (!m_sandbox->start())
                qFatal("the sandbox does not start");
        });
        console = open();
    }
    ~Desk()
    {
        console.reset();
        m_thread.quit();
        m_thread.wait();
    }

    static sandbox::SandboxOptions small()
    {
        sandbox::SandboxOptions options;
        options.merchants = 3;
        options.orders = 120;
        options.rateLimit = false;
        return options;
    }

    /// Does something at ShipStation, on its thread.
    template <typename Act>
    auto at(Act act) -> decltype(act())
    {
        if constexpr (std::is_void_v<decltype(act())>) {
            QMetaObject::invokeMethod(m_sandbox, act, Qt::BlockingQueuedConnection);
        } else {
            decltype(act()) result{};
            QMetaObject::invokeMethod(m_sandbox, [&] { result = act(); }, Qt::BlockingQueuedConnection);
            return result;
        }
    }
    sandbox::Sandbox& sandbox() { return *m_sandbox; }

    [[nodiscard]] operations::ConsoleOptions options() const
    {
        operations::ConsoleOptions options;
        options.profileDir = profileDir();
        options.witnessDir = dir.filePath(QStringLiteral("config"));
        options.lightKdf = true;
        options.clock = clock.clock();
        options.pace.busy = options.pace.idle = options.pace.scarce = std::chrono::milliseconds(150);
        options.pace.maintenance = std::chrono::milliseconds(500);
        options.pace.firstBackoff = std::chrono::milliseconds(200);
        options.pace.longestBackoff = std::chrono::milliseconds(800);
        options.pace.keysRejected = std::chrono::milliseconds(600);
        return options;
    }
    [[nodiscard]] QString profileDir() const { return dir.filePath(QStringLiteral("profile")); }

    std::unique_ptr<operations::Console> open() const { return open(options()); }
    static std::unique_ptr<operations::Console> open(const operations::ConsoleOptions& options)
    {
        auto opened = operations::Console::open(options);
        if (!opened)
            qFatal("the profile does not open: %s", qPrintable(oneLine(opened.error())));
        return std::move(*opened);
    }

    void createVault()
    {
        const auto created = await(console->createVault(kPassphrase));
        QVERIFY2(created, "no vault");
        recoveryKey = *created;
    }
    /// With the recovery key if it is known: a passphrase costs a tenth of a second of work, on purpose.
    void unlock()
    {
        const auto unlocked = await(recoveryKey.isEmpty() ? console->unlock(kPassphrase) : console->unlockWithRecoveryKey(recoveryKey), 60'000);
        QVERIFY2(unlocked, unlocked ? "" : qPrintable(oneLine(unlocked.error())));
    }

    [[nodiscard]] operations::MerchantDraft draft(int index) const
    {
        const sandbox::SandboxMerchant& merchant = m_sandbox->merchants()[static_cast<std::size_t>(index)];
        operations::MerchantDraft draft;
        draft.name = merchant.name;
        draft.login = merchant.login;
        draft.apiUrl = m_sandbox->url().toString();
        draft.apiKey = merchant.key;
        draft.apiSecret = merchant.secret;
        draft.rule.skuPatterns = merchant.skuPatterns;
        draft.rule.fulfillmentSkuPatterns = merchant.fulfillmentSkus;
        draft.rule.warehouseLocationPatterns = merchant.warehouseLocations;
        for (const auto& tag : merchant.tags)
            draft.rule.tags.push_back({tag.id});
        for (const auto& store : merchant.stores)
            draft.rule.stores.push_back({store.id});
        return draft;
    }
    MerchantId connect(int index) { return connect(draft(index)); }
    MerchantId connect(const operations::MerchantDraft& draft)
    {
        const auto added = await(console->addMerchant(draft), 60'000);
        if (!added)
            qFatal("not connected: %s", qPrintable(oneLine(added.error())));
        return *added;
    }

    /// Connects and waits until the queue holds what it must.
    MerchantId connectAndLoad(int index)
    {
        const MerchantId id = connect(index);
        if (!QTest::qWaitFor([&] { return sync(id).phase == operations::SyncState::Phase::Live && shown(id) == expected(index); }, 30'000))
            qFatal("the first load did not end");
        return id;
    }

    /// What the queue must hold of a merchant: its open orders with a Through6 item, judged by the orders at ShipStation.
    QSet<qint64> expected(int index)
    {
        return at([this, index] {
            const Through6Rule rule = draft(index).rule;
            QSet<qint64> ids;
            for (const char* status : {"awaiting_payment", "awaiting_shipment", "pending_fulfillment", "on_hold"}) {
                for (const OrderId id : m_sandbox->orderIds(index, status)) {
                    const QJsonObject order = m_sandbox->order(index, id);
                    if (!order.value(QStringLiteral("externallyFulfilled")).toBool() && hasThrough6(order, rule))
                        ids.insert(id.value);
                }
            }
            return ids;
        });
    }
    [[nodiscard]] QSet<qint64> shown(MerchantId merchant) const
    {
        QSet<qint64> ids;
        const QueueSnapshot queue = console->queue();
        if (const auto index = queue.merchantIndex(merchant)) {
            for (const RowId id : queue.rowsOf(*index)) {
                if (isOpen(static_cast<OrderStatus>(queue.row(id).status)))
                    ids.insert(queue.row(id).id);
            }
        }
        return ids;
    }
    [[nodiscard]] const QueueRow* row(MerchantId merchant, OrderId order)
    {
        m_held = console->queue();
        const auto id = m_held.find(merchant, order);
        return id ? &m_held.row(*id) : nullptr;
    }
    [[nodiscard]] OrderStatus status(MerchantId merchant, OrderId order)
    {
        const QueueRow* found = row(merchant, order);
        return found ? static_cast<OrderStatus>(found->status) : OrderStatus::Unknown;
    }
    [[nodiscard]] IssueMask issues(MerchantId merchant, OrderId order)
    {
        const QueueRow* found = row(merchant, order);
        return found ? found->issues : 0;
    }
    [[nodiscard]] operations::SyncState sync(MerchantId merchant) const { return console->merchant(merchant)->sync; }
    /// The first open order of a merchant that Through6 ships and that has no findings.
    [[nodiscard]] OrderId cleanOrder(MerchantId merchant)
    {
        const QueueSnapshot queue = console->queue();
        const auto index = queue.merchantIndex(merchant);
        for (const RowId id : index ? queue.rowsOf(*index) : std::vector<RowId>{}) {
            if (queue.row(id).issues == 0 && static_cast<OrderStatus>(queue.row(id).status) == OrderStatus::AwaitingShipment)
                return {queue.row(id).id};
        }
        return {};
    }
    /// True when the profile's files hold these bytes, in clear or as UTF-16 or base64.
    [[nodiscard]] bool isOnDisk(const QByteArray& needle) const
    {
        const QString text = QString::fromUtf8(needle);
        const QByteArray utf16(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
        for (const QFileInfo& info : QDir(dir.path()).entryInfoList(QDir::Files | QDir::AllDirs | QDir::NoDotAndDotDot | QDir::Hidden)) {
            const QStringList files = info.isDir() ? filesBelow(info.filePath()) : QStringList{info.filePath()};
            for (const QString& path : files) {
                QFile file(path);
                if (!file.open(QIODevice::ReadOnly))
                    continue;
                const QByteArray bytes = file.readAll();
                if (bytes.contains(needle) || bytes.contains(utf16) || bytes.contains(needle.toBase64(QByteArray::OmitTrailingEquals)))
                    return true;
            }
        }
        return false;
    }

    QTemporaryDir dir;
    MovableClock clock, shipStationClock;
    QString recoveryKey;
    std::unique_ptr<operations::Console> console;

private:
    static QStringList filesBelow(const QString& path)
    {
        QStringList files;
        for (const QFileInfo& info : QDir(path).entryInfoList(QDir::Files | QDir::AllDirs | QDir::NoDotAndDotDot | QDir::Hidden))
            files += info.isDir() ? filesBelow(info.filePath()) : QStringList{info.filePath()};
        return files;
    }
    /// On purpose not the product's matcher: a second opinion for the patterns that the sandbox's merchants use (PREFIX*).
    static bool hasThrough6(const QJsonObject& order, const Through6Rule& rule)
    {
        const QJsonArray tags = order.value(QStringLiteral("tagIds")).toArray();
        const qint64 store = order.value(QStringLiteral("advancedOptions")).toObject().value(QStringLiteral("storeId")).toInteger();
        bool whole = std::any_of(rule.stores.begin(), rule.stores.end(), [store](StoreId id) { return id.value == store; });
        for (const QJsonValue tag : tags)
            whole = whole || std::any_of(rule.tags.begin(), rule.tags.end(), [&](TagId id) { return id.value == tag.toInteger(); });
        const auto fits = [](const QStringList& patterns, const QString& text) {
            return std::any_of(patterns.begin(), patterns.end(), [&](const QString& pattern) {
                return pattern.endsWith(QLatin1Char('*')) ? text.startsWith(QStringView(pattern).chopped(1), Qt::CaseInsensitive) : text.compare(pattern, Qt::CaseInsensitive) == 0;
            });
        };
        for (const QJsonValue value : order.value(QStringLiteral("items")).toArray()) {
            const QJsonObject item = value.toObject();
            if (item.value(QStringLiteral("adjustment")).toBool() || item.value(QStringLiteral("quantity")).toInt() <= 0)
                continue;
            if (whole || fits(rule.skuPatterns, item.value(QStringLiteral("sku")).toString())
                || fits(rule.fulfillmentSkuPatterns, item.value(QStringLiteral("fulfillmentSku")).toString())
                || fits(rule.warehouseLocationPatterns, item.value(QStringLiteral("warehouseLocation")).toString()))
                return true;
        }
        return false;
    }

    QThread m_thread;
    sandbox::Sandbox* m_sandbox = nullptr;
    QueueSnapshot m_held;
};

} // namespace t6::test
