// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitplan.h"
#include "wholecbor.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

#include <string>

namespace t6 {

namespace {

// Keys of the sealed maps: append only.
enum PlanKey { Number = 1, ParentKey, Parent, Before, Children, Reduction, Declaration, Stays, ChildStatus, ChildHold, WeightBefore, WeightAfter, Notices };
enum ChildKey { ChildNumber = 1, Key, Body, Lines, ChildWeight };

QCborArray encoded(const QList<SplitLine>& lines)
{
    QCborArray array;
    for (const SplitLine& line : lines)
        array.append(QCborArray{line.item, line.sku, line.name, line.quantity, line.through6});
    return array;
}

QList<SplitLine> linesFrom(const QCborValue& value)
{
    QList<SplitLine> lines;
    for (const QCborValue element : value.toArray()) {
        const QCborArray line = element.toArray();
        lines += {line.at(0).toInteger(), line.at(1).toString(), line.at(2).toString(), static_cast<int>(line.at(3).toInteger()), line.at(4).toBool()};
    }
    return lines;
}

QCborArray encoded(const SplitWeight& weight)
{
    return {weight.value, weight.units};
}

SplitWeight weightFrom(const QCborValue& value)
{
    const QCborArray weight = value.toArray();
    return {weight.at(0).toByteArray(), weight.at(1).toString()};
}

QCborMap encoded(const SplitPlan::Child& child)
{
    return {{ChildNumber, child.number}, {Key, child.key}, {Body, child.body}, {Lines, encoded(child.lines)}, {ChildWeight, encoded(child.weight)}};
}

SplitPlan::Child childFrom(const QCborMap& map)
{
    return {map.value(ChildNumber).toString(), map.value(Key).toString(), map.value(Body).toByteArray(), linesFrom(map.value(Lines)), weightFrom(map.value(ChildWeight))};
}

QCborArray encoded(const QList<SplitNotice>& notices)
{
    QCborArray array;
    for (const SplitNotice& notice : notices)
        array.append(QCborArray{static_cast<int>(notice.code), QCborArray::fromStringList(notice.values)});
    return array;
}

/// What a newer program has to say is left out: it has no words here.
QList<SplitNotice> noticesFrom(const QCborValue& value)
{
    QList<SplitNotice> notices;
    for (const QCborValue element : value.toArray()) {
        const QCborArray parts = element.toArray();
        const qint64 code = parts.at(0).toInteger();
        SplitNotice notice;
        for (const QCborValue text : parts.at(1).toArray())
            notice.values += text.toString();
        notice.code = static_cast<SplitNoticeCode>(code);
        if (code >= 0 && code < static_cast<qint64>(SplitNoticeCode::Count))
            notices += notice;
    }
    return notices;
}

} // namespace

QByteArray SplitPlan::encode() const
{
    QCborArray all;
    for (const Child& child : children)
        all.append(encoded(child));
    const QString status = QString::fromStdString(std::string(wireName(childStatus)));
    return QCborValue(QCborMap{{Number, number}, {ParentKey, parentKey}, {Parent, qint64(parent.value)}, {Before, before}, {Children, all}, {Reduction, reduction.toJson()},
                          {Declaration, declaration.toJson()}, {Stays, encoded(stays)}, {ChildStatus, status}, {ChildHold, childHold.toString(Qt::ISODate)},
                          {WeightBefore, encoded(weightBefore)}, {WeightAfter, encoded(weightAfter)}, {Notices, encoded(notices)}})
        .toCbor();
}

Result<SplitPlan> SplitPlan::decode(QByteArrayView bytes)
{
    const QCborMap map = wholeCbor(bytes).toMap();
    const auto damaged = failure(ErrorDomain::Store, ErrorCode::StoreCorrupt, QStringLiteral("split plan"));
    auto reduction = OrderPatch::fromJson(map.value(Reduction).toByteArray());
    auto declaration = OrderPatch::fromJson(map.value(Declaration).toByteArray());
    if (!reduction || !declaration)
        return damaged;
    SplitPlan plan{map.value(Number).toString(), map.value(ParentKey).toByteArray(), {map.value(Parent).toInteger()}, map.value(Before).toByteArray(), {}, std::move(*reduction),
        std::move(*declaration), linesFrom(map.value(Stays)), orderStatus(map.value(ChildStatus).toString().toStdString()),
        QDate::fromString(map.value(ChildHold).toString(), Qt::ISODate), weightFrom(map.value(WeightBefore)), weightFrom(map.value(WeightAfter)), noticesFrom(map.value(Notices))};
    for (const QCborValue child : map.value(Children).toArray())
        plan.children += childFrom(child.toMap());
    if (plan.parent.isNull() || plan.children.isEmpty() || !JsonText::parse(plan.before))
        return damaged;
    return plan;
}

} // namespace t6
