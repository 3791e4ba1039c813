// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/merchant.h>

#include <QWidget>

#include <memory>

class QListWidget;

namespace t6::ui {

namespace Ui {
class RuleEditor;
}

/// Edits which lines of a merchant's orders Through6 makes.
class RuleEditor : public QWidget
{
    Q_OBJECT

public:
    explicit RuleEditor(QWidget* parent = nullptr);
    ~RuleEditor() override;

    void setRule(const Through6Rule& rule, const AccountFacts& facts);
    [[nodiscard]] Through6Rule rule() const;
    [[nodiscard]] static QStringList patterns(const QString& lines); ///< trimmed, without empty and equal ones

signals:
    void changed();

private:
    std::unique_ptr<Ui::RuleEditor> m_form;
};

} // namespace t6::ui
