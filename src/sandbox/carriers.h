// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QString>

#include <span>

namespace t6::sandbox {

/// A carrier as ShipStation offers it, the same for all accounts.
struct CarrierKind
{
    struct Offer
    {
        const char* code;
        const char* name;
        bool domestic, international;
    };
    const char* code;
    const char* name;
    bool funded;
    std::span<const Offer> services, packages;
};

/// nullptr when there is none of that code.
[[nodiscard]] const CarrierKind* carrierKind(const QString& code);
/// The answers of listservices and listpackages.
[[nodiscard]] QJsonArray servicesJson(const CarrierKind& carrier);
[[nodiscard]] QJsonArray packagesJson(const CarrierKind& carrier);

} // namespace t6::sandbox
