// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderfields.h"
#include "orderlines.h"

#include <algorithm>

namespace t6 {

namespace {

bool isPlain(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-';
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

class PathReader
{
public:
    PathReader(QStringView text, const JsonText* order) : m_text(text), m_order(order) {}

    Result<OrderPath> run()
    {
        if (!m_text.isValidUtf16())
            return refused(PathFault::Spelling, m_text.toString());
        do {
            if (!name())
                return fault();
            while (take(u'[')) {
                if (!element() || !take(u']'))
                    return fault();
            }
        } while (take(u'.'));
        return m_at == m_text.size() ? Result<OrderPath>(m_path) : fault();
    }

private:
    [[nodiscard]] tl::unexpected<Error> fault() const { return refused(m_fault, m_text.toString()); }
    bool failed(PathFault fault)
    {
        m_fault = fault;
        return false;
    }

    [[nodiscard]] bool at(QChar c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    bool take(QChar c)
    {
        if (!at(c))
            return false;
        ++m_at;
        return true;
    }

    template <typename Belongs>
    QStringView takeWhile(Belongs belongs)
    {
        const auto from = m_text.begin() + m_at;
        const auto to = std::find_if_not(from, m_text.end(), belongs);
        m_at += to - from;
        return m_text.sliced(m_at - (to - from), to - from);
    }

    /// A JSON string as it stands there, with its quotes; empty if there is none.
    QByteArray quoted()
    {
        const qsizetype from = m_at++;
        while (m_at < m_text.size() && !at(u'"'))
            m_at += at(u'\\') ? 2 : 1;
        m_at = std::min(m_at + 1, m_text.size());
        return m_text.sliced(from, m_at - from).toUtf8();
    }

    bool name()
    {
        if (!at(u'"')) {
            const QStringView plain = takeWhile(isPlain);
            m_path.steps.append({plain.toString(), {}});
            return !plain.isEmpty();
        }
        const auto json = JsonText::parse(quoted());
        if (!json)
            return false;
        m_path.steps.append({json->root().string(), {}});
        return true;
    }

    bool element()
    {
        const QStringView key = takeWhile(isPlain);
        if (isDigits(key) && at(u']'))
            return elementAt(key);
        if (!OrderLines::isKey(key) || !take(u'='))
            return false;
        const QByteArray raw = at(u'"') ? quoted() : takeWhile([](QChar c) { return c != u']'; }).toUtf8();
        const auto id = JsonText::parse(raw);
        if (!id || (id->root().kind() != JsonText::Kind::Number && id->root().kind() != JsonText::Kind::String))
            return false;
        m_path.steps.append({key.toString(), id->root().canonical()});
        return true;
    }

    bool elementAt(QStringView digits)
    {
        if (!m_order)
            return false;
        const auto array = valueAt(*m_order, m_path);
        bool isShort = false;
        const qulonglong index = digits.toULongLong(&isShort);
        const OrderLines lines(array ? array->elements() : std::vector<JsonText::Value>());
        if (!isShort || index >= lines.elements().size())
            return failed(PathFault::NoElement);
        const auto identity = lines.identity(index);
        if (!identity)
            return failed(PathFault::NoIdentity);
        m_path.steps.append(*identity);
        return true;
    }

    QStringView m_text;
    const JsonText* m_order;
    qsizetype m_at = 0;
    PathFault m_fault = PathFault::Spelling;
    OrderPath m_path;
};

} // namespace

Result<OrderPath> OrderPath::parse(QStringView text)
{
    return PathReader(text, nullptr).run();
}

Result<OrderPath> OrderPath::parse(QStringView text, const JsonText& order)
{
    return PathReader(text, &order).run();
}

QString OrderPath::text() const
{
    QString text;
    for (const Step& step : steps) {
        if (!step.id.isEmpty()) {
            text += QLatin1Char('[') + step.name + QLatin1Char('=') + QString::fromUtf8(step.id) + QLatin1Char(']');
            continue;
        }
        if (!text.isEmpty())
            text += QLatin1Char('.');
        const bool plain = !step.name.isEmpty() && std::all_of(step.name.begin(), step.name.end(), isPlain);
        text += plain ? step.name : QString::fromUtf8(jsonString(step.name));
    }
    return text;
}

bool OrderPath::startsWith(const OrderPath& other) const
{
    return steps.size() >= other.steps.size() && std::equal(other.steps.begin(), other.steps.end(), steps.begin());
}

std::optional<JsonText::Value> valueAt(const JsonText& order, const OrderPath& path)
{
    std::optional<JsonText::Value> value = order.root();
    for (const OrderPath::Step& step : path.steps) {
        if (step.id.isEmpty()) {
            value = value->member(step.name);
        } else {
            const OrderLines lines(value->elements());
            const auto place = lines.find(step);
            value = place ? std::optional(lines.elements()[*place]) : std::nullopt;
        }
        if (!value)
            return std::nullopt;
    }
    return value;
}

} // namespace t6
