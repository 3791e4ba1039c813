// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "transport.h"

#include <core/result.h>

#include <QByteArray>

#include <optional>

namespace t6::shipstation {

/// Why an answer is no success; nullopt: status 2xx and one whole JSON value. Understands all error shapes of reference 1.3. `detail`
/// are the server's own words, at most 500 characters; should they repeat the request's credentials, those are struck out.
[[nodiscard]] std::optional<Error> answerError(const HttpAnswer& answer, const QByteArray& authorization, OrderDecoder& decoder);

/// A server's words without the credentials of the request in any of their forms, control characters and excess.
[[nodiscard]] QString harmlessWords(QString text, const QByteArray& authorization);

/// Whether a GET that ended so may be sent again without asking anybody: 429, 5xx, time-outs, closed connections, damaged answers.
[[nodiscard]] bool isWorthAnotherTry(const Error& error) noexcept;

} // namespace t6::shipstation
