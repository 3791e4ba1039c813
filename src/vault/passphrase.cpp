// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "passphrase.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace t6::vault {

namespace {

/// Fixed: a later Unicode version must not turn the same keys into other bytes.
constexpr QChar::UnicodeVersion kUnicode = QChar::Unicode_13_0;

constexpr qsizetype kMinUnpredictable = 6; // letters left when everything that is tried first is taken away
constexpr qsizetype kShortestRun = 4;

QStringList wordsOf(const QString& resource)
{
    QFile file(resource);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return {};
    QStringList words;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (!line.isEmpty() && !line.startsWith('#'))
            words += QString::fromUtf8(line);
    }
    return words;
}

enum class LookAlikes { Keep, Replace };

/// Lower-case letters and digits only, and letters where people put look-alikes ("p4$$w0rd").
QString plain(const QString& text, LookAlikes lookAlikes = LookAlikes::Replace)
{
    static constexpr std::pair<char16_t, char16_t> kLookAlikes[] = {{u'4', u'a'}, {u'@', u'a'}, {u'3', u'e'}, {u'1', u'i'}, {u'!', u'i'}, {u'0', u'o'}, {u'$', u's'}, {u'5', u's'}, {u'7', u't'}};
    const QString folded = text.toCaseFolded();
    QString result;
    for (qsizetype i = 0; i < folded.size(); ++i) {
        const QChar character = folded[i];
        // Among digits a digit is a digit.
        const bool inNumber = (i > 0 && folded[i - 1].isDigit()) || (i + 1 < folded.size() && folded[i + 1].isDigit());
        const auto found = std::find_if(std::begin(kLookAlikes), std::end(kLookAlikes), [&](const auto& pair) { return pair.first == character.unicode(); });
        if (lookAlikes == LookAlikes::Replace && found != std::end(kLookAlikes) && !(character.isDigit() && inNumber))
            result += QChar(found->second);
        else if (character.isLetterOrNumber() || character.isSurrogate())
            result += character;
    }
    return result;
}

/// The length of the shortest piece that the text repeats from beginning to end.
qsizetype period(const QString& text)
{
    for (qsizetype length = 1; length < text.size(); ++length) {
        if (QStringView(text).sliced(length) == QStringView(text).first(text.size() - length))
            return length;
    }
    return text.size();
}

/// Runs along the alphabet, the digits or a row of the keyboard, either way, are no more than a word.
QString withoutRuns(const QString& text)
{
    static constexpr QStringView kRows[] = {u"abcdefghijklmnopqrstuvwxyz", u"01234567890", u"qwertyuiop", u"asdfghjkl", u"zxcvbnm", u"qwertzuiop", u"yxcvbnm", u"azertyuiop", u"qsdfghjklm", u"wxcvbn",
        u"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p"};
    QString rest = text;
    for (const QStringView row : kRows) {
        QString backwards;
        for (const QChar character : row)
            backwards.prepend(character);
        for (const QStringView direction : {row, QStringView(backwards)}) {
            for (qsizetype length = direction.size(); length >= kShortestRun; --length) {
                for (qsizetype start = 0; start + length <= direction.size(); ++start)
                    rest.remove(direction.sliced(start, length).toString());
            }
        }
    }
    return rest;
}

/// How many letters an attacker still has to guess after trying these words; a stretch of one letter counts once.
qsizetype unpredictable(const QString& text, QStringList words)
{
    std::sort(words.begin(), words.end(), [](const QString& a, const QString& b) { return a.size() > b.size(); });
    qsizetype least = text.size();
    for (QString rest : {plain(text), plain(text, LookAlikes::Keep)}) {
        for (const QString& word : std::as_const(words))
            rest.remove(word);
        rest = withoutRuns(rest);
        rest.remove(QRegularExpression(QStringLiteral("[0-9]")));
        least = std::min<qsizetype>(least, std::distance(rest.begin(), std::unique(rest.begin(), rest.end())));
    }
    return least;
}

} // namespace

Passphrase::Passphrase(QString&& typed)
{
    QString normalised = typed.normalized(QString::NormalizationForm_C, kUnicode);
    m_utf8 = SecretBuffer(normalised.toUtf8());
    wipe(normalised); // the same data as `typed` if there was nothing to normalise: then the next line wipes
    wipe(typed);
}

std::optional<PassphraseProblem> passphraseProblem(const QString& text, const QStringList& contextWords)
{
    if (!text.isValidUtf16())
        return PassphraseProblem::Unreadable;
    const QString normalised = text.normalized(QString::NormalizationForm_C, kUnicode);
    const auto length = std::count_if(normalised.begin(), normalised.end(), [](QChar character) { return !character.isLowSurrogate(); });
    const QStringList words = normalised.split(QRegularExpression(QStringLiteral("[\\s\\-_.,;]+")), Qt::SkipEmptyParts);
    const auto realWords = std::count_if(words.begin(), words.end(), [](const QString& word) { return word.size() >= 2; });
    if (length < Passphrase::kMinLength && realWords < Passphrase::kMinWords)
        return PassphraseProblem::TooShort;
    if (length > Passphrase::kMaxLength)
        return PassphraseProblem::TooLong;

    if (std::min(period(normalised), period(plain(normalised))) <= Passphrase::kMinLength / 2)
        return PassphraseProblem::Repetitive;
    QStringList known;
    for (const QString& word : wordsOf(QStringLiteral(":/words/common.txt")))
        known += plain(word);
    if (unpredictable(normalised, known) < kMinUnpredictable)
        return PassphraseProblem::Common;
    for (const QString& context : contextWords) {
        const QStringList parts = context.split(QRegularExpression(QStringLiteral("[\\s@]+")), Qt::SkipEmptyParts);
        for (const QString& part : parts) {
            if (const QString word = plain(part); word.size() >= 4)
                known += word;
        }
    }
    if (unpredictable(normalised, known) < kMinUnpredictable)
        return PassphraseProblem::Guessable;
    return std::nullopt;
}

QString passphraseProblemText(PassphraseProblem problem)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("t6::vault", text); };
    switch (problem) {
    case PassphraseProblem::TooShort:
        return tr(QT_TRANSLATE_NOOP("t6::vault", "Too short. Use five words or more, or at least 15 characters."));
    case PassphraseProblem::TooLong:
        return tr(QT_TRANSLATE_NOOP("t6::vault", "Too long. At most 1024 characters are possible."));
    case PassphraseProblem::Unreadable:
        return tr(QT_TRANSLATE_NOOP("t6::vault", "It contains a broken character. Type it instead of pasting it."));
    case PassphraseProblem::Repetitive:
        return tr(QT_TRANSLATE_NOOP("t6::vault", "It repeats one short piece. Use different words."));
    case PassphraseProblem::Common:
        return tr(QT_TRANSLATE_NOOP("t6::vault", "It is among the first that are tried: well-known words, keyboard rows or numbers. Use words that have nothing to do with each other."));
    case PassphraseProblem::Guessable:
        return tr(QT_TRANSLATE_NOOP("t6::vault", "It is little more than names that are easy to guess here. Add words that have nothing to do with you or the company."));
    }
    return {};
}

QString generatedPassphrase(int words)
{
    const QStringList list = wordsOf(QStringLiteral(":/words/passphrase.txt"));
    if (list.isEmpty() || sodium_init() < 0)
        return {};
    QString text;
    text.reserve(words * 12); // no reallocation: it would leave a copy behind
    for (int i = 0; i < words; ++i) {
        if (i > 0)
            text += QLatin1Char('-');
        text += list[static_cast<qsizetype>(randombytes_uniform(static_cast<std::uint32_t>(list.size())))];
    }
    return text;
}

} // namespace t6::vault
