// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "clipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>

namespace t6::ui {

namespace {

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
