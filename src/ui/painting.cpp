// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "painting.h"

#include <QFontMetrics>
#include <QPainterPath>
#include <QStyleOptionViewItem>
#include <QWidget>

namespace t6::ui {

QFont smallFont(const QFont& font)
{
    QFont small = font;
    if (font.pixelSize() > 0)
        small.setPixelSize(qMax(9, qRound(font.pixelSize() * 0.86)));
    else
        small.setPointSizeF(font.pointSizeF() * 0.86);
    return small;
}

QFont boldFont(const QFont& font)
{
    QFont bold = font;
    bold.setWeight(QFont::DemiBold);
    return bold;
}


const Tint& issueTint(const Tokens& tokens, CheckCode code, Severity severity)
{
    if (code == CheckCode::HoldExpired)
        return tokens.hold;
    return severity == Severity::Blocks ? tokens.blocks : severity == Severity::Check ? tokens.check : tokens.fine;
}

const Tint& readinessTint(const Tokens& tokens, Readiness readiness)
{
    switch (readiness) {
    case Readiness::NeedsReview:
        return tokens.blocks;
    case Readiness::ReadyToShip:
        return tokens.fine;
    case Readiness::OnHold:
        return tokens.hold;
    case Readiness::AwaitingPayment:
    case Readiness::WaitingOnMerchant:
        return tokens.check;
    case Readiness::Closed:
        break;
    }
    return tokens.fine;
}

QString readinessShape(Readiness readiness)
{
    switch (readiness) {
    case Readiness::NeedsReview:
        return QStringLiteral("▲");
    case Readiness::ReadyToShip:
        return QStringLiteral("✓");
    case Readiness::OnHold:
        return QStringLiteral("‖");
    case Readiness::AwaitingPayment:
    case Readiness::WaitingOnMerchant:
        return QStringLiteral("○");
    case Readiness::Closed:
        return QStringLiteral("■");
    }
    return {};
}

QString chipText(CheckCode code, Severity severity)
{
    const QString shape = code == CheckCode::HoldExpired ? QStringLiteral("‖")
        : severity == Severity::Blocks                   ? QStringLiteral("▲")
        : severity == Severity::Check                    ? QStringLiteral("●")
                                                         : QStringLiteral("○");
    return shape + QLatin1Char(' ') + checkLabel(code);
}

QSize chipSize(const QFont& font, const QString& text)
{
    const QFontMetrics metrics(font);
    return {metrics.horizontalAdvance(text) + 14, metrics.height() + 5};
}

void drawChip(QPainter* painter, const QRect& rect, const QString& text, const Tint& tint)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tint.ground);
    painter->drawRoundedRect(rect, 5, 5);
    painter->setPen(tint.text);
    painter->drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, text);
    painter->restore();
}

void drawRowGround(QPainter* painter, const QStyleOptionViewItem& option, const QColor& ground)
{
    const Tokens& t = tokens(option.palette);
    painter->fillRect(option.rect, option.state & QStyle::State_Selected ? t.selection : ground);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
}

void drawCard(QWidget& card, const QColor& ground, const QColor& bar)
{
    constexpr int kBar = 4;
    QPainter painter(&card);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(card.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.fillPath(shape, ground);
    painter.save();
    painter.setClipPath(shape);
    const bool mirrored = card.layoutDirection() == Qt::RightToLeft;
    painter.fillRect(QRectF(mirrored ? card.width() - kBar : 0, 0, kBar, card.height()), bar);
    painter.restore();
    painter.setPen(tokens(card.palette()).line);
    painter.drawPath(shape);
}

} // namespace t6::ui
