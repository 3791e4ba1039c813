// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "holddialog.h"

#include "safetext.h"
#include "ui_holddialog.h"

#include <QLocale>

namespace t6::ui {

namespace {

constexpr int kUsualDays = 7;

} // namespace

HoldDialog::HoldDialog(const QString& what, int merchantColour, QDate today, QDate current, const QString& reason, QWidget* parent)
    : QDialog(parent)
    , m_form(std::make_unique<Ui::HoldDialog>())
{
    m_form->setupUi(this);
    m_form->merchantBar->setColour(merchantColour);
    m_form->titleLabel->setData(tr("Hold %1").arg(safeLine(what, 60)));
    m_form->dateEdit->setMinimumDate(today.addDays(1));
    m_form->dateEdit->setDate(current > today ? current : today.addDays(kUsualDays));
    m_form->reasonEdit->setText(safeLine(reason, m_form->reasonEdit->maxLength()));
    m_form->holdButton->setText(tr("&Hold %1").arg(safeCaption(what, 40)));
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->holdButton, &QPushButton::clicked, this, [this] {
        const QString date = m_form->dateEdit->date().toString(Qt::ISODate), why = m_form->reasonEdit->text().trimmed();
        accept();
        emit chosen(date, why);
    });
    m_form->dateEdit->setFocus();
}

HoldDialog::~HoldDialog() = default;

} // namespace t6::ui
