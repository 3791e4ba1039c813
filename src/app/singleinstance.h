// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLocalServer>
#include <QObject>

namespace t6::app {

/// Lets a second start of the program on the same profile raise the first one's window instead. Says nothing but "raise".
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const QString& profileDir, QObject* parent = nullptr);

    /// Asks a running instance to show itself. False when none answers. Blocks for a second at most.
    [[nodiscard]] bool raiseOther() const;
    /// From now on other starts can raise this one.
    void listen();

signals:
    void raiseRequested();

private:
    QString m_name;
    QLocalServer m_server;
};

} // namespace t6::app
