// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "world.h"

#include "json.h"
#include "pacific.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace t6::sandbox {

World::World(SandboxOptions given)
    : options(std::move(given))
    , faults(options.seed)
    , random(options.seed ^ 0x6c697665U)
{
    for (const Fault& fault : options.faults)
        faults.add(fault);
    const UtcTime now = options.clock.now();
    const int merchants = std::max(1, options.merchants);
    std::vector<Character> characters;
    int shares = 0;
    for (int i = 0; i < merchants; ++i) {
        characters.push_back(characterOf(i));
        shares += characters.back().share;
    }
    int left = std::max(0, options.orders), sharesLeft = shares;
    for (int i = 0; i < merchants; ++i) {
        Character& character = characters[static_cast<size_t>(i)];
        QRandomGenerator identity(options.seed * 2654435761U + static_cast<quint32>(i));
        accounts.push_back(makeAccount(i, character, ids, identity, now));
        const int count = static_cast<int>((static_cast<qint64>(left) * character.share + sharesLeft / 2) / sharesLeft);
        left -= count;
        sharesLeft -= character.share;
        makers.push_back(std::make_unique<OrderMaker>(*accounts.back(), character, ids, counts, options.seed * 40503U + static_cast<quint32>(i)));
        makers.back()->makeHistory(count, now);
    }
}

Account* World::byName(const QString& name)
{
    const auto it = std::find_if(accounts.begin(), accounts.end(), [&](const auto& account) { return account->identity.name == name; });
    return it == accounts.end() ? nullptr : it->get();
}

void endHolds(Account& account, UtcTime now)
{
    const QString today = pacificDate(now);
    if (today <= account.lastHoldCheck)
        return;
    const QString before = std::exchange(account.lastHoldCheck, today);
    for (OrderRecord& record : account.orders) {
        if (record.gone || record.status != "on_hold" || record.holdUntil <= before || record.holdUntil > today)
            continue;
        account.put(merged(objectFrom(record.json),
            {{u"orderStatus"_s, u"awaiting_shipment"_s}, {u"holdUntilDate"_s, QJsonValue()}, {u"modifyDate"_s, pacificTime(now)}}));
    }
}

} // namespace t6::sandbox
