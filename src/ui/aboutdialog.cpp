// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "aboutdialog.h"

#include "icons.h"
#include "ui_aboutdialog.h"

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>

namespace t6::ui {

AboutDialog::AboutDialog(QWidget* parent)
    : QDialog(parent)
    , m_form(std::make_unique<Ui::AboutDialog>())
{
    m_form->setupUi(this);
    m_form->iconLabel->setPixmap(programIcon().pixmap(QSize(56, 56), devicePixelRatioF()));
    const QString versions = tr("Version %1 · Qt %2 · %3").arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion()), QSysInfo::prettyProductName());
    m_form->versionLabel->setText(versions);
    QString licences = tr("Address data © Google, CC-BY 4.0 (libaddressinput), changed: reduced to what checks need.\n\n"
                          "Qt: LGPL 3 · libsodium: ISC · SQLite: public domain · zstd: BSD · simdjson: Apache 2.0 · libdeflate: MIT · tl-expected: CC0 · "
                          "icons by Lucide: ISC.");
    if (QFile file(QStringLiteral(":/icons/LICENSE")); file.open(QIODevice::ReadOnly))
        licences += QStringLiteral("\n\nLucide\n") + QString::fromUtf8(file.readAll());
    m_form->licencesText->setPlainText(licences);
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 26);
    connect(m_form->copyButton, &QPushButton::clicked, this, [this, versions] { emit copyRequested(QStringLiteral("T6 Console ") + versions); });
    connect(m_form->closeButton, &QPushButton::clicked, this, &QDialog::accept);
}

AboutDialog::~AboutDialog() = default;

} // namespace t6::ui
