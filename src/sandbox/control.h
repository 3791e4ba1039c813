// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http.h"
#include "world.h"

namespace t6::sandbox {

/// The control path /_sandbox/, without credentials, for scripts and tests in another process:
///   GET    /_sandbox/merchants  the merchants as at the start
///   GET    /_sandbox/ledger     what reached the sandbox
///   GET    /_sandbox/check      broken promises, as an array of sentences
///   POST   /_sandbox/faults     body: one fault per line, in the words of --fault
///   DELETE /_sandbox/faults
///   POST   /_sandbox/act        {"act": "edit", "merchant": NAME, "orderId": ID, "patch": {...}}; see the README for all acts
[[nodiscard]] HttpResponse control(World& world, const HttpRequest& request);

} // namespace t6::sandbox
