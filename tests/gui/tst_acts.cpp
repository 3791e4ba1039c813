// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "actswindow.h"

#include <ui/notecard.h>
#include <ui/theme.h>

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QTreeWidget>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

/// What is done with selected orders, by keyboard and for many at once, arrives at ShipStation and is taken back.
class TestActs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }

    void holdsAndTakesBackByKeyboard()
    {
        ActsWindow desk;
        QVERIFY(desk.select(desk.order));
        QTest::keyClick(desk.window.get(), Qt::Key_H, Qt::ControlModifier);
        QTRY_VERIFY(desk.window->dialog());
        QTRY_COMPARE(QApplication::activeWindow(), desk.window->dialog());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_R, Qt::AltModifier);
        QCOMPARE(QApplication::focusWidget(), &child<QWidget>(*desk.window->dialog(), "reasonEdit"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Zebulon moves house"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status(), QStringLiteral("on_hold"), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.outcome().contains(QLatin1String("is on hold until")), 20'000);
        QVERIFY(desk.select(desk.order));
        // Whoever looks at it sees who held it and why; nobody else does.
        const auto held = [&desk] {
            const auto* card = desk.queue().findChild<NoteCard*>();
            return card ? card->accessibleName() + QLatin1Char('|') + card->accessibleDescription() : QString();
        };
        QTRY_VERIFY(held().startsWith(QLatin1String("On hold until ")));
        QVERIFY2(held().contains(QLatin1String("|Zebulon moves house. ann, ")), qPrintable(held()));
        QVERIFY(!desk.isOnDisk("Zebulon"));
        QVERIFY(!QJsonDocument(desk.atShipStation()).toJson().contains("Zebulon"));
        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        QTest::keyClick(desk.window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(desk.status(), QStringLiteral("awaiting_shipment"), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.outcome().startsWith(QLatin1String("Taken back")), 20'000);
        QTRY_COMPARE(held(), QString());
        QCOMPARE(desk.violations(), QStringList());
        // It is in the order's activity.
        QWidget* activity = desk.open(QStringLiteral("activity"));
        QVERIFY(activity);
        QTRY_COMPARE(child<QTreeWidget>(*activity, "activityTree").topLevelItemCount(), 2);
        QVERIFY(child<QTreeWidget>(*activity, "activityTree").topLevelItem(0)->text(2).startsWith(QLatin1String("Undo: ")));
        QVERIFY(!child<QTreeWidget>(*activity, "activityTree").topLevelItem(0)->text(1).isEmpty()); // whoever it was
    }

    void tagsFromAMenu()
    {
        ActsWindow desk;
        QVERIFY(desk.select(desk.order));
        const auto before = desk.atShipStation().value(QLatin1String("tagIds")).toArray().size();
        QTest::keyClick(desk.window.get(), Qt::Key_T, Qt::ControlModifier);
        QMenu* menu = nullptr;
        QTRY_VERIFY((menu = desk.window->findChild<QMenu*>(QStringLiteral("choiceMenu"))) && menu->isVisible());
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desk.atShipStation().value(QLatin1String("tagIds")).toArray().size(), before + 1, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.outcome().contains(QLatin1String("has the tag")), 20'000);
    }

    void saysWhyNothingCanBeDone()
    {
        ActsWindow desk;
        desk.queue().ordersView()->clearSelection();
        auto& hold = child<QAction>(*desk.window, "holdAction");
        QTRY_VERIFY(!hold.isEnabled());
        QCOMPARE(hold.toolTip(), QStringLiteral("No order is selected."));
        QVERIFY(desk.select(desk.order));
        QTRY_VERIFY(hold.isEnabled());
    }

    void anUnknownOutcomeIsSettledByAPerson()
    {
        ActsWindow desk(std::chrono::hours(1));
        desk.misbehave(QStringLiteral("POST /orders/createorder close-before"));
        const auto sent = desk.send(desk.edit({{QStringLiteral("internalNotes"), "\"seen\""}}));
        QVERIFY(sent);
        QCOMPARE(sent->state, OperationState::Unknown);
        auto& count = child<QPushButton>(*desk.window, "operationsButton");
        QTRY_VERIFY(count.isVisible());
        QVERIFY(count.text().startsWith(QLatin1String("1 open operation")));
        count.click();
        QWidget* dialog = desk.window->dialog();
        QVERIFY(dialog);
        auto& tree = child<QTreeWidget>(*dialog, "operationsTree");
        QCOMPARE(tree.topLevelItemCount(), 1);
        QCOMPARE(tree.topLevelItem(0)->text(4), QStringLiteral("Outcome unknown"));
        QVERIFY(!child<QPushButton>(*dialog, "settleButton").isEnabled());
        // Someone else writes the same place meanwhile: reading finds neither what was nor what was sent.
        desk.at([&] { desk.sandbox().editOrder(0, desk.order, {{QStringLiteral("internalNotes"), QStringLiteral("theirs")}}); });
        desk.clock.forward(std::chrono::hours(2));
        press(*dialog, "lookAgainButton");
        QTRY_VERIFY_WITH_TIMEOUT(tree.topLevelItemCount() == 1 && tree.topLevelItem(0)->text(4) == QLatin1String("ShipStation shows something else"), 20'000);
        QTRY_VERIFY(child<QPushButton>(*dialog, "lookAgainButton").isEnabled());
        QVERIFY(child<QTreeWidget>(*dialog, "differencesTree").topLevelItemCount() > 0);
        type(*dialog, "reasonEdit", QStringLiteral("theirs is right"));
        press(*dialog, "settleButton"); // reads the order again first
        QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(*dialog, "messageLabel").text().startsWith(QLatin1String("Read again just now: ShipStation still")), 20'000);
        QCOMPARE(tree.topLevelItemCount(), 1);
        press(*dialog, "settleButton");
        QTRY_VERIFY_WITH_TIMEOUT(desk.console->openOperations().isEmpty(), 20'000);
        QCOMPARE(desk.state(sent->id), OperationState::Closed);
        QVERIFY(child<QWidget>(*dialog, "nonePage").isVisible());
        QTRY_VERIFY(!count.isVisible());
    }

    void fixesManyAndTakesAllBack()
    {
        ActsWindow desk;
        desk.queue().selectView(4);
        QTRY_VERIFY(desk.queue().ordersModel()->rowCount() >= 20 && !desk.queue().ordersModel()->isBusy());
        desk.queue().ordersView()->selectAll();
        QTest::keyClick(desk.window.get(), Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(desk.window->dialog());
        QWidget& dialog = *desk.window->dialog();
        auto& fields = child<QComboBox>(dialog, "fieldBox");
        QTRY_VERIFY(fields.count() > 5);
        fields.setCurrentIndex(fields.findText(QStringLiteral("Weight of the parcel")));
        auto& change = child<QPushButton>(dialog, "changeButton");
        QVERIFY(!change.isEnabled());
        QTest::keyClicks(&child<QLineEdit>(dialog, "weightNumberEdit"), QStringLiteral("7.75"));
        QTRY_VERIFY(change.isEnabled());
        const auto orders = desk.shown(desk.merchant);
        const auto weighing = [&desk, &orders] {
            return desk.at([&] {
                int count = 0;
                for (const qint64 id : orders)
                    count += desk.sandbox().order(0, OrderId{id}).value(QLatin1String("weight")).toObject().value(QLatin1String("value")).toDouble() == 7.75;
                return count;
            });
        };
        QCOMPARE(weighing(), 0);
        const QString caption = change.text();
        const int wanted = caption.section(QLatin1Char(' '), 1, 1).toInt();
        QVERIFY2(wanted >= 20, qPrintable(caption));
        QVERIFY(caption.contains(desk.console->merchants().first().merchant.name));
        change.click();
        auto& undo = child<QPushButton>(dialog, "undoButton");
        QTRY_VERIFY_WITH_TIMEOUT(undo.isVisible(), 60'000);
        // ShipStation refuses an order with a damaged address: that stops none of the others.
        int done = 0;
        auto& tree = child<QTreeWidget>(dialog, "changesTree");
        for (int row = 0; row < wanted; ++row) {
            QVERIFY(!tree.topLevelItem(row)->text(4).isEmpty());
            done += tree.topLevelItem(row)->text(4).endsWith(QLatin1String("Done"));
        }
        QVERIFY2(done >= 20, qPrintable(QString::number(done)));
        QCOMPARE(weighing(), done);
        undo.click();
        QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(dialog, "breakdownLabel").text().contains(QLatin1String("taken back")), 60'000);
        QCOMPARE(weighing(), 0);
        QCOMPARE(desk.violations(), QStringList());
    }
};

QTEST_MAIN(TestActs)
#include "tst_acts.moc"
