// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "label.h"

#include <store/labelbook.h>

namespace t6::operations {

/// What a person should know beside the state of a label.
[[nodiscard]] QStringList labelNotices(const OperationReport& operation, bool hasPdf);
/// `kept`: nullopt when nothing is kept of it.
[[nodiscard]] LabelReport labelReport(const OperationReport& operation, const std::optional<store::LabelRecord>& kept);

} // namespace t6::operations
