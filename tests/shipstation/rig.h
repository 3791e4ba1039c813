// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <shipstation/session.h>
#include <shipstation/transport.h>
#include <support/await.h>
#include <support/rawserver.h>

#include <chrono>
#include <memory>

namespace t6::test {

/// One merchant's session against a scripted server, with every wait shortened.
struct Rig
{
    static shipstation::SessionOptions quick()
    {
        shipstation::SessionOptions options;
        options.limit = 1000;
        options.retryBase = std::chrono::milliseconds{5};
        options.pause = std::chrono::milliseconds{100};
        options.resetUnit = std::chrono::milliseconds{50}; // "seconds" of X-Rate-Limit-Reset
        options.jitter = [] { return 0.5; };
        return options;
    }
    static shipstation::TransportOptions wire()
    {
        shipstation::TransportOptions options;
        options.silence = std::chrono::milliseconds{400};
        options.deadline = std::chrono::milliseconds{1500};
        options.maxBody = 2'000'000;
        return options;
    }

    explicit Rig(RawServer::Handler handler, shipstation::SessionOptions options = quick())
        : server(std::move(handler))
        , session(MerchantId::create(), *shipstation::parseEndpoint(server.url()), [this] { return authorization; }, transport, Clock(), nullptr, options)
    {
    }

    QByteArray authorization = "Basic " + QByteArray("needle-key:needle-secret").toBase64();
    RawServer server;
    shipstation::Transport transport{wire()};
    shipstation::Session session;
};

} // namespace t6::test
