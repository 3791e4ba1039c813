// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chiplabel.h"
#include "splitmodel.h"

#include <QFrame>

#include <memory>

namespace t6::ui {

namespace Ui {
class SplitPane;
}

/// One order of a split: its lines, and what becomes of it. Enter moves the chosen lines to the other side, F2 says how many units.
class SplitPane : public QFrame
{
    Q_OBJECT

public:
    struct Fact
    {
        QString name;
        QString value; ///< may be from outside
    };

    /// `draft` must outlive this.
    SplitPane(const SplitDraft& draft, int place, QWidget* parent = nullptr);
    ~SplitPane() override;

    [[nodiscard]] int place() const noexcept { return m_place; }
    void setPlace(int place);
    void setHeading(const QString& title, const QString& chip, ChipLabel::TintOf tint);
    void setMove(const QString& caption); ///< what its button says
    void setRemovable(bool removable);
    void setFacts(const QList<Fact>& facts);
    void refresh(); ///< the draft is another one
    void focusLines();
    [[nodiscard]] QList<QWidget*> inputs() const; ///< in the order of the Tab key
    [[nodiscard]] QList<int> chosenLines() const; ///< of the draft

signals:
    void moveRequested(const QList<int>& lines);
    void unitsWanted(int line, int units);
    void removeRequested();
    void entered(); ///< it has the focus

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void move();

    SplitModel m_model;
    int m_place;
    std::unique_ptr<Ui::SplitPane> m_form;
};

} // namespace t6::ui
