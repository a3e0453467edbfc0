#include "github/account.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace slipway::github {

using base::json::Object;

QStringList parseScopes(const QByteArray &header)
{
    QStringList scopes;
    for (const QByteArray &part : header.split(',')) {
        const QByteArray scope = part.trimmed();
        if (!scope.isEmpty())
            scopes.append(QString::fromLatin1(scope));
    }
    return scopes;
}

User readUser(const Object &object)
{
    User user;
    user.id = object.integer("id"_L1);
    user.login = object.text("login"_L1);
    user.name = object.maybeText("name"_L1).value_or(QString());
    user.avatar = QUrl(object.maybeText("avatar_url"_L1).value_or(QString()));
    user.page = QUrl(object.text("html_url"_L1));
    return user;
}

QList<net::RateLimit> readAllowances(const Object &object)
{
    const Object resources = object.object("resources"_L1);
    QList<net::RateLimit> allowances;
    for (const QString &name : resources.keys()) {
        const QByteArray key = name.toUtf8();
        const Object resource = resources.object(QLatin1StringView(key));
        const qint64 reset = resource.integer("reset"_L1);
        allowances.append({name, resource.integer("limit"_L1), resource.integer("remaining"_L1),
                           QDateTime::fromSecsSinceEpoch(reset, QTimeZone::UTC)});
    }
    return allowances;
}

} // namespace slipway::github
