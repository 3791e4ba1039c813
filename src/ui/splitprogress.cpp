// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitprogress.h"

#include "safetext.h"
#include "splitwords.h"
#include "theme.h"
#include "ui_splitprogress.h"

#include <core/async.h>
#include <core/errortext.h>

#include <QEvent>
#include <QHeaderView>

namespace t6::ui {

using operations::SplitReport;

namespace {

QString shape(SplitRow::State state)
{
    switch (state) {
    case SplitRow::State::Ahead: return QStringLiteral("○");
    case SplitRow::State::UnderWay: return QStringLiteral("●");
    case SplitRow::State::Verified: return QStringLiteral("✓");
    case SplitRow::State::Failed: return QStringLiteral("▲");
    }
    return {};
}

void widen(QTreeWidget* tree)
{
    tree->header()->setStretchLastSection(true);
    for (int column = 0; column + 1 < tree->columnCount(); ++column)
        tree->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
}

} // namespace

SplitProgress::SplitProgress(operations::Console& console, QWidget* parent)
    : QWidget(parent)
    , m_console(console)
    , m_form(std::make_unique<Ui::SplitProgress>())
{
    m_form->setupUi(this);
    m_form->stepsTree->setHeaderLabels({tr("Step"), tr("What was verified")});
    m_form->proofTree->setHeaderLabels({tr("Proof"), tr("Planned"), tr("Found")});
    widen(m_form->stepsTree);
    widen(m_form->proofTree);
    m_form->proofTree->setMinimumHeight(fontMetrics().height() * 7);
    connect(m_form->copyProofButton, &QPushButton::clicked, this, [this] { emit copyRequested(proofText(m_report.plan, m_report.proof)); });
    connect(m_form->checkAgainButton, &QPushButton::clicked, this, [this] { ask(m_console.retrySplit(m_report.merchant, m_report.id)); });
    connect(m_form->leaveButton, &QPushButton::clicked, this, [this] { ask(m_console.leaveSplit(m_report.merchant, m_report.id, m_form->leaveReasonEdit->text().trimmed())); });
    connect(m_form->leaveReasonEdit, &QLineEdit::textChanged, this, &SplitProgress::updateButtons);
    connect(&console, &operations::Console::splitChanged, this, [this](const SplitReport& report) {
        const bool expected = m_report.id.isNull() && m_report.state == SplitState::Open && report.merchant == m_report.merchant && report.original == m_report.original && report.purpose == m_report.purpose;
        if (report.id == m_report.id || expected)
            showReport(report);
    });
    updateButtons();
}

SplitProgress::~SplitProgress() = default;

void SplitProgress::expect(MerchantId merchant, OrderId original, SplitPurpose purpose, const SplitPlan& plan)
{
    SplitReport report;
    report.merchant = merchant;
    report.original = original;
    report.purpose = purpose;
    report.plan = plan;
    report.state = SplitState::Open;
    showReport(report);
}

void SplitProgress::showReport(const SplitReport& report)
{
    const bool knewPlan = !m_report.plan.number.isEmpty();
    const SplitPlan plan = m_report.plan;
    m_report = report;
    if (m_report.plan.number.isEmpty() && knewPlan) // it did not even begin
        m_report.plan = plan;
    m_form->outcomeLabel->setText(splitStateText(m_report));
    m_form->knownLabel->setData(shortened(splitOutcomeText(m_report)));
    showSteps();
    showProof();
    updateButtons();
    emit changed();
}

void SplitProgress::showError(const Error& error)
{
    SplitReport report = m_report;
    report.state = SplitState::Undone;
    report.error = error;
    showReport(report);
}

void SplitProgress::showSteps()
{
    const Tokens& t = tokens(palette());
    m_form->stepsTree->clear();
    for (const SplitRow& row : splitRows(m_report)) {
        auto* item = new QTreeWidgetItem(m_form->stepsTree, {shape(row.state) + QLatin1Char(' ') + row.title, safeLine(row.detail)});
        item->setToolTip(1, safeToolTip(row.detail));
        if (row.state == SplitRow::State::Verified || row.state == SplitRow::State::Failed)
            item->setForeground(0, row.state == SplitRow::State::Verified ? t.fine.text : t.blocks.text);
    }
    int height = m_form->stepsTree->header()->sizeHint().height() + 2 * m_form->stepsTree->frameWidth() + 2;
    for (int row = 0; row < m_form->stepsTree->topLevelItemCount(); ++row)
        height += qMax(m_form->stepsTree->sizeHintForRow(row), fontMetrics().height());
    m_form->stepsTree->setFixedHeight(qMin(height, fontMetrics().height() * 16));
}

/// What does not hold comes first: nobody looks for it below twenty lines that do.
void SplitProgress::showProof()
{
    const Tokens& t = tokens(palette());
    m_form->proofTree->clear();
    for (const bool holds : {false, true}) {
        for (const ProofLine& line : m_report.proof) {
            if (line.holds != holds)
                continue;
            auto* item = new QTreeWidgetItem(m_form->proofTree, {(holds ? QStringLiteral("✓ ") : QStringLiteral("▲ ")) + safeLine(line.text, 200), safeLine(line.expected, 200), safeLine(line.found, 200)});
            if (!holds)
                item->setForeground(0, t.blocks.text);
            for (const int column : {1, 2})
                item->setToolTip(column, safeToolTip(item->text(column)));
        }
    }
    m_form->proofTree->setVisible(!m_report.proof.isEmpty());
}

void SplitProgress::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) { // the tints are the items' own
        showSteps();
        showProof();
    }
}

void SplitProgress::updateButtons()
{
    const bool person = m_report.state == SplitState::NeedsPerson;
    m_form->copyProofButton->setVisible(m_report.state == SplitState::Done && m_report.purpose == SplitPurpose::Split && !m_report.proof.isEmpty());
    m_form->checkAgainButton->setVisible(person || (m_report.state == SplitState::Open && m_report.waits));
    m_form->checkAgainButton->setEnabled(!m_busy);
    m_form->leavePane->setVisible(person);
    m_form->leaveButton->setEnabled(!m_busy && !m_form->leaveReasonEdit->text().trimmed().isEmpty());
    m_form->answerLabel->setVisible(!m_form->answerLabel->text().isEmpty());
}

void SplitProgress::ask(const QFuture<Result<SplitReport>>& answer)
{
    m_busy = true;
    m_form->answerLabel->setText(tr("Reading the orders at ShipStation…"));
    updateButtons();
    whenDone(this, answer, [this, id = m_report.id](const Result<SplitReport>& report) {
        m_busy = false;
        const bool same = m_report.id == id; // another one may be shown by now
        m_form->answerLabel->setData(report ? QString() : shortened(oneLine(report.error())));
        if (report && same && isUnsettled(report->state))
            m_form->answerLabel->setText(tr("Looked again: it still needs a person."));
        if (report && same)
            showReport(*report);
        else
            updateButtons();
    });
}

} // namespace t6::ui
