// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <ui/commandpalette.h>
#include <ui/ruleeditor.h>
#include <ui/savedviews.h>

#include <QTest>

using namespace t6;
using namespace t6::ui;

class TestSavedViews : public QObject
{
    Q_OBJECT

private slots:
    void surviveTheirJson()
    {
        SavedView view{QStringLiteral("7"), QStringLiteral("Ann’s & <b>"), {}, QByteArray("\0\1x", 3), false};
        view.query.readiness = {Readiness::OnHold, Readiness::NeedsReview};
        view.query.anyIssue = bit(CheckCode::WeightMissing) | bit(CheckCode::Overdue);
        view.query.text = QStringLiteral("o'neil 94105");
        view.query.sortBy = QueueColumn::Weight;
        view.query.descending = true;
        const QList<SavedView> read = viewsFromJson(viewsToJson(builtInViews() + QList<SavedView>{view}));
        QCOMPARE(read.size(), 1);
        QCOMPARE(read.first().id, view.id);
        QCOMPARE(read.first().name, view.name);
        QCOMPARE(read.first().columns, view.columns);
        QVERIFY(read.first().query == view.query);
        QVERIFY(!read.first().builtIn);
    }

    void damagedJsonIsNoView_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no json") << QByteArray("\x01\x02");
        QTest::newRow("object") << QByteArray("{\"id\":\"1\",\"name\":\"x\"}");
        QTest::newRow("nameless") << QByteArray("[{\"id\":\"1\"}]");
        QTest::newRow("numbers") << QByteArray("[1,null,[],{\"id\":5,\"name\":7}]");
    }
    void damagedJsonIsNoView()
    {
        QFETCH(QByteArray, json);
        QVERIFY(viewsFromJson(json).isEmpty());
    }

    void unknownWordsAreLeftOut()
    {
        const QList<SavedView> read = viewsFromJson("[{\"id\":\"1\",\"name\":\"x\",\"readiness\":[\"on-hold\",\"later\"],\"issues\":[\"weight-missing\",\"soon\"],\"sort\":99}]");
        QCOMPARE(read.size(), 1);
        QCOMPARE(read.first().query.readiness, std::vector<Readiness>{Readiness::OnHold});
        QCOMPARE(read.first().query.anyIssue, bit(CheckCode::WeightMissing));
        QCOMPARE(read.first().query.sortBy, QueueColumn::Age);
    }

    void fuzzyFindsWhatWasMeant()
    {
        QVERIFY(fuzzyScore(u"pref", u"Preferences…") > fuzzyScore(u"pref", u"Copy Order Number; refresh"));
        QVERIFY(fuzzyScore(u"am", u"Add Merchant…") > 0);
        QCOMPARE(fuzzyScore(u"xyz", u"Preferences…"), 0);
        QVERIFY(fuzzyScore(u"acme", u"Acme Tees") > fuzzyScore(u"acme", u"a c x m x e"));
    }

    void patternsAreTrimmed()
    {
        QCOMPARE(RuleEditor::patterns(QStringLiteral("  T6-* \n\n T6-*\r\nABC?")), (QStringList{QStringLiteral("T6-*"), QStringLiteral("ABC?")}));
    }
};

QTEST_MAIN(TestSavedViews)
#include "tst_savedviews.moc"
