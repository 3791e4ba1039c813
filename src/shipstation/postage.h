// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session.h"

#include <core/merchant.h>

#include <QByteArray>
#include <QFuture>

#include <vector>

namespace t6::shipstation {

// What an account's postage is, and what was paid with it. Call in the session's thread; results arrive there.

/// A label that was bought, as far as money is concerned.
struct BoughtLabel
{
    std::int64_t shipmentId = 0;
    std::string carrier, service; ///< codes
    Money cost; ///< insurance included
    UtcTime at{};
    bool voided = false;
};
struct BoughtLabels
{
    std::vector<BoughtLabel> labels; ///< newest first, at most 500
    bool isComplete = false; ///< there are no more since then
};

/// Labels bought since then, in one GET. Errors: NotShipStation, AnswerBroken, the session's.
[[nodiscard]] QFuture<Result<BoughtLabels>> fetchLabels(Session& session, UtcTime since, Priority priority);
[[nodiscard]] QFuture<Result<BoughtLabels>> fetchLabels(Session& session, UtcTime since, Slots& reserved);
/// Carriers with their balances, without services and packages, in one GET for staff.
[[nodiscard]] QFuture<Result<std::vector<Carrier>>> fetchCarriers(Session& session, Slots& reserved);

[[nodiscard]] Result<BoughtLabels> decodeLabels(const QByteArray& json); ///< a page of GET /shipments
/// What those labels say of prices. `since` as they were asked for; voided ones say nothing.
[[nodiscard]] LabelHistory labelHistory(const BoughtLabels& bought, UtcTime since);

} // namespace t6::shipstation
