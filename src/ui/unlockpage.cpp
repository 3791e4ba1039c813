// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "unlockpage.h"

#include "icons.h"
#include "ui_unlockpage.h"

#include <core/async.h>
#include <core/errortext.h>

#include <QEvent>

namespace t6::ui {

UnlockPage::UnlockPage(operations::Console& console, QWidget* parent)
    : QWidget(parent)
    , m_console(console)
    , m_form(std::make_unique<Ui::UnlockPage>())
{
    m_form->setupUi(this);
    m_form->card->setFixedWidth(fontMetrics().averageCharWidth() * 70);
    tintIcon();
    m_form->practiceHint->hide();
    connect(m_form->secretEdit, &QLineEdit::textChanged, this, [this](const QString& text) { m_form->unlockButton->setEnabled(!text.isEmpty() && m_secondsLeft == 0); });
    connect(m_form->secretEdit, &QLineEdit::returnPressed, m_form->unlockButton, &QPushButton::click);
    connect(m_form->unlockButton, &QPushButton::clicked, this, [this] { unlock(false); });
    connect(m_form->olderButton, &QPushButton::clicked, this, [this] { unlock(true); });
    connect(m_form->recoveryButton, &QPushButton::toggled, this, [this](bool recovery) {
        m_form->secretLabel->setText(recovery ? tr("&Recovery key") : tr("&Passphrase"));
        m_form->secretEdit->setAccessibleName(recovery ? tr("Recovery key") : tr("Passphrase"));
        m_form->secretEdit->setEchoMode(recovery ? QLineEdit::Normal : QLineEdit::Password);
        m_form->recoveryButton->setText(recovery ? tr("Use the Pass&phrase") : tr("Use the &Recovery Key"));
        m_form->secretEdit->clear();
        m_form->secretEdit->setFocus();
    });
    m_throttle.setInterval(1000);
    connect(&m_throttle, &QTimer::timeout, this, &UnlockPage::countDown);
    setFocusProxy(m_form->secretEdit);
    reset();
}

UnlockPage::~UnlockPage() = default;

void UnlockPage::tintIcon()
{
    m_form->lockIcon->setPixmap(icon(QStringLiteral("lock"), palette().color(QPalette::Link)).pixmap(QSize(44, 44), devicePixelRatioF()));
}

void UnlockPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tintIcon();
}

void UnlockPage::reset()
{
    m_form->recoveryButton->setChecked(false);
    m_form->secretEdit->clear();
    m_form->secretEdit->setEnabled(true);
    m_form->unlockButton->setText(tr("&Unlock"));
    m_form->unlockButton->setEnabled(false);
    m_form->unlockError->hide();
    m_form->olderButton->hide();
}

void UnlockPage::setPracticePassphrase(const QString& passphrase)
{
    m_form->practiceHint->setText(tr("Practice: the passphrase is %1").arg(passphrase));
    m_form->practiceHint->setVisible(!passphrase.isEmpty());
}

void UnlockPage::unlock(bool acceptOlder)
{
    if (!m_form->secretEdit->isEnabled() || m_form->secretEdit->text().isEmpty())
        return;
    const QString secret = m_form->secretEdit->text();
    m_form->secretEdit->setEnabled(false);
    m_form->unlockButton->setEnabled(false);
    m_form->unlockButton->setText(tr("Unlocking…"));
    const auto future = m_form->recoveryButton->isChecked() ? m_console.unlockWithRecoveryKey(secret, acceptOlder) : m_console.unlock(secret, acceptOlder);
    whenDone(this, future, [this](const Result<void>& done) {
        m_form->secretEdit->setEnabled(true);
        m_form->unlockButton->setText(tr("&Unlock"));
        if (done)
            reset();
        else
            failed(done.error());
    });
}

void UnlockPage::failed(const Error& error)
{
    m_failure = oneLine(error);
    const bool older = error.code == ErrorCode::VaultOlder;
    m_form->olderButton->setVisible(older);
    m_form->unlockButton->setEnabled(true);
    if (!older)
        m_form->secretEdit->clear();
    m_secondsLeft = static_cast<int>((error.retryAfter.count() + 999) / 1000);
    m_form->unlockError->show();
    m_form->unlockError->setData(m_failure);
    if (m_secondsLeft > 0) {
        ++m_secondsLeft;
        countDown();
        m_throttle.start();
    }
    m_form->secretEdit->setFocus();
}

void UnlockPage::countDown()
{
    --m_secondsLeft;
    m_form->unlockButton->setEnabled(m_secondsLeft <= 0 && !m_form->secretEdit->text().isEmpty());
    m_form->unlockError->setData(m_secondsLeft > 0 ? m_failure + QLatin1Char('\n') + tr("Next try in %n second(s).", nullptr, m_secondsLeft) : m_failure);
    if (m_secondsLeft <= 0) {
        m_secondsLeft = 0;
        m_throttle.stop();
    }
}

} // namespace t6::ui
