// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/result.h>

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace t6::cli {

// --- text from outside, made harmless --------------------------------------------------------------------------

/// One line for a terminal: control characters become spaces, marks that change the writing direction go.
[[nodiscard]] QString plain(QString text);
/// A CSV cell: quoted where needed; a cell that a spreadsheet would run as a formula begins with an apostrophe.
[[nodiscard]] QString csvCell(QString text);
/// Columns that the text takes on a terminal: 2 for East Asian wide characters and emoji, 0 for combining marks.
[[nodiscard]] int displayWidth(const QString& text);

/// Rows under a heading, every column as wide as its widest cell; long cells are clipped, but for the last column.
/// Columns named in `numeric` are right-aligned.
[[nodiscard]] QString alignedTable(const QStringList& heading, const QList<QStringList>& rows, const QList<int>& numeric = {});

// --- streams; UTF-8 ------------------------------------------------------------------------------------------------

void print(const QString& text); ///< to standard output, as it is
void printBytes(const QByteArray& bytes);
void printWarning(const QString& text); ///< a line on standard error
void printQuestion(const QString& text); ///< to standard error, without a line end

/// {code, what, nextStep}
[[nodiscard]] QJsonObject errorJson(const Error& error);
/// A failure on standard error: "t6-console-cli: what next step", or {"error": …} with `json`. `about`: whom it concerns.
void printError(const Error& error, bool json, const QString& about = {});
/// The same, {"warning": …} with `json`, for what does not stop the command.
void printProblem(const Error& error, bool json, const QString& about = {});

} // namespace t6::cli
