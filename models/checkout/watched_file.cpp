#include "checkout/watched_file.h"

#include "checkout/clone.h"
#include "checkout/saving.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::checkout {

namespace {

/// How long nothing must happen before the file is read.
constexpr auto settling = 60ms;
/// How often to look where the system does not tell.
constexpr auto round = 2s;

QStringList placesToWatch(const QString &file)
{
    QStringList places;
    const QFileInfo info(file);
    if (info.exists())
        places.append(file);
    QString folder = info.absolutePath();
    while (!QFileInfo::exists(folder) && QFileInfo(folder).absolutePath() != folder)
        folder = QFileInfo(folder).absolutePath();
    places.append(folder);
    // A link's file may be replaced without a trace in the link's folder.
    const QString real = info.canonicalFilePath();
    if (!real.isEmpty() && QFileInfo(real).absolutePath() != folder)
        places.append(QFileInfo(real).absolutePath());
    return places;
}

} // namespace

struct WatchedFile::Found {
    bool exists = false;
    QByteArray bytes;
    std::optional<base::Error> error;

    static Found of(const QString &path)
    {
        QFile file(path);
        if (!QFileInfo(path).exists())
            return {};
        const auto fail = [&path](const char *message) {
            return Found{
                true,
                {},
                base::makeError(base::Error::Kind::Internal,
                                QCoreApplication::translate("checkout", message).arg(QDir::toNativeSeparators(path)),
                                QCoreApplication::translate("checkout", "Your text here is kept."))};
        };
        if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
            return file.exists() ? fail(QT_TRANSLATE_NOOP("checkout", "%1 cannot be read any more.")) : Found{};
        if (file.size() > Clone::largest)
            return fail(QT_TRANSLATE_NOOP("checkout", "%1 became too large to open."));
        return {true, file.readAll(), std::nullopt};
    }
};

WatchedFile::WatchedFile(const QString &file, const std::optional<QByteArray> &known,
                         std::shared_ptr<base::Clock> clock, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_clock(std::move(clock))
{
    setKnown(known);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &WatchedFile::noteNews);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &WatchedFile::noteNews);
    watch();
    // What happened between opening and watching.
    noteNews();
}

WatchedFile::~WatchedFile() = default;

void WatchedFile::expect(const QByteArray &bytes)
{
    m_expected = contentHash(bytes);
}

void WatchedFile::setKnown(const std::optional<QByteArray> &bytes)
{
    m_known = bytes ? std::optional(contentHash(*bytes)) : std::nullopt;
    m_told = m_known;
    m_candidate.reset();
    m_expected.reset();
    m_isUnreadable = false;
}

void WatchedFile::watch()
{
    const QStringList wanted = placesToWatch(m_file);
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    bool isTold = true;
    for (const QString &place : wanted)
        if (!watched.contains(place))
            isTold = m_watcher.addPath(place) && isTold;
    for (const QString &place : watched)
        if (!wanted.contains(place))
            m_watcher.removePath(place);
    m_round.reset();
    if (!isTold)
        m_round = m_clock->alarm(round, [this] { check(); });
}

void WatchedFile::noteNews()
{
    m_settling = m_clock->alarm(settling, [this] { check(); });
}

void WatchedFile::check()
{
    m_settling.reset();
    if (m_isReading) {
        m_isNewsWaiting = true;
        return;
    }
    watch();
    look();
}

void WatchedFile::look()
{
    m_isReading = true;
    QThreadPool::globalInstance()->start([self = QPointer(this), file = m_file, app = QCoreApplication::instance()] {
        const Found found = Found::of(file);
        QMetaObject::invokeMethod(
            app,
            [self, found] {
                if (self)
                    self->take(found);
            },
            Qt::QueuedConnection);
    });
}

void WatchedFile::take(const Found &found)
{
    m_isReading = false;
    if (std::exchange(m_isNewsWaiting, false))
        noteNews();
    if (found.error) {
        if (!std::exchange(m_isUnreadable, true))
            emit unreadable(*found.error);
        return;
    }
    m_isUnreadable = false;
    const auto hash = found.exists ? std::optional(contentHash(found.bytes)) : std::nullopt;
    if (hash == m_told) {
        m_candidate.reset();
        return;
    }
    if (m_candidate != hash) {
        m_candidate = hash;
        noteNews();
        return;
    }
    m_candidate.reset();
    m_told = hash;
    if (hash && hash == m_expected) {
        m_known = hash;
        m_expected.reset();
        return;
    }
    if (hash)
        emit changed(found.bytes);
    else
        emit removed();
}

} // namespace slipway::checkout
