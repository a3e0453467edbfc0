#include "desk/desk.h"

#include "desk/desk_state.h"
#include "editing/changes.h"
#include "editing/rules.h"
#include "refresh/engine.h"

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

} // namespace

Desk::Private::Private(Desk &desk, Setup given)
    : facade(desk)
    , setup(std::move(given))
    , catalogue({.client = {},
                 .repository = repository(),
                 .branch = setup.workspace->branches.production,
                 .clone = {},
                 .clock = setup.clock})
    , names({.client = {},
             .repository = repository(),
             .clock = setup.clock,
             .runnerLabels = setup.workspace->diagnostics.runnerLabels})
    , actions({.client = {}, .folder = setup.cacheFolder + u"/actions"_s, .clock = setup.clock})
    , recovery(setup.recoveryFolder, setup.clock)
    , proposals(setup.recoveryFolder + u"/proposals"_s)
{ }

github::RepositoryName Desk::Private::repository() const
{
    return {workspace().organizations.githubOwner(), workspace().organizations.githubName()};
}

Entry *Desk::Private::find(const QString &path)
{
    const auto found = entries.find(path);
    return found == entries.end() ? nullptr : &found->second;
}

void Desk::Private::tell(const QString &words, const QString &remedy)
{
    Q_EMIT facade.noticed(base::makeError(base::Error::Kind::NotFound, words, remedy));
}

void Desk::Private::fail(const QString &path, const base::Error &error)
{
    if (error.kind != base::Error::Kind::Cancelled)
        Q_EMIT facade.failed(path, error);
}

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
    connect(&m_d->proposals, &Proposals::merged, this,
            [this](const pipelines::Moved &moved, bool isUpdate) { m_d->takeMerged(moved, isUpdate); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_d->catalogue, signal, this, &Desk::filesChanged);
    connect(&m_d->catalogue, &QAbstractItemModel::dataChanged, this, &Desk::filesChanged);
    connect(&m_d->catalogue, &pipelines::WorkflowCatalogue::stateChanged, this, [this] {
        m_d->follow();
        Q_EMIT filesChanged();
    });
    connect(&m_d->others, &RepositoryDocuments::changed, this, &Desk::documentsChanged);
    connect(&m_d->names, &pipelines::Names::changed, this, [this] {
        for (const auto &[path, entry] : m_d->entries)
            m_d->tellNames(*entry.file);
        Q_EMIT namesChanged();
    });
    m_d->readJournals();
}

Desk::~Desk()
{
    m_d->stop.request_stop();
    m_d->recovery.flush();
}

void Desk::setClient(std::shared_ptr<const github::Client> client)
{
    m_d->client = client;
    m_d->isSignInKnown = true;
    m_d->catalogue.setClient(client);
    m_d->names.setClient(client);
    m_d->actions.setClient(client);
    m_d->proposals.setClient(std::move(client));
    m_d->others.retry();
    // What was asked in the name of somebody else is asked anew, or fails for want of anybody.
    m_d->stop.request_stop();
    m_d->stop = {};
    for (auto &[path, entry] : m_d->entries)
        entry.comparedWith.clear();
    const QSet<QString> waiting = std::exchange(m_d->waiting, {});
    m_d->reopen();
    for (const QString &path : waiting)
        m_d->open(path);
    m_d->openLeft();
}

void Desk::addSources(refresh::Engine &engine)
{
    engine.add(m_d->catalogue.source());
    // Names are for open files; without any nobody has asked for them yet.
    connect(&engine, &refresh::Engine::everythingWanted, this, [this] {
        if (!m_d->entries.empty())
            m_d->names.refresh();
    });
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
        file.isElsewhere = m_d->isElsewhere(entry);
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
    m_d->names.want();
    m_d->open(path);
}

OpenFile *Desk::file(const QString &path) const
{
    const Entry *entry = m_d->find(path);
    return entry ? entry->file.get() : nullptr;
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
    return m_d->add({.origin = origin,
                     .text = text,
                     .base = {},
                     .repository = m_d->clone ? workflow::DiskRepository::around(origin.file) : nullptr,
                     .rules = editing::settingsOf(m_d->workspace().diagnostics),
                     .clock = m_d->setup.clock,
                     .saved = QByteArray()},
                    cloneRoot());
}

void Desk::discard(const QString &path)
{
    Entry *entry = m_d->find(path);
    if (!entry)
        return;
    OpenFile &file = *entry->file;
    m_d->recovery.discard(file.origin());
    m_d->proposals.forget(path);
    // What is left of a file from elsewhere is not what the list is about.
    if (file.origin().isNew || m_d->isElsewhere(*entry)) {
        m_d->close(path);
        return;
    }
    file.history().reset(file.document().withSource(file.base()));
    // The branch may have moved while there were edits.
    entry->comparedWith.clear();
    m_d->follow();
    Q_EMIT filesChanged();
}

bool Desk::hasUnsaved() const
{
    return std::ranges::any_of(m_d->entries, [](const auto &entry) { return entry.second.file->isUnsaved(); });
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
    if (!open)
        return {};
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
    const QString production = m_d->workspace().branches.production;
    return pipelines::draftPlan({.repository = m_d->repository(),
                                 .baseBranch = production.isEmpty() ? m_d->catalogue.branch() : production,
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

} // namespace slipway::desk
