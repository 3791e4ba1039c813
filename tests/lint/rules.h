// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcetree.h"

#include <QStringList>

/// The rules of the house that a compiler does not know. Each looks at a whole tree and returns its findings, one line
/// each: "path:line: what is wrong". Text in, text out, so that every rule can be tried on a planted mistake.
namespace lint {

/// Which room may include which (README.md, "The house"), that quoted includes stay in their folder, and that what is
/// included exists.
[[nodiscard]] QStringList includesAcrossRooms(const SourceTree& tree);
/// No file of src/ includes itself, however long the way.
[[nodiscard]] QStringList includeCycles(const SourceTree& tree);
/// Nothing below ui shows anything: no Qt GUI or Widgets header there; the sandbox may paint its PDFs.
/// `qtHeaders`: the folder that has QtGui/ and QtWidgets/.
[[nodiscard]] QStringList guiBelowUi(const SourceTree& tree, const QString& qtHeaders);

/// Nested event loops and sleeping, outside of the three main programs.
[[nodiscard]] QStringList nestedLoops(const SourceTree& tree);
/// Ways to show text that may turn it into HTML.
[[nodiscard]] QStringList richText(const SourceTree& tree);
/// Shells, insecure fallbacks and SQL put together from pieces.
[[nodiscard]] QStringList unsafeCalls(const SourceTree& tree);

/// C++20 as g++ 12 and clang 14 both take it; libstdc++'s algorithms that return a subrange stop clang 14.
[[nodiscard]] QStringList beyondCompilers(const SourceTree& tree);

/// Lower-case names; a header with nothing but one type is called like it.
[[nodiscard]] QStringList fileNames(const SourceTree& tree);
/// Copyright and licence in the first lines of all that is code.
[[nodiscard]] QStringList missingLicence(const SourceTree& tree);
/// src/: 700 lines a .cpp, 350 a .h.
[[nodiscard]] QStringList longFiles(const SourceTree& tree);
/// Colours are written down in src/ui/theme.* and nowhere else.
[[nodiscard]] QStringList strayColours(const SourceTree& tree);
/// Every QLabel of a form shows plain text.
[[nodiscard]] QStringList guessingLabels(const SourceTree& tree);
/// Each folder of src/ explains itself.
[[nodiscard]] QStringList missingReadmes(const SourceTree& tree);

} // namespace lint
