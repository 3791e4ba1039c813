// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "merchantdefaults.h"

#include "textfold.h"
#include "through6.h"

#include <algorithm>

namespace t6 {

namespace {

/// A blank pattern fits nothing.
bool fits(const QString& pattern, const QString& text)
{
    const QString trimmed = pattern.trimmed();
    return !trimmed.isEmpty() && matchesWildcard(folded(trimmed.toStdString()), text.trimmed().toStdString());
}

} // namespace

const CustomsGoods* goodsFor(const CustomsDefaults& defaults, const QString& sku)
{
    const auto found = std::find_if(defaults.goods.begin(), defaults.goods.end(), [&sku](const CustomsGoods& goods) { return fits(goods.skuPattern, sku); });
    return found == defaults.goods.end() ? nullptr : &*found;
}

std::vector<ServiceMapping> mappingsFor(const std::vector<ServiceMapping>& services, const QString& requested)
{
    std::vector<ServiceMapping> found;
    if (!requested.trimmed().isEmpty())
        std::copy_if(services.begin(), services.end(), std::back_inserter(found), [&requested](const ServiceMapping& mapping) { return fits(mapping.requested, requested); });
    return found;
}

} // namespace t6
