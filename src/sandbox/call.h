// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http.h"
#include "world.h"

#include <QJsonObject>
#include <QUrlQuery>

namespace t6::sandbox {

/// One authenticated request on its way through an endpoint.
struct Call
{
    World& world;
    Account& account;
    const HttpRequest& request;
    QUrlQuery query{};
    QJsonObject body{}; ///< of writes
    QJsonArray list{}; ///< of writes whose body is an array
    qint64 pathId = 0; ///< the number in /orders/123
    UtcTime now{};
    Sender sender{};
    bool applied = false; ///< the endpoint sets it when it changed something
    std::vector<qint64> shown{}; ///< ids of the orders in its answer

    [[nodiscard]] QString parameter(QLatin1StringView name) const;
    /// A record after a client's write: stamps modifyDate, keeps the ledger.
    OrderRecord& write(const QJsonObject& before, QJsonObject after);
};

using Endpoint = HttpResponse (*)(Call&);

// --- the forms of ShipStation's answers -----------------------------------------------------------------------------

[[nodiscard]] HttpResponse answer(const QJsonValue& value);
/// {success, message}: 200 whether it succeeded or not.
[[nodiscard]] HttpResponse outcome(bool success, const QString& message);
/// What the client got wrong in its data: a 500 with ExceptionMessage.
[[nodiscard]] HttpResponse businessError(const QString& exceptionMessage);
/// What the client got wrong in its form: a 400 with ModelState.
[[nodiscard]] HttpResponse invalid(const QString& field, const QString& text);
[[nodiscard]] HttpResponse notFound();
/// {"<name>": [...], "total", "page", "pages"} of already written elements.
[[nodiscard]] QByteArray pageJson(QByteArrayView name, const std::vector<QByteArrayView>& elements, qsizetype total, int page, int pageSize);

struct Page
{
    int number = 1;
    int size = 100;
};
[[nodiscard]] Page pageOf(const QUrlQuery& query);
/// The page of `all` that `call` asks for.
[[nodiscard]] HttpResponse pageOf(const Call& call, QByteArrayView name, const std::vector<QJsonObject>& all);

/// {from, to}: what a pair of date parameters admits. False in `ok` when one is no date.
struct TimeSpan
{
    UtcTime after = UtcTime::min(), until = UtcTime::max();
    [[nodiscard]] bool admits(UtcTime time) const noexcept { return time > after && time <= until; }
    [[nodiscard]] bool isOpen() const noexcept { return after == UtcTime::min() && until == UtcTime::max(); }
};
[[nodiscard]] std::optional<TimeSpan> timeSpan(const Call& call, const QString& name);

} // namespace t6::sandbox
