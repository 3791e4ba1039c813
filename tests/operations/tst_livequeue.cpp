// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "desk.h"

using namespace t6;
using namespace t6::test;
using operations::Console;
using operations::SyncState;

/// The queue follows ShipStation: first load, changes, disappearances, rules, failures of one merchant.
class TestLiveQueue : public QObject
{
    Q_OBJECT

private slots:
    void showsExactlyTheOpenThrough6Orders()
    {
        Desk desk({.merchants = 8, .orders = 400, .seed = 7, .livePerMinute = 0, .faults = {}, .clock = {}, .rateLimit = false});
        desk.createVault();
        QList<MerchantId> merchants;
        for (int i = 0; i < 8; ++i)
            merchants.append(desk.connect(i));
        int all = 0;
        for (int i = 0; i < 8; ++i) {
            const QSet<qint64> expected = desk.expected(i);
            all += static_cast<int>(expected.size());
            QTRY_COMPARE_WITH_TIMEOUT(desk.shown(merchants[i]), expected, 30'000);
            QTRY_COMPARE(desk.sync(merchants[i]).phase, SyncState::Phase::Live);
        }
        QVERIFY(all > 100);

        // Every fault that the generator planted is found, on the very order.
        int found = 0;
        for (const auto& fixture : desk.at([&] { return desk.sandbox().fixtures(); })) {
            const QueueRow* row = desk.row(merchants[fixture.merchant], fixture.order);
            if (!row || !isOpen(static_cast<OrderStatus>(row->status)))
                continue; // not ours or closed by now
            QVERIFY2(row->issues & bit(fixture.check), qPrintable(QStringLiteral("%1 is not raised on order %2").arg(QLatin1String(checkName(fixture.check))).arg(fixture.order.value)));
            ++found;
        }
        QVERIFY(found >= 30);
    }

    void aboutAThirdHasAnIssue()
    {
        Desk desk({.merchants = 8, .orders = 800, .seed = 1, .livePerMinute = 0, .faults = {}, .clock = {}, .rateLimit = false});
        desk.createVault();
        int rows = 0;
        int flagged = 0;
        IssueMask seen = 0;
        for (int i = 0; i < 8; ++i) {
            const MerchantId id = desk.connect(i);
            QTRY_COMPARE_WITH_TIMEOUT(desk.shown(id), desk.expected(i), 30'000);
            QTRY_COMPARE(desk.sync(id).phase, SyncState::Phase::Live);
            const QueueSnapshot queue = desk.console->queue();
            for (const RowId row : queue.rowsOf(*queue.merchantIndex(id))) {
                ++rows;
                flagged += CheckContext::needsPerson(queue.row(row).issues) != 0 ? 1 : 0;
                seen |= queue.row(row).issues;
            }
        }
        const double share = static_cast<double>(flagged) / rows;
        QVERIFY2(share > 0.2 && share < 0.5, qPrintable(QString::number(share)));
        QStringList missing;
        for (const CheckInfo& check : allChecks()) {
            if (!(seen & bit(check.code)) && check.code != CheckCode::ChangedAfter && check.code != CheckCode::ChangeUnsettled && check.code != CheckCode::SplitDrift && check.code != CheckCode::StoreUntold && check.code != CheckCode::AddressUnit)
                missing.append(QLatin1String(check.name));
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char(' '))));
    }

    void followsChanges()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        const OrderId order = desk.cleanOrder(id);
        QVERIFY(!order.isNull());
        const QueueSnapshot before = desk.console->queue();
        const RowId row = *before.find(id, order);

        // The merchant takes the weight away.
        QSignalSpy changes(desk.console.get(), &Console::queueChanged);
        desk.at([&] { return desk.sandbox().editOrder(0, order, {{QStringLiteral("weight"), QJsonObject{{QStringLiteral("value"), 0.0}, {QStringLiteral("units"), QStringLiteral("ounces")}}}}); });
        QTRY_VERIFY(desk.issues(id, order) & bit(CheckCode::WeightMissing));
        QCOMPARE(*desk.console->queue().find(id, order), row); // same place: selection and scroll stay
        const auto change = changes.last().first().value<QueueChange>();
        QVERIFY(change.changed == std::vector<RowId>{row} && change.added.empty() && change.removed.empty());

        // A new order, a cancelled one.
        const OrderId added = desk.at([&] { return desk.sandbox().addOrder(0); });
        QTRY_COMPARE(desk.shown(id).contains(added.value), desk.expected(0).contains(added.value));
        desk.at([&] { return desk.sandbox().cancelOrder(0, order); });
        QTRY_VERIFY(!desk.shown(id).contains(order.value));
        QCOMPARE(desk.status(id, order), OrderStatus::Cancelled);
        QCOMPARE(desk.issues(id, order), IssueMask(0));
        QTRY_COMPARE(desk.shown(id), desk.expected(0));
    }

    void knowsWhatSkusUsuallyWeigh()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        const OrderId order = desk.cleanOrder(id);
        const auto setItem = [&](const QString& field, const QJsonValue& value) {
            desk.at([&] { desk.sandbox().merchantEdit(0, order, QStringLiteral("items[0].") + field, value); });
        };
        const auto details = [&] { return await(desk.console->order(id, order)).value(); };
        QVERIFY(!details().items.first().usual); // it has a weight

        const auto findOther = [&]() -> std::optional<operations::OrderDetails::Item> {
            const auto all = await(desk.console->orders(id), 60'000);
            for (const auto& other : all.value_or(QList<operations::OrderDetails>())) {
                for (const auto& item : other.items) {
                    if (other.id != order && !item.sku.isEmpty() && item.weight && !item.weight->isMissing() && !item.adjustment)
                        return item;
                }
            }
            return std::nullopt;
        };
        const auto other = findOther();
        QVERIFY(other);
        setItem(QStringLiteral("sku"), other->sku);
        setItem(QStringLiteral("weight"), QJsonValue());
        QTRY_VERIFY(details().items.first().sku == other->sku && !details().items.first().weight);
        const auto usual = details().items.first().usual;
        QVERIFY(usual);
        QCOMPARE(usual->each.milligrams, other->weight->milligrams);
        QVERIFY(usual->orders >= 1 && usual->of >= usual->orders);

        // It follows the orders: one of a weight of its own.
        setItem(QStringLiteral("sku"), QStringLiteral("NOWHERE-ELSE"));
        QTRY_COMPARE(details().items.first().sku, QStringLiteral("NOWHERE-ELSE"));
        QVERIFY(!details().items.first().usual);
    }

    void noticesWhatVanished()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        const QList<qint64> open = desk.shown(id).values();
        desk.at([&] { return desk.sandbox().deleteOrder(0, {open[0]}); });
        desk.at([&] { return desk.sandbox().mergeOrders(0, {open[1]}, {open[2]}); });
        // No delta tells of them: only the complete reading does.
        const auto outcome = desk.console->syncOnce({id});
        QTRY_VERIFY(outcome.isFinished());
        QVERIFY(outcome.result().first().orders);
        QTRY_VERIFY(!desk.row(id, {open[0]}));
        QTRY_VERIFY(!desk.row(id, {open[2]}));
        QTRY_COMPARE(desk.shown(id), desk.expected(0));
    }

    void noticesAllThatWasShippedWhileNobodyLooked()
    {
        sandbox::SandboxOptions many = Desk::small();
        many.merchants = 1;
        many.orders = 300;
        Desk desk(many);
        desk.console.reset();
        auto options = desk.options();
        options.background = false; // as the command line does it
        desk.console = Desk::open(options);
        desk.createVault();
        const MerchantId id = desk.connect(0);
        const auto sync = [&] {
            const auto pass = desk.console->syncOnce({id});
            return QTest::qWaitFor([&] { return pass.isFinished(); }, 30'000) && pass.result().first().orders;
        };
        QVERIFY(sync());
        QTRY_COMPARE(desk.shown(id), desk.expected(0));
        const QList<qint64> open = desk.shown(id).values();
        QVERIFY(open.size() > 100);
        desk.shipStationClock.forward(std::chrono::hours(20));
        desk.clock.forward(std::chrono::hours(20));
        for (const qint64 order : open.mid(0, 90))
            desk.at([&] { return desk.sandbox().shipOrder(0, {order}); });
        for (const qint64 order : open.mid(90, 5))
            desk.at([&] { return desk.sandbox().deleteOrder(0, {order}); });
        QVERIFY(sync());
        QTRY_COMPARE(desk.shown(id), desk.expected(0)); // in one go
    }

    void oneFailingMerchantStopsNobody()
    {
        Desk desk;
        desk.createVault();
        const MerchantId failing = desk.connectAndLoad(0);
        const MerchantId healthy = desk.connectAndLoad(1);
        desk.at([&] { desk.sandbox().expireKey(0); });
        QTRY_COMPARE(desk.sync(failing).phase, SyncState::Phase::Failing);
        QCOMPARE(desk.sync(failing).error->code, ErrorCode::KeysRejected);
        QVERIFY(desk.sync(failing).failingSince);
        const auto state = desk.console->merchant(failing);
        QVERIFY(std::any_of(state->issues.begin(), state->issues.end(), [](const MerchantIssue& issue) { return issue.code == MerchantCheckCode::KeysRejected; }));
        QTRY_COMPARE(desk.console->problems().size(), 1);
        QCOMPARE(desk.console->problems().first().merchant, failing);

        const OrderId added = desk.at([&] { return desk.sandbox().addOrder(1); });
        QTRY_COMPARE(desk.shown(healthy).contains(added.value), desk.expected(1).contains(added.value));
        QVERIFY(!desk.shown(failing).isEmpty()); // what is known stays on the screen

        desk.at([&] { desk.sandbox().restoreKey(0); });
        desk.console->refresh(failing);
        QTRY_COMPARE(desk.sync(failing).phase, SyncState::Phase::Live);
        QVERIFY(!desk.sync(failing).error);
        QCOMPARE(desk.console->problems().size(), 1); // until somebody acknowledges it
        desk.console->acknowledge(desk.console->problems().first().id);
        QVERIFY(desk.console->problems().isEmpty());
    }

    void pausesAndResumes()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        Merchant merchant = desk.console->merchant(id)->merchant;
        merchant.paused = true;
        QVERIFY(await(desk.console->updateMerchant(merchant)));
        QTRY_COMPARE(desk.sync(id).phase, SyncState::Phase::Paused);
        desk.at([&] { desk.sandbox().clearLedger(); });
        const OrderId added = desk.at([&] { return desk.sandbox().addOrder(0); });
        QTest::qWait(600); // four of this test's polling intervals
        QCOMPARE(desk.at([&] { return desk.sandbox().ledger().entries().size(); }), std::size_t(0));
        merchant.paused = false;
        QVERIFY(await(desk.console->updateMerchant(merchant)));
        QTRY_COMPARE(desk.shown(id).contains(added.value), desk.expected(0).contains(added.value));
    }

    void aChangedRuleIsPreviewedAndApplied()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        const QSet<qint64> all = desk.shown(id);

        Merchant merchant = desk.console->merchant(id)->merchant;
        merchant.rule = {};
        merchant.rule.skuPatterns = QStringList{QStringLiteral("T6-TEE*")};
        const auto preview = await(desk.console->previewRule(id, merchant.rule));
        QVERIFY(preview);
        QCOMPARE(preview->orders, all.size());
        QVERIFY(preview->matching < preview->orders);
        QVERIFY(!preview->skus.isEmpty());

        QVERIFY(await(desk.console->updateMerchant(merchant)));
        QTRY_COMPARE(desk.shown(id).size(), preview->matching);
        Merchant back = merchant;
        back.rule = desk.draft(0).rule;
        QVERIFY(await(desk.console->updateMerchant(back)));
        QTRY_COMPARE_WITH_TIMEOUT(desk.shown(id), all, 20'000);
        back.rule = {};
        QVERIFY(!await(desk.console->updateMerchant(back)));
    }

    void remembersReviewsAndTellsOfLaterChanges()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        const OrderId order = desk.cleanOrder(id);
        QVERIFY(await(desk.console->setReviewed(id, order, true)));
        const auto reviewed = await(desk.console->order(id, order));
        QVERIFY(reviewed && reviewed->reviewedAt);
        desk.at([&] { return desk.sandbox().editOrder(0, order, {{QStringLiteral("internalNotes"), QStringLiteral("packed twice")}}); });
        QTRY_VERIFY(await(desk.console->order(id, order))->internalNotes.contains(QStringLiteral("packed")));
        QVERIFY(!(desk.issues(id, order) & bit(CheckCode::ChangedAfter))); // notes are not what is shipped
        QJsonObject to = desk.at([&] { return desk.sandbox().order(0, order); }).value(QStringLiteral("shipTo")).toObject();
        to.insert(QStringLiteral("street1"), QStringLiteral("9 Other Street"));
        desk.at([&] { return desk.sandbox().editOrder(0, order, {{QStringLiteral("shipTo"), to}}); });
        QTRY_VERIFY(desk.issues(id, order) & bit(CheckCode::ChangedAfter));
        QVERIFY(await(desk.console->setReviewed(id, order, true)));
        QTRY_VERIFY(!(desk.issues(id, order) & bit(CheckCode::ChangedAfter)));
    }

    void flagsTwinsAndReleasesThem()
    {
        Desk desk;
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        const OrderId order = desk.cleanOrder(id);
        QJsonObject copy = desk.at([&] { return desk.sandbox().order(0, order); });
        for (const char* own : {"orderId", "orderNumber", "orderKey", "createDate", "modifyDate"})
            copy.remove(QLatin1String(own));
        const OrderId twin = desk.at([&] { return desk.sandbox().addOrder(0, copy); });
        QTRY_VERIFY(desk.row(id, twin));
        QTRY_VERIFY(desk.issues(id, twin) & bit(CheckCode::DuplicateSuspect));
        QVERIFY(desk.issues(id, order) & bit(CheckCode::DuplicateSuspect));
        desk.at([&] { return desk.sandbox().cancelOrder(0, twin); });
        QTRY_VERIFY(!(desk.issues(id, order) & bit(CheckCode::DuplicateSuspect)));
    }

    void aClockThatIsADayOffHarmsNothing_data()
    {
        QTest::addColumn<int>("hours");
        QTest::newRow("a day behind") << -24;
        QTest::newRow("a day ahead") << 24;
    }
    void aClockThatIsADayOffHarmsNothing()
    {
        QFETCH(int, hours);
        Desk desk;
        desk.clock.forward(std::chrono::hours(hours));
        desk.createVault();
        const MerchantId id = desk.connectAndLoad(0);
        const OrderId order = desk.cleanOrder(id);
        desk.at([&] { return desk.sandbox().editOrder(0, order, {{QStringLiteral("carrierCode"), QJsonValue()}}); });
        QTRY_VERIFY(desk.issues(id, order) & bit(CheckCode::CarrierMissing));
    }

    void staysInsideItsShareOfTheBudget()
    {
        sandbox::SandboxOptions options = Desk::small();
        options.merchants = 1;
        options.rateLimit = true;
        Desk desk(options);
        desk.createVault();
        const MerchantId id = desk.connect(0);
        QTRY_COMPARE_WITH_TIMEOUT(desk.sync(id).phase, SyncState::Phase::Live, 30'000);
        QTest::qWait(3'000); // this test polls far too often: 150 ms
        const std::size_t asked = desk.at([&] { return desk.sandbox().ledger().entries().size(); });
        // 3 of the connection test are staff's; background work may have half of 40.
        QVERIFY2(asked <= 23 + 1, qPrintable(QString::number(asked)));
        for (const auto& entry : desk.at([&] { return desk.sandbox().ledger().entries(); }))
            QVERIFY(entry.status != 429);
    }
};

QTEST_GUILESS_MAIN(TestLiveQueue)
#include "tst_livequeue.moc"
