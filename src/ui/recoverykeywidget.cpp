// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "recoverykeywidget.h"

#include "ui_recoverykeywidget.h"

#include <QDate>
#include <QFile>
#include <QFileDialog>
#include <QFontDatabase>
#include <QLocale>
#include <QPainter>
#include <QPrintDialog>
#include <QRandomGenerator>

namespace t6::ui {

namespace {

QStringList groups(const QString& key)
{
    return key.split(QLatin1Char('-'), Qt::SkipEmptyParts);
}

} // namespace

RecoveryKeyWidget::RecoveryKeyWidget(QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui::RecoveryKeyWidget>())
{
    m_form->setupUi(this);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF() * 1.15);
    m_form->keyLabel->setFont(fixed);
    m_form->keyLabel->setBackgroundRole(QPalette::Base);
    m_form->keyLabel->setAutoFillBackground(true);
    m_form->keyLabel->setMargin(12);
    connect(m_form->printButton, &QPushButton::clicked, this, &RecoveryKeyWidget::print);
    connect(m_form->pdfButton, &QPushButton::clicked, this, &RecoveryKeyWidget::savePdf);
    connect(m_form->firstEdit, &QLineEdit::returnPressed, m_form->secondEdit, qOverload<>(&QWidget::setFocus));
    connect(m_form->secondEdit, &QLineEdit::returnPressed, this, &RecoveryKeyWidget::submitted);
}

RecoveryKeyWidget::~RecoveryKeyWidget() = default;

void RecoveryKeyWidget::setKey(const QString& key)
{
    m_key = key;
    // A break after each group lets the line wrap between groups only.
    const QStringList parts = groups(key);
    QStringList lines;
    for (qsizetype i = 0; i < parts.size(); i += 4)
        lines += parts.mid(i, 4).join(QStringLiteral(" - "));
    m_form->keyLabel->setText(lines.join(QLatin1Char('\n')));
    const int count = qMax(2, static_cast<int>(parts.size()));
    m_asked[0] = QRandomGenerator::global()->bounded(count - 1);
    m_asked[1] = QRandomGenerator::global()->bounded(m_asked[0] + 1, count);
    m_form->firstLabel->setText(tr("Group &%1").arg(m_asked[0] + 1));
    m_form->secondLabel->setText(tr("Group &%1").arg(m_asked[1] + 1));
    m_form->firstEdit->clear();
    m_form->secondEdit->clear();
    m_form->confirmError->clear();
    m_form->confirmError->hide();
}

void RecoveryKeyWidget::clear()
{
    m_key.fill(QLatin1Char('0'));
    m_key.clear();
    m_form->keyLabel->clear();
    m_form->firstEdit->clear();
    m_form->secondEdit->clear();
}

bool RecoveryKeyWidget::confirm()
{
    const QStringList parts = groups(m_key);
    const auto fits = [&](const QLineEdit* edit, int group) {
        return group < parts.size() && edit->text().trimmed().compare(parts.at(group), Qt::CaseInsensitive) == 0;
    };
    const bool right = fits(m_form->firstEdit, m_asked[0]) && fits(m_form->secondEdit, m_asked[1]);
    m_form->confirmError->setText(right ? QString() : tr("These are not groups %1 and %2 of the key. Compare them with the sheet.").arg(m_asked[0] + 1).arg(m_asked[1] + 1));
    m_form->confirmError->setVisible(!right);
    return right;
}

void RecoveryKeyWidget::printTo(QPrinter& printer) const
{
    QPainter painter;
    if (!painter.begin(&printer)) {
        m_form->confirmError->setText(tr("Printing failed. Copy the key by hand."));
        m_form->confirmError->show();
        return;
    }
    const double inch = printer.resolution();
    QFont heading = font(), body = font(), fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    heading.setPointSize(18);
    body.setPointSize(11);
    fixed.setPointSize(15);
    painter.setFont(heading);
    painter.drawText(QPointF(inch, inch * 1.4), tr("T6 Console · Recovery key"));
    painter.setFont(body);
    painter.drawText(QRectF(inch, inch * 1.7, inch * 6, inch * 1.2), static_cast<int>(Qt::TextWordWrap),
        tr("Opens the vault when the passphrase is forgotten. Made on %1. Keep it where only you find it; a new key makes this one useless.").arg(QLocale().toString(QDate::currentDate(), QLocale::LongFormat)));
    painter.setFont(fixed);
    painter.drawText(QRectF(inch, inch * 3, inch * 6.2, inch * 3), static_cast<int>(Qt::AlignTop | Qt::AlignLeft), m_form->keyLabel->text());
}

void RecoveryKeyWidget::print()
{
    auto* printer = new QPrinter(QPrinter::HighResolution);
    auto* dialog = new QPrintDialog(printer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), this, [this](QPrinter* chosen) { printTo(*chosen); });
    connect(dialog, &QObject::destroyed, this, [printer] { delete printer; });
    dialog->open();
}

void RecoveryKeyWidget::savePdf()
{
    auto* dialog = new QFileDialog(this, tr("Save Recovery Key"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->selectFile(tr("t6-recovery-key.pdf"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        QPrinter printer(QPrinter::HighResolution);
        printer.setOutputFormat(QPrinter::PdfFormat);
        printer.setOutputFileName(path);
        printTo(printer);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    });
    dialog->open();
}

} // namespace t6::ui
