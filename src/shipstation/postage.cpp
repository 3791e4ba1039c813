// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "postage.h"

#include "accountdecoder.h"
#include "pacifictime.h"

#include <core/async.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <map>

namespace t6::shipstation {

namespace {

constexpr int kPageSize = 500;

QUrlQuery labelsSince(UtcTime since)
{
    return {{QStringLiteral("createDateStart"), QString::fromLatin1(toPacific(since))}, {QStringLiteral("sortBy"), QStringLiteral("CreateDate")},
        {QStringLiteral("sortDir"), QStringLiteral("DESC")}, {QStringLiteral("pageSize"), QString::number(kPageSize)}};
}

template <typename T>
QFuture<Result<T>> decoded(Session& session, const QFuture<Result<Answer>>& answer, Result<T> (*decode)(const QByteArray&))
{
    const auto promise = makePromise<T>();
    whenDone(&session, answer, [promise, decode](const Result<Answer>& got) {
        promise->addResult(got ? decode(got->json) : Result<T>(tl::unexpected(got.error())));
        promise->finish();
    });
    return promise->future();
}

BoughtLabel labelOf(const QJsonObject& o)
{
    BoughtLabel label;
    label.shipmentId = o.value(QLatin1String("shipmentId")).toInteger();
    label.carrier = o.value(QLatin1String("carrierCode")).toString().toStdString();
    label.service = o.value(QLatin1String("serviceCode")).toString().toStdString();
    label.cost.minor = Money::fromMajor(o.value(QLatin1String("shipmentCost")).toDouble()).minor + Money::fromMajor(o.value(QLatin1String("insuranceCost")).toDouble()).minor;
    label.at = fromPacific(o.value(QLatin1String("createDate")).toString().toStdString()).value_or(UtcTime());
    label.voided = o.value(QLatin1String("voided")).toBool();
    return label;
}

} // namespace

QFuture<Result<BoughtLabels>> fetchLabels(Session& session, UtcTime since, Priority priority)
{
    return decoded(session, session.get(QStringLiteral("/shipments"), labelsSince(since), priority), decodeLabels);
}

QFuture<Result<BoughtLabels>> fetchLabels(Session& session, UtcTime since, Slots& reserved)
{
    return decoded(session, session.get(QStringLiteral("/shipments"), labelsSince(since), reserved), decodeLabels);
}

QFuture<Result<std::vector<Carrier>>> fetchCarriers(Session& session, Slots& reserved)
{
    return decoded(session, session.get(QStringLiteral("/carriers"), {}, reserved), decodeCarriers);
}

Result<BoughtLabels> decodeLabels(const QByteArray& json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (document.isNull())
        return failure(ErrorDomain::ShipStation, ErrorCode::AnswerBroken);
    const QJsonValue list = document.object().value(QLatin1String("shipments"));
    if (!list.isArray())
        return failure(ErrorDomain::ShipStation, ErrorCode::NotShipStation);
    BoughtLabels bought;
    for (const QJsonValue shipment : list.toArray()) {
        BoughtLabel label = labelOf(shipment.toObject());
        if (label.shipmentId != 0)
            bought.labels.push_back(std::move(label));
    }
    std::stable_sort(bought.labels.begin(), bought.labels.end(), [](const BoughtLabel& a, const BoughtLabel& b) { return a.at > b.at; });
    bought.isComplete = document.object().value(QLatin1String("pages")).toInt() <= 1;
    return bought;
}

LabelHistory labelHistory(const BoughtLabels& bought, UtcTime since)
{
    LabelHistory history{since, {}};
    if (!bought.isComplete && !bought.labels.empty())
        history.since = bought.labels.back().at;
    std::map<std::pair<std::string, std::string>, std::vector<std::int64_t>> costs;
    for (const BoughtLabel& label : bought.labels) {
        if (!label.voided && label.cost.minor > 0)
            costs[{label.carrier, label.service}].push_back(label.cost.minor);
    }
    for (auto& [service, each] : costs) {
        std::sort(each.begin(), each.end());
        std::int64_t total = 0;
        for (const std::int64_t cost : each)
            total += cost;
        history.costs.push_back({service.first, service.second, static_cast<int>(each.size()), {each[each.size() / 2]}, {total}});
    }
    return history;
}

} // namespace t6::shipstation
