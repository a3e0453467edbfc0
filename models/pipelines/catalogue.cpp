#include "pipelines/catalogue.h"

#include "pipelines/catalogue_rows.h"
#include "pipelines/worker.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::pipelines {

namespace {

using Kind = base::Error::Kind;
template<typename T>
using Answer = QCoro::Task<base::Result<T>>;

base::Error notSignedIn()
{
    return base::makeError(Kind::Unauthorized, WorkflowCatalogue::tr("Nobody is signed in to GitHub."),
                           WorkflowCatalogue::tr("Sign in under Accounts, or open a clone on this computer."));
}

bool isWorkflow(const QString &name)
{
    return name.endsWith(".yml"_L1) || name.endsWith(".yaml"_L1);
}

} // namespace

struct WorkflowCatalogue::Private {
    Setup setup;
    QPointer<WorkflowCatalogue> owner;
    QList<CatalogueEntry> rows;
    GitHubFilesList atGitHub;
    QList<DiskWorkflow> onDisk;
    QString branch;
    QString commit;
    base::Freshness freshness;
    /// Counts what changes whom or what to ask: an answer to an older question is dropped.
    int question = 0;
    int diskQuestion = 0;

    void show()
    {
        if (owner)
            CatalogueRows::apply(*owner, rows, joinEntries(atGitHub, onDisk));
    }

    void tellState() const
    {
        if (owner)
            emit owner->stateChanged();
    }
};

namespace {

using Client = std::shared_ptr<const github::Client>;

/// SHA of the folder or file `name` in a tree; empty when there is none.
QString shaOf(const QList<github::TreeItem> &items, const QString &name)
{
    const auto found = std::ranges::find(items, name, &github::TreeItem::path);
    return found == items.end() ? QString() : found->sha;
}

/// The workflow files of a commit, folder by folder: a large repository's whole list is cut by GitHub.
Answer<QStringList> filesAt(Client client, github::RepositoryName name, QString commit, std::stop_token stop)
{
    QString tree = commit;
    const QStringList parts{u".github"_s, u"workflows"_s};
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const auto items = co_await client->tree(name, tree, false, stop);
        if (!items)
            co_return std::unexpected(items.error());
        tree = shaOf(*items, parts.at(i));
        if (tree.isEmpty())
            co_return QStringList();
    }
    const auto items = co_await client->tree(name, tree, false, stop);
    if (!items)
        co_return std::unexpected(items.error());
    QStringList files;
    for (const github::TreeItem &item : *items)
        if (item.type == "blob"_L1 && isWorkflow(item.path))
            files.append(u".github/workflows/"_s + item.path);
    co_return files;
}

Answer<QString> defaultBranch(Client client, github::RepositoryName name, std::stop_token stop)
{
    const auto repository = co_await client->repository(name, stop);
    if (!repository)
        co_return std::unexpected(repository.error());
    co_return repository->defaultBranch;
}

Answer<QString> headOf(Client client, github::RepositoryName name, QString branch, std::stop_token stop)
{
    const auto reference = co_await client->branchReference(name, branch, stop);
    if (!reference)
        co_return std::unexpected(reference.error());
    if (!*reference)
        co_return std::unexpected(base::makeError(Kind::NotFound,
                                                  WorkflowCatalogue::tr("The branch %1 is gone.").arg(branch),
                                                  WorkflowCatalogue::tr("Choose another branch.")));
    co_return (*reference)->sha;
}

struct Asked {
    QString branch;
    QString commit;
    GitHubFilesList list;
};

/// `known`: what was listed before; its files are asked for again only when the branch moved.
Answer<Asked> askGitHub(Client client, github::RepositoryName name, QString branch, Asked known, std::stop_token stop)
{
    Asked asked;
    asked.branch = branch;
    if (branch.isEmpty()) {
        const auto main = co_await defaultBranch(client, name, stop);
        if (!main)
            co_return std::unexpected(main.error());
        asked.branch = *main;
    }
    const auto head = co_await headOf(client, name, asked.branch, stop);
    if (!head)
        co_return std::unexpected(head.error());
    asked.commit = *head;
    asked.list.files = known.list.files;
    if (asked.commit != known.commit) {
        const auto files = co_await filesAt(client, name, asked.commit, stop);
        if (!files)
            co_return std::unexpected(files.error());
        asked.list.files = *files;
    }
    const auto workflows = co_await client->workflows(name, stop);
    if (!workflows)
        co_return std::unexpected(workflows.error());
    asked.list.workflows = *workflows;
    co_return asked;
}

template<typename Private>
QCoro::Task<> lookAtDisk(std::shared_ptr<Private> d)
{
    QList<DiskWorkflow> found;
    const int question = ++d->diskQuestion;
    if (d->setup.clone)
        found = co_await onWorker([clone = *d->setup.clone] { return diskWorkflows(clone); });
    if (question != d->diskQuestion)
        co_return;
    d->onDisk = found;
    d->show();
}

template<typename Private>
Answer<bool> refreshAll(std::shared_ptr<Private> d, std::stop_token stop)
{
    co_await lookAtDisk(d);
    const int question = d->question;
    base::Result<Asked> asked = std::unexpected(notSignedIn());
    if (d->setup.client)
        asked = co_await askGitHub(d->setup.client, d->setup.repository, d->setup.branch,
                                   {d->branch, d->commit, d->atGitHub}, stop);
    if (question != d->question)
        co_return false;
    d->freshness =
        asked ? base::Freshness::fresh(d->setup.clock->now()) : base::Freshness::failed(d->freshness, asked.error());
    if (asked) {
        d->branch = asked->branch;
        d->commit = asked->commit;
        d->atGitHub = asked->list;
        d->show();
    }
    d->tellState();
    if (!asked)
        co_return std::unexpected(asked.error());
    co_return false;
}

Answer<QString> headOrDefault(Client client, github::RepositoryName name, QString &branch, std::stop_token stop)
{
    if (branch.isEmpty()) {
        const auto main = co_await defaultBranch(client, name, stop);
        if (!main)
            co_return std::unexpected(main.error());
        branch = *main;
    }
    co_return co_await headOf(client, name, branch, stop);
}

struct Wanted {
    QString path;
    QString branch;
    /// Empty: where the branch stands.
    QString commit;
};

Answer<OpenedFile> openFile(Client client, github::RepositoryName name, Wanted wanted, std::stop_token stop)
{
    if (!client)
        co_return std::unexpected(notSignedIn());
    if (wanted.commit.isEmpty()) {
        const auto head = co_await headOrDefault(client, name, wanted.branch, stop);
        if (!head)
            co_return std::unexpected(head.error());
        wanted.commit = *head;
    }
    const auto file = co_await client->file(name, wanted.path, wanted.commit, stop);
    if (!file)
        co_return std::unexpected(file.error());
    OpenedFile opened{file->content, wanted.branch, wanted.commit, nullptr};
    const auto document = co_await onWorker(
        [bytes = file->content, path = wanted.path] { return workflow::Document::open(bytes, path); });
    const GitHubFiles files(client, name, wanted.commit);
    if (const auto repository = co_await files.around(document, stop))
        opened.repository = *repository;
    co_return opened;
}

} // namespace

QString disabledWords(github::Workflow::State state)
{
    using State = github::Workflow::State;
    switch (state) {
    case State::DisabledByHand: return WorkflowCatalogue::tr("Disabled by hand");
    case State::DisabledByInactivity: return WorkflowCatalogue::tr("Disabled as the repository was quiet for 60 days");
    case State::DisabledByFork: return WorkflowCatalogue::tr("Disabled in this fork");
    case State::Deleted: return WorkflowCatalogue::tr("Deleted");
    case State::Active:
    case State::Unknown: break;
    }
    return {};
}

WorkflowCatalogue::WorkflowCatalogue(Setup setup, QObject *parent)
    : QAbstractListModel(parent)
    , m_d(std::make_shared<Private>())
{
    m_d->setup = std::move(setup);
    m_d->branch = m_d->setup.branch;
    m_d->owner = this;
}

WorkflowCatalogue::~WorkflowCatalogue() = default;

int WorkflowCatalogue::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_d->rows.size());
}

QVariant WorkflowCatalogue::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CatalogueEntry &entry = m_d->rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return entry.name;
    case Qt::AccessibleDescriptionRole:
        return entry.disabledBecause.isEmpty() ? entry.path : tr("%1, %2").arg(entry.path, entry.disabledBecause);
    case EntryRole: return QVariant::fromValue(entry);
    case PathRole: return entry.path;
    case StateRole: return entry.disabledBecause;
    default: return {};
    }
}

const QList<CatalogueEntry> &WorkflowCatalogue::entries() const
{
    return m_d->rows;
}

std::optional<CatalogueEntry> WorkflowCatalogue::entry(const QString &path) const
{
    const auto found = std::ranges::find(m_d->rows, path, &CatalogueEntry::path);
    return found == m_d->rows.end() ? std::nullopt : std::optional(*found);
}

QString WorkflowCatalogue::branch() const
{
    return m_d->branch;
}

QString WorkflowCatalogue::commit() const
{
    return m_d->commit;
}

const github::RepositoryName &WorkflowCatalogue::repository() const
{
    return m_d->setup.repository;
}

base::Freshness WorkflowCatalogue::freshness() const
{
    return m_d->freshness;
}

refresh::Source WorkflowCatalogue::source()
{
    const std::weak_ptr<Private> weak = m_d;
    return {.id = u"pipelines/workflows"_s,
            .provider = u"GitHub"_s,
            .whileMoving = 60s,
            .whileIdle = 120s,
            .fetch = [weak](std::stop_token stop) -> Answer<bool> {
                const auto d = weak.lock();
                return d ? refreshAll(d, stop) : []() -> Answer<bool> { co_return false; }();
            }};
}

QCoro::Task<base::Result<bool>> WorkflowCatalogue::refresh(std::stop_token stop)
{
    return refreshAll(m_d, stop);
}

void WorkflowCatalogue::setClone(const std::optional<checkout::Clone> &clone)
{
    m_d->setup.clone = clone;
    lookAtDisk(m_d);
}

void WorkflowCatalogue::setClient(std::shared_ptr<const github::Client> client)
{
    m_d->setup.client = std::move(client);
    ++m_d->question;
}

void WorkflowCatalogue::setBranch(const QString &branch)
{
    if (m_d->setup.branch == branch)
        return;
    m_d->setup.branch = branch;
    m_d->branch = branch;
    m_d->commit.clear();
    ++m_d->question;
    emit stateChanged();
}

QCoro::Task<base::Result<OpenedFile>> WorkflowCatalogue::open(QString path, std::stop_token stop, QString commit) const
{
    const QString branch = m_d->branch.isEmpty() ? m_d->setup.branch : m_d->branch;
    return openFile(m_d->setup.client, m_d->setup.repository, {path, branch, commit}, stop);
}

} // namespace slipway::pipelines
