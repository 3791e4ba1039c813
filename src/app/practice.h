// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>
#include <sandbox/options.h>

#include <QObject>
#include <QTemporaryDir>
#include <QThread>

#include <memory>
#include <vector>

namespace t6::sandbox {
class Sandbox;
}

namespace t6::app {

/// The practice mode: a practice ShipStation on a thread of its own, and a fresh vault in a temporary folder with all its
/// merchants connected. Touches nothing else on the computer; everything is gone when it is destroyed.
class Practice : public QObject
{
    Q_OBJECT

public:
    /// Opens the locked vault again; shown to the user, for it protects nothing.
    static QString passphrase();

    /// Blocks until the sandbox serves. Errors: the file system's, or that no port on loopback is free.
    [[nodiscard]] static Result<std::unique_ptr<Practice>> start(int merchants = 8, int orders = 400, int livePerMinute = 30);
    ~Practice() override;

    [[nodiscard]] operations::Console& console() { return *m_console; }
    /// Creates the vault and connects the merchants, one by one; then emits ready() or failed().
    void connectMerchants();

signals:
    void ready();
    void failed(const t6::Error& error);

private:
    Practice();
    void connectNext();

    QTemporaryDir m_dir;
    QThread m_thread;
    sandbox::Sandbox* m_sandbox = nullptr; // lives and dies in m_thread
    QString m_url;
    std::vector<sandbox::SandboxMerchant> m_merchants;
    std::size_t m_connected = 0;
    std::unique_ptr<operations::Console> m_console;
};

} // namespace t6::app
