// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QIODevice>

#include <functional>

namespace t6::shipstation {

/// The body of a request that changes something. It can be read once: Qt, which repeats a request by itself when a connection
/// breaks, finds nothing to repeat.
class OneShotBody : public QIODevice
{
    Q_OBJECT

public:
    /// `mayLeave` is asked when the first byte is to go: a no ends the request, see refused(). Empty: always.
    explicit OneShotBody(QByteArray body, std::function<bool()> mayLeave = {});

    /// Whether any byte left on its way to the socket. Of nothing nobody can tell: true.
    [[nodiscard]] bool wasTouched() const noexcept { return m_next > 0 || m_body.isEmpty(); }

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return m_next == m_body.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_body.size() - m_next; }
    bool reset() override { return false; }
    bool seek(qint64) override { return false; }

signals:
    void refused(); ///< it was too late for the first byte; none has left

protected:
    qint64 readData(char* data, qint64 most) override;
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    QByteArray m_body;
    std::function<bool()> m_mayLeave;
    qsizetype m_next = 0;
};

} // namespace t6::shipstation
