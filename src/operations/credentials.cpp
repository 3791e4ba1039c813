// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "credentials.h"

#include <algorithm>

namespace t6::operations {

namespace {

vault::Place place(const MerchantId& merchant)
{
    return {"merchant", vault::RowId(merchant.value), "credentials"};
}

QByteArray basicHeader(const vault::SecretBuffer& pair)
{
    QByteArray copy(reinterpret_cast<const char*>(pair.data()), static_cast<qsizetype>(pair.size()));
    QByteArray encoded = copy.toBase64();
    QByteArray header = "Basic " + encoded;
    vault::wipe(copy);
    vault::wipe(encoded);
    return header;
}

bool isHeaderSafe(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c > QLatin1Char(' ') && c < QChar(0x7f); });
}

} // namespace

Result<Credentials> Credentials::parse(const QString& key, const QString& secret)
{
    QString trimmedKey = key.trimmed();
    QString trimmedSecret = secret.trimmed();
    // HTTP Basic separates the two by the first colon.
    const bool keyFits = !trimmedKey.isEmpty() && isHeaderSafe(trimmedKey) && !trimmedKey.contains(QLatin1Char(':'));
    const bool secretFits = !trimmedSecret.isEmpty() && isHeaderSafe(trimmedSecret);
    if (!keyFits || !secretFits) {
        vault::wipe(trimmedKey);
        vault::wipe(trimmedSecret);
        return failure(ErrorDomain::Input, ErrorCode::InvalidInput, {}, keyFits ? QStringLiteral("API secret") : QStringLiteral("API key"));
    }
    QByteArray pair = trimmedKey.toLatin1() + ':' + trimmedSecret.toLatin1();
    vault::wipe(trimmedKey);
    vault::wipe(trimmedSecret);
    Credentials credentials;
    credentials.m_pair = std::make_shared<const vault::SecretBuffer>(std::move(pair));
    return credentials;
}

QByteArray Credentials::seal(const vault::MerchantKeys& keys) const
{
    return keys.sealer(vault::Purpose::Api).seal(place(keys.merchant()), m_pair->view());
}

shipstation::Session::CredentialsSource Credentials::source() const
{
    return [pair = m_pair] { return basicHeader(*pair); };
}

shipstation::Session::CredentialsSource Credentials::source(std::shared_ptr<const vault::MerchantKeys> keys, QByteArray sealed)
{
    return [keys = std::move(keys), sealed = std::move(sealed)] {
        const auto pair = keys->sealer(vault::Purpose::Api).openSecret(place(keys->merchant()), sealed);
        return pair ? basicHeader(*pair) : QByteArray();
    };
}

} // namespace t6::operations
