// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "windowdesk.h"

#include <ui/firstrunpage.h>
#include <ui/recoverykeywidget.h>
#include <ui/theme.h>

#include <QDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStackedWidget>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

class TestFirstRun : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }

    void fromNothingToOrders()
    {
        WindowDesk desk;
        MainWindow& window = *desk.window;
        auto& steps = child<QStackedWidget>(window, "steps");
        auto& page = *window.findChild<FirstRunPage*>();
        QVERIFY(page.isVisible());
        QSignalSpy practice(&window, &MainWindow::practiceRequested);
        press(page, "practiceButton");
        QCOMPARE(practice.count(), 1);

        press(page, "startButton");
        QCOMPARE(steps.currentIndex(), 1);
        auto& create = child<QPushButton>(page, "createButton");
        type(page, "passphraseEdit", QStringLiteral("short"));
        QVERIFY(!create.isEnabled());
        type(page, "passphraseEdit", kPassphrase);
        QVERIFY(!create.isEnabled()); // not repeated
        type(page, "repeatEdit", kPassphrase + QLatin1Char('x'));
        QVERIFY(!create.isEnabled());
        type(page, "repeatEdit", kPassphrase);
        press(page, "createButton");
        QTRY_COMPARE_WITH_TIMEOUT(steps.currentIndex(), 2, 10'000);
        QVERIFY(page.isVisible()); // unlocked, but the key is not confirmed yet

        auto& recovery = *page.findChild<RecoveryKeyWidget*>();
        const QStringList groups = child<QLabel>(page, "keyLabel").text().replace(QLatin1Char('\n'), QLatin1Char('-')).remove(QLatin1Char(' ')).split(QLatin1Char('-'));
        type(page, "firstEdit", QStringLiteral("WRONG"));
        type(page, "secondEdit", QStringLiteral("WRONG"));
        press(page, "confirmButton");
        QCOMPARE(steps.currentIndex(), 2);
        QVERIFY(!child<QLabel>(page, "confirmError").text().isEmpty());
        type(page, "firstEdit", groups.at(recovery.askedGroups()[0]).toLower());
        type(page, "secondEdit", QLatin1Char(' ') + groups.at(recovery.askedGroups()[1]) + QLatin1Char(' '));
        press(page, "confirmButton");
        QCOMPARE(steps.currentIndex(), 3);
        QVERIFY(child<QLabel>(page, "keyLabel").text().isEmpty()); // shown once

        press(page, "addMerchantButton");
        QVERIFY(desk.queue().isVisible());
        QDialog* dialog = window.dialog();
        QVERIFY(dialog);
        auto& add = child<QPushButton>(*dialog, "addButton");
        QVERIFY(!add.isEnabled());
        const operations::MerchantDraft draft = desk.draft(0);
        type(*dialog, "nameEdit", draft.name);
        auto& key = child<QLineEdit>(*dialog, "keyEdit");
        key.setText(QStringLiteral("  ") + draft.apiKey + QStringLiteral("\n"));
        QCOMPARE(key.text(), draft.apiKey); // white space goes at once
        child<QLineEdit>(*dialog, "secretEdit").setText(QStringLiteral("not the secret"));
        QVERIFY(!add.isEnabled());
        child<QPlainTextEdit>(*dialog, "patternsEdit").setPlainText(QStringLiteral("*"));
        child<QAbstractButton>(*dialog, "advancedCheck").setChecked(true);
        type(*dialog, "urlEdit", draft.apiUrl);
        QVERIFY(add.isEnabled());
        press(*dialog, "testButton");
        QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(*dialog, "testLabel").text().startsWith(QStringLiteral("▲")), 10'000);
        child<QLineEdit>(*dialog, "secretEdit").setText(draft.apiSecret);
        press(*dialog, "testButton");
        QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(*dialog, "testLabel").text().startsWith(QStringLiteral("✓")), 10'000);
        press(*dialog, "addButton");
        QTRY_VERIFY_WITH_TIMEOUT(!window.dialog(), 20'000);
        QVERIFY(desk.waitForOrders());

        // The same account twice is named.
        QWidget* again = desk.open(QStringLiteral("add-merchant"));
        QVERIFY(again);
        type(*again, "nameEdit", QStringLiteral("Another name"));
        child<QLineEdit>(*again, "keyEdit").setText(draft.apiKey);
        child<QLineEdit>(*again, "secretEdit").setText(draft.apiSecret);
        child<QPlainTextEdit>(*again, "patternsEdit").setPlainText(QStringLiteral("*"));
        child<QAbstractButton>(*again, "advancedCheck").setChecked(true);
        type(*again, "urlEdit", draft.apiUrl);
        press(*again, "addButton");
        QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(*again, "formError").text().contains(draft.name), 10'000);
    }
};

QTEST_MAIN(TestFirstRun)
#include "tst_firstrun.moc"
