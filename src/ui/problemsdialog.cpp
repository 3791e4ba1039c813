// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "problemsdialog.h"

#include "safetext.h"
#include "ui_problemsdialog.h"
#include "words.h"

#include <core/errortext.h>

#include <QHeaderView>

namespace t6::ui {

namespace {

constexpr int kIdRole = Qt::UserRole;

QString details(const operations::Problem& problem)
{
    const ErrorText words = errorText(problem.error);
    QStringList lines{words.what, words.nextStep, QString()};
    lines += ProblemsDialog::tr("Merchant: %1").arg(problem.merchantName.isEmpty() ? ProblemsDialog::tr("none, the program itself") : problem.merchantName);
    lines += ProblemsDialog::tr("Last: %1, %n time(s)", nullptr, problem.count).arg(momentText(problem.at));
    if (problem.error.httpStatus != 0)
        lines += ProblemsDialog::tr("HTTP status: %1").arg(problem.error.httpStatus);
    if (!problem.error.field.isEmpty())
        lines += ProblemsDialog::tr("Field: %1").arg(problem.error.field);
    return safeBlock(lines.join(QLatin1Char('\n')));
}

} // namespace

ProblemsDialog::ProblemsDialog(operations::Console& console, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_form(std::make_unique<Ui::ProblemsDialog>())
{
    m_form->setupUi(this);
    m_form->problemsTree->setHeaderLabels({tr("When"), tr("Merchant"), tr("What happened"), tr("Times")});
    m_form->problemsTree->header()->setStretchLastSection(false);
    m_form->problemsTree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_form->problemsTree->header()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_form->splitter->setSizes({220, 140});
    resize(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 30);
    m_form->nonePage->setState(QStringLiteral("circle-check"), tr("No error"), tr("What goes wrong stays here until someone acknowledges it."), QString());
    connect(&console, &operations::Console::problemsChanged, this, [this] { showProblems(m_console.problems()); });
    connect(m_form->problemsTree, &QTreeWidget::currentItemChanged, this, &ProblemsDialog::showDetails);
    connect(m_form->acknowledgeButton, &QPushButton::clicked, this, [this] { m_console.acknowledge(currentProblem()); });
    connect(m_form->acknowledgeAllButton, &QPushButton::clicked, this, [this] { m_console.acknowledgeAll(); });
    connect(m_form->copyButton, &QPushButton::clicked, this, [this] { emit copyRequested(m_form->detailText->toPlainText()); });
    connect(m_form->closeButton, &QPushButton::clicked, this, &QDialog::accept);
    showProblems(m_console.problems());
}

ProblemsDialog::~ProblemsDialog() = default;

quint64 ProblemsDialog::currentProblem() const
{
    const QTreeWidgetItem* item = m_form->problemsTree->currentItem();
    return item ? item->data(0, kIdRole).toULongLong() : 0;
}

void ProblemsDialog::showProblems(const QList<operations::Problem>& problems)
{
    const quint64 current = currentProblem();
    m_problems = problems;
    m_form->problemsTree->clear();
    for (const operations::Problem& problem : problems) {
        auto* item = new QTreeWidgetItem(m_form->problemsTree,
            {clockText(problem.at), safeLine(problem.merchantName, 60), safeLine(errorText(problem.error).what), countText(problem.count)});
        item->setData(0, kIdRole, QVariant::fromValue(problem.id));
        item->setTextAlignment(3, Qt::AlignRight | Qt::AlignVCenter);
        if (problem.id == current)
            m_form->problemsTree->setCurrentItem(item);
    }
    if (!m_form->problemsTree->currentItem())
        m_form->problemsTree->setCurrentItem(m_form->problemsTree->topLevelItem(0));
    m_form->acknowledgeAllButton->setEnabled(!problems.isEmpty());
    for (QWidget* list : {static_cast<QWidget*>(m_form->splitter), static_cast<QWidget*>(m_form->hintLabel)})
        list->setVisible(!problems.isEmpty());
    m_form->nonePage->setVisible(problems.isEmpty());
    showDetails();
}

void ProblemsDialog::showDetails()
{
    const quint64 current = currentProblem();
    QString shown;
    for (const operations::Problem& problem : std::as_const(m_problems)) {
        if (problem.id == current)
            shown = details(problem);
    }
    m_form->detailText->setPlainText(shown);
    m_form->acknowledgeButton->setEnabled(current != 0);
    m_form->copyButton->setEnabled(current != 0);
}

} // namespace t6::ui
