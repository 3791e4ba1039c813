// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderdelegate.h"

#include "ordersmodel.h"
#include "painting.h"
#include "safetext.h"

#include <QApplication>
#include <QPainter>

#include <utility>
#include <vector>

namespace t6::ui {

namespace {

constexpr int kPadding = 8;
constexpr int kBar = 4;

QString elided(const QFont& font, const QString& text, int width)
{
    return QFontMetrics(font).elidedText(text, Qt::ElideRight, width);
}

QRect mirrored(const QStyleOptionViewItem& option, const QRect& rect)
{
    return QStyle::visualRect(option.direction, option.rect, rect);
}

int aligned(const QStyleOptionViewItem& option, Qt::Alignment alignment)
{
    return static_cast<int>(QStyle::visualAlignment(option.direction, alignment)) | Qt::TextSingleLine;
}

} // namespace

int OrderDelegate::rowHeight(const QFont& font)
{
    return QFontMetrics(boldFont(font)).height() + QFontMetrics(smallFont(font)).height() + 7;
}

QSize OrderDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QFontMetrics metrics(option.font);
    int width = metrics.horizontalAdvance(index.data().toString()) + 2 * kPadding;
    if (index.column() == OrdersModel::Issues)
        width = metrics.averageCharWidth() * 36;
    return {width, rowHeight(option.font)};
}

void OrderDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    drawRowGround(painter, option, tokens(option.palette).window);
    switch (index.column()) {
    case OrdersModel::Order:
        paintOrder(painter, option, index);
        break;
    case OrdersModel::Issues:
        paintIssues(painter, option, index);
        break;
    case OrdersModel::State:
        paintReadiness(painter, option, index);
        break;
    default:
        paintText(painter, option, index);
    }
    painter->restore();
}

void OrderDelegate::paintOrder(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = tokens(option.palette);
    const QRect cell = option.rect;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(merchantColour(index.data(OrdersModel::MerchantColourRole).toInt(), isDark(option.palette)));
    painter->drawRoundedRect(mirrored(option, QRect(cell.left() + 4, cell.top() + 5, kBar, cell.height() - 11)), 2, 2);

    const QFont number = boldFont(option.font), merchant = smallFont(option.font);
    const int left = kPadding + kNumberIndent;
    const int width = cell.width() - left - 4;
    const int upper = QFontMetrics(number).height(), lower = QFontMetrics(merchant).height();
    const int top = cell.top() + (cell.height() - 1 - upper - lower) / 2;
    painter->setFont(number);
    painter->setPen(t.text);
    painter->drawText(mirrored(option, QRect(cell.left() + left, top, width, upper)), aligned(option, Qt::AlignLeft | Qt::AlignVCenter),
        elided(number, safeLine(index.data().toString()), width));
    painter->setFont(merchant);
    painter->setPen(t.dim);
    painter->drawText(mirrored(option, QRect(cell.left() + left, top + upper, width, lower)), aligned(option, Qt::AlignLeft | Qt::AlignVCenter),
        elided(merchant, safeLine(index.data(OrdersModel::MerchantNameRole).toString()), width));
}

void OrderDelegate::paintIssues(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = tokens(option.palette);
    const IssueMask mask = index.data(OrdersModel::IssueMaskRole).toULongLong();
    std::vector<std::pair<QString, Tint>> chips;
    for (const Severity severity : {Severity::Blocks, Severity::Check}) {
        for (const CheckInfo& info : allChecks()) {
            if ((mask & bit(info.code)) && info.worst == severity)
                chips.emplace_back(chipText(info.code, severity), issueTint(t, info.code, severity));
        }
    }
    const QFont font = smallFont(option.font);
    painter->setFont(font);
    const int right = option.rect.right() - 4;
    int x = option.rect.left() + kPadding;
    for (std::size_t i = 0; i < chips.size(); ++i) {
        QSize size = chipSize(font, chips[i].first);
        const QString rest = QStringLiteral("+%1").arg(chips.size() - i);
        const bool last = i + 1 == chips.size();
        const int reserve = last ? 0 : chipSize(font, QStringLiteral("+%1").arg(chips.size() - i - 1)).width() + 5;
        QString label = chips[i].first;
        if (x + size.width() + reserve > right) {
            if (i > 0)
                label = rest;
            size = chipSize(font, label);
            if (x + size.width() > right) {
                size.setWidth(qMax(0, right - x));
                label = elided(font, label, size.width() - 12);
            }
        }
        const QRect place(x, option.rect.top() + (option.rect.height() - 1 - size.height()) / 2, size.width(), size.height());
        drawChip(painter, mirrored(option, place), label, chips[i].second);
        if (label == rest && i > 0)
            break;
        x += size.width() + 5;
    }
}

void OrderDelegate::paintReadiness(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto readiness = static_cast<Readiness>(index.data(OrdersModel::ReadinessRole).toInt());
    const QRect cell = option.rect.adjusted(kPadding, 0, -4, -1);
    painter->setPen(readinessTint(tokens(option.palette), readiness).text);
    painter->setFont(option.font);
    painter->drawText(cell, aligned(option, Qt::AlignLeft | Qt::AlignVCenter),
        elided(option.font, readinessShape(readiness) + QLatin1Char(' ') + index.data().toString(), cell.width()));
}

void OrderDelegate::paintText(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = tokens(option.palette);
    const QRect cell = option.rect.adjusted(kPadding, 0, -kPadding, -1);
    const QString shown = index.data().toString();
    painter->setPen(shown == QStringLiteral("—") ? t.dim : t.text);
    painter->setFont(option.font);
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->drawText(cell, aligned(option, alignment), elided(option.font, shown, cell.width()));
}

} // namespace t6::ui
