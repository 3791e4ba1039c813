// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "issuecard.h"

#include "longtext.h"
#include "painting.h"
#include "safetext.h"
#include "words.h"

#include <core/ordernotes.h>

#include <QHBoxLayout>
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
    if (!issue.text.isEmpty() && issue.text != checkTitle(issue.code))
        layout->addWidget(new LongText(issue.text, checkTitle(issue.code), this));
    line(checkFix(issue.code), "");
    line(checkCause(issue.code), "dim");
    addButtons(place, quick);
    setAccessibleName(checkTitle(issue.code));
    setAccessibleDescription(QStringList{severityLabel(issue.severity), safeBlock(issue.text, 1'000), checkFix(issue.code)}.join(QStringLiteral(". ")));
}

void IssueCard::addButtons(const std::optional<FixPlace>& place, const std::optional<QuickFix>& quick)
{
    const bool waivable = isWaivable(m_code);
    if (!place && !quick && !waivable)
        return;
    // The fix that names its value has a row of its own: all three side by side are wider than the panel.
    const auto row = [this] {
        auto* buttons = new QHBoxLayout;
        buttons->setContentsMargins(0, 4, 0, 0);
        static_cast<QVBoxLayout*>(layout())->addLayout(buttons);
        return buttons;
    };
    const auto add = [this](QHBoxLayout* buttons, const QString& caption, const char* name, bool accent, auto act) {
        auto* button = new QPushButton(safeCaption(caption), this);
        button->setObjectName(QString::fromLatin1(name));
        button->setAutoDefault(false);
        button->setProperty("accent", accent);
        button->setAccessibleName(tr("%1: %2").arg(caption, checkTitle(m_code)));
        connect(button, &QPushButton::clicked, this, act);
        buttons->addWidget(button);
        return button;
    };
    if (quick) {
        auto* buttons = row();
        auto* button = add(buttons, quick->caption, "quickFixButton", true, [this, patch = quick->patch] { emit quickFixRequested(patch); });
        button->setToolTip(safeToolTip(quick->detail.isEmpty() ? quick->caption : quick->detail));
        button->setMinimumWidth(1); // rather cut than wider than the panel
        buttons->addStretch(1);
    }
    if (!place && !waivable)
        return;
    auto* buttons = row();
    if (place)
        add(buttons, place->section == EditSection::Split ? tr("Split…") : tr("Fix…"), "fixButton", !quick, [this, place = *place] { emit fixRequested(place); });
    if (waivable)
        add(buttons, tr("Waive…"), "waiveButton", false, [this] { emit waiveRequested(m_code); });
    buttons->addStretch(1);
}

void IssueCard::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens(palette());
    drawCard(*this, t.pane, issueTint(t, m_code, m_severity).text);
}

} // namespace t6::ui
