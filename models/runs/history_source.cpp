#include "runs/history_source.h"

#include "runs/job_names.h"
#include "store/store.h"

#include <QSet>

namespace slipway::runs {

namespace {

constexpr int mostEvents = 2'000;

} // namespace

HistorySource::HistorySource(std::shared_ptr<const Services> services, PastRuns *past, QObject *parent)
    : QObject(parent)
    , m_services(std::move(services))
    , m_past(past)
{ }

HistorySource::~HistorySource()
{
    m_stop.request_stop();
}

void HistorySource::setWorkflow(const QString &file)
{
    if (m_file == file)
        return;
    m_file = file;
    m_stored.clear();
    m_fetched.clear();
    m_files.reset();
    m_history = {};
    m_freshness = {};
    emit changed();
    refresh();
}

void HistorySource::refresh()
{
    m_stop.request_stop();
    m_stop = {};
    if (m_file.isEmpty())
        return;
    if (m_services->store) {
        store::EventQuery query{.workspace = m_services->workspaceKey, .kind = store::Event::Kind::Run};
        query.limit = mostEvents;
        QCoro::connect(m_services->store->events(query, m_stop.get_token()), this,
                       [this](const base::Result<QList<store::Event>> &events) { takeStored(events); });
    }
    if (m_past) {
        QCoro::connect(m_past->fetch(m_file, mostRuns, QStringLiteral("completed"), m_stop.get_token()), this,
                       [this](const base::Result<QList<PastRun>> &past) { takeFetched(past); });
    }
}

void HistorySource::takeStored(const base::Result<QList<store::Event>> &events)
{
    // Without the store there is less to show, and nothing to do about it here.
    if (!events)
        return;
    m_stored = pastOf(*events, m_file);
    join();
}

void HistorySource::takeFetched(const base::Result<QList<PastRun>> &past)
{
    if (!past) {
        if (past.error().kind == base::Error::Kind::Cancelled)
            return;
        m_freshness = base::Freshness::failed(m_freshness, past.error());
        emit changed();
        return;
    }
    m_fetched = *past;
    m_freshness = base::Freshness::fresh(m_services->clock->now());
    fetchFile();
    join();
}

void HistorySource::fetchFile()
{
    if (m_files || m_fetched.isEmpty())
        return;
    const RunFact &newest = m_fetched.first().run;
    QCoro::connect(fetchWorkflowFiles(m_services->actions, newest.path, newest.sha, m_stop.get_token()), this,
                   [this, file = m_file](const base::Result<WorkflowFiles> &files) {
                       // Without the file its jobs are known by their names alone.
                       if (files && file == m_file)
                           m_files = *files;
                   });
}

QString HistorySource::name() const
{
    return m_fetched.isEmpty() ? QString() : m_fetched.first().run.workflow;
}

QString HistorySource::jobId(const QString &name) const
{
    if (!m_files)
        return {};
    // What called workflows do is among the names that GitHub gives.
    const auto open = [](std::string_view) { return true; };
    const workflow::Graph graph = workflow::buildGraph(m_files->document, m_files->repository.get(), {.isOpen = open});
    const auto expected = expectedNames(graph, m_files->document, m_files->repository.get());
    const int node = nodeOf(expected, name);
    if (node < 0)
        return {};
    const QString id = QString::fromStdString(graph.nodes.at(static_cast<std::size_t>(node)).id);
    return id.section(u'/', 0, 0).section(QStringLiteral("job:"), 1);
}

void HistorySource::join()
{
    QList<PastRun> all = m_fetched;
    QSet<qint64> known;
    for (const PastRun &past : m_fetched)
        known.insert(past.run.id);
    for (const PastRun &past : std::as_const(m_stored)) {
        if (!known.contains(past.run.id))
            all += past;
    }
    m_history = historyOf(all);
    emit changed();
}

} // namespace slipway::runs
