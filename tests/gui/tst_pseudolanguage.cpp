// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// Every window in a language nobody speaks: what lacks the marks ⟦ ⟧ is not translated, what needs more room than it has is cut off.
#include "windowdesk.h"

#include <ui/safetext.h>
#include <ui/theme.h>

#include <QAbstractItemView>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QTabBar>
#include <QToolButton>
#include <QTranslator>

using namespace t6;
using namespace t6::test;
using namespace t6::ui;

namespace {

const QChar kOpen(0x27e6);

bool hasWords(const QString& text)
{
    for (qsizetype i = 0, run = 0; i < text.size(); ++i) {
        run = text.at(i).isLetter() ? run + 1 : 0;
        if (run >= 3)
            return true;
    }
    return false;
}

/// Values, not texts: names, numbers, versions, patterns, the merchants' own words.
bool isData(const QWidget* widget)
{
    static const QSet<QString> names{QStringLiteral("keyLabel"), QStringLiteral("urlText"), QStringLiteral("numberLabel"), QStringLiteral("merchantButton"), QStringLiteral("titleLabel"),
        QStringLiteral("countryCombo"), QStringLiteral("stateCombo"), QStringLiteral("shipFromBox"), QStringLiteral("carrierBox"), QStringLiteral("serviceBox"), QStringLiteral("packageBox"), QStringLiteral("choiceBox")};
    return names.contains(widget->objectName());
}

} // namespace

class TestPseudoLanguage : public QObject
{
    Q_OBJECT

    QTranslator m_language;
    std::unique_ptr<WindowDesk> m_desk;
    QStringList m_faults;

    void wants(const QString& text, const QString& where)
    {
        if (hasWords(text) && !text.contains(kOpen))
            m_faults += QStringLiteral("not translated: %1: %2").arg(where, text.left(60));
    }
    void fits(bool room, const QString& where, const QString& text)
    {
        if (!room)
            m_faults += QStringLiteral("cut off: %1: %2").arg(where, text.left(60));
    }

    void look(const QWidget& window)
    {
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            const bool ofQt = widget->objectName().startsWith(QLatin1String("qt_")) || (widget->objectName().startsWith(QLatin1String("Scroll")) && qobject_cast<const QTabBar*>(widget->parentWidget()));
            if (!widget->isVisible() || widget->visibleRegion().isEmpty() || ofQt)
                continue;
            const QString where = QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName();
            if (!isData(widget))
                wants(widget->accessibleName(), where + QStringLiteral(" accessible name"));
            if (const auto* label = qobject_cast<const QLabel*>(widget)) {
                const bool fact = label->textInteractionFlags() != Qt::NoTextInteraction || label->parentWidget()->objectName() == QLatin1String("issueCard");
                if (!isData(widget) && !fact)
                    wants(label->text(), where);
                if (label->text().isEmpty())
                    continue;
                if (label->wordWrap())
                    fits(label->heightForWidth(label->width()) <= label->height() + 1, where, label->text());
                else
                    fits(label->sizeHint().width() <= label->width() + 1 || qobject_cast<const QToolButton*>(label->parentWidget()), where, label->text());
            } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
                if (!isData(widget))
                    wants(button->text(), where);
                if (!button->text().isEmpty())
                    fits(button->sizeHint().width() <= button->width() + 1, where, button->text());
            } else if (const auto* edit = qobject_cast<const QLineEdit*>(widget)) {
                if (edit->objectName() != QLatin1String("loginEdit") && edit->objectName() != QLatin1String("urlEdit"))
                    wants(edit->placeholderText(), where);
            } else if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
                for (int i = 0; i < tabs->count(); ++i)
                    wants(tabs->tabText(i), where);
            } else if (const auto* header = qobject_cast<const QHeaderView*>(widget); header && header->orientation() == Qt::Horizontal) {
                for (int i = 0; i < header->count(); ++i) {
                    if (!header->isSectionHidden(i))
                        wants(header->model()->headerData(i, Qt::Horizontal).toString(), where);
                }
            } else if (const auto* combo = qobject_cast<const QComboBox*>(widget)) {
                for (int i = 0; !isData(widget) && i < combo->count(); ++i)
                    wants(combo->itemText(i), where);
            }
        }
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_language.load(QStringLiteral(T6_BINARY_DIR "/translations/t6_x-pseudo.qm")), "the pseudo-language was not built");
        QVERIFY(QCoreApplication::installTranslator(&m_language));
        applyTheme(*qApp, Appearance::Light);
        m_desk = std::make_unique<WindowDesk>(2);
        m_desk->window->resize(1'280, 800);
        m_desk->queue().selectView(4);
        QVERIFY(m_desk->waitForOrders());
        QVERIFY(m_desk->waitForOrder());
    }
    void cleanupTestCase() { m_desk.reset(); }

    void englishPluralsAreWhole()
    {
        QFile file(QStringLiteral(T6_SOURCE_DIR "/translations/t6_en.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString english = QString::fromUtf8(file.readAll());
        QVERIFY(!english.contains(QLatin1String("unfinished")));
        QVERIFY(!english.contains(QLatin1String("(s)</numerusform>")));
        // Every plural of the sources is in it.
        QFile all(QStringLiteral(T6_BINARY_DIR "/translations/t6_all.ts"));
        QVERIFY(all.open(QIODevice::ReadOnly));
        static const QRegularExpression plural(QStringLiteral("<message numerus=\"yes\">\\s*<source>(.*?)</source>"), QRegularExpression::DotMatchesEverythingOption);
        auto match = plural.globalMatch(QString::fromUtf8(all.readAll()));
        QVERIFY(match.hasNext());
        while (match.hasNext()) {
            const QString source = match.next().captured(1);
            QVERIFY2(english.contains(QStringLiteral("<source>%1</source>").arg(source)), qPrintable(source));
        }
    }

    void everyPlace_data()
    {
        QTest::addColumn<QString>("place");
        for (const auto& place : m_desk->window->places())
            QTest::newRow(qPrintable(place.name)) << place.name;
    }

    void everyPlace()
    {
        QFETCH(QString, place);
        m_faults.clear();
        if (place == QLatin1String("raw-data"))
            QVERIFY(m_desk->waitForOrder());
        QWidget* shown = m_desk->open(place);
        QVERIFY(shown);
        QTest::qWait(100); // counts, previews and layouts settle
        look(*shown);
        wants(shown->windowTitle(), QStringLiteral("window title"));
        m_desk->window->closeDialog();
        QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(QLatin1Char('\n'))));
    }

    void menus()
    {
        m_faults.clear();
        for (const QAction* action : m_desk->window->commands())
            wants(action->text(), action->objectName());
        for (const QMenu* menu : m_desk->window->findChildren<QMenu*>())
            wants(menu->title(), menu->objectName());
        QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(QLatin1Char('\n'))));
    }
};

QTEST_MAIN(TestPseudoLanguage)
#include "tst_pseudolanguage.moc"
