// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "commandpalette.h"

#include "orderdelegate.h"
#include "painting.h"
#include "safetext.h"
#include "ui_commandpalette.h"
#include "words.h"

#include <core/async.h>

#include <QKeyEvent>
#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>

namespace t6::ui {

namespace {

constexpr int kDetailRole = Qt::UserRole;
constexpr int kMostOrders = 20;
constexpr int kMostEntries = 40;

class ResultDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override { return {100, option.fontMetrics.height() + 12}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& t = tokens(option.palette);
        painter->save();
        painter->fillRect(option.rect, option.state & QStyle::State_Selected ? t.selection : t.pane);
        const QRect row = option.rect.adjusted(10, 0, -10, 0);
        const auto place = [&](Qt::Alignment alignment) { return static_cast<int>(QStyle::visualAlignment(option.direction, alignment | Qt::AlignVCenter)) | Qt::TextSingleLine; };
        const QString detail = index.data(kDetailRole).toString();
        painter->setFont(option.font);
        painter->setPen(t.dim);
        painter->drawText(row, place(Qt::AlignRight), detail);
        painter->setPen(t.text);
        const int room = row.width() - option.fontMetrics.horizontalAdvance(detail) - 16;
        painter->drawText(row, place(Qt::AlignLeft), option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room));
        painter->restore();
    }
};

QString plainCaption(const QAction* action)
{
    return action->text().remove(QLatin1Char('&'));
}

} // namespace

int fuzzyScore(QStringView pattern, QStringView text)
{
    int score = 1;
    qsizetype at = -1;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace())
            continue;
        const qsizetype from = at + 1;
        qsizetype found = -1;
        for (qsizetype i = from; i < text.size(); ++i) {
            if (text.at(i).toCaseFolded() == wanted.toCaseFolded()) {
                found = i;
                break;
            }
        }
        if (found < 0)
            return 0;
        score += found == from && at >= 0 ? 8 : found == 0 || !text.at(found - 1).isLetterOrNumber() ? 6 : 1;
        at = found;
    }
    return score;
}

CommandPalette::CommandPalette(const QList<QAction*>& actions, const QHash<MerchantId, MerchantFace>& merchants, QueueSnapshot queue, QWidget* parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_merchants(merchants)
    , m_queue(std::move(queue))
    , m_form(std::make_unique<Ui::CommandPalette>())
{
    m_pool.setMaxThreadCount(1);
    m_form->setupUi(this);
    resize(fontMetrics().averageCharWidth() * 80, fontMetrics().height() * 26);
    m_form->resultsList->setModel(&m_results);
    m_form->resultsList->setItemDelegate(new ResultDelegate(this));
    m_form->resultsList->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_form->resultsList->setFocusPolicy(Qt::NoFocus); // the keys go through the search field
    m_form->searchEdit->installEventFilter(this);
    connect(m_form->searchEdit, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_form->resultsList, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) { run(index.row()); });
    search();
    m_form->searchEdit->setFocus();
}

CommandPalette::~CommandPalette()
{
    m_pool.waitForDone();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int rows = m_results.rowCount(), current = m_form->resultsList->currentIndex().row();
    const auto go = [&](int row) { m_form->resultsList->setCurrentIndex(m_results.index(qBound(0, row, rows - 1), 0)); };
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down: go(current + 1); return true;
    case Qt::Key_Up: go(current - 1); return true;
    case Qt::Key_PageDown: go(current + 10); return true;
    case Qt::Key_PageUp: go(current - 10); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: run(current); return true;
    default: return false;
    }
}

void CommandPalette::search()
{
    const QString pattern = m_form->searchEdit->text().trimmed();
    std::vector<Entry> entries;
    for (QAction* action : m_actions) {
        Entry entry{plainCaption(action), action->shortcut().toString(QKeySequence::NativeText), 1, action, {}, {}};
        entry.score = pattern.isEmpty() ? 1 : fuzzyScore(pattern, entry.text);
        if (entry.score > 0)
            entries.push_back(entry);
    }
    for (auto merchant = m_merchants.begin(); merchant != m_merchants.end(); ++merchant) {
        Entry entry{merchant->name, tr("Merchant"), 1, nullptr, merchant.key(), {}};
        entry.score = pattern.isEmpty() ? 1 : fuzzyScore(pattern, entry.text) * 2;
        if (entry.score > 0)
            entries.push_back(entry);
    }
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.score > b.score; });
    const quint64 generation = ++m_generation;
    list(entries);
    if (pattern.size() < 2)
        return;
    QueueQuery query;
    query.text = pattern;
    query.includeClosed = true;
    const auto job = [queue = m_queue, query, faces = m_merchants]() -> std::vector<Entry> {
        std::vector<Entry> found;
        for (RowId row : runQuery(queue, query, std::vector<QString>(queue.merchants().size()))) {
            const OrderKey key{queue.merchant(row), OrderId{queue.row(row).id}};
            found.push_back({safeLine(text(queue.number(row)) + QStringLiteral(" · ") + text(queue.buyer(row))), faces.value(key.merchant).name, 1, nullptr, {}, key});
            if (found.size() >= kMostOrders)
                break;
        }
        return found;
    };
    whenDone(this, QtConcurrent::run(&m_pool, job), [this, generation, entries](const std::vector<Entry>& orders) {
        if (generation != m_generation || orders.empty())
            return;
        std::vector<Entry> all = entries;
        all.insert(all.end(), orders.begin(), orders.end());
        // What holds a digit is an order's number rather than letters of an action or a merchant.
        const QString typed = m_form->searchEdit->text().trimmed();
        if (std::any_of(typed.begin(), typed.end(), [](QChar c) { return c.isDigit(); }))
            std::stable_partition(all.begin(), all.end(), [&](const Entry& entry) { return entry.order && entry.text.startsWith(typed, Qt::CaseInsensitive); });
        list(std::move(all));
    });
}

void CommandPalette::list(std::vector<Entry> entries)
{
    if (entries.size() > kMostEntries)
        entries.resize(kMostEntries);
    m_entries = std::move(entries);
    m_results.clear();
    for (const Entry& entry : m_entries) {
        auto* item = new QStandardItem(safeLine(entry.text));
        item->setData(entry.detail, kDetailRole);
        item->setData(entry.detail.isEmpty() ? entry.text : entry.text + QStringLiteral(", ") + entry.detail, Qt::AccessibleTextRole);
        m_results.appendRow(item);
    }
    m_form->resultsList->setCurrentIndex(m_results.index(0, 0));
    m_form->hintLabel->setText(m_entries.empty() ? tr("Nothing fits. Esc closes.") : tr("Enter runs it, Esc closes."));
}

void CommandPalette::run(int row)
{
    if (row < 0 || row >= static_cast<int>(m_entries.size()))
        return;
    const Entry entry = m_entries[static_cast<std::size_t>(row)];
    accept();
    if (entry.action)
        entry.action->trigger();
    else if (entry.order)
        emit orderChosen(*entry.order);
    else
        emit merchantChosen(entry.merchant);
}

} // namespace t6::ui
