// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "labelpdf.h"

#include "code128.h"

namespace t6::sandbox {

namespace {

// Points of 1/72 inch, origin at the lower left.
constexpr double kWidth = 288, kHeight = 432, kMargin = 12, kModule = 1.2;

QByteArray number(double value)
{
    return QByteArray::number(value, 'f', 2);
}

QByteArray textAt(double x, double y, int size, const QString& text, bool bold = false)
{
    QByteArray escaped;
    for (const char c : text.toLatin1()) {
        if (c == '(' || c == ')' || c == '\\')
            escaped += '\\';
        escaped += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return "BT /" + QByteArray(bold ? "F2" : "F1") + ' ' + QByteArray::number(size) + " Tf " + number(x) + ' ' + number(y) + " Td (" + escaped + ") Tj ET\n";
}

QByteArray box(double x, double y, double width, double height)
{
    return number(x) + ' ' + number(y) + ' ' + number(width) + ' ' + number(height) + " re f\n";
}

QByteArray bars(const QByteArray& text, double y, double height)
{
    const std::vector<int> widths = code128(text);
    int modules = 0;
    for (const int width : widths)
        modules += width;
    // Centred; long numbers get narrower bars, with ten modules of quiet zone on both sides.
    const double module = std::min(kModule, kWidth / (modules + 20));
    double x = (kWidth - modules * module) / 2;
    QByteArray out;
    for (size_t i = 0; i < widths.size(); ++i) {
        if (i % 2 == 0)
            out += box(x, y, widths[i] * module, height);
        x += widths[i] * module;
    }
    return out;
}

QByteArray onePage(const QByteArray& content)
{
    const QList<QByteArray> objects{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 288 432]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        "<</Length " + QByteArray::number(content.size()) + ">>stream\n" + content + "endstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>"};
    QByteArray pdf = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n";
    QByteArray table = "xref\n0 7\n0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj" + objects[i] + "\nendobj\n";
    }
    const QByteArray start = QByteArray::number(pdf.size());
    return pdf + table + "trailer<</Size 7/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
}

} // namespace

QByteArray labelPdf(const Label& label)
{
    QByteArray page = box(0, 360, kWidth, 2) + textAt(kMargin, 372, 20, label.service.left(22), true);
    double y = 420;
    for (const QString& line : label.from) {
        page += textAt(kMargin + 150, y, 6, line.left(40));
        y -= 7;
    }
    y = 330;
    page += textAt(kMargin, y, 8, QStringLiteral("SHIP TO:"), true);
    for (const QString& line : label.to) {
        y -= 15;
        page += textAt(kMargin + 12, y, 12, line.left(38));
    }
    page += box(0, 168, kWidth, 2) + box(0, 40, kWidth, 2);
    page += bars(label.tracking, 72, 76) + textAt(kMargin + 50, 54, 11, QString::fromLatin1(label.tracking), true);
    page += textAt(kMargin, 22, 8, QStringLiteral("Ref: ") + label.reference.left(50));
    if (label.sample)
        page += textAt(40, 200, 30, QStringLiteral("SAMPLE - VOID"), true);
    return onePage(page);
}

QByteArray customsPdf(const QStringList& lines)
{
    QByteArray page = textAt(kMargin, 405, 12, QStringLiteral("CUSTOMS DECLARATION CN 22"), true);
    double y = 380;
    for (const QString& line : lines) {
        page += textAt(kMargin, y, 8, line.left(64));
        y -= 12;
    }
    return onePage(page);
}

} // namespace t6::sandbox
