// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fixplaces.h"
#include "lockwatcher.h"
#include "ordersmodel.h"
#include "theme.h"

#include <operations/console.h>

#include <QMainWindow>
#include <QSettings>

#include <functional>
#include <memory>
#include <vector>

class QDialog;
class QLineEdit;
class QMenu;
class QToolButton;

namespace t6::ui {

namespace Ui {
class MainWindow;
}
class Clipboard;
class Corrector;
class FirstRunPage;
class NoteActs;
class OrderActs;
class QueuePage;
class SplitActs;
class StatusLine;
class UnlockPage;

struct UiOptions
{
    QString profileDir;
    bool practice = false;
    QString practicePassphrase; ///< shown where a locked practice window asks for it
    Clock clock;
};

/// The window: first run, locked or queue, with the menus around them. One dialog at a time; locking closes it and empties everything.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(operations::Console& console, const UiOptions& options, QWidget* parent = nullptr);
    ~MainWindow() override;

    void setPractice(bool practice, const QString& passphrase = {});
    void setAppearance(Appearance appearance);
    /// Brings the window to the front, e.g. because a second start asked for it.
    void raiseWindow();

    /// A page or dialog that can be shown by its name: menus use them, the tour walks through all of them.
    struct Place
    {
        QString name; ///< "add-merchant": part of a picture's file name
        std::function<QWidget*()> open; ///< what is to be seen; null = it does not open
        bool needsUnlocked = true;
    };
    [[nodiscard]] const std::vector<Place>& places() const { return m_places; }
    void closeDialog();
    [[nodiscard]] QueuePage* queuePage() const { return m_queue; }
    [[nodiscard]] QDialog* dialog() const { return m_dialog; }
    [[nodiscard]] QList<QAction*> commands() const; ///< every action of the menus, enabled or not

signals:
    void practiceRequested(); ///< staff want to practise: the program starts itself with --practice

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setUpToolBar();
    void setUpActions();
    void setUpMerchantActions();
    void setUpPlaces();
    void setUpQueue();
    void setUpLocking();
    void setUpFixes();
    void addEditorPlaces();
    void setUpActs();
    void setUpNotes();
    void setUpSplits();
    void addActPlaces();
    void addSplitPlaces();
    void setUpFunds();
    void addFundsPlaces();
    void tellTopUp(const operations::OperationReport& report);
    [[nodiscard]] QDialog* makeAddFundsDialog(const operations::WalletState& wallet); ///< null for none
    [[nodiscard]] operations::WalletState someWallet() const;
    void updateActs();
    void lock(); ///< keeps what is being written first
    [[nodiscard]] QDialog* makeEditor(const FixPlace& place);
    void applyQuickFix(const OrderPatch& patch);
    void showState();
    void showNow();
    void updateActions();
    void updateMerchantMenu();
    void updateTitle();
    void applySettings();
    void restoreShortcuts();
    void saveShortcuts();
    void saveWindow();
    void resetFilter();
    void switchToMerchant(int place);
    QWidget* openPlace(const QString& name);
    QWidget* showDialog(QDialog* dialog);
    QWidget* showPage(QWidget* page);
    [[nodiscard]] MerchantId someMerchant() const; ///< the selected one, else that of the selected order, else the first

    operations::Console& m_console;
    UiOptions m_options;
    std::unique_ptr<Ui::MainWindow> m_form;
    QSettings m_settings; ///< window.ini of the profile: nothing personal
    FirstRunPage* m_firstRun;
    UnlockPage* m_unlock;
    QueuePage* m_queue;
    StatusLine* m_status;
    LockWatcher* m_lockWatcher;
    Clipboard* m_clipboard;
    Corrector* m_corrector;
    OrderActs* m_acts = nullptr;
    NoteActs* m_notes = nullptr;
    SplitActs* m_splits = nullptr;
    QLineEdit* m_filterEdit = nullptr;
    QToolButton* m_merchantButton = nullptr;
    QMenu* m_switchMenu = nullptr;
    QList<QAction*> m_merchantActions; ///< Ctrl+1 to Ctrl+9
    QDialog* m_dialog = nullptr;
    std::vector<Place> m_places;
    Appearance m_appearance = Appearance::System;
    bool m_wasUnlocked = false;
};

} // namespace t6::ui
