// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/addressrules.h>
#include <core/countries.h>

#include <QDebug>

namespace t6::test {

inline AddressRules bundledRules()
{
    auto rules = loadBundledAddressRules();
    if (!rules)
        qFatal("the address rules: %s", qPrintable(rules.error().detail));
    return std::move(*rules);
}

/// The address rules that are compiled into the program, and the countries they know.
struct BundledAddresses
{
    const AddressRules rules = bundledRules();
    const Countries countries{rules};
};

} // namespace t6::test
