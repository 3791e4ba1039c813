// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/checks.h>

namespace t6::test {

/// An order, its merchant and what is remembered: what a check sees. The samples have nothing to find; rows change one thing.
struct Scene
{
    OrderView order;
    OrderMemory memory;
    AccountFacts facts;
    Through6Rule rule;
    CheckSettings settings;
    UtcTime now;

    [[nodiscard]] CheckContext context(const AddressRules& rules) const { return {facts, rule, settings, rules}; }
};

/// Awaiting shipment, US to US, two shirts of Through6.
[[nodiscard]] Scene domesticScene();
/// The same to Canada with a complete customs declaration.
[[nodiscard]] Scene canadianScene();

} // namespace t6::test
