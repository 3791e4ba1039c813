// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "resources.h"

#include <QtGlobal>

// The macro wants to stand outside of every namespace.
static void initialise() { Q_INIT_RESOURCE(store); }

namespace t6::store {

void registerResources() { initialise(); }

} // namespace t6::store
