// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderdecoder.h"

#include "orderreader.h"

#include <algorithm>
#include <charconv>

namespace t6::shipstation {

namespace {

namespace od = simdjson::ondemand;

constexpr qsizetype kLargestPage = 64 * 1024 * 1024;
constexpr size_t kLargestOrder = 16 * 1024 * 1024;

tl::unexpected<Error> broken(const char* why)
{
    return failure(ErrorDomain::ShipStation, ErrorCode::AnswerBroken, QString::fromLatin1(why));
}

/// A whole number, also when written as text; `otherwise` for anything else.
qint64 integer(od::value& value, qint64 otherwise)
{
    std::string_view text = value.raw_json_token();
    if (text.starts_with('"')) {
        text.remove_prefix(1);
        (void)value.get_raw_json_string().error(); // or a colon behind would make it a key
    }
    qint64 number = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool atEnd(od::document& document)
{
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

Result<od::document> open(od::parser& parser, QByteArray& json)
{
    if (json.size() > kLargestPage)
        return failure(ErrorDomain::ShipStation, ErrorCode::BodyTooLarge);
    json.reserve(json.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
    od::document document;
    const auto error = parser.iterate(json.constData(), static_cast<size_t>(json.size()), static_cast<size_t>(json.capacity())).get(document);
    if (error)
        return broken(simdjson::error_message(error));
    return document;
}

} // namespace

struct OrderDecoder::State
{
    od::parser parser{static_cast<size_t>(kLargestPage)};
    OrderReader reader;

    /// Calls `each(info, document, element)` for the elements of "orders"; false from it ends the walk as AnswerBroken.
    template <typename Visit>
    Result<PageInfo> walk(QByteArray& json, const Visit& each);

    /// Calls `each(info, bytes)`; the bytes of an element that is no object are empty.
    template <typename Visit>
    Result<PageInfo> walkSlices(QByteArray& json, const Visit& each);
};

OrderDecoder::OrderDecoder()
    : m_state(std::make_unique<State>())
{
}

OrderDecoder::~OrderDecoder() = default;
OrderDecoder::OrderDecoder(OrderDecoder&&) noexcept = default;
OrderDecoder& OrderDecoder::operator=(OrderDecoder&&) noexcept = default;

template <typename Visit>
Result<PageInfo> OrderDecoder::State::walk(QByteArray& json, const Visit& each)
{
    auto document = open(parser, json);
    if (!document)
        return tl::unexpected(document.error());
    od::json_type type{};
    if (document->type().get(type))
        return broken("no JSON");
    od::object root;
    if (type != od::json_type::object)
        return failure(ErrorDomain::ShipStation, ErrorCode::NotShipStation);
    if (document->get_object().get(root))
        return broken("no complete object");

    PageInfo info;
    bool found = false;
    for (auto result : root) {
        od::field field;
        if (std::move(result).get(field))
            return broken("broken page");
        od::value& value = field.value();
        if (field.key() == "orders") {
            od::array orders;
            if (found || value.get_array().get(orders))
                return failure(ErrorDomain::ShipStation, ErrorCode::NotShipStation);
            found = true;
            for (auto next : orders) {
                od::value element;
                if (next.get(element) || !each(info, *document, element))
                    return broken("broken page");
                ++info.count;
            }
        } else if (field.key() == "total") {
            info.total = integer(value, -1);
        } else if (field.key() == "page") {
            info.page = static_cast<int>(std::clamp<qint64>(integer(value, 0), 0, 1'000'000'000));
        } else if (field.key() == "pages") {
            info.pages = static_cast<int>(std::clamp<qint64>(integer(value, 0), 0, 1'000'000'000));
        }
    }
    if (!atEnd(*document))
        return broken("text behind the page");
    if (!found)
        return failure(ErrorDomain::ShipStation, ErrorCode::NotShipStation);
    return info;
}

template <typename Visit>
Result<PageInfo> OrderDecoder::State::walkSlices(QByteArray& json, const Visit& each)
{
    return walk(json, [&](PageInfo& info, od::document&, od::value& element) {
        od::object order;
        std::string_view raw;
        const auto error = element.get_object().get(order);
        if ((error && error != simdjson::INCORRECT_TYPE) || (!error && order.raw_json().get(raw)))
            return false;
        while (!raw.empty() && raw.back() != '}') // simdjson includes the space behind
            raw.remove_suffix(1);
        each(info, raw);
        return true;
    });
}

Result<PageInfo> OrderDecoder::decodePage(QByteArray& json, const Each& each)
{
    if (!pacificClock().isValid())
        return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("tzdata"));
    OrderReader& reader = m_state->reader;
    int done = 0;
    auto info = m_state->walk(json, [&](PageInfo&, od::document& document, od::value& element) {
        if (!reader.readInPage(document, element, static_cast<size_t>(json.size())) || reader.order().raw.size() > kLargestOrder)
            return false;
        each(reader.order());
        ++done;
        return true;
    });
    if (info || info.error().code != ErrorCode::AnswerBroken || !isWhole(json))
        return info;
    // Something in one order: the others are read one by one, each from its own bytes.
    return m_state->walkSlices(json, [&](PageInfo& page, std::string_view raw) {
        if (page.count < done)
            return;
        if (raw.size() > kLargestOrder)
            page.broken.push_back({page.count, {}, QStringLiteral("too large")});
        else if (raw.empty())
            page.broken.push_back({page.count, {}, QStringLiteral("no object")});
        else if (!reader.read(raw))
            page.broken.push_back({page.count, reader.order().id, QString::fromLatin1(reader.fault())});
        else
            each(reader.order());
    });
}

Result<void> OrderDecoder::decodeOrder(QByteArray& json, const Each& each)
{
    if (!pacificClock().isValid())
        return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("tzdata"));
    if (static_cast<size_t>(json.size()) > kLargestOrder)
        return failure(ErrorDomain::ShipStation, ErrorCode::BodyTooLarge);
    json.reserve(json.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
    OrderReader& reader = m_state->reader;
    if (!reader.read({json.constData(), static_cast<size_t>(json.size())}))
        return broken(reader.fault());
    each(reader.order());
    return {};
}

Result<PageScan> OrderDecoder::scanPage(QByteArray& json)
{
    std::string_view first, last;
    const auto info = m_state->walkSlices(json, [&](const PageInfo& sofar, std::string_view raw) {
        if (sofar.count == 0)
            first = raw;
        last = raw;
    });
    if (!info)
        return tl::unexpected(info.error());
    const auto number = [this](std::string_view raw) {
        const std::string_view text = raw.empty() ? raw : m_state->reader.numberOf(raw);
        return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    };
    return PageScan{info->total, info->count, number(first), number(last)};
}

bool OrderDecoder::isWhole(QByteArray& json)
{
    auto document = open(m_state->parser, json);
    if (!document)
        return false;
    od::json_type type{};
    if (document->type().get(type))
        return false;
    std::string_view all;
    if (type == od::json_type::object) {
        od::object object;
        return !document->get_object().get(object) && !object.raw_json().get(all) && atEnd(*document);
    }
    od::array array;
    return type == od::json_type::array && !document->get_array().get(array) && !array.raw_json().get(all) && atEnd(*document);
}

} // namespace t6::shipstation
