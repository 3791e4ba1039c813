// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "connection.h"

namespace t6::store {

/// Brings the schema up to date: runs the numbered files of resources/migrations that the database has not seen, in order, one
/// transaction each. `mayWrite` false only compares. Errors: StoreNewer (made by a newer program), StoreReadOnly (older, but
/// may not write), those of the statements.
[[nodiscard]] Result<void> migrate(Connection& connection, bool mayWrite);

} // namespace t6::store
