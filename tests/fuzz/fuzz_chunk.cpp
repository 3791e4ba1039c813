// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// Any bytes as a sealed block's content: as the block itself, and packed as the inside of one, which gets past zstd. No crash, views inside
// of the chunk, and what is unpacked packs to a block that unpacks to the same.
#include <store/orderchunk.h>

#include <QFile>

#include <zstd.h>

#include <cstdint>
#include <cstdlib>

using namespace t6;
using namespace t6::store;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

const ChunkCodec& codec()
{
    static const std::shared_ptr<const ChunkCodec> loaded = ChunkCodec::load().value();
    return *loaded;
}

/// A block with `inside`, as pack() makes it, but for what pack() would refuse.
QByteArray wrapped(QByteArrayView inside)
{
    static const QByteArray dictionary = [] {
        QFile file(QStringLiteral(":/t6/zstd/order.dict"));
        require(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }();
    static ZSTD_CDict* const prepared = ZSTD_createCDict(dictionary.constData(), static_cast<std::size_t>(dictionary.size()), 1);
    static ZSTD_CCtx* const context = ZSTD_createCCtx();
    const auto size = static_cast<std::size_t>(inside.size());
    QByteArray block(static_cast<qsizetype>(1 + ZSTD_compressBound(size)), '\1');
    const std::size_t written = ZSTD_compress_usingCDict(context, block.data() + 1, ZSTD_compressBound(size), inside.data(), size, prepared);
    require(!ZSTD_isError(written));
    block.truncate(static_cast<qsizetype>(1 + written));
    return block;
}

bool isSame(const ChunkEntry& a, const ChunkEntry& b)
{
    return a.id == b.id && a.fetchedAt == b.fetchedAt && a.reviewedFingerprint == b.reviewedFingerprint && a.reviewedAt == b.reviewedAt && a.hadUnit == b.hadUnit && a.json == b.json;
}

void check(QByteArrayView block)
{
    const auto chunk = codec().unpack(block);
    if (!chunk) {
        require(chunk.error().domain == ErrorDomain::Store && (chunk.error().code == ErrorCode::StoreCorrupt || chunk.error().code == ErrorCode::Unsupported));
        return;
    }
    for (std::size_t slot = 0; slot < chunk->entries.size(); ++slot) {
        const QByteArrayView json = chunk->entries[slot].json;
        require(json.isEmpty() || (json.data() >= chunk->bytes.constData() && json.data() + json.size() <= chunk->bytes.constData() + chunk->bytes.size()));
        const auto order = codec().unpackSlot(block, slot);
        require(order && isSame(order->entry, chunk->entries[slot]));
    }
    require(!codec().unpackSlot(block, chunk->entries.size()));
    const auto again = codec().pack(chunk->entries, chunk->removed);
    require(again.has_value());
    const auto same = codec().unpack(*again);
    require(same && same->removed == chunk->removed && same->entries.size() == chunk->entries.size());
    for (std::size_t slot = 0; slot < same->entries.size(); ++slot)
        require(isSame(same->entries[slot], chunk->entries[slot]));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    check(bytes);
    check(wrapped(bytes));
    return 0;
}
