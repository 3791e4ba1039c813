// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <store/database.h>
#include <store/orderchunks.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace t6::store {

/// A profile folder that is gone afterwards.
class Profile
{
public:
    [[nodiscard]] QString path() const { return m_parent.filePath(QStringLiteral("profile")); }
    [[nodiscard]] QString filePath() const { return path() + u'/' + Database::fileName(); }
    [[nodiscard]] QStringList files() const { return {filePath(), filePath() + QStringLiteral("-wal"), filePath() + QStringLiteral("-shm")}; }

    /// How often `needle` lies in the database and its companions.
    [[nodiscard]] qsizetype occurrences(const QByteArray& needle) const
    {
        qsizetype count = 0;
        for (const QString& name : files()) {
            QFile file(name);
            if (file.open(QIODevice::ReadOnly))
                count += file.readAll().count(needle);
        }
        return count;
    }

private:
    QTemporaryDir m_parent;
};

/// Bytes that no compression and no chance makes again: a marker in each 4 KiB, so that one forgotten page is found.
inline QByteArray needles(const QByteArray& marker, qsizetype size)
{
    QByteArray bytes;
    while (bytes.size() < size)
        bytes += marker + QByteArray::number(bytes.size()) + QByteArray(1000, '.');
    return bytes;
}

inline constexpr ErrorCode kNoError{-1};

template <typename T>
ErrorCode errorOf(const Result<T>& result)
{
    return result ? kNoError : result.error().code;
}

} // namespace t6::store

/// Fails the test with the error's detail when a Result is one.
#define VERIFY_DONE(result) \
    do { \
        const auto& verified = (result); \
        if (!verified) \
            QFAIL(qPrintable(QStringLiteral("error %1: %2").arg(static_cast<int>(verified.error().code)).arg(verified.error().detail))); \
    } while (false)
