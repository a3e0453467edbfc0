#include "desk/desk_state.h"
#include "editing/rules.h"
#include "pipelines/worker.h"

#include <QCoro/QCoroTask>

using namespace Qt::StringLiterals;

namespace slipway::desk {

using base::Error;
using editing::OpenFile;
using editing::Recovered;

namespace {

/// The clone that the file was opened from, if it is still there.
std::optional<checkout::Clone> cloneOf(const editing::Origin &origin)
{
    if (origin.file.isEmpty())
        return {};
    const auto clone = checkout::Clone::around(origin.file);
    return clone && clone->root() + u'/' + origin.path == origin.file ? std::optional(*clone) : std::nullopt;
}

} // namespace

void Desk::Private::readJournals()
{
    const editing::Journals journals = recovery.journals();
    // Newest first: of two with the same path, the older one stays on the disk.
    for (const Recovered &one : journals.recovered) {
        if (!left.contains(one.origin.path))
            left.insert(one.origin.path, one);
    }
    if (!journals.damaged.isEmpty())
        QMetaObject::invokeMethod(
            &facade,
            [this, names = journals.damaged.join(u", "_s)] {
                tell(Desk::tr("Edits of an earlier run could not be read."),
                     Desk::tr("They are kept as %1.").arg(names));
            },
            Qt::QueuedConnection);
}

void Desk::Private::openLeft()
{
    const QList<Recovered> all = left.values();
    for (const Recovered &one : all) {
        const bool isAtGitHub = one.origin.file.isEmpty() && !one.origin.isNew;
        // Without anybody signed in there is nobody to ask; they wait.
        if (isAtGitHub && !client)
            continue;
        recovering.insert(one.origin.path);
        if (one.origin.isNew)
            openLeftAlone(one);
        else
            open(one.origin.path);
    }
}

void Desk::Private::reopen()
{
    const QStringList paths = opening.keys();
    opening.clear();
    for (const QString &path : paths)
        open(path);
}

void Desk::Private::open(const QString &path)
{
    if (opening.contains(path))
        return;
    opening.insert(path, ++ticket);
    const auto before = left.constFind(path);
    if (before == left.constEnd()) {
        if (clone)
            openInClone(*clone, path);
        else
            openAtGitHub(path, {});
        return;
    }
    // Edits go back to where they were made: anything else would be another text's change.
    if (const auto theirs = cloneOf(before->origin))
        openInClone(*theirs, path);
    else
        openAtGitHub(path, before->origin.commit);
}

bool Desk::Private::isWanted(const QString &path, int its)
{
    if (opening.value(path) != its)
        return false;
    opening.remove(path);
    return true;
}

void Desk::Private::openInClone(const checkout::Clone &from, const QString &path)
{
    const auto read = [](checkout::Clone where, QString what) -> QCoro::Task<base::Result<Found>> {
        co_return co_await pipelines::onWorker([where, what] { return findInClone(where, what); });
    };
    QCoro::connect(read(from, path), &facade,
                   [this, path, its = ticket, root = from.root()](const base::Result<Found> &found) {
                       if (!isWanted(path, its))
                           return;
                       if (found)
                           take(*found, root);
                       else
                           failToOpen(path, found.error());
                   });
}

void Desk::Private::openAtGitHub(const QString &path, const QString &commit)
{
    if (!isSignInKnown) {
        opening.remove(path);
        waiting.insert(path);
        return;
    }
    QCoro::connect(catalogue.open(path, stop.get_token(), commit), &facade,
                   [this, path, commit, its = ticket](const base::Result<pipelines::OpenedFile> &file) {
                       if (!isWanted(path, its))
                           return;
                       if (!file && file.error().kind == Error::Kind::NotFound && !commit.isEmpty()) {
                           // The commit may be gone; the branch is not.
                           opening.insert(path, ++ticket);
                           openAtGitHub(path, {});
                       } else if (file) {
                           take({.origin = {.path = path,
                                            .repository = workspace().organizations.githubRepository,
                                            .branch = file->branch,
                                            .commit = file->commit},
                                 .base = file->bytes,
                                 .disk = {},
                                 .repository = file->repository},
                                {});
                       } else {
                           failToOpen(path, file.error());
                       }
                   });
}

void Desk::Private::failToOpen(const QString &path, const Error &error)
{
    const auto before = left.constFind(path);
    if (before != left.constEnd() && error.kind == Error::Kind::NotFound) {
        Recovered alone = *before;
        alone.origin.isNew = true;
        openLeftAlone(alone);
        tell(tr("%1 is not in the repository any more.").arg(path), tr("Your edits of it are open as a new file."));
        return;
    }
    if (!client && error.kind == Error::Kind::Unauthorized)
        waiting.insert(path);
    noteRecovered(path, false);
    fail(path, error);
}

/// What has no version in the repository.
void Desk::Private::openLeftAlone(const Recovered &what)
{
    const QString path = what.origin.path;
    const auto theirs = cloneOf(what.origin);
    left.remove(path);
    if (entries.contains(path))
        return;
    add({.origin = what.origin,
         .text = what.text,
         .base = {},
         .repository = theirs ? workflow::DiskRepository::around(what.origin.file) : nullptr,
         .rules = editing::settingsOf(workspace().diagnostics),
         .clock = setup.clock,
         .saved = QByteArray()},
        theirs ? theirs->root() : QString());
    noteRecovered(path, true);
    Q_EMIT facade.opened(path);
}

void Desk::Private::noteRecovered(const QString &path, bool isOpen)
{
    if (!recovering.remove(path))
        return;
    if (isOpen)
        recovered.append(path);
    if (!recovering.isEmpty() || recovered.isEmpty())
        return;
    QMetaObject::invokeMethod(
        &facade, [this, paths = std::exchange(recovered, {})] { Q_EMIT facade.recovered(paths); },
        Qt::QueuedConnection);
}

void Desk::Private::take(const Found &found, const QString &root)
{
    const QString path = found.origin.path;
    if (entries.contains(path))
        return;
    const auto before = left.constFind(path);
    const bool isRecovered = before != left.constEnd();
    const QByteArray text = isRecovered ? before->text : found.disk.value_or(found.base);
    const bool isOtherBase = isRecovered && before->baseHash != editing::hashOf(found.base);
    left.remove(path);
    add({.origin = found.origin,
         .text = text,
         .base = found.base,
         .repository = found.repository,
         .rules = editing::settingsOf(workspace().diagnostics),
         .clock = setup.clock,
         .saved = found.disk},
        root);
    if (!root.isEmpty())
        watch(entries[path], found.disk);
    if (isOtherBase)
        tell(tr("The repository's version of %1 is not the one that your edits began from.").arg(path),
             tr("Look through its changes before you propose them."));
    noteRecovered(path, true);
    Q_EMIT facade.opened(path);
}

OpenFile *Desk::Private::add(OpenFile::Setup what, const QString &root)
{
    const QString path = what.origin.path;
    auto file = std::make_unique<OpenFile>(std::move(what));
    OpenFile *made = file.get();
    QObject::connect(made, &OpenFile::stateChanged, &facade, [this, path, made] {
        // Without edits it follows the branch again.
        if (Entry *entry = find(path); entry && !made->isChanged())
            entry->comparedWith.clear();
        Q_EMIT facade.filesChanged();
    });
    recovery.follow(made);
    tellNames(*made);
    Entry &entry = entries[path];
    entry.file = std::move(file);
    entry.root = root;
    Q_EMIT facade.filesChanged();
    return made;
}

void Desk::Private::close(const QString &path)
{
    const auto found = entries.find(path);
    if (found == entries.end())
        return;
    Q_EMIT facade.closing(path);
    entries.erase(found);
    Q_EMIT facade.filesChanged();
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

} // namespace slipway::desk
