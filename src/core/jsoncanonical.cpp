// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "jsontext.h"

#include <algorithm>
#include <utility>

namespace t6 {

namespace {

using Kind = JsonText::Kind;
using Value = JsonText::Value;

constexpr qsizetype kPlainDigits = 40; // longer numbers are written with an exponent: 1e999999999 must not fill the memory
constexpr qsizetype kShortExponent = 18; // digits of an exponent that 64 bits hold, with room to add a text's length

QByteArrayView withoutLeadingZeros(QByteArrayView digits)
{
    while (!digits.isEmpty() && digits.front() == '0')
        digits = digits.sliced(1);
    return digits;
}

/// `digits` ± a number far smaller than they are: exponents beyond 64 bits are exact as well.
QByteArray shifted(QByteArrayView digits, qint64 by)
{
    QByteArray sum = digits.toByteArray();
    for (qsizetype i = sum.size() - 1; i >= 0 && by != 0; --i) {
        qint64 digit = sum[i] - '0' + by % 10;
        by /= 10;
        if (digit < 0) {
            digit += 10;
            --by;
        } else if (digit > 9) {
            digit -= 10;
            ++by;
        }
        sum[i] = static_cast<char>('0' + digit);
    }
    if (by > 0)
        sum.prepend('1');
    return withoutLeadingZeros(sum).toByteArray();
}

/// A number as ±digits × 10^exponent, the digits without zeros at either end.
struct Decimal
{
    bool negative = false;
    QByteArray digits; ///< empty: zero
    QByteArray exponent; ///< with '-' if negative
};

QByteArray movedExponent(QByteArrayView exponent, qint64 by)
{
    const bool negative = exponent.startsWith('-');
    if (negative || exponent.startsWith('+'))
        exponent = exponent.sliced(1);
    exponent = withoutLeadingZeros(exponent);
    if (exponent.size() > kShortExponent)
        return negative ? '-' + shifted(exponent, -by) : shifted(exponent, by);
    const qint64 value = exponent.isEmpty() ? 0 : exponent.toByteArray().toLongLong();
    return QByteArray::number((negative ? -value : value) + by);
}

Decimal decimalOf(QByteArrayView number)
{
    Decimal decimal;
    decimal.negative = number.startsWith('-');
    const auto isExponentMark = [](char c) { return c == 'e' || c == 'E'; };
    const auto mark = std::find_if(number.begin(), number.end(), isExponentMark);
    const QByteArrayView mantissa = number.first(mark - number.begin()).sliced(decimal.negative ? 1 : 0);
    const QByteArrayView exponent = mark == number.end() ? QByteArrayView() : number.sliced(mark - number.begin() + 1);
    const qsizetype point = mantissa.indexOf('.');
    QByteArray digits = mantissa.first(point < 0 ? mantissa.size() : point).toByteArray();
    qint64 shift = 0;
    if (point >= 0) {
        digits += mantissa.sliced(point + 1).toByteArray();
        shift = point + 1 - mantissa.size();
    }
    while (digits.endsWith('0')) {
        digits.chop(1);
        ++shift;
    }
    decimal.digits = withoutLeadingZeros(digits).toByteArray();
    decimal.exponent = movedExponent(exponent, shift);
    return decimal;
}

QByteArray canonicalNumber(QByteArrayView raw)
{
    const Decimal decimal = decimalOf(raw);
    if (decimal.digits.isEmpty())
        return QByteArrayLiteral("0");
    const QByteArray sign = decimal.negative ? QByteArrayLiteral("-") : QByteArray();
    bool isShort = false;
    const qint64 exponent = decimal.exponent.toLongLong(&isShort);
    const qsizetype size = decimal.digits.size();
    if (!isShort || size > kPlainDigits || exponent > kPlainDigits - size || exponent < -kPlainDigits)
        return sign + decimal.digits + 'e' + decimal.exponent;
    if (exponent >= 0)
        return sign + decimal.digits + QByteArray(exponent, '0');
    const QByteArray padded = decimal.digits.rightJustified(1 - exponent, '0');
    return sign + padded.chopped(-exponent) + '.' + padded.last(-exponent);
}

void appendCanonical(QByteArray& out, const Value& value);

void appendObject(QByteArray& out, const Value& object)
{
    std::vector<std::pair<QByteArray, Value>> members;
    for (const Value::Member& member : object.members())
        members.emplace_back(jsonString(member.key), member.value);
    std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    out += '{';
    bool isFirst = true;
    for (const auto& [key, value] : members) {
        if (!std::exchange(isFirst, false))
            out += ',';
        out += key + ':';
        appendCanonical(out, value);
    }
    out += '}';
}

void appendArray(QByteArray& out, const Value& array)
{
    out += '[';
    bool isFirst = true;
    for (const Value& element : array.elements()) {
        if (!std::exchange(isFirst, false))
            out += ',';
        appendCanonical(out, element);
    }
    out += ']';
}

void appendCanonical(QByteArray& out, const Value& value)
{
    switch (value.kind()) {
    case Kind::Object:
        return appendObject(out, value);
    case Kind::Array:
        return appendArray(out, value);
    case Kind::Number:
        out += canonicalNumber(value.raw());
        return;
    case Kind::String:
        out += value.raw().contains('\\') ? jsonString(value.string()) : value.raw().toByteArray();
        return;
    case Kind::Null:
    case Kind::False:
    case Kind::True:
        out += value.raw();
        return;
    }
}

void appendEscaped(QByteArray& out, char16_t c)
{
    static constexpr char kNames[] = "btn\0fr"; // from U+0008
    if (c == u'"' || c == u'\\')
        (out += '\\') += static_cast<char>(c);
    else if (c >= u'\b' && c <= u'\r' && c != u'\v')
        (out += '\\') += kNames[c - u'\b'];
    else
        out += "\\u" + QByteArray::number(c, 16).rightJustified(4, '0');
}

} // namespace

QByteArray JsonText::Value::canonical() const
{
    QByteArray out;
    appendCanonical(out, *this);
    return out;
}

std::optional<qint64> JsonText::Value::integer() const
{
    if (kind() != Kind::Number)
        return std::nullopt;
    bool isInteger = false;
    const qint64 value = canonicalNumber(raw()).toLongLong(&isInteger);
    return isInteger ? std::optional(value) : std::nullopt;
}

std::optional<QByteArray> canonicalJson(QByteArrayView raw)
{
    const auto json = JsonText::parse(raw.toByteArray());
    return json ? std::optional(json->root().canonical()) : std::nullopt;
}

QByteArray jsonString(QStringView text)
{
    QByteArray out("\"");
    qsizetype plainFrom = 0;
    const auto flush = [&](qsizetype to) { out += text.sliced(plainFrom, to - plainFrom).toUtf8(); };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            ++i;
        } else if (c < u' ' || c == u'"' || c == u'\\' || c.isSurrogate()) {
            flush(i);
            appendEscaped(out, c.unicode());
            plainFrom = i + 1;
        }
    }
    flush(text.size());
    out += '"';
    return out;
}

} // namespace t6
