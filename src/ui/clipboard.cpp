// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "clipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QMimeData>
#include <QTimer>

namespace t6::ui {

namespace {

constexpr std::chrono::seconds kSecretTime{20};

QByteArray fingerprint(const QString& text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
}

} // namespace

void Clipboard::copy(const QString& text)
{
    if (text.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(text);
    m_fingerprint = fingerprint(text);
    ++m_copies;
}

void Clipboard::copySecret(const QString& secret)
{
    if (secret.isEmpty())
        return;
    auto* data = new QMimeData; // the clipboard's from here on
    data->setText(secret);
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), "secret");
    QGuiApplication::clipboard()->setMimeData(data);
    m_fingerprint = fingerprint(secret);
    QTimer::singleShot(kSecretTime, this, [this, copy = ++m_copies] {
        if (copy == m_copies) // nothing of ours came after it
            clearOurs();
    });
}

void Clipboard::clearOurs()
{
    QClipboard* clipboard = QGuiApplication::clipboard();
    // Text that was copied out of a label or a field of ours is ours too.
    if (clipboard->ownsClipboard() || (!m_fingerprint.isEmpty() && fingerprint(clipboard->text()) == m_fingerprint))
        clipboard->clear();
    if (clipboard->supportsSelection() && clipboard->ownsSelection())
        clipboard->clear(QClipboard::Selection);
    m_fingerprint.clear();
}

} // namespace t6::ui
