// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "labelanswer.h"

#include "answererror.h"

#include <core/jsontext.h>
#include <core/labelrules.h>

namespace t6::shipstation {

namespace {

/// A PDF in base64; empty for anything else.
QByteArray pdfOf(const QByteArray& base64)
{
    const auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    return decoded && (*decoded).startsWith("%PDF-") ? *decoded : QByteArray();
}

QString textOf(const JsonText& answer, QStringView member)
{
    const auto value = answer.root().member(member);
    return value ? value->string() : QString();
}

Money amountOf(const JsonText& answer, QStringView member)
{
    const auto value = answer.root().member(member);
    return (value ? moneyOf(value->raw()) : std::nullopt).value_or(Money());
}

/// The text behind a key, wherever it stands; base64 holds nothing that JSON escapes but the slash.
QByteArray textBehind(const QByteArray& bytes, const QByteArray& key)
{
    qsizetype at = bytes.indexOf('"' + key + '"');
    if (at < 0)
        return {};
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    const auto skip = [&](char wanted) {
        while (at < bytes.size() && isBlank(bytes[at]))
            ++at;
        return at < bytes.size() && bytes[at++] == wanted;
    };
    at += key.size() + 2;
    if (!skip(':') || !skip('"'))
        return {};
    const qsizetype end = bytes.indexOf('"', at);
    return end < 0 ? QByteArray() : bytes.mid(at, end - at).replace("\\/", "/");
}

} // namespace

Result<LabelAnswer> decodeLabelAnswer(const QByteArray& json)
{
    const auto answer = JsonText::parse(json);
    if (!answer)
        return tl::unexpected(answer.error());
    const auto id = answer->root().member(u"shipmentId");
    const auto number = id ? id->integer() : std::nullopt;
    if (!number || *number <= 0)
        return failure(ErrorDomain::ShipStation, ErrorCode::AnswerBroken, QStringLiteral("shipmentId"));
    return LabelAnswer{{*number}, amountOf(*answer, u"shipmentCost"), amountOf(*answer, u"insuranceCost"), textOf(*answer, u"trackingNumber"), pdfOf(textOf(*answer, u"labelData").toLatin1()),
        pdfOf(textOf(*answer, u"formData").toLatin1())};
}

LabelAnswer salvageLabel(const QByteArray& bytes)
{
    LabelAnswer found;
    found.label = pdfOf(textBehind(bytes, "labelData"));
    found.form = pdfOf(textBehind(bytes, "formData"));
    return found;
}

Result<VoidAnswer> decodeVoidAnswer(const QByteArray& json)
{
    const auto answer = JsonText::parse(json);
    if (!answer)
        return tl::unexpected(answer.error());
    const auto approved = answer->root().member(u"approved");
    if (!approved || (approved->kind() != JsonText::Kind::True && approved->kind() != JsonText::Kind::False))
        return failure(ErrorDomain::ShipStation, ErrorCode::AnswerBroken, QStringLiteral("approved"));
    return VoidAnswer{approved->kind() == JsonText::Kind::True, harmlessWords(textOf(*answer, u"message"), {})};
}

} // namespace t6::shipstation
