// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "secretinput.h"

#include "output.h"

#include <operations/process.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace t6::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(t6::cli::SecretInput)
};

constexpr qint64 kLargestFile = 16 * 1024;

void wipe(QByteArray& bytes)
{
    bytes.fill('\0');
    bytes.clear();
}

/// The file's text, without a BOM. `lines`: how many lines are wanted at most, so that a terminal or pipe is not read further.
Result<QByteArray> readSmallFile(const QString& path, int lines)
{
    QFile file;
    if (path == QLatin1String("-")) {
        // Unbuffered: what follows the wanted lines stays for whoever reads the stream next.
        if (!file.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered))
            return failure(ErrorDomain::File, ErrorCode::FileUnreadable, Text::tr("(standard input)"));
    } else {
        file.setFileName(path);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return failure(ErrorDomain::File, ErrorCode::FileUnreadable, QStringLiteral("(%1: %2)").arg(path, file.errorString()), path);
        const QFileInfo info(path);
        constexpr auto kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        if (info.isFile() && (file.permissions() & kOthers))
            printWarning(Text::tr("Other users of this computer can read %1. Protect it: chmod 600 %1").arg(path));
    }
    QByteArray text;
    text.reserve(kLargestFile);
    while (lines > 0 && text.size() < kLargestFile) {
        char byte = 0;
        if (file.read(&byte, 1) != 1)
            break;
        if (byte == '\n')
            --lines;
        text.append(byte);
    }
    if (text.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    return text;
}

/// Types without echo while it lives. Signals are off too: Ctrl+C must not leave the terminal silent.
class SilentTerminal
{
public:
    explicit SilentTerminal(int descriptor) : m_descriptor(descriptor)
    {
        m_changed = tcgetattr(descriptor, &m_before) == 0;
        if (!m_changed)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        tcsetattr(descriptor, TCSAFLUSH, &silent);
    }
    ~SilentTerminal()
    {
        if (m_changed)
            tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;

private:
    int m_descriptor;
    bool m_changed = false;
    termios m_before{};
};

} // namespace

Result<QString> readPassphraseFile(const QString& file)
{
    auto text = readSmallFile(file, 1);
    if (!text)
        return tl::unexpected(text.error());
    while (text->endsWith('\n') || text->endsWith('\r'))
        text->chop(1);
    if (text->isEmpty())
        return failure(ErrorDomain::Input, ErrorCode::InvalidInput, Text::tr("Its first line must be the passphrase."), QStringLiteral("--passphrase-file"));
    QString passphrase = QString::fromUtf8(*text);
    wipe(*text);
    return passphrase;
}

bool hasTerminal()
{
    return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

std::optional<QString> askPassphrase(const QString& question)
{
    if (!hasTerminal())
        return std::nullopt;
    QByteArray line;
    {
        const SilentTerminal silent(STDIN_FILENO); // before the question: what is typed earlier is dropped
        printQuestion(question);
        auto text = readSmallFile(QStringLiteral("-"), 1);
        if (text)
            line = std::move(*text);
    }
    printQuestion(QStringLiteral("\n"));
    constexpr char kCtrlC = '\x03';
    const bool cancelled = line.isEmpty() || line.contains(kCtrlC);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    QString passphrase = QString::fromUtf8(line);
    wipe(line);
    if (cancelled || passphrase.isEmpty()) {
        operations::wipe(passphrase);
        return std::nullopt;
    }
    return passphrase;
}

bool askYesNo(const QString& question)
{
    printQuestion(question);
    const auto answer = readSmallFile(QStringLiteral("-"), 1);
    const QByteArray word = answer ? answer->trimmed().toLower() : QByteArray();
    return word == "y" || word == "yes";
}

Result<Credentials> readCredentialsFile(const QString& file)
{
    auto text = readSmallFile(file, 1000);
    if (!text)
        return tl::unexpected(text.error());
    Credentials credentials;
    int found = 0;
    const QList<QByteArray> lines = text->split('\n');
    for (const QByteArray& line : lines) {
        QString word = QString::fromUtf8(line).trimmed();
        if (word.isEmpty())
            continue;
        ++found;
        if (found == 1)
            credentials.key = std::move(word);
        else if (found == 2)
            credentials.secret = std::move(word);
    }
    wipe(*text);
    if (found != 2)
        return failure(ErrorDomain::Input, ErrorCode::InvalidInput, Text::tr("The file must hold two lines: the API key and the API secret."), QStringLiteral("--credentials-file"));
    return credentials;
}

} // namespace t6::cli
