// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "actswindow.h"

#include <ui/ordereditor.h>

namespace t6::test {

/// A window in which the order editor is used.
class CorrectionWindow : public ActsWindow
{
public:
    using ActsWindow::ActsWindow;

    /// As after a crash: another program on the same profile.
    void restart()
    {
        window.reset();
        reopen();
        openWindow();
    }
    [[nodiscard]] ui::OrderEditor* editor() const { return qobject_cast<ui::OrderEditor*>(window->dialog()); }
    ui::OrderEditor& edit()
    {
        if (!select(order))
            qFatal("the order is not shown");
        child<QAction>(*window, "editOrderAction").trigger();
        if (!QTest::qWaitFor([this] { return editor() != nullptr; }, 5'000))
            qFatal("no editor");
        return *editor();
    }
};

} // namespace t6::test
