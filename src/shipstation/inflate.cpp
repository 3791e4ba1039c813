// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "inflate.h"

#include <QtEndian>

#include <libdeflate.h>

#include <algorithm>
#include <memory>

namespace t6::shipstation {

namespace {

constexpr qint64 kPadding = 64;
constexpr qint64 kBestRatio = 1032; ///< DEFLATE cannot do better: a larger promise is a lie

} // namespace

Result<QByteArray> inflateGzip(const QByteArray& gzip, qint64 most)
{
    if (gzip.size() < 18)
        return failure(ErrorDomain::ShipStation, ErrorCode::AnswerBroken);
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
        libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
    if (!decompressor)
        return failure(ErrorDomain::Program, ErrorCode::Unsupported);
    // The last four bytes tell the size, of which the peer may say what it likes.
    const qint64 told = qFromLittleEndian<quint32>(gzip.constData() + gzip.size() - 4);
    const qint64 room = std::min({told, most, gzip.size() * kBestRatio});
    QByteArray out;
    out.reserve(room + kPadding);
    out.resize(room);
    size_t used = 0, made = 0;
    const libdeflate_result result = libdeflate_gzip_decompress_ex(decompressor.get(), gzip.constData(),
        static_cast<size_t>(gzip.size()), out.data(), static_cast<size_t>(out.size()), &used, &made);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE && told > most)
        return failure(ErrorDomain::ShipStation, ErrorCode::BodyTooLarge);
    if (result != LIBDEFLATE_SUCCESS || used != static_cast<size_t>(gzip.size()) || made != static_cast<size_t>(told))
        return failure(ErrorDomain::ShipStation, ErrorCode::AnswerBroken, QStringLiteral("gzip"));
    return out;
}

} // namespace t6::shipstation
