#include "store/opening.h"

#include "base/clock.h"
#include "store/migrations.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

using namespace Qt::StringLiterals;

namespace slipway::store {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Store", text);
}

/// A database that was opened and migrated, or why not, and whether the file is to blame.
struct Attempt {
    base::Result<std::unique_ptr<Connection>> connection;
    bool isDamaged = false;
};

Attempt attempt(const Location &location)
{
    auto trouble = dialect::Trouble::Other;
    auto connection = Connection::open(location, Connection::Access::ReadWrite, &trouble);
    if (!connection)
        return {std::move(connection), trouble == dialect::Trouble::Damaged};
    const auto migrated = migrate(**connection);
    if (migrated)
        return {std::move(connection), false};
    return {std::unexpected(migrated.error()), (*connection)->trouble() == dialect::Trouble::Damaged};
}

/// Whether SQLite reads the file and finds it in disorder; a file that may not be read is no such one.
bool isDamaged(const Location &location)
{
    auto trouble = dialect::Trouble::Other;
    const auto connection = Connection::open(location, Connection::Access::ReadOnly, &trouble);
    if (!connection)
        return trouble == dialect::Trouble::Damaged;
    const auto check = (*connection)->run(u"PRAGMA quick_check(1)"_s);
    if (!check)
        return (*connection)->trouble() == dialect::Trouble::Damaged;
    return (*check)->next() && (*check)->value(0).toString() != u"ok";
}

QString freeName(const QString &file)
{
    const QString time = base::SystemClock().now().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    const QString name = file + u".corrupt-"_s + time;
    QString candidate = name;
    for (int i = 2; QFileInfo::exists(candidate); ++i)
        candidate = u"%1-%2"_s.arg(name).arg(i);
    return candidate;
}

base::Error cannotBePutAside(const Location &location)
{
    return base::makeError(base::Error::Kind::Internal,
                           tr("The history in %1 is damaged and could not be put aside.").arg(location.display()),
                           tr("Check the permissions of its folder, then start Slipway again."));
}

} // namespace

base::Result<QString> putAside(const Location &location)
{
    QLockFile lock(location.file + u".lock"_s);
    if (!lock.tryLock(dialect::patience))
        return std::unexpected(cannotBePutAside(location));
    if (!isDamaged(location))
        return QString();
    const QString name = freeName(location.file);
    if (!QFile::rename(location.file, name))
        return std::unexpected(cannotBePutAside(location));
    // What had not reached the file itself stays with it, and out of the new one's way.
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s})
        QFile::rename(location.file + suffix, name + suffix);
    return name;
}

base::Result<Opening> openDatabase(const Location &location)
{
    auto first = attempt(location);
    if (first.connection)
        return Opening{std::move(*first.connection), {}};
    if (location.kind != Location::Kind::Sqlite || !first.isDamaged)
        return std::unexpected(first.connection.error());
    const auto kept = putAside(location);
    if (!kept)
        return std::unexpected(kept.error());
    auto second = attempt(location);
    if (!second.connection)
        return std::unexpected(second.connection.error());
    Opened opened;
    opened.keptAside = *kept;
    if (!kept->isEmpty()) {
        opened.notice = tr("The history was damaged, so a new one was started. The old one is kept as %1.").arg(*kept);
    }
    return Opening{std::move(*second.connection), std::move(opened)};
}

} // namespace slipway::store
