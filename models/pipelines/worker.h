#pragma once

#include <QCoro/QCoroFuture>
#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace slipway::pipelines {

/// Runs `work` on a worker thread. It holds all that it needs.
template<typename Work>
QFuture<std::invoke_result_t<Work>> onWorker(Work work)
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Work>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace slipway::pipelines
