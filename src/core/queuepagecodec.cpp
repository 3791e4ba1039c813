// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "queuepage.h"

#include <cstring>
#include <type_traits>

namespace t6 {

namespace {

// The bytes of a page are those in memory: a block is read back by the machine that wrote it. Another byte order or row layout
// shows in the head.
static_assert(std::is_trivially_copyable_v<QueueRow>);

struct BlockHead
{
    std::uint32_t magic = 0x51503654; // "T6PQ" on a little-endian machine
    std::uint16_t version = 1;
    std::uint16_t rowSize = sizeof(QueueRow);
    bool operator==(const BlockHead&) const = default;
};

struct PageHead
{
    std::uint32_t textSize = 0;
    std::uint16_t rows = 0, symbols = 0;
};

template <typename T>
void put(QByteArray& block, const T& value)
{
    block.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Reads as far as the block goes; `ok` stays false once it ended early.
class Reader
{
public:
    Reader(QByteArrayView block, qsizetype at) : m_block(block), m_at(at) {}
    bool copyTo(void* to, std::size_t bytes)
    {
        if (static_cast<std::size_t>(m_block.size() - m_at) < bytes)
            return false;
        if (bytes > 0)
            std::memcpy(to, m_block.data() + m_at, bytes);
        m_at += static_cast<qsizetype>(bytes);
        return true;
    }
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(m_block.size() - m_at); }
    [[nodiscard]] qsizetype at() const { return m_at; }

private:
    QByteArrayView m_block;
    qsizetype m_at;
};

bool isSound(const QueueRow& row, const QueuePage& page, std::size_t textBegin)
{
    if (row.textOffset != textBegin)
        return false;
    const std::string_view text = std::string_view(page.text).substr(textBegin, row.textLength);
    if (text.size() != row.textLength || text.find(kRowEnd) + 1 != text.size())
        return false;
    if (row.id == 0)
        return text.size() == 1;
    std::size_t end = 0;
    for (const std::size_t length : {row.numberLength, row.buyerLength, row.cityLength, row.stateLength, row.skusLength}) {
        end += length;
        if (end >= text.size() || (text[end] != kPartEnd && end != text.size() - 1))
            return false;
        ++end;
    }
    return row.service < page.symbols.size() && row.assignee < page.symbols.size()
        && row.status <= static_cast<std::uint8_t>(OrderStatus::RejectedFulfillment) && row.readiness <= static_cast<std::uint8_t>(Readiness::Closed)
        && row.issues >> kCheckCount == 0;
}

} // namespace

void beginBlock(QByteArray& block)
{
    put(block, BlockHead{});
}

bool readBlockHead(QByteArrayView block, qsizetype& at)
{
    Reader reader(block, at);
    BlockHead head;
    if (!reader.copyTo(&head, sizeof head) || !(head == BlockHead{}))
        return false;
    at = reader.at();
    return true;
}

void encodePage(const QueuePage& page, QByteArray& block)
{
    put(block, PageHead{static_cast<std::uint32_t>(page.text.size()), static_cast<std::uint16_t>(page.rows.size()), static_cast<std::uint16_t>(page.symbols.size())});
    for (const std::string& symbol : page.symbols) {
        block.append(static_cast<char>(symbol.size()));
        block.append(symbol.data(), static_cast<qsizetype>(symbol.size()));
    }
    block.append(reinterpret_cast<const char*>(page.rows.data()), static_cast<qsizetype>(page.rows.size() * sizeof(QueueRow)));
    block.append(page.text.data(), static_cast<qsizetype>(page.text.size()));
}

std::shared_ptr<const QueuePage> decodePage(QByteArrayView block, qsizetype& at, std::uint16_t merchant)
{
    Reader reader(block, at);
    PageHead head;
    if (!reader.copyTo(&head, sizeof head) || head.rows == 0 || head.rows > kRowsPerPage || head.symbols > 2 * kRowsPerPage)
        return nullptr;
    auto page = std::make_shared<QueuePage>();
    page->merchant = merchant;
    page->symbols.resize(head.symbols);
    for (std::string& symbol : page->symbols) {
        std::uint8_t length = 0;
        if (!reader.copyTo(&length, 1) || reader.left() < length)
            return nullptr;
        symbol.resize(length);
        if (!reader.copyTo(symbol.data(), length))
            return nullptr;
    }
    if (reader.left() < head.rows * sizeof(QueueRow) + head.textSize)
        return nullptr;
    page->rows.resize(head.rows);
    page->text.resize(head.textSize);
    if (!reader.copyTo(page->rows.data(), head.rows * sizeof(QueueRow)) || !reader.copyTo(page->text.data(), head.textSize))
        return nullptr;
    std::size_t textBegin = 0;
    for (const QueueRow& row : page->rows) {
        if (!isSound(row, *page, textBegin))
            return nullptr;
        textBegin += row.textLength;
        page->liveRows = static_cast<std::uint16_t>(page->liveRows + (row.id != 0));
    }
    if (textBegin != page->text.size() || page->rows.back().id == 0)
        return nullptr;
    at = reader.at();
    return page;
}

} // namespace t6
