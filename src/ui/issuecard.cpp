// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "issuecard.h"

#include "painting.h"
#include "safetext.h"
#include "words.h"

#include <QHBoxLayout>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

namespace t6::ui {

IssueCard::IssueCard(const Issue& issue, const std::optional<FixPlace>& place, const std::optional<QuickFix>& quick, QWidget* parent)
    : QFrame(parent)
    , m_code(issue.code)
    , m_severity(issue.severity)
{
    setObjectName(QStringLiteral("issueCard"));
    auto* title = new PlainLabel(checkTitle(issue.code), this);
    title->setFont(boldFont(title->font()));
    auto* severity = new PlainLabel(severityShape(issue.severity) + QLatin1Char(' ') + severityLabel(issue.severity), this);
    severity->setWordWrap(false);
    severity->setProperty("role", QStringLiteral("dim"));
    severity->setFont(smallFont(severity->font()));
    auto* heading = new QHBoxLayout;
    heading->addWidget(title, 1);
    heading->addWidget(severity, 0, Qt::AlignTop);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 12, 10);
    layout->setSpacing(4);
    layout->addLayout(heading);
    const auto line = [&](const QString& words, const char* role) {
        if (words.isEmpty())
            return;
        auto* label = new PlainLabel(words, this);
        label->setProperty("role", QString::fromLatin1(role));
        label->setSelectable(true);
        layout->addWidget(label);
    };
    if (issue.text != checkTitle(issue.code))
        line(issue.text, "");
    line(checkFix(issue.code), "");
    line(checkCause(issue.code), "dim");
    addButtons(place, quick);
    setAccessibleName(checkTitle(issue.code));
    setAccessibleDescription(QStringList{severityLabel(issue.severity), safeBlock(issue.text, 1'000), checkFix(issue.code)}.join(QStringLiteral(". ")));
}

void IssueCard::addButtons(const std::optional<FixPlace>& place, const std::optional<QuickFix>& quick)
{
    if (!place && !quick)
        return;
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 4, 0, 0);
    const auto add = [&](const QString& caption, const char* name, auto act) {
        auto* button = new QPushButton(safeCaption(caption), this);
        button->setObjectName(QString::fromLatin1(name));
        button->setAutoDefault(false);
        button->setProperty("accent", buttons->isEmpty());
        button->setAccessibleName(tr("%1: %2").arg(caption, checkTitle(m_code)));
        connect(button, &QPushButton::clicked, this, act);
        buttons->addWidget(button);
    };
    if (quick)
        add(quick->caption, "quickFixButton", [this, patch = quick->patch] { emit quickFixRequested(patch); });
    if (place)
        add(tr("Fix…"), "fixButton", [this, place = *place] { emit fixRequested(place); });
    buttons->addStretch(1);
    static_cast<QVBoxLayout*>(layout())->addLayout(buttons);
}

void IssueCard::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(frame, 8, 8);
    painter.fillPath(shape, t.pane);
    painter.save();
    painter.setClipPath(shape);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    painter.fillRect(QRectF(mirrored ? width() - 4 : 0, 0, 4, height()), issueTint(t, m_code, m_severity).text);
    painter.restore();
    painter.setPen(t.line);
    painter.drawPath(shape);
}

} // namespace t6::ui
