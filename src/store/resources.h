// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace t6::store {

/// Makes resources/store.qrc readable under :/t6: a static library does not do so by itself. Any thread, any number of times.
void registerResources();

} // namespace t6::store
