// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "sourcetree.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace {

constexpr const char* kFolders[] = {"src", "tests", "ui", "packaging"};
constexpr const char* kEndings[] = {".cpp", ".h", ".ui", ".cmake", ".sh", ".py", ".md", "CMakeLists.txt"};

bool isRead(const QString& path)
{
    return std::any_of(std::begin(kEndings), std::end(kEndings), [&path](const char* ending) { return path.endsWith(QLatin1String(ending)); });
}

QString blanked(const QString& text, bool stringsToo)
{
    // In this order: whatever begins first hides what is inside of it.
    static const QRegularExpression token(QStringLiteral(R"re(//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\[^'\n]+|[^'\\\n])')re"),
        QRegularExpression::DotMatchesEverythingOption);
    QString result = text;
    auto matches = token.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const bool isComment = match.capturedView().startsWith(QLatin1Char('/'));
        const qsizetype edge = isComment ? 0 : 1; // the quotes stay
        if (!isComment && (!stringsToo || text[match.capturedStart()] == QLatin1Char('\'')))
            continue;
        for (qsizetype i = match.capturedStart() + edge; i < match.capturedEnd() - edge; ++i) {
            if (result[i] != QLatin1Char('\n'))
                result[i] = QLatin1Char(' ');
        }
    }
    return result;
}

} // namespace

SourceTree readTree(const QString& root)
{
    SourceTree tree;
    const QDir dir(root);
    const auto add = [&](const QString& path) {
        QFile file(dir.filePath(path));
        if (file.open(QIODevice::ReadOnly))
            tree.append({path, QString::fromUtf8(file.readAll())});
    };
    add(QStringLiteral("CMakeLists.txt"));
    for (const char* folder : kFolders) {
        QDirIterator entries(dir.filePath(QLatin1String(folder)), QDir::Files, QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            const QString path = dir.relativeFilePath(entries.next());
            if (isRead(path))
                add(path);
        }
    }
    std::sort(tree.begin(), tree.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return tree;
}

QString withoutComments(const QString& text)
{
    return blanked(text, false);
}

QString withoutCommentsAndStrings(const QString& text)
{
    return blanked(text, true);
}
