// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "errorname.h"

#include <array>
#include <utility>

namespace t6 {

namespace {

constexpr std::array kNames = std::to_array<std::pair<ErrorCode, const char*>>({
    {ErrorCode::InvalidInput, "invalid-input"},
    {ErrorCode::NotFound, "not-found"},
    {ErrorCode::AlreadyExists, "already-exists"},
    {ErrorCode::SplitRefused, "split-refused"},
    {ErrorCode::FundsRefused, "funds-refused"},
    {ErrorCode::LabelRefused, "label-refused"},
    {ErrorCode::WrongPassphrase, "wrong-passphrase"},
    {ErrorCode::WrongRecoveryKey, "wrong-recovery-key"},
    {ErrorCode::VaultMissing, "vault-missing"},
    {ErrorCode::VaultLocked, "vault-locked"},
    {ErrorCode::VaultDamaged, "vault-damaged"},
    {ErrorCode::VaultOlder, "vault-older"},
    {ErrorCode::VaultNewer, "vault-newer"},
    {ErrorCode::VaultHostile, "vault-hostile"},
    {ErrorCode::SealBroken, "seal-broken"},
    {ErrorCode::HostNotFound, "host-not-found"},
    {ErrorCode::ConnectionRefused, "connection-refused"},
    {ErrorCode::ConnectionClosed, "connection-closed"},
    {ErrorCode::TimedOut, "timed-out"},
    {ErrorCode::TlsFailed, "tls-failed"},
    {ErrorCode::ProxyFailed, "proxy-failed"},
    {ErrorCode::Offline, "offline"},
    {ErrorCode::Redirected, "redirected"},
    {ErrorCode::BodyTooLarge, "body-too-large"},
    {ErrorCode::Cancelled, "cancelled"},
    {ErrorCode::UrlRefused, "url-refused"},
    {ErrorCode::KeysRejected, "keys-rejected"},
    {ErrorCode::KeysExpiring, "keys-expiring"},
    {ErrorCode::Forbidden, "forbidden"},
    {ErrorCode::OrderGone, "order-gone"},
    {ErrorCode::RateLimited, "rate-limited"},
    {ErrorCode::ServerError, "server-error"},
    {ErrorCode::BusinessError, "business-error"},
    {ErrorCode::NotShipStation, "not-shipstation"},
    {ErrorCode::AnswerBroken, "answer-broken"},
    {ErrorCode::OrderLocked, "order-locked"},
    {ErrorCode::OrderBusy, "order-busy"},
    {ErrorCode::OrderChanged, "order-changed"},
    {ErrorCode::OutcomeUnknown, "outcome-unknown"},
    {ErrorCode::LateWrite, "late-write"},
    {ErrorCode::OperationMoved, "operation-moved"},
    {ErrorCode::StoreCorrupt, "store-corrupt"},
    {ErrorCode::StoreNewer, "store-newer"},
    {ErrorCode::StoreReadOnly, "store-read-only"},
    {ErrorCode::StoreFull, "store-full"},
    {ErrorCode::StoreBusy, "store-busy"},
    {ErrorCode::StoreFailed, "store-failed"},
    {ErrorCode::FileUnreadable, "file-unreadable"},
    {ErrorCode::FileUnwritable, "file-unwritable"},
    {ErrorCode::AlreadyRunning, "already-running"},
    {ErrorCode::Unsupported, "unsupported"},
});
static_assert(kNames.size() == static_cast<std::size_t>(ErrorCode::Unsupported) + 1, "each code has a name");

} // namespace

const char* errorName(ErrorCode code)
{
    for (const auto& [known, name] : kNames) {
        if (known == code)
            return name;
    }
    return "unknown";
}

ErrorCode errorByName(QStringView name)
{
    for (const auto& [code, known] : kNames) {
        if (name == QLatin1String(known))
            return code;
    }
    return ErrorCode::Unsupported;
}

} // namespace t6
