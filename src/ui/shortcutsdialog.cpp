// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "shortcutsdialog.h"

#include "ui_shortcutsdialog.h"

#include <QHeaderView>
#include <QLineEdit>

namespace t6::ui {

namespace {

constexpr const char* kDefault = "defaultShortcut"; ///< property of an action: what the form says

QString caption(const QAction* action)
{
    QString text = action->text();
    text.remove(QLatin1Char('&'));
    if (text.endsWith(QChar(0x2026)))
        text.chop(1);
    return text;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<QAction*>& actions, QWidget* parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_form(std::make_unique<Ui::ShortcutsDialog>())
{
    m_form->setupUi(this);
    if (auto* edit = m_form->keyEdit->findChild<QLineEdit*>())
        edit->setAccessibleName(m_form->keyEdit->accessibleName()); // the part that has the focus
    m_form->formError->hide();
    m_form->shortcutsTree->setHeaderLabels({tr("Command"), tr("Key")});
    m_form->shortcutsTree->header()->setStretchLastSection(false);
    m_form->shortcutsTree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_form->shortcutsTree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    resize(fontMetrics().averageCharWidth() * 80, fontMetrics().height() * 34);
    fill();
    connect(m_form->searchEdit, &QLineEdit::textChanged, this, &ShortcutsDialog::filter);
    connect(m_form->shortcutsTree, &QTreeWidget::currentItemChanged, this, [this] {
        const QAction* action = current();
        m_form->keyEdit->setKeySequence(action ? action->shortcut() : QKeySequence());
        m_form->keyEdit->setEnabled(action);
        m_form->assignButton->setEnabled(action);
        m_form->formError->hide();
    });
    connect(m_form->assignButton, &QPushButton::clicked, this, &ShortcutsDialog::assign);
    connect(m_form->resetButton, &QPushButton::clicked, this, [this] {
        for (QAction* action : m_actions)
            action->setShortcut(action->property(kDefault).value<QKeySequence>());
        fill();
        emit shortcutsChanged();
    });
    connect(m_form->closeButton, &QPushButton::clicked, this, &QDialog::accept);
    m_form->shortcutsTree->setCurrentItem(m_form->shortcutsTree->topLevelItem(0));
    m_form->searchEdit->setFocus();
}

ShortcutsDialog::~ShortcutsDialog() = default;

void ShortcutsDialog::fill()
{
    const int row = m_form->shortcutsTree->indexOfTopLevelItem(m_form->shortcutsTree->currentItem());
    m_form->shortcutsTree->clear();
    for (const QAction* action : m_actions)
        new QTreeWidgetItem(m_form->shortcutsTree, {caption(action), action->shortcut().toString(QKeySequence::NativeText)});
    m_form->shortcutsTree->setCurrentItem(m_form->shortcutsTree->topLevelItem(qMax(0, row)));
    filter(m_form->searchEdit->text());
}

void ShortcutsDialog::filter(const QString& text)
{
    for (int i = 0; i < m_form->shortcutsTree->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_form->shortcutsTree->topLevelItem(i);
        item->setHidden(!item->text(0).contains(text, Qt::CaseInsensitive) && !item->text(1).contains(text, Qt::CaseInsensitive));
    }
}

QAction* ShortcutsDialog::current() const
{
    const int row = m_form->shortcutsTree->indexOfTopLevelItem(m_form->shortcutsTree->currentItem());
    return row < 0 ? nullptr : m_actions.at(row);
}

void ShortcutsDialog::assign()
{
    QAction* action = current();
    const QKeySequence key = m_form->keyEdit->keySequence();
    for (const QAction* other : m_actions) {
        if (other != action && !key.isEmpty() && other->shortcuts().contains(key)) {
            m_form->formError->setText(tr("%1 belongs to “%2” already.").arg(key.toString(QKeySequence::NativeText), caption(other)));
            m_form->formError->show();
            return;
        }
    }
    m_form->formError->hide();
    action->setShortcut(key);
    fill();
    emit shortcutsChanged();
}

} // namespace t6::ui
