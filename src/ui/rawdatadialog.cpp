// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "rawdatadialog.h"

#include "safetext.h"
#include "ui_rawdatadialog.h"

#include <QFontDatabase>

namespace t6::ui {

RawDataDialog::RawDataDialog(const QString& number, const QByteArray& raw, QWidget* parent)
    : QDialog(parent)
    , m_form(std::make_unique<Ui::RawDataDialog>())
{
    m_form->setupUi(this);
    m_form->titleLabel->setData(tr("Order %1").arg(safeLine(number, 60)));
    m_form->rawText->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    // Not parsed and written anew: ids beyond 53 bit would lose digits.
    m_form->rawText->setPlainText(safeBlock(QString::fromUtf8(raw), 4'000'000));
    m_form->rawText->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 36);
    connect(m_form->copyButton, &QPushButton::clicked, this, [this, raw] { emit copyRequested(QString::fromUtf8(raw)); });
    connect(m_form->closeButton, &QPushButton::clicked, this, &QDialog::accept);
}

RawDataDialog::~RawDataDialog() = default;

} // namespace t6::ui
