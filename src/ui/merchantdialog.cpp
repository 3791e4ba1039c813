// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "merchantdialog.h"

#include "safetext.h"
#include "theme.h"
#include "ui_merchantdialog.h"
#include "words.h"

#include <core/async.h>
#include <core/errortext.h>

#include <QPainter>

#include <algorithm>

namespace t6::ui {

namespace {

constexpr int kCodeRole = Qt::UserRole;

QIcon swatch(int colour, bool dark)
{
    QPixmap picture(32, 32);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(merchantColour(colour, dark));
    painter.drawRoundedRect(2, 2, 28, 28, 6, 6);
    return QIcon(picture);
}

QDate day(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).date();
}

} // namespace

MerchantDialog::MerchantDialog(operations::Console& console, MerchantId id, const Clock& clock, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_clock(clock)
    , m_form(std::make_unique<Ui::MerchantDialog>())
{
    m_form->setupUi(this);
    const operations::MerchantState state = console.merchant(id).value_or(operations::MerchantState());
    m_merchant = state.merchant;
    m_form->titleLabel->setData(m_merchant.name);
    m_form->merchantBar->setColour(m_merchant.colour);
    m_form->formError->hide();
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 40);
    m_form->previewTree->setHeaderLabels({tr("SKU"), tr("Name"), tr("Orders"), tr("Made by")});
    fillGeneral(state);
    m_form->ruleEditor->setRule(m_merchant.rule, state.facts);
    m_form->customsTab->setDefaults(m_merchant.customs);
    m_form->servicesTab->setMappings(m_merchant.services, state.facts);
    fillChecks();
    fillChecklist();

    m_previewTimer.setSingleShot(true);
    m_previewTimer.setInterval(200);
    connect(&m_previewTimer, &QTimer::timeout, this, &MerchantDialog::preview);
    connect(m_form->ruleEditor, &RuleEditor::changed, &m_previewTimer, qOverload<>(&QTimer::start));
    connect(m_form->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form->saveButton, &QPushButton::clicked, this, &MerchantDialog::save);
    connect(m_form->nameEdit, &QLineEdit::textChanged, this, [this](const QString& text) { m_form->saveButton->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_form->colourBox, &QComboBox::currentIndexChanged, m_form->merchantBar, &MerchantBar::setColour);
    preview();
}

MerchantDialog::~MerchantDialog() = default;

void MerchantDialog::showTab(int tab)
{
    m_form->tabs->setCurrentIndex(tab);
}

void MerchantDialog::fillGeneral(const operations::MerchantState& state)
{
    m_form->nameEdit->setText(m_merchant.name);
    m_form->loginEdit->setText(m_merchant.login);
    const QStringList names{tr("Green"), tr("Violet"), tr("Amber"), tr("Blue"), tr("Plum"), tr("Olive"), tr("Indigo"), tr("Rust"), tr("Teal"), tr("Brown"), tr("Rose"), tr("Slate")};
    for (int i = 0; i < kMerchantColours; ++i)
        m_form->colourBox->addItem(swatch(i, isDark(palette())), names.at(i));
    m_form->colourBox->setCurrentIndex(m_merchant.colour);
    m_form->urlText->setData(m_merchant.apiUrl.isEmpty() ? QStringLiteral("https://ssapi.shipstation.com") : m_merchant.apiUrl);
    m_form->expiryCheck->setChecked(m_merchant.keysExpire.has_value());
    m_form->expiryEdit->setEnabled(m_merchant.keysExpire.has_value());
    m_form->expiryEdit->setDate(day(m_merchant.keysExpire.value_or(m_clock.now() + std::chrono::days(365))));
    connect(m_form->expiryCheck, &QCheckBox::toggled, m_form->expiryEdit, &QWidget::setEnabled);
    const QStringList markers{QStringLiteral("internalNotes"), QStringLiteral("customField1"), QStringLiteral("customField2"), QStringLiteral("customField3")};
    const QStringList places{tr("name their original in the internal notes"), tr("name their original in custom field 1"), tr("name their original in custom field 2"), tr("name their original in custom field 3")};
    for (int i = 0; i < markers.size(); ++i)
        m_form->markerBox->addItem(places.at(i), markers.at(i));
    m_form->markerBox->setCurrentIndex(qMax(0, m_form->markerBox->findData(m_merchant.splitMarker)));
    m_form->memoryOnlyCheck->setChecked(m_merchant.memoryOnly);
    m_form->pausedCheck->setChecked(m_merchant.paused);
    QStringList findings;
    for (const MerchantIssue& issue : state.issues)
        findings += severityShape(issue.severity) + QLatin1Char(' ') + issue.text + QLatin1Char(' ') + issue.fix;
    m_form->healthText->setData(findings.isEmpty() ? tr("✓ Nothing is wrong with this connection.") : findings.join(QLatin1Char('\n')));
}

void MerchantDialog::fillChecks()
{
    for (const CheckInfo& info : allChecks()) {
        auto* item = new QListWidgetItem(severityShape(info.worst) + QLatin1Char(' ') + checkTitle(info.code), m_form->checksList);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(m_merchant.checks.disabled & bit(info.code) ? Qt::Unchecked : Qt::Checked);
        item->setData(kCodeRole, static_cast<int>(info.code));
        item->setToolTip(safeToolTip(checkFix(info.code)));
    }
    m_form->toleranceBox->setValue(qRound(m_merchant.checks.weightTolerance * 100));
    m_form->overdueBox->setValue(m_merchant.checks.overdueAfterDays);
}

void MerchantDialog::fillChecklist()
{
    for (int i = 0; i < static_cast<int>(ChecklistPoint::Count); ++i) {
        const auto point = static_cast<ChecklistPoint>(i);
        auto* box = new QCheckBox(checklistText(point), m_form->checklistTab);
        box->setObjectName(QStringLiteral("point%1CheckBox").arg(i));
        auto* who = new PlainLabel(m_form->checklistTab);
        who->setProperty("role", QStringLiteral("dim"));
        who->setContentsMargins(24, 0, 0, 0);
        for (const ChecklistMark& mark : m_merchant.checklist) {
            if (mark.point != point)
                continue;
            box->setChecked(true);
            who->setData(mark.by.isEmpty() ? dateText(mark.at) : tr("%1, %2").arg(mark.by, dateText(mark.at)));
        }
        who->setVisible(box->isChecked());
        m_form->checklistLayout->addWidget(box);
        m_form->checklistLayout->addWidget(who);
        m_points.push_back(box);
    }
}

void MerchantDialog::preview()
{
    const quint64 generation = ++m_previewGeneration;
    whenDone(this, m_console.previewRule(m_merchant.id, m_form->ruleEditor->rule()), [this, generation](const Result<operations::RulePreview>& preview) {
        if (generation != m_previewGeneration)
            return;
        if (preview)
            showPreview(*preview);
        else
            m_form->previewLabel->setData(oneLine(preview.error()));
    });
}

void MerchantDialog::showPreview(const operations::RulePreview& preview)
{
    m_form->previewLabel->setText(preview.orders == 0 ? tr("No order is cached yet to try the rule on.")
                                                      : tr("%1 of %2 cached orders have a Through6 item, %3 need a split.").arg(countText(preview.matching), countText(preview.orders), countText(preview.needSplit)));
    m_form->previewTree->clear();
    for (const auto& sku : preview.skus) {
        auto* item = new QTreeWidgetItem(m_form->previewTree, {safeLine(sku.sku), safeLine(sku.name), countText(sku.orders), sku.through6 ? tr("✓ Through6") : tr("others")});
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    }
    for (int column = 0; column < 4; ++column)
        m_form->previewTree->resizeColumnToContents(column);
}

Merchant MerchantDialog::edited() const
{
    Merchant merchant = m_merchant;
    merchant.name = m_form->nameEdit->text().trimmed();
    merchant.login = m_form->loginEdit->text().trimmed();
    merchant.colour = m_form->colourBox->currentIndex();
    merchant.memoryOnly = m_form->memoryOnlyCheck->isChecked();
    merchant.paused = m_form->pausedCheck->isChecked();
    merchant.splitMarker = m_form->markerBox->currentData().toString();
    merchant.rule = m_form->ruleEditor->rule();
    merchant.customs = m_form->customsTab->defaults();
    merchant.services = m_form->servicesTab->mappings();
    merchant.keysExpire.reset();
    if (m_form->expiryCheck->isChecked())
        merchant.keysExpire = UtcTime{std::chrono::milliseconds(m_form->expiryEdit->date().startOfDay().toMSecsSinceEpoch())};
    merchant.checks.disabled = 0;
    for (int i = 0; i < m_form->checksList->count(); ++i) {
        const QListWidgetItem* item = m_form->checksList->item(i);
        if (item->checkState() != Qt::Checked)
            merchant.checks.disabled |= bit(static_cast<CheckCode>(item->data(kCodeRole).toInt()));
    }
    merchant.checks.weightTolerance = m_form->toleranceBox->value() / 100.0;
    merchant.checks.overdueAfterDays = m_form->overdueBox->value();
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const auto point = static_cast<ChecklistPoint>(i);
        const auto known = std::find_if(merchant.checklist.begin(), merchant.checklist.end(), [&](const ChecklistMark& mark) { return mark.point == point; });
        if (m_points[i]->isChecked() && known == merchant.checklist.end())
            merchant.checklist.push_back({point, m_clock.now(), m_form->byEdit->text().trimmed()});
        else if (!m_points[i]->isChecked() && known != merchant.checklist.end())
            merchant.checklist.erase(known);
    }
    return merchant;
}

void MerchantDialog::save()
{
    if (const QString problem = m_form->customsTab->problem(); !problem.isEmpty()) {
        m_form->tabs->setCurrentWidget(m_form->customsTab);
        m_form->formError->setData(problem);
        m_form->formError->show();
        return;
    }
    const Merchant merchant = edited();
    if (merchant == m_merchant) {
        accept();
        return;
    }
    m_form->saveButton->setEnabled(false);
    whenDone(this, m_console.updateMerchant(merchant), [this](const Result<void>& done) {
        m_form->saveButton->setEnabled(true);
        if (done) {
            accept();
            return;
        }
        m_form->formError->setData(oneLine(done.error()));
        m_form->formError->show();
    });
}

} // namespace t6::ui
