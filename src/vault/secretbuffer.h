// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstddef>
#include <span>

namespace t6::vault {

/// Overwrites the characters and empties the string. A string whose data others share (or a literal) is only let go:
/// wiping it would change theirs.
void wipe(QString& text);
void wipe(QByteArray& bytes);

/// Bytes that must not be swapped, dumped or left behind: guarded, locked memory, zeroed when it goes. Move-only.
/// Costs at least one locked page each, of which a process has about 2000: for the few secrets in use right now, not
/// for keys by the hundred (those live in a KeyArena). If the system refuses the memory the buffer is empty.
class SecretBuffer
{
public:
    SecretBuffer() noexcept = default;
    explicit SecretBuffer(std::size_t size);
    /// Takes the bytes over and wipes the source.
    explicit SecretBuffer(QByteArray&& source);
    SecretBuffer(SecretBuffer&& other) noexcept;
    SecretBuffer& operator=(SecretBuffer&& other) noexcept;
    SecretBuffer(const SecretBuffer&) = delete;
    SecretBuffer& operator=(const SecretBuffer&) = delete;
    ~SecretBuffer();

    [[nodiscard]] unsigned char* data() noexcept { return m_data; }
    [[nodiscard]] const unsigned char* data() const noexcept { return m_data; }
    [[nodiscard]] std::size_t size() const noexcept { return m_size; }
    [[nodiscard]] bool isEmpty() const noexcept { return m_size == 0; }
    [[nodiscard]] std::span<unsigned char> span() noexcept { return {m_data, m_size}; }
    /// Valid as long as the buffer. Whoever copies it wipes the copy.
    [[nodiscard]] QByteArrayView view() const noexcept { return {m_data, static_cast<qsizetype>(m_size)}; }
    /// False if the system would not lock the memory (RLIMIT_MEMLOCK): it works, but may reach the swap.
    [[nodiscard]] bool isLocked() const noexcept { return m_locked; }

private:
    unsigned char* m_data = nullptr;
    std::size_t m_size = 0;
    bool m_locked = false;
};

} // namespace t6::vault
