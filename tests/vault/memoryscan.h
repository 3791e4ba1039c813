// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>

#include <sodium.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

#ifdef __has_feature
#define T6_HAS_FEATURE(feature) __has_feature(feature)
#else
#define T6_HAS_FEATURE(feature) 0
#endif

/// Counts the places in this process's writable memory that hold a secret. The searcher itself keeps the secret only
/// masked, so that it does not find itself.
class MemoryScan
{
public:
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || T6_HAS_FEATURE(address_sanitizer) || T6_HAS_FEATURE(thread_sanitizer)
    static constexpr bool kPossible = false; // its shadow memory is terabytes large and its heap keeps what was freed
#else
    static constexpr bool kPossible = true;
#endif

    MemoryScan(const unsigned char* secret, std::size_t size) : m_mask(static_cast<qsizetype>(size), '\0'), m_masked(static_cast<qsizetype>(size), '\0')
    {
        randombytes_buf(m_mask.data(), size);
        for (std::size_t i = 0; i < size; ++i)
            m_masked[static_cast<qsizetype>(i)] = static_cast<char>(m_mask[static_cast<qsizetype>(i)] ^ static_cast<char>(secret[i]));
        m_window = static_cast<char*>(mmap(nullptr, kWindow, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    }
    ~MemoryScan() { munmap(m_window, kWindow); }
    MemoryScan(const MemoryScan&) = delete;
    MemoryScan& operator=(const MemoryScan&) = delete;

    [[nodiscard]] int hits() const
    {
        QFile maps(QStringLiteral("/proc/self/maps"));
        QFile memory(QStringLiteral("/proc/self/mem"));
        if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return -1;
        int found = 0;
        const QList<QByteArray> lines = maps.readAll().split('\n');
        for (const QByteArray& line : lines) {
            const QList<QByteArray> words = line.split(' ');
            if (words.size() < 2 || !words[1].startsWith("rw"))
                continue;
            const QList<QByteArray> range = words[0].split('-');
            found += hitsIn(memory, range[0].toULongLong(nullptr, 16), range[1].toULongLong(nullptr, 16));
        }
        return found;
    }

private:
    static constexpr std::size_t kWindow = 1 << 20;

    [[nodiscard]] int hitsIn(QFile& memory, qulonglong from, qulonglong to) const
    {
        const auto window = reinterpret_cast<qulonglong>(m_window);
        const auto overlap = static_cast<qulonglong>(m_mask.size() - 1);
        int found = 0;
        while (from < to) {
            if (from >= window && from < window + kWindow) { // the kernel may have joined ours with a neighbour
                from = window + kWindow;
                continue;
            }
            const qulonglong end = from < window ? std::min(to, window) : to;
            const auto length = static_cast<qint64>(std::min<qulonglong>(kWindow, end - from));
            memory.seek(static_cast<qint64>(from));
            const qint64 read = memory.read(m_window, length);
            for (qint64 i = 0; i + m_mask.size() <= read; ++i)
                found += matches(m_window + i);
            sodium_memzero(m_window, kWindow);
            if (read <= 0 || from + static_cast<qulonglong>(length) >= end)
                from = end;
            else
                from += static_cast<qulonglong>(length) - overlap;
        }
        return found;
    }
    [[nodiscard]] bool matches(const char* bytes) const
    {
        for (qsizetype i = 0; i < m_mask.size(); ++i) {
            if ((bytes[i] ^ m_mask[i]) != m_masked[i])
                return false;
        }
        return true;
    }

    QByteArray m_mask;
    QByteArray m_masked;
    char* m_window;
};
