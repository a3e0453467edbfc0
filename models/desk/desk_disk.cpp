#include "checkout/saving.h"
#include "desk/desk_state.h"
#include "textdiff/merge3.h"

#include <QFuture>

using namespace Qt::StringLiterals;

namespace slipway::desk {

using base::Error;
using editing::OpenFile;

base::Done Desk::useClone(const QString &path)
{
    auto clone = checkout::Clone::around(path);
    if (!clone)
        return std::unexpected(clone.error());
    const auto repository = clone->repository();
    const QString wanted = m_d->workspace().organizations.githubRepository;
    if (repository && *repository && !wanted.isEmpty() && (*repository)->compare(wanted, Qt::CaseInsensitive) != 0)
        return std::unexpected(
            base::makeError(Error::Kind::InvalidInput,
                            tr("This is a clone of %1, and the workspace is about %2.").arg(**repository, wanted),
                            tr("Open a clone of %1.").arg(wanted)));
    m_d->clone = *clone;
    m_d->catalogue.setClone(*clone);
    m_d->reopen();
    // Files with edits stay as they are; the others are read anew from the disk.
    QStringList paths;
    for (const auto &[its, entry] : m_d->entries) {
        if (!entry.file->isChanged() && !entry.file->isUnsaved())
            paths.append(its);
    }
    for (const QString &its : std::as_const(paths)) {
        m_d->close(its);
        m_d->open(its);
    }
    Q_EMIT filesChanged();
    Q_EMIT documentsChanged();
    return {};
}

QString Desk::cloneRoot() const
{
    return m_d->clone ? m_d->clone->root() : QString();
}

bool Desk::Private::isElsewhere(const Entry &entry) const
{
    return clone && entry.root != clone->root();
}

void Desk::Private::watch(Entry &entry, const std::optional<QByteArray> &disk)
{
    const editing::Origin &origin = entry.file->origin();
    entry.watched = std::make_unique<checkout::WatchedFile>(origin.file, disk, setup.clock);
    QObject::connect(entry.watched.get(), &checkout::WatchedFile::changed, &facade,
                     [this, path = origin.path](const QByteArray &bytes) { toldOutside(path, bytes); });
    QObject::connect(entry.watched.get(), &checkout::WatchedFile::removed, &facade,
                     [this, path = origin.path] { toldOutside(path, std::nullopt); });
    QObject::connect(entry.watched.get(), &checkout::WatchedFile::unreadable, &facade,
                     [this](const Error &error) { Q_EMIT facade.noticed(error); });
}

void Desk::Private::toldOutside(const QString &path, const std::optional<QByteArray> &bytes)
{
    Entry *entry = find(path);
    if (!entry)
        return;
    const OpenFile &file = *entry->file;
    // Where nothing of ours is in the way, the file shows what the disk has.
    if (bytes && !file.isUnsaved()) {
        facade.resolve({path, bytes, {}}, Resolution::TakeTheirs);
    } else if (!bytes && !file.isUnsaved() && !file.isChanged()) {
        close(path);
        tell(tr("%1 was removed from the disk.").arg(path));
    } else {
        ask(*entry, bytes);
    }
}

void Desk::Private::ask(Entry &entry, const std::optional<QByteArray> &bytes)
{
    const OpenFile &file = *entry.file;
    OutsideChange change{file.origin().path, bytes, {}};
    if (bytes) {
        const textdiff::Merge merge = textdiff::merge3(file.saved(), file.document().source(), *bytes);
        if (merge.isClean())
            change.merged = merge.text();
    }
    entry.asked = change;
    Q_EMIT facade.changedOutside(change);
}

void Desk::resolve(const OutsideChange &change, Resolution resolution)
{
    Entry *entry = m_d->find(change.path);
    if (!entry)
        return;
    OpenFile &file = *entry->file;
    entry->asked.reset();
    if (entry->watched)
        entry->watched->setKnown(change.bytes);
    if (!change.bytes && resolution == Resolution::TakeTheirs) {
        m_d->recovery.discard(file.origin());
        m_d->close(change.path);
        return;
    }
    file.setSaved(change.bytes.value_or(QByteArray()));
    if (resolution == Resolution::TakeTheirs)
        file.history().reset(file.document().withSource(*change.bytes));
    else if (resolution == Resolution::Merge && change.merged)
        (void)file.history().apply(yaml::difference(file.document().source(), *change.merged),
                                   tr("Merge what another program changed"));
    m_d->compareWithClone(change.path, *entry);
    Q_EMIT filesChanged();
}

void Desk::save(const QString &path)
{
    Entry *entry = m_d->find(path);
    if (!entry)
        return;
    if (entry->root.isEmpty()) {
        m_d->fail(path,
                  base::makeError(Error::Kind::InvalidInput, tr("%1 has no place on this computer.").arg(path),
                                  tr("Propose the change: it was made on the version at GitHub.")));
        return;
    }
    const QByteArray bytes = entry->file->document().source();
    checkout::Save what{.file = entry->file->origin().file, .bytes = bytes, .expected = {}, .root = entry->root};
    if (entry->watched) {
        what.expected = entry->watched->knownHash();
        entry->watched->expect(bytes);
    }
    checkout::saveInBackground(what).then(this, [this, path, bytes](const base::Done &done) {
        if (done)
            m_d->takeSaved(path, bytes);
        else
            m_d->takeNotSaved(path, done.error());
    });
}

void Desk::Private::takeSaved(const QString &path, const QByteArray &bytes)
{
    Entry *entry = find(path);
    if (!entry)
        return;
    if (entry->watched)
        entry->watched->setKnown(bytes);
    else
        watch(*entry, bytes);
    entry->file->setSaved(bytes);
    Q_EMIT facade.saved(path);
    Q_EMIT facade.filesChanged();
}

void Desk::Private::takeNotSaved(const QString &path, const Error &error)
{
    fail(path, error);
    Entry *entry = find(path);
    if (!entry || error.kind != Error::Kind::Conflict || !entry->watched)
        return;
    // Asked once and put off: the question comes again, as there is no other way to save.
    if (entry->asked)
        ask(*entry, entry->asked->bytes);
    else
        entry->watched->check();
}

} // namespace slipway::desk
