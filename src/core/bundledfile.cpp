// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "bundledfile.h"

#include <QFile>

static void registerResources() // a static library's resources are not registered by themselves
{
    Q_INIT_RESOURCE(core);
}

t6::Result<QByteArray> t6::bundledFile(const QString& path)
{
    registerResources();
    QFile file(QStringLiteral(":/t6/") + path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorDomain::Program, ErrorCode::FileUnreadable, path);
    return file.readAll();
}
