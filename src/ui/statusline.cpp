// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "statusline.h"

#include "safetext.h"
#include "splitwords.h"
#include "words.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QStatusBar>
#include <QTimer>

namespace t6::ui {

using operations::Console;
using operations::MerchantState;
using operations::SyncState;

namespace {

QLabel* addLabel(QStatusBar* bar, const char* name, bool right)
{
    auto* label = new QLabel(bar);
    label->setObjectName(QString::fromLatin1(name));
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setMargin(4);
    label->setIndent(6);
    if (right)
        bar->addPermanentWidget(label);
    else
        bar->addWidget(label);
    return label;
}

} // namespace

StatusLine::StatusLine(Console& console, const Clock& clock, QStatusBar* bar, bool practice)
    : QObject(bar)
    , m_console(console)
    , m_clock(clock)
    , m_live(addLabel(bar, "liveLabel", false))
    , m_delay(addLabel(bar, "delayLabel", false))
    , m_requests(addLabel(bar, "requestsLabel", false))
    , m_operations(new QPushButton(bar))
    , m_problems(new QPushButton(bar))
    , m_profile(nullptr)
{
    m_operations->setObjectName(QStringLiteral("operationsButton"));
    m_operations->setFlat(true);
    m_operations->setFocusPolicy(Qt::TabFocus);
    bar->addPermanentWidget(m_operations);
    m_problems->setObjectName(QStringLiteral("problemsButton"));
    m_problems->setFlat(true);
    m_problems->setFocusPolicy(Qt::TabFocus);
    bar->addPermanentWidget(m_problems);
    m_profile = addLabel(bar, "profileLabel", true);
    m_profile->setText(practice ? tr("Practice") : tr("Profile: %1").arg(safeLine(QDir(console.profileDir()).dirName(), 30)));
    m_profile->setToolTip(safeToolTip(console.profileDir()));
    m_profile->setAccessibleDescription(safeLine(console.profileDir()));
    connect(m_operations, &QPushButton::clicked, this, &StatusLine::operationsRequested);
    connect(&console, &Console::operationsChanged, this, &StatusLine::refresh);
    connect(&console, &Console::splitChanged, this, &StatusLine::refresh);
    connect(m_problems, &QPushButton::clicked, this, &StatusLine::problemsRequested);
    connect(&console, &Console::merchantChanged, this, &StatusLine::refresh);
    connect(&console, &Console::merchantsChanged, this, &StatusLine::refresh);
    connect(&console, &Console::problemsChanged, this, &StatusLine::refresh);
    connect(&console, &Console::stateChanged, this, &StatusLine::refresh);
    auto* timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &StatusLine::refresh);
    timer->start(2000);
    refresh();
}

void StatusLine::setMerchant(MerchantId id)
{
    m_merchant = id;
    refresh();
}

void StatusLine::refresh()
{
    const bool unlocked = m_console.state() == Console::State::Unlocked;
    for (QLabel* label : {m_live, m_delay, m_requests})
        label->setVisible(unlocked);
    const auto open = unlocked ? loneOperations(m_console).size() + m_console.openSplits().size() : 0;
    m_operations->setVisible(open > 0);
    m_operations->setText(tr("%n open operation(s)", nullptr, static_cast<int>(open)));
    m_operations->setAccessibleName(m_operations->text());
    const auto problems = unlocked ? m_console.problems() : QList<operations::Problem>();
    m_problems->setVisible(!problems.isEmpty());
    m_problems->setText(tr("%n error(s) to acknowledge", nullptr, static_cast<int>(problems.size())));
    m_problems->setAccessibleName(m_problems->text());
    if (!unlocked) {
        m_requests->clear(); // names a merchant
        return;
    }

    const QList<MerchantState> merchants = m_console.merchants();
    int failing = 0, offline = 0, loading = 0;
    const MerchantState* busiest = nullptr;
    for (const MerchantState& state : merchants) {
        const bool fails = state.sync.phase == SyncState::Phase::Failing;
        failing += fails;
        offline += fails && state.sync.error && state.sync.error->domain == ErrorDomain::Network;
        loading += state.sync.phase == SyncState::Phase::FirstLoad;
        const bool better = !busiest || state.sync.requestsUsed > busiest->sync.requestsUsed;
        if (m_merchant.isNull() ? better : state.merchant.id == m_merchant)
            busiest = &state;
    }
    if (merchants.isEmpty())
        m_live->setText(tr("No merchant"));
    else if (offline == merchants.size())
        m_live->setText(tr("✕ Offline"));
    else if (failing > 0)
        m_live->setText(tr("▲ %n merchant(s) failing", nullptr, failing));
    else if (loading > 0)
        m_live->setText(tr("○ Loading %n merchant(s)", nullptr, loading));
    else
        m_live->setText(tr("● Live"));
    const auto delay = m_console.changeToScreen();
    m_delay->setVisible(delay.has_value());
    if (delay)
        m_delay->setText(tr("Change to screen: %1").arg(spanText(std::chrono::ceil<std::chrono::seconds>(*delay))));
    m_requests->setVisible(busiest != nullptr);
    if (busiest)
        m_requests->setText(tr("Requests: %1 of %2 per minute, %3").arg(busiest->sync.requestsUsed).arg(busiest->sync.requestLimit).arg(safeLine(busiest->merchant.name, 40)));
}

} // namespace t6::ui
