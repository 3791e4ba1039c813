// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// Any bytes as a path and as a patch: no crash, and what is accepted means the same when it is written and read again.
#include <core/orderpatch.h>

#include <cstdint>
#include <cstdlib>

using namespace t6;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

const JsonText& sampleOrder()
{
    static const auto order = JsonText::parse("{\"orderId\":1,\"weight\":{\"value\":1},\"dimensions\":null,\"items\":[{\"orderItemId\":1,\"sku\":\"a\"},{\"lineItemKey\":\"b\"}],\"list\":[1]}");
    return *order;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const QString text = QString::fromUtf8(bytes);
    for (const auto& path : {OrderPath::parse(text), OrderPath::parse(text, sampleOrder())}) {
        if (!path)
            continue;
        require(OrderPath::parse(path->text()) == *path);
        (void)isServerOwned(*path);
        OrderPatch patch;
        if (patch.set(sampleOrder(), *path, "\"wanted\"") && !patch.isEmpty()) {
            const auto edited = JsonText::parse(applied(sampleOrder(), patch).value_or(QByteArray()));
            require(edited && valueAt(*edited, *path)->string() == QStringLiteral("wanted"));
        }
    }
    const auto patch = OrderPatch::fromJson(bytes);
    if (!patch)
        return 0;
    require(OrderPatch::fromJson(patch->toJson()) == *patch);
    const auto edited = applied(sampleOrder(), *patch);
    require(!edited || JsonText::parse(*edited));
    return 0;
}
