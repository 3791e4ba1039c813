// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "secretbuffer.h"

#include <sodium.h>

#include <cstring>
#include <utility>

namespace t6::vault {

void wipe(QString& text)
{
    if (text.isDetached())
        sodium_memzero(text.data(), static_cast<std::size_t>(text.capacity()) * sizeof(QChar));
    text = QString();
}

void wipe(QByteArray& bytes)
{
    if (bytes.isDetached())
        sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.capacity()));
    bytes = QByteArray();
}

SecretBuffer::SecretBuffer(std::size_t size)
{
    if (size == 0 || sodium_init() < 0)
        return;
    m_data = static_cast<unsigned char*>(sodium_malloc(size));
    if (!m_data)
        return;
    m_size = size;
    // sodium_malloc does not say whether it could lock; asking again does.
    m_locked = sodium_mlock(m_data, m_size) == 0;
    std::memset(m_data, 0, m_size);
}

SecretBuffer::SecretBuffer(QByteArray&& source) : SecretBuffer(static_cast<std::size_t>(source.size()))
{
    if (m_data)
        std::memcpy(m_data, source.constData(), m_size);
    wipe(source);
}

SecretBuffer::SecretBuffer(SecretBuffer&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)), m_locked(std::exchange(other.m_locked, false))
{
}

SecretBuffer& SecretBuffer::operator=(SecretBuffer&& other) noexcept
{
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    std::swap(m_locked, other.m_locked);
    return *this;
}

SecretBuffer::~SecretBuffer()
{
    sodium_free(m_data); // zeroes, unlocks and unmaps
}

} // namespace t6::vault
