// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

namespace {

struct Control
{
    QString type, name;
    QHash<QString, QString> properties;
};

QList<Control> controls(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("a form is not readable");
    QXmlStreamReader xml(&file);
    QList<Control> all;
    QList<int> open;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && (xml.name() == QLatin1String("widget") || xml.name() == QLatin1String("action"))) {
            all += Control{xml.attributes().value(QLatin1String("class")).toString(), xml.attributes().value(QLatin1String("name")).toString(), {}};
            open += static_cast<int>(all.size()) - 1;
        } else if (xml.isEndElement() && (xml.name() == QLatin1String("widget") || xml.name() == QLatin1String("action"))) {
            open.removeLast();
        } else if (xml.isStartElement() && xml.name() == QLatin1String("property") && !open.isEmpty()) {
            const QString name = xml.attributes().value(QLatin1String("name")).toString();
            xml.readNextStartElement();
            all[open.last()].properties.insert(name, xml.readElementText(QXmlStreamReader::IncludeChildElements));
        }
    }
    if (xml.hasError())
        qFatal("a form is damaged");
    return all;
}

} // namespace

class TestForms : public QObject
{
    Q_OBJECT

private slots:
    void everyForm_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(T6_SOURCE_DIR "/ui"));
        const QStringList forms = folder.entryList({QStringLiteral("*.ui")});
        QVERIFY(forms.size() > 15);
        for (const QString& form : forms)
            QTest::newRow(qPrintable(form)) << folder.filePath(form);
    }

    void everyForm()
    {
        QFETCH(QString, path);
        const QString base = QFileInfo(path).completeBaseName();
        QVERIFY2(QFile::exists(QStringLiteral(T6_SOURCE_DIR "/src/ui/%1.h").arg(base)), "a form without its class");
        static const QSet<QString> interactive{QStringLiteral("QLineEdit"), QStringLiteral("QPlainTextEdit"), QStringLiteral("QComboBox"), QStringLiteral("QSpinBox"), QStringLiteral("QDateEdit"),
            QStringLiteral("QListView"), QStringLiteral("QListWidget"), QStringLiteral("QTreeView"), QStringLiteral("QTreeWidget"), QStringLiteral("QTableWidget"), QStringLiteral("QTabWidget"),
            QStringLiteral("QTabBar"), QStringLiteral("QKeySequenceEdit"), QStringLiteral("t6::ui::OrdersView")};
        static const QRegularExpression accessKey(QStringLiteral("&([^& ])"));
        QHash<QString, QString> keys;
        for (const Control& control : controls(path)) {
            QVERIFY(!control.name.isEmpty());
            if (interactive.contains(control.type))
                QVERIFY2(!control.properties.value(QStringLiteral("accessibleName")).isEmpty(), qPrintable(control.name + QStringLiteral(" has no accessible name")));
            if (control.type == QLatin1String("QLabel"))
                QVERIFY2(control.properties.value(QStringLiteral("textFormat")) == QLatin1String("Qt::PlainText"), qPrintable(control.name + QStringLiteral(" may guess HTML")));
            if (control.type.startsWith(QLatin1String("QTextEdit")) || control.type == QLatin1String("QTextBrowser"))
                QFAIL("a form with a text edit that guesses HTML");
            // One access key, one control: within a form that is one window; menus have keys of their own.
            if (base == QLatin1String("mainwindow") || base == QLatin1String("firstrunpage"))
                continue;
            const auto match = accessKey.match(control.properties.value(QStringLiteral("text")));
            if (match.hasMatch()) {
                const QString key = match.captured(1).toLower();
                QVERIFY2(!keys.contains(key), qPrintable(QStringLiteral("%1 and %2 share &%3").arg(control.name, keys.value(key), key)));
                keys.insert(key, control.name);
            }
        }
    }

    void objectNamesTellTheType()
    {
        QDirIterator forms(QStringLiteral(T6_SOURCE_DIR "/ui"), {QStringLiteral("*.ui")});
        while (forms.hasNext()) {
            for (const Control& control : controls(forms.next())) {
                if (control.type == QLatin1String("QPushButton") || control.type == QLatin1String("QToolButton"))
                    QVERIFY2(control.name.endsWith(QLatin1String("Button")), qPrintable(control.name));
                if (control.type == QLatin1String("QLineEdit"))
                    QVERIFY2(control.name.endsWith(QLatin1String("Edit")), qPrintable(control.name));
                if (control.type == QLatin1String("QCheckBox"))
                    QVERIFY2(control.name.endsWith(QLatin1String("Check")), qPrintable(control.name));
            }
        }
    }

    void sourcesKeepTheRules_data()
    {
        QTest::addColumn<QString>("path");
        QDirIterator files(QStringLiteral(T6_SOURCE_DIR "/src/ui"), {QStringLiteral("*.cpp"), QStringLiteral("*.h")});
        while (files.hasNext()) {
            const QString path = files.next();
            QTest::newRow(qPrintable(QFileInfo(path).fileName())) << path;
        }
    }

    void sourcesKeepTheRules()
    {
        QFETCH(QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString source = QString::fromUtf8(file.readAll());
        const QString name = QFileInfo(path).fileName();
        for (const QString& forbidden : {QStringLiteral("exec()"), QStringLiteral("processEvents"), QStringLiteral("QEventLoop"), QStringLiteral("QMessageBox"), QStringLiteral("QTextBrowser"),
                 QStringLiteral("QInputDialog"), QStringLiteral("setHtml"), QStringLiteral("Qt::RichText"), QStringLiteral("Qt::AutoText"), QStringLiteral("setStyleSheet"), QStringLiteral("QThread::")})
            QVERIFY2(!source.contains(forbidden), qPrintable(name + QStringLiteral(" uses ") + forbidden));
        // Colours live in theme.cpp.
        static const QRegularExpression colour(QStringLiteral("#[0-9a-fA-F]{6}|0x[0-9a-fA-F]{6}\\b|Qt::(red|green|blue|white|black|gray|yellow|cyan|magenta)\\b|QColor\\(\\d"));
        if (name != QLatin1String("theme.cpp"))
            QVERIFY2(!colour.match(source).hasMatch(), qPrintable(name + QStringLiteral(" writes a colour: ") + colour.match(source).captured()));
    }
};

QTEST_APPLESS_MAIN(TestForms)
#include "tst_forms.moc"
