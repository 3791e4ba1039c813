// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <cli/orderreport.h>
#include <cli/output.h>
#include <cli/secretinput.h>
#include <core/errorname.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace t6;
using namespace t6::cli;

class TestOutput : public QObject
{
    Q_OBJECT

private slots:
    void csvCells_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cell");
        const auto row = [](const char* name, const char* text, const char* cell) { QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(cell); };
        row("plain", "ACME", "ACME");
        row("empty", "", "");
        row("equals", "=1+1", "'=1+1");
        row("plus", "+49", "'+49");
        row("minus", "-5", "'-5");
        row("at", "@SUM(A1)", "'@SUM(A1)");
        row("tab", "\t=1", "'\t=1");
        row("carriage return", "\r=1", "\"'\r=1\"");
        row("line end", "\n=1", "\"'\n=1\"");
        row("formula with quotes", "=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        row("comma", "a,b", "\"a,b\"");
        row("semicolon", "a;b", "\"a;b\"");
        row("quote", "5\" print", "\"5\"\" print\"");
        row("two lines", "a\nb", "\"a\nb\"");
        row("minus inside", "T6-TEE", "T6-TEE");
        row("unicode", "北京 Å", "北京 Å");
        QTest::newRow("NUL before a formula") << QString(QChar(0)) + QStringLiteral("=1") << QStringLiteral("'=1");
    }
    void csvCells()
    {
        QFETCH(QString, text);
        QTEST(csvCell(text), "cell");
    }

    void plainText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::newRow("escape sequence") << QStringLiteral("a\x1b[31mred\x07") << QStringLiteral("a [31mred ");
        QTest::newRow("line ends") << QStringLiteral("a\r\nb\u2028c") << QStringLiteral("a  b c");
        QTest::newRow("C1") << QStringLiteral("a\u009b2Jb") << QStringLiteral("a 2Jb");
        QTest::newRow("direction override") << QStringLiteral("abc\u202Etxt.exe\u202C \u2066x\u2069\u200F") << QStringLiteral("abctxt.exe x");
        QTest::newRow("scripts stay") << QStringLiteral("Zoë שלום 北京 👕") << QStringLiteral("Zoë שלום 北京 👕");
    }
    void plainText()
    {
        QFETCH(QString, text);
        QTEST(plain(text), "line");
    }

    void widths_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("width");
        QTest::newRow("latin") << QStringLiteral("ACME") << 4;
        QTest::newRow("combining") << QStringLiteral("e\u0301") << 1;
        QTest::newRow("chinese") << QStringLiteral("北京") << 4;
        QTest::newRow("kana") << QStringLiteral("カフェ") << 6;
        QTest::newRow("hangul") << QStringLiteral("서울") << 4;
        QTest::newRow("half-width kana") << QStringLiteral("ｶﾌｪ") << 3;
        QTest::newRow("full-width latin") << QStringLiteral("Ａ") << 2;
        QTest::newRow("emoji beyond the BMP") << QStringLiteral("👕") << 2;
        QTest::newRow("rare han beyond the BMP") << QStringLiteral("𠮷") << 2;
        QTest::newRow("zero-width joiner") << QStringLiteral("a\u200Db") << 2;
        QTest::newRow("arabic") << QStringLiteral("سلام") << 4;
    }
    void widths()
    {
        QFETCH(QString, text);
        QTEST(displayWidth(text), "width");
    }

    void tableIsAligned()
    {
        const QString table = alignedTable({QStringLiteral("Name"), QStringLiteral("N"), QStringLiteral("Note")},
            {{QStringLiteral("北京"), QStringLiteral("7"), QStringLiteral("x")}, {QStringLiteral("A\tB"), QStringLiteral("12"), QString()}}, {1});
        QCOMPARE(table, QStringLiteral("Name   N  Note\n北京   7  x\nA B   12\n"));
    }

    void longCellsAreClippedButForTheLast()
    {
        const QString longText(500, QLatin1Char('x'));
        const QStringList lines = alignedTable({QStringLiteral("A"), QStringLiteral("B")}, {{longText, longText}}).split(QLatin1Char('\n'));
        QCOMPARE(displayWidth(lines[1]), 64 + 2 + 500);
    }

    void errorNamesAreDistinct()
    {
        std::set<QByteArray> names;
        for (int code = 0; code <= static_cast<int>(ErrorCode::Unsupported); ++code)
            names.insert(errorName(static_cast<ErrorCode>(code)));
        QCOMPARE(names.size(), static_cast<std::size_t>(ErrorCode::Unsupported) + 1);
        QVERIFY(!names.count("unknown"));
    }

    void rawOrderStaysAsItCame()
    {
        operations::OrderDetails order;
        order.id = {9007199254740993};
        order.number = QStringLiteral("1\"2");
        order.statusText = QStringLiteral("teleported");
        order.issues.push_back({CheckCode::WeightMissing, Severity::Blocks, QStringLiteral("weight.value"), QStringLiteral("…")});
        order.raw = "{\r\n \"orderTotal\": 12.50,\n \"big\": 9007199254740993}";
        const QByteArray json = orderJson(QStringLiteral("ACME"), order);
        QVERIFY(!json.contains('\n'));
        QVERIFY(json.contains("12.50"));
        const QJsonObject object = QJsonDocument::fromJson(json).object();
        QCOMPARE(object.value(QLatin1String("raw")).toObject().value(QLatin1String("big")).toInteger(), 9007199254740993);
        QCOMPARE(object.value(QLatin1String("orderId")).toInteger(), 9007199254740993);
        QCOMPARE(object.value(QLatin1String("status")).toString(), QStringLiteral("teleported"));
        const QJsonObject issue = object.value(QLatin1String("issues")).toArray().at(0).toObject();
        QCOMPARE(issue.value(QLatin1String("code")).toString(), QStringLiteral("weight-missing"));
        QCOMPARE(issue.value(QLatin1String("severity")).toString(), QStringLiteral("blocks"));
        QCOMPARE(issue.value(QLatin1String("field")).toString(), QStringLiteral("weight.value"));

        order.raw.clear(); // nothing kept of it: still JSON
        QVERIFY(!QJsonDocument::fromJson(orderJson(QStringLiteral("ACME"), order)).isNull());
    }

    void credentials_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<bool>("good");
        QTest::newRow("two lines") << QByteArray("k1\ns1\n") << true;
        QTest::newRow("white space, CRLF, BOM, empty lines") << QByteArray("\xEF\xBB\xBF\r\n  k1\t\r\n\r\n s1  \r\n\r\n") << true;
        QTest::newRow("no line end") << QByteArray("k1\ns1") << true;
        QTest::newRow("no-break spaces") << QByteArray("\xC2\xA0k1\xC2\xA0\ns1\n") << true;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("one line") << QByteArray("k1\n") << false;
        QTest::newRow("three lines") << QByteArray("k1\ns1\nx\n") << false;
    }
    void credentials()
    {
        QFETCH(QByteArray, file);
        QFETCH(bool, good);
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("keys"));
        write(path, file);
        const auto read = readCredentialsFile(path);
        QCOMPARE(read.has_value(), good);
        if (good) {
            QCOMPARE(read->key, QStringLiteral("k1"));
            QCOMPARE(read->secret, QStringLiteral("s1"));
        } else {
            QCOMPARE(read.error().field, QStringLiteral("--credentials-file"));
            QVERIFY(!read.error().detail.contains(QLatin1String("k1")));
        }
    }

    void passphraseFile()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("p"));
        write(path, "\xEF\xBB\xBF correct horse \r\nsecond line\n");
        const auto read = readPassphraseFile(path);
        QVERIFY(read);
        QCOMPARE(*read, QStringLiteral(" correct horse ")); // spaces belong to a passphrase, line ends do not
        write(path, "\nx\n");
        QVERIFY(!readPassphraseFile(path));
        QCOMPARE(readPassphraseFile(dir.filePath(QStringLiteral("none"))).error().code, ErrorCode::FileUnreadable);
    }

private:
    static void write(const QString& path, const QByteArray& bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
};

QTEST_GUILESS_MAIN(TestOutput)
#include "tst_output.moc"
