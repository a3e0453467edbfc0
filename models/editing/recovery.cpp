#include "editing/recovery.h"

#include "editing/journal.h"

#include <QCoreApplication>
#include <QDir>
#include <QPointer>
#include <QSaveFile>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace slipway::editing {

namespace {

/// Long enough to take in a burst of keys, short enough that nobody misses what is lost.
constexpr base::milliseconds pause{300};

/// Above what a workflow can be, with the header.
constexpr qint64 largestJournal = 8 * 1024 * 1024;

base::Result<Recovered> readJournal(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(base::makeError(base::Error::Kind::Internal, file.errorString()));
    return journalFrom(file.read(largestJournal));
}

} // namespace

struct Recovery::Private {
    struct Followed {
        QPointer<OpenFile> file;
        std::unique_ptr<base::Alarm> alarm;
        /// The journal's name when it was last written: the origin may change.
        QString name;
        /// What waits to be written: the file may be closed before.
        Recovered waiting;
        QByteArray base;
    };

    Private(QString path, std::shared_ptr<base::Clock> time, Recovery *recovery)
        : q(recovery)
        , folder(std::move(path))
        , clock(std::move(time))
    { }

    QString pathOf(const QString &name) const { return QDir(folder).filePath(name); }
    void note(OpenFile *file);
    void keep(OpenFile *file);
    void close(const OpenFile *file);
    bool write(const QString &name, const QByteArray &bytes);
    void remove(Followed &followed);
    void fail(const QString &reason);

    Recovery *q;
    QString folder;
    std::shared_ptr<base::Clock> clock;
    std::map<const OpenFile *, Followed> files;
    bool hasFailed = false;
};

void Recovery::Private::note(OpenFile *file)
{
    Followed &followed = files[file];
    followed.file = file;
    followed.waiting = {
        .origin = file->origin(), .text = file->document().source(), .baseHash = {}, .at = clock->now()};
    followed.base = file->base();
    followed.alarm = clock->alarm(pause, [this, file] { keep(file); });
}

void Recovery::Private::keep(OpenFile *file)
{
    Followed &followed = files[file];
    followed.alarm.reset();
    const QString name = journalName(file->origin());
    if (!followed.name.isEmpty() && followed.name != name)
        remove(followed);
    followed.name = name;
    if (!file->isUnsaved()) {
        remove(followed);
        return;
    }
    const Recovered edits{.origin = file->origin(),
                          .text = file->document().source(),
                          .baseHash = hashOf(file->base()),
                          .at = clock->now()};
    if (write(name, journalBytes(edits)))
        hasFailed = false;
}

void Recovery::Private::close(const OpenFile *file)
{
    const auto found = files.find(file);
    if (found == files.end())
        return;
    Followed &followed = found->second;
    if (followed.alarm) {
        followed.waiting.baseHash = hashOf(followed.base);
        write(journalName(followed.waiting.origin), journalBytes(followed.waiting));
    }
    files.erase(found);
}

bool Recovery::Private::write(const QString &name, const QByteArray &bytes)
{
    if (!QDir().mkpath(folder)) {
        fail(QCoreApplication::translate("editing::Recovery", "The folder cannot be made."));
        return false;
    }
    QSaveFile file(pathOf(name));
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    if (!isWritten)
        fail(file.errorString());
    return isWritten;
}

void Recovery::Private::remove(Followed &followed)
{
    if (!followed.name.isEmpty())
        QFile::remove(pathOf(followed.name));
}

void Recovery::Private::fail(const QString &reason)
{
    if (hasFailed)
        return;
    hasFailed = true;
    emit q->failed(base::makeError(
        base::Error::Kind::Internal,
        QCoreApplication::translate("editing::Recovery", "Unsaved edits cannot be kept in %1: %2").arg(folder, reason),
        QCoreApplication::translate("editing::Recovery", "Save or propose them before closing the program.")));
}

Recovery::Recovery(QString folder, std::shared_ptr<base::Clock> clock, QObject *parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>(std::move(folder), std::move(clock), this))
{ }

Recovery::~Recovery()
{
    flush();
}

Journals Recovery::journals() const
{
    Journals found;
    const QDir folder(m_d->folder);
    for (const QString &name : folder.entryList({u"*.journal"_s}, QDir::Files, QDir::Name)) {
        const QString path = folder.filePath(name);
        if (auto edits = readJournal(path)) {
            found.recovered.append(std::move(*edits));
            continue;
        }
        const QString aside = path + u".damaged"_s;
        QFile::remove(aside);
        found.damaged.append(QFile::rename(path, aside) ? aside : path);
    }
    std::ranges::stable_sort(found.recovered, std::greater(), &Recovered::at);
    return found;
}

void Recovery::follow(OpenFile *file)
{
    Private *d = m_d.get();
    d->files.try_emplace(file, Private::Followed{.file = file, .alarm = {}, .name = {}, .waiting = {}, .base = {}});
    connect(file, &OpenFile::changed, this, [d, file] { d->note(file); });
    connect(file, &OpenFile::stateChanged, this, [d, file] { d->keep(file); });
    connect(file, &QObject::destroyed, this, [d, file] { d->close(file); });
    if (file->isUnsaved())
        d->note(file);
}

void Recovery::discard(const Origin &origin)
{
    QFile::remove(m_d->pathOf(journalName(origin)));
    std::erase_if(m_d->files, [&origin](const auto &followed) {
        const auto &file = followed.second.file;
        return file && journalName(file->origin()) == journalName(origin);
    });
}

void Recovery::flush()
{
    for (auto &[file, followed] : m_d->files) {
        if (followed.alarm && followed.file)
            m_d->keep(followed.file);
    }
}

} // namespace slipway::editing
