// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QCborValue>

namespace t6 {

/// What the bytes hold; undefined unless they are whole. Qt gives what it has read before an error, too, and asking that for a text may
/// end the program.
[[nodiscard]] inline QCborValue wholeCbor(QByteArrayView bytes)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(bytes.data(), bytes.size(), &error);
    return error.error == QCborError::NoError ? value : QCborValue();
}

} // namespace t6
