// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
// What the journal keeps, read again after a crash: the first byte says which kind of operation it is, the rest is its plan, then after four NULs its
// findings; or the plan of a split. Whatever it is: no crash, and what can be read is written again as it was read.
#include <core/splitplan.h>
#include <operations/operationplan.h>

#include <cstdint>
#include <cstdlib>

using namespace t6;
using namespace t6::operations;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// What was read, written, and read again says the same.
template <typename Value>
void writeAgain(const Value& value)
{
    const QByteArray bytes = value.encode();
    const auto again = Value::decode(bytes);
    require(again.has_value() && again->encode() == bytes);
}

void replay(OperationKind kind, const OperationPlan& plan, const OperationFindings& findings)
{
    (void)changesOf(kind, plan);
    (void)undoOf(kind, plan, findings);
    for (const QByteArray& order : {plan.before, plan.body, findings.after}) {
        const auto found = JsonText::parse(order);
        if (!found)
            continue;
        QList<OrderDifference> differences;
        const Verdict verdict = judge(kind, plan, *found, differences);
        require(verdict != Verdict::Fulfilled || differences.isEmpty());
        (void)isProven(kind, plan, *found);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const auto kind = static_cast<OperationKind>(data[0] % static_cast<unsigned>(OperationKind::Count));
    const QByteArray bytes(reinterpret_cast<const char*>(data + 1), static_cast<qsizetype>(size) - 1);
    if (const auto split = SplitPlan::decode(bytes)) {
        writeAgain(*split);
        (void)expectedParent(*split);
    }
    const qsizetype end = bytes.lastIndexOf(QByteArray(4, '\0'));
    const auto plan = OperationPlan::decode(bytes.left(end < 0 ? bytes.size() : end));
    const auto findings = OperationFindings::decode(end < 0 ? QByteArray() : bytes.mid(end + 4));
    if (plan)
        writeAgain(*plan);
    if (findings)
        writeAgain(*findings);
    if (plan)
        replay(kind, *plan, findings.value_or(OperationFindings()));
    return 0;
}
