// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ordersmodel.h"

#include <QAction>
#include <QDialog>
#include <QStandardItemModel>
#include <QThreadPool>

#include <memory>

namespace t6::ui {

namespace Ui {
class CommandPalette;
}

/// How well `pattern` fits `text`: its letters in their order, better when they are close together or begin words; 0 = not at all.
[[nodiscard]] int fuzzyScore(QStringView pattern, QStringView text);

/// Finds any action, merchant or order number while one types. Enter runs the first, Esc closes.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    CommandPalette(const QList<QAction*>& actions, const QHash<MerchantId, MerchantFace>& merchants, QueueSnapshot queue, QWidget* parent = nullptr);
    ~CommandPalette() override;

signals:
    void merchantChosen(t6::MerchantId id);
    void orderChosen(const t6::ui::OrderKey& key);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Entry
    {
        QString text, detail;
        int score = 0;
        QAction* action = nullptr;
        MerchantId merchant;
        std::optional<OrderKey> order;
    };
    void search();
    void list(std::vector<Entry> entries);
    void run(int row);

    QList<QAction*> m_actions;
    QHash<MerchantId, MerchantFace> m_merchants;
    QueueSnapshot m_queue;
    QStandardItemModel m_results;
    std::vector<Entry> m_entries;
    QThreadPool m_pool;
    quint64 m_generation = 0;
    std::unique_ptr<Ui::CommandPalette> m_form;
};

} // namespace t6::ui
