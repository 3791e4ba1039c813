// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "activitydialog.h"

#include "operationwords.h"
#include "orderfieldnames.h"
#include "safetext.h"
#include "ui_activitydialog.h"
#include "words.h"

#include <core/async.h>
#include <core/errortext.h>

#include <QHeaderView>

namespace t6::ui {

using operations::OperationReport;

ActivityDialog::ActivityDialog(operations::Console& console, MerchantId merchant, OrderId order, const QString& number, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_merchant(merchant)
    , m_order(order)
    , m_form(std::make_unique<Ui::ActivityDialog>())
{
    m_form->setupUi(this);
    m_form->titleLabel->setData(tr("Activity · %1").arg(safeLine(number, 60)));
    m_form->activityTree->setHeaderLabels({tr("When"), tr("Who"), tr("What"), tr("Before"), tr("After"), tr("State")});
    m_form->activityTree->header()->setStretchLastSection(false);
    m_form->activityTree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    for (int column : {3, 4})
        m_form->activityTree->header()->setSectionResizeMode(column, QHeaderView::Stretch);
    m_form->nonePage->setState(QStringLiteral("circle-check"), tr("Nothing was changed from here"), tr("Corrections, holds, tags and assignments appear here as soon as they are made."), QString());
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 26);
    m_form->splitBackButton->hide();
    connect(m_form->closeButton, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_form->splitBackButton, &QPushButton::clicked, this, &ActivityDialog::splitBackRequested);
    connect(&console, &operations::Console::operationChanged, this, [this](const OperationReport& report) {
        if (report.merchant == m_merchant && report.order == m_order)
            refresh();
    });
    connect(&console, &operations::Console::splitChanged, this, [this](const operations::SplitReport& report) {
        if (report.merchant == m_merchant)
            offerSplitBack();
    });
    showActivity({}, {});
    refresh();
    offerSplitBack();
}

ActivityDialog::~ActivityDialog() = default;

void ActivityDialog::refresh()
{
    whenDone(this, m_console.activity(m_merchant, m_order), [this](const Result<QList<OperationReport>>& activity) {
        const auto state = m_console.merchant(m_merchant);
        if (activity)
            showActivity(*activity, state ? state->facts : AccountFacts());
        else
            m_form->nonePage->setState(QStringLiteral("circle-alert"), tr("The activity cannot be read"), oneLine(activity.error()), QString());
    });
}

void ActivityDialog::offerSplitBack()
{
    whenDone(this, m_console.splitsOf(m_merchant, m_order), [this](const Result<QList<operations::SplitReport>>& splits) {
        m_form->splitBackButton->setVisible(splits && !splits->isEmpty() && splits->first().canUndo);
    });
}

void ActivityDialog::showActivity(const QList<OperationReport>& activity, const AccountFacts& facts)
{
    QTreeWidget* tree = m_form->activityTree;
    tree->clear();
    for (const OperationReport& report : activity) {
        auto* item = new QTreeWidgetItem(tree, {clockText(report.createdAt), safeLine(report.actor, 40), operationTitle(report, facts), QString(), QString(), operationStateText(report.state)});
        item->setToolTip(0, momentText(report.createdAt));
        if (!report.note.isEmpty())
            item->setToolTip(5, safeToolTip(report.note));
        for (const OrderChange& change : report.patch.changes)
            new QTreeWidgetItem(item, {QString(), QString(), orderFieldName(change.path), orderValueText(change.path, change.before, facts), orderValueText(change.path, change.after, facts), QString()});
        if (!report.reason.isEmpty())
            new QTreeWidgetItem(item, {QString(), QString(), tr("Reason: %1").arg(safeLine(report.reason, 200)), QString(), QString(), QString()});
        if (!report.note.isEmpty())
            new QTreeWidgetItem(item, {QString(), QString(), tr("Settled: %1").arg(safeLine(report.note, 200)), QString(), QString(), QString()});
    }
    tree->expandAll();
    tree->setVisible(!activity.isEmpty());
    m_form->nonePage->setVisible(activity.isEmpty());
}

} // namespace t6::ui
