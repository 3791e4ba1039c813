// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "rules.h"

#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>

#include <functional>

namespace lint {

namespace {

/// Room → the rooms it may include besides itself.
const QHash<QString, QStringList>& mayInclude()
{
    static const QStringList kBelowUi{QStringLiteral("core"), QStringLiteral("vault"), QStringLiteral("shipstation"), QStringLiteral("store")};
    static const QHash<QString, QStringList> kTable{
        {QStringLiteral("core"), {}},
        {QStringLiteral("vault"), {QStringLiteral("core")}},
        {QStringLiteral("shipstation"), {QStringLiteral("core")}},
        {QStringLiteral("store"), {QStringLiteral("core")}},
        {QStringLiteral("sandbox"), {QStringLiteral("core")}},
        {QStringLiteral("operations"), kBelowUi},
        {QStringLiteral("ui"), {QStringLiteral("operations"), QStringLiteral("core")}},
        {QStringLiteral("cli"), {QStringLiteral("operations"), QStringLiteral("core")}},
        {QStringLiteral("app"), kBelowUi + QStringList{QStringLiteral("operations"), QStringLiteral("ui"), QStringLiteral("sandbox")}},
    };
    return kTable;
}

struct Include
{
    QString target;
    bool isQuoted = false;
    qsizetype line = 0;
};

QList<Include> includesOf(const SourceFile& file)
{
    static const QRegularExpression directive(QStringLiteral(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re"));
    QList<Include> includes;
    const QStringList lines = withoutComments(file.text).split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (const auto match = directive.match(lines[i]); match.hasMatch())
            includes.append({match.captured(2), match.captured(1) == QLatin1String("\""), i + 1});
    }
    return includes;
}

bool isGenerated(const QString& header)
{
    return header.startsWith(QLatin1String("ui_")) || header.startsWith(QLatin1String("moc_")) || header.endsWith(QLatin1String(".moc"));
}

QString finding(const SourceFile& file, qsizetype line, const QString& what)
{
    return QStringLiteral("%1:%2: %3").arg(file.path).arg(line).arg(what);
}

QString folderOf(const SourceFile& file)
{
    return file.path.section(QLatin1Char('/'), 0, -2);
}

QSet<QString> pathsOf(const SourceTree& tree)
{
    QSet<QString> paths;
    for (const SourceFile& file : tree)
        paths += file.path;
    return paths;
}

/// The file of the project that is meant, or nothing.
QString resolved(const SourceFile& file, const Include& include, const QSet<QString>& paths)
{
    const QString path = include.isQuoted ? folderOf(file) + QLatin1Char('/') + include.target : QLatin1String("src/") + include.target;
    return paths.contains(path) ? path : QString();
}

/// Looks for the pattern in every line of the files of src/ that `concerns` names.
QStringList linesWith(const SourceTree& tree, const QRegularExpression& pattern, const QString& why, const std::function<bool(const SourceFile&)>& concerns, QString (*prepared)(const QString&) = withoutCommentsAndStrings)
{
    QStringList findings;
    for (const SourceFile& file : tree) {
        if (file.room().isEmpty() || !file.isCpp() || !concerns(file))
            continue;
        const QStringList lines = prepared(file.text).split(QLatin1Char('\n'));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (const auto match = pattern.match(lines[i]); match.hasMatch())
                findings += finding(file, i + 1, QStringLiteral("%1: %2").arg(match.captured().trimmed(), why));
        }
    }
    return findings;
}

bool everywhere(const SourceFile&)
{
    return true;
}

bool isMainProgram(const SourceFile& file)
{
    return file.room() == QLatin1String("app") || file.path == QLatin1String("src/cli/main.cpp") || file.path == QLatin1String("src/sandbox/main.cpp");
}

} // namespace

QStringList includesAcrossRooms(const SourceTree& tree)
{
    QStringList findings;
    const QSet<QString> paths = pathsOf(tree);
    for (const SourceFile& file : tree) {
        if (file.room().isEmpty() || !file.isCpp())
            continue;
        if (!mayInclude().contains(file.room())) {
            findings += finding(file, 1, QStringLiteral("this room is not in the table"));
            continue;
        }
        for (const Include& include : includesOf(file)) {
            const QString room = include.target.section(QLatin1Char('/'), 0, 0);
            if (include.isQuoted) {
                if (!isGenerated(include.target) && resolved(file, include, paths).isEmpty())
                    findings += finding(file, include.line, QStringLiteral("\"%1\" is not in this folder").arg(include.target));
            } else if (include.target.contains(QLatin1Char('/')) && mayInclude().contains(room)) {
                if (room != file.room() && !mayInclude()[file.room()].contains(room))
                    findings += finding(file, include.line, QStringLiteral("%1 may not include %2").arg(file.room(), room));
                else if (resolved(file, include, paths).isEmpty())
                    findings += finding(file, include.line, QStringLiteral("<%1> does not exist").arg(include.target));
            }
        }
    }
    return findings;
}

QStringList includeCycles(const SourceTree& tree)
{
    QHash<QString, QStringList> edges;
    const QSet<QString> paths = pathsOf(tree);
    for (const SourceFile& file : tree) {
        if (file.room().isEmpty() || !file.isCpp())
            continue;
        for (const Include& include : includesOf(file)) {
            if (const QString target = resolved(file, include, paths); !target.isEmpty())
                edges[file.path] += target;
        }
    }
    QStringList findings;
    QSet<QString> done;
    QStringList way;
    const std::function<void(const QString&)> visit = [&](const QString& path) {
        if (const qsizetype at = way.indexOf(path); at >= 0) {
            findings += (way.sliced(at) + QStringList{path}).join(QLatin1String(" -> "));
            return;
        }
        if (done.contains(path))
            return;
        way += path;
        for (const QString& next : edges.value(path))
            visit(next);
        way.removeLast();
        done += path;
    };
    for (const SourceFile& file : tree)
        visit(file.path);
    return findings;
}

QStringList guiBelowUi(const SourceTree& tree, const QString& qtHeaders)
{
    QStringList findings;
    const auto isOf = [&qtHeaders](const QString& module, const QString& header) {
        return header.startsWith(module + QLatin1Char('/')) || QFileInfo::exists(qtHeaders + QLatin1Char('/') + module + QLatin1Char('/') + header);
    };
    for (const SourceFile& file : tree) {
        const QString room = file.room();
        if (room.isEmpty() || room == QLatin1String("ui") || room == QLatin1String("app") || !file.isCpp())
            continue;
        for (const Include& include : includesOf(file)) {
            const bool paints = isOf(QStringLiteral("QtGui"), include.target) && room != QLatin1String("sandbox");
            if (!include.isQuoted && (paints || isOf(QStringLiteral("QtWidgets"), include.target)))
                findings += finding(file, include.line, QStringLiteral("<%1> below ui").arg(include.target));
        }
    }
    return findings;
}

QStringList nestedLoops(const SourceTree& tree)
{
    static const QRegularExpression loop(QStringLiteral(
        R"re(\bQEventLoop\b|\bprocessEvents\b|\bQThread::[mu]?sleep\b|\bthis_thread::sleep|\bQMessageBox::(question|warning|information|critical|about)\s*\(|\bQInputDialog::get|\bQFileDialog::get|\bQColorDialog::get|\bQFontDialog::get)re"));
    static const QRegularExpression exec(QStringLiteral(R"re((\.|->|::)exec\s*\()re"));
    const auto inRooms = [](const SourceFile& file) { return !isMainProgram(file); };
    // QSqlQuery has an exec() too, and the store has nothing else that could.
    const auto withoutSql = [](const SourceFile& file) { return !isMainProgram(file) && file.room() != QLatin1String("store"); };
    return linesWith(tree, loop, QStringLiteral("a nested event loop or a sleep"), inRooms) + linesWith(tree, exec, QStringLiteral("a nested event loop; use open()"), withoutSql);
}

QStringList richText(const SourceTree& tree)
{
    static const QRegularExpression rich(QStringLiteral(
        R"re(\bQt::(RichText|MarkdownText|AutoText)\b|\b(set|insert|append|to)Html\s*\(|\bsetMarkdown\s*\(|\bsetInformativeText\b|\bsetDetailedText\b|\bQTextBrowser\b|\bQTextDocument\b|\bsetOpenExternalLinks\b)re"));
    return linesWith(tree, rich, QStringLiteral("text from outside would be taken for HTML"), everywhere);
}

QStringList unsafeCalls(const SourceTree& tree)
{
    static const QRegularExpression call(QStringLiteral(R"re((?<![\w.>])(?:std::)?(system|popen|execl|execlp|execvp)\s*\(|\bstartCommand\s*\(|\bsetInsecureFallback\s*\(\s*true|\bignoreSslErrors\b|\b(VerifyNone|QueryPeer)\b)re"));
    static const QRegularExpression sql(QStringLiteral(R"re("[^"]*\b(SELECT|INSERT|UPDATE|DELETE)\b.*(\.arg\s*\(|"\s*\+))re"));
    return linesWith(tree, call, QStringLiteral("a shell or a weakened check"), everywhere) + linesWith(tree, sql, QStringLiteral("SQL put together from pieces: bind the values"), everywhere, withoutComments);
}

QStringList beyondCompilers(const SourceTree& tree)
{
    static const QRegularExpression modern(QStringLiteral(
        R"re(#\s*include\s*<(format|expected|source_location|print|generator)>|\bstd::(format|expected|source_location|print)\b|\bstd::(ranges::)?views::|\bstd::ranges::(unique|remove|remove_if|partition|stable_partition|rotate|search|search_n|equal_range|find_end|subrange)\b)re"));
    return linesWith(tree, modern, QStringLiteral("g++ 12 or clang 14 does not take it"), everywhere);
}

QStringList fileNames(const SourceTree& tree)
{
    static const QRegularExpression name(QStringLiteral(R"re(^[a-z0-9_]+\.(h|cpp)$)re"));
    static const QRegularExpression declaration(QStringLiteral(R"re(^(?:class|struct|enum class|enum)\s+(\w+)[^;\n]*(?:\{|\n\s*[{:]|,\n))re"), QRegularExpression::MultilineOption);
    static const QRegularExpression function(QStringLiteral(R"re(^(?!class|struct|enum|namespace|using|template|friend|[#}])\S.*\()re"), QRegularExpression::MultilineOption);
    QStringList findings;
    for (const SourceFile& file : tree) {
        if (!file.isCpp())
            continue;
        if (!name.match(file.name()).hasMatch())
            findings += finding(file, 1, QStringLiteral("the name is not lower-case"));
        if (file.room().isEmpty() || !file.path.endsWith(QLatin1String(".h")))
            continue;
        const QString code = withoutCommentsAndStrings(file.text);
        if (function.match(code).hasMatch())
            continue; // called by its subject
        QStringList types;
        auto matches = declaration.globalMatch(code);
        while (matches.hasNext())
            types += matches.next().captured(1);
        if (types.size() == 1 && types.first().toLower() + QLatin1String(".h") != file.name())
            findings += finding(file, 1, QStringLiteral("its only type is %1").arg(types.first()));
    }
    return findings;
}

QStringList missingLicence(const SourceTree& tree)
{
    QStringList findings;
    for (const SourceFile& file : tree) {
        if (file.path.endsWith(QLatin1String(".ui")) || file.path.endsWith(QLatin1String(".md")))
            continue;
        const QString top = file.text.section(QLatin1Char('\n'), 0, 3);
        if (!top.contains(QLatin1String("SPDX-FileCopyrightText: ")) || !top.contains(QLatin1String("SPDX-License-Identifier: Apache-2.0")))
            findings += finding(file, 1, QStringLiteral("no SPDX header"));
    }
    return findings;
}

QStringList longFiles(const SourceTree& tree)
{
    QStringList findings;
    for (const SourceFile& file : tree) {
        if (file.room().isEmpty() || !file.isCpp())
            continue;
        const qsizetype most = file.path.endsWith(QLatin1String(".h")) ? 350 : 700;
        const qsizetype lines = file.text.count(QLatin1Char('\n'));
        if (lines > most)
            findings += finding(file, lines, QStringLiteral("more than %1 lines: split it by meaning").arg(most));
    }
    return findings;
}

QStringList strayColours(const SourceTree& tree)
{
    static const QRegularExpression inCode(QStringLiteral(
        R"re("[^"]*#([0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|\bQColor\s*(?:\w+\s*)?[({]\s*(\d|0x|"|u")|\bqRgba?\s*\(|\bQColor::fromRgb|\bQt::(dark)?([rR]ed|[gG]reen|[bB]lue|[cC]yan|[mM]agenta|[yY]ellow|[gG]ray|black|white)\b|\bQt::lightGray\b)re"));
    static const QRegularExpression inForm(QStringLiteral(R"re(<color\b|#[0-9a-fA-F]{6}\b|styleSheet)re"));
    QStringList findings = linesWith(tree, inCode, QStringLiteral("a colour outside of the theme"),
        [](const SourceFile& file) { return file.room() == QLatin1String("ui") && !file.name().startsWith(QLatin1String("theme.")); }, withoutComments);
    for (const SourceFile& file : tree) {
        if (!file.path.endsWith(QLatin1String(".ui")))
            continue;
        const QStringList lines = file.text.split(QLatin1Char('\n'));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (inForm.match(lines[i]).hasMatch())
                findings += finding(file, i + 1, QStringLiteral("a colour or style in a form"));
        }
    }
    return findings;
}

QStringList guessingLabels(const SourceTree& tree)
{
    struct Open
    {
        bool isLabel = false;
        bool isPlain = false;
        QString name;
        qsizetype line = 0;
    };
    QStringList findings;
    for (const SourceFile& file : tree) {
        if (!file.path.endsWith(QLatin1String(".ui")))
            continue;
        QXmlStreamReader xml(file.text);
        QList<Open> widgets;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement() && xml.name() == QLatin1String("widget")) {
                widgets.append({xml.attributes().value(QLatin1String("class")) == QLatin1String("QLabel"), false, xml.attributes().value(QLatin1String("name")).toString(), static_cast<qsizetype>(xml.lineNumber())});
            } else if (xml.isStartElement() && !widgets.isEmpty() && xml.name() == QLatin1String("property") && xml.attributes().value(QLatin1String("name")) == QLatin1String("textFormat")) {
                widgets.last().isPlain = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed() == QLatin1String("Qt::PlainText");
            } else if (xml.isEndElement() && xml.name() == QLatin1String("widget")) {
                const Open widget = widgets.takeLast();
                if (widget.isLabel && !widget.isPlain)
                    findings += finding(file, widget.line, QStringLiteral("%1 guesses its text format; set Qt::PlainText").arg(widget.name));
            }
        }
        if (xml.hasError())
            findings += finding(file, static_cast<qsizetype>(xml.lineNumber()), xml.errorString());
    }
    return findings;
}

QStringList missingReadmes(const SourceTree& tree)
{
    QSet<QString> folders;
    for (const SourceFile& file : tree) {
        if (!file.room().isEmpty() && file.isCpp())
            folders += folderOf(file);
    }
    QStringList findings;
    const QSet<QString> paths = pathsOf(tree);
    for (const QString& folder : std::as_const(folders)) {
        if (!paths.contains(folder + QLatin1String("/README.md")))
            findings += folder + QLatin1String(" has no README.md");
    }
    findings.sort();
    return findings;
}

} // namespace lint
