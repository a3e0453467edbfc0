#include "checkout/remote_name.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace slipway::checkout {

namespace {

bool isHost(const QString &found, const QString &host)
{
    const QString plain = found.toLower();
    return plain == host.toLower() || plain == u"www."_s + host.toLower() || plain == u"ssh."_s + host.toLower();
}

std::optional<QString> ownerAndName(QString path)
{
    while (path.startsWith(u'/'))
        path.removeFirst();
    while (path.endsWith(u'/'))
        path.chop(1);
    if (path.endsWith(".git"_L1))
        path.chop(4);
    static const QRegularExpression form(u"\\A[A-Za-z0-9][A-Za-z0-9-_]*/[A-Za-z0-9._-]+\\z"_s);
    const QString name = path.section(u'/', 1);
    if (!form.match(path).hasMatch() || name == "."_L1 || name == ".."_L1)
        return std::nullopt;
    return path;
}

} // namespace

std::optional<QString> repositoryOfUrl(const QString &url, const QString &host)
{
    if (url.contains("://"_L1)) {
        const QUrl parsed(url, QUrl::StrictMode);
        static const QStringList schemes{u"https"_s, u"http"_s, u"ssh"_s, u"git"_s, u"git+ssh"_s};
        if (!parsed.isValid() || !schemes.contains(parsed.scheme()) || !isHost(parsed.host(), host))
            return std::nullopt;
        return ownerAndName(parsed.path());
    }
    static const QRegularExpression scp(u"\\A(?:[^@/:]+@)?([^@/:]+):(?!//)(.+)\\z"_s);
    const auto match = scp.match(url);
    if (!match.hasMatch() || !isHost(match.captured(1), host))
        return std::nullopt;
    return ownerAndName(match.captured(2));
}

} // namespace slipway::checkout
