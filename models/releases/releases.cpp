#include "releases/releases.h"

#include "releases/asking.h"
#include "releases/details_of.h"
#include "releases/join.h"
#include "releases/record.h"
#include "store/store.h"

#include <QCoro/QCoroFuture>
#include <QPointer>
#include <QPromise>
#include <QThreadPool>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

/// While answers pour in they are joined at most this often, and at the end.
constexpr milliseconds joinEvery{150};
/// The most events of a kind that a look into the store gives.
constexpr int eventsAtOnce = 10'000;

using Shared = std::shared_ptr<const History>;
using Kind = store::Event::Kind;

/// What a worker made of the evidence.
struct Joined {
    /// Null: nothing is new.
    Shared history;
    QHash<QString, qsizetype> places;
    /// What the store does not have yet.
    QList<store::Event> events;
};

template<typename T>
void addChanged(QList<store::Event> &events, const QString &workspaceKey, const QList<T> &kept, const QList<T> &before,
                const QList<T> &now)
{
    QHash<QString, const T *> known;
    known.reserve(kept.size() + before.size());
    for (const QList<T> *list : {&kept, &before}) {
        for (const T &value : *list)
            known.insert(value.id, &value);
    }
    for (const T &value : now) {
        const T *old = known.value(value.id);
        if (isWorthKeeping(value) && (!old || *old != value))
            events.append(eventOf(workspaceKey, value));
    }
}

Joined joinedAfter(const History &before, const Evidence &evidence, const QString &workspaceKey)
{
    Joined joined;
    auto history = std::make_shared<const History>(join(evidence));
    if (*history == before)
        return joined;
    joined.places.reserve(history->releases.size());
    for (qsizetype i = 0; i < history->releases.size(); ++i)
        joined.places.insert(history->releases.at(i).id, i);
    addChanged(joined.events, workspaceKey, evidence.kept, before.releases, history->releases);
    addChanged(joined.events, workspaceKey, evidence.keptMarks, before.marks, history->marks);
    joined.history = std::move(history);
    return joined;
}

QFuture<Joined> joinOnWorker(Shared before, Evidence evidence, QString workspaceKey)
{
    auto promise = std::make_shared<QPromise<Joined>>();
    promise->start();
    QThreadPool::globalInstance()->start([=, evidence = std::move(evidence)] {
        promise->addResult(joinedAfter(*before, evidence, workspaceKey));
        promise->finish();
    });
    return promise->future();
}

QCoro::Task<Joined> joined(Shared before, Evidence evidence, QString workspaceKey)
{
    co_return co_await joinOnWorker(std::move(before), std::move(evidence), std::move(workspaceKey));
}

/// Everything of a history that is in the store, in one time.
QCoro::Task<base::Result<QList<store::Event>>> eventsOf(std::shared_ptr<store::Store> store, QString workspaceKey,
                                                        QDateTime before)
{
    QList<store::Event> events;
    static const QList<Kind> kinds{Kind::Release, Kind::Migration, Kind::Verdict, Kind::Scaling, Kind::Rotation};
    for (const Kind kind : kinds) {
        store::EventQuery query;
        query.workspace = workspaceKey;
        query.kind = kind;
        query.before = before;
        query.limit = eventsAtOnce;
        const auto answer = co_await store->events(query);
        if (!answer)
            co_return std::unexpected(answer.error());
        events += *answer;
    }
    co_return events;
}

void takeEvents(Evidence &evidence, const QList<store::Event> &events)
{
    QList<Release> releases;
    QList<Mark> marks;
    for (const store::Event &event : events) {
        if (const auto statement = statementOf(event))
            evidence.statements.insert(statement->first, statement->second);
        else if (const auto release = releaseOf(event))
            releases.append(*release);
        else if (const auto mark = markOf(event))
            marks.append(*mark);
    }
    mergeInto(evidence.kept, releases, &Release::id);
    mergeInto(evidence.keptMarks, marks, &Mark::id);
}

} // namespace

struct Releases::Private {
    Releases &facade;
    SharedBoard board = std::make_shared<Board>();
    std::shared_ptr<store::Store> store;
    Shared history = std::make_shared<const History>();
    QHash<QString, qsizetype> places;
    bool isJoining = false;
    bool isJoinWanted = false;
    std::unique_ptr<base::Alarm> nextJoin;
    std::unique_ptr<base::Alarm> watchEnds;
    milliseconds joinedAt{-joinEvery};
    /// Those who wait until what was asked is in the history.
    std::vector<std::shared_ptr<QPromise<void>>> expectant;

    explicit Private(Releases &owner)
        : facade(owner)
    { }

    void queueJoin();
    /// Ends after the next join of all that is known now.
    QFuture<void> joinedNext();
    void tellJoined();
    void join();
    void take(const Joined &next);
    void showStale();
    void write(QList<store::Event> events);
    void state(const QString &releaseId);
    void watchTheEnd();
};

void Releases::Private::queueJoin()
{
    if (isJoining) {
        isJoinWanted = true;
        return;
    }
    if (nextJoin)
        return;
    const milliseconds wait = std::max(joinedAt + joinEvery - board->clock->elapsed(), milliseconds{0});
    nextJoin = board->clock->alarm(wait, [this] { join(); });
}

QFuture<void> Releases::Private::joinedNext()
{
    auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    expectant.push_back(promise);
    queueJoin();
    return promise->future();
}

void Releases::Private::tellJoined()
{
    for (const auto &promise : std::exchange(expectant, {}))
        promise->finish();
}

void Releases::Private::join()
{
    nextJoin.reset();
    isJoining = true;
    isJoinWanted = false;
    joinedAt = board->clock->elapsed();
    board->evidence.now = board->now();
    QCoro::connect(joined(history, board->evidence, board->workspaceKey), &facade,
                   [this](const Joined &next) { take(next); });
}

void Releases::Private::take(const Joined &next)
{
    isJoining = false;
    if (isJoinWanted)
        queueJoin();
    if (next.history) {
        history = next.history;
        places = next.places;
        write(next.events);
        watchTheEnd();
        emit facade.changed();
    }
    if (!isJoinWanted)
        tellJoined();
}

/// A watch ends by itself: the verdict is no longer "being watched".
void Releases::Private::watchTheEnd()
{
    const QDateTime now = board->now();
    std::optional<QDateTime> end;
    for (const Release &release : history->releases) {
        if (release.watchedUntil && *release.watchedUntil > now)
            end = end ? std::min(*end, *release.watchedUntil) : *release.watchedUntil;
    }
    watchEnds.reset();
    if (end)
        watchEnds = board->clock->alarm(milliseconds{now.msecsTo(*end) + 1}, [this] { queueJoin(); });
}

/// Lanes that nobody was asked for yet show what the store knew, as of its newest.
void Releases::Private::showStale()
{
    const auto stale = [this](base::Freshness &freshness, const QString &app, const QString &environment) {
        QDateTime newest;
        for (const Release &release : std::as_const(board->evidence.kept)) {
            if (release.app == app && release.environment == environment && (!newest.isValid() || release.at > newest))
                newest = release.at;
        }
        if (newest.isValid() && !freshness.hasValue() && freshness.state == base::Freshness::State::Loading)
            freshness = {base::Freshness::State::Stale, newest, std::nullopt};
    };
    for (const PlacedApp &placed : placesOf(*board->workspace)) {
        const QString environment = workspace::environmentId(placed.environment);
        auto &freshness = placed.place->flyApp.isEmpty() ? board->evidence.vercel[placed.place->vercelProject].freshness
                                                         : board->evidence.fly[placed.place->flyApp].freshness;
        stale(freshness, placed.app->id, environment);
    }
}

void Releases::Private::write(QList<store::Event> events)
{
    if (!store || events.isEmpty())
        return;
    QCoro::connect(store->putEvents(std::move(events)), &facade, [this](const base::Done &done) {
        if (!done)
            emit facade.keepingFailed(done.error());
    });
}

void Releases::Private::state(const QString &releaseId)
{
    write({eventOf(board->workspaceKey, releaseId, board->evidence.statements.value(releaseId), board->now())});
    queueJoin();
}

Releases::Releases(Setup setup, QObject *parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>(*this))
{
    m_d->board->workspace = setup.workspace;
    m_d->board->evidence.workspace = std::move(setup.workspace);
    m_d->board->workspaceKey = std::move(setup.workspaceKey);
    m_d->board->clock = std::move(setup.clock);
    m_d->store = std::move(setup.store);
    m_d->board->evidence.now = m_d->board->now();
    m_d->history = std::make_shared<const History>(join(m_d->board->evidence));
}

Releases::~Releases()
{
    m_d->board->isAbandoned = true;
    m_d->tellJoined();
}

void Releases::restore()
{
    if (!m_d->store)
        return;
    QCoro::connect(eventsOf(m_d->store, m_d->board->workspaceKey, {}), this,
                   [this](const base::Result<QList<store::Event>> &events) {
                       if (!events) {
                           emit keepingFailed(events.error());
                           return;
                       }
                       takeEvents(m_d->board->evidence, *events);
                       m_d->showStale();
                       m_d->queueJoin();
                   });
}

void Releases::setClients(Clients clients)
{
    m_d->board->clients = std::move(clients);
}

void Releases::addSources(refresh::Engine &engine)
{
    const auto sources = sourcesOf(m_d->board);
    QSet<QString> ids;
    for (const refresh::Source &source : sources)
        ids.insert(source.id);
    const auto join = [this, ids](const QString &id) {
        if (ids.contains(id))
            m_d->queueJoin();
    };
    connect(&engine, &refresh::Engine::sourceRefreshed, this, join);
    connect(&engine, &refresh::Engine::sourceFailed, this, join);
    connect(&engine, &refresh::Engine::everythingWanted, this, [this] { m_d->board->wantEverything(); });
    for (const refresh::Source &source : sources)
        engine.add(source);
}

std::shared_ptr<const History> Releases::history() const
{
    return m_d->history;
}

const Release *Releases::release(const QString &id) const
{
    const auto place = m_d->places.constFind(id);
    return place == m_d->places.cend() ? nullptr : &m_d->history->releases.at(*place);
}

const Release *Releases::live(const QString &app, const QString &environment) const
{
    const auto found = std::ranges::find_if(m_d->history->releases, [&](const Release &release) {
        return release.isLive && release.app == app && release.environment == environment;
    });
    return found == m_d->history->releases.cend() ? nullptr : &*found;
}

QList<Release> Releases::candidates(const QString &app, const QString &environment) const
{
    QList<Release> result;
    QSet<QString> seen;
    if (const Release *now = live(app, environment))
        seen.insert(now->vercelId + now->image);
    for (auto it = m_d->history->releases.crbegin(); it != m_d->history->releases.crend(); ++it) {
        if (it->app != app || it->environment != environment || !it->canRollBackTo || it->isLive)
            continue;
        // The same build is offered once, as what it was last.
        const QString build = it->vercelId + it->image;
        if (!build.isEmpty() && seen.contains(build))
            continue;
        seen.insert(build);
        result.append(*it);
    }
    return result;
}

void Releases::setVerdict(const QString &releaseId, Verdict verdict, const QString &words)
{
    Statement &statement = m_d->board->evidence.statements[releaseId];
    if (statement.verdict == verdict && statement.words == words)
        return;
    statement.verdict = verdict;
    statement.words = words;
    m_d->state(releaseId);
}

void Releases::setOperation(const QString &releaseId, const QString &operationId, Act act, const QString &from)
{
    Statement &statement = m_d->board->evidence.statements[releaseId];
    statement.operationId = operationId;
    statement.act = act;
    statement.from = from;
    m_d->state(releaseId);
}

QCoro::Task<base::Done> Releases::loadBefore(QDateTime before, std::stop_token stop)
{
    const QPointer<Releases> self(this);
    const SharedBoard board = m_d->board;
    base::Done done;
    if (m_d->store) {
        const auto events = co_await eventsOf(m_d->store, board->workspaceKey, before);
        if (events)
            takeEvents(board->evidence, *events);
        else
            done = std::unexpected(events.error());
    }
    if (const auto fetched = co_await fetchBefore(board, before, stop); !fetched)
        done = fetched;
    if (self)
        co_await self->m_d->joinedNext();
    co_return done;
}

QCoro::Task<base::Result<Details>> Releases::details(QString releaseId, std::stop_token stop)
{
    return detailsOf(m_d->board, m_d->history, std::move(releaseId), std::move(stop));
}

QCoro::Task<base::Result<Span>> Releases::span(QString baseSha, QString headSha, std::stop_token stop)
{
    return spanOf(m_d->board, std::move(baseSha), std::move(headSha), std::move(stop));
}

QCoro::Task<base::Result<Comparison>> Releases::compare(QString idA, QString idB, std::stop_token stop)
{
    return comparisonOf(m_d->board, m_d->history, std::move(idA), std::move(idB), std::move(stop));
}

QCoro::Task<base::Result<Waiting>> Releases::waiting(QString app, QString environment, std::stop_token stop)
{
    return waitingIn(m_d->board, m_d->history, std::move(app), std::move(environment), std::move(stop));
}

QCoro::Task<base::Result<TagDraft>> Releases::draftTag(QString releaseId, std::stop_token stop)
{
    return tagFor(m_d->board, m_d->history, std::move(releaseId), std::move(stop));
}

QCoro::Task<QMap<QString, QList<Commit>>> Releases::commitsOf(QStringList releaseIds, std::stop_token stop)
{
    return commitsIn(m_d->board, m_d->history, std::move(releaseIds), std::move(stop));
}

} // namespace slipway::releases
