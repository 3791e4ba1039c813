// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/desk.h>
#include <ui/mainwindow.h>
#include <ui/ordersview.h>
#include <ui/queuepage.h>

#include <QLineEdit>
#include <QPushButton>

namespace t6::test {

/// A window on a desk; with `merchants` connected and their orders shown.
class WindowDesk : public Desk
{
public:
    explicit WindowDesk(int merchants = 0)
    {
        if (merchants > 0) {
            createVault();
            for (int i = 0; i < merchants; ++i)
                connect(i);
        }
        openWindow();
        window->resize(1'440, 900);
    }
    ~WindowDesk() { window.reset(); }

    void openWindow()
    {
        ui::UiOptions options;
        options.profileDir = profileDir();
        options.clock = clock.clock();
        window = std::make_unique<ui::MainWindow>(*console, options);
        window->show();
    }

    [[nodiscard]] ui::QueuePage& queue() const { return *window->queuePage(); }
    [[nodiscard]] bool waitForOrders() const
    {
        return QTest::qWaitFor([this] { return queue().ordersModel()->rowCount() > 0; }, 20'000);
    }
    [[nodiscard]] bool waitForOrder() const
    {
        if (!queue().currentOrder())
            queue().stepOrder(1);
        return QTest::qWaitFor([this] { return queue().order().has_value(); }, 10'000);
    }
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

template <typename Widget>
Widget& child(const QWidget& root, const char* name)
{
    auto* found = root.findChild<Widget*>(QString::fromLatin1(name));
    if (!found)
        qFatal("no child %s", name);
    return *found;
}

inline void type(const QWidget& root, const char* edit, const QString& text)
{
    auto& field = child<QLineEdit>(root, edit);
    field.clear();
    QTest::keyClicks(&field, text);
}

inline void press(const QWidget& root, const char* button)
{
    auto& found = child<QAbstractButton>(root, button);
    QVERIFY2(found.isEnabled(), button);
    found.click();
}

} // namespace t6::test
