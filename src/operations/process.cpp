// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "process.h"

#include <vault/hardening.h>
#include <vault/secretbuffer.h>

#include <QtGlobal>

#if defined(Q_OS_UNIX)
#include <pwd.h>
#include <unistd.h>
#endif

namespace t6::operations {

void hardenProcess()
{
    vault::hardenProcess();
}

QString computerUser()
{
    for (const char* name : {"USER", "USERNAME"}) {
        if (const QString user = qEnvironmentVariable(name); !user.isEmpty())
            return user;
    }
#if defined(Q_OS_UNIX)
    if (const passwd* entry = getpwuid(geteuid()))
        return QString::fromLocal8Bit(entry->pw_name);
#endif
    return QStringLiteral("unknown");
}

void wipe(QString& secret)
{
    vault::wipe(secret);
}

} // namespace t6::operations
