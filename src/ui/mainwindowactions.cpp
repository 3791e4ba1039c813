// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// The menus of MainWindow and what they open.
#include "mainwindow.h"

#include "aboutdialog.h"
#include "addmerchantdialog.h"
#include "changepassphrasedialog.h"
#include "clipboard.h"
#include "commandpalette.h"
#include "corrector.h"
#include "firstrunpage.h"
#include "icons.h"
#include "merchantdialog.h"
#include "newrecoverykeydialog.h"
#include "ordersview.h"
#include "preferencesdialog.h"
#include "problemsdialog.h"
#include "queuepage.h"
#include "rawdatadialog.h"
#include "removemerchantdialog.h"
#include "replacekeysdialog.h"
#include "safetext.h"
#include "saveviewdialog.h"
#include "shortcutsdialog.h"
#include "ui_mainwindow.h"
#include "unlockpage.h"

#include <core/async.h>

#include <QActionGroup>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace t6::ui {

using operations::Console;

namespace {

constexpr int kNumbered = 9;

QIcon colourIcon(int colour, bool dark)
{
    QPixmap picture(32, 32);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(merchantColour(colour, dark));
    painter.drawRoundedRect(10, 2, 12, 28, 6, 6);
    return QIcon(picture);
}

} // namespace

void MainWindow::setUpActions()
{
    auto* appearance = new QActionGroup(this);
    for (QAction* action : {m_form->lightAction, m_form->darkAction, m_form->systemAction})
        appearance->addAction(action);
    const std::pair<QAction*, const char*> icons[] = {{m_form->refreshAction, "refresh-cw"}, {m_form->filterAction, "list-filter"}, {m_form->saveViewAction, "bookmark-plus"},
        {m_form->byCauseAction, "list-tree"}, {m_form->lockAction, "lock"}, {m_form->quitAction, "log-out"}, {m_form->markReviewedAction, "check"}, {m_form->copyRowsAction, "copy"},
        {m_form->rawDataAction, "file-json"}, {m_form->addMerchantAction, "plus"}, {m_form->merchantSettingsAction, "settings"}, {m_form->replaceKeysAction, "key-round"},
        {m_form->pauseMerchantAction, "pause"}, {m_form->removeMerchantAction, "trash-2"}, {m_form->allMerchantsAction, "users"}, {m_form->lightAction, "sun"}, {m_form->darkAction, "moon"},
        {m_form->systemAction, "monitor"}, {m_form->findAction, "search"}, {m_form->problemsAction, "triangle-alert"}, {m_form->fundsAction, "credit-card"}, {m_form->newRecoveryKeyAction, "printer"},
        {m_form->shortcutsAction, "keyboard"}, {m_form->aboutAction, "info"}};
    for (const auto& [action, name] : icons)
        action->setIcon(icon(QString::fromLatin1(name)));
    m_form->columnsMenu->setIcon(icon(QStringLiteral("columns-3")));
    m_form->refreshAction->setShortcuts({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)});
    m_form->shortcutsAction->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Question), QKeySequence(Qt::Key_F1)});
    m_form->fullScreenAction->setShortcuts({QKeySequence(Qt::Key_F11), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)});
    m_form->refreshMerchantAction->setShortcuts({QKeySequence(Qt::SHIFT | Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)});

    const auto does = [this](QAction* action, auto what) { connect(action, &QAction::triggered, this, what); };
    const auto opens = [this](QAction* action, const char* place) { connect(action, &QAction::triggered, this, [this, place] { openPlace(QString::fromLatin1(place)); }); };
    does(m_form->refreshAction, [this] { m_queue->refresh(); });
    does(m_form->filterAction, [this] {
        m_filterEdit->setFocus();
        m_filterEdit->selectAll();
    });
    opens(m_form->saveViewAction, "save-view");
    does(m_form->deleteViewAction, [this] { m_queue->deleteCurrentView(); });
    does(m_form->byCauseAction, [this](bool on) { on ? m_queue->setByCause(true) : m_queue->selectView(m_queue->currentView()); });
    does(m_form->lockAction, [this] { lock(); });
    does(m_form->quitAction, [this] { close(); });
    does(m_form->nextOrderAction, [this] { m_queue->stepOrder(1); });
    does(m_form->previousOrderAction, [this] { m_queue->stepOrder(-1); });
    does(m_form->nextIssueAction, [this] { m_queue->stepIssue(); });
    does(m_form->editOrderAction, [this] { m_queue->fixSelected(true); });
    does(m_form->markReviewedAction, [this] { m_queue->markReviewed(); });
    does(m_form->copyRowsAction, [this] { m_clipboard->copy(m_queue->selectedRowsText()); });
    does(m_form->copyNumberAction, [this] { m_clipboard->copy(m_queue->currentNumber()); });
    opens(m_form->rawDataAction, "raw-data");
    opens(m_form->addMerchantAction, "add-merchant");
    opens(m_form->merchantSettingsAction, "merchant-general");
    opens(m_form->replaceKeysAction, "replace-keys");
    opens(m_form->removeMerchantAction, "remove-merchant");
    does(m_form->refreshMerchantAction, [this] { m_console.refresh(someMerchant()); });
    does(m_form->pauseMerchantAction, [this](bool paused) {
        if (auto state = m_console.merchant(someMerchant())) {
            state->merchant.paused = paused;
            whenDone(this, m_console.updateMerchant(state->merchant), [this](const Result<void>&) { updateActions(); });
        }
    });
    does(m_form->lightAction, [this] { setAppearance(Appearance::Light); });
    does(m_form->darkAction, [this] { setAppearance(Appearance::Dark); });
    does(m_form->systemAction, [this] { setAppearance(Appearance::System); });
    connect(m_form->showMerchantsAction, &QAction::toggled, m_queue, &QueuePage::setMerchantsShown);
    connect(m_form->showOrderAction, &QAction::toggled, m_queue, &QueuePage::setOrderShown);
    does(m_form->resetLayoutAction, [this] {
        m_form->showMerchantsAction->setChecked(true);
        m_form->showOrderAction->setChecked(true);
        m_queue->resetLayout();
    });
    does(m_form->fullScreenAction, [this](bool full) { full ? showFullScreen() : showNormal(); });
    opens(m_form->findAction, "find");
    opens(m_form->problemsAction, "errors");
    opens(m_form->changePassphraseAction, "change-passphrase");
    opens(m_form->newRecoveryKeyAction, "new-recovery-key");
    opens(m_form->preferencesAction, "preferences");
    opens(m_form->shortcutsAction, "shortcuts");
    opens(m_form->aboutAction, "about");
    connect(m_form->columnsMenu, &QMenu::aboutToShow, this, [this] {
        m_form->columnsMenu->clear();
        m_queue->ordersView()->addColumnActions(m_form->columnsMenu);
    });
    for (QAction* action : commands())
        action->setProperty("defaultShortcut", action->shortcut());
}

void MainWindow::setUpMerchantActions()
{
    connect(m_form->allMerchantsAction, &QAction::triggered, this, [this] { switchToMerchant(0); });
    m_form->merchantMenu->addSeparator();
    for (int place = 1; place <= kNumbered; ++place) {
        auto* action = new QAction(this);
        action->setObjectName(QStringLiteral("merchant%1Action").arg(place));
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + place)));
        connect(action, &QAction::triggered, this, [this, place] { switchToMerchant(place); });
        m_form->merchantMenu->addAction(action);
        m_merchantActions += action;
    }
}

void MainWindow::updateMerchantMenu()
{
    const bool unlocked = m_console.state() == Console::State::Unlocked;
    m_switchMenu->clear();
    m_switchMenu->addAction(m_form->allMerchantsAction);
    m_switchMenu->addSeparator();
    for (int i = 0; i < m_merchantActions.size(); ++i) {
        QAction* action = m_merchantActions.at(i);
        const auto state = unlocked ? m_console.merchant(m_queue->merchantAt(i + 1)) : std::nullopt;
        action->setVisible(state.has_value());
        action->setEnabled(state.has_value());
        action->setText(state ? QStringLiteral("&%1  %2").arg(i + 1).arg(safeCaption(state->merchant.name)) : QString());
        action->setIcon(state ? colourIcon(state->merchant.colour, isDark(palette())) : QIcon());
        m_switchMenu->addAction(action);
    }
    for (int place = kNumbered + 1; unlocked && !m_queue->merchantAt(place).isNull(); ++place) {
        if (const auto state = m_console.merchant(m_queue->merchantAt(place))) {
            QAction* action = m_switchMenu->addAction(colourIcon(state->merchant.colour, isDark(palette())), safeCaption(state->merchant.name));
            connect(action, &QAction::triggered, m_queue, [this, id = state->merchant.id] { m_queue->selectMerchant(id); });
        }
    }
    const auto selected = unlocked ? m_console.merchant(m_queue->currentMerchant()) : std::nullopt;
    m_merchantButton->setText(selected ? safeCaption(selected->merchant.name, 30) : tr("All merchants"));
}

void MainWindow::updateActions()
{
    const bool unlocked = m_console.state() == Console::State::Unlocked && m_form->pages->currentWidget() == m_queue;
    const bool merchant = unlocked && !m_queue->merchantAt(1).isNull();
    const bool current = unlocked && m_queue->currentOrder().has_value();
    const bool loaded = current && m_queue->order().has_value();
    for (QAction* action : {m_form->filterAction, m_form->saveViewAction, m_form->byCauseAction, m_form->addMerchantAction, m_form->findAction, m_form->fundsAction, m_form->problemsAction,
             m_form->changePassphraseAction, m_form->newRecoveryKeyAction, m_form->preferencesAction, m_form->showMerchantsAction, m_form->showOrderAction, m_form->resetLayoutAction})
        action->setEnabled(unlocked);
    m_form->lockAction->setEnabled(m_console.state() == Console::State::Unlocked);
    for (QAction* action : {m_form->refreshAction, m_form->merchantSettingsAction, m_form->replaceKeysAction, m_form->refreshMerchantAction, m_form->pauseMerchantAction,
             m_form->setUpAction, m_form->loginAction, m_form->fundingAction, m_form->removeMerchantAction, m_form->allMerchantsAction, m_form->nextOrderAction, m_form->previousOrderAction, m_form->nextIssueAction})
        action->setEnabled(merchant);
    for (QAction* action : {m_form->copyRowsAction, m_form->copyNumberAction})
        action->setEnabled(current);
    m_form->columnsMenu->setEnabled(unlocked);
    m_form->rawDataAction->setEnabled(loaded && !m_queue->order()->raw.isEmpty());
    m_form->editOrderAction->setEnabled(current);
    m_form->markReviewedAction->setEnabled(loaded && !m_queue->order()->reviewedAt);
    m_form->deleteViewAction->setEnabled(unlocked && !m_queue->views().at(m_queue->currentView()).builtIn);
    m_form->byCauseAction->setChecked(m_queue->isByCause());
    const auto state = merchant ? m_console.merchant(someMerchant()) : std::nullopt;
    m_form->pauseMerchantAction->setChecked(state && state->merchant.paused);
    updateActs();
}

QList<QAction*> MainWindow::commands() const
{
    QList<QAction*> actions;
    for (const QMenu* menu : {m_form->queueMenu, m_form->orderMenu, m_form->merchantMenu, m_form->appearanceMenu, m_form->viewMenu, m_form->toolsMenu, m_form->helpMenu}) {
        for (QAction* action : menu->actions()) {
            if (!action->isSeparator() && !action->menu() && !m_merchantActions.contains(action))
                actions += action;
        }
    }
    return actions;
}

void MainWindow::restoreShortcuts()
{
    for (QAction* action : commands()) {
        const QString saved = QStringLiteral("shortcuts/") + action->objectName();
        if (m_settings.contains(saved))
            action->setShortcut(QKeySequence::fromString(m_settings.value(saved).toString(), QKeySequence::PortableText));
    }
}

void MainWindow::saveShortcuts()
{
    m_settings.remove(QStringLiteral("shortcuts"));
    for (const QAction* action : commands()) {
        if (action->shortcut() != action->property("defaultShortcut").value<QKeySequence>())
            m_settings.setValue(QStringLiteral("shortcuts/") + action->objectName(), action->shortcut().toString(QKeySequence::PortableText));
    }
}

// --- dialogs ------------------------------------------------------------------------------------------------------

void MainWindow::closeDialog()
{
    if (!m_dialog)
        return;
    QDialog* dialog = m_dialog;
    m_dialog = nullptr;
    delete dialog;
}

QWidget* MainWindow::showDialog(QDialog* dialog)
{
    closeDialog();
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QObject::destroyed, this, [this, dialog] {
        if (m_dialog == dialog)
            m_dialog = nullptr;
    });
    // The fields of all parts of a dialog begin on one line.
    int labelWidth = 0;
    const auto labels = dialog->findChildren<QLabel*>();
    for (const QLabel* label : labels)
        labelWidth = label->buddy() ? qMax(labelWidth, label->sizeHint().width()) : labelWidth;
    for (QLabel* label : labels) {
        if (label->buddy())
            label->setMinimumWidth(labelWidth);
    }
    // Wrapped text makes the height depend on the width: the wider of hint and house size, then as high as the text needs.
    const bool sized = dialog->testAttribute(Qt::WA_Resized);
    QSize size = dialog->sizeHint().expandedTo(sized ? dialog->size() : QSize(fontMetrics().averageCharWidth() * 76, 0));
    if (!sized && dialog->layout()->hasHeightForWidth())
        size.setHeight(dialog->layout()->totalHeightForWidth(size.width()));
    dialog->resize(size);
    dialog->open();
    return dialog;
}

QWidget* MainWindow::showPage(QWidget* page)
{
    closeDialog();
    m_form->pages->setCurrentWidget(page);
    m_form->toolBar->setVisible(page == m_queue);
    updateActions();
    return this;
}

QWidget* MainWindow::openPlace(const QString& name)
{
    for (const Place& place : m_places) {
        if (place.name == name && (!place.needsUnlocked || m_console.state() == Console::State::Unlocked))
            return place.open();
    }
    return nullptr;
}

void MainWindow::setUpPlaces()
{
    const auto page = [this](const char* name, auto show, bool needsUnlocked) { m_places.push_back({QString::fromLatin1(name), show, needsUnlocked}); };
    const auto dialog = [this](const char* name, auto make) {
        m_places.push_back({QString::fromLatin1(name), [this, make]() -> QWidget* {
                                QDialog* made = make();
                                return made ? showDialog(made) : nullptr;
                            },
            true});
    };
    const auto copies = [this](auto* made) {
        connect(made, &std::remove_pointer_t<decltype(made)>::copyRequested, m_clipboard, &Clipboard::copy);
        return made;
    };
    for (int step = 0; step < 4; ++step) {
        static constexpr const char* names[] = {"first-run", "first-run-passphrase", "first-run-recovery-key", "first-run-merchant"};
        page(names[step], [this, step] {
            m_firstRun->showSample(step);
            return showPage(m_firstRun);
        }, false);
    }
    page("locked", [this] { return showPage(m_unlock); }, false);
    page("queue", [this] {
        m_queue->selectView(0);
        return showPage(m_queue);
    }, true);
    page("causes", [this] {
        m_queue->setByCause(true);
        return showPage(m_queue);
    }, true);
    dialog("find", [this]() -> QDialog* {
        QHash<MerchantId, MerchantFace> faces;
        const auto merchants = m_console.merchants();
        for (const auto& state : merchants)
            faces.insert(state.merchant.id, {safeLine(state.merchant.name), state.merchant.colour});
        QList<QAction*> enabled;
        for (QAction* action : commands()) {
            if (action->isEnabled() && action != m_form->findAction)
                enabled += action;
        }
        auto* palette = new CommandPalette(enabled, faces, m_console.queue(), this);
        connect(palette, &CommandPalette::merchantChosen, m_queue, &QueuePage::selectMerchant);
        connect(palette, &CommandPalette::orderChosen, m_queue, &QueuePage::showOrder);
        return palette;
    });
    dialog("raw-data", [this, copies]() -> QDialog* {
        const auto& order = m_queue->order();
        return order ? copies(new RawDataDialog(order->number, order->raw, this)) : nullptr;
    });
    addEditorPlaces();
    addActPlaces();
    addSplitPlaces();
    addFundsPlaces();
    dialog("save-view", [this]() -> QDialog* {
        QStringList names;
        for (const SavedView& view : m_queue->views())
            names += view.name;
        auto* made = new SaveViewDialog(names, this);
        connect(made, &SaveViewDialog::nameChosen, m_queue, &QueuePage::saveView);
        return made;
    });
    dialog("add-merchant", [this]() -> QDialog* {
        auto* made = new AddMerchantDialog(m_console, this);
        connect(made, &AddMerchantDialog::merchantAdded, m_queue, &QueuePage::selectMerchant);
        return made;
    });
    for (int tab = 0; tab < 6; ++tab) {
        static constexpr const char* names[] = {"merchant-general", "merchant-items", "merchant-customs", "merchant-services", "merchant-checks", "merchant-set-up"};
        dialog(names[tab], [this, tab]() -> QDialog* {
            if (someMerchant().isNull())
                return nullptr;
            auto* made = new MerchantDialog(m_console, someMerchant(), m_options.clock, this);
            made->showTab(tab);
            return made;
        });
    }
    dialog("replace-keys", [this]() -> QDialog* { return someMerchant().isNull() ? nullptr : new ReplaceKeysDialog(m_console, someMerchant(), this); });
    dialog("remove-merchant", [this]() -> QDialog* { return someMerchant().isNull() ? nullptr : new RemoveMerchantDialog(m_console, someMerchant(), this); });
    dialog("errors", [this, copies]() -> QDialog* { return copies(new ProblemsDialog(m_console, this)); });
    dialog("preferences", [this]() -> QDialog* {
        auto* made = new PreferencesDialog(m_console, m_appearance, this);
        connect(made, &PreferencesDialog::appearanceChosen, this, &MainWindow::setAppearance);
        return made;
    });
    dialog("change-passphrase", [this]() -> QDialog* { return new ChangePassphraseDialog(m_console, this); });
    dialog("new-recovery-key", [this]() -> QDialog* { return new NewRecoveryKeyDialog(m_console, this); });
    dialog("shortcuts", [this]() -> QDialog* {
        auto* made = new ShortcutsDialog(commands(), this);
        connect(made, &ShortcutsDialog::shortcutsChanged, this, &MainWindow::saveShortcuts);
        return made;
    });
    dialog("about", [this, copies]() -> QDialog* { return copies(new AboutDialog(this)); });
    for (Place& place : m_places) {
        if (place.name == QLatin1String("shortcuts") || place.name == QLatin1String("about"))
            place.needsUnlocked = false;
    }
}

} // namespace t6::ui
