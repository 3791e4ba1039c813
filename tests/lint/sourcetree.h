// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

/// One file of the project, as text.
struct SourceFile
{
    QString path; ///< from the project's root, with slashes: "src/core/result.h"
    QString text;

    [[nodiscard]] QString name() const { return path.section(QLatin1Char('/'), -1); }
    /// "core" for "src/core/result.h"; empty outside of src/.
    [[nodiscard]] QString room() const { return path.startsWith(QLatin1String("src/")) ? path.section(QLatin1Char('/'), 1, 1) : QString(); }
    [[nodiscard]] bool isCpp() const { return path.endsWith(QLatin1String(".cpp")) || path.endsWith(QLatin1String(".h")); }
};

using SourceTree = QList<SourceFile>;

/// All text files of the folders that a rule reads, sorted by path. Build folders are not among them.
[[nodiscard]] SourceTree readTree(const QString& root);

/// C++ with its comments blanked out: lines and columns stay, string literals too.
[[nodiscard]] QString withoutComments(const QString& text);
/// The same with the contents of string literals blanked out as well.
[[nodiscard]] QString withoutCommentsAndStrings(const QString& text);
