// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace t6::sandbox {

struct Label
{
    QString service; ///< "USPS PRIORITY MAIL"
    QStringList from, to; ///< address lines
    QByteArray tracking;
    QString reference; ///< the order number
    bool sample = false; ///< a test label: says so across the page
};

/// A 4 x 6 inch PDF page with the tracking number as Code 128. Written by hand with the fonts every reader has, so it needs no
/// GUI and any thread may call it; letters outside Latin-1 are printed as '?', as label printers do.
[[nodiscard]] QByteArray labelPdf(const Label& label);
/// The customs declaration that goes with it: one line per item on the same size of page.
[[nodiscard]] QByteArray customsPdf(const QStringList& lines);

} // namespace t6::sandbox
