// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/result.h>

#include <QString>

#include <optional>

namespace t6::cli {

/// Secrets come from files and the terminal only: arguments and environment are readable by other programs. Whoever receives
/// one wipes it after use. These calls block.

/// The first line of `file` ("-": standard input) without its line end. Warns on standard error when others can read the file.
[[nodiscard]] Result<QString> readPassphraseFile(const QString& file);

/// Asks on the terminal without echo; nullopt when there is none or the person cancelled.
[[nodiscard]] std::optional<QString> askPassphrase(const QString& question);

[[nodiscard]] bool hasTerminal();
/// True for "y" or "yes" typed on the terminal.
[[nodiscard]] bool askYesNo(const QString& question);

struct Credentials
{
    QString key, secret;
};
/// Key and secret, a line each; white space around them, empty lines, a BOM and CRLF are tolerated.
[[nodiscard]] Result<Credentials> readCredentialsFile(const QString& file);

} // namespace t6::cli
