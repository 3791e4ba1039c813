// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderdecoder.h"

#include "orderreader.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace t6::shipstation {

namespace {

constexpr qsizetype kLargestPage = 64 * 1024 * 1024;

Error error(ErrorCode code, const char* why = "")
{
    return failure(ErrorDomain::ShipStation, code, QString::fromLatin1(why)).value();
}

/// A whole number, also when written as text; `otherwise` for anything else.
qint64 integer(std::string_view token, qint64 otherwise)
{
    if (token.starts_with('"'))
        token.remove_prefix(1);
    qint64 number = otherwise;
    std::from_chars(token.data(), token.data() + token.size(), number);
    return number;
}

int smallInteger(std::string_view token)
{
    return static_cast<int>(std::clamp<qint64>(integer(token, 0), 0, 1'000'000'000));
}

} // namespace

struct OrderDecoder::State
{
    JsonWalk walk;
    OrderReader reader{walk};

    [[nodiscard]] std::optional<Error> open(QByteArray& json);

    /// Calls `visit(info)` at each element of "orders"; it goes behind the element, or returns false when there is no behind.
    template <typename Visit>
    [[nodiscard]] Result<PageInfo> readPage(QByteArray& json, const Visit& visit);
    template <typename Visit>
    [[nodiscard]] bool readElements(PageInfo& info, const Visit& visit);
};

OrderDecoder::OrderDecoder()
    : m_state(std::make_unique<State>())
{
}

OrderDecoder::~OrderDecoder() = default;
OrderDecoder::OrderDecoder(OrderDecoder&&) noexcept = default;
OrderDecoder& OrderDecoder::operator=(OrderDecoder&&) noexcept = default;

std::optional<Error> OrderDecoder::State::open(QByteArray& json)
{
    if (json.size() > kLargestPage)
        return error(ErrorCode::BodyTooLarge);
    json.reserve(json.size() + static_cast<qsizetype>(JsonWalk::kPadding));
    const std::string_view text(json.constData(), static_cast<size_t>(json.size()));
    reader.prepare(text.size());
    if (const char* why = walk.open(text))
        return error(ErrorCode::AnswerBroken, why);
    return std::nullopt;
}

template <typename Visit>
bool OrderDecoder::State::readElements(PageInfo& info, const Visit& visit)
{
    walk.next();
    if (walk.kind() == ']') {
        walk.next();
        return true;
    }
    for (;;) {
        if (!visit(info))
            return false;
        ++info.count;
        const char behind = walk.kind();
        if (behind != ',' && behind != ']')
            return false;
        walk.next();
        if (behind == ']')
            return true;
    }
}

template <typename Visit>
Result<PageInfo> OrderDecoder::State::readPage(QByteArray& json, const Visit& visit)
{
    if (auto problem = open(json))
        return tl::unexpected(std::move(*problem));
    if (walk.kind() == '[')
        return tl::unexpected(error(ErrorCode::NotShipStation));
    if (walk.kind() != '{')
        return tl::unexpected(error(ErrorCode::AnswerBroken, "no JSON"));
    walk.next();

    PageInfo info;
    bool found = false;
    for (char behind = walk.kind(); behind != '}';) {
        const std::string_view key = walk.token();
        if (walk.kind() != '"' || walk.nextKind() != ':')
            return tl::unexpected(error(ErrorCode::AnswerBroken, "broken page"));
        walk.next();
        walk.next();
        const std::string_view value = walk.token();
        if (key == "\"orders\"" && (walk.kind() != '[' || std::exchange(found, true)))
            return tl::unexpected(error(ErrorCode::NotShipStation));
        if (!(key == "\"orders\"" ? readElements(info, visit) : walk.skip()))
            return tl::unexpected(error(ErrorCode::AnswerBroken, "broken page"));
        if (key == "\"total\"")
            info.total = integer(value, -1);
        else if (key == "\"page\"")
            info.page = smallInteger(value);
        else if (key == "\"pages\"")
            info.pages = smallInteger(value);
        behind = walk.kind();
        if (behind == ',')
            walk.next();
        else if (behind != '}')
            return tl::unexpected(error(ErrorCode::AnswerBroken, "broken page"));
    }
    walk.next();
    if (!walk.atEnd())
        return tl::unexpected(error(ErrorCode::AnswerBroken, "text behind the page"));
    if (!found)
        return tl::unexpected(error(ErrorCode::NotShipStation));
    return info;
}

Result<PageInfo> OrderDecoder::decodePage(QByteArray& json, const Each& each)
{
    if (!pacificClock().isValid())
        return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("tzdata"));
    JsonWalk& walk = m_state->walk;
    OrderReader& reader = m_state->reader;
    return m_state->readPage(json, [&](PageInfo& info) {
        const JsonWalk::Place start = walk.place();
        if (reader.read()) {
            each(reader.order());
            return true;
        }
        info.broken.push_back({info.count, reader.order().id, QString::fromLatin1(reader.fault())});
        walk.goTo(start);
        return walk.passOver();
    });
}

Result<void> OrderDecoder::decodeOrder(QByteArray& json, const Each& each)
{
    if (!pacificClock().isValid())
        return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("tzdata"));
    if (auto problem = m_state->open(json))
        return tl::unexpected(std::move(*problem));
    JsonWalk& walk = m_state->walk;
    OrderReader& reader = m_state->reader;
    if (!reader.read())
        return tl::unexpected(error(ErrorCode::AnswerBroken, reader.fault()));
    if (!walk.atEnd())
        return tl::unexpected(error(ErrorCode::AnswerBroken, "text behind the order"));
    each(reader.order());
    return {};
}

Result<PageScan> OrderDecoder::scanPage(QByteArray& json)
{
    JsonWalk& walk = m_state->walk;
    OrderReader& reader = m_state->reader;
    JsonWalk::Place first = nullptr, last = nullptr;
    const auto info = m_state->readPage(json, [&](PageInfo&) {
        last = walk.place();
        if (!first)
            first = last;
        return walk.passOver();
    });
    if (!info)
        return tl::unexpected(info.error());
    const auto numberAt = [&](JsonWalk::Place place) {
        if (!place)
            return QByteArray();
        walk.goTo(place);
        const std::string_view number = reader.number();
        return QByteArray(number.data(), static_cast<qsizetype>(number.size()));
    };
    return PageScan{info->total, info->count, numberAt(first), numberAt(last)};
}

bool OrderDecoder::isWhole(QByteArray& json)
{
    JsonWalk& walk = m_state->walk;
    return !m_state->open(json) && (walk.kind() == '{' || walk.kind() == '[') && walk.passOver() && walk.atEnd();
}

} // namespace t6::shipstation
