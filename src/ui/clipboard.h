// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>

namespace t6::ui {

/// Remembers whether the clipboard holds something of ours, so that locking can take it away.
class Clipboard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    void copy(const QString& text);
    /// For 20 seconds, and marked so that clipboard managers do not keep it.
    void copySecret(const QString& secret);
    void clearOurs(); ///< leaves alone what someone else put there since

private:
    QByteArray m_fingerprint; ///< of the text, not the text
    quint64 m_copies = 0;
};

} // namespace t6::ui
