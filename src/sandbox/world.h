// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "account.h"
#include "fault.h"
#include "ledger.h"
#include "options.h"
#include "ordermaker.h"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace t6::sandbox {

/// All state of one sandbox. Not thread-safe: it belongs to the thread of its Sandbox.
struct World
{
    explicit World(SandboxOptions given);
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    SandboxOptions options;
    IdSource ids;
    PlantCounts counts{};
    std::vector<std::unique_ptr<Account>> accounts;
    std::vector<std::unique_ptr<OrderMaker>> makers; ///< one per account
    FaultList faults;
    Ledger ledger;
    QRandomGenerator random; ///< of the live events
    std::function<void(std::chrono::milliseconds, const std::function<void()>&)> later; ///< calls once in the sandbox's thread

    [[nodiscard]] Account* byName(const QString& name);
};

/// Lifts the holds whose date came since the last call, as ShipStation does by itself. Holds that were overdue before stay.
void endHolds(Account& account, UtcTime now);

} // namespace t6::sandbox
