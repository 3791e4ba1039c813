// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace t6::ui {

/// The merchant's colour along the top of a dialog that changes something of it.
class MerchantBar : public QWidget
{
    Q_OBJECT

public:
    explicit MerchantBar(QWidget* parent = nullptr);
    void setColour(int colour); ///< index into the merchants' colours

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_colour = 0;
};

} // namespace t6::ui
