// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "transport.h"

#include <core/clock.h>
#include <core/ids.h>
#include <core/result.h>

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace t6::shipstation {

/// What is known of a change after its one try.
enum class Delivery : std::uint8_t {
    NotSent, ///< no byte of it left this computer
    Rejected, ///< ShipStation said no and changed nothing
    Replied, ///< ShipStation said yes; only reading proves it
    Unknown, ///< it may have happened, or may happen yet
};

/// What createorders says of one order.
struct WriteRow
{
    OrderId order; ///< null when not told: refused orders have none
    QString key;
    std::optional<bool> success; ///< nullopt: neither
    QString words; ///< ShipStation's reason, harmless
};

struct WriteAnswer
{
    Delivery delivery = Delivery::Unknown;
    QByteArray json; ///< of Replied: the whole object
    int status = 0; ///< 0 when no HTTP answer came
    UtcTime begun{}, ended{};
    /// Set unless Replied. NotSent: why. Rejected: `detail` are the server's words. Unknown: OutcomeUnknown, and `detail` names what
    /// happened instead in technical words ("timed-out", "http-502 server-error").
    std::optional<Error> error;
    QByteArray body{}; ///< as it came, whatever it is, of any answer with status 2xx that arrived whole; Session::write() hands it on
    std::vector<WriteRow> rows{}; ///< of Replied to createorders, which says yes or no to each order: see answerOf()
};

/// Sorts the end of a change into the four (times are left to the caller). `handedOver` says whether a byte of it may have reached
/// the socket. Every case of doubt is Unknown: a refusal counts only if it came whole, a yes only as one whole JSON object.
[[nodiscard]] WriteAnswer classifyWrite(const Result<HttpAnswer>& answer, bool handedOver, const QByteArray& authorization, OrderDecoder& decoder);

/// What the answer to a createorders means for one of the orders that were sent; no two of them may have had the same key. Only the one row
/// that names this order by its id says yes, and only one that names it by its id, or by its key and no id, says no. All else is Unknown.
[[nodiscard]] WriteAnswer answerOf(const WriteAnswer& whole, OrderId order, const QString& key);

} // namespace t6::shipstation
