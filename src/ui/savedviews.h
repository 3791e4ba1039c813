// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/queuequery.h>

#include <QByteArray>
#include <QList>
#include <QString>

namespace t6::ui {

/// A named way to look at the queue. The filter may hold a buyer's name: saved views are kept sealed only.
struct SavedView
{
    QString id; ///< fixed for the built-in ones, a number for saved ones
    QString name;
    QueueQuery query; ///< without merchant
    QByteArray columns; ///< header state; empty = as it is
    bool builtIn = false;
};

/// Needs review, Ready to ship, On hold, Split needed, All open, Waiting (on the merchant).
[[nodiscard]] QList<SavedView> builtInViews();
[[nodiscard]] QByteArray viewsToJson(const QList<SavedView>& views); ///< the saved ones
[[nodiscard]] QList<SavedView> viewsFromJson(const QByteArray& json); ///< damaged entries are left out

} // namespace t6::ui
