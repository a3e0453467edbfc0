#include "approvals/approvals.h"

#include "approvals/assembly.h"
#include "approvals/gathering.h"
#include "approvals/words.h"
#include "github/client.h"
#include "refresh/engine.h"
#include "workspace/workspace.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals {

namespace {

using State = base::Freshness::State;

base::Error notSignedIn()
{
    return base::makeError(base::Error::Kind::Unauthorized, tr("Nobody is signed in at GitHub."),
                           tr("Sign in under Accounts."));
}

/// What one repository told.
struct Known {
    QList<Waiting> waiting;
    base::Freshness freshness;
};

bool isWorse(const base::Freshness &one, const base::Freshness &other)
{
    return other.state == State::Fresh && one.state != State::Fresh;
}

} // namespace

struct Approvals::Private {
    Setup setup;
    std::shared_ptr<const github::Client> client;
    QString viewer;
    QMap<QString, Known> repositories;
    QList<Waiting> list;

    QList<github::RepositoryName> names() const;
    /// The repository of a run of the list; of the workspace's own else.
    std::optional<github::RepositoryName> repositoryOf(qint64 runId) const;
    Asking asking(const github::RepositoryName &repository) const;
    /// Joins what the repositories told.
    void join();
};

QList<github::RepositoryName> Approvals::Private::names() const
{
    QList<github::RepositoryName> names;
    for (const QString &text : QStringList{setup.workspace->organizations.githubRepository} + setup.repositories) {
        if (const auto name = github::RepositoryName::fromText(text); name && !names.contains(*name))
            names += *name;
    }
    return names;
}

std::optional<github::RepositoryName> Approvals::Private::repositoryOf(qint64 runId) const
{
    const auto found = std::ranges::find(list, runId, &Waiting::runId);
    return github::RepositoryName::fromText(found != list.end() ? found->repository
                                                                : setup.workspace->organizations.githubRepository);
}

Asking Approvals::Private::asking(const github::RepositoryName &repository) const
{
    return {client, setup.workspace, repository, viewer, setup.clock->now()};
}

void Approvals::Private::join()
{
    list.clear();
    for (const Known &known : std::as_const(repositories))
        list += known.waiting;
    std::ranges::stable_sort(list, {}, &Waiting::askedAt);
}

namespace {

/// Learns who the token belongs to, once.
QCoro::Task<QString> askViewer(std::shared_ptr<const github::Client> client, QString known, std::stop_token stop)
{
    if (!known.isEmpty())
        co_return known;
    const auto user = co_await client->user(stop);
    co_return user ? user->login : QString();
}

struct Round {
    QMap<QString, base::Result<QList<Waiting>>> answers;
    QString viewer;
};

QCoro::Task<Round> askAll(Asking asking, QList<github::RepositoryName> names, std::stop_token stop)
{
    Round round;
    round.viewer = co_await askViewer(asking.client, asking.viewer, stop);
    asking.viewer = round.viewer;
    for (qsizetype i = 0; i < names.size(); ++i) {
        asking.repository = names.at(i);
        round.answers.insert(names.at(i).text(), co_await askQueue(asking, stop));
    }
    co_return round;
}

} // namespace

Approvals::Approvals(Setup setup, QObject *parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>())
{
    m_d->setup = std::move(setup);
}

Approvals::~Approvals() = default;

void Approvals::setClient(std::shared_ptr<const github::Client> client)
{
    m_d->client = std::move(client);
    m_d->viewer.clear();
    m_d->repositories.clear();
    m_d->join();
    emit changed();
}

QCoro::Task<base::Result<bool>> Approvals::fetch(QPointer<Approvals> page, std::stop_token stop)
{
    if (!page || !page->m_d->client)
        co_return std::unexpected(notSignedIn());
    const QList<github::RepositoryName> names = page->m_d->names();
    const auto client = page->m_d->client;
    Round round = co_await askAll(page->m_d->asking({}), names, stop);
    // Signed out or in as somebody else meanwhile: these answers are another person's.
    if (!page || page->m_d->client != client || stop.stop_requested())
        co_return std::unexpected(base::cancelled());
    Private &d = *page->m_d;
    d.viewer = round.viewer;
    std::optional<base::Error> failure;
    for (const auto &[name, answer] : round.answers.asKeyValueRange()) {
        Known &known = d.repositories[name];
        if (answer) {
            known = {*answer, base::Freshness::fresh(d.setup.clock->now())};
        } else {
            known.freshness = base::Freshness::failed(known.freshness, answer.error());
            failure = answer.error();
        }
    }
    d.join();
    emit page->changed();
    if (failure)
        co_return std::unexpected(*failure);
    co_return !page->m_d->list.isEmpty();
}

void Approvals::addSources(refresh::Engine &engine)
{
    refresh::Source source;
    source.id = u"approvals/queue"_s;
    source.provider = u"GitHub"_s;
    source.whileMoving = milliseconds(15'000);
    source.fetch = [page = QPointer(this)](std::stop_token stop) { return fetch(page, stop); };
    engine.add(std::move(source));
}

const QList<Waiting> &Approvals::list() const
{
    return m_d->list;
}

qsizetype Approvals::count() const
{
    return std::ranges::count_if(m_d->list, [](const Waiting &what) { return what.objection.isEmpty(); });
}

base::Freshness Approvals::freshness() const
{
    if (!m_d->client)
        return base::Freshness::failed({}, notSignedIn());
    base::Freshness worst;
    bool isFirst = true;
    for (const Known &known : std::as_const(m_d->repositories)) {
        if (std::exchange(isFirst, false) || isWorse(known.freshness, worst))
            worst = known.freshness;
    }
    return worst;
}

QDateTime Approvals::now() const
{
    return m_d->setup.clock->now();
}

QCoro::Task<base::Result<Review>> Approvals::review(qint64 runId, std::stop_token stop)
{
    const QPointer<Approvals> page(this);
    const auto client = m_d->client;
    const auto repository = m_d->repositoryOf(runId);
    if (!client)
        co_return std::unexpected(notSignedIn());
    if (!repository)
        co_return std::unexpected(base::makeError(base::Error::Kind::NotFound, tr("The workspace names no repository."),
                                                  tr("Name it in slipway.yaml.")));
    Asking asking = m_d->asking(*repository);
    const QPointer<releases::Releases> releases(m_d->setup.releases);
    asking.viewer = co_await askViewer(client, asking.viewer, stop);
    const auto evidence = co_await gather(asking, runId, releases, stop);
    if (!evidence)
        co_return std::unexpected(evidence.error());
    if (page && page->m_d->client == client)
        page->m_d->viewer = asking.viewer;
    co_return reviewOf(*evidence);
}

} // namespace slipway::approvals
