// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "mainwindow.h"

#include "clipboard.h"
#include "corrector.h"
#include "firstrunpage.h"
#include "icons.h"
#include "ordersview.h"
#include "queuepage.h"
#include "safetext.h"
#include "statusline.h"
#include "ui_mainwindow.h"
#include "unlockpage.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDialog>
#include <QLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScreen>
#include <QToolButton>

namespace t6::ui {

using operations::Console;

namespace {

constexpr QSize kFrame(16, 48); ///< what a window manager may draw around a window

} // namespace

MainWindow::MainWindow(Console& console, const UiOptions& options, QWidget* parent)
    : QMainWindow(parent)
    , m_console(console)
    , m_options(options)
    , m_form(std::make_unique<Ui::MainWindow>())
    , m_settings(options.profileDir + QStringLiteral("/window.ini"), QSettings::IniFormat)
    , m_firstRun(new FirstRunPage(console))
    , m_unlock(new UnlockPage(console))
    , m_queue(new QueuePage(console, options.clock))
    , m_lockWatcher(new LockWatcher(this))
    , m_clipboard(new Clipboard(this))
    , m_corrector(new Corrector(console, m_queue->outcomeNotice(), this))
{
    m_form->setupUi(this);
    setWindowIcon(programIcon());
    m_status = new StatusLine(console, options.clock, m_form->statusBar, options.practice);
    for (QWidget* page : {static_cast<QWidget*>(m_firstRun), static_cast<QWidget*>(m_unlock), static_cast<QWidget*>(m_queue)})
        m_form->pages->addWidget(page);
    setUpToolBar();
    setUpActions();
    setUpMerchantActions();
    setUpQueue();
    setUpFixes();
    setUpActs();
    setUpFunds();
    setUpPlaces();
    setUpLocking();
    restoreShortcuts();
    setPractice(options.practice, options.practicePassphrase);
    const int appearance = m_settings.value(QStringLiteral("appearance"), 0).toInt();
    setAppearance(appearance >= 0 && appearance <= 2 ? static_cast<Appearance>(appearance) : Appearance::System);

    if (!restoreGeometry(m_settings.value(QStringLiteral("geometry")).toByteArray()))
        resize(QSize(1440, 900).boundedTo(screen()->availableSize() - kFrame));
    m_queue->restoreLayout(m_settings);
    m_form->showMerchantsAction->setChecked(m_settings.value(QStringLiteral("showMerchants"), true).toBool());
    m_form->showOrderAction->setChecked(m_settings.value(QStringLiteral("showOrder"), true).toBool());
    showState();
}

MainWindow::~MainWindow() = default;

// --- state: first run, locked, queue ------------------------------------------------------------------------------

void MainWindow::showState()
{
    const Console::State state = m_console.state();
    const bool unlocked = state == Console::State::Unlocked;
    const bool locking = m_wasUnlocked && !unlocked;
    if (!unlocked) {
        closeDialog();
        for (QMenu* menu : findChildren<QMenu*>())
            menu->close();
        if (m_wasUnlocked)
            m_clipboard->clearOurs();
        resetFilter();
        m_corrector->clear();
        m_queue->clear();
    }
    if (unlocked && !m_wasUnlocked)
        m_queue->loadViews();
    m_wasUnlocked = unlocked;
    if (state == Console::State::Empty) {
        m_firstRun->reset();
        m_form->pages->setCurrentWidget(m_firstRun);
    } else if (state == Console::State::Locked) {
        m_firstRun->reset();
        m_unlock->reset();
        m_form->pages->setCurrentWidget(m_unlock);
        m_unlock->setFocus();
    } else if (!m_firstRun->isBusy()) {
        m_form->pages->setCurrentWidget(m_queue);
        m_queue->ordersView()->setFocus();
    }
    m_form->toolBar->setVisible(m_form->pages->currentWidget() == m_queue);
    updateMerchantMenu();
    updateActions();
    updateTitle();
    if (locking)
        showNow();
}

/// Paints at once: after this the console may be busy for a moment, with what was on the screen still to be seen.
void MainWindow::showNow()
{
    for (QWidget* part : {static_cast<QWidget*>(this), m_form->centralWidget, static_cast<QWidget*>(m_unlock)}) {
        if (part->layout())
            part->layout()->activate();
    }
    repaint();
}

void MainWindow::setUpLocking()
{
    connect(&m_console, &Console::stateChanged, this, &MainWindow::showState);
    connect(m_lockWatcher, &LockWatcher::lockRequested, this, [this] { lock(); }); // also while it unlocks: then right after
    connect(&m_console, &Console::settingsChanged, this, &MainWindow::applySettings);
    applySettings();
}

void MainWindow::applySettings()
{
    const operations::ConsoleSettings settings = m_console.settings();
    m_lockWatcher->setIdleMinutes(settings.idleLockMinutes);
    m_lockWatcher->setWatchScreen(settings.lockOnScreenLock);
    m_lockWatcher->setWatchSuspend(settings.lockOnSuspend);
}

void MainWindow::setPractice(bool practice, const QString& passphrase)
{
    m_form->practiceNotice->setNotice(practice ? tr("Practice: a make-believe ShipStation on this computer. No real merchant, order or money is touched.") : QString(), holdTint);
    m_unlock->setPracticePassphrase(practice ? passphrase : QString());
}

void MainWindow::updateTitle()
{
    const auto merchant = m_console.merchant(m_queue->currentMerchant());
    setWindowTitle(merchant && m_console.state() == Console::State::Unlocked ? tr("%1 – T6 Console").arg(safeLine(merchant->merchant.name, 60)) : tr("T6 Console"));
}

// --- tool bar and filter ------------------------------------------------------------------------------------------

void MainWindow::setUpToolBar()
{
    m_form->toolBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_form->toolBar->layout()->setContentsMargins(12, 8, 12, 9);
    m_form->toolBar->layout()->setSpacing(0);
    m_merchantButton = new QToolButton(this);
    m_merchantButton->setObjectName(QStringLiteral("merchantButton"));
    m_merchantButton->setProperty("outlined", true);
    m_merchantButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_merchantButton->setPopupMode(QToolButton::InstantPopup);
    m_merchantButton->setAccessibleName(tr("Merchant"));
    m_merchantButton->setToolTip(tr("Choose whose orders are shown (Ctrl+0 all, Ctrl+1 to Ctrl+9)"));
    m_switchMenu = new QMenu(this);
    m_merchantButton->setMenu(m_switchMenu);

    m_filterEdit = new QLineEdit(this);
    m_filterEdit->setObjectName(QStringLiteral("filterEdit"));
    m_filterEdit->setPlaceholderText(tr("Filter: number, buyer, city, SKU"));
    m_filterEdit->setAccessibleName(tr("Filter orders"));
    m_filterEdit->setToolTip(tr("Filter the table (Ctrl+F); Esc clears"));
    m_filterEdit->setClearButtonEnabled(true);
    m_filterEdit->setMaximumWidth(fontMetrics().averageCharWidth() * 50);
    m_filterEdit->setMinimumWidth(fontMetrics().averageCharWidth() * 32);
    m_filterEdit->installEventFilter(this);
    connect(m_filterEdit, &QLineEdit::textChanged, m_queue, &QueuePage::setFilterText);

    const auto add = [this](QAction* action, const char* iconName, const QString& caption) {
        auto* button = new QToolButton(this);
        button->setObjectName(action->objectName().replace(QStringLiteral("Action"), QStringLiteral("Button")));
        button->setProperty("outlined", true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIcon(icon(QString::fromLatin1(iconName)));
        button->setText(caption);
        button->setAccessibleName(caption);
        button->setToolTip(QStringLiteral("%1 (%2)").arg(caption, action->shortcut().toString(QKeySequence::NativeText)));
        connect(button, &QToolButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button, [button, action] { button->setEnabled(action->isEnabled()); });
        m_form->toolBar->addWidget(button);
        button->setAutoRaise(false); // the tool bar set it
    };
    const auto gap = [this](bool wide) {
        auto* space = new QWidget(this);
        space->setSizePolicy(wide ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Preferred);
        space->setFixedHeight(1);
        if (!wide)
            space->setFixedWidth(8);
        m_form->toolBar->addWidget(space);
    };
    gap(false);
    m_form->toolBar->addWidget(m_merchantButton);
    m_merchantButton->setAutoRaise(false);
    gap(false);
    m_form->toolBar->addWidget(m_filterEdit);
    gap(true);
    add(m_form->findAction, "search", tr("Find Anything"));
    gap(false);
    add(m_form->refreshAction, "refresh-cw", tr("Refresh"));
    gap(false);
    add(m_form->lockAction, "lock", tr("Lock"));
    gap(false);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_filterEdit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            resetFilter();
            m_queue->ordersView()->setFocus();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down) {
            m_queue->ordersView()->setFocus();
            if (!m_queue->currentOrder())
                m_queue->stepOrder(1);
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::resetFilter()
{
    m_filterEdit->clear();
}

// --- queue --------------------------------------------------------------------------------------------------------

void MainWindow::setUpQueue()
{
    connect(m_firstRun, &FirstRunPage::practiceRequested, this, &MainWindow::practiceRequested);
    connect(m_firstRun, &FirstRunPage::finished, this, &MainWindow::showState);
    connect(m_firstRun, &FirstRunPage::addMerchantRequested, this, [this] { openPlace(QStringLiteral("add-merchant")); });
    connect(m_queue, &QueuePage::addMerchantRequested, this, [this] { openPlace(QStringLiteral("add-merchant")); });
    connect(m_queue, &QueuePage::saveViewRequested, this, [this] { openPlace(QStringLiteral("save-view")); });
    connect(m_queue, &QueuePage::rawRequested, this, [this] { openPlace(QStringLiteral("raw-data")); });
    connect(m_queue, &QueuePage::replaceKeysRequested, this, [this] { openPlace(QStringLiteral("replace-keys")); });
    connect(m_queue, &QueuePage::filterResetRequested, this, &MainWindow::resetFilter);
    connect(m_queue, &QueuePage::currentOrderChanged, this, &MainWindow::updateActions);
    connect(m_queue, &QueuePage::viewChanged, this, &MainWindow::updateActions);
    connect(m_queue, &QueuePage::merchantSelected, this, [this] {
        m_status->setMerchant(m_queue->currentMerchant());
        updateMerchantMenu();
        updateActions();
        updateTitle();
    });
    connect(m_status, &StatusLine::operationsRequested, this, [this] { openPlace(QStringLiteral("open-operations")); });
    connect(m_status, &StatusLine::problemsRequested, this, [this] { openPlace(QStringLiteral("errors")); });
    connect(&m_console, &Console::merchantsChanged, this, [this] {
        updateMerchantMenu();
        updateActions();
        updateTitle();
    });
    connect(&m_console, &Console::merchantChanged, this, &MainWindow::updateMerchantMenu);
}

MerchantId MainWindow::someMerchant() const
{
    if (const MerchantId selected = m_queue->currentMerchant(); !selected.isNull())
        return selected;
    if (const auto order = m_queue->currentOrder())
        return order->merchant;
    return m_queue->merchantAt(1);
}

void MainWindow::switchToMerchant(int place)
{
    if (place == 0 || !m_queue->merchantAt(place).isNull())
        m_queue->selectMerchant(m_queue->merchantAt(place));
}

// --- window -------------------------------------------------------------------------------------------------------

void MainWindow::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    m_form->systemAction->setChecked(appearance == Appearance::System);
    m_form->lightAction->setChecked(appearance == Appearance::Light);
    m_form->darkAction->setChecked(appearance == Appearance::Dark);
    m_settings.setValue(QStringLiteral("appearance"), static_cast<int>(appearance));
    applyTheme(*qApp, appearance);
}

void MainWindow::raiseWindow()
{
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange)
        saveWindow(); // so that a crash loses little
}

void MainWindow::saveWindow()
{
    if (!isVisible())
        return;
    m_settings.setValue(QStringLiteral("geometry"), saveGeometry());
    m_settings.setValue(QStringLiteral("showMerchants"), m_form->showMerchantsAction->isChecked());
    m_settings.setValue(QStringLiteral("showOrder"), m_form->showOrderAction->isChecked());
    m_queue->saveLayout(m_settings);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveWindow();
    m_settings.sync();
    QMainWindow::closeEvent(event);
}

} // namespace t6::ui
