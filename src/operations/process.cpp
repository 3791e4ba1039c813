// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "process.h"

#include <vault/hardening.h>
#include <vault/secretbuffer.h>

namespace t6::operations {

void hardenProcess()
{
    vault::hardenProcess();
}

void wipe(QString& secret)
{
    vault::wipe(secret);
}

} // namespace t6::operations
