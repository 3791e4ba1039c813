// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

#include <functional>

class QWidget;

namespace t6::ui {

struct MenuChoice
{
    QString id, name; ///< `name`: may come from outside
};

/// A menu in the middle of `over`, its first entry ready for Enter; says so when there is nothing to choose. `chosen` gets the id.
void popUpChoices(QWidget& over, QWidget* parent, const QString& title, const QList<MenuChoice>& choices, const std::function<void(const QString& id)>& chosen);

} // namespace t6::ui
