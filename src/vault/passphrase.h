// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "secretbuffer.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace t6::vault {

/// A passphrase as the key derivation wants it: NFC-normalised UTF-8 in protected memory. Nothing is trimmed.
class Passphrase
{
public:
    static constexpr int kMinLength = 15;
    static constexpr int kMinWords = 5;
    static constexpr int kMaxLength = 1024;

    /// Wipes the source.
    explicit Passphrase(QString&& typed);
    [[nodiscard]] QByteArrayView view() const noexcept { return m_utf8.view(); }
    [[nodiscard]] bool isEmpty() const noexcept { return m_utf8.isEmpty(); }

private:
    SecretBuffer m_utf8;
};

enum class PassphraseProblem {
    TooShort, ///< fewer than 15 characters and fewer than 5 words
    TooLong, ///< more than 1024 characters
    Unreadable, ///< half of a surrogate pair: no keyboard types it twice alike
    Repetitive, ///< one short piece again and again
    Common, ///< little more than widely used words, keyboard rows and digits
    Guessable, ///< little more than what belongs to the context: company, merchants, user
};

/// What is wrong with a passphrase about to be chosen; nothing for a good one. No rule asks for kinds of characters.
/// `contextWords`: what an attacker would try first here (names of company, merchants, user); words below 4 letters are
/// left out. For choosing only: whatever was chosen once still unlocks.
[[nodiscard]] std::optional<PassphraseProblem> passphraseProblem(const QString& text, const QStringList& contextWords = {});
/// In words, translated: what it breaks and what would be good.
[[nodiscard]] QString passphraseProblemText(PassphraseProblem problem);

/// Random words of the bundled list joined by hyphens; six give 62 bits. The caller wipes it.
[[nodiscard]] QString generatedPassphrase(int words = 6);

} // namespace t6::vault
