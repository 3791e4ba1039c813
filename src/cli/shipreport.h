// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/label.h>

#include <QJsonObject>

namespace t6::cli {

// Prices and labels, for people and for scripts.

[[nodiscard]] QString quotesText(const operations::Quotes& quotes, const QString& merchant);
[[nodiscard]] QJsonObject quotesJson(const operations::Quotes& quotes, const QString& merchant);
[[nodiscard]] QString labelText(const operations::LabelReport& report, const QString& merchant);
[[nodiscard]] QJsonObject labelJson(const operations::LabelReport& report, const QString& merchant);

} // namespace t6::cli
