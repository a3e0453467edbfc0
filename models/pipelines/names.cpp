#include "pipelines/names.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::pipelines {

namespace {

constexpr auto namesLast = 5min;
constexpr auto failuresLast = 30s;

using Places = QMap<QString, QList<NamePlace>>;

/// GitHub compares names of secrets and variables in capitals.
void add(Places &places, const QString &name, const NamePlace &place)
{
    places[name.toUpper()].append(place);
}

std::vector<std::string> sorted(const QStringList &names)
{
    std::vector<std::string> result;
    for (const QString &name : names)
        result.push_back(name.toStdString());
    std::ranges::sort(result);
    return result;
}

} // namespace

struct Names::Private {
    Setup setup;
    QPointer<Names> owner;
    std::stop_source stop;
    bool isAsking = false;
    bool isWantedAgain = false;

    QList<github::Environment> environments;
    QStringList branches;
    Places secrets;
    Places variables;
    QMap<Kind, base::Freshness> freshness;
    QMap<Kind, QDateTime> dueAt;

    bool isDue(Kind kind) const { return !dueAt.contains(kind) || dueAt.value(kind) <= setup.clock->now(); }

    /// Keeps what came, or why nothing came.
    template<typename T, typename Take>
    void put(Kind kind, const base::Result<T> &result, Take take)
    {
        const QDateTime now = setup.clock->now();
        if (result)
            take(*result);
        freshness[kind] =
            result ? base::Freshness::fresh(now) : base::Freshness::failed(freshness.value(kind), result.error());
        dueAt[kind] = result ? now.addDuration(namesLast) : now.addDuration(failuresLast);
        if (owner)
            emit owner->changed();
    }
};

namespace {

using Client = std::shared_ptr<const github::Client>;

QCoro::Task<base::Result<Places>> askSecrets(Client client, github::RepositoryName name, QStringList environments,
                                             std::stop_token stop)
{
    Places places;
    const auto own = co_await client->secrets(name, stop);
    if (!own)
        co_return std::unexpected(own.error());
    for (const github::SecretName &secret : *own)
        add(places, secret.name, {{}, secret.updatedAt, {}});
    for (qsizetype i = 0; i < environments.size(); ++i) {
        const QString environment = environments.at(i);
        const auto more = co_await client->environmentSecrets(name, environment, stop);
        if (!more)
            co_return std::unexpected(more.error());
        for (const github::SecretName &secret : *more)
            add(places, secret.name, {environment, secret.updatedAt, {}});
    }
    co_return places;
}

QCoro::Task<base::Result<Places>> askVariables(Client client, github::RepositoryName name, QStringList environments,
                                               std::stop_token stop)
{
    Places places;
    const auto own = co_await client->variables(name, stop);
    if (!own)
        co_return std::unexpected(own.error());
    for (const github::Variable &variable : *own)
        add(places, variable.name, {{}, variable.updatedAt, variable.value});
    for (qsizetype i = 0; i < environments.size(); ++i) {
        const QString environment = environments.at(i);
        const auto more = co_await client->environmentVariables(name, environment, stop);
        if (!more)
            co_return std::unexpected(more.error());
        for (const github::Variable &variable : *more)
            add(places, variable.name, {environment, variable.updatedAt, variable.value});
    }
    co_return places;
}

template<typename Private>
QStringList environmentNames(const Private &d)
{
    QStringList names;
    for (const github::Environment &environment : d.environments)
        names.append(environment.name);
    return names;
}

template<typename Private>
QCoro::Task<> askAll(std::shared_ptr<Private> d)
{
    using Kind = Names::Kind;
    const Client client = d->setup.client;
    const github::RepositoryName name = d->setup.repository;
    const std::stop_token stop = d->stop.get_token();
    if (d->isDue(Kind::Environments))
        d->put(Kind::Environments, co_await client->environments(name, stop),
               [d](const auto &list) { d->environments = list; });
    if (d->isDue(Kind::Secrets))
        d->put(Kind::Secrets, co_await askSecrets(client, name, environmentNames(*d), stop),
               [d](const Places &places) { d->secrets = places; });
    if (d->isDue(Kind::Variables))
        d->put(Kind::Variables, co_await askVariables(client, name, environmentNames(*d), stop),
               [d](const Places &places) { d->variables = places; });
    if (d->isDue(Kind::Branches))
        d->put(Kind::Branches, co_await client->branches(name, stop), [d](const QList<github::Branch> &list) {
            d->branches.clear();
            for (const github::Branch &branch : list)
                d->branches.append(branch.name);
        });
    d->isAsking = false;
    if (std::exchange(d->isWantedAgain, false) && d->owner)
        d->owner->want();
}

QString placeWords(const NamePlace &place, const QDateTime &now)
{
    const QString age = base::format::age(std::chrono::milliseconds(std::max<qint64>(place.updatedAt.msecsTo(now), 0)));
    if (place.environment.isEmpty())
        return Names::tr("In repository secrets, changed %1 ago").arg(age);
    return Names::tr("In environment %1, changed %2 ago").arg(place.environment, age);
}

} // namespace

Names::Names(Setup setup, QObject *parent)
    : QObject(parent)
    , m_d(std::make_shared<Private>())
{
    m_d->setup = std::move(setup);
    m_d->owner = this;
}

Names::~Names()
{
    m_d->stop.request_stop();
}

void Names::setClient(std::shared_ptr<const github::Client> client)
{
    m_d->setup.client = std::move(client);
    m_d->dueAt.clear();
}

void Names::setRunnerLabels(const QStringList &labels)
{
    if (m_d->setup.runnerLabels == labels)
        return;
    m_d->setup.runnerLabels = labels;
    emit changed();
}

void Names::want()
{
    if (!m_d->setup.client)
        return;
    if (m_d->isAsking) {
        m_d->isWantedAgain = m_d->isWantedAgain || m_d->dueAt.isEmpty();
        return;
    }
    const auto kinds = {Kind::Environments, Kind::Secrets, Kind::Variables, Kind::Branches};
    if (std::ranges::none_of(kinds, [this](Kind kind) { return m_d->isDue(kind); }))
        return;
    m_d->isAsking = true;
    askAll(m_d);
}

void Names::refresh()
{
    m_d->dueAt.clear();
    want();
}

workflow::KnownNames Names::known() const
{
    return {.secrets = sorted(m_d->secrets.keys()),
            .variables = sorted(m_d->variables.keys()),
            .environments = sorted(environments()),
            .runnerLabels = sorted(m_d->setup.runnerLabels)};
}

QStringList Names::branches() const
{
    return m_d->branches;
}

QStringList Names::environments() const
{
    return environmentNames(*m_d);
}

const github::Environment *Names::environment(const QString &name) const
{
    const auto &all = m_d->environments;
    const auto found = std::ranges::find_if(all, [&name](const github::Environment &environment) {
        return environment.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == all.end() ? nullptr : &*found;
}

QList<NamePlace> Names::secretPlaces(const QString &name) const
{
    return m_d->secrets.value(name.toUpper());
}

QList<NamePlace> Names::variablePlaces(const QString &name) const
{
    return m_d->variables.value(name.toUpper());
}

QString Names::secretWords(const QString &name) const
{
    QStringList words;
    for (const NamePlace &place : secretPlaces(name))
        words.append(placeWords(place, m_d->setup.clock->now()));
    return words.join("; "_L1);
}

QString Names::environmentWords(const QString &name) const
{
    const github::Environment *found = environment(name);
    if (!found)
        return {};
    QStringList words;
    const auto reviewers = found->reviewers.size();
    if (reviewers == 1)
        words.append(tr("1 reviewer"));
    else if (reviewers > 1)
        words.append(tr("%1 reviewers").arg(reviewers));
    if (found->waitTimer.count() > 0)
        words.append(tr("waits %1").arg(base::format::age(found->waitTimer)));
    if (found->branches == github::Environment::Branches::Protected)
        words.append(tr("protected branches only"));
    else if (found->branches == github::Environment::Branches::Named)
        words.append(tr("named branches only"));
    return words.isEmpty() ? tr("No protection") : words.join(", "_L1);
}

base::Freshness Names::freshness(Kind kind) const
{
    return m_d->freshness.value(kind);
}

} // namespace slipway::pipelines
