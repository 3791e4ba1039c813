// SPDX-FileCopyrightText: 2026 Through6
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QPromise>

#include <memory>
#include <utility>

namespace t6 {

/// Calls `then(value)` in `receiver`'s thread when `future` is finished, and never after `receiver` died. Call it from
/// `receiver`'s thread. (QFuture::then(context, …) aborts in Qt 6.4 when the context died first.) A future that was
/// cancelled without a result is dropped silently.
template <typename T, typename Then>
void whenDone(QObject* receiver, const QFuture<T>& future, Then then)
{
    auto* watcher = new QFutureWatcher<T>(receiver);
    QObject::connect(watcher, &QFutureWatcher<T>::finished, receiver, [watcher, then = std::move(then)]() mutable {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            then(watcher->result());
    });
    watcher->setFuture(future);
}

/// A future that is finished already.
template <typename T>
[[nodiscard]] QFuture<T> readyFuture(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

/// A started promise to be shared by callbacks. When the last of them is dropped, e.g. because the vault was locked meanwhile, the
/// future finishes as Cancelled: nobody waits for ever.
template <typename T>
[[nodiscard]] std::shared_ptr<QPromise<Result<T>>> makePromise()
{
    std::shared_ptr<QPromise<Result<T>>> promise(new QPromise<Result<T>>, [](QPromise<Result<T>>* last) {
        if (!last->future().isFinished()) {
            last->addResult(failure(ErrorDomain::Program, ErrorCode::Cancelled));
            last->finish();
        }
        delete last;
    });
    promise->start();
    return promise;
}

} // namespace t6
