// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "choicemenu.h"

#include "safetext.h"

#include <QCoreApplication>
#include <QMenu>

namespace t6::ui {

namespace {

struct Choices // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::ui::Choices)
};

} // namespace

void popUpChoices(QWidget& over, QWidget* parent, const QString& title, const QList<MenuChoice>& choices, const std::function<void(const QString& id)>& chosen)
{
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("choiceMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSection(title);
    for (const MenuChoice& choice : choices)
        QObject::connect(menu->addAction(safeCaption(choice.name)), &QAction::triggered, parent, [chosen, id = choice.id] { chosen(id); });
    if (choices.isEmpty())
        menu->addAction(Choices::tr("There is none"))->setEnabled(false);
    else
        menu->setActiveAction(menu->actions().at(1));
    menu->popup(over.mapToGlobal(over.rect().center()));
}

} // namespace t6::ui
