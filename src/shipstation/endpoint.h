// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/result.h>

#include <QString>
#include <QUrl>
#include <QUrlQuery>

namespace t6::shipstation {

/// Where one merchant's requests, and with them its keys, may go. Only parseEndpoint() makes one.
struct Endpoint
{
    QUrl base; ///< scheme, host, port, path without a slash at its end

    /// `path` begins with a slash. Values are percent-encoded here, a plus sign included.
    [[nodiscard]] QUrl url(const QString& path, const QUrlQuery& query = {}) const;
};

/// `apiUrl` is Merchant::apiUrl: empty = https://ssapi.shipstation.com. Any https host (the merchant's record says so), http
/// only on loopback. User info, query and fragment are refused. Error: UrlRefused.
[[nodiscard]] Result<Endpoint> parseEndpoint(const QString& apiUrl);

} // namespace t6::shipstation
