#include "runs/workflow_files.h"

namespace slipway::runs {

namespace {

/// GitHub allows fewer; a file of others must not make this program fetch without end.
constexpr std::size_t mostFiles = 64;

} // namespace

QStringList localCalls(const workflow::Document &document)
{
    QStringList paths;
    for (const workflow::Job &job : document.workflow().jobs) {
        if (!job.uses.text().starts_with("./"))
            continue;
        if (const auto path = workflow::plainPath(job.uses.text()))
            paths += QString::fromStdString(*path);
    }
    paths.removeDuplicates();
    return paths;
}

QCoro::Task<base::Result<WorkflowFiles>> fetchWorkflowFiles(std::shared_ptr<Actions> actions, QString path, QString ref,
                                                            std::stop_token stop)
{
    const auto bytes = co_await actions->file(path, ref, stop);
    if (!bytes)
        co_return std::unexpected(bytes.error());
    WorkflowFiles files{.document = workflow::Document::open(*bytes, path)};
    workflow::MemoryRepository::Files known;
    QStringList wanted = localCalls(files.document);
    while (!wanted.isEmpty() && known.size() < mostFiles) {
        const QString next = wanted.takeFirst();
        if (known.contains(next.toStdString()))
            continue;
        const auto called = co_await actions->file(next, ref, stop);
        if (stop.stop_requested())
            co_return std::unexpected(base::cancelled());
        if (!called)
            continue;
        known.emplace(next.toStdString(), *called);
        wanted += localCalls(workflow::Document::open(*called, next));
    }
    files.repository = std::make_shared<workflow::MemoryRepository>(std::move(known));
    co_return files;
}

} // namespace slipway::runs
