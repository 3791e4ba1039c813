// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <operations/correction.h>

#include <QJsonObject>
#include <QStringList>

namespace t6::cli {

// An operation on an order, for people and for scripts.

[[nodiscard]] QStringList operationHeading();
[[nodiscard]] QStringList operationRow(const operations::OperationReport& report, const QString& merchant);
/// `isPreview`: nothing was sent, this is what would be.
[[nodiscard]] QString operationText(const operations::OperationReport& report, const QString& merchant, bool isPreview);
[[nodiscard]] QJsonObject operationJson(const operations::OperationReport& report, const QString& merchant, bool isPreview);

} // namespace t6::cli
