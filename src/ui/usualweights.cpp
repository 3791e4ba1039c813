// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "usualweights.h"

#include "boundfields.h"
#include "safetext.h"
#include "weightedit.h"
#include "words.h"

#include <core/weightfix.h>

#include <QCoreApplication>

namespace t6::ui {

namespace {

struct Weights // the translation context
{
    Q_DECLARE_TR_FUNCTIONS(t6::ui::Weights)
};

} // namespace

QString usualWeightText(const UsualWeight& usual)
{
    return Weights::tr("%1, on %2 of %n order(s)", nullptr, usual.of).arg(weightText(usual.each.milligrams), countText(usual.orders));
}

QStringList usualWeightTexts(const operations::OrderDetails& order)
{
    QStringList texts;
    for (const auto& item : order.items) {
        if (item.usual)
            texts += QStringLiteral("%1: %2").arg(safeLine(item.sku, 40), usualWeightText(*item.usual));
    }
    texts.removeDuplicates();
    return texts;
}

std::optional<Weight> usualItemsWeight(const operations::OrderDetails& order)
{
    std::vector<LineWeight> lines;
    bool any = false;
    for (const auto& item : order.items) {
        lines.push_back({item.usual ? item.usual->each : item.weight, item.quantity, item.adjustment});
        any = any || item.usual;
    }
    return any ? weightOf(lines) : std::nullopt;
}

Result<void> setUsualWeights(OrderPatch& patch, const JsonText& base, const operations::OrderDetails& order)
{
    for (int i = 0; i < order.items.size(); ++i) {
        const auto& item = order.items.at(i);
        // Lines stand in no order: another version of the order may have another one here.
        if (!item.usual || textAt(base, QStringLiteral("items[%1].sku").arg(i)) != item.sku)
            continue;
        if (auto set = setItemWeight(patch, base, i, item.usual->each); !set)
            return set;
    }
    return {};
}

} // namespace t6::ui
