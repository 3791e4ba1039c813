// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "rules.h"

#include <QLibraryInfo>
#include <QTest>

using namespace lint;

using Rule = QStringList (*)(const SourceTree&);
Q_DECLARE_METATYPE(Rule)

namespace {

QString qtHeaders()
{
    return QLibraryInfo::path(QLibraryInfo::HeadersPath);
}

QStringList guiBelowUiHere(const SourceTree& tree)
{
    return guiBelowUi(tree, qtHeaders());
}

SourceTree planted(const QString& path, const QString& text)
{
    // What the planted text may include, so that only the mistake is found.
    return {{QStringLiteral("src/core/result.h"), {}}, {QStringLiteral("src/store/database.h"), {}}, {QStringLiteral("src/vault/vault.h"), {}}, {path, text}};
}

} // namespace

class TestLint : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theProjectKeepsItsRules_data();
    void theProjectKeepsItsRules();
    void rulesFindWhatIsPlanted_data();
    void rulesFindWhatIsPlanted();
    void rulesLeaveTheRestAlone_data();
    void rulesLeaveTheRestAlone();
    void cyclesAreFoundHoweverLong();
    void commentsAndStringsAreToldApart();

private:
    SourceTree m_tree;
};

void TestLint::initTestCase()
{
    m_tree = readTree(QStringLiteral(T6_SOURCE_DIR));
    QVERIFY(m_tree.size() > 20);
    QVERIFY(QFile::exists(qtHeaders() + QLatin1String("/QtWidgets/QWidget")));
}

void TestLint::theProjectKeepsItsRules_data()
{
    QTest::addColumn<Rule>("rule");
    QTest::newRow("includes across rooms") << Rule(includesAcrossRooms);
    QTest::newRow("include cycles") << Rule(includeCycles);
    QTest::newRow("gui below ui") << Rule(guiBelowUiHere);
    QTest::newRow("nested loops") << Rule(nestedLoops);
    QTest::newRow("rich text") << Rule(richText);
    QTest::newRow("unsafe calls") << Rule(unsafeCalls);
    QTest::newRow("beyond compilers") << Rule(beyondCompilers);
    QTest::newRow("file names") << Rule(fileNames);
    QTest::newRow("licence") << Rule(missingLicence);
    QTest::newRow("long files") << Rule(longFiles);
    QTest::newRow("stray colours") << Rule(strayColours);
    QTest::newRow("guessing labels") << Rule(guessingLabels);
    QTest::newRow("readmes") << Rule(missingReadmes);
}

void TestLint::theProjectKeepsItsRules()
{
    QFETCH(Rule, rule);
    const QStringList findings = rule(m_tree);
    QVERIFY2(findings.isEmpty(), qPrintable(QLatin1Char('\n') + findings.join(QLatin1Char('\n'))));
}

void TestLint::rulesFindWhatIsPlanted_data()
{
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, Rule rule, const char* path, const char* text) { QTest::newRow(name) << rule << QString::fromUtf8(path) << QString::fromUtf8(text); };

    row("core includes store", includesAcrossRooms, "src/core/a.cpp", "#include <store/database.h>");
    row("ui includes vault", includesAcrossRooms, "src/ui/a.cpp", "\n#  include <vault/vault.h> // why not");
    row("vault includes store", includesAcrossRooms, "src/vault/a.h", "#include <store/database.h>");
    row("cli includes store", includesAcrossRooms, "src/cli/a.cpp", "#include <store/database.h>");
    row("out of the folder", includesAcrossRooms, "src/ui/a.cpp", "#include \"../vault/vault.h\"");
    row("not in the folder", includesAcrossRooms, "src/ui/a.cpp", "#include \"result.h\"");
    row("no such header", includesAcrossRooms, "src/ui/a.cpp", "#include <core/nothing.h>");
    row("no such room", includesAcrossRooms, "src/cellar/a.cpp", "");

    row("widget in operations", guiBelowUiHere, "src/operations/a.cpp", "#include <QWidget>");
    row("widget by its module", guiBelowUiHere, "src/core/a.cpp", "#include <QtWidgets/QWidget>");
    row("colour in core", guiBelowUiHere, "src/core/a.cpp", "#include <QColor>");
    row("colour in cli", guiBelowUiHere, "src/cli/a.cpp", "#include <QtGui/QColor>");
    row("widget in sandbox", guiBelowUiHere, "src/sandbox/a.cpp", "#include <QLabel>");

    row("event loop", nestedLoops, "src/operations/a.cpp", "QEventLoop loop;");
    row("dialog", nestedLoops, "src/ui/a.cpp", "if (dialog.exec() == QDialog::Accepted)");
    row("menu", nestedLoops, "src/ui/a.cpp", "menu->exec (point);");
    row("message box", nestedLoops, "src/ui/a.cpp", "QMessageBox::question(this, tr(\"Sure?\"));");
    row("process events", nestedLoops, "src/store/a.cpp", "QCoreApplication::processEvents();");
    row("sleep", nestedLoops, "src/shipstation/a.cpp", "QThread::msleep(10);");
    row("std sleep", nestedLoops, "src/sandbox/server.cpp", "std::this_thread::sleep_for(1s);");

    row("rich label", richText, "src/ui/a.cpp", "label->setTextFormat(Qt::RichText);");
    row("auto label", richText, "src/ui/a.cpp", "label->setTextFormat(Qt::AutoText);");
    row("html", richText, "src/ui/a.cpp", "edit->setHtml(order.notes);");
    row("informative", richText, "src/ui/a.cpp", "box.setInformativeText(name);");
    row("browser", richText, "src/ui/a.h", "QTextBrowser* m_browser;");

    row("shell", unsafeCalls, "src/app/a.cpp", "system(\"xdg-open\");");
    row("std shell", unsafeCalls, "src/app/a.cpp", "int n = std::system(command);");
    row("pipe", unsafeCalls, "src/app/a.cpp", "FILE* f = popen(\"ls\", \"r\");");
    row("key chain", unsafeCalls, "src/app/a.cpp", "job.setInsecureFallback(true);");
    row("tls", unsafeCalls, "src/shipstation/a.cpp", "reply->ignoreSslErrors();");
    row("tls peer", unsafeCalls, "src/shipstation/a.cpp", "tls.setPeerVerifyMode(QSslSocket::VerifyNone);");
    row("sql arg", unsafeCalls, "src/store/a.cpp", "query.prepare(QStringLiteral(\"SELECT * FROM orders WHERE name = '%1'\").arg(name));");
    row("sql plus", unsafeCalls, "src/store/a.cpp", "query.exec(\"DELETE FROM orders WHERE id = \" + id);");

    row("format", beyondCompilers, "src/core/a.cpp", "#include <format>");
    row("expected", beyondCompilers, "src/core/a.h", "std::expected<int, Error> value();");
    row("a pipeline", beyondCompilers, "src/core/a.cpp", "for (int i : numbers | std::views::filter(isOdd))");
    row("a subrange", beyondCompilers, "src/core/a.cpp", "ids.erase(std::ranges::unique(ids).begin(), ids.end());");

    row("upper case", fileNames, "src/core/OrderView.h", "");
    row("other class", fileNames, "src/core/orderview.h", "class Order\n{\n};");
    row("derived class", fileNames, "src/ui/orderview.h", "class OrderPanel : public QWidget\n{\n};");

    row("no header", missingLicence, "src/core/a.h", "#pragma once\n");
    row("no header in cmake", missingLicence, "tests/core/CMakeLists.txt", "t6_test(tst_a)\n");
    row("other licence", missingLicence, "packaging/run.sh", "#!/bin/sh\n# SPDX-FileCopyrightText: 2026 Through6\n# SPDX-License-Identifier: MIT\n");

    QTest::newRow("long cpp") << Rule(longFiles) << QStringLiteral("src/core/a.cpp") << QStringLiteral("x\n").repeated(701);
    QTest::newRow("long h") << Rule(longFiles) << QStringLiteral("src/core/a.h") << QStringLiteral("x\n").repeated(351);

    row("hex", strayColours, "src/ui/a.cpp", "const QColor warm(QStringLiteral(\"#ffaa00\"));");
    row("numbers", strayColours, "src/ui/a.cpp", "painter.setPen(QColor(255, 0, 0));");
    row("named variable", strayColours, "src/ui/a.cpp", "QColor warm{0xff, 0, 0};");
    row("enumeration", strayColours, "src/ui/a.cpp", "painter.setPen(Qt::darkRed);");
    row("qRgb", strayColours, "src/ui/a.cpp", "auto c = qRgb(1, 2, 3);");
    row("form", strayColours, "ui/a.ui", "<ui><color alpha=\"255\"/></ui>");
    row("form style", strayColours, "ui/a.ui", "<ui><property name=\"styleSheet\"/></ui>");

    row("no format", guessingLabels, "ui/a.ui", "<ui><widget class=\"QWidget\" name=\"w\"><widget class=\"QLabel\" name=\"l\"/></widget></ui>");
    row("rich format", guessingLabels, "ui/a.ui", "<ui><widget class=\"QLabel\" name=\"l\"><property name=\"textFormat\"><enum>Qt::RichText</enum></property></widget></ui>");
    row("the neighbour's format", guessingLabels, "ui/a.ui",
        "<ui><widget class=\"QLabel\" name=\"l\"/><widget class=\"QLabel\" name=\"m\"><property name=\"textFormat\"><enum>Qt::PlainText</enum></property></widget></ui>");
    row("no form", guessingLabels, "ui/a.ui", "<ui><widget>");
}

void TestLint::rulesFindWhatIsPlanted()
{
    QFETCH(Rule, rule);
    QFETCH(QString, path);
    QFETCH(QString, text);
    QStringList found = rule(planted(path, text));
    found.removeIf([&path](const QString& finding) { return !finding.startsWith(path + QLatin1Char(':')); });
    QCOMPARE(found.size(), 1);
}

void TestLint::rulesLeaveTheRestAlone_data()
{
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, Rule rule, const char* path, const char* text) { QTest::newRow(name) << rule << QString::fromUtf8(path) << QString::fromUtf8(text); };

    row("operations may include all below", includesAcrossRooms, "src/operations/a.cpp", "#include <vault/vault.h>\n#include <store/database.h>\n#include <core/result.h>\n#include <vector>\n#include <sys/stat.h>");
    row("own folder and generated", includesAcrossRooms, "src/vault/b.cpp", "#include \"vault.h\"\n#include \"ui_b.h\"\n#include \"b.moc\"");
    row("painting in the sandbox", guiBelowUiHere, "src/sandbox/a.cpp", "#include <QPainter>");
    row("widgets in ui", guiBelowUiHere, "src/ui/a.cpp", "#include <QWidget>");
    row("core headers", guiBelowUiHere, "src/core/a.cpp", "#include <QString>\n#include <QtEndian>");
    row("the main loop", nestedLoops, "src/app/main.cpp", "return QCoreApplication::exec();");
    row("a query", nestedLoops, "src/store/a.cpp", "if (!query.exec())");
    row("only mentioned", nestedLoops, "src/ui/a.cpp", "// never QEventLoop\nauto text = \"dialog.exec()\"; /* processEvents */");
    row("plain label", richText, "src/ui/a.cpp", "label->setTextFormat(Qt::PlainText); // not Qt::RichText");
    row("a system of our own", unsafeCalls, "src/core/a.cpp", "theme.system(); filesystem(x);");
    row("bound sql", unsafeCalls, "src/store/a.cpp", "query.prepare(QStringLiteral(\"SELECT body FROM orders WHERE id = ?\"));");
    row("words", unsafeCalls, "src/ui/a.cpp", "tr(\"Update %1\").arg(name);");
    row("a plain algorithm", beyondCompilers, "src/core/a.cpp", "std::ranges::sort(ids); ids.erase(std::unique(ids.begin(), ids.end()), ids.end());");
    row("same class", fileNames, "src/core/orderview.h", "class Other;\nclass OrderView final : public Base\n{\n};");
    row("two types", fileNames, "src/core/keys.h", "class A\n{\n};\nstruct B\n{\n};");
    row("a type and functions", fileNames, "src/core/kdf.h", "struct Parameters\n{\n};\n[[nodiscard]] Parameters calibrated(int target);");
    row("a strict peer", unsafeCalls, "src/shipstation/a.cpp", "tls.setPeerVerifyMode(QSslSocket::VerifyPeer);");
    row("the theme", strayColours, "src/ui/theme.cpp", "QColor(\"#ffaa00\"), QColor(255, 0, 0)");
    row("the sandbox's colours", strayColours, "src/sandbox/a.cpp", "painter.setPen(Qt::black);");
    row("a colour from the theme", strayColours, "src/ui/a.cpp", "QColor color = theme.warning; QColor other(color); // #ffaa00");
    row("a number sign", strayColours, "src/ui/a.cpp", "tr(\"Order #%1\")");
    row("a plain label", guessingLabels, "ui/a.ui", "<ui><widget class=\"QLabel\" name=\"l\"><property name=\"textFormat\"><enum>Qt::PlainText</enum></property></widget></ui>");
}

void TestLint::rulesLeaveTheRestAlone()
{
    QFETCH(Rule, rule);
    QFETCH(QString, path);
    QFETCH(QString, text);
    QCOMPARE(rule(planted(path, text)), QStringList());
}

void TestLint::cyclesAreFoundHoweverLong()
{
    const SourceTree straight{{QStringLiteral("src/core/a.h"), QStringLiteral("#include \"b.h\"\n#include \"c.h\"")}, {QStringLiteral("src/core/b.h"), QStringLiteral("#include <core/c.h>")}, {QStringLiteral("src/core/c.h"), {}}};
    QCOMPARE(includeCycles(straight), QStringList());
    SourceTree round = straight;
    round[2].text = QStringLiteral("#include \"a.h\"");
    QCOMPARE(includeCycles(round), QStringList{QStringLiteral("src/core/a.h -> src/core/b.h -> src/core/c.h -> src/core/a.h")});
    round[2].text = QStringLiteral("#include \"c.h\"");
    QCOMPARE(includeCycles(round), QStringList{QStringLiteral("src/core/c.h -> src/core/c.h")});

    const SourceTree bare{{QStringLiteral("src/core/a.h"), {}}, {QStringLiteral("src/ui/README.md"), {}}, {QStringLiteral("src/ui/b.h"), {}}};
    QCOMPARE(missingReadmes(bare), QStringList{QStringLiteral("src/core has no README.md")});
}

void TestLint::commentsAndStringsAreToldApart()
{
    const QString text = QStringLiteral("a(\"// no comment\"); // comment \"\nb('\"'); /* two\nlines */ c(R\"(raw // \" text)\"); d(1'000'000, \"\\\"//\");");
    const QString code = withoutComments(text);
    QCOMPARE(code.count(QLatin1Char('\n')), text.count(QLatin1Char('\n')));
    QVERIFY(code.contains(QLatin1String("\"// no comment\"")));
    QVERIFY(!code.contains(QLatin1String("// comment")));
    QVERIFY(!code.contains(QLatin1String("two")));
    QVERIFY(code.contains(QLatin1String("raw // \" text")));
    QVERIFY(code.contains(QLatin1String("d(1'000'000, \"\\\"//\");")));
    const QString bare = withoutCommentsAndStrings(text);
    QVERIFY(!bare.contains(QLatin1String("no comment")));
    QVERIFY(!bare.contains(QLatin1String("raw")));
    QVERIFY(bare.contains(QLatin1String("c(R")));
}

QTEST_GUILESS_MAIN(TestLint)
#include "tst_lint.moc"
