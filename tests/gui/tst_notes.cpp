// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "actswindow.h"

#include <ui/notecard.h>
#include <ui/theme.h>

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

namespace {

/// The texts of the cards that tell what people noted.
QStringList cards(const ActsWindow& desk)
{
    QStringList texts;
    for (const NoteCard* card : desk.queue().findChildren<NoteCard*>())
        texts += card->accessibleName() + QStringLiteral(": ") + card->accessibleDescription();
    return texts;
}

void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

} // namespace

/// What people note about an order, by keyboard: it changes the queue and the panel, and never leaves the desk.
class TestNotes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }

    void anIssueIsWaivedAndTakenBack()
    {
        ActsWindow desk;
        QVERIFY(desk.merchantSets(QStringLiteral("weight.value"), 0, CheckCode::WeightMissing));
        desk.at([&] { desk.sandbox().clearLedger(); });
        QVERIFY(desk.select(desk.order));
        auto& takeBack = child<QAction>(*desk.window, "takeBackAction");
        QVERIFY(!takeBack.isEnabled());

        QTest::keyClick(desk.window.get(), Qt::Key_W, Qt::ControlModifier);
        QVERIFY(desk.dialogIsActive());
        auto& issue = child<QComboBox>(*desk.window->dialog(), "issueBox");
        issue.setCurrentText(checkTitle(CheckCode::WeightMissing));
        const QString until = child<QLabel>(*desk.window->dialog(), "untilLabel").text();
        QVERIFY2(until.startsWith(QStringLiteral("It holds until “Weight”")), qPrintable(until));
        const auto& waive = child<QPushButton>(*desk.window->dialog(), "waiveButton");
        QVERIFY(child<QLineEdit>(*desk.window->dialog(), "reasonEdit").hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("  "));
        QVERIFY(!waive.isEnabled());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("weighed when packed"));
        QVERIFY(waive.isEnabled());
        key(Qt::Key_Return);
        QTRY_VERIFY(!desk.window->dialog());
        QTRY_VERIFY(!desk.has(CheckCode::WeightMissing));
        QVERIFY(desk.outcome().endsWith(QLatin1String("is waived")));
        QVERIFY(desk.select(desk.order));
        QTRY_COMPARE(cards(desk).size(), 1);
        QVERIFY2(cards(desk).first().contains(QLatin1String("weighed when packed. ann, ")), qPrintable(cards(desk).first()));
        QVERIFY(!desk.isOnDisk("weighed when packed"));

        QTRY_VERIFY(takeBack.isEnabled());
        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        QTest::keyClick(desk.window.get(), Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(desk.has(CheckCode::WeightMissing));
        QTRY_VERIFY(cards(desk).isEmpty());
        QTRY_VERIFY(desk.outcome().endsWith(QLatin1String("is an issue again")));
        QCOMPARE(desk.writes(), 0);
    }

    void aCardWaivesItsOwnIssue()
    {
        ActsWindow desk;
        QVERIFY(desk.merchantSets(QStringLiteral("weight.value"), 0, CheckCode::WeightMissing));
        QVERIFY(desk.merchantSets(QStringLiteral("shipTo.city"), QJsonValue(), CheckCode::AddressIncomplete));
        QVERIFY(desk.select(desk.order));
        QTRY_VERIFY(desk.queue().order()->issues.size() >= 2);
        for (const CheckCode code : {CheckCode::WeightMissing, CheckCode::AddressIncomplete}) {
            QPushButton* button = nullptr;
            QTRY_VERIFY(!desk.queue().findChildren<QPushButton*>(QStringLiteral("waiveButton")).isEmpty());
            for (QPushButton* each : desk.queue().findChildren<QPushButton*>(QStringLiteral("waiveButton"))) {
                if (each->accessibleName().endsWith(checkTitle(code)))
                    button = each;
            }
            QVERIFY(button);
            button->click();
            QVERIFY(desk.dialogIsActive());
            QCOMPARE(child<QComboBox>(*desk.window->dialog(), "issueBox").currentText(), checkTitle(code));
            QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("agreed"));
            key(Qt::Key_Return);
            QTRY_VERIFY(!desk.window->dialog() && !desk.has(code));
            QVERIFY(desk.select(desk.order));
            QTRY_VERIFY(!desk.queue().order()->waived.empty());
        }
        QTRY_COMPARE(cards(desk).size(), 2);
        // Two: a menu asks which.
        child<QAction>(*desk.window, "takeBackAction").trigger();
        QMenu* menu = nullptr;
        QTRY_VERIFY((menu = desk.window->findChild<QMenu*>(QStringLiteral("choiceMenu"))) && menu->isVisible());
        QCOMPARE(menu->actions().size(), 3);
        menu->close();
        // The fact changes: the waiver is over.
        desk.at([&] { desk.sandbox().merchantEdit(0, desk.order, QStringLiteral("weight.value"), 7); });
        QTRY_COMPARE_WITH_TIMEOUT(cards(desk).size(), 1, 20'000);
        QVERIFY(cards(desk).first().contains(checkTitle(CheckCode::AddressIncomplete)));
        press(*desk.queue().findChild<NoteCard*>(), "takeBackButton");
        QTRY_VERIFY(desk.has(CheckCode::AddressIncomplete));
    }

    void theMerchantIsAskedAndAnswers()
    {
        ActsWindow desk;
        QVERIFY(desk.merchantSets(QStringLiteral("weight.value"), 0, CheckCode::WeightMissing));
        desk.at([&] { desk.sandbox().clearLedger(); });
        QVERIFY(desk.select(desk.order));
        QTRY_VERIFY(!desk.queue().order()->issues.empty());
        const QString number = desk.queue().order()->number;
        QTest::keyClick(desk.window.get(), Qt::Key_B, Qt::ControlModifier);
        QVERIFY(desk.dialogIsActive());
        QDialog& dialog = *desk.window->dialog();
        const auto& wait = child<QPushButton>(dialog, "waitButton");
        QVERIFY(wait.text().contains(desk.console->merchants().first().merchant.name));
        QVERIFY(!wait.isEnabled());
        const QString letter = child<QPlainTextEdit>(dialog, "textEdit").toPlainText();
        QVERIFY(letter.contains(number) && letter.contains(checkTitle(CheckCode::WeightMissing)) && letter.contains(checkCause(CheckCode::WeightMissing)));
        press(dialog, "copyButton");
        QCOMPARE(QGuiApplication::clipboard()->text(), letter);
        QVERIFY(child<QLineEdit>(dialog, "aboutEdit").text().contains(checkTitle(CheckCode::WeightMissing)));
        QVERIFY(child<QLineEdit>(dialog, "askedEdit").hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Zoe at Acme"));
        key(Qt::Key_Tab);
        QVERIFY(child<QLineEdit>(dialog, "aboutEdit").hasFocus());
        key(Qt::Key_Return);
        QTRY_VERIFY(!desk.window->dialog());
        QTRY_COMPARE(desk.details().readiness, Readiness::WaitingOnMerchant);
        QVERIFY(desk.outcome().endsWith(QLatin1String("is waiting on the merchant")));

        // A view of its own lists it.
        const auto& views = desk.queue().views();
        const auto view = std::find_if(views.begin(), views.end(), [](const SavedView& each) { return each.id == QLatin1String("waiting"); });
        QVERIFY(view != views.end());
        desk.queue().selectView(static_cast<int>(view - views.begin()));
        QTRY_COMPARE(desk.queue().ordersModel()->rowCount(), 1);
        QCOMPARE(desk.queue().ordersModel()->key(0)->order, desk.order);
        QVERIFY(desk.select(desk.order));
        QTRY_COMPARE(cards(desk).size(), 1);
        QVERIFY2(cards(desk).first().contains(QLatin1String("Zoe at Acme was asked by ann, ")), qPrintable(cards(desk).first()));

        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        QTest::keyClick(desk.window.get(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(desk.details().readiness, Readiness::NeedsReview);
        QTRY_VERIFY(cards(desk).isEmpty());
        QTRY_VERIFY(!child<QAction>(*desk.window, "endWaitingAction").isEnabled());
        QCOMPARE(desk.writes(), 0);
    }

    void foundByTheirNames()
    {
        ActsWindow desk;
        QVERIFY(desk.merchantSets(QStringLiteral("weight.value"), 0, CheckCode::WeightMissing));
        QVERIFY(desk.select(desk.order));
        QTRY_VERIFY(child<QAction>(*desk.window, "waiveAction").isEnabled());
        for (const auto& [words, title] : {std::pair("waive issue", "Waive Issue"), std::pair("waiting on merchant", "Waiting on Merchant")}) {
            desk.window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
            QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
            QTRY_VERIFY(desk.window->dialog());
            auto& search = child<QLineEdit>(*desk.window->dialog(), "searchEdit");
            QTest::keyClicks(&search, QString::fromLatin1(words));
            QTest::keyClick(&search, Qt::Key_Return);
            QTRY_VERIFY(desk.window->dialog() && desk.window->dialog()->windowTitle() == QLatin1String(title));
            QTest::keyClick(desk.window->dialog(), Qt::Key_Escape);
            QTRY_VERIFY(!desk.window->dialog());
        }
    }
};

QTEST_MAIN(TestNotes)
#include "tst_notes.moc"
