// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "windowdesk.h"

#include <ui/theme.h>
#include <ui/tour.h>

#include <QAbstractItemView>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTabBar>
#include <QTextEdit>
#include <QToolButton>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

namespace {

bool isInteractive(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractItemView*>(widget)
        || qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QTabBar*>(widget);
}

/// Parts that Qt makes inside its own widgets; their owner has the name.
bool isPart(const QWidget* widget)
{
    return widget->objectName().startsWith(QLatin1String("qt_")) || qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) || qobject_cast<const QComboBox*>(widget->parentWidget())
        || widget->parentWidget()->inherits("QKeySequenceEdit") || widget->inherits("QHeaderView") || widget->inherits("QTableCornerButton") || widget->parentWidget()->inherits("QTabBar")
        || widget->parentWidget()->inherits("QTabWidget") || widget->parentWidget()->inherits("QLineEdit") || widget->inherits("QToolBarExtension")
        || widget->parentWidget()->inherits("QComboBoxPrivateContainer") || widget->inherits("QCalendarView") || widget->parentWidget()->inherits("QCalendarWidget");
}

} // namespace

class TestEveryWindow : public QObject
{
    Q_OBJECT

    std::unique_ptr<WindowDesk> m_desk;

private slots:
    void initTestCase()
    {
        applyTheme(*qApp, Appearance::Light);
        m_desk = std::make_unique<WindowDesk>(2);
        m_desk->queue().selectView(4);
        QVERIFY(m_desk->waitForOrders());
        QVERIFY(m_desk->waitForOrder());
    }
    void cleanupTestCase() { m_desk.reset(); }

    void everyPlace_data()
    {
        QTest::addColumn<QString>("place");
        for (const auto& place : m_desk->window->places())
            QTest::newRow(qPrintable(place.name)) << place.name;
    }

    void everyPlace()
    {
        QFETCH(QString, place);
        if (place == QLatin1String("raw-data"))
            QVERIFY(m_desk->waitForOrder());
        QWidget* shown = m_desk->open(place);
        QVERIFY2(shown, "it does not open");
        QVERIFY(shown->isVisible());

        static const QRegularExpression accessKey(QStringLiteral("&([^& ])"));
        QHash<QString, QString> keys;
        if (!m_desk->window->dialog()) {
            for (const QAction* menu : m_desk->window->menuBar()->actions())
                keys.insert(accessKey.match(menu->text()).captured(1).toLower(), menu->text());
        }
        const auto widgets = shown->findChildren<QWidget*>();
        for (QWidget* widget : widgets) {
            if (const auto* label = qobject_cast<QLabel*>(widget))
                QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->objectName() + QStringLiteral(" may guess HTML")));
            QVERIFY2(!qobject_cast<QTextEdit*>(widget), qPrintable(widget->objectName() + QStringLiteral(" guesses HTML")));
            if (!widget->isVisible() || !isInteractive(widget) || isPart(widget))
                continue;
            QAccessibleInterface* access = QAccessible::queryAccessibleInterface(widget);
            const QString name = access ? access->text(QAccessible::Name) : QString();
            QVERIFY2(!name.isEmpty(), qPrintable(QStringLiteral("%1 %2 has no accessible name").arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName())));
        }
        // Access keys of what is visible at the same time.
        for (QWidget* widget : widgets) {
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            const auto* label = qobject_cast<QLabel*>(widget);
            if (!widget->isVisible() || isPart(widget) || !(button || (label && label->buddy())))
                continue;
            const auto match = accessKey.match(button ? button->text() : label->text());
            if (!match.hasMatch())
                continue;
            const QString key = match.captured(1).toLower();
            QVERIFY2(!keys.contains(key), qPrintable(QStringLiteral("%1 and %2 share Alt+%3").arg(widget->objectName(), keys.value(key), key)));
            keys.insert(key, widget->objectName());
        }
        if (m_desk->window->dialog()) {
            QVERIFY(m_desk->window->dialog()->isModal());
            QTest::keyClick(m_desk->window->dialog(), Qt::Key_Escape);
            QTRY_VERIFY(!m_desk->window->dialog());
        }
    }

    void shortcutsAreUnique()
    {
        QHash<QKeySequence, QString> taken;
        for (const QAction* action : m_desk->window->findChildren<QAction*>()) {
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!taken.contains(key), qPrintable(QStringLiteral("%1: %2 and %3").arg(key.toString(), action->objectName(), taken.value(key))));
                taken.insert(key, action->objectName());
            }
        }
        QVERIFY(taken.size() > 25);
        // None that is a function key only.
        for (const QAction* action : m_desk->window->commands()) {
            bool other = action->shortcuts().isEmpty();
            for (const QKeySequence& key : action->shortcuts()) {
                const int code = key[0].key();
                other = other || code < Qt::Key_F1 || code > Qt::Key_F12;
            }
            QVERIFY2(other, qPrintable(action->objectName()));
        }
    }

    void menuKeysAreUnique()
    {
        static const QRegularExpression accessKey(QStringLiteral("&([^& ])"));
        QList<QWidget*> menus{m_desk->window->menuBar()};
        for (QMenu* menu : m_desk->window->findChildren<QMenu*>())
            menus += menu;
        for (const QWidget* menu : menus) {
            QHash<QString, QString> keys;
            for (const QAction* action : menu->actions()) {
                const auto match = accessKey.match(action->text());
                if (!action->isVisible() || !match.hasMatch())
                    continue;
                const QString key = match.captured(1).toLower();
                QVERIFY2(!keys.contains(key), qPrintable(QStringLiteral("%1: %2 and %3").arg(menu->objectName(), action->text(), keys.value(key))));
                keys.insert(key, action->text());
            }
        }
    }

    void everyToolBarButtonIsInTheMenusToo()
    {
        QSet<QString> names;
        for (const QAction* action : m_desk->window->commands()) {
            QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
            names.insert(action->objectName());
        }
        for (const char* button : {"findButton", "refreshButton", "lockButton"})
            QVERIFY(names.contains(QString::fromLatin1(button).replace(QLatin1String("Button"), QLatin1String("Action"))) && m_desk->window->findChild<QToolButton*>(QString::fromLatin1(button)));
    }

    void worksByKeyboard()
    {
        MainWindow& window = *m_desk->window;
        QVERIFY(m_desk->open(QStringLiteral("queue")));
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        m_desk->queue().selectView(4);
        QVERIFY(m_desk->waitForOrders());
        QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier);
        auto& filter = child<QLineEdit>(window, "filterEdit");
        QTRY_VERIFY(filter.hasFocus());
        const QString number = m_desk->queue().ordersModel()->orderNumber(0);
        QTest::keyClicks(&filter, number);
        QTRY_VERIFY(m_desk->queue().ordersModel()->rowCount() >= 1 && m_desk->queue().ordersModel()->query().text == number && !m_desk->queue().ordersModel()->isBusy());
        QTest::keyClick(&filter, Qt::Key_Return);
        QVERIFY(m_desk->queue().ordersView()->hasFocus());
        QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier);
        QTest::keyClick(&filter, Qt::Key_Escape);
        QVERIFY(filter.text().isEmpty());
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!m_desk->queue().currentMerchant().isNull());
        QTest::keyClick(&window, Qt::Key_0, Qt::ControlModifier);
        QVERIFY(m_desk->queue().currentMerchant().isNull());
        QTest::keyClick(&window, Qt::Key_G, Qt::ControlModifier);
        QVERIFY(m_desk->queue().isByCause());
        QTest::keyClick(&window, Qt::Key_G, Qt::ControlModifier);
        QVERIFY(!m_desk->queue().isByCause());

        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(window.dialog());
        auto& search = child<QLineEdit>(*window.dialog(), "searchEdit");
        QTest::keyClicks(&search, QStringLiteral("about t6"));
        QTest::keyClick(&search, Qt::Key_Return);
        QTRY_VERIFY(window.dialog() && window.dialog()->windowTitle() == QLatin1String("About T6 Console"));
        QTest::keyClick(window.dialog(), Qt::Key_Escape);
        QTRY_VERIFY(!window.dialog());
    }

    void savedViewComesBack()
    {
        m_desk->queue().selectView(4);
        child<QLineEdit>(*m_desk->window, "filterEdit").setText(QStringLiteral("a"));
        QWidget* dialog = m_desk->open(QStringLiteral("save-view"));
        QVERIFY(dialog);
        type(*dialog, "nameEdit", QStringLiteral("Mine"));
        press(*dialog, "saveButton");
        QCOMPARE(m_desk->queue().views().last().name, QStringLiteral("Mine"));
        QVERIFY(child<QLineEdit>(*m_desk->window, "filterEdit").text().isEmpty());
        QCOMPARE(m_desk->queue().ordersModel()->query().text, QStringLiteral("a"));
        m_desk->console->lock();
        m_desk->unlock();
        QCOMPARE(m_desk->queue().views().last().name, QStringLiteral("Mine"));
        m_desk->queue().selectView(static_cast<int>(m_desk->queue().views().size()) - 1);
        child<QAction>(*m_desk->window, "deleteViewAction").trigger();
        QVERIFY(m_desk->queue().views().last().builtIn);
    }

    void merchantIsEdited()
    {
        QVERIFY(m_desk->waitForOrders());
        m_desk->queue().selectMerchant(m_desk->queue().merchantAt(1));
        const MerchantId id = m_desk->queue().currentMerchant();
        QWidget* dialog = m_desk->open(QStringLiteral("merchant-general"));
        QVERIFY(dialog);
        QTRY_VERIFY(!child<QLabel>(*dialog, "previewLabel").text().isEmpty());
        child<QComboBox>(*dialog, "colourBox").setCurrentIndex(9);
        child<QCheckBox>(*dialog, "point0CheckBox").setChecked(true);
        type(*dialog, "byEdit", QStringLiteral("Dana"));
        press(*dialog, "saveButton");
        QTRY_VERIFY(!m_desk->window->dialog());
        const Merchant merchant = m_desk->console->merchant(id)->merchant;
        QCOMPARE(merchant.colour, 9);
        QCOMPARE(merchant.checklist.size(), std::size_t{1});
        QCOMPARE(merchant.checklist.front().by, QStringLiteral("Dana"));
        m_desk->queue().selectMerchant({});
    }

    void removingNeedsTheName()
    {
        m_desk->queue().selectMerchant(m_desk->queue().merchantAt(2));
        QWidget* dialog = m_desk->open(QStringLiteral("remove-merchant"));
        QVERIFY(dialog);
        auto& remove = child<QPushButton>(*dialog, "removeButton");
        QVERIFY(!remove.isEnabled());
        QVERIFY(child<QPushButton>(*dialog, "cancelButton").isDefault());
        type(*dialog, "nameEdit", QStringLiteral("something else"));
        QVERIFY(!remove.isEnabled());
        type(*dialog, "nameEdit", m_desk->console->merchant(m_desk->queue().currentMerchant())->merchant.name);
        QVERIFY(remove.isEnabled());
        press(*dialog, "removeButton");
        QTRY_COMPARE(m_desk->console->merchants().size(), 1);
        QTRY_VERIFY(m_desk->queue().currentMerchant().isNull());
    }

    void tourTakesAPictureOfEverything()
    {
        QTemporaryDir pictures;
        m_desk->queue().selectView(4);
        Tour tour(*m_desk->window, pictures.path());
        QSignalSpy finished(&tour, &Tour::finished);
        tour.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 120'000);
        QCOMPARE(finished.first().first().toInt(), 0);
        const QStringList files = QDir(pictures.path()).entryList({QStringLiteral("*.png")});
        QCOMPARE(files.size(), 2 * static_cast<qsizetype>(m_desk->window->places().size()));
        QVERIFY(files.contains(QStringLiteral("01-first-run-light.png")));
    }
};

QTEST_MAIN(TestEveryWindow)
#include "tst_everywindow.moc"
