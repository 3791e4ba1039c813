// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <chrono>

namespace t6 {

/// Who is at fault: the first thing an error message says.
enum class ErrorDomain { Input, Vault, Network, ShipStation, Store, File, Program };

/// What went wrong. errorText() (core/errortext.h) is the one place that turns it into words and a next step.
enum class ErrorCode {
    // Input
    InvalidInput, // `field` names the culprit, `detail` the rule it breaks
    NotFound,
    AlreadyExists, // `detail` names what exists (e.g. the merchant that has this account)
    SplitRefused, // an order that is not split, or not so: `detail` says why, `field` names the culprit
    FundsRefused, // funds that are not added: `detail` says why
    LabelRefused, // a label that is not bought, or not so: `detail` says why, `field` names the culprit
    // Vault
    WrongPassphrase,
    WrongRecoveryKey,
    VaultMissing,
    VaultLocked,
    VaultDamaged, // MAC or structure: bytes were changed
    VaultOlder, // generation lower than the last one seen: an old file was put back
    VaultNewer, // unknown format or suite
    VaultHostile, // parameters outside the limits; refused before memory is taken
    SealBroken, // a sealed field does not open: changed, moved or of another key
    // Network
    HostNotFound,
    ConnectionRefused,
    ConnectionClosed, // peer closed, reset, or the body is shorter than announced
    TimedOut,
    TlsFailed,
    ProxyFailed,
    Offline,
    Redirected, // any 3xx: never followed
    BodyTooLarge,
    Cancelled,
    UrlRefused, // scheme or host that the merchant's record does not allow
    // ShipStation
    KeysRejected, // 401
    KeysExpiring, // they end soon, as the merchant said; `detail`: when
    Forbidden, // 403: plan or permission
    OrderGone, // 404
    RateLimited, // 429; retryAfter is set
    ServerError, // 5xx that is no business error
    BusinessError, // 500 with ExceptionMessage, 400 with ModelState: `detail` verbatim
    NotShipStation, // an answer, but not ShipStation's
    AnswerBroken, // 2xx with invalid or truncated JSON
    OrderLocked, // shipped, cancelled or fulfilled elsewhere: ShipStation takes no changes; `detail`: its status
    OrderBusy, // an earlier change to this order is not settled yet; `detail`: its state
    OrderChanged, // someone else changed what is being edited: a person decides
    OutcomeUnknown, // sent, and no answer tells what happened: recorded, found out by reading
    LateWrite, // an order turned back into what had been sent earlier: a request arrived late
    OperationMoved, // the operation is not in the expected state any more
    // Store
    StoreCorrupt,
    StoreNewer, // schema of a newer program
    StoreReadOnly,
    StoreFull,
    StoreBusy,
    StoreFailed,
    // File, Program
    FileUnreadable,
    FileUnwritable,
    AlreadyRunning,
    Unsupported,
};

/// An expected failure. Carries no secret and no buyer's data: `detail` may be shown and logged.
struct Error
{
    ErrorDomain domain = ErrorDomain::Program;
    ErrorCode code = ErrorCode::Unsupported;
    QString detail; ///< the party's own words or the culprit; plain text, never markup
    int httpStatus = 0; ///< 0 when no HTTP answer came
    std::chrono::milliseconds retryAfter{0}; ///< 0 when unknown
    QString field; ///< the input or JSON path at fault, if one is
};

template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(ErrorDomain domain, ErrorCode code, QString detail = {}, QString field = {})
{
    return tl::unexpected<Error>(Error{domain, code, std::move(detail), 0, std::chrono::milliseconds{0}, std::move(field)});
}

} // namespace t6
