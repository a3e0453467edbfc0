#include "rollout/fly_calls.h"

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using operations::ApiCall;

namespace {

QString machinesUrl(const FlyFacts &facts)
{
    return u"https://api.machines.dev/v1/apps/%1/machines"_s.arg(facts.app);
}

QList<std::pair<QString, QString>> imageBody(const FlyFacts &facts)
{
    return {{u"config.image"_s, facts.image},
            {u"config.metadata.fly_release_version"_s, QString::number(facts.nextVersion)},
            {u"config"_s, u"everything else as it is today"_s}};
}

} // namespace

ApiCall releaseCall(const FlyFacts &facts, const QString &strategy)
{
    return {u"POST"_s,
            u"https://api.fly.io/api/v1/releases"_s,
            {{u"app_name"_s, facts.app}, {u"image"_s, facts.image}, {u"strategy"_s, strategy.toUpper()}}};
}

ApiCall closeCall(const QString &status)
{
    return {u"PATCH"_s, u"https://api.fly.io/api/v1/releases/{id}"_s, {{u"status"_s, status}}};
}

ApiCall createCall(const FlyFacts &facts, const QList<std::pair<QString, QString>> &more)
{
    return {u"POST"_s, machinesUrl(facts), imageBody(facts) + more};
}

ApiCall updateCall(const FlyFacts &facts, const QString &machine, bool skipLaunch)
{
    auto body = imageBody(facts);
    if (skipLaunch)
        body.append({u"skip_launch"_s, u"true"_s});
    return {u"POST"_s, machinesUrl(facts) + u'/' + machine, body};
}

ApiCall machineCall(const FlyFacts &facts, const QString &method, const QString &machine, const QString &verb)
{
    return {method, machinesUrl(facts) + u'/' + machine + verb, {}};
}

} // namespace slipway::rollout
