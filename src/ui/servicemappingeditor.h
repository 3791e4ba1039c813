// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/merchant.h>

#include <QWidget>

#include <memory>

namespace t6::ui {

namespace Ui {
class ServiceMappingEditor;
}

/// Edits which carrier, service and package a merchant means by what buyers request.
class ServiceMappingEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ServiceMappingEditor(QWidget* parent = nullptr);
    ~ServiceMappingEditor() override;

    void setMappings(const std::vector<ServiceMapping>& mappings, const AccountFacts& facts);
    [[nodiscard]] std::vector<ServiceMapping> mappings() const; ///< without lines that are not complete

private:
    void addLine(const ServiceMapping& mapping);

    AccountFacts m_facts;
    std::unique_ptr<Ui::ServiceMappingEditor> m_form;
};

} // namespace t6::ui
