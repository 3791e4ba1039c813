// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "splitmemory.h"

#include "operationrun.h"

namespace t6::operations {

using Kind = OperationKind;

vault::Place splitPlace(QUuid split, vault::PlaceName field)
{
    return {"split", vault::RowId(split), field};
}

SplitStep stepOf(const OperationReport& report, int child)
{
    return {report.id, report.kind, child, report.state, report.error, report.alreadySo, report.changedAt};
}

bool isOfOriginal(Kind kind) { return kind == Kind::SplitReduce || kind == Kind::SplitDeclare || kind == Kind::SplitRestore; }
bool hasHappened(const SplitStep& step) { return step.alreadySo || step.state == OperationState::Watch || step.state == OperationState::Done; }

SplitReport describe(const store::SplitRecord& record, const SplitWork& work, const SplitFindings& findings, const QList<SplitStep>& steps)
{
    SplitReport report;
    report.id = record.id;
    report.merchant = record.merchant;
    report.original = record.original;
    report.children = record.children;
    report.purpose = record.purpose;
    report.state = record.state;
    report.createdAt = record.createdAt;
    report.changedAt = record.changedAt;
    report.actor = work.actor;
    report.plan = work.plan;
    report.steps = steps;
    report.proof = findings.proof;
    report.error = findings.error;
    report.note = findings.note;
    return report;
}

Result<std::pair<SplitWork, SplitFindings>> openSplit(const store::SplitRecord& record, const vault::MerchantKeys& keys)
{
    const auto workBytes = keys.open(splitPlace(record.id, "plan"), record.sealedPlan);
    if (!workBytes)
        return tl::unexpected(workBytes.error());
    auto work = SplitWork::decode(*workBytes);
    if (!work)
        return tl::unexpected(work.error());
    SplitFindings findings;
    if (!record.sealedFindings.isEmpty()) {
        const auto bytes = keys.open(splitPlace(record.id, "findings"), record.sealedFindings);
        auto decoded = bytes ? SplitFindings::decode(*bytes) : Result<SplitFindings>(tl::unexpected(bytes.error()));
        if (!decoded)
            return tl::unexpected(decoded.error());
        findings = std::move(*decoded);
    }
    return std::make_pair(std::move(*work), std::move(findings));
}

Result<SplitMemory> rememberSteps(const QList<store::JournalRecord>& records, const store::SplitRecord& split, const SplitWork& work, const vault::MerchantKeys& keys)
{
    SplitMemory memory{{}, work.original.isEmpty() ? work.plan.before : work.original, work.children, {}};
    memory.children.resize(work.plan.children.size());
    for (const store::JournalRecord& record : records) {
        const auto opened = openRecord(record, keys);
        if (!opened)
            return tl::unexpected(opened.error());
        const OperationReport report = describe(record, opened->first, opened->second);
        int child = static_cast<int>(split.children.indexOf(record.order));
        if (record.kind == Kind::SplitChild)
            child = childOf(work.plan, opened->first.body).value_or(0);
        memory.steps.append(stepOf(report, std::max(child, 0)));
        if (!report.after.isEmpty()) {
            if (isOfOriginal(record.kind)) {
                memory.original = report.after;
                memory.rewritten = hasHappened(memory.steps.last()) ? QByteArray() : report.after;
            } else if (child >= 0) {
                memory.children[child] = report.after;
            }
        }
    }
    return memory;
}

} // namespace t6::operations
