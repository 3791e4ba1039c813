// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/addressrules.h>
#include <core/merchant.h>

#include <QWidget>

#include <memory>

namespace t6::ui {

namespace Ui {
class CustomsDefaultsEditor;
}

/// Edits how a merchant declares its parcels: contents, origin, and what its goods are by SKU.
class CustomsDefaultsEditor : public QWidget
{
    Q_OBJECT

public:
    explicit CustomsDefaultsEditor(QWidget* parent = nullptr);
    ~CustomsDefaultsEditor() override;

    void setDefaults(const CustomsDefaults& defaults);
    [[nodiscard]] CustomsDefaults defaults() const; ///< without lines that say nothing
    [[nodiscard]] QString problem() const; ///< what customs would refuse, in words; empty if nothing

private:
    void addLine(const CustomsGoods& goods);
    void review();

    std::unique_ptr<Ui::CustomsDefaultsEditor> m_form;
};

} // namespace t6::ui
