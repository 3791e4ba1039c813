// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "customssection.h"

#include "customsmodel.h"
#include "shippingchoices.h"
#include "ui_customssection.h"

#include <core/ordervalue.h>

#include <QHeaderView>

namespace t6::ui {

namespace {

constexpr int kRowsShown = 5; ///< more scroll

/// Chooses, unless something is chosen already.
void suggest(QComboBox* box, const QByteArray& raw)
{
    if (BoundFields::chosen(box) == "null")
        box->setCurrentIndex(box->findData(raw));
}

} // namespace

CustomsSection::CustomsSection(const AddressRules& rules, const CustomsDefaults& defaults, const operations::OrderDetails& order, QWidget* parent)
    : OrderSection(parent)
    , m_defaults(defaults)
    , m_form(std::make_unique<Ui::CustomsSection>())
    , m_lines(new CustomsModel(rules, this))
    , m_items(order.items)
{
    m_form->setupUi(this);
    QTableView* view = m_form->linesView;
    view->setModel(m_lines);
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setSectionResizeMode(CustomsModel::Description, QHeaderView::Stretch);
    for (int column = CustomsModel::Quantity; column < CustomsModel::ColumnCount; ++column)
        view->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    const int height = view->fontMetrics().height() + 10;
    view->verticalHeader()->setDefaultSectionSize(height);
    view->setMinimumHeight(view->horizontalHeader()->sizeHint().height() + kRowsShown * height);
    m_fields.bind(QStringLiteral("internationalOptions.contents"), m_form->contentsBox);
    m_fields.bind(QStringLiteral("internationalOptions.nonDelivery"), m_form->nonDeliveryBox);
    connect(&m_fields, &BoundFields::changed, this, &OrderSection::changed);
    connect(m_lines, &CustomsModel::edited, this, [this] {
        review();
        emit changed();
    });
    connect(m_form->addButton, &QPushButton::clicked, this, [this] {
        m_lines->addLine();
        m_form->linesView->setCurrentIndex(m_lines->index(m_lines->rowCount() - 1, CustomsModel::Description));
        m_form->linesView->setFocus();
    });
    connect(m_form->removeButton, &QPushButton::clicked, this, [this] { m_lines->removeLine(m_form->linesView->currentIndex().row()); });
    connect(m_form->fromItemsButton, &QPushButton::clicked, this, &CustomsSection::fillFromItems);
}

CustomsSection::~CustomsSection() = default;

void CustomsSection::setOrder(const JsonText& base, const JsonText& shown)
{
    BoundFields::setChoices(m_form->contentsBox, contentsChoices(), rawAt(shown, QStringLiteral("internationalOptions.contents")));
    BoundFields::setChoices(m_form->nonDeliveryBox, nonDeliveryChoices(), rawAt(shown, QStringLiteral("internationalOptions.nonDelivery")));
    m_fields.show(base, shown);
    m_lines->setOrder(base, shown);
    review();
}

void CustomsSection::review()
{
    const QStringList problems = m_lines->problems();
    m_form->problemsLabel->setData(problems.join(QLatin1Char('\n')));
    m_form->problemsLabel->setVisible(!problems.isEmpty());
    m_form->removeButton->setEnabled(m_lines->rowCount() > 0);
}

void CustomsSection::fillFromItems()
{
    m_lines->fillFrom(m_items, m_defaults);
    const auto usual = [](const QString& told, const char* house) { return told.isEmpty() ? QByteArray(house) : jsonString(told); };
    suggest(m_form->contentsBox, usual(m_defaults.contents, "\"merchandise\""));
    suggest(m_form->nonDeliveryBox, usual(m_defaults.nonDelivery, "\"return_to_sender\""));
}

Result<void> CustomsSection::addTo(OrderPatch& patch, const JsonText& base) const
{
    const Result<void> fields = m_fields.addTo(patch, base);
    return fields ? m_lines->addTo(patch, base) : fields;
}

void CustomsSection::focusOn(const QString& path)
{
    if (QWidget* input = m_fields.input(path)) {
        input->setFocus();
        return;
    }
    // The first cell that customs would refuse; the button that makes lines where there are none.
    for (int row = 0; row < m_lines->rowCount(); ++row) {
        for (int column = 0; column < CustomsModel::ColumnCount; ++column) {
            if (!m_lines->problem(row, column).isEmpty()) {
                m_form->linesView->setCurrentIndex(m_lines->index(row, column));
                m_form->linesView->setFocus();
                return;
            }
        }
    }
    (m_lines->rowCount() == 0 ? static_cast<QWidget*>(m_form->fromItemsButton) : m_form->linesView)->setFocus();
}

} // namespace t6::ui
