#include "workspace/workspace.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::workspace {

namespace {

constexpr QLatin1StringView versionMark{"{version}"};

} // namespace

QList<Environment> environments()
{
    return {Environment::Production, Environment::Staging, Environment::Preview};
}

QString environmentId(Environment environment)
{
    switch (environment) {
    case Environment::Production: return u"production"_s;
    case Environment::Staging: return u"staging"_s;
    case Environment::Preview: return u"preview"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<Environment> environmentOf(const QString &id)
{
    for (const Environment environment : environments()) {
        if (environmentId(environment) == id)
            return environment;
    }
    return std::nullopt;
}

const std::optional<Place> &App::place(Environment environment) const
{
    switch (environment) {
    case Environment::Production: return production;
    case Environment::Staging: return staging;
    case Environment::Preview: return preview;
    }
    Q_UNREACHABLE_RETURN(production);
}

QString App::versionOf(const QString &tagName) const
{
    const auto mark = tag.indexOf(versionMark);
    if (mark < 0)
        return {};
    const QString before = tag.left(mark);
    const QString after = tag.mid(mark + versionMark.size());
    if (tagName.size() <= before.size() + after.size() || !tagName.startsWith(before) || !tagName.endsWith(after))
        return {};
    return tagName.sliced(before.size(), tagName.size() - before.size() - after.size());
}

QString App::tagOf(const QString &version) const
{
    return QString(tag).replace(versionMark, version);
}

const App *Workspace::app(const QString &id) const
{
    const auto found = std::ranges::find(apps, id, &App::id);
    return found == apps.cend() ? nullptr : &*found;
}

QString Workspace::branchOf(const App &app, Environment environment) const
{
    const auto &place = app.place(environment);
    if (place && !place->branch.isEmpty())
        return place->branch;
    switch (environment) {
    case Environment::Production: return branches.production;
    case Environment::Staging: return branches.staging.isEmpty() ? branches.production : branches.staging;
    case Environment::Preview: return {};
    }
    Q_UNREACHABLE_RETURN({});
}

QString Workspace::personName(const QString &githubLogin) const
{
    const auto isPerson = [&](const Person &person) {
        return person.github.compare(githubLogin, Qt::CaseInsensitive) == 0;
    };
    const auto found = std::ranges::find_if(people, isPerson);
    return found == people.cend() ? githubLogin : found->name;
}

} // namespace slipway::workspace
