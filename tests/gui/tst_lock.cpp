// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "windowdesk.h"

#include <ui/lockwatcher.h>
#include <ui/theme.h>
#include <ui/unlockpage.h>

#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableWidget>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

namespace {

/// All text that any widget of the window holds, hidden ones too.
QString allText(const QWidget& window)
{
    QStringList texts{window.windowTitle()};
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        texts << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription();
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            texts << label->text();
        if (const auto* edit = qobject_cast<const QLineEdit*>(widget))
            texts << edit->text();
        if (const auto* edit = qobject_cast<const QPlainTextEdit*>(widget))
            texts << edit->toPlainText();
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            texts << button->text();
        if (const auto* view = qobject_cast<const QAbstractItemView*>(widget); view && view->model()) {
            for (int row = 0; row < view->model()->rowCount(); ++row) {
                for (int column = 0; column < view->model()->columnCount(); ++column)
                    texts << view->model()->index(row, column).data().toString();
            }
        }
    }
    for (const QAction* action : window.findChildren<QAction*>())
        texts << action->text() << action->toolTip();
    return texts.join(QLatin1Char('\n'));
}

class PaintWatch : public QObject
{
public:
    int paints = 0;

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        paints += event->type() == QEvent::Paint;
        return false;
    }
};

} // namespace

class TestLock : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }

    void lockedWindowShowsNothing()
    {
        WindowDesk desk(1);
        MainWindow& window = *desk.window;
        desk.queue().selectView(4);
        QVERIFY(desk.waitForOrders());
        QVERIFY(desk.waitForOrder());
        const operations::OrderDetails order = *desk.queue().order();
        const QString merchant = desk.console->merchants().first().merchant.name;
        desk.queue().selectMerchant(desk.console->merchants().first().merchant.id);
        QVERIFY(allText(window).contains(order.number));
        QVERIFY(allText(window).contains(merchant));
        child<QAction>(window, "copyNumberAction").trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), order.number);
        child<QLineEdit>(window, "filterEdit").setText(order.number);
        QVERIFY(desk.open(QStringLiteral("raw-data")));
        QVERIFY(window.dialog());

        child<QAction>(window, "lockAction").trigger();
        QCOMPARE(desk.console->state(), operations::Console::State::Locked);
        QVERIFY(window.findChild<UnlockPage*>()->isVisible());
        QVERIFY(!window.dialog());
        QCOMPARE(desk.queue().ordersModel()->rowCount(), 0);
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
        QVERIFY(!desk.queue().order());
        const QString left = allText(window);
        QVERIFY(!left.contains(order.number));
        QVERIFY2(!left.contains(merchant), qPrintable(left.mid(qMax<qsizetype>(0, left.indexOf(merchant) - 60), 150)));
        if (!order.shipTo.name.isEmpty())
            QVERIFY(!left.contains(order.shipTo.name));
        QVERIFY(!child<QAction>(window, "findAction").isEnabled());
        QVERIFY(!desk.open(QStringLiteral("raw-data")));

        auto& unlock = *window.findChild<UnlockPage*>();
        type(unlock, "secretEdit", QStringLiteral("wrong words here"));
        press(unlock, "unlockButton");
        QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(unlock, "unlockError").isVisible(), 10'000);
        QCOMPARE(desk.console->state(), operations::Console::State::Locked);
        type(unlock, "secretEdit", kPassphrase);
        QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(unlock, "unlockButton").isEnabled(), 10'000);
        press(unlock, "unlockButton");
        QTRY_COMPARE_WITH_TIMEOUT(desk.console->state(), operations::Console::State::Unlocked, 10'000);
        QVERIFY(desk.queue().isVisible());
        QVERIFY(desk.waitForOrders());
    }

    void locksOnIdleAndOnSignals()
    {
        WindowDesk desk(1);
        auto& watcher = *desk.window->findChild<LockWatcher*>();
        QMetaObject::invokeMethod(&watcher, "sleepPrepared", Q_ARG(bool, false));
        QCOMPARE(desk.console->state(), operations::Console::State::Unlocked);
        QMetaObject::invokeMethod(&watcher, "sleepPrepared", Q_ARG(bool, true));
        QCOMPARE(desk.console->state(), operations::Console::State::Locked);
        desk.unlock();
        QMetaObject::invokeMethod(&watcher, "screenSaverChanged", Q_ARG(bool, true));
        QCOMPARE(desk.console->state(), operations::Console::State::Locked);
        desk.unlock();
        operations::ConsoleSettings settings = desk.console->settings();
        settings.lockOnScreenLock = settings.lockOnSuspend = false;
        QVERIFY(desk.console->setSettings(settings));
        QMetaObject::invokeMethod(&watcher, "screenSaverChanged", Q_ARG(bool, true));
        QMetaObject::invokeMethod(&watcher, "sleepPrepared", Q_ARG(bool, true));
        QCOMPARE(desk.console->state(), operations::Console::State::Unlocked);
        emit watcher.lockRequested(LockWatcher::Reason::Idle);
        QCOMPARE(desk.console->state(), operations::Console::State::Locked);
    }

    void lockWhileUnlockingIsHeard()
    {
        WindowDesk desk(1);
        desk.console->lock();
        QSignalSpy states(desk.console.get(), &operations::Console::stateChanged);
        const auto unlocked = desk.console->unlock(kPassphrase);
        emit desk.window->findChild<LockWatcher*>()->lockRequested(LockWatcher::Reason::ScreenLocked);
        QTRY_VERIFY_WITH_TIMEOUT(unlocked.isFinished(), 10'000);
        QVERIFY(states.isEmpty() || states.size() == 2); // dropped while the lock before was still ending, or opened and locked right after
        QCOMPARE(desk.console->state(), operations::Console::State::Locked);
        QVERIFY(desk.window->findChild<UnlockPage*>()->isVisible());
    }

    /// The console waits for its threads while it locks: by then the orders are off the screen.
    void lockedPageIsPaintedFirst()
    {
        WindowDesk desk(1);
        QVERIFY(desk.waitForOrders());
        QVERIFY(QTest::qWaitForWindowExposed(desk.window.get()));
        PaintWatch page;
        desk.window->findChild<UnlockPage*>()->installEventFilter(&page);
        int paintedFirst = 0;
        // Connected after the window's own slot: what it has painted by now was painted before the console goes on.
        connect(desk.console.get(), &operations::Console::stateChanged, &page, [&] { paintedFirst = page.paints; });
        desk.console->lock();
        QVERIFY(paintedFirst > 0);
    }

    void windowIsRemembered()
    {
        WindowDesk desk(1);
        desk.window->resize(1'100, 700);
        child<QAction>(*desk.window, "showOrderAction").setChecked(false);
        desk.queue().selectView(2);
        desk.window->close();
        desk.window.reset();
        QFile file(desk.profileDir() + QStringLiteral("/window.ini"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(desk.draft(0).name.toUtf8()));
        desk.openWindow();
        QCOMPARE(desk.window->size(), QSize(1'100, 700));
        QVERIFY(!child<QAction>(*desk.window, "showOrderAction").isChecked());
        QCOMPARE(desk.queue().currentView(), 2);
    }
};

QTEST_MAIN(TestLock)
#include "tst_lock.moc"
