#include "pipelines/github_repository.h"

#include "pipelines/worker.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace slipway::pipelines {

namespace {

using Kind = base::Error::Kind;

void addOnce(QStringList &list, std::string_view uses)
{
    if (!uses.starts_with("./"))
        return;
    const auto plain = workflow::plainPath(uses);
    const QString path = plain ? QString::fromStdString(*plain) : QString();
    if (!path.isEmpty() && !list.contains(path))
        list.append(path);
}

void addSteps(QStringList &actions, const std::vector<workflow::Step> &steps)
{
    workflow::forEachStep(steps, [&](const workflow::Step &step) { addOnce(actions, step.uses.text()); });
}

} // namespace

struct GitHubFiles::Shared {
    std::shared_ptr<const github::Client> client;
    github::RepositoryName name;
    QString commit;
    /// What was asked for; nothing: the commit has no such file.
    QMap<QString, std::optional<QByteArray>> known;
};

LocalUses localUses(const workflow::Document &document)
{
    LocalUses uses;
    for (const workflow::Job &job : document.workflow().jobs) {
        addOnce(uses.workflows, job.uses.text());
        addSteps(uses.actions, job.steps);
    }
    return uses;
}

GitHubFiles::GitHubFiles(std::shared_ptr<const github::Client> client, github::RepositoryName name, QString commit)
    : m_shared(std::make_shared<Shared>(Shared{std::move(client), std::move(name), std::move(commit), {}}))
{ }

const QString &GitHubFiles::commit() const
{
    return m_shared->commit;
}

namespace {

using Bytes = std::optional<QByteArray>;

/// Collects what a workflow needs, file by file.
class Collector
{
public:
    using Ask = std::function<QCoro::Task<base::Result<Bytes>>(QString)>;
    explicit Collector(Ask ask)
        : m_ask(std::move(ask))
    { }

    QCoro::Task<base::Done> collect(workflow::Document document)
    {
        QList<workflow::Document> open{document};
        while (!open.isEmpty()) {
            const LocalUses uses = localUses(open.takeFirst());
            for (qsizetype i = 0; i < uses.actions.size(); ++i) {
                const auto done = co_await takeAction(uses.actions.at(i));
                if (!done)
                    co_return done;
            }
            for (qsizetype i = 0; i < uses.workflows.size(); ++i) {
                const QString path = uses.workflows.at(i);
                const auto bytes = co_await take(path);
                if (!bytes)
                    co_return std::unexpected(bytes.error());
                if (*bytes)
                    open.append(
                        co_await onWorker([text = **bytes, path] { return workflow::Document::open(text, path); }));
            }
        }
        co_return base::Done();
    }

    GitHubRepository::Files files;

private:
    /// Its bytes, the first time; nothing when it is missing or was taken before.
    QCoro::Task<base::Result<Bytes>> take(QString path)
    {
        if (m_asked.contains(path) || m_asked.size() >= GitHubFiles::mostFiles)
            co_return Bytes();
        m_asked.insert(path);
        auto bytes = co_await m_ask(path);
        if (bytes && *bytes)
            files.emplace(path.toStdString(), **bytes);
        co_return bytes;
    }

    QCoro::Task<base::Done> takeAction(QString folder)
    {
        QStringList open{folder};
        while (!open.isEmpty()) {
            const QString at = open.takeFirst();
            if (m_asked.contains(at + u'/'))
                continue;
            m_asked.insert(at + u'/');
            const auto bytes = co_await metadataOf(at);
            if (!bytes)
                co_return std::unexpected(bytes.error());
            if (!*bytes)
                continue;
            const workflow::ActionMetadata action = workflow::readAction(**bytes);
            addSteps(open, action.steps);
        }
        co_return base::Done();
    }

    QCoro::Task<base::Result<Bytes>> metadataOf(QString folder)
    {
        const QStringList names{u"action.yml"_s, u"action.yaml"_s, u"Dockerfile"_s};
        for (qsizetype i = 0; i < names.size(); ++i) {
            const auto bytes = co_await take(folder + u'/' + names.at(i));
            if (!bytes || *bytes)
                co_return bytes;
        }
        co_return Bytes();
    }

    Ask m_ask;
    QSet<QString> m_asked;
};

} // namespace

QCoro::Task<base::Result<std::optional<QByteArray>>> GitHubFiles::file(QString path, std::stop_token stop) const
{
    const auto shared = m_shared;
    if (const auto known = shared->known.constFind(path); known != shared->known.cend())
        co_return *known;
    const auto answer = co_await shared->client->file(shared->name, path, shared->commit, stop);
    if (!answer && answer.error().kind != Kind::NotFound)
        co_return std::unexpected(answer.error());
    const Bytes bytes = answer ? Bytes(answer->content) : Bytes();
    shared->known.insert(path, bytes);
    co_return bytes;
}

QCoro::Task<base::Result<std::shared_ptr<const workflow::Repository>>> GitHubFiles::around(workflow::Document document,
                                                                                           std::stop_token stop) const
{
    // A copy: what this is a part of may go meanwhile.
    const GitHubFiles self = *this;
    Collector collector([self, stop](const QString &path) { return self.file(path, stop); });
    const auto collected = co_await collector.collect(document);
    if (!collected)
        co_return std::unexpected(collected.error());
    co_return std::make_shared<const GitHubRepository>(std::move(collector.files));
}

} // namespace slipway::pipelines
