#include "desk/desk_state.h"
#include "pipelines/worker.h"
#include "textdiff/merge3.h"

#include <QCoro/QCoroTask>

using namespace Qt::StringLiterals;

namespace slipway::desk {

using editing::OpenFile;

/// The branch may have moved: what is open is compared with it, each file once for each commit.
void Desk::Private::follow()
{
    const bool isFailing = catalogue.freshness().error.has_value();
    if (wasFailing && !isFailing)
        others.retry();
    wasFailing = isFailing;
    for (auto &[path, entry] : entries) {
        if (!entry.root.isEmpty())
            compareWithClone(path, entry);
        else if (client)
            compare(path, entry);
    }
}

void Desk::Private::compare(const QString &path, Entry &entry)
{
    const QString commit = catalogue.commit();
    if (commit.isEmpty() || commit == entry.file->origin().commit || commit == entry.comparedWith)
        return;
    entry.comparedWith = commit;
    QCoro::connect(catalogue.open(path, stop.get_token(), commit), &facade,
                   [this, path, commit](const base::Result<pipelines::OpenedFile> &now) {
                       Entry *compared = find(path);
                       // Another commit was asked for meanwhile, or the file is another one.
                       if (!compared || compared->comparedWith != commit || !compared->root.isEmpty())
                           return;
                       if (now)
                           takeNewer(path, *now);
                       else if (now.error().kind == base::Error::Kind::NotFound)
                           takeRemoval(path);
                       else
                           compared->comparedWith.clear();
                   });
}

void Desk::Private::takeNewer(const QString &path, const pipelines::OpenedFile &now)
{
    OpenFile &file = *find(path)->file;
    const QByteArray text = file.document().source();
    const bool hasArrived = text == now.bytes;
    const auto proposal = proposals.journal(path);
    const bool isMerged = proposal && proposal->request && proposal->plan.files.first().bytes == now.bytes;
    if (file.isChanged() && !hasArrived && isMerged) {
        // What was proposed is there; what was typed since began from it, and is another proposal.
        proposals.forget(path);
        file.setRepository(now.repository);
        file.setSaved(now.bytes);
        file.setBase(now.bytes, now.commit);
    }
    // With edits that the branch does not have, what they began from is kept: a proposal brings both together.
    if (file.isChanged() && !hasArrived)
        return;
    if (file.isChanged())
        proposals.forget(path);
    if (!hasArrived && file.history().stack().count() == 0)
        file.history().reset(file.document().withSource(now.bytes));
    else if (!hasArrived)
        // What was undone before can still be reached.
        (void)file.history().apply(yaml::difference(text, now.bytes), tr("Take over what the branch has now"));
    file.setRepository(now.repository);
    file.setSaved(now.bytes);
    file.setBase(now.bytes, now.commit);
}

void Desk::Private::takeRemoval(const QString &path)
{
    OpenFile &file = *find(path)->file;
    if (file.origin().isNew)
        return;
    const QString branch = catalogue.branch();
    if (!file.isChanged()) {
        close(path);
        tell(tr("%1 was removed from %2.").arg(path, branch));
        return;
    }
    editing::Origin origin = file.origin();
    origin.isNew = true;
    origin.commit = catalogue.commit();
    file.setSaved({});
    file.setBase({}, origin.commit);
    file.setOrigin(origin);
    tell(tr("%1 was removed from %2.").arg(path, branch),
         tr("Your edits of it are kept: propose it as a new file, or discard it."));
    Q_EMIT facade.filesChanged();
}

/// The editor goes on from what is proposed: else the next commit would take the others' change back.
void Desk::Private::takeMerged(const pipelines::Moved &moved, bool isUpdate)
{
    for (const pipelines::MovedFile &one : moved.files) {
        Entry *entry = find(one.path);
        if (!entry)
            continue;
        OpenFile &file = *entry->file;
        const QByteArray text = file.document().source();
        const textdiff::Merge merge = textdiff::merge3(one.mine, text, one.merge.text());
        if (merge.isClean())
            (void)file.history().apply(yaml::difference(text, merge.text()), tr("Merge what the branch has"));
        // Changes are counted against the base branch, not against the proposal's own.
        if (isUpdate || !entry->root.isEmpty())
            continue;
        file.setSaved(*one.theirs);
        file.setBase(*one.theirs, moved.head);
    }
}

/// What changes are counted against: a pull or a fetch may have made it another.
void Desk::Private::compareWithClone(const QString &path, const Entry &entry)
{
    const auto read = [](QString root, QString what) -> QCoro::Task<base::Result<Found>> {
        co_return co_await pipelines::onWorker([root, what]() -> base::Result<Found> {
            const auto around = checkout::Clone::around(root);
            return around ? findInClone(*around, what) : std::unexpected(around.error());
        });
    };
    QCoro::connect(read(entry.root, path), &facade, [this, path, root = entry.root](const base::Result<Found> &found) {
        Entry *compared = find(path);
        if (!found || !compared || compared->root != root)
            return;
        OpenFile &file = *compared->file;
                       // Edits are of the version that they began from.
        if (file.isUnsaved() || found->disk != file.saved() || found->base == file.base())
            return;
        file.setBase(found->base, found->origin.commit);
        file.setOrigin(found->origin);
    });
}

QMap<QString, workflow::Document> Desk::documents() const
{
    QStringList paths;
    for (const pipelines::CatalogueEntry &known : m_d->catalogue.entries()) {
        if ((!m_d->clone || known.isOnDisk) && !m_d->entries.contains(known.path))
            paths.append(known.path);
    }
    QMap<QString, workflow::Document> documents = m_d->others.at({.clone = m_d->clone,
                                                                  .client = m_d->client,
                                                                  .repository = m_d->repository(),
                                                                  .commit = m_d->catalogue.commit()},
                                                                 paths);
    for (const auto &[path, entry] : m_d->entries)
        documents.insert(path, entry.file->drawable());
    return documents;
}

} // namespace slipway::desk
