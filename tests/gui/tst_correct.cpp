// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "correctionwindow.h"

#include <ui/theme.h>

#include <QAbstractItemView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QRegularExpression>
#include <QTabWidget>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

namespace {

void retype(const QWidget& root, const char* edit, const QString& text)
{
    auto& field = child<QLineEdit>(root, edit);
    field.selectAll();
    QTest::keyClicks(&field, text);
}

/// As a person types: into whatever has the focus.
void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : QApplication::activeWindow(), key, modifiers);
}
void write(const QString& text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

} // namespace

/// One order is corrected from the first key to the proof at ShipStation.
class TestCorrect : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }

    void aZipWithoutTheMouse()
    {
        CorrectionWindow desk;
        desk.at([&] {
            desk.sandbox().merchantEdit(0, desk.order, QStringLiteral("shipTo.country"), QStringLiteral("US"));
            desk.sandbox().merchantEdit(0, desk.order, QStringLiteral("shipTo.state"), QStringLiteral("CA"));
        });
        QVERIFY(desk.merchantSets(QStringLiteral("shipTo.postalCode"), QStringLiteral("10001"), CheckCode::AddressFormat));
        const QString number = desk.details().number;
        desk.at([&] { desk.sandbox().clearLedger(); });

        QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(desk.window->dialog() && desk.window->dialog()->isActiveWindow());
        write(number);
        const auto& found = child<QAbstractItemView>(*desk.window->dialog(), "resultsList");
        QTRY_VERIFY(found.currentIndex().data().toString().startsWith(number));
        press(Qt::Key_Return);
        QTRY_VERIFY(desk.shows(desk.order));
        desk.window->activateWindow(); // as window managers do
        QTRY_VERIFY(desk.queue().ordersView()->hasFocus());
        press(Qt::Key_Return);
        QTRY_VERIFY(desk.editor());
        auto& zip = child<QLineEdit>(*desk.editor(), "postalCodeEdit");
        QTRY_VERIFY(zip.hasFocus());
        press(Qt::Key_A, Qt::ControlModifier);
        write(QStringLiteral("94105"));
        QCOMPARE(child<QLabel>(*desk.editor(), "changesLabel").text(), QStringLiteral("Postal code: 10001 → 94105"));
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.window->dialog(), 20'000);
        QCOMPARE(desk.text("shipTo", "postalCode"), QStringLiteral("94105"));
        QCOMPARE(desk.writes(), 1);
        QCOMPARE(desk.violations(), QStringList());
        QCOMPARE(desk.outcome(), QStringLiteral("Saved · %1").arg(number));

        // On the next order that needs a person, ready for Enter.
        QTRY_VERIFY(desk.queue().currentOrder() && !(desk.queue().currentOrder()->order == desk.order));
        QVERIFY(CheckContext::needsPerson(desk.issues(desk.merchant, desk.queue().currentOrder()->order)) != 0);
        desk.window->activateWindow();
        QTRY_VERIFY(desk.queue().ordersView()->hasFocus());

        // And back, without the mouse as well.
        QTest::keyClick(desk.window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(desk.waitForOutcome(QStringLiteral("Taken back")));
        QCOMPARE(desk.text("shipTo", "postalCode"), QStringLiteral("10001"));
    }

    void savesAndOpensTheNext()
    {
        CorrectionWindow desk;
        QVERIFY(desk.merchantSets(QStringLiteral("shipTo.city"), QJsonValue(), CheckCode::AddressIncomplete));
        OrderEditor& editor = desk.edit();
        retype(editor, "cityEdit", QStringLiteral("Oursville"));
        editor.activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &editor);
        QTest::keyClick(&editor, Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        const QPointer first(&editor);
        QTRY_VERIFY_WITH_TIMEOUT(!first && desk.editor(), 20'000);
        QCOMPARE(desk.text("shipTo", "city"), QStringLiteral("Oursville"));
        QVERIFY(!(desk.queue().currentOrder()->order == desk.order));
        QVERIFY(desk.editor()->patch().isEmpty());
    }

    void anotherPersonsChangeIsDecided()
    {
        CorrectionWindow desk;
        OrderEditor& editor = desk.edit();
        retype(editor, "cityEdit", QStringLiteral("Oursville"));
        child<QPlainTextEdit>(editor, "internalNotesEdit").setPlainText(QStringLiteral("called"));
        desk.at([&] {
            desk.sandbox().merchantEdit(0, desk.order, QStringLiteral("shipTo.city"), QStringLiteral("Theirsville"));
            desk.sandbox().merchantEdit(0, desk.order, QStringLiteral("shipTo.street1"), QStringLiteral("1 Their Street"));
            desk.sandbox().clearLedger();
        });
        press(editor, "saveButton");
        QDialog* conflict = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((conflict = editor.findChild<QDialog*>(QStringLiteral("ConflictDialog"))) != nullptr, 20'000);
        QCOMPARE(desk.writes(), 0);
        auto& send = child<QPushButton>(*conflict, "sendButton");
        const auto choices = conflict->findChildren<QAbstractButton*>(QRegularExpression(QStringLiteral("^(mine|theirs)\\dButton$")));
        QCOMPARE(choices.size(), 4);
        QVERIFY(std::none_of(choices.begin(), choices.end(), [](const QAbstractButton* choice) { return choice->isChecked(); }));
        QVERIFY(!send.isEnabled());
        for (QAbstractButton* choice : choices) { // our city, their street
            const bool city = choice->accessibleName().startsWith(QLatin1String("City"));
            if (city == choice->objectName().startsWith(QLatin1String("mine")))
                choice->click();
        }
        QVERIFY(send.isEnabled());
        send.click();
        QVERIFY(desk.waitForOutcome(QStringLiteral("Saved")));
        QCOMPARE(desk.text("shipTo", "city"), QStringLiteral("Oursville"));
        QCOMPARE(desk.text("shipTo", "street1"), QStringLiteral("1 Their Street"));
        QCOMPARE(desk.atShipStation().value(QLatin1String("internalNotes")).toString(), QStringLiteral("called"));
        QCOMPARE(desk.writes(), 1);
        QCOMPARE(desk.violations(), QStringList());
    }

    void aRefusalStaysWithItsReason()
    {
        CorrectionWindow desk;
        OrderEditor& editor = desk.edit();
        desk.misbehave(QStringLiteral("POST /orders/createorder bad-request"));
        child<QLineEdit>(editor, "customField1Edit").setText(QStringLiteral("blue"));
        press(editor, "saveButton");
        QVERIFY(!child<QPushButton>(editor, "saveButton").isEnabled()); // once
        QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(editor, "saveButton").isEnabled(), 20'000);
        QCOMPARE(desk.editor(), &editor);
        QVERIFY(child<QLabel>(editor, "messageLabel").isVisible());
        QVERIFY(child<QLabel>(editor, "messageLabel").text().contains(QLatin1String("refused")));
        QVERIFY(!OrderDraft::load(*desk.console, desk.merchant, desk.order)->patch.isEmpty());
    }

    void draftsSurviveTheLock()
    {
        CorrectionWindow desk;
        const QString number = desk.details().number;
        {
            OrderEditor& editor = desk.edit();
            child<QTabWidget>(editor, "sectionTabs").setCurrentIndex(3);
            child<QPlainTextEdit>(editor, "internalNotesEdit").setPlainText(QStringLiteral("ask about the gift wrap"));
        }
        child<QAction>(*desk.window, "lockAction").trigger(); // at once, before any timer
        QCOMPARE(desk.console->state(), operations::Console::State::Locked);
        QVERIFY(!desk.window->dialog());
        QVERIFY(!desk.isOnDisk("gift wrap"));

        desk.restart();
        QVERIFY(desk.select(desk.order));
        QVERIFY(child<QLabel>(*desk.window, "draftLabel").isVisible());
        {
            OrderEditor& editor = desk.edit();
            QCOMPARE(child<QPlainTextEdit>(editor, "internalNotesEdit").toPlainText(), QStringLiteral("ask about the gift wrap"));
            auto& notice = child<Notice>(editor, "draftNotice");
            QVERIFY(notice.isVisible() && notice.text().startsWith(QLatin1String("Draft of ")));
            press(notice, "noticeButton"); // discard
            QVERIFY(!notice.isVisible());
            QVERIFY(editor.patch().isEmpty());
            QTest::keyClick(&editor, Qt::Key_Escape);
        }
        QTRY_VERIFY(!desk.window->dialog());
        QVERIFY(!OrderDraft::load(*desk.console, desk.merchant, desk.order));
        QTRY_VERIFY(!child<QLabel>(*desk.window, "draftLabel").isVisible());
        QCOMPARE(desk.writes(), 0);
    }

    void draftsOfAChangedOrderSaySo()
    {
        CorrectionWindow desk;
        {
            OrderEditor& editor = desk.edit();
            retype(editor, "cityEdit", QStringLiteral("Oursville"));
            QTest::keyClick(&editor, Qt::Key_Escape);
        }
        QTRY_VERIFY(!desk.window->dialog());
        desk.at([&] { desk.sandbox().merchantEdit(0, desk.order, QStringLiteral("shipTo.city"), QStringLiteral("Theirsville")); });
        QTRY_COMPARE_WITH_TIMEOUT(desk.details().shipTo.city, QStringLiteral("Theirsville"), 20'000);
        QTRY_COMPARE(desk.queue().order()->shipTo.city, QStringLiteral("Theirsville"));
        OrderEditor& editor = desk.edit();
        QVERIFY2(child<Notice>(editor, "draftNotice").text().contains(QLatin1String("has changed since")), qPrintable(child<Notice>(editor, "draftNotice").text() + child<QLabel>(editor, "changesLabel").text()));
        QCOMPARE(child<QLabel>(editor, "changesLabel").text(), QStringLiteral("City: Theirsville → Oursville"));
    }

    void oneClickSetsTheWeight()
    {
        CorrectionWindow desk;
        QVERIFY(desk.merchantSets(QStringLiteral("weight.value"), 0, CheckCode::WeightMissing));
        QVERIFY(desk.select(desk.order));
        QTRY_VERIFY(desk.queue().findChild<QPushButton*>(QStringLiteral("quickFixButton")));
        auto& button = child<QPushButton>(desk.queue(), "quickFixButton");
        QVERIFY2(button.text().startsWith(QLatin1String("Set weight ")), qPrintable(button.text()));
        button.click();
        QVERIFY(desk.waitForOutcome(QStringLiteral("Saved")));
        QVERIFY(desk.atShipStation().value(QLatin1String("weight")).toObject().value(QLatin1String("value")).toDouble() > 0);
        QTRY_VERIFY((desk.issues(desk.merchant, desk.order) & bit(CheckCode::WeightMissing)) == 0);
        press(*desk.queue().outcomeNotice(), "noticeButton");
        QVERIFY(desk.waitForOutcome(QStringLiteral("Taken back")));
        QCOMPARE(desk.atShipStation().value(QLatin1String("weight")).toObject().value(QLatin1String("value")).toDouble(), 0.0);
    }

    void aClosedEditorLeavesItsAnswerInTheWindow()
    {
        CorrectionWindow desk;
        OrderEditor& editor = desk.edit();
        child<QLineEdit>(editor, "customField1Edit").setText(QStringLiteral("blue"));
        press(editor, "saveButton");
        QTest::keyClick(&editor, Qt::Key_Escape);
        QTRY_VERIFY(!desk.window->dialog());
        QVERIFY(desk.waitForOutcome(QStringLiteral("Saved")));
        QCOMPARE(desk.text("advancedOptions", "customField1"), QStringLiteral("blue"));
    }
};

QTEST_MAIN(TestCorrect)
#include "tst_correct.moc"
