// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "theme.h"

#include <QFrame>
#include <QStringList>

namespace t6::ui {

/// What the desk itself remembers of an order, dimmed among the issues: a waived one, the merchant who was asked, who put it on hold.
/// A button ends it.
class NoteCard : public QFrame
{
    Q_OBJECT

public:
    /// `lines`: who, when and why; texts from people. `button` empty: there is nothing to end.
    NoteCard(const QString& title, const QStringList& lines, Tint Tokens::*tint, const QString& button, const char* buttonName, QWidget* parent = nullptr);

signals:
    void activated();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tint Tokens::*m_tint;
};

} // namespace t6::ui
