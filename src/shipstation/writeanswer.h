// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "transport.h"

#include <core/clock.h>
#include <core/result.h>

#include <QByteArray>

#include <optional>

namespace t6::shipstation {

/// What is known of a change after its one try.
enum class Delivery : std::uint8_t {
    NotSent, ///< no byte of it left this computer
    Rejected, ///< ShipStation said no and changed nothing
    Replied, ///< ShipStation said yes; only reading proves it
    Unknown, ///< it may have happened, or may happen yet
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
};

/// Sorts the end of a change into the four (times are left to the caller). `handedOver` says whether a byte of it may have reached
/// the socket. Every case of doubt is Unknown: a refusal counts only if it came whole, a yes only as one whole JSON object.
/// createorders is Rejected when none of its rows succeeded; with some, the reader of `json` decides row by row.
[[nodiscard]] WriteAnswer classifyWrite(const Result<HttpAnswer>& answer, bool handedOver, const QByteArray& authorization, OrderDecoder& decoder);

} // namespace t6::shipstation
