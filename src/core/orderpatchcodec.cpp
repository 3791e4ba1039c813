// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderfields.h"
#include "ordersplice.h"

namespace t6 {

namespace {

void appendText(QByteArray& json, const char* key, const QByteArray& raw)
{
    if (!raw.isEmpty())
        json += QByteArray(",\"") + key + "\":" + jsonString(QString::fromUtf8(raw));
}

/// Values are kept as texts: as JSON they would stand deeper than in their order, perhaps too deep.
Result<OrderChange> changeOf(const JsonText::Value& json)
{
    const auto text = [&](QStringView key) {
        const auto value = json.member(key);
        return value ? value->string() : QString();
    };
    auto path = OrderPath::parse(text(u"path"));
    if (!path)
        return tl::unexpected(path.error());
    const auto append = json.member(u"append");
    OrderChange change{std::move(*path), text(u"before").toUtf8(), text(u"after").toUtf8(), append && append->kind() == JsonText::Kind::True};
    if (isServerOwned(change.path))
        return refused(PathFault::ServerOwned, change.path.text());
    return change;
}

} // namespace

QByteArray OrderPatch::toJson() const
{
    QByteArray json("{\"changes\":[");
    for (const OrderChange& change : changes) {
        if (!json.endsWith('['))
            json += ',';
        json += "{\"path\":" + jsonString(change.path.text());
        appendText(json, "before", change.before);
        appendText(json, "after", change.after);
        json += change.append ? ",\"append\":true}" : "}";
    }
    return json + "]}";
}

Result<OrderPatch> OrderPatch::fromJson(QByteArrayView json)
{
    const auto text = JsonText::parse(json.toByteArray());
    const auto changes = text ? text->root().member(u"changes") : std::nullopt;
    if (!changes || !changes->isArray())
        return refused(PathFault::NoJson, QStringLiteral("changes"));
    OrderPatch patch;
    for (const JsonText::Value& element : changes->elements()) {
        auto change = changeOf(element);
        if (!change)
            return tl::unexpected(change.error());
        patch.changes.append(std::move(*change));
    }
    if (const auto checked = checkPatch(patch); !checked)
        return tl::unexpected(checked.error());
    return patch;
}

} // namespace t6
