// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitwork.h"

#include "sealederror.h"

#include <core/wholecbor.h>

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QHash>

#include <algorithm>

namespace t6::operations {

namespace {

// Keys of the sealed maps: append only.
enum WorkKey { Plan = 1, Batch, Actor, UndoOf, Restoration, Original, Children, QuietFrom };
enum FindingsKey { Proof = 1, ErrorMap, Note };
enum ProofKey { Code = 1, Text, Holds, Expected, Found };

tl::unexpected<Error> damaged(const char* what)
{
    return failure(ErrorDomain::Store, ErrorCode::StoreCorrupt, QString::fromLatin1(what));
}

/// Units by what people know a line by: lines that came back have other ids.
using Units = QHash<QString, int>;

QString lineName(const QString& sku, const QString& name) { return sku + u'\n' + name; }

Units unitsOf(const QList<SplitLine>& lines)
{
    Units units;
    for (const SplitLine& line : lines)
        units[lineName(line.sku, line.name)] += line.quantity;
    return units;
}

Units unitsOf(const JsonText& order)
{
    Units units;
    const auto items = order.root().member(u"items");
    for (const JsonText::Value& item : items && items->isArray() ? items->elements() : std::vector<JsonText::Value>()) {
        const auto text = [&item](QStringView key) {
            const auto value = item.member(key);
            return value ? value->string() : QString();
        };
        const auto adjustment = item.member(u"adjustment");
        const auto quantity = item.member(u"quantity");
        const auto count = quantity ? quantity->integer() : std::nullopt;
        if (!count || *count <= 0 || (adjustment && adjustment->kind() == JsonText::Kind::True))
            continue;
        units[lineName(text(u"sku"), text(u"name"))] += static_cast<int>(*count);
    }
    return units;
}

bool canBeShipped(const JsonText& order)
{
    const auto status = order.root().member(u"orderStatus");
    const QString text = status ? status->string() : QString();
    return text != u"on_hold" && text != u"awaiting_payment";
}

} // namespace

SplitShape SplitWork::shape(SplitPurpose purpose) const
{
    return {purpose, static_cast<int>(plan.children.size()), !plan.declaration.isEmpty(), plan.childStatus == OrderStatus::AwaitingShipment || plan.childStatus == OrderStatus::OnHold};
}

QByteArray SplitWork::encode() const
{
    QCborArray orders;
    for (const QByteArray& child : children)
        orders.append(child);
    return QCborValue(QCborMap{{Plan, plan.encode()}, {Batch, batch.toRfc4122()}, {Actor, actor}, {UndoOf, undoOf.toRfc4122()}, {Restoration, restoration.toJson()},
                          {Original, original}, {Children, orders}, {QuietFrom, qint64{quietFrom.time_since_epoch().count()}}})
        .toCbor();
}

Result<SplitWork> SplitWork::decode(QByteArrayView bytes)
{
    const QCborMap map = wholeCbor(bytes).toMap();
    auto plan = SplitPlan::decode(map.value(Plan).toByteArray());
    if (!plan)
        return tl::unexpected(plan.error());
    auto restoration = OrderPatch::fromJson(map.value(Restoration).toByteArray());
    if (!restoration)
        return damaged("split");
    SplitWork work;
    work.plan = std::move(*plan);
    work.batch = QUuid::fromRfc4122(map.value(Batch).toByteArray());
    work.actor = map.value(Actor).toString();
    work.undoOf = QUuid::fromRfc4122(map.value(UndoOf).toByteArray());
    work.restoration = std::move(*restoration);
    work.original = map.value(Original).toByteArray();
    work.quietFrom = UtcTime(std::chrono::milliseconds(map.value(QuietFrom).toInteger()));
    for (const QCborValue child : map.value(Children).toArray())
        work.children.append(child.toByteArray());
    return work;
}

QByteArray SplitFindings::encode() const
{
    QCborArray lines;
    for (const ProofLine& line : proof)
        lines.append(QCborMap{{Code, static_cast<int>(line.code)}, {Text, line.text}, {Holds, line.holds}, {Expected, line.expected}, {Found, line.found}});
    QCborMap map{{Proof, lines}, {Note, note}};
    if (error)
        map.insert(ErrorMap, sealedError(*error));
    return QCborValue(map).toCbor();
}

Result<SplitFindings> SplitFindings::decode(QByteArrayView bytes)
{
    SplitFindings findings;
    if (bytes.isEmpty())
        return findings;
    const QCborValue value = wholeCbor(bytes);
    if (!value.isMap())
        return damaged("split findings");
    const QCborMap map = value.toMap();
    for (const QCborValue entry : map.value(Proof).toArray()) {
        const QCborMap line = entry.toMap();
        findings.proof.append({static_cast<ProofCode>(line.value(Code).toInteger()), line.value(Text).toString(), line.value(Holds).toBool(), line.value(Expected).toString(),
            line.value(Found).toString()});
    }
    findings.note = map.value(Note).toString();
    if (map.contains(ErrorMap))
        findings.error = openedError(map.value(ErrorMap).toMap());
    return findings;
}

SplitEvidence evidenceOf(const SplitPlan& plan, const std::optional<JsonText>& original, const std::vector<std::optional<JsonText>>& children)
{
    SplitEvidence evidence;
    if (original) {
        const auto before = JsonText::parse(plan.before);
        const Units now = unitsOf(*original);
        if (now == unitsOf(plan.stays))
            evidence.original = SplitSight::AsWanted;
        else if (before && now == unitsOf(*before))
            evidence.original = SplitSight::AsBefore;
    }
    evidence.kept = std::none_of(children.begin(), children.end(), [](const auto& child) { return child && canBeShipped(*child); });
    for (std::size_t child = 0; child < children.size(); ++child) {
        if (!children[child])
            evidence.children.push_back(SplitSight::AsBefore);
        else
            evidence.children.push_back(unitsOf(*children[child]) == unitsOf(plan.children[static_cast<qsizetype>(child)].lines) ? SplitSight::AsWanted : SplitSight::Else);
    }
    return evidence;
}

std::optional<int> childOf(const SplitPlan& plan, const QByteArray& body)
{
    const auto order = JsonText::parse(body);
    const auto key = order ? order->root().member(u"orderKey") : std::nullopt;
    for (int child = 0; key && child < plan.children.size(); ++child) {
        if (plan.children[child].key == key->string())
            return child;
    }
    return std::nullopt;
}

} // namespace t6::operations
