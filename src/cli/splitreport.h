// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/split.h>

#include <QJsonObject>
#include <QString>

namespace t6::cli {

// A split, for people and for scripts.

[[nodiscard]] QString planText(const SplitPlan& plan, const QString& merchant);
[[nodiscard]] QJsonObject planJson(const SplitPlan& plan, const QString& merchant);
[[nodiscard]] QString splitText(const operations::SplitReport& report, const QString& merchant);
[[nodiscard]] QJsonObject splitJson(const operations::SplitReport& report, const QString& merchant);

} // namespace t6::cli
