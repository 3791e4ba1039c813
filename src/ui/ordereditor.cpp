// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordereditor.h"

#include "addresssection.h"
#include "conflictdialog.h"
#include "corrector.h"
#include "customssection.h"
#include "notessection.h"
#include "orderfieldnames.h"
#include "outcomewords.h"
#include "safetext.h"
#include "shippingsection.h"
#include "ui_ordereditor.h"
#include "words.h"

#include <core/async.h>
#include <core/errortext.h>

#include <QPointer>
#include <QScrollArea>
#include <QShortcut>

namespace t6::ui {

namespace {

using namespace std::chrono_literals;
using operations::OperationReport;

constexpr auto kDraftDelay = 500ms; ///< what a crash may lose
constexpr qsizetype kMostChangesShown = 4;

} // namespace

OrderEditor::OrderEditor(operations::Console& console, const Clock& clock, Corrector& corrector, const operations::OrderDetails& order, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_clock(clock)
    , m_corrector(corrector)
    , m_order(order)
    , m_form(std::make_unique<Ui::OrderEditor>())
{
    m_form->setupUi(this);
    const auto merchant = console.merchant(order.merchant).value_or(operations::MerchantState());
    m_facts = merchant.facts;
    m_colour = merchant.merchant.colour;
    m_form->merchantBar->setColour(m_colour);
    m_form->titleLabel->setData(tr("Correct %1 · %2").arg(safeLine(order.number, 60), safeLine(merchant.merchant.name, 60)));
    m_form->saveButton->setText(tr("&Save %1").arg(safeCaption(order.number, 30)));
    m_form->progressBar->hide();
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 40); // a whole address without scrolling
    makeSections(merchant);
    makeShortcuts();
    say({});
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(kDraftDelay);
    connect(&m_draftTimer, &QTimer::timeout, this, &OrderEditor::keepDraft);
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->saveButton, &QPushButton::clicked, this, [this] { save(false); });
    connect(m_form->nextButton, &QPushButton::clicked, this, [this] { save(true); });
    connect(m_form->draftNotice, &Notice::activated, this, &OrderEditor::discardDraft);
    connect(&console, &operations::Console::operationChanged, this, [this](const OperationReport& report) {
        if (m_sending && report.order == m_order.id && report.merchant == m_order.merchant)
            m_form->messageLabel->setText(progressText(report.state));
    });
    restoreDraft();
}

OrderEditor::~OrderEditor() = default;

void OrderEditor::makeSections(const operations::MerchantState& merchant)
{
    m_address = new AddressSection(bundledAddressRules(), m_order);
    m_shipping = new ShippingSection(merchant, m_order);
    connect(m_shipping, &ShippingSection::mappingMade, this, &OrderEditor::remember);
    m_sections = {m_address, m_shipping, new CustomsSection(bundledAddressRules(), merchant.merchant.customs, m_order), new NotesSection};
    const QStringList captions{tr("Address"), tr("Shipping"), tr("Customs"), tr("Notes")};
    for (qsizetype i = 0; i < m_sections.size(); ++i) {
        auto* area = new QScrollArea;
        area->setFrameShape(QFrame::NoFrame);
        area->setWidgetResizable(true);
        area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        area->setFocusPolicy(Qt::NoFocus);
        area->setAccessibleName(captions.at(i));
        area->setWidget(m_sections.at(i));
        m_form->sectionTabs->addTab(area, captions.at(i));
        connect(m_sections.at(i), &OrderSection::changed, this, &OrderEditor::collect);
    }
}

void OrderEditor::makeShortcuts()
{
    const auto key = [this](QKeySequence sequence, auto act) { connect(new QShortcut(sequence, this), &QShortcut::activated, this, act); };
    key(Qt::CTRL | Qt::Key_Return, [this] { save(false); });
    key(Qt::CTRL | Qt::Key_Enter, [this] { save(false); });
    key(Qt::CTRL | Qt::SHIFT | Qt::Key_Return, [this] { save(true); });
    key(Qt::CTRL | Qt::SHIFT | Qt::Key_Enter, [this] { save(true); });
    for (int i = 0; i < m_sections.size(); ++i)
        key(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + i)), [this, i] { showPlace({static_cast<EditSection>(i), {}}); });
}

/// Fills the sections: changes count from `seen`, and those of `patch` are made already.
Result<void> OrderEditor::show(const QByteArray& seen, const OrderPatch& patch)
{
    const auto base = JsonText::parse(seen);
    if (!base)
        return tl::unexpected(base.error());
    const auto changed = applied(*base, patch);
    const auto shown = changed ? JsonText::parse(*changed) : Result<JsonText>(tl::unexpected(changed.error()));
    if (!shown)
        return tl::unexpected(shown.error());
    m_base = *base;
    for (OrderSection* section : m_sections)
        section->setOrder(*base, *shown);
    collect();
    return {};
}

/// Kept at once and whatever becomes of the order: it is the merchant's.
void OrderEditor::remember(const ServiceMapping& mapping, bool international)
{
    const auto now = m_console.merchant(m_order.merchant);
    if (!now)
        return;
    const Merchant changed = withMapping(*now, mapping, international);
    whenDone(this, m_console.updateMerchant(changed), [this, changed](const Result<void>& kept) {
        if (kept)
            m_shipping->setMerchant(changed);
        say(kept ? QString() : oneLine(kept.error()));
    });
}

// --- drafts -------------------------------------------------------------------------------------------------------

void OrderEditor::restoreDraft()
{
    const auto base = JsonText::parse(m_order.raw);
    const auto draft = OrderDraft::load(m_console, m_order.merchant, m_order.id);
    const auto restored = base && draft ? draft->on(*base) : OrderDraft::Restored();
    if (!restored.patch.isEmpty()) {
        const QString moved = restored.orderMoved ? tr(" The order has changed since: compare before you save.") : QString();
        m_form->draftNotice->setNotice(tr("Draft of %1 restored.").arg(clockText(draft->at)) + moved, restored.orderMoved ? checkTint : holdTint, tr("Discard"));
    }
    if (draft && restored.patch.isEmpty())
        OrderDraft::discard(m_console, m_order.merchant, m_order.id); // the order is so by now
    if (const auto shown = show(m_order.raw, restored.patch); !shown)
        say(oneLine(shown.error()));
    m_draftTimer.stop(); // nothing is new yet
}

void OrderEditor::keepDraft()
{
    m_draftTimer.stop();
    if (m_console.state() != operations::Console::State::Unlocked)
        return;
    if (m_patch.isEmpty())
        OrderDraft::discard(m_console, m_order.merchant, m_order.id);
    else
        OrderDraft{m_clock.now(), m_patch}.keep(m_console, m_order.merchant, m_order.id);
}

void OrderEditor::discardDraft()
{
    OrderDraft::discard(m_console, m_order.merchant, m_order.id);
    m_form->draftNotice->setNotice({});
    if (const auto shown = show(m_base ? m_base->text() : m_order.raw, {}); !shown)
        say(oneLine(shown.error()));
    m_sections.at(m_form->sectionTabs->currentIndex())->setFocus();
}

// --- what was changed ---------------------------------------------------------------------------------------------

void OrderEditor::collect()
{
    if (!m_base)
        return;
    m_shipping->setDestination(m_address->country());
    m_patch = {};
    m_problem.clear();
    for (const OrderSection* section : m_sections) {
        if (m_problem.isEmpty())
            m_problem = section->problem();
        if (const auto added = section->addTo(m_patch, *m_base); !added && m_problem.isEmpty())
            m_problem = oneLine(added.error());
    }
    showChanges();
    m_draftTimer.start();
}

void OrderEditor::showChanges()
{
    const QStringList all = changeTexts(m_patch, m_facts);
    QStringList shown = all.mid(0, kMostChangesShown);
    if (all.size() > shown.size())
        shown += tr("and %n more", nullptr, static_cast<int>(all.size() - shown.size()));
    m_form->changesLabel->setData(!m_problem.isEmpty() ? m_problem : all.isEmpty() ? tr("Nothing is changed yet.") : shown.join(QStringLiteral("\n")));
    m_form->changesLabel->setToolTip(safeToolTip(all.join(QLatin1Char('\n'))));
}

void OrderEditor::showPlace(const FixPlace& place)
{
    const int index = static_cast<int>(place.section);
    m_form->sectionTabs->setCurrentIndex(index);
    m_sections.at(index)->focusOn(place.path);
}

void OrderEditor::say(const QString& text)
{
    m_form->messageLabel->setData(text);
    m_form->messageLabel->setVisible(!text.isEmpty());
}

// --- saving -------------------------------------------------------------------------------------------------------

void OrderEditor::save(bool next)
{
    if (m_sending || !m_base)
        return;
    m_next = next;
    if (!m_problem.isEmpty()) {
        say(m_problem);
        return;
    }
    if (m_patch.isEmpty()) {
        if (next)
            emit skipped();
        else
            say(tr("Nothing is changed yet."));
        return;
    }
    send();
}

void OrderEditor::send()
{
    keepDraft();
    setSending(true);
    operations::Correction correction;
    correction.merchant = m_order.merchant;
    correction.order = m_order.id;
    correction.seen = m_base->text();
    correction.patch = m_patch;
    // The answer belongs to whoever is still there.
    whenDone(&m_corrector, m_console.correct(correction), [editor = QPointer(this), corrector = &m_corrector, merchant = m_order.merchant](const Result<OperationReport>& report) {
        if (editor)
            editor->take(report);
        else
            corrector->showOutcome(merchant, report);
    });
}

void OrderEditor::setSending(bool sending)
{
    m_sending = sending;
    m_form->sectionTabs->setEnabled(!sending);
    m_form->draftNotice->setEnabled(!sending);
    m_form->saveButton->setEnabled(!sending);
    m_form->nextButton->setEnabled(!sending);
    m_form->progressBar->setVisible(sending);
    m_form->cancelButton->setText(sending ? tr("Close") : tr("Cancel"));
    say(sending ? progressText(OperationState::NotSent) : QString());
}

void OrderEditor::take(const Result<OperationReport>& report)
{
    setSending(false);
    const OutcomeWords words = outcomeWords(report, m_facts);
    if (words.done) {
        m_patch = {};
        OrderDraft::discard(m_console, m_order.merchant, m_order.id);
        accept();
        emit saved(*report, m_next);
        return;
    }
    say(words.text);
    if (report && !report->conflicts.isEmpty())
        decide(report->conflicts);
}

void OrderEditor::decide(const QList<MergeConflict>& conflicts)
{
    auto* dialog = new ConflictDialog(m_order.number, conflicts, m_facts, m_colour, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, conflicts] {
        const auto resolution = resolve(m_base->text(), m_patch, conflicts, dialog->choices());
        const auto shown = resolution ? show(resolution->seen, resolution->patch) : Result<void>(tl::unexpected(resolution.error()));
        if (!shown)
            say(tr("The order has changed too much to go on here. Close this and open the order again: what you changed is kept as a draft."));
        else if (m_patch.isEmpty())
            say(tr("Nothing of yours is left to save."));
        else
            send();
    });
    dialog->open();
}

void OrderEditor::done(int result)
{
    if (!m_patch.isEmpty() || m_draftTimer.isActive())
        keepDraft();
    QDialog::done(result);
}

} // namespace t6::ui
