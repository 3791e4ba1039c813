// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fixplaces.h"

#include <core/checks.h>

#include <QFrame>

namespace t6::ui {

/// One finding: what is wrong, why we think so, what staff do about it and which setting of ShipStation causes it. A button where the
/// order editor can repair it, one for a repair that needs no thought, and one to let the finding be.
class IssueCard : public QFrame
{
    Q_OBJECT

public:
    IssueCard(const Issue& issue, const std::optional<FixPlace>& place, const std::optional<QuickFix>& quick, QWidget* parent = nullptr);

signals:
    void fixRequested(const t6::ui::FixPlace& place);
    void quickFixRequested(const t6::OrderPatch& patch);
    void waiveRequested(t6::CheckCode code);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addButtons(const std::optional<FixPlace>& place, const std::optional<QuickFix>& quick);

    CheckCode m_code;
    Severity m_severity;
};

} // namespace t6::ui
