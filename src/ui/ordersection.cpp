// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordersection.h"

namespace t6::ui {

QString OrderSection::problem() const
{
    return {};
}

} // namespace t6::ui
