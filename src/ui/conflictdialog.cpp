// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "conflictdialog.h"

#include "orderfieldnames.h"
#include "safetext.h"
#include "ui_conflictdialog.h"

#include <QButtonGroup>
#include <QRadioButton>

#include <algorithm>

namespace t6::ui {

ConflictDialog::ConflictDialog(const QString& number, const QList<MergeConflict>& conflicts, const AccountFacts& facts, int merchantColour, QWidget* parent)
    : QDialog(parent)
    , m_form(std::make_unique<Ui::ConflictDialog>())
{
    m_form->setupUi(this);
    m_form->merchantBar->setColour(merchantColour);
    m_form->titleLabel->setData(tr("Someone else changed %1").arg(safeLine(number, 60)));
    int column = 0;
    for (const QString& heading : {tr("Field"), tr("You saw"), tr("Now at ShipStation"), tr("Yours"), tr("Keep")}) {
        auto* label = new PlainLabel(heading, m_form->rows);
        label->setProperty("role", QStringLiteral("section"));
        m_form->rowsLayout->addWidget(label, 0, column++);
    }
    for (int stretched = 1; stretched <= 3; ++stretched)
        m_form->rowsLayout->setColumnStretch(stretched, 1);
    for (int i = 0; i < conflicts.size(); ++i)
        addRow(i + 1, conflicts.at(i), facts);
    m_form->rowsLayout->setRowStretch(static_cast<int>(conflicts.size()) + 1, 1);
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->sendButton, &QPushButton::clicked, this, &QDialog::accept);
    review();
    if (!m_groups.isEmpty())
        m_groups.first()->buttons().first()->setFocus();
}

ConflictDialog::~ConflictDialog() = default;

void ConflictDialog::addRow(int row, const MergeConflict& conflict, const AccountFacts& facts)
{
    const QString name = orderFieldName(conflict.path);
    const QString theirs = orderValueText(conflict.path, conflict.theirs, facts), ours = orderValueText(conflict.path, conflict.ours, facts);
    int column = 0;
    for (const QString& text : {name, orderValueText(conflict.path, conflict.base, facts), theirs, ours}) {
        auto* label = new PlainLabel(m_form->rows);
        label->setData(text);
        label->setSelectable(column > 0);
        label->setAlignment(Qt::AlignLeading | Qt::AlignTop);
        m_form->rowsLayout->addWidget(label, row, column++);
    }
    auto* group = new QButtonGroup(this);
    auto* choice = new QWidget(m_form->rows);
    auto* layout = new QVBoxLayout(choice);
    layout->setContentsMargins(0, 0, 0, 0);
    for (const auto& [keep, caption, value] : {std::tuple(Keep::Theirs, tr("Theirs"), theirs), std::tuple(Keep::Mine, tr("Mine"), ours)}) {
        auto* button = new QRadioButton(caption, choice);
        button->setObjectName(QStringLiteral("%1%2Button").arg(keep == Keep::Mine ? QStringLiteral("mine") : QStringLiteral("theirs")).arg(row));
        button->setAccessibleName(tr("%1: %2, %3").arg(name, caption, value));
        group->addButton(button, static_cast<int>(keep));
        layout->addWidget(button);
    }
    connect(group, &QButtonGroup::idToggled, this, &ConflictDialog::review);
    m_form->rowsLayout->addWidget(choice, row, column);
    m_groups += group;
}

void ConflictDialog::review()
{
    const auto open = std::count_if(m_groups.begin(), m_groups.end(), [](const QButtonGroup* group) { return group->checkedId() < 0; });
    m_form->sendButton->setEnabled(open == 0);
    m_form->openLabel->setText(open == 0 ? tr("All is decided.") : tr("%n still to decide.", nullptr, static_cast<int>(open)));
}

QList<Keep> ConflictDialog::choices() const
{
    QList<Keep> all;
    for (const QButtonGroup* group : m_groups)
        all += static_cast<Keep>(group->checkedId());
    return all;
}

} // namespace t6::ui
