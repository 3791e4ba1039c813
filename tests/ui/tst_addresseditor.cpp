// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <ui/addresseditor.h>
#include <ui/changeview.h>
#include <ui/safetext.h>
#include <ui/theme.h>

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextEdit>

#include <memory>

using namespace t6;
using namespace t6::ui;
using Address = operations::OrderDetails::Address;

namespace {

Address address(const QString& state = QStringLiteral("CA"), const QString& postalCode = QStringLiteral("94105"))
{
    Address result;
    result.name = QStringLiteral("Ann Lee");
    result.street1 = QStringLiteral("1 Main St");
    result.city = QStringLiteral("San Francisco");
    result.state = state;
    result.postalCode = postalCode;
    result.country = QStringLiteral("US");
    result.phone = QStringLiteral("415 555 0100");
    result.residential = true;
    return result;
}

} // namespace

class TestAddressEditor : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        applyTheme(*qApp, Appearance::Light);
        auto rules = loadBundledAddressRules();
        QVERIFY2(rules, qPrintable(rules ? QString() : rules.error().detail));
        m_rules = std::make_unique<AddressRules>(std::move(*rules));
    }

    void init()
    {
        m_editor = std::make_unique<AddressEditor>(*m_rules);
        m_editor->setWindowTitle(QStringLiteral("Ship To"));
        m_editor->setAutoFillBackground(true);
        m_editor->resize(560, 620);
        m_editor->show();
        QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    }

    void cleanup() { m_editor.reset(); }

    void untouchedIsTheSame()
    {
        Address given = address();
        given.city = QStringLiteral("San\n Francisco\u202E\x01");
        given.street3 = QString(5'000, u'x');
        m_editor->setAddress(given, {}, AddressVerdict::Verified, {});
        QVERIFY(!m_editor->isModified());
        const Address back = m_editor->address();
        QCOMPARE(back.city, given.city);
        QCOMPARE(back.street3, given.street3);
        QCOMPARE(back.verdict, AddressVerdict::Verified);
        QVERIFY(back.residential == true);
        type("nameEdit", QStringLiteral("Bo"));
        QCOMPARE(m_editor->address().city, given.city);
        QCOMPARE(m_editor->address().name, QStringLiteral("Bo"));
    }

    void stateByTyping()
    {
        m_editor->setAddress(address(QStringLiteral("NY")), {}, AddressVerdict::None, {});
        QSignalSpy changes(m_editor.get(), &AddressEditor::changed);
        type("stateEdit", QStringLiteral("calif"));
        QTest::keyClick(edit("stateEdit"), Qt::Key_Return);
        QCOMPARE(m_editor->address().state, QStringLiteral("CA"));
        QCOMPARE(edit("stateEdit")->text(), QStringLiteral("CA"));
        QCOMPARE(label("stateHintLabel")->text(), QStringLiteral("California"));
        QVERIFY(label("stateFindingLabel")->isHidden());
        QVERIFY(changes.size() >= 6);
    }

    void stateFromTheList()
    {
        m_editor->setAddress(address(QStringLiteral("NY")), {}, AddressVerdict::None, {});
        auto* combo = m_editor->findChild<QComboBox*>(QStringLiteral("stateCombo"));
        type("stateEdit", QStringLiteral("calif"));
        QTRY_VERIFY(combo->completer()->popup()->isVisible());
        QTest::keyClick(combo->completer()->popup(), Qt::Key_Down);
        QTest::keyClick(combo->completer()->popup(), Qt::Key_Return);
        QTRY_COMPARE(m_editor->address().state, QStringLiteral("CA"));
        QTRY_COMPARE(edit("stateEdit")->text(), QStringLiteral("CA"));
    }

    void ambiguousStaysAsTyped()
    {
        m_editor->setAddress(address(), {}, AddressVerdict::None, {});
        type("stateEdit", QStringLiteral("new"));
        QTest::keyClick(edit("stateEdit"), Qt::Key_Return);
        QCOMPARE(m_editor->address().state, QStringLiteral("new"));
        QVERIFY(label("stateFindingLabel")->text().contains(QStringLiteral("“new” is not a state")));
    }

    void countryShapesTheForm()
    {
        m_editor->setAddress(address({}, {}), {}, AddressVerdict::None, {});
        QVERIFY(m_editor->findChild<QComboBox*>(QStringLiteral("stateCombo"))->isVisible());
        type("countryEdit", QStringLiteral("germ"));
        QTest::keyClick(edit("countryEdit"), Qt::Key_Return);
        QCOMPARE(m_editor->address().country, QStringLiteral("DE"));
        QCOMPARE(label("countryHintLabel")->text(), QStringLiteral("Germany"));
        QVERIFY(!m_editor->findChild<QComboBox*>(QStringLiteral("stateCombo"))->isVisible());
        QCOMPARE(edit("postalCodeEdit")->accessibleName(), QStringLiteral("Postal code, required"));
        (void)grabbed();
        QVERIFY(top("postalCodeEdit") < top("cityEdit"));
        type("countryEdit", QStringLiteral("us"));
        QTest::keyClick(edit("countryEdit"), Qt::Key_Return);
        QCOMPARE(edit("postalCodeEdit")->accessibleName(), QStringLiteral("ZIP code, required"));
        (void)grabbed();
        QVERIFY(top("postalCodeEdit") > top("cityEdit"));
    }

    void whatTheCountryDoesNotUseIsNotHidden()
    {
        Address german = address(QStringLiteral("Bayern"), QStringLiteral("80331"));
        german.country = QStringLiteral("DE");
        m_editor->setAddress(german, {}, AddressVerdict::None, {});
        QVERIFY(edit("stateEdit")->isVisible());
        type("stateEdit", {});
        QTest::keyClick(edit("stateEdit"), Qt::Key_Return);
        QVERIFY(edit("stateEdit")->isVisible()); // the change shows as long as there is one
        QCOMPARE(m_editor->address().state, QString());
    }

    void fixIsOneKey()
    {
        m_editor->setAddress(address(QStringLiteral("NY")), {}, AddressVerdict::Failed, {});
        auto* fix = button("stateFixButton");
        QVERIFY(fix->isVisible());
        QCOMPARE(fix->text(), QStringLiteral("Use CA"));
        QVERIFY(label("stateFindingLabel")->text().contains(QStringLiteral("94105 belongs to California (CA).")));
        QCOMPARE(m_editor->address().state, QStringLiteral("NY")); // offered, not done
        m_editor->focusField(AddressField::State);
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Tab);
        QCOMPARE(qApp->focusWidget(), fix);
        QTest::keyClick(fix, Qt::Key_Space);
        QCOMPARE(m_editor->address().state, QStringLiteral("CA"));
        QVERIFY(fix->isHidden());
        QVERIFY(qApp->focusWidget() != nullptr && qApp->focusWidget() != fix);
        QCOMPARE(m_editor->address().verdict, AddressVerdict::NotYetValidated);
    }

    void pasteByButton()
    {
        m_editor->setAddress(address(), {}, AddressVerdict::None, {});
        QGuiApplication::clipboard()->setText(QStringLiteral("Acme GmbH\nAnna Lang\nHauptstr. 12\n10115 Berlin\nDeutschland\nanna@acme.example"));
        QTest::keyClick(button("pasteButton"), Qt::Key_Space);
        const Address now = m_editor->address();
        QCOMPARE((QStringList{now.name, now.company, now.street1, now.city, now.state, now.postalCode, now.country, now.phone}),
            (QStringList{QStringLiteral("Anna Lang"), QStringLiteral("Acme GmbH"), QStringLiteral("Hauptstr. 12"), QStringLiteral("Berlin"), QString(), QStringLiteral("10115"), QStringLiteral("DE"),
                QStringLiteral("415 555 0100")}));
        QVERIFY(label("noticeLabel")->text().contains(QStringLiteral("anna@acme.example")));
    }

    void pasteIntoAField_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("name") << QByteArray("nameEdit");
        QTest::newRow("street1") << QByteArray("street1Edit");
    }

    void pasteIntoAField()
    {
        QFETCH(QByteArray, field);
        m_editor->setAddress(address(), {}, AddressVerdict::None, {});
        QGuiApplication::clipboard()->setText(QStringLiteral("Bo Ray\n5 Oak Ave\nAustin, TX 78701"));
        edit(field.constData())->setFocus();
        edit(field.constData())->selectAll();
        QTest::keyClick(edit(field.constData()), Qt::Key_V, Qt::ControlModifier);
        const Address now = m_editor->address();
        QCOMPARE((QStringList{now.name, now.street1, now.city, now.state, now.postalCode}),
            (QStringList{QStringLiteral("Bo Ray"), QStringLiteral("5 Oak Ave"), QStringLiteral("Austin"), QStringLiteral("TX"), QStringLiteral("78701")}));
        QCOMPARE(edit("nameEdit")->text(), QStringLiteral("Bo Ray"));
        QCOMPARE(edit("street1Edit")->text(), QStringLiteral("5 Oak Ave"));
    }

    void oneLineStaysWhereItIsPasted()
    {
        m_editor->setAddress(address(), {}, AddressVerdict::None, {});
        QGuiApplication::clipboard()->setText(QStringLiteral("5 Oak Ave"));
        edit("street1Edit")->setFocus();
        edit("street1Edit")->selectAll();
        QTest::keyClick(edit("street1Edit"), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(m_editor->address().street1, QStringLiteral("5 Oak Ave"));
        QCOMPARE(m_editor->address().city, QStringLiteral("San Francisco"));
    }

    void changesAreMarkedAndReverted()
    {
        m_editor->setAddress(address(), {}, AddressVerdict::Verified, {});
        auto* view = m_editor->findChild<ChangeView*>(QStringLiteral("street1ChangeView"));
        QVERIFY(view->isHidden());
        QVERIFY(!button("revertButton")->isEnabled());
        const QString verdict = label("verdictLabel")->text();
        QVERIFY(verdict.startsWith(QStringLiteral("Verified by ShipStation · as of ")));
        type("street1Edit", QStringLiteral("10 Main St"));
        QVERIFY(view->isVisible());
        QCOMPARE(view->accessibleName(), QStringLiteral("Changed from “1 Main St” to “10 Main St”"));
        QVERIFY(edit("street1Edit")->accessibleDescription().contains(view->accessibleName()));
        QVERIFY(label("verdictLabel")->text().startsWith(QStringLiteral("Not yet validated")));
        QVERIFY(label("verdictLabel")->text().contains(verdict));
        QTest::keyClick(button("revertButton"), Qt::Key_Space);
        QVERIFY(!m_editor->isModified() && view->isHidden());
        QCOMPARE(m_editor->address().street1, QStringLiteral("1 Main St"));
        QCOMPARE(edit("street1Edit")->text(), QStringLiteral("1 Main St"));
        QCOMPARE(label("verdictLabel")->text(), verdict);
        QCOMPARE(m_editor->address().verdict, AddressVerdict::Verified);
    }

    void markedCharactersHaveTheirColours()
    {
        ChangeView view;
        view.resize(300, 40);
        view.setTexts(QStringLiteral("MMMM1"), QStringLiteral("MMMM2"));
        const auto shows = [&view](const QColor& colour) {
            const QImage image = view.grab().toImage();
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixelColor(x, y) == colour)
                        return true;
                }
            }
            return false;
        };
        const Tokens& t = tokens(view.palette());
        QVERIFY(shows(t.blocks.ground) && shows(t.fine.ground));
        view.setTexts(QStringLiteral("MMMM"), QStringLiteral("MMMM2"));
        QVERIFY(!shows(t.blocks.ground) && shows(t.fine.ground));
        QVERIFY(view.heightForWidth(40) > view.heightForWidth(300));
    }

    void billingIsCopied()
    {
        Address billing = address(QStringLiteral("TX"), QStringLiteral("78701"));
        billing.name = QStringLiteral("Bo Ray");
        billing.phone.clear();
        m_editor->setAddress(address(), billing, AddressVerdict::None, {});
        QTest::keyClick(button("copyBillingButton"), Qt::Key_Space);
        QCOMPARE(m_editor->address().name, QStringLiteral("Bo Ray"));
        QCOMPARE(m_editor->address().state, QStringLiteral("TX"));
        QCOMPARE(m_editor->address().phone, QStringLiteral("415 555 0100"));
        m_editor->setAddress(address(), {}, AddressVerdict::None, {});
        QVERIFY(!button("copyBillingButton")->isEnabled());
    }

    void everyControlHasAName()
    {
        m_editor->setAddress(address(QStringLiteral("NY")), address(), AddressVerdict::Failed, {});
        int controls = 0;
        for (const QWidget* widget : m_editor->findChildren<QWidget*>()) {
            const auto* push = qobject_cast<const QPushButton*>(widget);
            if (push != nullptr && push->isVisible())
                QVERIFY2(!push->text().isEmpty(), qPrintable(widget->objectName()));
            if (qobject_cast<const QLineEdit*>(widget) != nullptr || qobject_cast<const QComboBox*>(widget) != nullptr) {
                QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
                ++controls;
            }
        }
        QCOMPARE(controls, kAddressFieldCount + 2);
    }

    void tabsFollowTheEye()
    {
        Address german = address({}, QStringLiteral("10115"));
        german.country = QStringLiteral("DE");
        m_editor->setAddress(german, address(), AddressVerdict::None, {});
        (void)grabbed();
        button("pasteButton")->setFocus();
        int last = -1;
        for (int i = 0; i < 11; ++i) {
            QTest::keyClick(qApp->focusWidget(), Qt::Key_Tab);
            const QWidget* focus = qApp->focusWidget();
            if (qobject_cast<const QPushButton*>(focus) != nullptr)
                continue;
            const int y = focus->mapTo(m_editor.get(), QPoint(0, 0)).y();
            QVERIFY2(y > last, qPrintable(focus->objectName()));
            last = y;
        }
        QVERIFY(last > 0);
    }

    void rightToLeft()
    {
        m_editor->setLayoutDirection(Qt::RightToLeft);
        m_editor->setAddress(address(QStringLiteral("NY")), {}, AddressVerdict::None, {});
        type("street1Edit", QStringLiteral("شارع 1"));
        (void)grabbed();
        const QWidget* caption = nullptr;
        for (const QLabel* candidate : m_editor->findChildren<QLabel*>()) {
            if (candidate->text().startsWith(QStringLiteral("City")))
                caption = candidate;
        }
        QVERIFY(caption != nullptr);
        QVERIFY(caption->mapTo(m_editor.get(), QPoint(0, 0)).x() > edit("cityEdit")->mapTo(m_editor.get(), QPoint(0, 0)).x());
    }

    void hostileTextIsText()
    {
        const QStringList hostile{QStringLiteral("<img src=\"file:///etc/hostname\"><b>bold</b>"), QStringLiteral("&lt;b&gt;&amp;"), QStringLiteral("\u202Eevil"), QString(QChar(0xd800)) + QStringLiteral("lone"),
            QStringLiteral("nul") + QChar(0) + QStringLiteral("inside"), QString(100'000, u'x'), QStringLiteral("<table><tr><td>").repeated(2'000), QStringLiteral("%1 %2 %n")};
        for (const QString& text : hostile) {
            Address bad;
            bad.name = bad.company = bad.street1 = bad.street2 = bad.street3 = bad.city = bad.state = bad.postalCode = bad.country = bad.phone = text;
            QElapsedTimer time;
            time.start();
            m_editor->setAddress(bad, bad, AddressVerdict::Warning, {});
            m_editor->paste(text);
            type("nameEdit", QStringLiteral("x"));
            m_editor->grab();
            QVERIFY2(time.elapsed() < 5'000, qPrintable(text.left(40)));
            for (const QLabel* shown : m_editor->findChildren<QLabel*>())
                QVERIFY2(shown->textFormat() == Qt::PlainText, qPrintable(shown->objectName()));
            for (const QWidget* widget : m_editor->findChildren<QWidget*>())
                QVERIFY2(!widget->toolTip().contains(QStringLiteral("<img")), qPrintable(widget->objectName()));
            QVERIFY(m_editor->findChildren<QTextEdit*>().isEmpty());
        }
    }

    /// Pictures to look at, where T6_PICTURES names a folder; without it, that every text has its room.
    void pictures_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void pictures()
    {
        QFETCH(bool, dark);
        applyTheme(*qApp, dark ? Appearance::Dark : Appearance::Light);
        init();
        Address given = address(QStringLiteral("NY"), QStringLiteral("94105"));
        given.company = QStringLiteral("Acme  Tees");
        m_editor->setAddress(given, address(), AddressVerdict::Failed, UtcTime(std::chrono::hours(500'000)));
        m_editor->paste(QStringLiteral("Ann Leigh\n1 Maine St\nSan Francisco, NY 94105\nann@x.example"));
        type("phoneEdit", QStringLiteral("415"));
        m_editor->focusField(AddressField::State);
        const QImage picture = grabbed();
        QCOMPARE(picture.pixelColor(picture.width() - 1, picture.height() - 1), tokens(dark).window);
        for (const QPushButton* push : m_editor->findChildren<QPushButton*>())
            QVERIFY2(!push->isVisible() || push->width() >= push->sizeHint().width(), qPrintable(push->objectName()));
        for (const QLabel* shown : m_editor->findChildren<QLabel*>())
            QVERIFY2(!shown->isVisible() || shown->wordWrap() || shown->width() >= shown->sizeHint().width(), qPrintable(shown->text()));
        if (const QString folder = qEnvironmentVariable("T6_PICTURES"); !folder.isEmpty())
            QVERIFY(picture.save(QDir(folder).filePath(QStringLiteral("addresseditor-%1.png").arg(dark ? QStringLiteral("dark") : QStringLiteral("light")))));
        applyTheme(*qApp, Appearance::Light);
    }

private:
    [[nodiscard]] QLineEdit* edit(const char* name) const { return find<QLineEdit>(name); }
    [[nodiscard]] QLabel* label(const char* name) const { return find<QLabel>(name); }
    [[nodiscard]] QPushButton* button(const char* name) const { return find<QPushButton>(name); }
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name) const
    {
        auto* found = m_editor->findChild<Widget*>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no %s", name);
        return found;
    }
    void type(const char* name, const QString& text)
    {
        QLineEdit* line = edit(name);
        line->setFocus();
        line->selectAll();
        if (text.isEmpty())
            QTest::keyClick(line, Qt::Key_Delete);
        for (const QChar c : text)
            QTest::sendKeyEvent(QTest::Click, line, Qt::Key_unknown, QString(c), Qt::NoModifier);
    }
    /// Lays out what changed.
    QImage grabbed() { return m_editor->grab().toImage(); }
    [[nodiscard]] int top(const char* name) const { return edit(name)->mapTo(m_editor.get(), QPoint(0, 0)).y(); }

    std::unique_ptr<AddressRules> m_rules;
    std::unique_ptr<AddressEditor> m_editor;
};

QTEST_MAIN(TestAddressEditor)
#include "tst_addresseditor.moc"
