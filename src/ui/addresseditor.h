// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/addressform.h>
#include <core/clock.h>
#include <core/countries.h>
#include <operations/orderdetails.h>

#include <QWidget>

#include <array>
#include <memory>
#include <optional>

namespace t6 {
struct PastedAddress;
}

namespace t6::ui {

namespace Ui {
class AddressEditor;
}

class AddressFieldRow;
class PlainLabel;

/// Edits an address as its country writes it: fields, order, labels and what is required come from the rules. Repairs are offered
/// below the field, each with its reason; nothing is corrected by itself. A whole address pasted into the name, the first line or by
/// the button fills the fields. Each changed field shows before and after. Who uses it turns address() into what is sent.
class AddressEditor : public QWidget
{
    Q_OBJECT

public:
    /// `rules` must outlive this.
    explicit AddressEditor(const AddressRules& rules, QWidget* parent = nullptr);
    ~AddressEditor() override;

    /// `verdict` is ShipStation's own on `current`, as it was at `asOf`.
    void setAddress(const operations::OrderDetails::Address& current, const operations::OrderDetails::Address& billing, AddressVerdict verdict, UtcTime asOf);
    /// Fills the fields as a person would: setAddress() stays what it is compared with.
    void edit(const operations::OrderDetails::Address& edited);
    /// What stands in the fields; fields that nobody touched are what setAddress() was given, byte for byte. The verdict is
    /// NotYetValidated once modified.
    [[nodiscard]] operations::OrderDetails::Address address() const;
    [[nodiscard]] bool isModified() const { return m_current != m_original; }

    void focusField(AddressField field); ///< the field that an issue names
    /// Fills the fields from a whole address, as the Paste Address button does.
    void paste(const QString& text);
    void revert();

signals:
    void changed(); ///< address() is another

private:
    void makeRows();
    void setTexts(const AddressText& texts);
    void arrange();
    void addRow(AddressField field, const QString& label, bool required);
    void setTabOrders();
    void review();
    void showVerdict();
    void commit(AddressField field);
    void copyBilling();
    void fill(const PastedAddress& pasted);
    [[nodiscard]] AddressFieldRow& row(AddressField field) const { return *m_rows[static_cast<std::size_t>(field)]; }
    [[nodiscard]] bool isShown(AddressField field) const;

    const AddressRules& m_rules;
    const Countries m_countries;
    std::unique_ptr<Ui::AddressEditor> m_form;
    AddressForm m_addressForm;
    std::optional<QString> m_arrangedFor; ///< country
    std::array<AddressFieldRow*, kAddressFieldCount> m_rows{};
    std::array<PlainLabel*, kAddressFieldCount> m_labels{};
    operations::OrderDetails::Address m_given;
    AddressText m_original, m_current, m_billing;
    AddressVerdict m_verdict = AddressVerdict::None;
    UtcTime m_asOf{};
};

} // namespace t6::ui
