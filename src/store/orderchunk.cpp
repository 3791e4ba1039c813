// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0

#include "orderchunk.h"

#include "resources.h"

#include <QDir>
#include <QFile>
#include <QtEndian>

#include <zstd.h>

#include <map>
#include <mutex>
#include <type_traits>

namespace t6::store {

namespace {

constexpr char kFormat = 1;
constexpr int kLevel = 1;
constexpr std::size_t kMaxBytes = 128u << 20;
constexpr std::size_t kGoodBytes = 4u << 20;
constexpr std::size_t kMaxRemoved = 0xffff;
constexpr quint8 kHadUnit = 1;

template <auto Free>
struct Freeing
{
    template <typename T>
    void operator()(T* pointer) const noexcept { Free(pointer); }
};
using Packing = std::unique_ptr<ZSTD_CDict, Freeing<ZSTD_freeCDict>>;
using Unpacking = std::unique_ptr<ZSTD_DDict, Freeing<ZSTD_freeDDict>>;

// What one call needs; kept for the next one, because making it costs as much as a small chunk.
struct Workspace
{
    std::unique_ptr<ZSTD_CCtx, Freeing<ZSTD_freeCCtx>> compressor{ZSTD_createCCtx()};
    std::unique_ptr<ZSTD_DCtx, Freeing<ZSTD_freeDCtx>> decompressor{ZSTD_createDCtx()};
};

template <typename T>
char* put(char* out, T value)
{
    qToLittleEndian(value, out);
    return out + sizeof value;
}

template <typename T, typename Value>
char* putColumn(char* out, std::span<const ChunkEntry> entries, Value value)
{
    for (const ChunkEntry& entry : entries)
        out = put(out, static_cast<T>(value(entry)));
    return out;
}

constexpr std::size_t kBytesPerEntry = 4 * sizeof(qint64) + sizeof(quint32) + sizeof(quint8);

Error damaged() { return {ErrorDomain::Store, ErrorCode::StoreCorrupt, QStringLiteral("order chunk"), 0, {}, {}}; }

// Points into the inside of a chunk; `columns` was found to hold everything that it promises.
class Inside
{
public:
    static Result<Inside> parse(QByteArrayView bytes)
    {
        if (bytes.size() < 4)
            return tl::unexpected(damaged());
        Inside inside;
        inside.m_entries = qFromLittleEndian<quint16>(bytes.data());
        inside.m_removed = qFromLittleEndian<quint16>(bytes.data() + 2);
        const std::size_t fixed = 4 + inside.m_removed * sizeof(qint64) + inside.m_entries * kBytesPerEntry;
        if (inside.m_entries > kOrdersPerChunk || std::size_t(bytes.size()) < fixed)
            return tl::unexpected(damaged());
        inside.m_removedIds = bytes.data() + 4;
        inside.m_columns = inside.m_removedIds + inside.m_removed * sizeof(qint64);
        inside.m_json = bytes.data() + fixed;
        std::size_t json = 0;
        for (std::size_t slot = 0; slot < inside.m_entries; ++slot) {
            json += inside.jsonSize(slot);
            if (inside.flags(slot) & ~kHadUnit)
                return tl::unexpected(damaged());
        }
        if (json != std::size_t(bytes.size()) - fixed)
            return tl::unexpected(damaged());
        return inside;
    }

    [[nodiscard]] std::size_t entries() const { return m_entries; }
    [[nodiscard]] std::size_t removed() const { return m_removed; }
    [[nodiscard]] OrderId removedId(std::size_t index) const { return {qFromLittleEndian<qint64>(m_removedIds + index * sizeof(qint64))}; }
    [[nodiscard]] std::size_t jsonSize(std::size_t slot) const { return qFromLittleEndian<quint32>(m_columns + m_entries * 4 * sizeof(qint64) + slot * sizeof(quint32)); }
    [[nodiscard]] ChunkEntry entry(std::size_t slot, std::size_t jsonOffset) const
    {
        return {{number<qint64>(0, slot)}, UtcTime(std::chrono::milliseconds(number<qint64>(1, slot))), number<quint64>(2, slot),
            UtcTime(std::chrono::milliseconds(number<qint64>(3, slot))), (flags(slot) & kHadUnit) != 0,
            QByteArrayView(m_json + jsonOffset, qsizetype(jsonSize(slot)))};
    }

private:
    template <typename T>
    [[nodiscard]] T number(std::size_t column, std::size_t slot) const
    {
        return qFromLittleEndian<T>(m_columns + (column * m_entries + slot) * sizeof(T));
    }
    [[nodiscard]] quint8 flags(std::size_t slot) const
    {
        return qFromLittleEndian<quint8>(m_columns + m_entries * (4 * sizeof(qint64) + sizeof(quint32)) + slot);
    }

    const char* m_removedIds = nullptr;
    const char* m_columns = nullptr;
    const char* m_json = nullptr;
    std::size_t m_entries = 0;
    std::size_t m_removed = 0;
};

} // namespace

struct ChunkCodec::Private
{
    Packing packing;
    std::map<unsigned, Unpacking> unpacking; ///< by dictionary id

    std::mutex mutex;
    std::vector<Workspace> spare; ///< guarded by mutex

    Workspace take()
    {
        const std::lock_guard lock(mutex);
        if (spare.empty())
            return {};
        Workspace workspace = std::move(spare.back());
        spare.pop_back();
        return workspace;
    }
    void giveBack(Workspace workspace)
    {
        const std::lock_guard lock(mutex);
        spare.push_back(std::move(workspace));
    }

    Result<QByteArray> decompress(QByteArrayView block)
    {
        if (block.isEmpty())
            return tl::unexpected(damaged());
        if (block[0] != kFormat)
            return failure(ErrorDomain::Store, block[0] > kFormat ? ErrorCode::Unsupported : ErrorCode::StoreCorrupt, QStringLiteral("order chunk"));
        const char* frame = block.data() + 1;
        const std::size_t frameSize = std::size_t(block.size()) - 1;
        const unsigned long long size = ZSTD_getFrameContentSize(frame, frameSize);
        if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > kMaxBytes || ZSTD_findFrameCompressedSize(frame, frameSize) != frameSize)
            return tl::unexpected(damaged());
        const auto dictionary = unpacking.find(ZSTD_getDictID_fromFrame(frame, frameSize));
        if (dictionary == unpacking.end())
            return failure(ErrorDomain::Store, ErrorCode::Unsupported, QStringLiteral("order chunk's dictionary"));

        QByteArray bytes(qsizetype(size), Qt::Uninitialized);
        Workspace workspace = take();
        const std::size_t written = ZSTD_decompress_usingDDict(
            workspace.decompressor.get(), bytes.data(), std::size_t(size), frame, frameSize, dictionary->second.get());
        giveBack(std::move(workspace));
        if (ZSTD_isError(written) || written != size)
            return tl::unexpected(damaged());
        return bytes;
    }
};

std::vector<std::span<const ChunkEntry>> intoChunks(std::span<const ChunkEntry> entries)
{
    std::vector<std::span<const ChunkEntry>> chunks;
    std::size_t begin = 0;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto size = std::size_t(entries[i].json.size());
        if (i > begin && (i - begin == kOrdersPerChunk || bytes + size > kGoodBytes)) {
            chunks.push_back(entries.subspan(begin, i - begin));
            begin = i;
            bytes = 0;
        }
        bytes += size;
    }
    if (begin < entries.size())
        chunks.push_back(entries.subspan(begin));
    return chunks;
}

ChunkCodec::ChunkCodec(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

ChunkCodec::~ChunkCodec() = default;

Result<std::shared_ptr<const ChunkCodec>> ChunkCodec::load()
{
    registerResources();
    auto data = std::make_unique<Private>();
    const QDir folder(QStringLiteral(":/t6/zstd"));
    for (const QString& name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorDomain::Program, ErrorCode::FileUnreadable, name);
        const QByteArray dictionary = file.readAll();
        Unpacking unpacking(ZSTD_createDDict(dictionary.constData(), std::size_t(dictionary.size())));
        if (name == u"order.dict")
            data->packing.reset(ZSTD_createCDict(dictionary.constData(), std::size_t(dictionary.size()), kLevel));
        if (unpacking)
            data->unpacking.emplace(ZSTD_getDictID_fromDDict(unpacking.get()), std::move(unpacking));
    }
    if (!data->packing)
        return failure(ErrorDomain::Program, ErrorCode::FileUnreadable, QStringLiteral("order.dict"));
    return std::shared_ptr<const ChunkCodec>(new ChunkCodec(std::move(data)));
}

void ChunkCodec::forget() const
{
    const std::lock_guard lock(d->mutex);
    d->spare.clear();
}

Result<QByteArray> ChunkCodec::pack(std::span<const ChunkEntry> entries, std::span<const OrderId> removed) const
{
    std::size_t size = 4 + removed.size() * sizeof(qint64) + entries.size() * kBytesPerEntry;
    for (const ChunkEntry& entry : entries)
        size += std::size_t(entry.json.size());
    if (entries.size() > kOrdersPerChunk || removed.size() > kMaxRemoved || size > kMaxBytes)
        return failure(ErrorDomain::Input, ErrorCode::InvalidInput, QStringLiteral("order chunk"));

    QByteArray inside(qsizetype(size), Qt::Uninitialized);
    char* out = inside.data();
    out = put(out, static_cast<quint16>(entries.size()));
    out = put(out, static_cast<quint16>(removed.size()));
    for (const OrderId id : removed)
        out = put(out, static_cast<qint64>(id.value));
    out = putColumn<qint64>(out, entries, [](const ChunkEntry& entry) { return entry.id.value; });
    out = putColumn<qint64>(out, entries, [](const ChunkEntry& entry) { return entry.fetchedAt.time_since_epoch().count(); });
    out = putColumn<quint64>(out, entries, [](const ChunkEntry& entry) { return entry.reviewedFingerprint; });
    out = putColumn<qint64>(out, entries, [](const ChunkEntry& entry) { return entry.reviewedAt.time_since_epoch().count(); });
    out = putColumn<quint32>(out, entries, [](const ChunkEntry& entry) { return entry.json.size(); });
    out = putColumn<quint8>(out, entries, [](const ChunkEntry& entry) { return entry.hadUnit ? kHadUnit : 0; });
    for (const ChunkEntry& entry : entries)
        out = std::copy(entry.json.begin(), entry.json.end(), out);

    QByteArray block(qsizetype(1 + ZSTD_compressBound(size)), Qt::Uninitialized);
    block[0] = kFormat;
    Workspace workspace = d->take();
    const std::size_t written = ZSTD_compress_usingCDict(
        workspace.compressor.get(), block.data() + 1, std::size_t(block.size()) - 1, inside.constData(), size, d->packing.get());
    d->giveBack(std::move(workspace));
    if (ZSTD_isError(written))
        return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("order chunk"));
    block.truncate(qsizetype(1 + written));
    return block;
}

Result<OrderChunk> ChunkCodec::unpack(QByteArrayView block) const
{
    auto bytes = d->decompress(block);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto inside = Inside::parse(*bytes);
    if (!inside)
        return tl::unexpected(inside.error());

    OrderChunk chunk{std::move(*bytes), {}, {}};
    chunk.removed.reserve(inside->removed());
    for (std::size_t i = 0; i < inside->removed(); ++i)
        chunk.removed.push_back(inside->removedId(i));
    chunk.entries.reserve(inside->entries());
    std::size_t offset = 0;
    for (std::size_t slot = 0; slot < inside->entries(); ++slot) {
        chunk.entries.push_back(inside->entry(slot, offset));
        offset += inside->jsonSize(slot);
    }
    return chunk;
}

Result<ChunkCodec::Order> ChunkCodec::unpackSlot(QByteArrayView block, std::size_t slot) const
{
    const auto bytes = d->decompress(block);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto inside = Inside::parse(*bytes);
    if (!inside)
        return tl::unexpected(inside.error());
    if (slot >= inside->entries())
        return failure(ErrorDomain::Store, ErrorCode::NotFound, QStringLiteral("order chunk"));

    std::size_t offset = 0;
    for (std::size_t i = 0; i < slot; ++i)
        offset += inside->jsonSize(i);
    Order order{inside->entry(slot, offset), {}};
    order.json = order.entry.json.toByteArray();
    order.entry.json = order.json;
    return order;
}

} // namespace t6::store
