// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "endpoint.h"

#include <QHostAddress>

namespace t6::shipstation {

namespace {

bool isLoopback(const QString& host)
{
    if (host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host); // null unless a literal address: names are never resolved to decide this
    return !address.isNull() && address.isLoopback();
}

} // namespace

QUrl Endpoint::url(const QString& path, const QUrlQuery& query) const
{
    QUrl url = base;
    url.setPath(base.path() + path);
    if (!query.isEmpty()) {
        // QUrlQuery leaves '+' as it is, which servers read as a space.
        QString text = query.toString(QUrl::FullyEncoded);
        url.setQuery(text.replace(QLatin1Char('+'), QLatin1String("%2B")), QUrl::StrictMode);
    }
    return url;
}

Result<Endpoint> parseEndpoint(const QString& apiUrl)
{
    const QString text = apiUrl.trimmed();
    QUrl url = text.isEmpty() ? QUrl(QStringLiteral("https://ssapi.shipstation.com")) : QUrl(text, QUrl::StrictMode);
    const bool allowed = url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment()
        && !url.authority().contains(QLatin1Char('@')) && !url.path().contains(QLatin1String(".."))
        && (url.scheme() == QLatin1String("https") || (url.scheme() == QLatin1String("http") && isLoopback(url.host())));
    if (!allowed)
        return failure(ErrorDomain::Input, ErrorCode::UrlRefused);
    QString path = url.path();
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    url.setPath(path);
    return Endpoint{url};
}

} // namespace t6::shipstation
