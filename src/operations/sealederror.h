// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/result.h>

#include <QCborMap>

namespace t6::operations {

/// An error as it is kept in what is sealed: domain, code by its stable name, detail, HTTP status.
[[nodiscard]] QCborMap sealedError(const Error& error);
[[nodiscard]] Error openedError(const QCborMap& map);

} // namespace t6::operations
