// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <core/jsontext.h>

#include <QElapsedTimer>
#include <QTest>

#include <limits>

using namespace t6;

class TestJsonText : public QObject
{
    Q_OBJECT

private slots:
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("place");
        const auto row = [](const char* name, const QByteArray& text, int place) { QTest::newRow(name) << text << place; };
        row("nothing", "", 0);
        row("only space", "  ", 2);
        row("two values", "1 2", 2);
        row("comma at the end", "[1,]", 3);
        row("comma in an object", "{\"a\":1,}", 7);
        row("comma first", "[,1]", 1);
        row("no comma", "[1 2]", 3);
        row("no colon", "{\"a\" 1}", 5);
        row("key without quotes", "{a:1}", 1);
        row("unclosed", "[[1]", 4);
        row("wrong bracket", "[1}", 2);
        row("leading zero", "01", 1);
        row("plus", "+1", 0);
        row("no digits before point", ".5", 0);
        row("no digits behind point", "1.", 2);
        row("no exponent", "1e+", 3);
        row("minus alone", "-", 1);
        row("not a number", "NaN", 0);
        row("misspelled", "nul", 0);
        row("control character", "\"a\nb\"", 2);
        row("nul", QByteArray("\"a\0b\"", 5), 2);
        row("nul behind", QByteArray("1\0", 2), 1);
        row("unknown escape", "\"\\x\"", 1);
        row("short escape", "\"\\u12\"", 1);
        row("string unclosed", "\"ab", 3);
        row("backslash at the end", "\"ab\\", 3);
        row("byte order mark", "\xEF\xBB\xBF{}", 0);
        row("bad byte", "\"a\xFFz\"", 2);
        row("continuation alone", "\"a\x80z\"", 2);
        row("overlong 2", "\"\xC0\xAF\"", 1);
        row("overlong 3", "\"\xE0\x80\xAF\"", 1);
        row("overlong 4", "\"\xF0\x80\x80\xAF\"", 1);
        row("surrogate in utf-8", "\"\xED\xA0\x80\"", 1);
        row("beyond unicode", "\"\xF4\x90\x80\x80\"", 1);
        row("cut sequence", "\"\xE2\x82\"", 1);
        row("key twice", "{\"a\":1,\"b\":2,\"a\":3}", 0);
        row("key twice, spelled otherwise", "[{\"a\":1,\"\\u0061\":3}]", 1);
        row("key twice, nested", "{\"x\":{\"a\":1,\"a\":1}}", 5);
        row("too deep", QByteArray(65, '[') + QByteArray(65, ']'), 64);
        QByteArray many = "{";
        for (int i = 0; i < 100; ++i)
            many += "\"k" + QByteArray::number(i) + "\":0,";
        row("key twice among many", many + "\"k50\":0}", 0);
    }

    void refuses()
    {
        QFETCH(QByteArray, text);
        const auto json = JsonText::parse(text);
        QVERIFY(!json);
        QCOMPARE(json.error().code, ErrorCode::AnswerBroken);
        QTEST(json.error().detail.section(QLatin1Char(' '), -1).toInt(), "place");
    }

    void depth()
    {
        QVERIFY(JsonText::parse(QByteArray(64, '[') + QByteArray(64, ']')));
        QVERIFY(JsonText::parse("[" + QByteArray("[],").repeated(1000) + "0]")); // width is no depth
    }

    void places()
    {
        const QByteArray text = " { \"a\" : [ 1.50 , {} ] , \"b\":\"x\\ny\" } ";
        const auto json = JsonText::parse(text);
        QVERIFY(json);
        QCOMPARE(json->text(), text);
        const auto a = json->root().member(u"a");
        QVERIFY(a && a->isArray());
        QCOMPARE(a->raw().toByteArray(), QByteArray("[ 1.50 , {} ]"));
        QCOMPARE(text.mid(a->begin(), a->end() - a->begin()), a->raw().toByteArray());
        QCOMPARE(a->elements().size(), std::size_t(2));
        QCOMPARE(a->elements()[0].raw().toByteArray(), QByteArray("1.50"));
        QVERIFY(a->elements()[1].isObject());
        const auto members = json->root().members();
        QCOMPARE(members.size(), std::size_t(2));
        QCOMPARE(members[1].key, QStringLiteral("b"));
        QCOMPARE(members[1].value.string(), QStringLiteral("x\ny"));
        QCOMPARE(members[1].begin, text.indexOf("\"b\""));
        QVERIFY(!json->root().member(u"c"));
        QVERIFY(!a->member(u"a"));
        QVERIFY(a->members().empty());
        QVERIFY(json->root().elements().empty());
        QCOMPARE(a->string(), QString());
    }

    void strings_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("string");
        QTest::addColumn<QByteArray>("canonical");
        const auto row = [](const char* name, const QByteArray& text, const QString& string, const QByteArray& canonical) { QTest::newRow(name) << text << string << canonical; };
        row("plain", "\"abc\"", QStringLiteral("abc"), "\"abc\"");
        row("empty", "\"\"", QString(), "\"\"");
        row("escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", QStringLiteral("\"\\/\b\f\n\r\t"), "\"\\\"\\\\/\\b\\f\\n\\r\\t\"");
        row("control", "\"\\u0000\\u000b\\u001F\"", QStringLiteral("\u000b\u001f").prepend(QChar()), "\"\\u0000\\u000b\\u001f\"");
        row("letter as escape", "\"\\u0041b\\u00E9\"", QStringLiteral("Ab\u00e9"), "\"Ab\xC3\xA9\"");
        row("pair", "\"\\uD83D\\ude00\"", QStringLiteral("\U0001F600"), "\"\xF0\x9F\x98\x80\"");
        row("utf-8", "\"\xF0\x9F\x98\x80\xE2\x82\xAC\"", QStringLiteral("\U0001F600\u20ac"), "\"\xF0\x9F\x98\x80\xE2\x82\xAC\"");
        row("half a pair", "\"x\\uD800y\"", QStringLiteral("xy").insert(1, QChar(0xD800)), "\"x\\ud800y\"");
        row("halves in the wrong order", "\"\\uDE00\\uD83D\"", QString(QChar(0xDE00)) + QChar(0xD83D), "\"\\ude00\\ud83d\"");
        row("mark inside", "\"\\n\xEF\xBB\xBFx\"", QStringLiteral("\n\ufeffx"), "\"\\n\xEF\xBB\xBFx\"");
        row("mark first", "\"\xEF\xBB\xBFx\"", QStringLiteral("\ufeffx"), "\"\xEF\xBB\xBFx\"");
    }

    void strings()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, canonical);
        const auto json = JsonText::parse(text);
        QVERIFY(json);
        QTEST(json->root().string(), "string");
        QCOMPARE(json->root().canonical(), canonical);
        QCOMPARE(jsonString(json->root().string()), canonical);
        QCOMPARE(JsonText::parse(canonical)->root().string(), json->root().string());
    }

    void numbers_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<QByteArray>("canonical");
        const auto row = [](const QByteArray& number, const QByteArray& canonical) { QTest::newRow(number.left(60).constData()) << number << canonical; };
        for (const char* spelling : {"0", "-0", "0.000", "0e5", "-0.0e-3", "0e99999999999999999999"})
            row(spelling, "0");
        for (const char* spelling : {"19.1", "19.10", "191e-1", "1.91E+1", "0.00191e4"})
            row(spelling, "19.1");
        for (const char* spelling : {"120", "1.2e2", "12E1", "120.0", "1200e-1"})
            row(spelling, "120");
        row("-5", "-5");
        row("-0.05", "-0.05");
        row("5e-2", "0.05");
        row("9223372036854775808", "9223372036854775808");
        row("0.1", "0.1");
        row("0.10000000000000001", "0.10000000000000001"); // the same double
        row("1e39", "1" + QByteArray(39, '0'));
        row("1e40", "1e40");
        row("10e39", "1e40");
        row("1e-40", "0." + QByteArray(39, '0') + "1");
        row("1e-41", "1e-41");
        row("1e999999999", "1e999999999");
        row("10e999999998", "1e999999999");
        row("1e0000000000000000000000000000000000003", "1000");
        row("10e999999999999999999", "1e1000000000000000000");
        row("1e1000000000000000000", "1e1000000000000000000");
        row("10e99999999999999999999999999999999", "1e100000000000000000000000000000000");
        row("0.1e100000000000000000000000000000000", "1e99999999999999999999999999999999");
        row("10e-100000000000000000000000000000000", "1e-99999999999999999999999999999999");
        row("0.01e-99999999999999999999999999999999", "1e-100000000000000000000000000000001");
        row(QByteArray(50, '7'), QByteArray(50, '7') + "e0");
        row(QByteArray(50, '7') + ".0", QByteArray(50, '7') + "e0");
    }

    void numbers()
    {
        QFETCH(QByteArray, number);
        QFETCH(QByteArray, canonical);
        QCOMPARE(canonicalJson(number).value(), canonical);
        QCOMPARE(canonicalJson(canonical).value(), canonical);
    }

    void integers()
    {
        const auto integer = [](const char* text) { return JsonText::parse(text)->root().integer(); };
        QCOMPARE(integer("9223372036854775807"), std::optional(std::numeric_limits<qint64>::max()));
        QCOMPARE(integer("-9223372036854775808"), std::optional(std::numeric_limits<qint64>::min()));
        QCOMPARE(integer("12.0"), std::optional<qint64>(12));
        QCOMPARE(integer("-0"), std::optional<qint64>(0));
        QCOMPARE(integer("9223372036854775808"), std::optional<qint64>());
        QCOMPARE(integer("1.5"), std::optional<qint64>());
        QCOMPARE(integer("1e99999"), std::optional<qint64>());
        QCOMPARE(integer("\"1\""), std::optional<qint64>());
    }

    void canonical()
    {
        QCOMPARE(canonicalJson(" { \"b\" : [ true , null ,false] , \"a\":{ \"\\u007a\":1.0,\"y\":\"\\/\" } } ").value(), QByteArray("{\"a\":{\"y\":\"/\",\"z\":1},\"b\":[true,null,false]}"));
        QCOMPARE(canonicalJson("[]").value(), QByteArray("[]"));
        QVERIFY(canonicalJson("[1,2]") != canonicalJson("[2,1]"));
        QVERIFY(canonicalJson("\"\\ud800\"") != canonicalJson("\"\\ud801\""));
        QVERIFY(canonicalJson("{\"\\ud800\":1,\"\\ud801\":2}").has_value()); // two keys
        QVERIFY(!canonicalJson("[").has_value());
    }

    void membersAreFoundHoweverSpelled()
    {
        const auto json = JsonText::parse("{\"a\\u0062\":1,\"\\ud800\":2,\"?\":3,\"é\":4}");
        QVERIFY(json);
        QCOMPARE(json->root().member(u"ab")->integer(), std::optional<qint64>(1));
        QCOMPARE(json->root().member(QString(QChar(0xD800)))->integer(), std::optional<qint64>(2));
        QCOMPARE(json->root().member(u"?")->integer(), std::optional<qint64>(3));
        QCOMPARE(json->root().member(u"é")->integer(), std::optional<qint64>(4));
    }

    void aMegabyteIsQuick()
    {
        QByteArray line = "{\"orderItemId\":123456789,\"sku\":\"TEE-BLK-M\",\"name\":\"Tee, black\",\"quantity\":2,\"unitPrice\":19.10,\"options\":[{\"name\":\"Size\",\"value\":\"M\"}],\"weight\":{\"value\":6.0,\"units\":\"ounces\"}},";
        const QByteArray text = "{\"items\":[" + line.repeated(1'000'000 / line.size()) + "{}]}";
        QElapsedTimer timer;
        timer.start();
        const auto json = JsonText::parse(text);
        const qint64 parsed = timer.nsecsElapsed();
        QVERIFY(json);
        timer.restart();
        QVERIFY(!json->root().canonical().isEmpty());
        qInfo("1 MB: parsed in %.1f ms, canonical in %.1f ms", double(parsed) / 1e6, double(timer.nsecsElapsed()) / 1e6);
        QVERIFY(parsed < 500'000'000); // generous: sanitizers and busy machines; something quadratic takes minutes
    }
};

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
