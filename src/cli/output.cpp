// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "output.h"

#include <core/errorname.h>
#include <core/errortext.h>

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace t6::cli {

namespace {

constexpr int kWidestCell = 64;

bool changesDirection(QChar c)
{
    const char16_t code = c.unicode();
    return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

bool isWide(char32_t code)
{
    struct Range
    {
        char32_t first, last;
    };
    // East Asian Width W and F, and emoji that terminals draw wide (Unicode 15, EastAsianWidth.txt), gaps joined.
    static constexpr std::array kWide{
        Range{0x1100, 0x115F}, Range{0x231A, 0x231B}, Range{0x23E9, 0x23EC}, Range{0x25FD, 0x25FE}, Range{0x2614, 0x2615}, Range{0x2648, 0x2653},
        Range{0x26AA, 0x26AB}, Range{0x26BD, 0x26BE}, Range{0x26C4, 0x26C5}, Range{0x2705, 0x2705}, Range{0x270A, 0x270B}, Range{0x2728, 0x2728},
        Range{0x2753, 0x2755}, Range{0x2795, 0x2797}, Range{0x2B1B, 0x2B1C}, Range{0x2E80, 0x303E}, Range{0x3041, 0x4DBF}, Range{0x4E00, 0xA4CF},
        Range{0xA960, 0xA97F}, Range{0xAC00, 0xD7A3}, Range{0xF900, 0xFAFF}, Range{0xFE30, 0xFE6F}, Range{0xFF00, 0xFF60}, Range{0xFFE0, 0xFFE6},
        Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x1FA70, 0x1FAFF}, Range{0x20000, 0x3FFFD},
    };
    const auto* range = std::lower_bound(kWide.begin(), kWide.end(), code, [](const Range& r, char32_t c) { return r.last < c; });
    return range != kWide.end() && range->first <= code;
}

int widthOf(char32_t code)
{
    switch (QChar::category(code)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
        return 0;
    default:
        return isWide(code) ? 2 : 1;
    }
}

/// At most kWidestCell columns of the text.
QString clipped(const QString& text)
{
    if (displayWidth(text) <= kWidestCell)
        return text;
    QString beginning;
    int width = 0;
    const QList<uint> codes = text.toUcs4();
    for (const char32_t code : codes) {
        width += widthOf(code);
        if (width >= kWidestCell)
            break;
        beginning += QString::fromUcs4(&code, 1);
    }
    return beginning + QChar(0x2026);
}

/// The window tries again by itself, and has buttons; a command has ended.
ErrorText wordsFor(const Error& error)
{
    ErrorText text = errorText(error);
    switch (error.code) {
    case ErrorCode::ConnectionRefused:
    case ErrorCode::ConnectionClosed:
    case ErrorCode::TimedOut:
    case ErrorCode::Offline:
    case ErrorCode::RateLimited:
    case ErrorCode::ServerError:
    case ErrorCode::AnswerBroken:
        text.nextStep = QCoreApplication::translate("t6::cli::Output", "Check the network and the merchant's API address, then run the command again.");
        break;
    case ErrorCode::VaultOlder:
        text.nextStep = QCoreApplication::translate("t6::cli::Output", "Somebody may have put an old file back. Restore the newest one, or open this one with --accept-older-vault.");
        break;
    default:
        break;
    }
    return text;
}

void write(std::FILE* stream, const QByteArray& bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

QString plain(QString text)
{
    text.removeIf(changesDirection);
    std::replace_if(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control || c.unicode() == 0x2028 || c.unicode() == 0x2029; }, QLatin1Char(' '));
    return text;
}

QString csvCell(QString text)
{
    // What spreadsheets take for the beginning of a formula, directly or after dropping it.
    static constexpr QStringView kDangerous = u"=+-@\t\r\n";
    if (!text.isEmpty() && (kDangerous.contains(text.front()) || text.front().isNull()))
        text.prepend(QLatin1Char('\''));
    text.remove(QChar(0));
    const auto needsQuotes = [](QChar c) { return c == QLatin1Char(',') || c == QLatin1Char('"') || c == QLatin1Char(';') || c == QLatin1Char('\n') || c == QLatin1Char('\r'); };
    if (std::any_of(text.cbegin(), text.cend(), needsQuotes)) {
        text.replace(QLatin1Char('"'), QLatin1String("\"\""));
        text = QLatin1Char('"') + text + QLatin1Char('"');
    }
    return text;
}

int displayWidth(const QString& text)
{
    int width = 0;
    const QList<uint> codes = text.toUcs4();
    for (const char32_t code : codes)
        width += widthOf(code);
    return width;
}

QString alignedTable(const QStringList& heading, const QList<QStringList>& rows, const QList<int>& numeric)
{
    QList<QStringList> cells{heading};
    for (const QStringList& row : rows) {
        QStringList line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line.append(i + 1 < row.size() ? clipped(plain(row[i])) : plain(row[i]));
        cells.append(line);
    }
    std::vector<int> widths(static_cast<std::size_t>(heading.size()), 0);
    for (const QStringList& row : cells) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[static_cast<std::size_t>(i)] = std::max(widths[static_cast<std::size_t>(i)], displayWidth(row[i]));
    }
    QString text;
    for (const QStringList& row : cells) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const QString padding(widths[static_cast<std::size_t>(i)] - displayWidth(row[i]), QLatin1Char(' '));
            if (i > 0)
                line += QLatin1String("  ");
            line += numeric.contains(static_cast<int>(i)) ? padding + row[i] : row[i] + padding;
        }
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
        text += line + QLatin1Char('\n');
    }
    return text;
}

void print(const QString& text)
{
    write(stdout, text.toUtf8());
}

void printBytes(const QByteArray& bytes)
{
    write(stdout, bytes);
}

void printWarning(const QString& text)
{
    write(stderr, "t6-console-cli: " + plain(text).toUtf8() + '\n');
}

void printQuestion(const QString& text)
{
    write(stderr, text.toUtf8());
}

QJsonObject errorJson(const Error& error)
{
    const ErrorText text = wordsFor(error);
    return {{QStringLiteral("code"), QLatin1String(errorName(error.code))}, {QStringLiteral("what"), text.what}, {QStringLiteral("nextStep"), text.nextStep}};
}

namespace {

void tell(const QString& kind, const Error& error, bool json, const QString& about)
{
    if (json) {
        QJsonObject object = errorJson(error);
        if (!about.isEmpty())
            object.insert(QStringLiteral("merchant"), about);
        write(stderr, QJsonDocument(QJsonObject{{kind, object}}).toJson(QJsonDocument::Compact) + '\n');
        return;
    }
    const ErrorText text = wordsFor(error);
    const QString line = text.what + QLatin1Char(' ') + text.nextStep;
    printWarning(about.isEmpty() ? line : about + QLatin1String(": ") + line);
}

} // namespace

void printError(const Error& error, bool json, const QString& about)
{
    tell(QStringLiteral("error"), error, json, about);
}

void printProblem(const Error& error, bool json, const QString& about)
{
    tell(QStringLiteral("warning"), error, json, about);
}

} // namespace t6::cli
