// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace t6::ui {

namespace {

class TintedSvg : public QIconEngine
{
public:
    TintedSvg(QString name, const QColor& colour)
        : m_name(std::move(name))
        , m_colour(colour)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        painter->drawPixmap(rect, rendered(rect.size(), painter->device()->devicePixelRatioF(), mode));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override { return rendered(size, 1.0, mode); }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        return rendered(size / scale, scale, mode);
    }

    QIconEngine* clone() const override { return new TintedSvg(*this); }
    QString key() const override { return QStringLiteral("t6.TintedSvg"); }

private:
    QPixmap rendered(const QSize& size, qreal scale, QIcon::Mode mode) const
    {
        const QPalette palette = QApplication::palette();
        QColor colour = m_colour.isValid() ? m_colour : palette.color(QPalette::ButtonText);
        if (mode == QIcon::Disabled)
            colour = palette.color(QPalette::Disabled, QPalette::ButtonText);
        const QString cacheKey = QStringLiteral("t6/%1/%2/%3/%4").arg(m_name, colour.name()).arg(size.width()).arg(scale);
        QPixmap picture;
        if (QPixmapCache::find(cacheKey, &picture))
            return picture;
        QFile file(QStringLiteral(":/icons/%1.svg").arg(m_name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        // Qt 6.4 paints currentColor black whatever the palette says.
        QSvgRenderer renderer(file.readAll().replace("currentColor", colour.name().toLatin1()));
        picture = QPixmap(size * scale);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        renderer.render(&painter, QRectF(QPointF(), QSizeF(picture.size())));
        painter.end();
        picture.setDevicePixelRatio(scale);
        QPixmapCache::insert(cacheKey, picture);
        return picture;
    }

    QString m_name;
    QColor m_colour;
};

} // namespace

QIcon icon(const QString& name)
{
    return QIcon(new TintedSvg(name, {}));
}

QIcon icon(const QString& name, const QColor& colour)
{
    return QIcon(new TintedSvg(name, colour));
}

QIcon programIcon()
{
    return QIcon(new TintedSvg(QStringLiteral("t6-console"), {}));
}

} // namespace t6::ui
