// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitpane.h"

#include "painting.h"
#include "safetext.h"
#include "ui_splitpane.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QSpinBox>
#include <QStyledItemDelegate>

namespace t6::ui {

namespace {

/// A number of units, no more than there are.
class UnitsDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        auto* box = new QSpinBox(parent);
        box->setObjectName(QStringLiteral("unitsBox"));
        box->setAccessibleName(SplitPane::tr("Units"));
        box->setRange(0, index.data(SplitModel::MostRole).toInt());
        box->setFrame(false);
        return box;
    }
};

} // namespace

SplitPane::SplitPane(const SplitDraft& draft, int place, QWidget* parent)
    : QFrame(parent)
    , m_model(draft, place)
    , m_place(place)
    , m_form(std::make_unique<Ui::SplitPane>())
{
    m_form->setupUi(this);
    QTableView* view = m_form->linesView;
    view->setModel(&m_model);
    view->setItemDelegateForColumn(SplitModel::Quantity, new UnitsDelegate(view));
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    view->horizontalHeader()->setSectionResizeMode(SplitModel::Item, QHeaderView::Stretch);
    view->setMinimumHeight(view->horizontalHeader()->sizeHint().height() + 3 * view->verticalHeader()->defaultSectionSize());
    view->installEventFilter(this);
    connect(m_form->moveButton, &QPushButton::clicked, this, &SplitPane::move);
    connect(m_form->removeButton, &QPushButton::clicked, this, &SplitPane::removeRequested);
    // Queued: the cell's editor is still closing, and what follows fills the table anew.
    connect(&m_model, &SplitModel::unitsWanted, this, &SplitPane::unitsWanted, Qt::QueuedConnection);
    setRemovable(false);
    refresh();
}

SplitPane::~SplitPane() = default;

void SplitPane::setPlace(int place)
{
    m_place = place;
    m_model.setPlace(place);
}

void SplitPane::setHeading(const QString& title, const QString& chip, ChipLabel::TintOf tint)
{
    m_form->headingLabel->setText(title);
    m_form->headingChip->setChip(chip, tint);
    m_form->linesView->setAccessibleName(title);
}

void SplitPane::setMove(const QString& caption)
{
    m_form->moveButton->setText(caption);
}

void SplitPane::setRemovable(bool removable)
{
    m_form->removeButton->setVisible(removable);
}

void SplitPane::setFacts(const QList<Fact>& facts)
{
    while (m_form->factsLayout->rowCount() > 0)
        m_form->factsLayout->removeRow(0);
    for (const Fact& fact : facts) {
        auto* name = new PlainLabel(fact.name, this);
        name->setProperty("role", QStringLiteral("dim"));
        name->setWordWrap(false);
        auto* value = new PlainLabel(this);
        value->setData(fact.value);
        value->setSelectable(true);
        m_form->factsLayout->addRow(name, value);
    }
}

void SplitPane::refresh()
{
    const int line = m_model.lineAt(m_form->linesView->currentIndex().row());
    m_model.refresh();
    const int row = qMax(0, m_model.rowOf(line));
    if (m_model.rowCount() > 0)
        m_form->linesView->setCurrentIndex(m_model.index(row, SplitModel::Quantity));
    m_form->moveButton->setEnabled(m_model.rowCount() > 0);
}

void SplitPane::focusLines()
{
    m_form->linesView->setFocus();
}

QList<QWidget*> SplitPane::inputs() const
{
    return {m_form->linesView, m_form->moveButton, m_form->removeButton};
}

QList<int> SplitPane::chosenLines() const
{
    QList<int> lines;
    for (const QModelIndex& index : m_form->linesView->selectionModel()->selectedRows())
        lines += m_model.lineAt(index.row());
    return lines;
}

void SplitPane::move()
{
    if (const QList<int> lines = chosenLines(); !lines.isEmpty())
        emit moveRequested(lines);
}

bool SplitPane::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn)
        emit entered();
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) { // else the dialog would take it for its default button's
            if (m_form->linesView->hasFocus()) // not when it ends the editing of a cell
                move();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void SplitPane::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokens(palette());
    drawCard(*this, t.pane, (m_place == SplitDraft::kOriginal ? t.fine : t.hold).text);
}

} // namespace t6::ui
