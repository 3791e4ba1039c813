// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/console.h>

#include <QDialog>

#include <memory>
#include <vector>

namespace t6::ui {

namespace Ui {
class SetupDialog;
}

/// The set-up of a merchant, point by point: what was seen in the account, what a person ticks off, and a letter that asks for the rest.
class SetupDialog : public QDialog
{
    Q_OBJECT

public:
    SetupDialog(operations::Console& console, MerchantId id, const Clock& clock, QWidget* parent = nullptr);
    ~SetupDialog() override;

signals:
    void copyRequested(const QString& text);

private:
    void load();
    void showPoint();
    void tick();
    void test();
    void say(const QString& text);
    [[nodiscard]] const SetupItem* current() const;

    operations::Console& m_console;
    MerchantId m_id;
    Clock m_clock;
    std::vector<SetupItem> m_items;
    std::unique_ptr<Ui::SetupDialog> m_form;
};

} // namespace t6::ui
