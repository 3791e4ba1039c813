// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "notecard.h"

#include "longtext.h"
#include "painting.h"
#include "safetext.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace t6::ui {

NoteCard::NoteCard(const QString& title, const QStringList& lines, Tint Tokens::*tint, const QString& button, const char* buttonName, QWidget* parent)
    : QFrame(parent)
    , m_tint(tint)
{
    setObjectName(QStringLiteral("noteCard"));
    auto* heading = new PlainLabel(shortened(title), this);
    heading->setFont(boldFont(heading->font()));
    heading->setForegroundRole(QPalette::PlaceholderText);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(heading);
    for (const QString& line : lines) {
        if (line.isEmpty())
            continue;
        auto* text = new LongText(line, title, this);
        text->label()->setProperty("role", QStringLiteral("dim"));
        words->addWidget(text);
    }
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 12, 8);
    layout->setSpacing(8);
    layout->addLayout(words, 1);
    setAccessibleName(title);
    setAccessibleDescription(safeBlock(lines.join(QStringLiteral(". ")), 1'000));
    if (button.isEmpty())
        return;
    auto* end = new QPushButton(button, this);
    end->setObjectName(QString::fromLatin1(buttonName));
    end->setAutoDefault(false);
    end->setAccessibleName(tr("%1: %2").arg(button, title));
    connect(end, &QPushButton::clicked, this, &NoteCard::activated);
    layout->addWidget(end, 0, Qt::AlignTop);
}

void NoteCard::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens(palette());
    drawCard(*this, t.window, (t.*m_tint).text);
}

} // namespace t6::ui
