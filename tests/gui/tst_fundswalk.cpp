// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "windowdesk.h"

#include <ui/clipboard.h>
#include <ui/theme.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTreeWidget>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

namespace {

constexpr int kCafe = 2; ///< of the sandbox: one funded carrier

/// As a person does who has no mouse: the key of the menu, then what has the focus.
void trigger(MainWindow& window, const char* action)
{
    auto* found = window.findChild<QAction*>(QString::fromLatin1(action));
    if (!found || !found->isEnabled())
        qFatal("no action %s", action);
    found->trigger();
}

void keys(QWidget& widget, const QString& text)
{
    widget.setFocus();
    QTest::keyClicks(&widget, text);
}

} // namespace

/// Postage and set-up with the keyboard alone, from the menu to ShipStation and back.
class TestFundsWalk : public QObject
{
    Q_OBJECT

    std::unique_ptr<WindowDesk> m_desk;
    MerchantId m_cafe;

    [[nodiscard]] QDialog& dialog() const
    {
        if (!m_desk->window->dialog())
            qFatal("no dialog");
        return *m_desk->window->dialog();
    }
    [[nodiscard]] QString shown() const { return m_desk->window->dialog() ? dialog().objectName() : QString(); }
    [[nodiscard]] int topUps()
    {
        return m_desk->at([this] { return m_desk->sandbox().ledger().count("POST", "/carriers/addfunds"); });
    }

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }
    void init()
    {
        m_desk = std::make_unique<WindowDesk>();
        m_desk->createVault();
        m_desk->at([this] { m_desk->sandbox().setBalance(kCafe, QStringLiteral("stamps_com"), 12.40); });
        m_cafe = m_desk->connectAndLoad(kCafe);
        m_desk->queue().selectMerchant(m_cafe);
    }
    void cleanup() { m_desk.reset(); }

    void topUpByKeyboard()
    {
        MainWindow& window = *m_desk->window;
        // Off until an owner says that ShipStation enabled it.
        trigger(window, "fundsAction");
        auto& wallets = child<QTreeWidget>(dialog(), "walletsTree");
        QTRY_COMPARE(wallets.topLevelItemCount(), 1);
        QVERIFY(wallets.topLevelItem(0)->text(2).contains(QLatin1String("12.40")));
        QVERIFY(!child<QPushButton>(dialog(), "addButton").isEnabled());
        press(dialog(), "fundingButton");
        QTRY_COMPARE(shown(), QStringLiteral("FundingDialog"));
        QTest::keyClick(&child<QAbstractButton>(dialog(), "enabledCheck"), Qt::Key_Space);
        keys(child<QLineEdit>(dialog(), "passphraseEdit"), QStringLiteral("not the passphrase"));
        QTest::keyClick(&child<QPushButton>(dialog(), "saveButton"), Qt::Key_Space);
        QTRY_VERIFY(child<QLabel>(dialog(), "formError").isVisible());
        child<QLineEdit>(dialog(), "passphraseEdit").clear();
        keys(child<QLineEdit>(dialog(), "passphraseEdit"), kPassphrase);
        QTest::keyClick(&child<QPushButton>(dialog(), "saveButton"), Qt::Key_Space);
        QTRY_VERIFY(!window.dialog());

        trigger(window, "fundsAction");
        QTRY_VERIFY(child<QPushButton>(dialog(), "addButton").isEnabled());
        QTRY_COMPARE(child<QTreeWidget>(dialog(), "walletsTree").topLevelItemCount(), 1);
        auto& list = child<QTreeWidget>(dialog(), "walletsTree");
        list.setFocus();
        QTest::keyClick(&list, Qt::Key_Return);
        QTRY_COMPARE(shown(), QStringLiteral("AddFundsDialog"));
        auto& add = child<QPushButton>(dialog(), "addButton");
        QVERIFY(!add.isEnabled());
        QVERIFY(child<QPushButton>(dialog(), "cancelButton").isDefault());
        keys(child<QLineEdit>(dialog(), "amountEdit"), QStringLiteral("5"));
        QVERIFY(!add.isEnabled());
        child<QLineEdit>(dialog(), "amountEdit").clear();
        keys(child<QLineEdit>(dialog(), "amountEdit"), QStringLiteral("100.17"));
        QCOMPARE(add.text(), QStringLiteral("Add $100.17 · Café Ñandú · Stamps.com · balance $12.40"));
        QCOMPARE(topUps(), 0);
        QTest::keyClick(&add, Qt::Key_Space);
        QTRY_COMPARE(shown(), QStringLiteral("FundsDialog"));
        QCOMPARE(topUps(), 1);
        QTRY_VERIFY(child<QTreeWidget>(dialog(), "walletsTree").topLevelItemCount() == 1 && child<QTreeWidget>(dialog(), "walletsTree").topLevelItem(0)->text(2).contains(QLatin1String("112.57")));
    }
    /// Enter in the amount is not yes: Cancel is the default.
    void enterAddsNothing()
    {
        Funding funding;
        funding.enabled = Funding::Consent();
        QVERIFY(await(m_desk->console->setFunding(m_cafe, kPassphrase, funding)));
        QVERIFY(m_desk->open(QStringLiteral("add-funds")));
        auto& amount = child<QLineEdit>(dialog(), "amountEdit");
        keys(amount, QStringLiteral("100.17"));
        QTest::keyClick(&amount, Qt::Key_Return);
        QTRY_VERIFY(!m_desk->window->dialog());
        QCOMPARE(topUps(), 0);
    }
    void checklistByKeyboard()
    {
        trigger(*m_desk->window, "setUpAction");
        auto& points = child<QTreeWidget>(dialog(), "pointsTree");
        const int before = int(points.findItems(QStringLiteral("✓"), Qt::MatchStartsWith, 1).size());
        auto& letter = child<QPlainTextEdit>(dialog(), "letterEdit");
        QVERIFY(letter.toPlainText().contains(QLatin1String("International Settings")));
        int row = 0;
        while (row < points.topLevelItemCount() && points.topLevelItem(row)->text(0) != setupPointTitle(SetupPoint::International))
            ++row;
        points.setFocus();
        QTest::keyClick(&points, Qt::Key_Home);
        QVERIFY(!child<QPushButton>(dialog(), "tickButton").isEnabled()); // the keys are looked at, not ticked
        for (int i = 0; i < row; ++i)
            QTest::keyClick(&points, Qt::Key_Down);
        child<QLineEdit>(dialog(), "byEdit").clear();
        keys(child<QLineEdit>(dialog(), "byEdit"), QStringLiteral("Dana"));
        points.setFocus();
        QTest::keyClick(&points, Qt::Key_Return);
        QTRY_COMPARE(int(points.findItems(QStringLiteral("✓"), Qt::MatchStartsWith, 1).size()), before + 1);
        QVERIFY(points.topLevelItem(row)->text(2).startsWith(QLatin1String("Dana, ")));
        QVERIFY(!letter.toPlainText().contains(QLatin1String("International Settings")));
        QCOMPARE(m_desk->console->merchant(m_cafe)->merchant.checklist.size(), std::size_t{1});
    }
    void loginCheckout()
    {
        trigger(*m_desk->window, "loginAction");
        QVERIFY(!child<QPushButton>(dialog(), "takeButton").isEnabled());
        keys(child<QLineEdit>(dialog(), "newEdit"), QStringLiteral("hunter-needle-2"));
        press(dialog(), "keepButton");
        auto& passphrase = child<QLineEdit>(dialog(), "passphraseEdit");
        keys(passphrase, QStringLiteral("not the passphrase"));
        QTRY_VERIFY(child<QPushButton>(dialog(), "takeButton").isEnabled());
        QTest::keyClick(&passphrase, Qt::Key_Return);
        QTRY_VERIFY(child<QLabel>(dialog(), "formError").isVisible());
        QVERIFY(child<QLineEdit>(dialog(), "passwordEdit").text().isEmpty());
        keys(passphrase, kPassphrase);
        QTest::keyClick(&passphrase, Qt::Key_Return);
        QTRY_COMPARE(child<QLineEdit>(dialog(), "passwordEdit").text(), QStringLiteral("hunter-needle-2"));
        press(dialog(), "copyPasswordButton");
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("hunter-needle-2"));
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")), QByteArray("secret"));
        QVERIFY(!m_desk->isOnDisk("hunter-needle-2"));
        const QByteArray audit = await(m_desk->console->auditLines(1, 1000)).value();
        for (const char* step : {"kept", "refused", "taken"})
            QVERIFY2(audit.contains("\"action\":\"login\"") && audit.contains(QByteArray("\"step\":\"") + step), step);
        m_desk->window->closeDialog();
        m_desk->console->lock();
        QTRY_VERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }
};

QTEST_MAIN(TestFundsWalk)
#include "tst_fundswalk.moc"
