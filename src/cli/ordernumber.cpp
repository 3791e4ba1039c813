// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#include "ordernumber.h"

#include <QCoreApplication>

namespace t6::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(t6::cli::OrderNumber)
};

} // namespace

Result<OrderId> orderByNumber(const QueueSnapshot& queue, const Merchant& merchant, const QString& number)
{
    const std::string wanted = number.toStdString();
    std::vector<OrderId> found;
    if (const auto index = queue.merchantIndex(merchant.id)) {
        for (const RowId row : queue.rowsOf(*index)) {
            if (queue.number(row) == wanted)
                found.push_back({queue.row(row).id});
        }
    }
    if (found.empty())
        return failure(ErrorDomain::Input, ErrorCode::NotFound, Text::tr("%1 has no order “%2” in this profile; t6-console-cli sync --once reads new ones.").arg(merchant.name, number));
    if (found.size() > 1)
        return failure(ErrorDomain::Input, ErrorCode::InvalidInput, Text::tr("%1 has %n order(s) with the number “%2”; choose one in the window.", nullptr, static_cast<int>(found.size())).arg(merchant.name, number), QStringLiteral("NUMBER"));
    return found.front();
}

} // namespace t6::cli
