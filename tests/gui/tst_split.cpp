// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitwindow.h"

#include <ui/clipboard.h>
#include <ui/splitpane.h>
#include <ui/theme.h>

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QTableView>
#include <QTreeWidget>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

using Units = QMap<QString, int>;

/// Splitting orders in the window, without a mouse where a person would have none.
class TestSplit : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }

    void splitsAndTakesBackByKeyboard()
    {
        SplitWindow desk;
        const OrderId id = desk.addMixedOrder();
        const QString ours = desk.through6Sku();
        QVERIFY(desk.select(id));
        desk.queue().ordersView()->setFocus();
        QTest::keyClick(desk.window.get(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.dialogIsActive());
        QDialog* dialog = desk.window->dialog();
        QCOMPARE(desk.lines("originalPane"), 1);
        QCOMPARE(desk.lines("childPane0"), 2);
        auto& split = child<QPushButton>(*dialog, "splitButton");
        QTRY_VERIFY(split.isEnabled());
        const QString merchant = desk.console->merchants().first().merchant.name;
        QVERIFY2(split.text().startsWith(QLatin1String("&Split 4 Item")) && split.text().contains(QStringLiteral(" off #77001 · ") + merchant), qPrintable(split.text()));
        QVERIFY(desk.shows(*dialog, QStringLiteral("Stays on #77001")));
        QVERIFY(desk.shows(*dialog, QStringLiteral("New order #77001-2")));
        QVERIFY(child<QListWidget>(*dialog, "noticesList").count() >= 2);
        // The accent is not the default: Enter in the dialog must not send anything.
        QVERIFY(!split.isDefault());
        QCOMPARE(desk.writes(), 0);

        QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::AltModifier);
        QTRY_COMPARE_WITH_TIMEOUT(child<QLabel>(*dialog, "outcomeLabel").text(), QStringLiteral("Done, and proven"), 30'000);
        QCOMPARE(desk.units(id), (Units{{ours, 2}}));
        auto& steps = child<QTreeWidget>(*dialog, "stepsTree");
        QCOMPARE(steps.topLevelItemCount(), 4);
        for (int row = 0; row < steps.topLevelItemCount(); ++row) {
            QVERIFY2(steps.topLevelItem(row)->text(0).startsWith(QChar(0x2713)), qPrintable(steps.topLevelItem(row)->text(0)));
            QVERIFY(!steps.topLevelItem(row)->text(1).isEmpty());
        }
        QVERIFY(child<QTreeWidget>(*dialog, "proofTree").topLevelItemCount() > 5);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_P, Qt::AltModifier);
        QTRY_VERIFY(QApplication::clipboard()->text().contains(QLatin1String("77001-2")));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!desk.window->dialog());
        QCOMPARE(desk.violations(), QStringList());

        // And back, from the palette.
        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        QVERIFY(desk.select(id));
        auto& back = child<QAction>(*desk.window, "splitBackAction");
        QTRY_VERIFY_WITH_TIMEOUT(back.isEnabled(), 10'000);
        QTRY_VERIFY(desk.window->findChild<QPushButton*>(QStringLiteral("splitBackButton")));
        QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(desk.dialogIsActive());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("take split"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(desk.window->dialog() && desk.window->dialog()->windowTitle() == QLatin1String("Take Split Back"));
        QVERIFY(desk.dialogIsActive());
        dialog = desk.window->dialog();
        QVERIFY(desk.shows(*dialog, QStringLiteral("#77001-2 is deleted")));
        QCOMPARE(desk.units(id), (Units{{ours, 2}}));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::AltModifier);
        QTRY_COMPARE_WITH_TIMEOUT(child<QLabel>(*dialog, "outcomeLabel").text(), QStringLiteral("Taken back"), 30'000);
        QCOMPARE(desk.units(id), (Units{{ours, 2}, {QStringLiteral("MUG-RED"), 1}, {QStringLiteral("CAP-ONE"), 3}}));
        QCOMPARE(desk.violations(), QStringList());
        QTRY_VERIFY_WITH_TIMEOUT(!back.isEnabled(), 10'000);
    }

    void theFindingIsRepairedBySplitting()
    {
        SplitWindow desk;
        const OrderId id = desk.addMixedOrder();
        QVERIFY(desk.select(id));
        auto& fix = child<QPushButton>(*desk.splitCard(), "fixButton");
        QCOMPARE(fix.text(), QStringLiteral("Split…"));
        fix.click();
        QVERIFY(desk.dialogIsActive());
        QCOMPARE(desk.window->dialog()->windowTitle(), QStringLiteral("Split Order"));
        QTest::keyClick(desk.window->dialog(), Qt::Key_Escape);
        QTRY_VERIFY(!desk.window->dialog());
        // Ctrl+E edits it all the same.
        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        QVERIFY(desk.select(id));
        QTest::keyClick(desk.window.get(), Qt::Key_E, Qt::ControlModifier);
        QVERIFY(desk.dialogIsActive());
        QVERIFY(desk.window->dialog()->windowTitle() != QLatin1String("Split Order"));
    }

    void unitsMoveByKeyboardToSeveralOrders()
    {
        SplitWindow desk;
        const OrderId id = desk.addMixedOrder();
        QVERIFY(desk.openSplit(id));
        QDialog* dialog = desk.window->dialog();
        // Two of the three caps come back …
        auto& first = desk.linesOf("childPane0");
        first.setFocus();
        first.setCurrentIndex(first.model()->index(desk.rowOf(first, QStringLiteral("CAP-ONE")), SplitModel::Quantity));
        QTest::keyClick(&first, Qt::Key_F2);
        auto* box = first.findChild<QSpinBox*>(QStringLiteral("unitsBox"));
        QVERIFY(box);
        QCOMPARE(box->maximum(), 3);
        QTest::keyClicks(box, QStringLiteral("1"));
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_COMPARE(desk.lines("originalPane"), 2);
        // … and leave for an order of their own.
        QTRY_VERIFY(first.hasFocus());
        QTest::keyClick(&first, Qt::Key_N, Qt::AltModifier);
        QTRY_VERIFY(dialog->findChild<QWidget*>(QStringLiteral("childPane1")));
        QCOMPARE(desk.lines("childPane1"), 0);
        QVERIFY(child<QLabel>(*dialog, "refusalLabel").isVisible());
        QVERIFY(!child<QPushButton>(*dialog, "splitButton").isEnabled());
        auto& original = desk.linesOf("originalPane");
        QVERIFY(original.hasFocus());
        original.setCurrentIndex(original.model()->index(desk.rowOf(original, QStringLiteral("CAP-ONE")), SplitModel::Quantity));
        QTest::keyClick(&original, Qt::Key_Return);
        QTRY_COMPARE(desk.lines("childPane1"), 1);
        QCOMPARE(desk.lines("originalPane"), 1);
        QVERIFY(desk.window->dialog());
        QVERIFY(desk.shows(*dialog, QStringLiteral("New order #77001-3")));
        auto& split = child<QPushButton>(*dialog, "splitButton");
        QTRY_VERIFY(split.isEnabled());
        split.click();
        QTRY_COMPARE_WITH_TIMEOUT(child<QLabel>(*dialog, "outcomeLabel").text(), QStringLiteral("Done, and proven"), 30'000);
        const auto report = await(desk.console->splitsOf(desk.merchant, id)).value().first();
        QCOMPARE(report.children.size(), 2);
        QCOMPARE(desk.units(report.children[0]), (Units{{QStringLiteral("MUG-RED"), 1}, {QStringLiteral("CAP-ONE"), 1}}));
        QCOMPARE(desk.units(report.children[1]), (Units{{QStringLiteral("CAP-ONE"), 2}}));
    }

    void refusesToMoveWhatThrough6Makes()
    {
        SplitWindow desk;
        const OrderId id = desk.addMixedOrder();
        QVERIFY(desk.openSplit(id));
        QDialog* dialog = desk.window->dialog();
        auto& original = desk.linesOf("originalPane");
        auto& override = child<QLineEdit>(*dialog, "overrideEdit");
        auto& refusal = child<QLabel>(*dialog, "refusalLabel");
        QVERIFY(!override.isVisible());
        QTest::keyClick(&original, Qt::Key_Return);
        QTRY_VERIFY(refusal.isVisible());
        QVERIFY2(refusal.text().contains(desk.through6Sku()) && refusal.text().contains(QLatin1String("stays on the original")), qPrintable(refusal.text()));
        QCOMPARE(desk.lines("originalPane"), 1);
        // Only the number typed in full lets it go, and then the plan says that nothing may stay behind.
        override.setFocus();
        QTest::keyClicks(&override, QStringLiteral("7700"));
        original.setFocus();
        QTest::keyClick(&original, Qt::Key_Return);
        QCOMPARE(desk.lines("originalPane"), 1);
        QTest::keyClicks(&override, QStringLiteral("1"));
        QTest::keyClick(&original, Qt::Key_Return);
        QCOMPARE(desk.lines("originalPane"), 0);
        QTRY_VERIFY(refusal.isVisible());
        QVERIFY2(refusal.text().contains(QLatin1String("Nothing stays")), qPrintable(refusal.text()));
        QVERIFY(!child<QPushButton>(*dialog, "splitButton").isEnabled());
        QCOMPARE(desk.writes(), 0);
    }

    void asksWhetherItIsKnownThatItWasSplitBefore()
    {
        SplitWindow desk;
        const OrderId id = desk.addMixedOrder();
        desk.at([&] { desk.sandbox().merchantEdit(0, id, QStringLiteral("advancedOptions.mergedOrSplit"), true); });
        desk.console->refresh(desk.merchant);
        QTRY_VERIFY_WITH_TIMEOUT(await(desk.console->order(desk.merchant, id)).value().mergedOrSplit, 10'000);
        QVERIFY(desk.openSplit(id));
        QDialog* dialog = desk.window->dialog();
        auto& known = child<QCheckBox>(*dialog, "againCheck");
        QVERIFY(known.isVisible());
        QVERIFY(!child<QPushButton>(*dialog, "splitButton").isEnabled());
        QTRY_VERIFY(!child<QLabel>(*dialog, "messageLabel").isVisible());
        QTest::keyClick(&known, Qt::Key_Space);
        QTRY_VERIFY(child<QPushButton>(*dialog, "splitButton").isEnabled());
        child<QPushButton>(*dialog, "splitButton").click();
        QTRY_COMPARE_WITH_TIMEOUT(child<QLabel>(*dialog, "outcomeLabel").text(), QStringLiteral("Done, and proven"), 30'000);
    }

    void goesOnWithoutItsWindowAndAsksAPerson()
    {
        SplitWindow desk;
        const OrderId id = desk.addMixedOrder();
        // Somebody takes an item off the new order before it is let go.
        desk.interfereWithTheChild();
        QVERIFY(desk.openSplit(id));
        auto& split = child<QPushButton>(*desk.window->dialog(), "splitButton");
        QTRY_VERIFY(split.isEnabled());
        split.click();
        QTest::keyClick(desk.window->dialog(), Qt::Key_Escape); // it goes on
        QTRY_VERIFY(!desk.window->dialog());
        QTRY_VERIFY_WITH_TIMEOUT(desk.console->openSplits().size() == 1 && desk.console->openSplits().first().state == SplitState::NeedsPerson, 30'000);
        auto& count = child<QPushButton>(*desk.window, "operationsButton");
        QTRY_VERIFY(count.isVisible());
        QVERIFY2(count.text().startsWith(QLatin1String("1 open operation")), qPrintable(count.text()));
        count.click();
        QVERIFY(desk.dialogIsActive());
        QDialog* dialog = desk.window->dialog();
        auto& tree = child<QTreeWidget>(*dialog, "operationsTree");
        QCOMPARE(tree.topLevelItemCount(), 1);
        QCOMPARE(tree.topLevelItem(0)->text(4), QStringLiteral("Needs a person"));
        auto& proof = child<QTreeWidget>(*dialog, "proofTree");
        QVERIFY(proof.isVisible() && proof.topLevelItem(0)->text(0).startsWith(QChar(0x25b2)));
        QVERIFY(!child<QPushButton>(*dialog, "settleButton").isVisible());
        auto& leave = child<QPushButton>(*dialog, "leaveButton");
        QVERIFY(leave.isVisible() && !leave.isEnabled());
        // Looking again changes nothing by itself.
        press(*dialog, "checkAgainButton");
        QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(*dialog, "checkAgainButton").isEnabled(), 20'000);
        QCOMPARE(tree.topLevelItemCount(), 1);
        type(*dialog, "leaveReasonEdit", QStringLiteral("the merchant wants it so"));
        QTRY_VERIFY(leave.isEnabled());
        leave.click();
        QTRY_VERIFY_WITH_TIMEOUT(desk.console->openSplits().isEmpty(), 20'000);
        QTRY_VERIFY(child<QWidget>(*dialog, "nonePage").isVisible());
        QCOMPARE(await(desk.console->splitsOf(desk.merchant, id)).value().first().state, SplitState::Left);
        QTRY_VERIFY(!count.isVisible());
    }

    void splitsAllThatNeedIt()
    {
        SplitWindow desk;
        const OrderId id = desk.addMixedOrder();
        const OrderId other = desk.addMixedOrder({{QStringLiteral("orderNumber"), QStringLiteral("77002")}});
        auto& action = child<QAction>(*desk.window, "splitAllAction");
        QTRY_VERIFY(action.isEnabled());
        action.trigger();
        QVERIFY(desk.dialogIsActive());
        QDialog* dialog = desk.window->dialog();
        auto& tree = child<QTreeWidget>(*dialog, "splitsTree");
        auto& split = child<QPushButton>(*dialog, "splitButton");
        QTRY_VERIFY(split.isEnabled());
        QVERIFY(tree.topLevelItemCount() >= 2);
        QVERIFY(child<QCheckBox>(*dialog, "stopCheck").isChecked());
        // Only these two: the others of the practice data are theirs.
        const int kept = desk.keepChecked(tree, {QStringLiteral("77001"), QStringLiteral("77002")});
        QCOMPARE(kept, 2);
        QVERIFY2(split.text().startsWith(QLatin1String("&Split 2 Order")) && split.text().contains(desk.console->merchants().first().merchant.name), qPrintable(split.text()));
        split.click();
        QTRY_COMPARE_WITH_TIMEOUT(child<QLabel>(*dialog, "summaryLabel").text(), QStringLiteral("2 of 2 split."), 40'000);
        QCOMPARE(desk.units(id), (Units{{desk.through6Sku(), 2}}));
        QCOMPARE(desk.units(other), (Units{{desk.through6Sku(), 2}}));
        QCOMPARE(desk.outcomes(tree, QStringLiteral("Done")), 2);
        QCOMPARE(desk.violations(), QStringList());
    }

    void allStopsAtTheFirstThatNeedsAPerson()
    {
        SplitWindow desk;
        const OrderId id = desk.addMixedOrder();
        const OrderId other = desk.addMixedOrder({{QStringLiteral("orderNumber"), QStringLiteral("77002")}});
        desk.interfereWithTheChild();
        child<QAction>(*desk.window, "splitAllAction").trigger();
        QVERIFY(desk.dialogIsActive());
        QDialog* dialog = desk.window->dialog();
        auto& tree = child<QTreeWidget>(*dialog, "splitsTree");
        QTRY_VERIFY(child<QPushButton>(*dialog, "splitButton").isEnabled());
        QCOMPARE(desk.keepChecked(tree, {QStringLiteral("77001"), QStringLiteral("77002")}), 2);
        child<QPushButton>(*dialog, "splitButton").click();
        QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(*dialog, "summaryLabel").text().contains(QLatin1String("Stopped at the first")), 40'000);
        QCOMPARE(desk.outcomes(tree, QStringLiteral("Needs a person")), 1);
        QCOMPARE(desk.outcomes(tree, QStringLiteral("Not begun")), 1);
        QVERIFY(desk.units(id).size() == 3 || desk.units(other).size() == 3);
    }

    void theMerchantChoosesWhereTheNewOrderNamesItsOriginal()
    {
        SplitWindow desk;
        const OrderId id = desk.addMixedOrder();
        QWidget* settings = desk.open(QStringLiteral("merchant-general"));
        QVERIFY(settings);
        auto& marker = child<QComboBox>(*settings, "markerBox");
        QCOMPARE(marker.currentIndex(), 0);
        marker.setCurrentIndex(2);
        press(*settings, "saveButton");
        QTRY_COMPARE(desk.console->merchant(desk.merchant)->merchant.splitMarker, QStringLiteral("customField2"));
        QTRY_VERIFY(!desk.window->dialog());
        const auto report = desk.split();
        QVERIFY(report && report->state == SplitState::Done);
        const QJsonObject made = desk.at([&] { return desk.sandbox().order(0, report->children.first()); });
        QVERIFY(made.value(QLatin1String("advancedOptions")).toObject().value(QLatin1String("customField2")).toString().contains(QLatin1String("77001")));
        QCOMPARE(desk.units(id).size(), 1);
    }
};

QTEST_MAIN(TestSplit)
#include "tst_split.moc"
