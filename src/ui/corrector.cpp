// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "corrector.h"

#include "notice.h"
#include "outcomewords.h"

#include <core/async.h>
#include <core/errortext.h>

#include <utility>

namespace t6::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto kShown = 30s; ///< what went well need not stay

} // namespace

Corrector::Corrector(operations::Console& console, Notice* notice, QObject* parent)
    : QObject(parent)
    , m_console(console)
    , m_notice(notice)
{
    m_fade.setSingleShot(true);
    m_fade.setInterval(kShown);
    connect(&m_fade, &QTimer::timeout, m_notice, [notice] { notice->setNotice({}); });
    connect(m_notice, &Notice::activated, this, &Corrector::undo);
}

void Corrector::send(const operations::Correction& correction)
{
    follow(correction.merchant, m_console.correct(correction), tr("Saving…"));
}

void Corrector::follow(MerchantId merchant, const QFuture<Result<operations::OperationReport>>& future, const QString& words)
{
    m_fade.stop();
    m_notice->setNotice(words, holdTint);
    whenDone(this, future, [this, merchant](const Result<operations::OperationReport>& report) { showOutcome(merchant, report); });
}

void Corrector::showOutcome(MerchantId merchant, const Result<operations::OperationReport>& report)
{
    if (m_console.state() != operations::Console::State::Unlocked)
        return;
    const auto state = m_console.merchant(merchant);
    const OutcomeWords words = outcomeWords(report, state ? state->facts : AccountFacts());
    const bool undoable = words.done && !report->id.isNull() && report->undoOf.isNull();
    m_last = undoable ? std::optional(Done{merchant, report->id}) : std::nullopt;
    m_notice->setNotice(words.text, words.done ? fineTint : blocksTint, undoable ? tr("Undo") : QString());
    if (words.done)
        m_fade.start();
    else
        m_fade.stop();
    emit changed();
}

void Corrector::undo()
{
    if (!m_last)
        return;
    const Done last = *std::exchange(m_last, std::nullopt);
    emit changed();
    follow(last.merchant, m_console.undo(last.merchant, last.operation), tr("Taking it back…"));
}

void Corrector::undoLatest(MerchantId merchant, OrderId order)
{
    follow(merchant, m_console.undoLatest(merchant, order), tr("Taking it back…"));
}

void Corrector::showDone(const QString& words)
{
    m_last.reset();
    m_notice->setNotice(words, fineTint);
    m_fade.start();
    emit changed();
}

void Corrector::showRefusal(const Error& error)
{
    m_fade.stop();
    m_notice->setNotice(error.code == ErrorCode::InvalidInput ? error.detail : oneLine(error), checkTint);
}

void Corrector::clear()
{
    m_last.reset();
    m_fade.stop();
    m_notice->setNotice({});
    emit changed();
}

} // namespace t6::ui
