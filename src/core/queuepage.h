// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "queuetable.h"

#include <string>
#include <string_view>
#include <vector>

namespace t6 {

/// Ends each part of a row's text, but for the last, which kRowEnd ends. Never occur inside one.
inline constexpr char kPartEnd = '\x1f', kRowEnd = '\x1e';
inline constexpr std::size_t kLongestPart = 255;

/// `text` without control characters and trailing spaces, clipped at 255 bytes on a character boundary.
[[nodiscard]] std::string queueText(std::string_view text);

/// Builds a page slot by slot; the pages it reads from stay as they are. Internal to the queue.
class QueuePageBuilder
{
public:
    explicit QueuePageBuilder(std::uint16_t merchant) { m_page.merchant = merchant; }

    void addEntry(const QueueEntry& entry);
    void addCopy(const QueuePage& from, std::size_t slot); ///< always of the same page
    void addFree();
    [[nodiscard]] std::shared_ptr<const QueuePage> finish();

private:
    [[nodiscard]] std::uint16_t symbol(std::string_view text);
    QueuePage m_page;
    std::vector<std::uint16_t> m_symbolOf; ///< by symbol of the page copied from; kNone = not seen yet
};

/// True when the row says exactly what the entry says.
[[nodiscard]] bool saysTheSame(const QueuePage& page, std::size_t slot, const QueueEntry& entry);

/// Appends one page to a block. / Reads one page at `at` and moves it on; null when anything in it is not as the builder makes it.
void encodePage(const QueuePage& page, QByteArray& block);
[[nodiscard]] std::shared_ptr<const QueuePage> decodePage(QByteArrayView block, qsizetype& at, std::uint16_t merchant);
void beginBlock(QByteArray& block);
/// Whether the block was written by this format on this kind of machine; moves `at` behind its head.
[[nodiscard]] bool readBlockHead(QByteArrayView block, qsizetype& at);

} // namespace t6
