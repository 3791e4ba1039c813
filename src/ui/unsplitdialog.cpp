// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "unsplitdialog.h"

#include "safetext.h"
#include "splitprogress.h"
#include "splitwords.h"
#include "ui_unsplitdialog.h"

#include <core/async.h>

namespace t6::ui {

using operations::SplitReport;

UnsplitDialog::UnsplitDialog(operations::Console& console, const SplitReport& split, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_split(split)
    , m_progress(new SplitProgress(console, this))
    , m_form(std::make_unique<Ui::UnsplitDialog>())
{
    m_form->setupUi(this);
    m_form->stack->addWidget(m_progress);
    const auto merchant = console.merchant(split.merchant);
    const QString name = merchant ? merchant->merchant.name : QString(), number = split.plan.number, children = splitNumbers(split.plan);
    m_form->merchantBar->setColour(merchant ? merchant->merchant.colour : 0);
    m_form->unsplitButton->setProperty("merchantColour", merchant ? merchant->merchant.colour : 0);
    m_form->titleLabel->setData(tr("Take the split of #%1 back").arg(safeLine(number, 60)));
    m_form->subtitleLabel->setData(safeLine(name, 60));
    m_form->firstLabel->setText(tr("1. %1 is held, so that it cannot be shipped meanwhile.").arg(children));
    m_form->secondLabel->setText(tr("2. #%1 gets its %n unit(s) back, and is read again.", nullptr, unitsLeaving(split.plan)).arg(safeLine(number, 60)));
    m_form->thirdLabel->setText(tr("3. %1 is deleted. What was noted on it, its tags and changes made to it are lost.").arg(children));
    m_form->explainLabel->setText(tr("It works as long as none of them was shipped or changed in what they hold; else nothing is changed."));
    m_form->unsplitButton->setText(tr("&Delete %1 and Restore #%2 · %3").arg(safeCaption(children, 40), safeCaption(number), safeCaption(name, 40)));
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 24);
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->unsplitButton, &QPushButton::clicked, this, &UnsplitDialog::start);
    connect(m_progress, &SplitProgress::changed, this, &UnsplitDialog::showEnd);
}

UnsplitDialog::~UnsplitDialog() = default;

void UnsplitDialog::start()
{
    m_progress->expect(m_split.merchant, m_split.original, SplitPurpose::Unsplit, m_split.plan);
    m_form->stack->setCurrentWidget(m_progress);
    m_form->unsplitButton->hide();
    whenDone(m_progress, m_console.unsplit(m_split.merchant, m_split.original), [this](const Result<SplitReport>& report) {
        if (report)
            m_progress->showReport(*report);
        else
            m_progress->showError(report.error());
    });
    m_form->cancelButton->setFocus();
}

void UnsplitDialog::showEnd()
{
    m_form->hintLabel->setText(isSettled(m_progress->report()) ? QString() : tr("Safe to close at any point: it finishes or undoes itself."));
    m_form->cancelButton->setText(tr("Close"));
}

} // namespace t6::ui
