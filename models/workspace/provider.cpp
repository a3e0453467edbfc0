#include "workspace/provider.h"

using namespace Qt::StringLiterals;

namespace slipway::workspace {

QList<Provider> providers()
{
    return {Provider::GitHub, Provider::Fly, Provider::Vercel, Provider::Sentry, Provider::Slack};
}

QString providerId(Provider provider)
{
    switch (provider) {
    case Provider::GitHub: return u"github"_s;
    case Provider::Fly: return u"fly"_s;
    case Provider::Vercel: return u"vercel"_s;
    case Provider::Sentry: return u"sentry"_s;
    case Provider::Slack: return u"slack"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QString providerName(Provider provider)
{
    switch (provider) {
    case Provider::GitHub: return u"GitHub"_s;
    case Provider::Fly: return u"Fly.io"_s;
    case Provider::Vercel: return u"Vercel"_s;
    case Provider::Sentry: return u"Sentry"_s;
    case Provider::Slack: return u"Slack"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace slipway::workspace
