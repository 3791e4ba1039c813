// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/result.h>

#include <QByteArray>

namespace t6::shipstation {

/// The content of one gzip member that is exactly `gzip`, with room for simdjson's padding behind it. Errors: BodyTooLarge (more than
/// `most` bytes; never allocates more than that), AnswerBroken.
[[nodiscard]] Result<QByteArray> inflateGzip(const QByteArray& gzip, qint64 most);

} // namespace t6::shipstation
