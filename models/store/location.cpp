#include "store/location.h"

#include <QCoreApplication>
#include <QDir>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace slipway::store {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Store", text);
}

base::Error invalid(const QString &message)
{
    return base::makeError(base::Error::Kind::InvalidInput, message,
                           tr("Write postgresql://user@host:port/database, or the path of a file."));
}

/// Options that say how to connect and nothing else; others could make libpq read files or run as somebody else.
const QStringList &knownOptions()
{
    static const QStringList names{u"sslmode"_s, u"sslrootcert"_s,     u"sslcert"_s,
                                   u"sslkey"_s,  u"connect_timeout"_s, u"application_name"_s};
    return names;
}

} // namespace

Location Location::sqlite(const QString &file)
{
    Location location;
    location.file = file;
    return location;
}

base::Result<Location> Location::parse(const QString &text)
{
    const bool isPostgres = text.startsWith(u"postgresql://") || text.startsWith(u"postgres://");
    if (!isPostgres && text.contains(u"://"))
        return std::unexpected(invalid(tr("This kind of store is not known.")));
    if (!isPostgres)
        return text.isEmpty() ? base::Result<Location>(std::unexpected(invalid(tr("The store's path is empty."))))
                              : sqlite(QDir::current().absoluteFilePath(text));
    const QUrl url(text, QUrl::StrictMode);
    Location location;
    location.kind = Kind::Postgres;
    location.host = url.host();
    location.port = url.port(5432);
    location.database = url.path().sliced(std::min<qsizetype>(1, url.path().size()));
    location.user = url.userName();
    if (!url.isValid() || location.database.isEmpty() || location.database.contains(u'/'))
        return std::unexpected(invalid(tr("The store's address names no database.")));
    if (!url.password().isEmpty()) {
        return std::unexpected(base::makeError(base::Error::Kind::InvalidInput,
                                               tr("The store's address holds a password, which others could read."),
                                               tr("Take it out, and put it in ~/.pgpass or PGPASSWORD.")));
    }
    QStringList options;
    for (const auto &[name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        if (name == u"host")
            location.host = value;
        else if (knownOptions().contains(name) && !value.contains(u';') && !value.contains(u' '))
            options.append(name + u'=' + value);
        else
            return std::unexpected(invalid(tr("The option %1 of the store's address cannot be used.").arg(name)));
    }
    location.options = options.join(u';');
    return location;
}

QString Location::display() const
{
    if (kind == Kind::Sqlite)
        return QDir::toNativeSeparators(file);
    return tr("%1 at %2").arg(database, host.isEmpty() ? u"localhost"_s : host);
}

} // namespace slipway::store
