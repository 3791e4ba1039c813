// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitdialog.h"

#include "safetext.h"
#include "splitpane.h"
#include "splitprogress.h"
#include "splitwords.h"
#include "theme.h"
#include "ui_splitdialog.h"
#include "words.h"

#include <core/async.h>
#include <core/errortext.h>
#include <core/splitdivision.h>

#include <QDateTime>
#include <QEvent>

namespace t6::ui {

using operations::SplitPreview;
using operations::SplitReport;

namespace {

QString linesText(const std::optional<JsonText::Value>& lines)
{
    const auto count = lines ? lines->elements().size() : 0;
    return count == 0 ? SplitDialog::tr("none") : SplitDialog::tr("%n line(s)", nullptr, static_cast<int>(count));
}

QString customsOf(const QByteArray& order)
{
    const auto json = JsonText::parse(order);
    return json ? linesText(splitValue(*json, "internationalOptions.customsItems")) : QString();
}

QString statusText(OrderStatus status)
{
    switch (status) {
    case OrderStatus::AwaitingPayment: return SplitDialog::tr("Awaiting payment, as the original");
    case OrderStatus::OnHold: return SplitDialog::tr("On hold, as the original");
    default: return SplitDialog::tr("Awaiting shipment, as the original");
    }
}

} // namespace

SplitDialog::SplitDialog(operations::Console& console, const Clock& clock, const operations::OrderDetails& order, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_clock(clock)
    , m_merchant(order.merchant)
    , m_order(order.id)
    , m_seen(order.raw)
    , m_progress(new SplitProgress(console, this))
    , m_form(std::make_unique<Ui::SplitDialog>())
{
    m_form->setupUi(this);
    m_form->stack->addWidget(m_progress);
    if (const auto merchant = console.merchant(order.merchant))
        m_settings = merchant->merchant;
    m_form->merchantBar->setColour(m_settings.colour);
    m_form->splitButton->setProperty("merchantColour", m_settings.colour);
    m_form->titleLabel->setData(tr("Split #%1").arg(safeLine(order.number, 60)));
    m_form->subtitleLabel->setText(tr("%1 · what Through6 does not make leaves; the rest keeps its number").arg(safeLine(m_settings.name, 60)));
    m_form->overrideLabel->setText(tr("&Owner’s override: type %1").arg(safeCaption(order.number, 60)));
    m_form->overridePane->hide();
    m_form->refusalLabel->hide();
    m_form->messageLabel->hide();
    m_form->noticesList->setMaximumHeight(fontMetrics().height() * 8);
    resize(fontMetrics().averageCharWidth() * 126, fontMetrics().height() * 42);
    const auto json = JsonText::parse(m_seen);
    if (json)
        m_draft = SplitDraft(*json, Through6Matcher(m_settings.rule));
    m_form->againCheck->setVisible(json && wasSplitOrMerged(*json));
    setUpPanes();
    connect(m_form->anotherButton, &QPushButton::clicked, this, &SplitDialog::addChild);
    connect(m_form->againCheck, &QCheckBox::toggled, this, [this](bool known) {
        m_draft.again = known;
        showPlan();
    });
    connect(m_form->overrideEdit, &QLineEdit::textChanged, this, [this, number = order.number](const QString& typed) {
        m_draft.moveThrough6 = typed == number;
        showPlan();
    });
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->splitButton, &QPushButton::clicked, this, &SplitDialog::confirm);
    connect(m_progress, &SplitProgress::changed, this, &SplitDialog::showEnd);
    connect(m_progress, &SplitProgress::copyRequested, this, &SplitDialog::copyRequested);
    showPlan();
    preview(false);
}

SplitDialog::~SplitDialog() = default;

// --- the columns -------------------------------------------------------------------------------------------------------

void SplitDialog::setUpPanes()
{
    for (int place = SplitDraft::kOriginal; place < m_draft.children(); ++place)
        addPane(place);
    orderTabs();
    m_panes.first()->focusLines();
}

void SplitDialog::addPane(int place)
{
    auto* pane = new SplitPane(m_draft, place, m_form->planPage);
    pane->setObjectName(place == SplitDraft::kOriginal ? QStringLiteral("originalPane") : QStringLiteral("childPane%1").arg(place));
    m_panes += pane;
    if (place == SplitDraft::kOriginal) {
        m_form->originalLayout->addWidget(pane);
        connect(pane, &SplitPane::moveRequested, this, &SplitDialog::moveOff);
        return;
    }
    m_form->childrenLayout->addWidget(pane);
    connect(pane, &SplitPane::moveRequested, this, [this, pane](const QList<int>& lines) { moveBack(pane->place(), lines); });
    connect(pane, &SplitPane::unitsWanted, this, [this, pane](int line, int units) {
        m_draft.setUnits(line, pane->place(), units);
        showPlan();
    });
    connect(pane, &SplitPane::removeRequested, this, [this, pane] { removeChild(pane); });
    connect(pane, &SplitPane::entered, this, [this, pane] {
        m_target = pane->place();
        showPane(*m_panes.first());
    });
}

/// The panes come before what stands below them, though they were made later.
void SplitDialog::orderTabs()
{
    QWidget* before = nullptr;
    const auto next = [&before](QWidget* widget) {
        if (before)
            setTabOrder(before, widget);
        before = widget;
    };
    for (const SplitPane* pane : std::as_const(m_panes)) {
        for (QWidget* input : pane->inputs())
            next(input);
    }
    for (QWidget* input : std::initializer_list<QWidget*>{m_form->noticesList, m_form->overrideEdit, m_form->againCheck, m_form->anotherButton, m_form->cancelButton, m_form->splitButton})
        next(input);
}

void SplitDialog::addChild()
{
    m_draft.addChild();
    addPane(m_draft.children() - 1);
    orderTabs();
    m_target = m_draft.children() - 1;
    showPlan();
    m_panes.first()->focusLines();
}

void SplitDialog::removeChild(SplitPane* pane)
{
    m_draft.removeChild(pane->place());
    m_panes.removeOne(pane);
    pane->hide();
    pane->deleteLater(); // its button is still speaking
    for (int child = 0; child < m_draft.children(); ++child)
        m_panes.at(child + 1)->setPlace(child);
    m_target = qMin(m_target, m_draft.children() - 1);
    showPlan();
    m_panes.first()->focusLines();
}

/// A Through6 line is tried like any other: the plan's refusal says why it stays, and nothing has moved.
void SplitDialog::moveOff(const QList<int>& lines)
{
    SplitDraft wanted = m_draft;
    bool through6 = false;
    for (const int line : lines) {
        wanted.setUnits(line, m_target, wanted.most(line, m_target));
        through6 = through6 || m_draft.lines().at(line).line.through6;
    }
    if (!through6 || m_draft.moveThrough6) {
        m_draft = wanted;
        showPlan();
        return;
    }
    const auto plan = planFor(wanted);
    m_form->overridePane->show();
    if (!plan)
        showRefusal(plan.error());
}

void SplitDialog::moveBack(int child, const QList<int>& lines)
{
    for (const int line : lines)
        m_draft.setUnits(line, child, 0);
    showPlan();
}

// --- the plan ----------------------------------------------------------------------------------------------------------

Result<SplitPlan> SplitDialog::planFor(const SplitDraft& draft) const
{
    const auto json = JsonText::parse(m_seen);
    if (!json)
        return tl::unexpected(json.error());
    const SplitSettings settings{m_settings.splitMarker, QDateTime::fromMSecsSinceEpoch(m_clock.now().time_since_epoch().count()).date()};
    return planSplit(*json, draft.choice(), Through6Matcher(m_settings.rule), settings, m_taken);
}

void SplitDialog::showPlan()
{
    const auto plan = planFor(m_draft);
    m_plan = plan ? std::optional(*plan) : std::nullopt;
    m_form->refusalLabel->hide();
    if (!plan)
        showRefusal(plan.error());
    for (SplitPane* pane : std::as_const(m_panes)) {
        pane->refresh();
        showPane(*pane);
    }
    showNotices();
    updateButton();
}

void SplitDialog::showRefusal(const Error& error)
{
    m_form->refusalLabel->setData(QStringLiteral("▲ ") + splitRefusalText(error));
    m_form->refusalLabel->show();
}

QString SplitDialog::childNumber(int child) const
{
    if (m_plan && child < m_plan->children.size())
        return safeLine(m_plan->children.at(child).number, 60);
    const auto json = JsonText::parse(m_seen);
    const QString number = json ? splitText(splitValue(*json, "orderNumber")) : QString();
    QStringList free;
    for (int suffix = 2; free.size() <= child; ++suffix) {
        if (const QString next = QStringLiteral("%1-%2").arg(number).arg(suffix); !m_taken.contains(next))
            free += next;
    }
    return safeLine(free.last(), 60);
}

void SplitDialog::showPane(SplitPane& pane)
{
    const int child = pane.place();
    const auto json = JsonText::parse(m_seen);
    const QString number = json ? safeLine(splitText(splitValue(*json, "orderNumber")), 60) : QString();
    if (child != SplitDraft::kOriginal) {
        pane.setHeading(tr("New order #%1").arg(childNumber(child)), tr("on hold until proven"), holdTint);
        pane.setMove(child == 0 ? tr("← Move &Back to #%1").arg(safeCaption(number)) : tr("← Move Back to #%1").arg(safeCaption(number)));
        pane.setRemovable(m_draft.children() > 1);
        if (m_plan) {
            const SplitPlan::Child& planned = m_plan->children.at(child);
            pane.setFacts({{tr("Weight"), splitWeightText(planned.weight)}, {tr("Dimensions"), tr("none")}, {tr("Customs"), customsOf(planned.body)}, {tr("Afterwards"), statusText(m_plan->childStatus)}});
        }
        return;
    }
    pane.setHeading(tr("Stays on #%1").arg(number), tr("number unchanged"), fineTint);
    pane.setMove(tr("&Move to #%1 →").arg(safeCaption(childNumber(m_target))));
    if (!m_plan)
        return;
    const QString before = splitWeightText(m_plan->weightBefore), after = splitWeightText(m_plan->weightAfter);
    const QString customsBefore = customsOf(m_plan->before), customsAfter = customsOf(expectedParent(*m_plan).value_or(QByteArray()));
    pane.setFacts({{tr("Weight"), before == after ? tr("%1, unchanged").arg(after) : tr("%1 → %2").arg(before, after)},
        {tr("Dimensions"), json && splitValue(*json, "dimensions") ? tr("unchanged, those of the whole") : tr("none")},
        {tr("Customs"), customsBefore == customsAfter ? customsAfter : tr("%1 → %2").arg(customsBefore, customsAfter)},
        {tr("Number, key"), tr("unchanged: #%1, %2").arg(number, safeLine(QString::fromUtf8(m_plan->parentKey), 60))}});
}

void SplitDialog::showNotices()
{
    const Tokens& t = tokens(palette());
    m_form->noticesList->clear();
    for (const bool warnings : {true, false}) {
        for (const SplitNotice& notice : m_plan ? m_plan->notices : QList<SplitNotice>()) {
            if (isWarning(notice.code) != warnings)
                continue;
            auto* item = new QListWidgetItem((warnings ? tr("● Check: %1") : QStringLiteral("%1")).arg(safeLine(splitNoticeText(notice), 600)), m_form->noticesList);
            if (warnings)
                item->setForeground(t.check.text);
        }
    }
    m_form->noticesList->setVisible(m_form->noticesList->count() > 0);
}

void SplitDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showNotices(); // the tints are the items' own
}

void SplitDialog::updateButton()
{
    const int units = m_draft.leaving();
    m_form->splitButton->setText(units > 0 ? tr("&Split %n Item(s) off #%1 · %2", nullptr, units).arg(m_plan ? safeCaption(m_plan->number) : QString(), safeCaption(m_settings.name, 40)) : tr("&Split"));
    m_form->splitButton->setEnabled(m_plan.has_value() && !m_busy);
    m_form->anotherButton->setEnabled(!m_busy);
}

void SplitDialog::say(const QString& text)
{
    m_form->messageLabel->setData(text);
    m_form->messageLabel->setVisible(!text.isEmpty());
}

// --- ShipStation -------------------------------------------------------------------------------------------------------

operations::SplitRequest SplitDialog::request() const
{
    return {m_merchant, m_order, m_seen, m_draft.choice(), {}};
}

void SplitDialog::adopt(const SplitPreview& preview)
{
    const auto now = JsonText::parse(preview.now);
    if (!now)
        return;
    SplitDraft fresh(*now, Through6Matcher(m_settings.rule));
    m_seen = preview.now;
    if (!fresh.hasLinesOf(m_draft)) {
        while (fresh.children() < m_draft.children())
            fresh.addChild();
        fresh.again = m_draft.again;
        fresh.moveThrough6 = m_draft.moveThrough6;
        m_draft = fresh;
    }
    // What it skipped is taken.
    int suffix = 2;
    for (const SplitPlan::Child& child : preview.plan.children) {
        for (;; ++suffix) {
            const QString number = QStringLiteral("%1-%2").arg(preview.plan.number).arg(suffix);
            if (number == child.number)
                break;
            m_taken.insert(number);
        }
        ++suffix;
    }
    m_numbered = static_cast<int>(preview.plan.children.size());
}

/// What ShipStation says now about the choice. `begin`: and go on, if it is as shown.
void SplitDialog::preview(bool begin)
{
    m_busy = true;
    say(tr("Reading the order at ShipStation…"));
    updateButton();
    whenDone(this, m_console.previewSplit(request()), [this, begin](const Result<SplitPreview>& preview) {
        m_busy = false;
        const std::optional<SplitPlan> shown = m_plan;
        say({});
        if (preview)
            adopt(*preview);
        else if (preview.error().code != ErrorCode::SplitRefused) // that is said already, live
            say(oneLine(preview.error()));
        showPlan();
        if (!begin || !preview || !m_plan)
            return;
        const bool same = shown && shown->notices == m_plan->notices && splitNumbers(*shown) == splitNumbers(*m_plan) && shown->stays == m_plan->stays;
        if (same)
            start();
        else
            say(tr("It is different now from what was shown. Look again, then split."));
    });
}

void SplitDialog::confirm()
{
    if (!m_plan || m_busy)
        return;
    if (m_numbered < m_draft.children())
        preview(true);
    else
        start();
}

void SplitDialog::start()
{
    m_progress->expect(m_merchant, m_order, SplitPurpose::Split, *m_plan);
    m_form->stack->setCurrentWidget(m_progress);
    m_form->splitButton->hide();
    m_form->subtitleLabel->setText(tr("%1 · new: %2").arg(safeLine(m_settings.name, 60), splitNumbers(*m_plan)));
    whenDone(m_progress, m_console.split(request()), [this](const Result<SplitReport>& report) {
        if (report)
            m_progress->showReport(*report);
        else
            m_progress->showError(report.error());
    });
    showEnd();
    m_form->cancelButton->setFocus();
}

void SplitDialog::showEnd()
{
    m_form->hintLabel->setText(isSettled(m_progress->report()) ? QString() : tr("Safe to close at any point: it finishes or undoes itself."));
    m_form->cancelButton->setText(tr("Close"));
}

} // namespace t6::ui
