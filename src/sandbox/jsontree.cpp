// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "jsontree.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace t6::sandbox {

namespace {

void writeEscaped(QByteArray& out, char16_t unit)
{
    constexpr char kHex[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += kHex[(unit >> shift) & 0xf];
}

void writeDecimal(QByteArray& out, double value)
{
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    out.append(text.data(), end - text.data());
    if (std::trunc(value) == value && std::abs(value) < 1e15)
        out += ".0";
}

void writeInteger(QByteArray& out, qint64 value)
{
    std::array<char, 24> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    out.append(text.data(), end - text.data());
}

} // namespace

void writeJsonText(QByteArray& out, QStringView text)
{
    const auto isPlain = [](QChar unit) { return unit.unicode() >= 0x20 && unit.unicode() < 0x7f && unit != u'"' && unit != u'\\'; };
    out += '"';
    for (qsizetype i = 0; i < text.size();) {
        const char16_t unit = text[i].unicode();
        if (isPlain(text[i])) {
            const qsizetype end = std::find_if_not(text.begin() + i, text.end(), isPlain) - text.begin();
            const qsizetype at = out.size();
            out.resize(at + end - i);
            std::transform(text.begin() + i, text.begin() + end, out.begin() + at, [](QChar plain) { return static_cast<char>(plain.unicode()); });
            i = end;
        } else if (QChar::isHighSurrogate(unit) && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            out += text.sliced(i, 2).toUtf8();
            i += 2;
        } else {
            if (unit == u'"' || unit == u'\\')
                (out += '\\') += static_cast<char>(unit);
            else if (unit < 0x20 || QChar::isSurrogate(unit))
                writeEscaped(out, unit);
            else
                out += text.sliced(i, 1).toUtf8();
            ++i;
        }
    }
    out += '"';
}

QString JsonNode::text() const
{
    const QString* value = std::get_if<QString>(&m_value);
    return value ? *value : QString();
}

qint64 JsonNode::integer() const
{
    const qint64* value = std::get_if<qint64>(&m_value);
    return value ? *value : 0;
}

double JsonNode::number() const
{
    const double* value = std::get_if<double>(&m_value);
    return value ? *value : static_cast<double>(integer());
}

void JsonNode::write(QByteArray& out) const
{
    struct Writer
    {
        QByteArray& out;
        void operator()(std::nullptr_t) const { out += "null"; }
        void operator()(bool value) const { out += value ? "true" : "false"; }
        void operator()(qint64 value) const { writeInteger(out, value); }
        void operator()(double value) const { writeDecimal(out, value); }
        void operator()(const QString& value) const { writeJsonText(out, value); }
        void operator()(const JsonTree& value) const { value.write(out); }
        void operator()(const List& list) const
        {
            out += '[';
            for (size_t i = 0; i < list.size(); ++i) {
                if (i > 0)
                    out += ',';
                list[i].write(out);
            }
            out += ']';
        }
    };
    std::visit(Writer{out}, m_value);
}

JsonTree::JsonTree(size_t members)
{
    m_members.reserve(members);
}

void JsonTree::add(QLatin1StringView name, JsonNode value)
{
    m_members.emplace_back(name, std::move(value));
}

JsonNode& JsonTree::member(QLatin1StringView name)
{
    const auto it = std::find_if(m_members.begin(), m_members.end(), [&](const auto& entry) { return entry.first == name; });
    return it != m_members.end() ? it->second : m_members.emplace_back(name, JsonNode()).second;
}

void JsonTree::set(QLatin1StringView name, JsonNode value)
{
    member(name) = std::move(value);
}

const JsonNode& JsonTree::at(QLatin1StringView name) const
{
    static const JsonNode null;
    const auto it = std::find_if(m_members.begin(), m_members.end(), [&](const auto& entry) { return entry.first == name; });
    return it != m_members.end() ? it->second : null;
}

JsonTree& JsonTree::object(QLatin1StringView name) { return member(name).object(); }
std::vector<JsonNode>& JsonTree::list(QLatin1StringView name) { return member(name).list(); }

void JsonTree::write(QByteArray& out) const
{
    out += '{';
    bool first = true;
    for (const auto& [name, value] : m_members) {
        if (!first)
            out += ',';
        first = false;
        out += '"';
        out.append(name.data(), name.size());
        out += "\":";
        value.write(out);
    }
    out += '}';
}

} // namespace t6::sandbox
