// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <ui/rawdatadialog.h>

#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace t6::ui;

/// What ShipStation sent can be read, and not a digit of it changes.
class TestRawData : public QObject
{
    Q_OBJECT

    static QString shown(const QByteArray& raw)
    {
        const RawDataDialog dialog(QStringLiteral("1001"), raw);
        return dialog.findChild<QPlainTextEdit*>(QStringLiteral("rawText"))->toPlainText();
    }

private slots:
    void aValueOnEachLine_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QString>("lines");
        const auto row = [](const char* name, const char* raw, const char* lines) { QTest::newRow(name) << QByteArray(raw) << QString::fromUtf8(lines); };
        row("numbers as sent", R"({"orderId":9007199254740993,"amount":19.10})", "{\n  \"orderId\": 9007199254740993,\n  \"amount\": 19.10\n}");
        row("nested", R"({"a":[{"b":1},2]})", "{\n  \"a\": [\n    {\n      \"b\": 1\n    },\n    2\n  ]\n}");
        row("empty", R"({"a":{},"b":[]})", "{\n  \"a\": {},\n  \"b\": []\n}");
        row("text that looks like JSON", "{\"n\":\"{a:[1,\\\"2\\\\\"}", "{\n  \"n\": \"{a:[1,\\\"2\\\\\"\n}");
        row("no JSON", "<html>,", "<html>,\n");
        row("cut off", "{\"a\":\"b\\", "{\n  \"a\": \"b\\");
        row("too many ends", "}}]1", "\n}\n}\n]1");
    }
    void aValueOnEachLine()
    {
        QFETCH(QByteArray, raw);
        QTEST(shown(raw), "lines");
    }

    void copiesWhatWasSent()
    {
        const QByteArray raw = R"({"orderId":9007199254740993})";
        const RawDataDialog dialog(QStringLiteral("1001"), raw);
        QSignalSpy copied(&dialog, &RawDataDialog::copyRequested);
        dialog.findChild<QPushButton*>(QStringLiteral("copyButton"))->click();
        QCOMPARE(copied.value(0).value(0).toString(), QString::fromUtf8(raw));
    }
};

QTEST_MAIN(TestRawData)
#include "tst_rawdata.moc"
