#include "desk/desk.h"

#include "checkout/clone.h"
#include "checkout/saving.h"
#include "checkout/watched_file.h"
#include "desk/opening.h"
#include "desk/proposals.h"
#include "editing/changes.h"
#include "editing/rules.h"
#include "pipelines/action_cache.h"
#include "pipelines/catalogue.h"
#include "pipelines/names.h"
#include "refresh/engine.h"
#include "textdiff/merge3.h"

#include <QCoro/QCoroTask>
#include <QFuture>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::desk {

using editing::OpenFile;

namespace {

const QString folder = u".github/workflows/"_s;

/// A name that no other file has: "ci.yml", "ci-2.yml".
QString freeName(const QString &wanted, const QStringList &taken)
{
    const QString stem = wanted.section(u'.', 0, -2);
    const QString ending = wanted.section(u'.', -1);
    QString name = wanted;
    for (int at = 2; taken.contains(folder + name, Qt::CaseInsensitive); ++at)
        name = u"%1-%2.%3"_s.arg(stem, QString::number(at), ending);
    return name;
}

QString nameOf(const OpenFile &file)
{
    const std::string_view name = file.drawable().workflow().name.text();
    return name.empty() ? file.origin().path.section(u'/', -1)
                        : QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

github::RepositoryName repositoryOf(const workspace::Workspace &workspace)
{
    return {workspace.organizations.githubOwner(), workspace.organizations.githubName()};
}

/// An open file, and what it is tied to.
struct Entry {
    std::unique_ptr<OpenFile> file;
    std::unique_ptr<checkout::WatchedFile> watched;
};

} // namespace

struct Desk::Private {
    Private(Desk &desk, Setup given)
        : facade(desk)
        , setup(std::move(given))
        , catalogue({.client = {},
                     .repository = repositoryOf(*setup.workspace),
                     .branch = setup.workspace->branches.production,
                     .clone = {},
                     .clock = setup.clock})
        , names({.client = {},
                 .repository = repositoryOf(*setup.workspace),
                 .clock = setup.clock,
                 .runnerLabels = setup.workspace->diagnostics.runnerLabels})
        , actions({.client = {}, .folder = setup.cacheFolder + u"/actions"_s, .clock = setup.clock})
        , recovery(setup.recoveryFolder, setup.clock)
        , proposals(setup.recoveryFolder + u"/proposals"_s)
    { }

    Desk &facade;
    Setup setup;
    std::shared_ptr<const github::Client> client;
    std::optional<checkout::Clone> clone;
    pipelines::WorkflowCatalogue catalogue;
    pipelines::Names names;
    pipelines::ActionCache actions;
    std::map<QString, Entry> entries;
    QSet<QString> opening;
    /// What an earlier run left, by path, until its file is open.
    QMap<QString, editing::Recovered> left;
    editing::Recovery recovery;
    Proposals proposals;
    std::stop_source stop;

    const workspace::Workspace &workspace() const { return *setup.workspace; }

    void take(const Found &found);
    OpenFile *add(OpenFile::Setup what);
    void tellNames(OpenFile &file) const;
    void watch(Entry &entry, const Found &found);
    void toldOutside(const QString &path, const std::optional<QByteArray> &bytes);
    void openLeft();
    void takeSaved(const QString &path, const QByteArray &bytes);
    void fail(const QString &path, const base::Error &error);
};

Desk::Desk(Setup setup, QObject *parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>(*this, std::move(setup)))
{
    connect(&m_d->recovery, &editing::Recovery::failed, this, &Desk::noticed);
    connect(&m_d->proposals, &Proposals::failed, this, &Desk::noticed);
    connect(&m_d->proposals, &Proposals::changed, this, [this](const QString &path) {
        Q_EMIT proposed(path);
        Q_EMIT filesChanged();
    });
    const editing::Journals journals = m_d->recovery.journals();
    for (const editing::Recovered &left : journals.recovered)
        m_d->left.insert(left.origin.path, left);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_d->catalogue, signal, this, &Desk::filesChanged);
    connect(&m_d->catalogue, &QAbstractItemModel::dataChanged, this, &Desk::filesChanged);
    connect(&m_d->catalogue, &pipelines::WorkflowCatalogue::stateChanged, this, &Desk::filesChanged);
    connect(&m_d->names, &pipelines::Names::changed, this, [this] {
        for (const auto &[path, entry] : m_d->entries)
            m_d->tellNames(*entry.file);
        Q_EMIT namesChanged();
    });
}

Desk::~Desk()
{
    m_d->stop.request_stop();
    m_d->recovery.flush();
}

void Desk::setClient(std::shared_ptr<const github::Client> client)
{
    m_d->client = client;
    m_d->catalogue.setClient(client);
    m_d->names.setClient(client);
    m_d->actions.setClient(client);
    m_d->proposals.setClient(std::move(client));
    m_d->openLeft();
}

void Desk::addSources(refresh::Engine &engine)
{
    engine.add(m_d->catalogue.source());
    connect(&engine, &refresh::Engine::everythingWanted, &m_d->names, &pipelines::Names::refresh);
}

void Desk::Private::tellNames(OpenFile &file) const
{
    const workflow::KnownNames known = names.known();
    file.setNames(known);
    diagnostics::Facts facts;
    // Of secrets and variables an organisation may have more than its repository tells; of environments there are no
    // others.
    if (names.freshness(pipelines::Names::Kind::Environments).hasValue()) {
        const QStringList environments = names.environments();
        facts.environments = QSet<QString>(environments.begin(), environments.end());
    }
    facts.runnerLabels = workspace().diagnostics.runnerLabels;
    facts.deployCommands = workspace().diagnostics.deployCommands;
    facts.repository = file.repository();
    file.setFacts(facts);
}

void Desk::Private::openLeft()
{
    QStringList paths;
    for (const editing::Recovered &recovered : std::as_const(left)) {
        paths.append(recovered.origin.path);
        if (!recovered.origin.isNew)
            continue;
        add({.origin = recovered.origin, .text = recovered.text, .repository = {}, .clock = setup.clock});
    }
    for (const QString &path : std::as_const(paths)) {
        if (entries.contains(path))
            left.remove(path);
        else
            facade.open(path);
    }
    if (!paths.isEmpty())
        QMetaObject::invokeMethod(&facade, [this, paths] { Q_EMIT facade.recovered(paths); }, Qt::QueuedConnection);
}

void Desk::Private::fail(const QString &path, const base::Error &error)
{
    if (error.kind != base::Error::Kind::Cancelled)
        Q_EMIT facade.failed(path, error);
}

base::Done Desk::useClone(const QString &path)
{
    auto clone = checkout::Clone::around(path);
    if (!clone)
        return std::unexpected(clone.error());
    const auto repository = clone->repository();
    const QString wanted = m_d->workspace().organizations.githubRepository;
    if (repository && *repository && !wanted.isEmpty() && (*repository)->compare(wanted, Qt::CaseInsensitive) != 0)
        return std::unexpected(
            base::makeError(base::Error::Kind::InvalidInput,
                            tr("This is a clone of %1, and the workspace is about %2.").arg(**repository, wanted),
                            tr("Open a clone of %1.").arg(wanted)));
    m_d->clone = *clone;
    m_d->catalogue.setClone(*clone);
    // Files with edits stay as they are; the others are read anew from the disk.
    std::erase_if(m_d->entries, [](const auto &entry) { return !entry.second.file->isChanged(); });
    Q_EMIT filesChanged();
    return {};
}

QString Desk::cloneRoot() const
{
    return m_d->clone ? m_d->clone->root() : QString();
}

QString Desk::branch() const
{
    if (m_d->clone) {
        const auto head = m_d->clone->head();
        return head ? head->branch : QString();
    }
    return m_d->catalogue.branch();
}

QString Desk::commit() const
{
    return m_d->catalogue.commit();
}

QList<FileEntry> Desk::files() const
{
    QList<FileEntry> files;
    for (const pipelines::CatalogueEntry &known : m_d->catalogue.entries()) {
        if (!m_d->clone || known.isOnDisk)
            files.append({.path = known.path, .name = known.name, .isDisabled = !known.disabledBecause.isEmpty()});
    }
    // slipway.yaml's order is the team's; what it does not name follows.
    const QStringList order = m_d->workspace().workflows;
    const auto rank = [&order](const FileEntry &file) {
        const qsizetype at = order.indexOf(file.path.section(u'/', -1));
        return at < 0 ? order.size() : at;
    };
    std::ranges::stable_sort(files, {}, rank);
    for (const auto &[path, entry] : m_d->entries) {
        const auto known = std::ranges::find(files, path, &FileEntry::path);
        FileEntry &file = known == files.end() ? files.emplaceBack() : *known;
        file.path = path;
        file.name = nameOf(*entry.file);
        file.isNew = entry.file->origin().isNew;
        file.isChanged = entry.file->isChanged() || file.isNew;
    }
    return files;
}

base::Freshness Desk::freshness() const
{
    return m_d->catalogue.freshness();
}

void Desk::open(const QString &path)
{
    if (file(path)) {
        Q_EMIT opened(path);
        return;
    }
    if (m_d->opening.contains(path))
        return;
    if (m_d->clone) {
        const auto found = findInClone(*m_d->clone, path);
        if (found)
            m_d->take(*found);
        else
            m_d->fail(path, found.error());
        return;
    }
    if (!m_d->client)
        return;
    m_d->opening.insert(path);
    m_d->names.want();
    QCoro::connect(m_d->catalogue.open(path, m_d->stop.get_token()), this,
                   [this, path](const base::Result<pipelines::OpenedFile> &file) {
                       m_d->opening.remove(path);
                       if (!file) {
                           m_d->fail(path, file.error());
                           return;
                       }
                       m_d->take({.origin = {.path = path,
                                             .repository = m_d->workspace().organizations.githubRepository,
                                             .branch = file->branch,
                                             .commit = file->commit},
                                  .base = file->bytes,
                                  .disk = {},
                                  .repository = file->repository});
                   });
}

void Desk::Private::take(const Found &found)
{
    const QString &path = found.origin.path;
    if (entries.contains(path))
        return;
    const auto recovered = left.find(path);
    const QByteArray text = recovered != left.end() ? recovered->text : found.disk.value_or(found.base);
    left.remove(path);
    add({.origin = found.origin,
         .text = text,
         .base = found.base,
         .repository = found.repository,
         .rules = editing::settingsOf(workspace().diagnostics),
         .clock = setup.clock,
         .saved = found.disk});
    if (!found.origin.file.isEmpty())
        watch(entries[path], found);
    Q_EMIT facade.opened(path);
}

OpenFile *Desk::Private::add(OpenFile::Setup what)
{
    const QString path = what.origin.path;
    auto file = std::make_unique<OpenFile>(std::move(what));
    OpenFile *made = file.get();
    QObject::connect(made, &OpenFile::stateChanged, &facade, &Desk::filesChanged);
    recovery.follow(made);
    tellNames(*made);
    entries[path].file = std::move(file);
    Q_EMIT facade.filesChanged();
    return made;
}

void Desk::Private::watch(Entry &entry, const Found &found)
{
    const QString path = found.origin.path;
    entry.watched = std::make_unique<checkout::WatchedFile>(found.origin.file, found.disk, setup.clock);
    QObject::connect(entry.watched.get(), &checkout::WatchedFile::changed, &facade,
                     [this, path](const QByteArray &bytes) { toldOutside(path, bytes); });
    QObject::connect(entry.watched.get(), &checkout::WatchedFile::removed, &facade,
                     [this, path] { toldOutside(path, std::nullopt); });
    QObject::connect(entry.watched.get(), &checkout::WatchedFile::unreadable, &facade,
                     [this](const base::Error &error) { Q_EMIT facade.noticed(error); });
}

void Desk::Private::toldOutside(const QString &path, const std::optional<QByteArray> &bytes)
{
    const auto found = entries.find(path);
    if (found == entries.end())
        return;
    OpenFile &file = *found->second.file;
    if (bytes && !file.isUnsaved()) {
        // Nothing of ours is in the way: the file shows what the disk has.
        facade.resolve({path, bytes, {}}, Resolution::TakeTheirs);
        return;
    }
    OutsideChange change{path, bytes, {}};
    if (bytes) {
        const textdiff::Merge merge = textdiff::merge3(file.saved(), file.document().source(), *bytes);
        if (merge.isClean())
            change.merged = merge.text();
    }
    Q_EMIT facade.changedOutside(change);
}

void Desk::resolve(const OutsideChange &change, Resolution resolution)
{
    const auto found = m_d->entries.find(change.path);
    if (found == m_d->entries.end())
        return;
    OpenFile &file = *found->second.file;
    if (found->second.watched)
        found->second.watched->setKnown(change.bytes);
    if (!change.bytes && resolution == Resolution::TakeTheirs) {
        m_d->recovery.discard(file.origin());
        m_d->entries.erase(found);
        Q_EMIT filesChanged();
        return;
    }
    file.setSaved(change.bytes.value_or(QByteArray()));
    if (resolution == Resolution::TakeTheirs)
        file.history().reset(file.document().withSource(*change.bytes));
    else if (resolution == Resolution::Merge && change.merged)
        (void)file.history().apply(yaml::difference(file.document().source(), *change.merged),
                                   tr("Merge what another program changed"));
    Q_EMIT filesChanged();
}

OpenFile *Desk::file(const QString &path) const
{
    const auto found = m_d->entries.find(path);
    return found == m_d->entries.end() ? nullptr : found->second.file.get();
}

OpenFile *Desk::create(const QString &fileName, const QByteArray &text)
{
    QStringList taken;
    for (const FileEntry &known : files())
        taken.append(known.path);
    const QString path = folder + freeName(fileName, taken);
    editing::Origin origin{.path = path,
                           .repository = m_d->workspace().organizations.githubRepository,
                           .branch = branch(),
                           .commit = commit(),
                           .isNew = true};
    m_d->names.want();
    if (m_d->clone)
        origin.file = m_d->clone->root() + u'/' + path;
    return m_d->add(
        {.origin = origin, .text = text, .repository = {}, .clock = m_d->setup.clock, .saved = QByteArray()});
}

void Desk::discard(const QString &path)
{
    const auto found = m_d->entries.find(path);
    if (found == m_d->entries.end())
        return;
    OpenFile &file = *found->second.file;
    m_d->recovery.discard(file.origin());
    m_d->proposals.forget(path);
    if (file.origin().isNew)
        m_d->entries.erase(found);
    else
        file.history().reset(file.document().withSource(file.base()));
    Q_EMIT filesChanged();
}

bool Desk::hasUnsaved() const
{
    return std::ranges::any_of(m_d->entries, [](const auto &entry) { return entry.second.file->isUnsaved(); });
}

void Desk::save(const QString &path)
{
    const auto found = m_d->entries.find(path);
    if (found == m_d->entries.end() || !m_d->clone)
        return;
    Entry &entry = found->second;
    const QByteArray bytes = entry.file->document().source();
    checkout::Save what{.file = entry.file->origin().file, .bytes = bytes, .expected = {}, .root = m_d->clone->root()};
    if (entry.watched) {
        what.expected = entry.watched->knownHash();
        entry.watched->expect(bytes);
    }
    checkout::saveInBackground(what).then(this, [this, path, bytes](const base::Done &done) {
        if (done)
            m_d->takeSaved(path, bytes);
        else
            m_d->fail(path, done.error());
    });
}

void Desk::Private::takeSaved(const QString &path, const QByteArray &bytes)
{
    const auto found = entries.find(path);
    if (found == entries.end())
        return;
    OpenFile &file = *found->second.file;
    if (found->second.watched)
        found->second.watched->setKnown(bytes);
    else
        watch(found->second, {.origin = file.origin(), .base = {}, .disk = bytes});
    file.setSaved(bytes);
    Q_EMIT facade.saved(path);
}

pipelines::Proposer &Desk::proposer(const QString &path)
{
    return m_d->proposals.of(path);
}

std::optional<pipelines::Journal> Desk::proposal(const QString &path) const
{
    return m_d->proposals.journal(path);
}

QStringList Desk::changesInWords(const QString &path) const
{
    const OpenFile *open = file(path);
    if (!open)
        return {};
    QStringList words;
    const auto before = workflow::Document::open(open->base(), path);
    for (const workflow::MeaningChange &change : workflow::meaningChanges(before, open->document()))
        words.append(change.sentence);
    return words;
}

pipelines::Plan Desk::draftProposal(const QString &path) const
{
    const OpenFile *open = file(path);
    const QString repository = m_d->workspace().organizations.githubRepository;
    pipelines::ProposedFile changed{.path = path, .opened = {}, .bytes = open->document().source()};
    if (!open->origin().isNew)
        changed.opened = open->base();
    const auto earlier = proposal(path);
    if (earlier && earlier->request) {
        // The pull request that is open gets one more commit.
        pipelines::Plan plan = earlier->plan;
        plan.branch = earlier->branch;
        plan.updates = earlier->request;
        changed.opened = earlier->plan.files.first().bytes;
        plan.files = {changed};
        return plan;
    }
    // What an earlier run of the program began with the same text is gone on with.
    if (earlier && earlier->plan.files == QList{changed})
        return earlier->plan;
    return pipelines::draftPlan({.repository = {repository.section(u'/', 0, 0), repository.section(u'/', 1)},
                                 .baseBranch = m_d->workspace().branches.production,
                                 .baseCommit = open->origin().commit,
                                 .files = {changed},
                                 .changes = changesInWords(path)});
}

pipelines::Names &Desk::names() const
{
    return m_d->names;
}

pipelines::ActionCache &Desk::actions() const
{
    return m_d->actions;
}

QMap<QString, workflow::Document> Desk::documents() const
{
    QMap<QString, workflow::Document> documents;
    for (const auto &[path, entry] : m_d->entries)
        documents.insert(path, entry.file->drawable());
    return documents;
}

} // namespace slipway::desk
