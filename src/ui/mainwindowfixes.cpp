// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// How MainWindow lets an order be corrected.
#include "mainwindow.h"

#include "boundfields.h"
#include "conflictdialog.h"
#include "corrector.h"
#include "ordereditor.h"
#include "queuepage.h"
#include "splitacts.h"

namespace t6::ui {

using operations::OperationReport;

namespace {

/// For the tour: as if someone had entered the billing address while ours was being edited.
QList<MergeConflict> exampleConflicts(const JsonText& order)
{
    QList<MergeConflict> conflicts;
    for (const QString& field : {QStringLiteral("street1"), QStringLiteral("city"), QStringLiteral("postalCode")}) {
        const QByteArray seen = rawAt(order, QStringLiteral("shipTo.") + field);
        if (const auto path = OrderPath::parse(QStringLiteral("shipTo.") + field, order))
            conflicts += MergeConflict{*path, seen, rawAt(order, QStringLiteral("billTo.") + field), seen};
    }
    return conflicts;
}

} // namespace

void MainWindow::setUpFixes()
{
    connect(m_queue, &QueuePage::editRequested, this, [this](const FixPlace& place) {
        if (QDialog* editor = place.section == EditSection::Split ? m_splits->makeSplitDialog() : makeEditor(place))
            showDialog(editor);
    });
    connect(m_queue, &QueuePage::quickFixRequested, this, &MainWindow::applyQuickFix);
    connect(m_corrector, &Corrector::changed, this, &MainWindow::updateActions);
}

void MainWindow::lock()
{
    if (auto* editor = qobject_cast<OrderEditor*>(m_dialog))
        editor->keepDraft();
    m_console.lock();
}

/// Null when the selected order cannot be edited.
QDialog* MainWindow::makeEditor(const FixPlace& place)
{
    const auto& order = m_queue->order();
    if (!order || !canEdit(*order))
        return nullptr;
    auto* editor = new OrderEditor(m_console, m_options.clock, *m_corrector, *order, this);
    editor->showPlace(place);
    const auto goOn = [this, editor](bool toNext) {
        if (m_dialog == editor)
            closeDialog();
        if (!toNext)
            m_queue->landOnNextIssue();
        else if (m_queue->stepIssue())
            m_queue->fixSelected();
    };
    // Queued: what follows may delete the editor, which is still speaking.
    connect(editor, &OrderEditor::saved, this, [this, goOn](const OperationReport& report, bool next) {
        m_corrector->showOutcome(report.merchant, report);
        goOn(next);
    }, Qt::QueuedConnection);
    connect(editor, &OrderEditor::skipped, this, [goOn] { goOn(true); }, Qt::QueuedConnection);
    connect(editor, &QDialog::finished, m_queue, &QueuePage::reloadOrder);
    return editor;
}

void MainWindow::applyQuickFix(const OrderPatch& patch)
{
    const auto& order = m_queue->order();
    if (!order)
        return;
    operations::Correction correction;
    correction.merchant = order->merchant;
    correction.order = order->id;
    correction.seen = order->raw;
    correction.patch = patch;
    m_corrector->send(correction);
}

void MainWindow::addEditorPlaces()
{
    static constexpr std::pair<const char*, EditSection> sections[] = {{"edit-address", EditSection::Address}, {"edit-shipping", EditSection::Shipping},
        {"edit-customs", EditSection::Customs}, {"edit-notes", EditSection::Notes}};
    for (const auto& [name, section] : sections) {
        m_places.push_back({QString::fromLatin1(name), [this, section = section]() -> QWidget* {
                                QDialog* editor = makeEditor({section, {}});
                                return editor ? showDialog(editor) : nullptr;
                            },
            true});
    }
    m_places.push_back({QStringLiteral("conflict"), [this]() -> QWidget* {
                            const auto& order = m_queue->order();
                            const auto json = order ? JsonText::parse(order->raw) : failure(ErrorDomain::Input, ErrorCode::NotFound);
                            return json ? showDialog(new ConflictDialog(order->number, exampleConflicts(*json), AccountFacts(), 0, this)) : nullptr;
                        },
        true});
}

} // namespace t6::ui
