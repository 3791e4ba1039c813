// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <ui/icons.h>
#include <ui/painting.h>
#include <ui/theme.h>

#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QTest>

using namespace t6;
using namespace t6::ui;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void textIsReadable_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void textIsReadable()
    {
        QFETCH(bool, dark);
        const Tokens& t = tokens(dark);
        const std::pair<const char*, std::pair<QColor, QColor>> pairs[] = {{"text on window", {t.text, t.window}}, {"text on pane", {t.text, t.pane}},
            {"text on selection", {t.text, t.selection}}, {"dim on window", {t.dim, t.window}}, {"dim on pane", {t.dim, t.pane}}, {"dim on selection", {t.dim, t.selection}},
            {"accent on pane", {t.accent, t.pane}}, {"accent on selection", {t.accent, t.selection}}, {"on accent", {t.onAccent, t.accent}},
            {"blocks", {t.blocks.text, t.blocks.ground}}, {"check", {t.check.text, t.check.ground}}, {"fine", {t.fine.text, t.fine.ground}}, {"hold", {t.hold.text, t.hold.ground}},
            {"blocks on pane", {t.blocks.text, t.pane}}, {"blocks on selection", {t.blocks.text, t.selection}}, {"fine on window", {t.fine.text, t.window}},
            {"check on window", {t.check.text, t.window}}, {"hold on window", {t.hold.text, t.window}}, {"fine on selection", {t.fine.text, t.selection}},
            {"check on selection", {t.check.text, t.selection}}, {"hold on selection", {t.hold.text, t.selection}}, {"text on badge", {t.text, t.line}}};
        for (const auto& [name, colours] : pairs)
            QVERIFY2(contrast(colours.first, colours.second) >= 4.5, qPrintable(QStringLiteral("%1: %2").arg(QString::fromLatin1(name)).arg(contrast(colours.first, colours.second))));
    }

    void merchantsCanBeToldApart_data() { textIsReadable_data(); }
    void merchantsCanBeToldApart()
    {
        QFETCH(bool, dark);
        const Tokens& t = tokens(dark);
        for (int i = 0; i < kMerchantColours; ++i) {
            for (const QColor& ground : {t.window, t.pane, t.selection})
                QVERIFY2(contrast(merchantColour(i, dark), ground) >= 3.0, qPrintable(QStringLiteral("%1: %2").arg(i).arg(contrast(merchantColour(i, dark), ground))));
            for (int j = 0; j < i; ++j)
                QVERIFY(merchantColour(i, dark) != merchantColour(j, dark));
        }
        QCOMPARE(merchantColour(-1, dark), merchantColour(kMerchantColours - 1, dark));
        QCOMPARE(merchantColour(kMerchantColours, dark), merchantColour(0, dark));
    }

    void merchantsButtonsAreReadable_data() { textIsReadable_data(); }
    void merchantsButtonsAreReadable()
    {
        QFETCH(bool, dark);
        for (int i = 0; i < kMerchantColours; ++i) {
            const Tint tint = merchantButtonTint(i, dark);
            QVERIFY2(contrast(tint.text, tint.ground) >= 4.5, qPrintable(QStringLiteral("%1: %2").arg(i).arg(contrast(tint.text, tint.ground))));
            QVERIFY2(contrast(tint.ground, merchantColour(i, dark)) < 1.5, "it is not the merchant's colour any more");
        }
    }

    void aButtonWearsItsMerchantsColour_data() { textIsReadable_data(); }
    void aButtonWearsItsMerchantsColour()
    {
        QFETCH(bool, dark);
        applyTheme(*qApp, dark ? Appearance::Dark : Appearance::Light);
        QPushButton button(QStringLiteral("Change 37 Orders"));
        button.setProperty("accent", true);
        const auto ground = [&button] { return QColor(button.grab().toImage().pixel(button.width() / 2, 4)); };
        QCOMPARE(ground().name(), tokens(dark).accent.name());
        for (const int colour : {0, 4, 10}) {
            button.setProperty("merchantColour", colour);
            QCOMPARE(ground().name(), merchantButtonTint(colour, dark).ground.name());
        }
    }

    void paletteTellsItsTokens()
    {
        QVERIFY(isDark(makePalette(tokens(true))));
        QVERIFY(!isDark(makePalette(tokens(false))));
        QCOMPARE(&tokens(makePalette(tokens(true))), &tokens(true));
    }

    void appearanceIsApplied()
    {
        applyTheme(*qApp, Appearance::Dark);
        QVERIFY(isDark(QApplication::palette()));
        applyTheme(*qApp, Appearance::Light);
        QVERIFY(!isDark(QApplication::palette()));
        applyTheme(*qApp, Appearance::System); // the test's desktop is light
        QVERIFY(!isDark(QApplication::palette()));
    }

    void iconsTakeThePalettesColour()
    {
        const QIcon lock = icon(QStringLiteral("lock"));
        const auto strongest = [&] {
            const QImage picture = lock.pixmap(32, 32).toImage();
            QColor best(Qt::transparent);
            for (int y = 0; y < picture.height(); ++y) {
                for (int x = 0; x < picture.width(); ++x) {
                    if (picture.pixelColor(x, y).alpha() > best.alpha())
                        best = picture.pixelColor(x, y);
                }
            }
            return best;
        };
        applyTheme(*qApp, Appearance::Dark);
        QVERIFY(contrast(strongest(), tokens(true).pane) > 4.5);
        applyTheme(*qApp, Appearance::Light);
        QVERIFY(contrast(strongest(), tokens(false).pane) > 4.5);
    }

    void everyIconCanBeDrawn()
    {
        const QStringList files = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
        QVERIFY(files.size() > 30);
        for (const QString& file : files) {
            const QImage picture = icon(file.chopped(4)).pixmap(24, 24).toImage();
            bool drawn = false;
            for (int y = 0; y < picture.height() && !drawn; ++y) {
                for (int x = 0; x < picture.width() && !drawn; ++x)
                    drawn = picture.pixelColor(x, y).alpha() > 0;
            }
            QVERIFY2(drawn, qPrintable(file));
        }
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
