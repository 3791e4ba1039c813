// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <shipstation/endpoint.h>

#include <QTest>

using namespace t6;
using namespace t6::shipstation;

class TestEndpoint : public QObject
{
    Q_OBJECT

private slots:
    void parses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("base"); // empty = refused
        QTest::newRow("empty") << "" << "https://ssapi.shipstation.com";
        QTest::newRow("spaces") << "  " << "https://ssapi.shipstation.com";
        QTest::newRow("another host") << "https://ssapi7.shipstation.com/" << "https://ssapi7.shipstation.com";
        QTest::newRow("path") << "https://relay.example/ss//" << "https://relay.example/ss";
        QTest::newRow("upper case") << "HTTPS://Relay.Example" << "https://relay.example";
        QTest::newRow("loopback") << "http://127.0.0.1:8080" << "http://127.0.0.1:8080";
        QTest::newRow("loopback net") << "http://127.9.9.9:1" << "http://127.9.9.9:1";
        QTest::newRow("loopback v6") << "http://[::1]:8080" << "http://[::1]:8080";
        QTest::newRow("localhost") << "http://LocalHost:8080" << "http://localhost:8080";
        for (const char* text : {"http://ssapi.shipstation.com", "http://localhost.evil.example", "http://127.0.0.1.evil.example", "http://10.0.0.1",
                 "https://key:secret@ssapi.shipstation.com", "https://@ssapi.shipstation.com", "https://ssapi.shipstation.com?x=1", "https://ssapi.shipstation.com#x", "ftp://ssapi.shipstation.com",
                 "file:///etc/passwd", "https://", "https:///orders", "ssapi.shipstation.com", "//ssapi.shipstation.com", "javascript:alert(1)",
                 "https://a b", "https://x/../y", "http://[::2]"})
            QTest::newRow(text) << QString::fromLatin1(text) << QString();
    }

    void parses()
    {
        QFETCH(QString, text);
        QFETCH(QString, base);
        const auto endpoint = parseEndpoint(text);
        QCOMPARE(endpoint.has_value(), !base.isEmpty());
        if (endpoint) {
            QCOMPARE(endpoint->base.toString(), base);
        } else {
            QCOMPARE(endpoint.error().code, ErrorCode::UrlRefused);
            QVERIFY(!endpoint.error().detail.contains(QLatin1String("secret")));
        }
    }

    void makesUrls()
    {
        QUrlQuery query;
        query.addQueryItem(QStringLiteral("orderNumber"), QStringLiteral("A+B & C"));
        query.addQueryItem(QStringLiteral("modifyDateStart"), QStringLiteral("2026-11-01 01:30:00"));
        QCOMPARE(parseEndpoint(QStringLiteral("https://relay.example/ss/"))->url(QStringLiteral("/orders"), query).toEncoded(),
            QByteArray("https://relay.example/ss/orders?orderNumber=A%2BB%20%26%20C&modifyDateStart=2026-11-01%2001:30:00"));
    }
};

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
