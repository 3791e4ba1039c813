// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "oneshotbody.h"
#include "transport.h"

#include <QNetworkReply>
#include <QObject>
#include <QTimer>

namespace t6::shipstation {

/// One request under way. Made by Transport, child of whoever asked.
class HttpCall : public QObject
{
    Q_OBJECT

public:
    ~HttpCall() override;

private:
    friend class Transport;
    HttpCall(QNetworkReply* reply, std::shared_ptr<int> load, const TransportOptions& options, QObject* owner, Transport::WriteDone done);

    void checkHeaders();
    void read();
    void replyFinished();
    [[nodiscard]] Result<HttpAnswer> answer();
    [[nodiscard]] Result<QByteArray> plainBody();
    void finish(Result<HttpAnswer> answer);

    QNetworkReply* m_reply; ///< the manager's child; null when it is gone
    std::shared_ptr<int> m_load; ///< of the lane; one less when this ends
    qint64 m_maxBody;
    QByteArray m_wire;
    QTimer m_deadline, m_silence;
    const OneShotBody* m_body = nullptr; ///< of a request that changes something; the reply's child
    Transport::WriteDone m_done; ///< empty once it was called
};

} // namespace t6::shipstation
