// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <support/queuemaker.h>
#include <ui/ordersmodel.h>
#include <ui/ordersview.h>
#include <ui/theme.h>

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace t6;
using namespace t6::ui;

namespace {

/// A queue of two merchants that a test changes while a model follows.
struct Bench
{
    explicit Bench(int orders = 400)
    {
        for (int i = 0; i < 2; ++i)
            faces.insert(maker.merchantId(static_cast<std::uint32_t>(i)), {QStringLiteral("Merchant %1").arg(i), i});
        std::vector<QueueEntry> first, second;
        for (int i = 1; i <= orders; ++i) {
            (i % 2 ? first : second).push_back(open(i));
            ids.insert(i);
        }
        table.apply(merchant(0), first, {});
        table.apply(merchant(1), second, {});
        QueueQuery query;
        model.setQuery(query);
        model.setQueue(table.snapshot(), faces);
    }

    [[nodiscard]] MerchantId merchant(int i) const { return maker.merchantId(static_cast<std::uint32_t>(i)); }
    [[nodiscard]] QueueEntry open(qint64 id)
    {
        QueueEntry entry = maker.entry(id);
        entry.status = OrderStatus::AwaitingShipment;
        entry.readiness = id % 3 ? Readiness::NeedsReview : Readiness::ReadyToShip;
        return entry;
    }
    void apply(int of, const std::vector<QueueEntry>& upserts, const std::vector<OrderId>& removals = {})
    {
        const QueueChange change = table.apply(merchant(of), upserts, removals);
        model.applyChange(table.snapshot(), change);
    }
    [[nodiscard]] bool settle() const
    {
        return QTest::qWaitFor([this] { return !model.isBusy(); });
    }
    /// What the table shows equals a fresh query.
    [[nodiscard]] bool isRight() const
    {
        const QueueSnapshot queue = table.snapshot();
        std::vector<QString> names;
        for (const MerchantId& id : queue.merchants())
            names.push_back(faces.value(id).name);
        const std::vector<RowId> expected = runQuery(queue, model.query(), names);
        if (static_cast<int>(expected.size()) != model.rowCount())
            return false;
        for (int row = 0; row < model.rowCount(); ++row) {
            const RowId id = expected[static_cast<std::size_t>(row)];
            if (!(*model.key(row) == OrderKey{queue.merchant(id), OrderId{queue.row(id).id}}))
                return false;
        }
        return true;
    }

    test::QueueMaker maker{1};
    QueueTable table;
    QHash<MerchantId, MerchantFace> faces;
    std::set<qint64> ids;
    OrdersModel model{Clock()};
};

} // namespace

class TestOrdersModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }

    void showsTheQueue()
    {
        Bench bench;
        const QAbstractItemModelTester tester(&bench.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(bench.settle());
        QCOMPARE(bench.model.rowCount(), 400);
        QVERIFY(bench.isRight());
        const QModelIndex index = bench.model.index(0, OrdersModel::Order);
        QVERIFY(!index.data().toString().isEmpty());
        QVERIFY(index.data(OrdersModel::MerchantNameRole).toString().startsWith(QLatin1String("Merchant ")));
        QVERIFY(bench.model.index(0, OrdersModel::Age).data(Qt::TextAlignmentRole).value<Qt::Alignment>() & Qt::AlignRight);
        QCOMPARE(bench.model.rowOf(*bench.model.key(7)), 7);
        QVERIFY(!bench.model.key(400));
        QCOMPARE(bench.model.rowOf({bench.merchant(0), OrderId{999'999}}), -1);
    }

    void sortsByEveryColumn()
    {
        Bench bench;
        const QAbstractItemModelTester tester(&bench.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(bench.settle());
        for (int column = 0; column < OrdersModel::ColumnCount; ++column) {
            for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                bench.model.sort(column, order);
                QVERIFY(bench.settle());
                QVERIFY(bench.isRight());
                QCOMPARE(OrdersModel::columnOf(bench.model.query().sortBy), column);
            }
        }
    }

    void newestFilterWins()
    {
        Bench bench;
        QVERIFY(bench.settle());
        QueueQuery query = bench.model.query();
        for (const char* text : {"a", "an", "ann", "anna"}) {
            query.text = QString::fromLatin1(text);
            bench.model.setQuery(query);
        }
        QTRY_VERIFY(!bench.model.isBusy() && bench.isRight());
        QVERIFY(bench.model.rowCount() < 400);
        query.text.clear();
        bench.model.setQuery(query);
        QTRY_VERIFY(!bench.model.isBusy() && bench.model.rowCount() == 400);
    }

    void followsChanges()
    {
        Bench bench;
        const QAbstractItemModelTester tester(&bench.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        bench.model.sort(OrdersModel::ShipTo, Qt::AscendingOrder);
        QueueQuery query = bench.model.query();
        query.readiness = {Readiness::NeedsReview};
        bench.model.setQuery(query);
        QVERIFY(bench.settle());
        qint64 next = 1'000;
        for (int round = 0; round < 60; ++round) {
            const int of = round % 2;
            std::vector<QueueEntry> upserts;
            std::vector<OrderId> removals;
            for (int i = 0; i < 1 + round % 7; ++i)
                upserts.push_back(bench.open(i % 2 ? ++next : 1 + of + 2 * static_cast<qint64>(bench.maker.below(200))));
            if (round % 3 == 0)
                removals.push_back(OrderId{1 + of + 2 * static_cast<qint64>(bench.maker.below(200))});
            bench.apply(of, upserts, removals);
            if (round % 4 == 0)
                QVERIFY(bench.settle()); // else several changes meet one running job
        }
        QTRY_VERIFY(!bench.model.isBusy() && bench.isRight());
    }

    void smallChangesAreRanges()
    {
        Bench bench;
        QVERIFY(bench.settle());
        QSignalSpy layout(&bench.model, &QAbstractItemModel::layoutChanged), reset(&bench.model, &QAbstractItemModel::modelReset), inserted(&bench.model, &QAbstractItemModel::rowsInserted),
            removed(&bench.model, &QAbstractItemModel::rowsRemoved);
        bench.apply(0, {bench.open(5'001)});
        QVERIFY(bench.settle());
        QCOMPARE(inserted.count(), 1);
        bench.apply(0, {}, {OrderId{5'001}});
        QVERIFY(bench.settle());
        QCOMPARE(removed.count(), 1);
        QCOMPARE(layout.count(), 0);
        QCOMPARE(reset.count(), 0);
        QVERIFY(bench.isRight());
    }

    void selectionStaysOnItsOrder()
    {
        Bench bench;
        OrdersView view;
        view.setOrders(&bench.model);
        view.resize(1'000, 400);
        view.show();
        QVERIFY(bench.settle());
        view.selectOrder(*bench.model.key(200));
        const OrderKey chosen = *view.currentOrder();
        QSignalSpy moved(&view, &OrdersView::currentOrderChanged);
        const int top = view.rowViewportPosition(view.currentIndex().row());

        for (int i = 0; i < 20; ++i) {
            QueueEntry older = bench.open(6'000 + i);
            older.orderDate = 1'700'000'000; // sorts above everything
            bench.apply(0, {older});
            QVERIFY(bench.settle());
        }
        QVERIFY(bench.isRight());
        QVERIFY(*view.currentOrder() == chosen);
        QCOMPARE(view.currentIndex().row(), 220);
        QCOMPARE(view.rowViewportPosition(view.currentIndex().row()), top);

        bench.model.sort(OrdersModel::ShipTo, Qt::DescendingOrder);
        QVERIFY(bench.settle());
        QVERIFY(*view.currentOrder() == chosen);
        QCOMPARE(view.selectedOrderRows(), std::vector<int>{view.currentIndex().row()});
        QCOMPARE(moved.count(), 0);

        QueueQuery query = bench.model.query();
        query.text = QStringLiteral("no such order at all");
        bench.model.setQuery(query);
        QTRY_COMPARE(bench.model.rowCount(), 0);
        QVERIFY(!view.currentOrder());
        QCOMPARE(moved.count(), 1);
    }

    void scrollStaysWithoutSelection()
    {
        Bench bench;
        OrdersView view;
        view.setOrders(&bench.model);
        view.resize(1'000, 400);
        view.show();
        QVERIFY(bench.settle());
        view.verticalScrollBar()->setValue(1'000);
        const OrderKey top = *bench.model.key(view.rowAt(0));
        QueueEntry older = bench.open(7'000);
        older.orderDate = 1'700'000'000;
        bench.apply(0, {older});
        QVERIFY(bench.settle());
        QVERIFY(*bench.model.key(view.rowAt(0)) == top);
    }

    void selectedOrderThatChangesKeepsItsPlace()
    {
        Bench bench;
        OrdersView view;
        view.setOrders(&bench.model);
        view.show();
        bench.model.sort(OrdersModel::ShipTo, Qt::AscendingOrder);
        QVERIFY(bench.settle());
        view.selectOrder(*bench.model.key(10));
        const OrderKey chosen = *view.currentOrder();
        QueueEntry changed = bench.open(chosen.order.value);
        changed.buyer = "zzzz last of all";
        bench.apply(chosen.merchant == bench.merchant(0) ? 0 : 1, {changed});
        QVERIFY(bench.settle());
        QVERIFY(*view.currentOrder() == chosen);
        QCOMPARE(view.currentIndex().row(), 399);
    }

    void reusedRowIsAnotherOrder()
    {
        Bench bench;
        OrdersView view;
        view.setOrders(&bench.model);
        view.show();
        QVERIFY(bench.settle());
        view.selectOrder({bench.merchant(0), OrderId{1}});
        QVERIFY(view.currentOrder().has_value());
        QSignalSpy moved(&view, &OrdersView::currentOrderChanged);
        const QueueChange gone = bench.table.apply(bench.merchant(0), {}, {OrderId{1}});
        bench.model.applyChange(bench.table.snapshot(), gone);
        const QueueChange come = bench.table.apply(bench.merchant(0), {bench.open(8'001)}, {});
        bench.model.applyChange(bench.table.snapshot(), come);
        QTRY_VERIFY(!bench.model.isBusy() && bench.isRight());
        QVERIFY(!view.currentOrder() || !(*view.currentOrder() == OrderKey{bench.merchant(0), OrderId{1}}));
        QVERIFY(moved.count() >= 1);
    }

    void emptyQueueForgetsAtOnce()
    {
        Bench bench;
        const QAbstractItemModelTester tester(&bench.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(bench.settle());
        bench.model.sort(OrdersModel::Issues); // a job is on its way
        bench.model.setQueue(QueueSnapshot(), {});
        QCOMPARE(bench.model.rowCount(), 0);
        QVERIFY(bench.settle());
        QCOMPARE(bench.model.rowCount(), 0);
        QCOMPARE(bench.model.queue().rowCount(), std::size_t{0});
    }

    void subsetShowsThoseOrdersOnly()
    {
        Bench bench;
        QVERIFY(bench.settle());
        bench.model.setSubset(std::vector<OrderKey>{*bench.model.key(3), *bench.model.key(9)});
        QTRY_COMPARE(bench.model.rowCount(), 2);
        bench.model.setSubset(std::nullopt);
        QTRY_COMPARE(bench.model.rowCount(), 400);
    }

    void columnsAreRemembered()
    {
        QTemporaryDir dir;
        QSettings settings(dir.filePath(QStringLiteral("w.ini")), QSettings::IniFormat);
        Bench bench;
        {
            OrdersView view;
            view.setOrders(&bench.model);
            view.setColumnHidden(OrdersModel::Destination, true);
            view.setColumnHidden(OrdersModel::Service, false);
            view.setColumnWidth(OrdersModel::ShipTo, 333);
            bench.model.sort(OrdersModel::OrderWeight, Qt::DescendingOrder);
            view.saveColumns(settings);
        }
        Bench other;
        OrdersView view;
        view.setOrders(&other.model);
        view.restoreColumns(settings);
        QVERIFY(!view.isColumnHidden(OrdersModel::Service));
        QVERIFY(view.isColumnHidden(OrdersModel::Destination));
        QCOMPARE(view.columnWidth(OrdersModel::ShipTo), 333);
        QCOMPARE(other.model.query().sortBy, QueueColumn::Weight);
        QVERIFY(other.model.query().descending);
    }

    void copiesRowsAsTable()
    {
        Bench bench;
        QVERIFY(bench.settle());
        const QString text = bench.model.tabSeparated({0, 1}, {OrdersModel::Order, OrdersModel::Units});
        const QStringList lines = text.split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 3);
        for (const QString& line : lines)
            QCOMPARE(line.count(QLatin1Char('\t')), 2);
    }
};

QTEST_MAIN(TestOrdersModel)
#include "tst_ordersmodel.moc"
