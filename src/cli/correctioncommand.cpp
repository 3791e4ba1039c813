// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "correctioncommand.h"

#include "operationreport.h"
#include "ordernumber.h"
#include "output.h"
#include "secretinput.h"

#include <core/async.h>
#include <core/errortext.h>
#include <core/ordervalue.h>

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace t6::cli {

using operations::Console;
using operations::Correction;
using operations::OperationReport;
using operations::OrderDetails;

int exitCode(const OperationReport& report)
{
    if (operations::isConfirmed(report))
        return Done;
    if (!report.conflicts.isEmpty() || needsPerson(report.state))
        return NeedsPerson;
    return blocksOrder(report.state) && !report.id.isNull() ? OutcomeUnknown : Failed;
}

CorrectionCommand::CorrectionCommand(Console& console, const Request& request, QObject* parent) : QObject(parent), m_console(console), m_request(request) {}

void CorrectionCommand::fail(const Error& error)
{
    printError(error, m_request.json, m_merchant.merchant.name);
    emit finished(Failed);
}

// --- orders ----------------------------------------------------------------------------------------------------------

void CorrectionCommand::correctOrder(const operations::MerchantState& merchant)
{
    m_merchant = merchant;
    const auto order = orderByNumber(m_console.queue(), merchant.merchant, m_request.orderNumber);
    if (!order)
        return fail(order.error());
    if (m_request.command == Command::OrderUndo)
        return undoLatest(*order);
    whenDone(this, m_console.order(merchant.merchant.id, *order), [this](const Result<OrderDetails>& details) {
        if (details)
            begin(*details);
        else
            fail(details.error());
    });
}

void CorrectionCommand::begin(const OrderDetails& order)
{
    const auto correction = correctionOf(order);
    if (!correction)
        return fail(correction.error());
    if (correction->kind == OperationKind::Edit && correction->patch.isEmpty()) {
        OperationReport report;
        report.number = order.number;
        report.alreadySo = true;
        tell(report, m_request.dryRun);
        return;
    }
    if (m_request.dryRun || (!m_request.yes && hasTerminal()))
        preview(*correction);
    else
        send(*correction);
}

Result<Correction> CorrectionCommand::correctionOf(const OrderDetails& order) const
{
    Correction correction;
    correction.merchant = order.merchant;
    correction.order = order.id;
    correction.seen = order.raw;
    correction.kind = *m_request.operation;
    if (correction.kind != OperationKind::Edit) {
        auto word = argument();
        if (!word)
            return tl::unexpected(word.error());
        correction.argument = std::move(*word);
        correction.reason = m_request.reason;
        return correction;
    }
    const auto seen = JsonText::parse(order.raw);
    if (!seen)
        return tl::unexpected(seen.error());
    for (const auto& [where, what] : m_request.changes) {
        const auto path = OrderPath::parse(where, *seen);
        if (!path)
            return tl::unexpected(path.error());
        const auto raw = rawValue(*seen, *path, what);
        if (!raw)
            return tl::unexpected(raw.error());
        if (auto noted = correction.patch.set(*seen, *path, *raw); !noted)
            return tl::unexpected(noted.error());
    }
    return correction;
}

/// Tags and users are named by people and numbered by ShipStation.
Result<QString> CorrectionCommand::argument() const
{
    const QString& word = m_request.argument;
    const auto isWord = [&word](const std::string& text) { return QString::fromStdString(text).compare(word, Qt::CaseInsensitive) == 0; };
    const auto unknown = [&word](const QString& what, const QStringList& known) { return failure(ErrorDomain::Input, ErrorCode::NotFound, tr("%1 “%2”; there are: %3.").arg(what, word, known.join(QStringLiteral(", ")))); };
    QStringList names;
    switch (*m_request.operation) {
    case OperationKind::Hold:
        if (!QDate::fromString(word, Qt::ISODate).isValid())
            return failure(ErrorDomain::Input, ErrorCode::InvalidInput, tr("Write the date as 2026-12-24."), QStringLiteral("DATE"));
        return word;
    case OperationKind::AddTag:
    case OperationKind::RemoveTag:
        for (const Tag& tag : m_merchant.facts.tags.value_or(std::vector<Tag>{})) {
            const QString id = QString::number(tag.id.value);
            if (isWord(tag.name) || id == word)
                return id;
            names.append(QString::fromStdString(tag.name));
        }
        return unknown(tr("No tag is called"), names);
    case OperationKind::Assign:
        for (const User& user : m_merchant.facts.users.value_or(std::vector<User>{})) {
            if (isWord(user.userName) || isWord(user.name) || isWord(user.id))
                return QString::fromStdString(user.id);
            names.append(QString::fromStdString(user.userName));
        }
        return unknown(tr("No user is called"), names);
    default: return QString();
    }
}

void CorrectionCommand::preview(const Correction& correction)
{
    whenDone(this, m_console.preview(correction), [this, correction](const Result<OperationReport>& report) {
        if (!report)
            return fail(report.error());
        const bool nothingToAsk = m_request.dryRun || report->alreadySo || !report->conflicts.isEmpty();
        tell(*report, true);
        if (nothingToAsk)
            return;
        if (!askYesNo(tr("Send this to ShipStation? [y/N] "))) {
            printWarning(tr("Nothing was sent."));
            emit finished(Failed);
            return;
        }
        send(correction);
    });
}

void CorrectionCommand::send(const Correction& correction)
{
    whenDone(this, m_console.correct(correction), [this](const Result<OperationReport>& report) {
        if (report)
            tell(*report, false);
        else
            fail(report.error());
    });
}

void CorrectionCommand::undoLatest(OrderId order)
{
    whenDone(this, m_console.undoLatest(m_merchant.merchant.id, order), [this](const Result<OperationReport>& taken) {
        if (taken)
            tell(*taken, false);
        else
            fail(taken.error());
    });
}

void CorrectionCommand::tell(const OperationReport& report, bool isPreview)
{
    const bool asks = isPreview && !m_request.dryRun && !report.alreadySo && report.conflicts.isEmpty();
    if (m_request.json && !asks)
        printBytes(QJsonDocument(operationJson(report, m_merchant.merchant.name, isPreview)).toJson(QJsonDocument::Compact) + '\n');
    else if (!m_request.json)
        print(operationText(report, m_merchant.merchant.name, isPreview));
    if (asks)
        return;
    emit finished(isPreview && report.conflicts.isEmpty() ? Done : exitCode(report));
}

// --- journal and audit log -----------------------------------------------------------------------------------------------

QString CorrectionCommand::merchantName(MerchantId id) const
{
    const auto state = m_console.merchant(id);
    return state ? state->merchant.name : QString();
}

void CorrectionCommand::showJournal()
{
    struct Gathering
    {
        QList<OperationReport> reports;
        qsizetype missing = 0;
    };
    const auto gathering = std::make_shared<Gathering>();
    const QList<operations::MerchantState> merchants = m_console.merchants();
    const auto show = [this, gathering] {
        if (gathering->missing > 0)
            return;
        auto& reports = gathering->reports;
        if (m_request.openOnly)
            reports.removeIf([](const OperationReport& report) { return !blocksOrder(report.state) && !needsPerson(report.state); });
        std::stable_sort(reports.begin(), reports.end(), [](const OperationReport& a, const OperationReport& b) { return a.createdAt > b.createdAt; });
        QJsonArray json;
        QList<QStringList> rows;
        for (const OperationReport& report : reports) {
            json.append(operationJson(report, merchantName(report.merchant), false));
            rows.append(operationRow(report, merchantName(report.merchant)));
        }
        if (m_request.json)
            printBytes(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
        else
            print(rows.isEmpty() ? tr("No operation matches.\n") : alignedTable(operationHeading(), rows));
        emit finished(Done);
    };
    gathering->missing = merchants.size();
    for (const operations::MerchantState& merchant : merchants) {
        whenDone(this, m_console.activity(merchant.merchant.id, {}), [this, gathering, show](const Result<QList<OperationReport>>& activity) {
            if (activity)
                gathering->reports += *activity;
            else
                printError(activity.error(), m_request.json, {});
            --gathering->missing;
            show();
        });
    }
    show();
}

void CorrectionCommand::resumeJournal()
{
    whenDone(this, m_console.lookAgain(), [this](const Result<void>& looked) {
        if (!looked)
            return fail(looked.error());
        const QList<OperationReport> open = m_console.openOperations();
        QJsonArray json;
        QList<QStringList> rows;
        int code = Done;
        for (const OperationReport& report : open) {
            json.append(operationJson(report, merchantName(report.merchant), false));
            rows.append(operationRow(report, merchantName(report.merchant)));
            code = std::max(code, exitCode(report));
        }
        if (m_request.json)
            printBytes(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
        else
            print(rows.isEmpty() ? tr("Every operation is settled.\n") : alignedTable(operationHeading(), rows));
        emit finished(code);
    });
}

void CorrectionCommand::audit()
{
    if (m_request.exportAudit)
        return exportAudit(1);
    whenDone(this, m_console.verifyAudit(), [this](const Result<Console::AuditReport>& report) {
        if (!report)
            return fail(report.error());
        const bool whole = report->faultAt == 0;
        if (m_request.json) {
            QJsonObject object{{QStringLiteral("lines"), report->lines}, {QStringLiteral("whole"), whole}};
            if (!whole) {
                object.insert(QStringLiteral("faultAt"), report->faultAt);
                object.insert(QStringLiteral("fault"), report->fault);
            }
            printBytes(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
        } else if (whole) {
            print(tr("The audit log is whole: %n line(s), each signed and chained to the one before.\n", nullptr, static_cast<int>(report->lines)));
        } else {
            print(tr("The audit log was tampered with at line %1 (%2).\n").arg(QString::number(report->faultAt), report->fault));
        }
        emit finished(whole ? Done : Failed);
    });
}

void CorrectionCommand::exportAudit(qint64 first)
{
    constexpr int kAtOnce = 1000;
    whenDone(this, m_console.auditLines(first, kAtOnce), [this](const Result<QByteArray>& lines) {
        if (!lines)
            return fail(lines.error());
        printBytes(*lines);
        if (lines->count('\n') < kAtOnce)
            return emit finished(Done);
        const QByteArray last = lines->sliced(lines->lastIndexOf('\n', -2) + 1); // old lines may be gone: numbers begin anywhere
        exportAudit(QJsonDocument::fromJson(last).object().value(QLatin1String("number")).toInteger() + 1);
    });
}

} // namespace t6::cli
