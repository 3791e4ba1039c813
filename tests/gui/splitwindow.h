// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "windowdesk.h"

#include <operations/splitdesk.h>
#include <ui/splitmodel.h>

#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QSpinBox>
#include <QTableView>
#include <QTreeWidget>

namespace t6::test {

/// A window on orders that must be split.
class SplitWindow : public SplitDesk
{
public:
    SplitWindow()
    {
        ui::UiOptions options;
        options.profileDir = profileDir();
        options.clock = clock.clock();
        window = std::make_unique<ui::MainWindow>(*console, options);
        window->resize(1'280, 800);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window does not become active");
    }
    ~SplitWindow() { window.reset(); }

    [[nodiscard]] ui::QueuePage& queue() const { return *window->queuePage(); }
    [[nodiscard]] bool select(OrderId id) const
    {
        queue().showOrder({merchant, id});
        return QTest::qWaitFor([&] { return queue().order() && queue().order()->id == id && queue().currentOrder() && queue().currentOrder()->order == id; }, 10'000);
    }
    [[nodiscard]] bool dialogIsActive() const
    {
        return QTest::qWaitFor([this] { return window->dialog() && window->dialog()->isActiveWindow() && QApplication::focusWidget(); }, 5'000);
    }
    [[nodiscard]] QWidget* open(const QString& place) const
    {
        for (const auto& known : window->places()) {
            if (known.name == place)
                return known.open();
        }
        return nullptr;
    }
    /// The split view of an order, with the numbers read.
    [[nodiscard]] bool openSplit(OrderId id) const
    {
        if (!select(id))
            return false;
        QTest::keyClick(window.get(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        return dialogIsActive() && QTest::qWaitFor([this] { return !child<QLabel>(*window->dialog(), "messageLabel").text().startsWith(QLatin1String("Reading")); }, 10'000);
    }
    [[nodiscard]] QTableView& linesOf(const char* pane) const { return child<QTableView>(child<QWidget>(*window->dialog(), pane), "linesView"); }
    [[nodiscard]] int lines(const char* pane) const { return linesOf(pane).model()->rowCount(); }
    [[nodiscard]] static int rowOf(const QTableView& view, const QString& sku)
    {
        for (int row = 0; row < view.model()->rowCount(); ++row) {
            if (view.model()->index(row, 0).data().toString().contains(sku))
                return row;
        }
        return -1;
    }
    [[nodiscard]] static bool shows(const QWidget& root, const QString& text)
    {
        const auto labels = root.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
    }
    [[nodiscard]] QWidget* splitCard() const
    {
        for (QWidget* card : window->findChildren<QWidget*>(QStringLiteral("issueCard"))) {
            if (card->accessibleName() == checkTitle(CheckCode::SplitNeeded))
                return card;
        }
        return nullptr;
    }
    /// Before the new order is let go, somebody takes an item off it.
    void interfereWithTheChild()
    {
        at([this] {
            sandbox().onRequest([this, made = 0, done = false](const QByteArray& method, const QByteArray& path) mutable {
                made += method == "POST" && path.contains("createorder");
                if (method != "GET" || made < 2 || done)
                    return;
                for (const OrderId id : sandbox().orderIds(0)) {
                    const QJsonObject found = sandbox().order(0, id);
                    if (!found.value(QLatin1String("orderNumber")).toString().endsWith(QLatin1String("-2")) || !found.value(QLatin1String("orderKey")).toString().startsWith(QLatin1String("t6s-")))
                        continue;
                    QJsonArray items = found.value(QLatin1String("items")).toArray();
                    items.removeFirst();
                    done = sandbox().editOrder(0, id, {{QStringLiteral("items"), items}});
                }
            });
        });
    }
    /// Unticks all other orders; how many are left.
    static int keepChecked(QTreeWidget& tree, const QStringList& numbers)
    {
        int kept = 0;
        for (int row = 0; row < tree.topLevelItemCount(); ++row) {
            QTreeWidgetItem* item = tree.topLevelItem(row);
            const bool wanted = numbers.contains(item->text(0));
            if (!wanted && item->flags().testFlag(Qt::ItemIsUserCheckable))
                item->setCheckState(0, Qt::Unchecked);
            kept += wanted && item->checkState(0) == Qt::Checked;
        }
        return kept;
    }
    [[nodiscard]] static int outcomes(const QTreeWidget& tree, const QString& words)
    {
        int count = 0;
        for (int row = 0; row < tree.topLevelItemCount(); ++row)
            count += tree.topLevelItem(row)->text(tree.columnCount() - 1).contains(words);
        return count;
    }

    std::unique_ptr<ui::MainWindow> window;
};

} // namespace t6::test
