// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// Any bytes as a page, as one order and as a scan: no crash, views inside of live memory, and what was read stays readable alone.
#include <shipstation/orderdecoder.h>

#include <cstdint>
#include <cstdlib>

using namespace t6;
using namespace t6::shipstation;

namespace {

std::uint64_t touched = 0;

void touch(std::string_view text)
{
    for (const char c : text)
        touched += static_cast<unsigned char>(c);
}

void touchAll(const OrderView& order)
{
    for (const std::string_view text : {order.number, order.key, order.statusText, order.modifyDateText, order.holdUntilDate, order.customerNotes,
             order.internalNotes, order.shipTo.name, order.shipTo.street1, order.shipTo.country, order.customField1, order.userId, order.raw})
        touch(text);
    for (const ItemView& item : order.items) {
        touch(item.sku);
        touch(item.name);
    }
    for (const CustomsItemView& item : order.customsItems)
        touch(item.description);
    if (order.id.value <= 0 || order.raw.empty() || order.raw.front() != '{' || order.raw.back() != '}')
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static OrderDecoder decoder, second;
    QByteArray json(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    int read = 0;
    const auto info = decoder.decodePage(json, [&](const OrderView& order) {
        ++read;
        touchAll(order);
        QByteArray raw(order.raw.data(), static_cast<qsizetype>(order.raw.size()));
        bool same = false;
        if (!second.decodeOrder(raw, [&](const OrderView& again) { same = again.id == order.id && again.number == order.number; }) || !same)
            std::abort();
    });
    if (info && read + static_cast<int>(info->broken.size()) != info->count)
        std::abort();
    const auto scan = decoder.scanPage(json);
    if (info && (!scan || scan->count != info->count || scan->total != info->total || !decoder.isWhole(json)))
        std::abort();
    (void)decoder.decodeOrder(json, touchAll);
    (void)decoder.isWhole(json);
    return 0;
}
