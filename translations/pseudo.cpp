// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// Makes a language nobody speaks out of a .ts file: "⟦Ŕéƒŕéšĥ ~~~⟧" for "Refresh". Marks show what is translated, accents what is
// not ASCII-only, 40 % more length what would be cut off. Access keys and %1, %n stay.
#include <QCoreApplication>
#include <QFile>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <cstdio>

namespace {

QString pseudo(const QString& source)
{
    static const QString plain = QStringLiteral("aceginorsuyzACEGINORSUYZdlt");
    static const QString accented = QStringLiteral("áçéğíñóŕšúýžÁÇÉĞÍÑÓŔŠÚÝŽďľť");
    QString result;
    for (qsizetype i = 0; i < source.size(); ++i) {
        const QChar c = source.at(i);
        if ((c == QLatin1Char('&') || c == QLatin1Char('%')) && i + 1 < source.size()) {
            result += c;
            result += source.at(++i);
            continue;
        }
        const qsizetype place = plain.indexOf(c);
        result += place < 0 ? c : accented.at(place);
    }
    return QChar(0x27e6) + result + QLatin1Char(' ') + QString(qMax<qsizetype>(1, (source.size() * 2 + 4) / 5), QLatin1Char('~')) + QChar(0x27e7);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    QFile in(arguments.value(1)), out(arguments.value(2));
    if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly)) {
        std::fprintf(stderr, "usage: t6-pseudo IN.ts OUT.ts\n");
        return 2;
    }
    QXmlStreamReader reader(&in);
    QXmlStreamWriter writer(&out);
    QString source;
    bool plural = false;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == QLatin1String("message"))
            plural = reader.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
        if (reader.isStartElement() && reader.name() == QLatin1String("source")) {
            source = reader.readElementText();
            writer.writeTextElement(QStringLiteral("source"), source);
        } else if (reader.isStartElement() && reader.name() == QLatin1String("translation")) {
            reader.skipCurrentElement();
            writer.writeStartElement(QStringLiteral("translation"));
            for (int form = 0; plural && form < 2; ++form) // as in English
                writer.writeTextElement(QStringLiteral("numerusform"), pseudo(source));
            if (!plural)
                writer.writeCharacters(pseudo(source));
            writer.writeEndElement();
        } else {
            writer.writeCurrentToken(reader);
        }
    }
    return reader.hasError() ? 1 : 0;
}
