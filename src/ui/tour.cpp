// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "tour.h"

#include "ordersview.h"
#include "queuepage.h"

#include <QDialog>
#include <QDir>
#include <QPixmap>

namespace t6::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto kSettle = 350ms; ///< for previews and counts that come from the pool
constexpr auto kStep = 100ms;

} // namespace

Tour::Tour(MainWindow& window, const QString& folder, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_folder(folder)
{
    m_timer.setSingleShot(true);
}

void Tour::start(std::chrono::milliseconds patience)
{
    m_patience = patience;
    if (!QDir().mkpath(m_folder)) {
        fail(tr("The folder %1 cannot be made.").arg(m_folder));
        emit finished(m_failures);
        return;
    }
    m_window.resize(1440, 900);
    m_window.show();
    connect(&m_timer, &QTimer::timeout, this, &Tour::wait);
    m_timer.start(kStep);
}

void Tour::wait()
{
    QueuePage* queue = m_window.queuePage();
    if (!queue->currentOrder())
        queue->stepOrder(1);
    m_patience -= kStep;
    if (!queue->order() && m_patience > 0ms) {
        m_timer.start(kStep);
        return;
    }
    if (!queue->order())
        fail(tr("No order appeared in the queue."));
    m_timer.disconnect(this);
    connect(&m_timer, &QTimer::timeout, this, &Tour::take);
    next();
}

void Tour::next()
{
    const auto& places = m_window.places();
    if (m_place == places.size()) {
        if (m_dark) {
            m_window.closeDialog();
            emit finished(m_failures);
            return;
        }
        m_dark = true;
        m_place = 0;
    }
    if (m_place == 0)
        m_window.setAppearance(m_dark ? Appearance::Dark : Appearance::Light);
    m_shown = places.at(m_place).open();
    if (!m_shown)
        fail(tr("“%1” does not open.").arg(places.at(m_place).name));
    m_timer.start(kSettle);
}

void Tour::take()
{
    const QString name = m_window.places().at(m_place).name;
    if (m_shown) {
        const QString path = QDir(m_folder).filePath(QStringLiteral("%1-%2-%3.png").arg(++m_pictures, 2, 10, QLatin1Char('0')).arg(name, m_dark ? QStringLiteral("dark") : QStringLiteral("light")));
        const QPixmap picture = m_shown->grab();
        if (picture.isNull() || !picture.save(path, "PNG"))
            fail(tr("The picture %1 cannot be saved.").arg(path));
        else
            emit pictureSaved(path);
    } else {
        fail(tr("“%1” closed by itself.").arg(name));
    }
    m_window.closeDialog();
    if (!m_window.queuePage()->currentOrder())
        m_window.queuePage()->stepOrder(1); // another view may hold other orders
    ++m_place;
    next();
}

void Tour::fail(const QString& what)
{
    ++m_failures;
    emit failed(what);
}

} // namespace t6::ui
