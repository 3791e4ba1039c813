// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

namespace t6::sandbox {

/// Compact JSON with ShipStation's order of members (documented ones first, unknown ones after them by name). Numbers keep
/// 64 bits; a surrogate without its pair is escaped, so that whatever was stored is sent.
[[nodiscard]] QByteArray toJson(const QJsonValue& value);

/// The object that `bytes` hold; empty when they hold none.
[[nodiscard]] QJsonObject objectFrom(const QByteArray& bytes);

/// `patch` laid over `base`: objects merge, everything else replaces; an undefined or missing member stays.
[[nodiscard]] QJsonObject merged(QJsonObject base, const QJsonObject& patch);

/// Dollars with cents, as a number that prints without binary dust.
[[nodiscard]] double cents(double value);

} // namespace t6::sandbox
