// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderacts.h"

#include "activitydialog.h"
#include "bulkfixdialog.h"
#include "causesmodel.h"
#include "corrector.h"
#include "holddialog.h"
#include "operationwords.h"
#include "ordersview.h"
#include "queuepage.h"
#include "safetext.h"
#include "words.h"

#include <core/async.h>

#include <QDateTime>

#include <algorithm>

namespace t6::ui {

OrderActs::OrderActs(operations::Console& console, const Clock& clock, Corrector& corrector, QueuePage& queue, QWidget* window)
    : QObject(window)
    , m_console(console)
    , m_clock(clock)
    , m_corrector(corrector)
    , m_queue(queue)
    , m_window(window)
{
}

std::vector<OrderKey> OrderActs::orders() const
{
    if (m_queue.isByCause()) {
        const CausesModel::Group* cause = m_queue.currentCause();
        return cause ? cause->orders : std::vector<OrderKey>();
    }
    std::vector<OrderKey> keys;
    for (const int row : m_queue.ordersView()->selectedOrderRows()) {
        if (const auto key = m_queue.ordersModel()->key(row))
            keys.push_back(*key);
    }
    return keys;
}

std::optional<operations::MerchantState> OrderActs::merchant() const
{
    const std::vector<OrderKey> keys = orders();
    const bool one = std::all_of(keys.begin(), keys.end(), [&keys](const OrderKey& key) { return key.merchant == keys.front().merchant; });
    return keys.empty() || !one ? std::nullopt : m_console.merchant(keys.front().merchant);
}

QString OrderActs::refusal() const
{
    if (m_console.state() != operations::Console::State::Unlocked)
        return tr("The console is locked.");
    if (orders().empty())
        return tr("No order is selected.");
    return merchant() ? QString() : tr("Orders of several merchants are selected.");
}

void OrderActs::hold()
{
    if (QDialog* dialog = makeHoldDialog())
        emit dialogRequested(dialog);
}

QDialog* OrderActs::makeHoldDialog()
{
    const auto owner = merchant();
    if (!owner)
        return nullptr;
    const std::vector<OrderKey> keys = orders();
    const auto& shown = m_queue.order();
    const bool single = keys.size() == 1 && shown && shown->id == keys.front().order;
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_clock.now().time_since_epoch().count()).date();
    auto* dialog = new HoldDialog(single ? shown->number : tr("%n order(s)", nullptr, static_cast<int>(keys.size())), owner->merchant.colour, today,
        single ? QDate::fromString(shown->holdUntilDate, Qt::ISODate) : QDate(), single && shown->held ? shown->held->reason : QString(), m_window);
    // Queued: what follows may open another dialog in the place of this one.
    connect(dialog, &HoldDialog::chosen, this, [this](const QString& date, const QString& reason) { act(BulkField::Hold, date, reason); }, Qt::QueuedConnection);
    return dialog;
}

void OrderActs::act(BulkField field, const QString& argument, const QString& reason)
{
    const std::vector<OrderKey> keys = orders();
    const auto owner = merchant();
    if (!owner)
        return;
    BulkFix fix;
    fix.field = field;
    fix.argument = argument;
    fix.reason = reason;
    if (keys.size() > 1) {
        emit dialogRequested(makeBulkFix(fix));
        return;
    }
    whenDone(this, m_console.order(keys.front().merchant, keys.front().order), [this, fix, state = *owner](const Result<operations::OrderDetails>& order) {
        const auto correction = order ? bulkCorrection(fix, *order, state) : Result<operations::Correction>(tl::unexpected(order.error()));
        if (correction)
            m_corrector.send(*correction);
        else
            m_corrector.showRefusal(correction.error());
    });
}

void OrderActs::popUp(const QList<MenuChoice>& choices, const QString& title, BulkField field)
{
    QWidget* view = m_queue.ordersView()->isVisible() ? m_queue.ordersView() : static_cast<QWidget*>(&m_queue);
    popUpChoices(*view, m_window, title, choices, [this, field](const QString& id) { act(field, id); });
}

void OrderActs::chooseTag(bool add)
{
    const auto owner = merchant();
    if (!owner)
        return;
    QList<MenuChoice> choices;
    const std::vector<OrderKey> keys = orders();
    const auto& shown = m_queue.order();
    const bool single = keys.size() == 1 && shown && shown->id == keys.front().order;
    for (const Tag& tag : owner->facts.tags.value_or(std::vector<Tag>())) {
        const bool has = single && shown->tags.contains(text(tag.name));
        if (!single || has != add)
            choices += MenuChoice{QString::number(tag.id.value), text(tag.name)};
    }
    popUp(choices, add ? tr("Add tag") : tr("Remove tag"), add ? BulkField::AddTag : BulkField::RemoveTag);
}

void OrderActs::chooseUser()
{
    const auto owner = merchant();
    if (!owner)
        return;
    QList<MenuChoice> choices;
    for (const User& user : owner->facts.users.value_or(std::vector<User>()))
        choices += MenuChoice{text(user.id), userName(text(user.id), owner->facts)};
    popUp(choices, tr("Assign to"), BulkField::Assign);
}

void OrderActs::undoLatest()
{
    if (const auto key = m_queue.currentOrder())
        m_corrector.undoLatest(key->merchant, key->order);
}

QDialog* OrderActs::makeBulkFix(const BulkFix& wanted)
{
    return new BulkFixDialog(m_console, m_clock, orders(), wanted, m_window);
}

QDialog* OrderActs::makeBulkFixDialog()
{
    if (orders().empty())
        return nullptr;
    BulkFix wanted;
    if (const CausesModel::Group* cause = m_queue.isByCause() ? m_queue.currentCause() : nullptr) {
        const bool bySku = cause->code >= CheckCode::WeightMissing && cause->code <= CheckCode::ItemWeightMissing;
        wanted.sku = bySku ? cause->subject : QString();
        wanted.field = bulkFieldFor(cause->code, wanted.sku);
    }
    return makeBulkFix(wanted);
}

QDialog* OrderActs::makeActivityDialog()
{
    const auto& shown = m_queue.order();
    if (!shown)
        return nullptr;
    auto* dialog = new ActivityDialog(m_console, shown->merchant, shown->id, shown->number, m_window);
    // Queued: what follows opens another dialog in the place of this one.
    connect(dialog, &ActivityDialog::splitBackRequested, this, &OrderActs::splitBackRequested, Qt::QueuedConnection);
    return dialog;
}

} // namespace t6::ui
