// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <core/result.h>

#include <QEventLoop>
#include <QFuture>
#include <QFutureWatcher>
#include <QTest>
#include <QTimer>

namespace t6::test {

/// The result of `future`, with the event loop running meanwhile. A future that does not finish, or without a result, is a Program error.
template <typename T>
[[nodiscard]] Result<T> await(const QFuture<Result<T>>& future, int ms = 20'000)
{
    // Not qWaitFor(): it sleeps 10 ms between looks, and a request takes several turns of the loop.
    QEventLoop loop;
    QFutureWatcher<Result<T>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    loop.exec();
    if (!future.isFinished() || future.resultCount() == 0)
        return failure(ErrorDomain::Program, ErrorCode::Unsupported, QStringLiteral("no result"));
    return future.result();
}

} // namespace t6::test
