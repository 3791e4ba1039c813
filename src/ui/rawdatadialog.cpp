// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "rawdatadialog.h"

#include "safetext.h"
#include "ui_rawdatadialog.h"

#include <QFontDatabase>

#include <algorithm>

namespace t6::ui {

namespace {

/// JSON's own bytes, a value on each line. Not parsed and written anew: ids beyond 53 bit would lose digits. What is no JSON stays as it is, but for lines.
QByteArray indented(const QByteArray& json)
{
    constexpr int kWide = 2, kDeepest = 40;
    QByteArray lines;
    lines.reserve(json.size() + json.size() / 2);
    int depth = 0;
    bool inText = false;
    const auto newLine = [&] { lines += '\n' + QByteArray(kWide * std::clamp(depth, 0, kDeepest), ' '); };
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json.at(i);
        if (inText) {
            lines += c;
            if (c == '\\' && i + 1 < json.size())
                lines += json.at(++i);
            inText = c != '"';
            continue;
        }
        const bool opens = c == '{' || c == '[', closes = c == '}' || c == ']';
        const bool isEmpty = opens && i + 1 < json.size() && (json.at(i + 1) == '}' || json.at(i + 1) == ']');
        if (closes && !(i > 0 && (json.at(i - 1) == '{' || json.at(i - 1) == '['))) {
            --depth;
            newLine();
        }
        inText = c == '"';
        lines += c;
        if (c == ':')
            lines += ' ';
        if (opens && !isEmpty)
            ++depth;
        if ((opens && !isEmpty) || c == ',')
            newLine();
    }
    return lines;
}

} // namespace

RawDataDialog::RawDataDialog(const QString& number, const QByteArray& raw, QWidget* parent)
    : QDialog(parent)
    , m_form(std::make_unique<Ui::RawDataDialog>())
{
    m_form->setupUi(this);
    m_form->titleLabel->setData(tr("Order %1").arg(safeLine(number, 60)));
    m_form->rawText->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_form->rawText->setPlainText(safeBlock(QString::fromUtf8(indented(raw)), 4'000'000));
    m_form->rawText->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 36);
    connect(m_form->copyButton, &QPushButton::clicked, this, [this, raw] { emit copyRequested(QString::fromUtf8(raw)); });
    connect(m_form->closeButton, &QPushButton::clicked, this, &QDialog::accept);
}

RawDataDialog::~RawDataDialog() = default;

} // namespace t6::ui
