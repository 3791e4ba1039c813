// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "oneshotbody.h"

#include <algorithm>
#include <cstring>

namespace t6::shipstation {

OneShotBody::OneShotBody(QByteArray body, std::function<bool()> mayLeave)
    : m_body(std::move(body))
    , m_mayLeave(std::move(mayLeave))
{
    open(ReadOnly | Unbuffered); // a buffer would be filled ahead of what is handed over
}

qint64 OneShotBody::readData(char* data, qint64 most)
{
    if (atEnd())
        return -1;
    if (m_next == 0 && m_mayLeave && !m_mayLeave()) {
        emit refused();
        return -1;
    }
    const qint64 size = std::min<qint64>(most, m_body.size() - m_next);
    std::memcpy(data, m_body.constData() + m_next, static_cast<size_t>(size));
    m_next += size;
    return size;
}

} // namespace t6::shipstation
