// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "profilefiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace t6::store {

namespace {

constexpr QFileDevice::Permissions kFileMode = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QFileDevice::Permissions kFolderMode = kFileMode | QFileDevice::ExeOwner;
constexpr QFileDevice::Permissions kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
    | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;

Result<void> tighten(const QString& path, QFileDevice::Permissions mode)
{
    if (!(QFile::permissions(path) & kOthers) || QFile::setPermissions(path, mode))
        return {};
    return failure(ErrorDomain::File, ErrorCode::StoreReadOnly, path);
}

} // namespace

Result<void> prepareProfile(const QString& folder, const QString& databasePath)
{
    if (!QFileInfo(folder).isDir()) {
        const QString parent = QFileInfo(QDir::cleanPath(QFileInfo(folder).absoluteFilePath())).path();
        if (!QDir().mkpath(parent) || !QDir().mkdir(folder, kFolderMode))
            return failure(ErrorDomain::File, ErrorCode::FileUnwritable, folder);
    }
    if (auto tight = tighten(folder, kFolderMode); !tight)
        return tight;

    if (!QFile::exists(databasePath)) {
        QFile made(databasePath);
        if (!made.open(QIODevice::ReadWrite | QIODevice::NewOnly, kFileMode))
            return failure(ErrorDomain::File, ErrorCode::FileUnwritable, databasePath);
    }
    for (const QString& path : {databasePath, databasePath + QStringLiteral("-wal"), databasePath + QStringLiteral("-shm")}) {
        if (!QFile::exists(path))
            continue;
        if (auto tight = tighten(path, kFileMode); !tight)
            return tight;
        if (QFile writable(path); !writable.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
            return failure(ErrorDomain::File, ErrorCode::StoreReadOnly, path);
    }
    if (!QFileInfo(folder).isWritable())
        return failure(ErrorDomain::File, ErrorCode::StoreReadOnly, folder);
    return {};
}

} // namespace t6::store
