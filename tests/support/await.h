// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/result.h>

#include <QFuture>
#include <QTest>

namespace t6::test {

/// The result of `future`, with the event loop running meanwhile. A future that does not finish, or without a result, is a Program error.
template <typename T>
[[nodiscard]] Result<T> await(const QFuture<Result<T>>& future, int ms = 20'000)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, ms) || future.resultCount() == 0)
        return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("no result"));
    return future.result();
}

} // namespace t6::test
