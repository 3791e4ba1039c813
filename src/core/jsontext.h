// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace t6 {

/// A JSON text (RFC 8259) and where each value lies in it. What is edited later keeps every byte that nobody touched: number
/// spellings, 64-bit ids and fields that no client knows come back as they were sent.
///
/// Immutable; copies share the text; const use from any thread.
class JsonText
{
public:
    enum class Kind : std::uint8_t { Null, False, True, Number, String, Array, Object };

    class Value;

    /// Errors: AnswerBroken with the byte's place in `detail`: no valid JSON or UTF-8, deeper than 64, a key twice in one object (an
    /// edit could not say which is meant), anything behind the value.
    [[nodiscard]] static Result<JsonText> parse(QByteArray text);

    [[nodiscard]] Value root() const noexcept;
    [[nodiscard]] const QByteArray& text() const noexcept;

private:
    struct Node;
    struct Data;
    explicit JsonText(std::shared_ptr<const Data> data) : m_data(std::move(data)) {}
    std::shared_ptr<const Data> m_data;
};

/// A value inside a JsonText, which must outlive it. Cheap to copy.
class JsonText::Value
{
public:
    [[nodiscard]] Kind kind() const noexcept;
    [[nodiscard]] bool isNull() const noexcept { return kind() == Kind::Null; }
    [[nodiscard]] bool isObject() const noexcept { return kind() == Kind::Object; }
    [[nodiscard]] bool isArray() const noexcept { return kind() == Kind::Array; }

    /// The bytes as they stand in the text, without white space around them.
    [[nodiscard]] QByteArrayView raw() const noexcept;
    [[nodiscard]] qsizetype begin() const noexcept; ///< of raw(), in the text
    [[nodiscard]] qsizetype end() const noexcept;

    /// Of a String, escapes undone; empty for others. Half a surrogate pair, as ShipStation sends it, stays what it is.
    [[nodiscard]] QString string() const;
    [[nodiscard]] std::optional<qint64> integer() const; ///< a whole Number of 64 bits

    [[nodiscard]] std::optional<Value> member(QStringView key) const; ///< of an Object
    struct Member;
    [[nodiscard]] std::vector<Member> members() const; ///< of an Object, in their order
    [[nodiscard]] std::vector<Value> elements() const; ///< of an Array

    /// Equal for equal values, whatever their spelling: keys sorted, no white space, strings with one escaping, numbers by value
    /// (19.10 = 19.1 = 191e-1), of any size.
    [[nodiscard]] QByteArray canonical() const;

private:
    friend class JsonText;
    Value(const Data* data, std::uint32_t node) noexcept : m_data(data), m_node(node) {}
    const Data* m_data;
    std::uint32_t m_node;
};

struct JsonText::Value::Member
{
    QString key;
    Value value;
    qsizetype begin; ///< of the key, in the text
};

/// Canonical form of a single raw JSON value; nullopt if it is none.
[[nodiscard]] std::optional<QByteArray> canonicalJson(QByteArrayView raw);
/// A text as a JSON string, in quotes; escaped is only what must be, and half a surrogate pair.
[[nodiscard]] QByteArray jsonString(QStringView text);

} // namespace t6
