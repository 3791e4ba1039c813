// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "firstrunpage.h"

#include "icons.h"
#include "ui_firstrunpage.h"

#include <core/async.h>
#include <core/errortext.h>

#include <QLineEdit>

namespace t6::ui {

FirstRunPage::FirstRunPage(operations::Console& console, QWidget* parent)
    : QWidget(parent)
    , m_console(console)
    , m_form(std::make_unique<Ui::FirstRunPage>())
{
    m_form->setupUi(this);
    m_form->welcomeIcon->setPixmap(programIcon().pixmap(QSize(72, 72), devicePixelRatioF()));
    m_form->welcomeIcon->setAlignment(Qt::AlignLeading);
    m_form->steps->setFixedWidth(fontMetrics().averageCharWidth() * 84);
    m_form->passphraseError->hide();
    m_form->createButton->setEnabled(false);
    connect(m_form->startButton, &QPushButton::clicked, this, [this] { showStep(1); });
    connect(m_form->backButton, &QPushButton::clicked, this, [this] {
        m_form->newPassphrase->clear();
        showStep(0);
    });
    connect(m_form->practiceButton, &QPushButton::clicked, this, &FirstRunPage::practiceRequested);
    connect(m_form->newPassphrase, &NewPassphraseWidget::changed, this, [this] { m_form->createButton->setEnabled(!m_busy && m_form->newPassphrase->isAcceptable()); });
    connect(m_form->newPassphrase, &NewPassphraseWidget::submitted, m_form->createButton, &QPushButton::click);
    connect(m_form->createButton, &QPushButton::clicked, this, &FirstRunPage::create);
    connect(m_form->recoveryKey, &RecoveryKeyWidget::submitted, this, &FirstRunPage::confirm);
    connect(m_form->confirmButton, &QPushButton::clicked, this, &FirstRunPage::confirm);
    connect(m_form->addMerchantButton, &QPushButton::clicked, this, [this] {
        m_busy = false;
        emit finished();
        emit addMerchantRequested();
    });
    connect(m_form->laterButton, &QPushButton::clicked, this, [this] {
        m_busy = false;
        emit finished();
    });
}

FirstRunPage::~FirstRunPage() = default;

void FirstRunPage::showStep(int step)
{
    m_form->steps->setCurrentIndex(step);
    if (QWidget* first = step == 0 ? static_cast<QWidget*>(m_form->startButton) : step == 3 ? static_cast<QWidget*>(m_form->addMerchantButton) : m_form->steps->currentWidget()->findChild<QLineEdit*>())
        first->setFocus();
}

void FirstRunPage::showSample(int step)
{
    m_form->recoveryKey->setKey(QStringLiteral("SAMP-LE00-ONLY-TH1S-0PEN-SN0T-H1NG-000A"));
    showStep(step);
}

void FirstRunPage::reset()
{
    m_busy = false;
    m_form->newPassphrase->clear();
    m_form->recoveryKey->clear();
    m_form->passphraseError->hide();
    showStep(0);
}

void FirstRunPage::create()
{
    if (m_busy || !m_form->newPassphrase->isAcceptable())
        return;
    m_busy = true;
    m_form->createButton->setEnabled(false);
    m_form->createButton->setText(tr("Creating…"));
    whenDone(this, m_console.createVault(m_form->newPassphrase->passphrase()), [this](const Result<QString>& key) {
        m_form->createButton->setText(tr("&Create the Vault"));
        m_form->passphraseError->setVisible(!key);
        if (!key) {
            m_busy = false;
            m_form->createButton->setEnabled(true);
            m_form->passphraseError->setData(oneLine(key.error()));
            return;
        }
        m_form->newPassphrase->clear();
        m_form->recoveryKey->setKey(*key);
        showStep(2);
    });
}

void FirstRunPage::confirm()
{
    if (!m_form->recoveryKey->confirm())
        return;
    m_form->recoveryKey->clear();
    showStep(3);
}

} // namespace t6::ui
