// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "jsontext.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

namespace t6 {

namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kManyKeys = 24; // from here on sorting finds a repeated key sooner than comparing all pairs

constexpr bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool isHexDigit(char c) noexcept { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr bool isSpace(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// Length of the well-formed UTF-8 sequence of two to four bytes at the beginning of `text`; 0 if there is none.
std::size_t utf8Length(std::string_view text) noexcept
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    const unsigned lead = byte(0);
    if (lead >= 0xC2 && lead <= 0xDF)
        return follows(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
        const bool surrogate = lead == 0xED && byte(1) > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool overlong = lead == 0xF0 && byte(1) < 0x90;
        const bool beyond = lead == 0xF4 && byte(1) > 0x8F;
        return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

char16_t unescaped(char c) noexcept
{
    switch (c) {
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return static_cast<char16_t>(c); // " \ /
    }
}

/// QString::fromUtf8 takes U+FEFF at the beginning for a byte order mark and drops it; in a value it is a character.
QString fromUtf8(QByteArrayView text)
{
    const bool isMarked = text.startsWith("\xEF\xBB\xBF");
    return isMarked ? QChar(QChar::ByteOrderMark) + QString::fromUtf8(text) : QString::fromUtf8(text);
}

/// Of the inside of a valid JSON string. Half a surrogate pair stays what it is.
QString withoutEscapes(QByteArrayView inside)
{
    QString text;
    while (!inside.isEmpty()) {
        const qsizetype plain = inside.indexOf('\\');
        text += fromUtf8(inside.first(plain < 0 ? inside.size() : plain));
        if (plain < 0)
            break;
        if (inside[plain + 1] == 'u') {
            text += QChar(static_cast<char16_t>(inside.sliced(plain + 2, 4).toByteArray().toUShort(nullptr, 16)));
            inside = inside.sliced(plain + 6);
        } else {
            text += QChar(unescaped(inside[plain + 1]));
            inside = inside.sliced(plain + 2);
        }
    }
    return text;
}

} // namespace

struct JsonText::Node
{
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t next = 0; ///< the node behind this one and all that it contains
    Kind kind = Kind::Null;
    bool escaped = false; ///< a string with a backslash
};

/// Nodes stand in the text's order, so an object's are: itself, key, value, key, value, ...
struct JsonText::Data
{
    QByteArray text;
    std::vector<Node> nodes;

    [[nodiscard]] QByteArrayView raw(std::uint32_t node) const { return QByteArrayView(text).sliced(nodes[node].begin, nodes[node].end - nodes[node].begin); }
    [[nodiscard]] QString string(std::uint32_t node) const
    {
        const QByteArrayView quoted = raw(node);
        const QByteArrayView inside = quoted.sliced(1, quoted.size() - 2);
        return nodes[node].escaped ? withoutEscapes(inside) : fromUtf8(inside);
    }
    /// A string as jsonString() writes it: without a backslash it stands there so already. May share the text.
    [[nodiscard]] QByteArray quoted(std::uint32_t node) const
    {
        return nodes[node].escaped ? jsonString(string(node)) : QByteArray::fromRawData(raw(node).data(), raw(node).size());
    }

    class Parser;
};

class JsonText::Data::Parser
{
public:
    explicit Parser(Data& data) : m_data(data), m_text(data.text.constData(), static_cast<std::size_t>(data.text.size())) {}

    [[nodiscard]] std::size_t place() const noexcept { return m_at; }

    bool run()
    {
        skipSpace();
        if (!value())
            return false;
        while (!m_open.empty()) {
            if (!step())
                return false;
        }
        skipSpace();
        return m_at == m_text.size();
    }

private:
    [[nodiscard]] char peek() const noexcept { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void skipSpace() noexcept
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
    }

    bool take(char c) noexcept
    {
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }

    bool takeDigits() noexcept
    {
        const std::size_t from = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at > from;
    }

    void addNode(Kind kind, std::size_t begin, bool escaped = false)
    {
        const auto next = static_cast<std::uint32_t>(m_data.nodes.size() + 1);
        m_data.nodes.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(m_at), next, kind, escaped});
    }

    /// One member or element of the innermost open container, or its end.
    bool step()
    {
        const std::uint32_t container = m_open.back();
        const bool isObject = m_data.nodes[container].kind == Kind::Object;
        skipSpace();
        if (take(isObject ? '}' : ']'))
            return close();
        const bool isFirst = m_data.nodes.size() == container + 1;
        if (!isFirst && !take(','))
            return false;
        skipSpace();
        if (isObject) {
            if (peek() != '"' || !string())
                return false;
            skipSpace();
            if (!take(':'))
                return false;
            skipSpace();
        }
        return value();
    }

    bool value()
    {
        switch (peek()) {
        case '{':
            return open(Kind::Object);
        case '[':
            return open(Kind::Array);
        case '"':
            return string();
        case 't':
            return literal("true", Kind::True);
        case 'f':
            return literal("false", Kind::False);
        case 'n':
            return literal("null", Kind::Null);
        default:
            return number();
        }
    }

    bool open(Kind kind)
    {
        if (m_open.size() == kMaxDepth)
            return false;
        m_open.push_back(static_cast<std::uint32_t>(m_data.nodes.size()));
        addNode(kind, m_at);
        ++m_at;
        return true;
    }

    bool close()
    {
        const std::uint32_t container = m_open.back();
        Node& node = m_data.nodes[container];
        node.end = static_cast<std::uint32_t>(m_at);
        node.next = static_cast<std::uint32_t>(m_data.nodes.size());
        m_open.pop_back();
        if (node.kind != Kind::Object || keysDiffer(container))
            return true;
        m_at = node.begin;
        return false;
    }

    bool keysDiffer(std::uint32_t object)
    {
        m_keys.clear();
        for (std::uint32_t key = object + 1; key < m_data.nodes[object].next; key = m_data.nodes[key + 1].next)
            m_keys.push_back(m_data.quoted(key));
        if (m_keys.size() >= kManyKeys) {
            std::sort(m_keys.begin(), m_keys.end());
            return std::adjacent_find(m_keys.begin(), m_keys.end()) == m_keys.end();
        }
        for (auto key = m_keys.begin(); key != m_keys.end(); ++key) {
            if (std::find(m_keys.begin(), key, *key) != key)
                return false;
        }
        return true;
    }

    bool literal(std::string_view word, Kind kind)
    {
        if (m_text.substr(m_at, word.size()) != word)
            return false;
        m_at += word.size();
        addNode(kind, m_at - word.size());
        return true;
    }

    bool number()
    {
        const std::size_t begin = m_at;
        take('-');
        if (!take('0') && !takeDigits())
            return false;
        if (take('.') && !takeDigits())
            return false;
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            if (!takeDigits())
                return false;
        }
        addNode(Kind::Number, begin);
        return true;
    }

    bool string()
    {
        const std::size_t begin = m_at++;
        bool escaped = false;
        while (m_at < m_text.size()) {
            const auto c = static_cast<unsigned char>(m_text[m_at]);
            if (c == '"') {
                ++m_at;
                addNode(Kind::String, begin, escaped);
                return true;
            }
            if (c < 0x20)
                return false;
            escaped = escaped || c == '\\';
            const std::size_t length = c == '\\' ? escapeLength() : c < 0x80 ? 1 : utf8Length(m_text.substr(m_at, 4));
            if (length == 0)
                return false;
            m_at += length;
        }
        return false;
    }

    [[nodiscard]] std::size_t escapeLength() const
    {
        const std::string_view escape = m_text.substr(m_at, 6);
        if (escape.size() < 2)
            return 0;
        if (escape[1] == 'u')
            return escape.size() == 6 && std::all_of(escape.begin() + 2, escape.end(), isHexDigit) ? 6 : 0;
        return std::string_view("\"\\/bfnrt").find(escape[1]) != std::string_view::npos ? 2 : 0;
    }

    Data& m_data;
    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<std::uint32_t> m_open;
    std::vector<QByteArray> m_keys; // kept for its memory
};

Result<JsonText> JsonText::parse(QByteArray text)
{
    const auto broken = [](std::size_t place) { return failure(ErrorDomain::ShipStation, ErrorCode::AnswerBroken, QStringLiteral("JSON, byte %1").arg(place)); };
    if (static_cast<std::size_t>(text.size()) >= std::numeric_limits<std::uint32_t>::max())
        return broken(0);
    auto data = std::make_shared<Data>();
    data->text = std::move(text);
    data->nodes.reserve(static_cast<std::size_t>(data->text.size()) / 16 + 1);
    Data::Parser parser(*data);
    if (!parser.run())
        return broken(parser.place());
    return JsonText(std::move(data));
}

JsonText::Value JsonText::root() const noexcept
{
    return {m_data.get(), 0};
}

const QByteArray& JsonText::text() const noexcept
{
    return m_data->text;
}

JsonText::Kind JsonText::Value::kind() const noexcept
{
    return m_data->nodes[m_node].kind;
}

QByteArrayView JsonText::Value::raw() const noexcept
{
    return m_data->raw(m_node);
}

qsizetype JsonText::Value::begin() const noexcept
{
    return m_data->nodes[m_node].begin;
}

qsizetype JsonText::Value::end() const noexcept
{
    return m_data->nodes[m_node].end;
}

QString JsonText::Value::string() const
{
    return kind() == Kind::String ? m_data->string(m_node) : QString();
}

std::optional<JsonText::Value> JsonText::Value::member(QStringView key) const
{
    if (!isObject())
        return std::nullopt;
    const QByteArray wanted = jsonString(key);
    const std::uint32_t end = m_data->nodes[m_node].next;
    for (std::uint32_t node = m_node + 1; node < end; node = m_data->nodes[node + 1].next) {
        if (m_data->quoted(node) == wanted)
            return Value(m_data, node + 1);
    }
    return std::nullopt;
}

std::vector<JsonText::Value::Member> JsonText::Value::members() const
{
    std::vector<Member> members;
    if (!isObject())
        return members;
    const std::uint32_t end = m_data->nodes[m_node].next;
    for (std::uint32_t node = m_node + 1; node < end; node = m_data->nodes[node + 1].next)
        members.push_back({m_data->string(node), Value(m_data, node + 1), m_data->nodes[node].begin});
    return members;
}

std::vector<JsonText::Value> JsonText::Value::elements() const
{
    std::vector<Value> elements;
    if (!isArray())
        return elements;
    const std::uint32_t end = m_data->nodes[m_node].next;
    for (std::uint32_t node = m_node + 1; node < end; node = m_data->nodes[node].next)
        elements.push_back(Value(m_data, node));
    return elements;
}

} // namespace t6
