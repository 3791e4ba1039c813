// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "preferencesdialog.h"

#include "ui_preferencesdialog.h"

#include <core/errortext.h>

#include <QUrl>

namespace t6::ui {

PreferencesDialog::PreferencesDialog(operations::Console& console, Appearance appearance, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_form(std::make_unique<Ui::PreferencesDialog>())
{
    m_form->setupUi(this);
    m_form->formError->hide();
    m_form->appearanceBox->addItems({tr("Like the desktop"), tr("Light"), tr("Dark")});
    m_form->appearanceBox->setCurrentIndex(static_cast<int>(appearance));
    const operations::ConsoleSettings settings = console.settings();
    m_form->idleBox->setValue(settings.idleLockMinutes);
    m_form->screenLockCheck->setChecked(settings.lockOnScreenLock);
    m_form->suspendCheck->setChecked(settings.lockOnSuspend);
    m_form->keepBox->setValue(settings.keepClosedDays);
    m_form->proxyEdit->setText(settings.proxy);
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->saveButton, &QPushButton::clicked, this, &PreferencesDialog::save);
}

PreferencesDialog::~PreferencesDialog() = default;

void PreferencesDialog::save()
{
    operations::ConsoleSettings settings = m_console.settings();
    settings.idleLockMinutes = m_form->idleBox->value();
    settings.lockOnScreenLock = m_form->screenLockCheck->isChecked();
    settings.lockOnSuspend = m_form->suspendCheck->isChecked();
    settings.keepClosedDays = m_form->keepBox->value();
    settings.proxy = m_form->proxyEdit->text().trimmed();
    const QUrl proxy(settings.proxy, QUrl::StrictMode);
    const bool known = proxy.scheme() == QLatin1String("http") || proxy.scheme() == QLatin1String("socks5");
    if (!settings.proxy.isEmpty() && (!known || proxy.host().isEmpty() || proxy.port() <= 0)) {
        m_form->formError->setText(tr("Write the proxy as http://host:port or socks5://host:port, or leave it empty."));
        m_form->formError->show();
        m_form->proxyEdit->setFocus();
        return;
    }
    if (const Result<void> done = m_console.setSettings(settings); !done) {
        m_form->formError->setData(oneLine(done.error()));
        m_form->formError->show();
        return;
    }
    emit appearanceChosen(static_cast<Appearance>(m_form->appearanceBox->currentIndex()));
    accept();
}

} // namespace t6::ui
