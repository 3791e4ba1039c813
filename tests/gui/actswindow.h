// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "windowdesk.h"

#include <operations/correctiondesk.h>
#include <ui/notice.h>

#include <QApplication>
#include <QDialog>

namespace t6::test {

/// A window on the orders of one merchant.
class ActsWindow : public CorrectionDesk
{
public:
    explicit ActsWindow(std::chrono::milliseconds quarantine = std::chrono::milliseconds(700)) : CorrectionDesk(quarantine) { openWindow(); }
    ~ActsWindow() { window.reset(); }

    void openWindow()
    {
        ui::UiOptions options;
        options.profileDir = profileDir();
        options.clock = clock.clock();
        window = std::make_unique<ui::MainWindow>(*console, options);
        window->resize(1'280, 800);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window does not become active");
    }
    [[nodiscard]] ui::QueuePage& queue() const { return *window->queuePage(); }
    [[nodiscard]] bool shows(OrderId id) const { return queue().order() && queue().order()->id == id && queue().currentOrder() && queue().currentOrder()->order == id; }
    [[nodiscard]] bool select(OrderId id)
    {
        queue().showOrder({merchant, id});
        return QTest::qWaitFor([&] { return shows(id); }, 10'000);
    }
    /// Changes the order at ShipStation and waits until the window shows that it has a finding, or has it no more.
    [[nodiscard]] bool merchantSets(const QString& path, const QJsonValue& value, CheckCode code, bool found = true)
    {
        at([&] { sandbox().merchantEdit(0, order, path, value); });
        return QTest::qWaitFor([&] { return has(code) == found; }, 20'000);
    }
    [[nodiscard]] bool has(CheckCode code) { return (issues(merchant, order) & bit(code)) != 0; }
    /// The keys of a person without a mouse go to whatever has the focus.
    [[nodiscard]] bool dialogIsActive() const
    {
        return QTest::qWaitFor([this] { return window->dialog() && window->dialog()->isActiveWindow() && QApplication::focusWidget(); }, 5'000);
    }
    [[nodiscard]] QString outcome() const { return queue().outcomeNotice()->text(); }
    [[nodiscard]] bool waitForOutcome(const QString& begin) const
    {
        return QTest::qWaitFor([&] { return outcome().startsWith(begin); }, 20'000);
    }
    [[nodiscard]] QString status() { return atShipStation().value(QLatin1String("orderStatus")).toString(); }
    [[nodiscard]] QWidget* open(const QString& place) const
    {
        for (const auto& known : window->places()) {
            if (known.name == place)
                return known.open();
        }
        return nullptr;
    }

    std::unique_ptr<ui::MainWindow> window;
};

} // namespace t6::test
