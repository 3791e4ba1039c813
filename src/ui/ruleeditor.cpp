// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ruleeditor.h"

#include "safetext.h"
#include "ui_ruleeditor.h"
#include "words.h"

#include <algorithm>

namespace t6::ui {

namespace {

constexpr int kIdRole = Qt::UserRole;

void addChoice(QListWidget* list, const QString& caption, std::int64_t id, bool chosen)
{
    auto* item = new QListWidgetItem(safeLine(caption, 80), list);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(chosen ? Qt::Checked : Qt::Unchecked);
    item->setData(kIdRole, QVariant::fromValue<qint64>(id));
}

template <typename IdType>
std::vector<IdType> chosen(const QListWidget* list)
{
    std::vector<IdType> ids;
    for (int i = 0; i < list->count(); ++i) {
        if (list->item(i)->checkState() == Qt::Checked)
            ids.push_back(IdType{list->item(i)->data(kIdRole).toLongLong()});
    }
    return ids;
}

/// A tag or store that the rule names but the account no longer has stays visible by its number.
template <typename IdType, typename Entry>
void fill(QListWidget* list, const std::optional<std::vector<Entry>>& entries, const std::vector<IdType>& ids)
{
    list->clear();
    std::vector<IdType> known;
    if (entries) {
        for (const Entry& entry : *entries) {
            known.push_back(entry.id);
            addChoice(list, text(entry.name), entry.id.value, std::find(ids.begin(), ids.end(), entry.id) != ids.end());
        }
    }
    for (const IdType& id : ids) {
        if (std::find(known.begin(), known.end(), id) == known.end())
            addChoice(list, QString::number(id.value), id.value, true);
    }
    const int row = list->fontMetrics().height() + 8;
    list->setFixedHeight(row * qBound(1, list->count(), 4) + 6);
    list->setEnabled(list->count() > 0);
}

} // namespace

RuleEditor::RuleEditor(QWidget* parent)
    : QWidget(parent)
    , m_form(std::make_unique<Ui::RuleEditor>())
{
    m_form->setupUi(this);
    const int line = fontMetrics().lineSpacing();
    m_form->skuEdit->setFixedHeight(line * 3 + 14);
    m_form->fulfillmentEdit->setFixedHeight(line + 16);
    m_form->locationEdit->setFixedHeight(line + 16);
    for (QPlainTextEdit* edit : {m_form->skuEdit, m_form->fulfillmentEdit, m_form->locationEdit})
        connect(edit, &QPlainTextEdit::textChanged, this, &RuleEditor::changed);
    for (QListWidget* list : {m_form->tagsList, m_form->storesList})
        connect(list, &QListWidget::itemChanged, this, &RuleEditor::changed);
}

RuleEditor::~RuleEditor() = default;

void RuleEditor::setRule(const Through6Rule& rule, const AccountFacts& facts)
{
    const QSignalBlocker quiet(this);
    m_form->skuEdit->setPlainText(rule.skuPatterns.join(QLatin1Char('\n')));
    m_form->fulfillmentEdit->setPlainText(rule.fulfillmentSkuPatterns.join(QLatin1Char('\n')));
    m_form->locationEdit->setPlainText(rule.warehouseLocationPatterns.join(QLatin1Char('\n')));
    fill(m_form->tagsList, facts.tags, rule.tags);
    fill(m_form->storesList, facts.stores, rule.stores);
}

QStringList RuleEditor::patterns(const QString& lines)
{
    QStringList result;
    for (const QString& line : lines.split(QLatin1Char('\n'))) {
        if (const QString pattern = line.trimmed(); !pattern.isEmpty() && !result.contains(pattern))
            result += pattern;
    }
    return result;
}

Through6Rule RuleEditor::rule() const
{
    return {patterns(m_form->skuEdit->toPlainText()), patterns(m_form->fulfillmentEdit->toPlainText()), patterns(m_form->locationEdit->toPlainText()),
        chosen<TagId>(m_form->tagsList), chosen<StoreId>(m_form->storesList)};
}

} // namespace t6::ui
