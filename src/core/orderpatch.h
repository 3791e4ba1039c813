// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jsontext.h"

#include <QList>
#include <QString>

#include <compare>
#include <optional>

namespace t6 {

/// Where a value is in an order's JSON, by names and, in arrays, by what identifies the element and not by its place: others may
/// insert and remove meanwhile.
struct OrderPath
{
    struct Step
    {
        QString name; ///< of a member; of an element: the key that identifies it ("orderItemId", "lineItemKey", "customsItemId")
        QByteArray id; ///< of an element: that key's value as canonical JSON; empty for a member
        bool operator==(const Step&) const = default;
    };
    QList<Step> steps;

    /// "shipTo.postalCode", "items[orderItemId=12].weight.value". Errors: InvalidInput with the culprit in `field`.
    [[nodiscard]] static Result<OrderPath> parse(QStringView text);
    /// As staff and scripts write it: "items[2]" is the third of `order`, and becomes its identity. Errors also when `order` has no
    /// such element, or one that nothing identifies.
    [[nodiscard]] static Result<OrderPath> parse(QStringView text, const JsonText& order);
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool startsWith(const OrderPath& other) const;
    bool operator==(const OrderPath&) const = default;
};

/// The value at a path; nullopt when there is none. `order` must outlive it.
[[nodiscard]] std::optional<JsonText::Value> valueAt(const JsonText& order, const OrderPath& path);

/// One wish of a person. Values are raw JSON; empty = absent.
struct OrderChange
{
    OrderPath path; ///< of a leaf, or of an object or array that is replaced as a whole
    QByteArray before; ///< what the person saw
    QByteArray after; ///< empty: the member or element goes
    bool append = false; ///< `path` is an array, `after` becomes its last element, `before` is empty; null arrays become one
    bool operator==(const OrderChange&) const = default;
};

/// What a person changes in one order. No path is the beginning of another, but an append's.
struct OrderPatch
{
    QList<OrderChange> changes;

    [[nodiscard]] bool isEmpty() const { return changes.isEmpty(); }
    bool operator==(const OrderPatch&) const = default;

    /// Notes a wish against what `base` shows; a wish that changes nothing is not noted (null, absent, {} and [] are the same), a later
    /// one for the same path, or for what it is in, replaces the earlier. Errors: InvalidInput for a path or value that does not fit,
    /// or for one that isServerOwned() (`field`: the path); nothing is noted then.
    [[nodiscard]] Result<void> set(const JsonText& base, const OrderPath& path, QByteArray after);
    [[nodiscard]] Result<void> append(const JsonText& base, const OrderPath& array, QByteArray element);
    [[nodiscard]] Result<void> remove(const JsonText& base, const OrderPath& path);

    /// For drafts and the journal.
    [[nodiscard]] QByteArray toJson() const;
    [[nodiscard]] static Result<OrderPatch> fromJson(QByteArrayView json);
};

/// `order` with the changes in it and every other byte as it was. Missing objects on the way are made, null ones replaced.
/// Errors: InvalidInput when a path leads through something that is no object or array, or to an element that is not there.
[[nodiscard]] Result<QByteArray> applied(const JsonText& order, const OrderPatch& patch);

/// What takes `after` back to `before` in the places that `patch` changed: the undo. Elements that were appended are found in
/// `after` by content (ShipStation gave them ids). Errors: InvalidInput when one is not there any more.
[[nodiscard]] Result<OrderPatch> inverse(const OrderPatch& patch, const JsonText& before, const JsonText& after);

/// Fields of an order that no patch may touch: what ShipStation alone writes (orderId, orderTotal, modifyDate, ...; reference §2), what
/// ties order and lines to their shop (orderKey, storeId, lineItemKey, ...), and what has calls of its own (status, hold, tags, user).
[[nodiscard]] bool isServerOwned(const OrderPath& path);

} // namespace t6
