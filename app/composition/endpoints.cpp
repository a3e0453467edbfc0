#include "composition/endpoints.h"

#include "base/json.h"

using namespace Qt::StringLiterals;

namespace slipway::composition {

namespace {

QUrl url(const base::json::Object &object, QLatin1StringView key)
{
    QString text = object.text(key);
    while (text.endsWith(u'/'))
        text.chop(1);
    return QUrl(text);
}

base::Secret fullToken(const base::json::Object &tokens, QLatin1StringView provider)
{
    return base::Secret(tokens.object(provider).text("full"_L1).toUtf8());
}

SandboxInfo readInfo(const base::json::Object &line)
{
    SandboxInfo info;
    info.endpoints.githubApi = url(line.object("github"_L1), "api"_L1);
    const auto fly = line.object("fly"_L1);
    info.endpoints.flyMachines = url(fly, "machines"_L1);
    info.endpoints.flyApi = url(fly, "api"_L1);
    info.endpoints.flyMetrics = url(fly, "metrics"_L1);
    info.endpoints.vercelApi = url(line.object("vercel"_L1), "api"_L1);
    info.endpoints.sentryApi = url(line.object("sentry"_L1), "api"_L1);
    const auto tokens = line.object("tokens"_L1);
    info.tokens = {
        {workspace::Provider::GitHub, fullToken(tokens, "github"_L1)},
        {workspace::Provider::Fly, fullToken(tokens, "fly"_L1)},
        {workspace::Provider::Vercel, fullToken(tokens, "vercel"_L1)},
        {workspace::Provider::Sentry, fullToken(tokens, "sentry"_L1)},
    };
    info.control = url(line, "control"_L1);
    info.now = line.time("now"_L1);
    info.speed = line.number("speed"_L1);
    info.scenario = line.text("scenario"_L1);
    return info;
}

} // namespace

Endpoints Endpoints::production()
{
    return {
        .githubApi = QUrl(u"https://api.github.com"_s),
        .flyMachines = QUrl(u"https://api.machines.dev"_s),
        .flyApi = QUrl(u"https://api.fly.io"_s),
        .flyMetrics = QUrl(u"https://api.fly.io"_s),
        .vercelApi = QUrl(u"https://api.vercel.com"_s),
        .sentryApi = QUrl(u"https://sentry.io"_s),
    };
}

base::Result<SandboxInfo> readReadyLine(const QByteArray &line)
{
    return base::json::read(line, readInfo);
}

} // namespace slipway::composition
