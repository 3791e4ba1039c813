// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QWidget>

#include <memory>

namespace t6::ui {

namespace Ui {
class FirstRunPage;
}

/// The first start: passphrase, recovery key, first merchant. Or practice.
class FirstRunPage : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRunPage(operations::Console& console, QWidget* parent = nullptr);
    ~FirstRunPage() override;
    /// The vault exists now; true until the recovery key is confirmed and the last step is left.
    [[nodiscard]] bool isBusy() const { return m_busy; }
    void reset(); ///< e.g. locked in the middle
    void showSample(int step); ///< 0 to 3, with a key that opens nothing: for pictures

signals:
    void practiceRequested();
    void addMerchantRequested();
    void finished();

private:
    void showStep(int step);
    void create();
    void confirm();

    operations::Console& m_console;
    std::unique_ptr<Ui::FirstRunPage> m_form;
    bool m_busy = false;
};

} // namespace t6::ui
