// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "orderswindow.h"

#include "queuedata.h"

#include <operations/queuekeeper.h>
#include <support/queuemaker.h>

#include <QElapsedTimer>
#include <QEvent>
#include <QEventLoop>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <thread>

namespace t6::bench {

namespace {

constexpr int kChangesPerSecond = 1'000;
constexpr int kBatchesPerSecond = 20;

/// Notes when each frame is painted.
class FrameClock : public QObject
{
public:
    explicit FrameClock(QWidget* painted) { painted->installEventFilter(this); m_clock.start(); }
    [[nodiscard]] std::vector<double> gaps() const
    {
        std::vector<double> gaps;
        for (std::size_t i = 1; i < m_frames.size(); ++i)
            gaps.push_back(m_frames[i] - m_frames[i - 1]);
        std::ranges::sort(gaps);
        return gaps;
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            m_frames.push_back(static_cast<double>(m_clock.nsecsElapsed()) * 1e-9);
        return QObject::eventFilter(watched, event);
    }

private:
    QElapsedTimer m_clock;
    std::vector<double> m_frames;
};

/// Scrolls at 60 Hz; what comes between two frames is in the result, ascending.
std::vector<double> scroll(OrdersWindow& window, std::chrono::milliseconds time)
{
    FrameClock frames(window.view().viewport());
    QEventLoop loop;
    QTimer ticks;
    ticks.setTimerType(Qt::PreciseTimer);
    QScrollBar* bar = window.view().verticalScrollBar();
    QObject::connect(&ticks, &QTimer::timeout, bar, [bar] { bar->setValue((bar->value() + 3) % std::max(1, bar->maximum())); });
    ticks.start(16);
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
    return frames.gaps();
}

Timing percentile(const QString& name, const std::vector<double>& gaps)
{
    if (gaps.empty())
        return {name, 0, 0, 0};
    return {name, gaps[gaps.size() * 99 / 100], gaps.front(), gaps.back()};
}

} // namespace

OrdersWindow::OrdersWindow(const QueueSnapshot& queue, const std::vector<QString>& merchantNames)
{
    QHash<MerchantId, ui::MerchantFace> faces;
    for (std::size_t i = 0; i < queue.merchants().size(); ++i)
        faces.insert(queue.merchants()[i], {merchantNames[i], static_cast<int>(i % 8)});
    m_view.setOrders(&m_model);
    m_view.resize(1600, 900);
    m_view.show();
    QueueQuery all;
    all.includeClosed = true;
    m_model.setQuery(all);
    m_model.setQueue(queue, faces);
    waitAndPaint();
}

void OrdersWindow::show(const QueueQuery& query)
{
    m_model.setQuery(query);
    waitAndPaint();
}

void OrdersWindow::waitAndPaint()
{
    while (m_model.isBusy()) {
        QEventLoop loop;
        QObject::connect(&m_model, &ui::OrdersModel::updated, &loop, &QEventLoop::quit);
        loop.exec();
    }
    m_view.viewport()->repaint();
}

void benchScroll(const Settings& settings, Report& report)
{
    QTimer news;
    news.setSingleShot(true);
    news.setInterval(50);
    operations::QueueKeeper keeper([&news] { QMetaObject::invokeMethod(&news, [&news] { news.start(); }); });
    const QueueTable made = makeQueue(settings);
    const QueueSnapshot queue = made.snapshot();
    for (const MerchantId merchant : queue.merchants())
        if (!keeper.loadPages(merchant, made.savePages(merchant)))
            return;
    const std::vector<QString> names = merchantNames(queue);
    OrdersWindow window(keeper.take().snapshot, names);
    QObject::connect(&news, &QTimer::timeout, &window.model(), [&] {
        const operations::QueueKeeper::News fresh = keeper.take();
        window.model().applyChange(fresh.snapshot, fresh.change);
    });
    const std::chrono::milliseconds time(settings.rounds * 2'000);
    std::vector<Timing> timings;
    {
        std::atomic<bool> ended = false;
        std::thread writer([&] {
            test::QueueMaker make(3);
            std::int64_t newest = 9'000'000'000;
            while (!ended) {
                const std::uint32_t merchant = make.below(static_cast<std::uint32_t>(settings.merchants));
                const QueueSnapshot now = keeper.snapshot();
                const std::vector<RowId>& rows = now.rowsOf(merchant);
                std::vector<QueueEntry> entries;
                for (int i = 0; i < kChangesPerSecond / kBatchesPerSecond; ++i) {
                    const QueueRow& row = now.row(rows[make.below(static_cast<std::uint32_t>(rows.size()))]);
                    const bool isNew = i % 10 == 0;
                    entries.push_back(make.entry(isNew ? ++newest : row.id));
                    entries.back().orderDate = isNew ? static_cast<std::uint32_t>(newest - 7'000'000'000) : row.orderDate; // an order keeps its date
                }
                keeper.apply(now.merchants()[merchant], entries, {});
                std::this_thread::sleep_for(std::chrono::milliseconds(1'000 / kBatchesPerSecond));
            }
        });
        timings.push_back(percentile(QStringLiteral("here: 99th percentile of the gap between frames"), scroll(window, time)));
        ended = true;
        writer.join();
    }
    timings.push_back(percentile(QStringLiteral("limit: the same while nothing changes"), scroll(window, time)));
    report.times(QStringLiteral("scroll"), QStringLiteral("60 Hz through %L1 rows, %2 changes a second").arg(queue.rowCount()).arg(kChangesPerSecond), timings, {20});
}

} // namespace t6::bench
