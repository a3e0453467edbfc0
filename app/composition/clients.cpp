#include "composition/clients.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::composition {

namespace {

using workspace::Provider;

QString tr(const char *text)
{
    return QCoreApplication::translate("composition::clients", text);
}

QString describe(const github::User &user)
{
    if (!user.scopes)
        return user.login;
    return tr("%1, may %2").arg(user.login, user.scopes->join(u", "_s));
}

QString describe(const QList<fly::TokenPart> &parts)
{
    QStringList words;
    for (const fly::TokenPart &part : parts) {
        const QString holder =
            part.user.isEmpty() ? part.organization : tr("%1 in %2").arg(part.user, part.organization);
        words.append(part.apps.isEmpty() ? holder : tr("%1, apps %2").arg(holder, part.apps.join(u", "_s)));
    }
    words.removeDuplicates();
    return words.join(u"; "_s);
}

QString describe(const vercel::User &user)
{
    return user.username;
}

QString describe(const QList<sentry::Organization> &organizations)
{
    QStringList slugs;
    for (const sentry::Organization &organization : organizations)
        slugs.append(organization.slug);
    return slugs.isEmpty() ? tr("no organisation") : tr("organisation %1").arg(slugs.join(u", "_s));
}

template<typename T>
QCoro::Task<base::Result<QString>> described(QCoro::Task<base::Result<T>> call)
{
    const auto answer = co_await call;
    if (!answer)
        co_return std::unexpected(answer.error());
    co_return describe(*answer);
}

} // namespace

Clients makeClients(std::shared_ptr<const net::HttpClient> http, const Endpoints &endpoints, const Tokens &tokens,
                    const QString &team)
{
    const fly::Hosts hosts{endpoints.flyMachines, endpoints.flyApi, endpoints.flyMetrics};
    return {
        .github = github::Client(http, github::endpoint(endpoints.githubApi, tokens.value(Provider::GitHub))),
        .fly = fly::Client(http, fly::endpoints(hosts, tokens.value(Provider::Fly))),
        .vercel = vercel::Client(http, vercel::endpoint(endpoints.vercelApi, tokens.value(Provider::Vercel)), {team}),
        .sentry = sentry::Client(http, sentry::endpoint(endpoints.sentryApi, tokens.value(Provider::Sentry))),
    };
}

QCoro::Task<base::Result<QString>> identity(Clients clients, Provider provider, std::stop_token stop)
{
    switch (provider) {
    case Provider::GitHub: co_return co_await described(clients.github.user(stop));
    case Provider::Fly: co_return co_await described(clients.fly.tokenParts(stop));
    case Provider::Vercel: co_return co_await described(clients.vercel.user(stop));
    case Provider::Sentry: co_return co_await described(clients.sentry.organizations(stop));
    case Provider::Slack: break;
    }
    co_return std::unexpected(base::makeError(base::Error::Kind::InvalidInput,
                                              tr("%1 has no token to test.").arg(workspace::providerName(provider))));
}

} // namespace slipway::composition
