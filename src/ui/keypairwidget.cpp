// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "keypairwidget.h"

#include "safetext.h"
#include "ui_keypairwidget.h"

#include <core/errortext.h>

namespace t6::ui {

KeyPairWidget::KeyPairWidget(QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui::KeyPairWidget>())
{
    m_form->setupUi(this);
    for (QLineEdit* edit : {m_form->keyEdit, m_form->secretEdit}) {
        connect(edit, &QLineEdit::textChanged, this, [this, edit](const QString& text) {
            // Pasted keys come with blanks and line ends; no key holds any.
            QString trimmed = text;
            trimmed.removeIf([](QChar c) { return c.isSpace() || c == QChar(0x200b) || c == QChar(0xfeff); });
            if (trimmed != text) {
                edit->setText(trimmed);
                return;
            }
            m_form->testLabel->clear();
            m_form->testButton->setEnabled(isComplete());
            emit changed();
        });
    }
    m_form->testButton->setEnabled(false);
    connect(m_form->testButton, &QPushButton::clicked, this, &KeyPairWidget::testRequested);
}

KeyPairWidget::~KeyPairWidget() = default;

QString KeyPairWidget::key() const
{
    return m_form->keyEdit->text();
}

QString KeyPairWidget::secret() const
{
    return m_form->secretEdit->text();
}

bool KeyPairWidget::isComplete() const
{
    return !key().isEmpty() && !secret().isEmpty();
}

void KeyPairWidget::setTesting(bool testing)
{
    m_form->testButton->setEnabled(!testing && isComplete());
    if (testing)
        m_form->testLabel->setData(tr("Asking ShipStation…"));
}

void KeyPairWidget::showSummary(const Result<operations::AccountSummary>& summary, const QString& login)
{
    setTesting(false);
    if (!summary) {
        m_form->testLabel->setData(QStringLiteral("▲ ") + oneLine(summary.error()));
        return;
    }
    QStringList parts{tr("%n store(s)", nullptr, summary->stores), tr("%n warehouse(s)", nullptr, summary->warehouses), tr("%n carrier(s)", nullptr, summary->carriers),
        tr("%n user(s)", nullptr, summary->users)};
    QString words = tr("✓ The keys work: %1.").arg(parts.join(QStringLiteral(", ")));
    if (!summary->sameAccountAs.isEmpty())
        words = tr("▲ This account is connected already, as %1.").arg(safeLine(summary->sameAccountAs, 80));
    else if (!login.isEmpty() && !summary->loginFound)
        words += QLatin1Char('\n') + tr("● The login %1 is not among its users.").arg(safeLine(login, 80));
    m_form->testLabel->setData(words);
}

void KeyPairWidget::clear()
{
    m_form->keyEdit->clear();
    m_form->secretEdit->clear();
}

} // namespace t6::ui
