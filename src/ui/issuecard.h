// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/checks.h>

#include <QFrame>

namespace t6::ui {

/// One finding: what is wrong, why we think so, what staff do about it and which setting of ShipStation causes it.
class IssueCard : public QFrame
{
    Q_OBJECT

public:
    explicit IssueCard(const Issue& issue, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    CheckCode m_code;
    Severity m_severity;
};

} // namespace t6::ui
