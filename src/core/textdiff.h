// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QStringView>

namespace t6 {

/// A run of characters in UTF-16 units that begins and ends between graphemes.
struct TextRange
{
    qsizetype begin = 0, size = 0;
    bool operator==(const TextRange&) const = default;
};

/// Which characters differ between two short texts: without `removed` and `added` both are the same. In order, apart from each other.
struct TextDiff
{
    QList<TextRange> removed; ///< of `before`
    QList<TextRange> added; ///< of `after`
};

/// The fewest graphemes; where the middle parts that differ are very long, all of them.
[[nodiscard]] TextDiff textDiff(QStringView before, QStringView after);

} // namespace t6
