// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <ui/causesmodel.h>
#include <ui/issuecard.h>
#include <ui/notice.h>
#include <ui/orderpanel.h>
#include <ui/ordersview.h>
#include <ui/safetext.h>
#include <ui/splitdraft.h>
#include <ui/splitpane.h>
#include <ui/splitwords.h>
#include <ui/statepage.h>
#include <ui/theme.h>

#include <support/hostiletexts.h>

#include <QApplication>
#include <QHelpEvent>
#include <QPlainTextEdit>
#include <QSet>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QTextEdit>
#include <QToolTip>

#include <algorithm>
#include <ctime>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

namespace {

operations::OrderDetails hostileOrder(const QString& text)
{
    operations::OrderDetails order;
    order.merchant = MerchantId::create();
    order.id = {1};
    order.number = order.key = order.statusText = text;
    order.shipTo.name = order.shipTo.company = order.shipTo.street1 = order.shipTo.city = order.shipTo.phone = text;
    order.shipFromName = order.carrier = order.service = order.package = order.requestedService = text;
    order.customerNotes = order.internalNotes = order.giftMessage = order.customField1 = order.storeName = order.assignee = text;
    order.tags = {text, text};
    order.customs = {{text, text, text, 1, {}}};
    order.items = {{text, text, text, 1, Weight{}, Money{}, true, false, UsualWeight{Weight::from(1, WeightUnit::Ounces), 1, 1}}};
    order.issues = {{CheckCode::WeightMissing, Severity::Blocks, text, text}, {CheckCode::Instructions, Severity::Check, text, text}};
    order.raw = text.toUtf8();
    return order;
}

/// No widget below guesses markup.
void verifyPlain(const QWidget& root)
{
    const auto labels = root.findChildren<QLabel*>();
    for (const QLabel* label : labels)
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->objectName() + QStringLiteral(" may guess HTML")));
    const auto edits = root.findChildren<QTextEdit*>();
    QVERIFY2(edits.isEmpty(), "a QTextEdit guesses HTML");
    const auto widgets = root.findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        const QString tip = widget->toolTip();
        QVERIFY2(!Qt::mightBeRichText(tip) || tip.startsWith(QLatin1String("<qt>")), qPrintable(widget->objectName() + tip.left(80)));
        QVERIFY2(!tip.contains(QLatin1String("<img")), qPrintable(tip.left(80)));
    }
}

} // namespace

class TestSafeText : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }

    void theTrapWorks()
    {
        // The proof that the test would notice: Qt's own guess opens the file.
        Trap trap;
        QLabel label(QStringLiteral("<img src=\"file://%1\">").arg(trap.path()));
        label.resize(100, 100);
        label.grab();
        QVERIFY(trap.isSprung());
    }

    void theCorpusIsLarge()
    {
        Trap trap;
        const QStringList texts = hostileTexts(trap);
        QVERIFY(QSet<QString>(texts.begin(), texts.end()).size() >= 300);
    }

    void lineHasOneLine()
    {
        QCOMPARE(safeLine(QStringLiteral("a\nb\r\nc\td")), QStringLiteral("a b c d").replace(QLatin1String("b c"), QLatin1String("b  c")));
        QCOMPARE(safeLine(QStringLiteral("nul") + QChar(0) + QStringLiteral("x")), QStringLiteral("nul x"));
        QCOMPARE(safeLine(QString(QChar(0xdc00))), QString(QChar(QChar::ReplacementCharacter)));
        QCOMPARE(safeLine(QStringLiteral("a\u202Eb")), QStringLiteral("ab"));
        QCOMPARE(safeLine(QStringLiteral("👩")), QStringLiteral("👩"));
        QCOMPARE(safeLine(QString(500, QLatin1Char('x')), 10), QString(10, QLatin1Char('x')) + QChar(0x2026));
        QCOMPARE(safeCaption(QStringLiteral("A & B")), QStringLiteral("A && B"));
    }

    void toolTipIsLiteral()
    {
        QCOMPARE(safeToolTip(QStringLiteral("<b>&")), QStringLiteral("<qt>&lt;b&gt;&amp;</qt>"));
        QVERIFY(safeToolTip({}).isEmpty());
    }

    void panelOpensNothing()
    {
        Trap trap;
        OrderPanel panel;
        panel.resize(400, 900);
        // A harmless text of the same length is the measure: what a text says must not cost more than its letters.
        const auto workFor = [&panel](const QString& text) {
            const std::clock_t begun = std::clock();
            operations::MerchantState merchant;
            merchant.merchant.name = text;
            panel.setOrder(hostileOrder(text), merchant);
            panel.grab();
            return static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
        };
        double worst = 0;
        for (const QString& text : hostileTexts(trap)) {
            const double work = workFor(text);
            verifyPlain(panel);
            constexpr double kNotWorthMeasuring = 0.02; // seconds of work, within one frame or two
            if (work < kNotWorthMeasuring)
                continue;
            const double harmless = workFor(QString(text.size(), QLatin1Char('x')));
            worst = std::max(worst, work / std::max(harmless, kNotWorthMeasuring));
            QVERIFY2(work < 20 * std::max(harmless, kNotWorthMeasuring), qPrintable(text.left(40)));
        }
        qInfo("dearest text: %.1f times a harmless one", worst);
        QVERIFY(!trap.isSprung());
    }

    void splitPanesOpenNothing()
    {
        Trap trap;
        for (const QString& text : hostileTexts(trap)) {
            QByteArray order = R"({"orderId":1,"orderNumber":"1","items":[{"orderItemId":2,"sku":)" + jsonString(text) + R"(,"name":)" + jsonString(text) + R"(,"quantity":1},)"
                + R"({"orderItemId":3,"sku":"","name":)" + jsonString(text) + R"(,"quantity":1,"adjustment":true}]})";
            const auto json = JsonText::parse(order);
            QVERIFY2(json, qPrintable(text.left(40)));
            SplitDraft draft(*json, Through6Matcher(Through6Rule()));
            SplitPane pane(draft, SplitDraft::kOriginal);
            QCOMPARE(draft.lines().size(), 2);
            pane.setHeading(safeLine(text, 60), safeLine(text, 60), fineTint);
            pane.setMove(safeCaption(text));
            pane.setFacts({{QStringLiteral("Weight"), text}});
            pane.resize(500, 400);
            pane.grab();
            verifyPlain(pane);
            draft.setUnits(0, 0, 1);
            pane.setPlace(0);
            pane.refresh();
            pane.grab();
            verifyPlain(pane);

            operations::SplitReport report;
            report.plan.number = text;
            report.plan.children = {{text, text, {}, {{2, text, text, 1, false}}, {}}};
            report.state = SplitState::NeedsPerson;
            report.note = text;
            report.error = Error{ErrorDomain::Input, ErrorCode::SplitRefused, text, 0, {}, text};
            QStringList shown{splitTitle(report), splitOutcomeText(report), splitRefusalText(*report.error)};
            for (const SplitRow& row : splitRows(report))
                shown += row.title;
            for (const QString& words : std::as_const(shown))
                QVERIFY2(!words.contains(QLatin1Char('\n')) && !words.contains(QChar(0x202e)) && words.size() < 2'000, qPrintable(words.left(80)));
        }
        QVERIFY(!trap.isSprung());
    }

    void smallWidgetsOpenNothing()
    {
        Trap trap;
        for (const QString& text : hostileTexts(trap)) {
            PlainLabel label(text);
            Notice notice;
            notice.setNotice(text, checkTint, text.left(20));
            StatePage page;
            page.setState(QStringLiteral("inbox"), text.left(2'000), text.left(2'000), QStringLiteral("x"));
            ElidedLabel elided;
            elided.setText(text);
            ChipLabel chip;
            chip.setChip(text, blocksTint);
            IssueCard card({CheckCode::AddressFormat, Severity::Blocks, text, text}, FixPlace{}, QuickFix{text, {}});
            for (QWidget* widget : std::initializer_list<QWidget*>{&label, &notice, &page, &elided, &chip, &card}) {
                widget->resize(300, 200);
                widget->grab();
                verifyPlain(*widget);
            }
            QToolTip::showText({10, 10}, safeToolTip(text));
            QVERIFY(!text.startsWith(QLatin1Char('<')) || QToolTip::text().contains(QLatin1String("&lt;")));
        }
        QToolTip::hideText();
        QVERIFY(!trap.isSprung());
    }

    void tableOpensNothing()
    {
        Trap trap;
        QueueTable table;
        std::vector<QueueEntry> entries;
        qint64 id = 1;
        for (const QString& text : hostileTexts(trap)) {
            QueueEntry entry;
            entry.id = {id++};
            entry.status = OrderStatus::AwaitingShipment;
            entry.number = entry.buyer = entry.city = entry.state = entry.service = entry.assignee = entry.skus = text.left(200).toStdString();
            entries.push_back(entry);
        }
        const MerchantId merchant = MerchantId::create();
        table.apply(merchant, entries, {});
        OrdersModel model{Clock()};
        OrdersView view;
        view.resize(1'400, 900);
        view.setOrders(&model);
        model.setQueue(table.snapshot(), {{merchant, {hostileTexts(trap).first(), 3}}});
        QTRY_COMPARE(model.rowCount(), static_cast<int>(entries.size()));
        for (int column = 0; column < OrdersModel::ColumnCount; ++column)
            view.setColumnHidden(column, false);
        view.grab();
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < OrdersModel::ColumnCount; ++column) {
                const QString tip = model.index(row, column).data(Qt::ToolTipRole).toString();
                QVERIFY(tip.isEmpty() || tip.startsWith(QLatin1String("<qt>")));
                QVERIFY(!tip.contains(QLatin1String("<img")));
            }
        }
        QVERIFY(!trap.isSprung());
    }

    void copiedRowsAreNoFormulas()
    {
        QueueTable table;
        QueueEntry entry;
        entry.id = {1};
        entry.status = OrderStatus::AwaitingShipment;
        entry.number = "=1+1";
        entry.buyer = "@cmd";
        const MerchantId merchant = MerchantId::create();
        table.apply(merchant, {entry}, {});
        OrdersModel model{Clock()};
        model.setQueue(table.snapshot(), {{merchant, {QStringLiteral("-x"), 0}}});
        QTRY_COMPARE(model.rowCount(), 1);
        const QString text = model.tabSeparated({0}, {OrdersModel::Order, OrdersModel::ShipTo});
        QCOMPARE(text.section(QLatin1Char('\n'), 1), QStringLiteral("'-x\t'=1+1\t'@cmd"));
    }
};

QTEST_MAIN(TestSafeText)
#include "tst_safetext.moc"
