// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http.h"
#include "world.h"

namespace t6::sandbox {

/// One request to its answer: credentials, budget, faults, endpoint, ledger. Everything but /_sandbox/ (see control.h).
/// Whether the body of this request is not to arrive; keeps the ledger.
[[nodiscard]] bool cutsBody(World& world, const HttpRequest& head);

[[nodiscard]] HttpResponse route(World& world, const HttpRequest& request);

/// Compresses the body if the client takes that and it is worth it.
void compress(const HttpRequest& request, HttpResponse& response);

} // namespace t6::sandbox
