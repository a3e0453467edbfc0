#include "overview/overview.h"

#include "overview/aging.h"
#include "overview/board.h"
#include "overview/inbox_items.h"
#include "overview/run_facts.h"
#include "overview/snapshot_store.h"
#include "overview/source_table.h"
#include "refresh/engine.h"
#include "store/snapshot.h"
#include "store/store.h"

#include <QCoro/QCoroFuture>
#include <QPointer>
#include <QPromise>
#include <QThreadPool>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

/// A source's state is written at most this often, and at the end.
constexpr milliseconds writeEvery{30'000};
/// While answers pour in they are joined at most this often, and at the end.
constexpr milliseconds joinEvery{100};

using Keeping = QList<store::Snapshot>;

/// The sources' parts of the snapshot as the store keeps them.
Keeping encodeAll(const Snapshot &snapshot, const QStringList &sourceIds, const QString &workspaceKey,
                  const QDateTime &now)
{
    Keeping keeping;
    for (const QString &id : sourceIds)
        keeping.append({workspaceKey, Overview::storeKey(id), now, encode(snapshot, id)});
    return keeping;
}

QFuture<Keeping> encodeOnWorker(Snapshot snapshot, QStringList sourceIds, QString workspaceKey, QDateTime now)
{
    auto promise = std::make_shared<QPromise<Keeping>>();
    promise->start();
    QThreadPool::globalInstance()->start([=, snapshot = std::move(snapshot)] {
        promise->addResult(encodeAll(snapshot, sourceIds, workspaceKey, now));
        promise->finish();
    });
    return promise->future();
}

/// Keeps what a worker makes of the facts. A page that went meanwhile has written them itself.
QCoro::Task<base::Done> keepEncoded(QFuture<Keeping> encoding, std::shared_ptr<store::Store> store,
                                    QPointer<Overview> page)
{
    const Keeping keeping = co_await encoding;
    if (!page)
        co_return base::Done();
    co_return co_await store->putSnapshots(keeping);
}

} // namespace

struct Overview::Private {
    Overview &facade;
    SharedBoard board = std::make_shared<Board>();
    std::shared_ptr<store::Store> store;
    std::shared_ptr<store::Store> lastKnown;
    QPointer<refresh::Engine> engine;
    FleetModel fleet;
    WorkflowModel workflows;
    InboxModel inbox;
    QList<RunningItem> running;
    Summary summary;
    /// By source: since when it fails, and why.
    std::map<QString, Trouble> troubles;
    /// Sources whose facts are newer than what the store has, and when each was last written (Clock::elapsed).
    QSet<QString> unwritten;
    /// Those that a worker makes ready for the store.
    QSet<QString> encoding;
    std::map<QString, milliseconds> writtenAt;
    bool isJoinQueued = false;
    milliseconds joinedAt{-joinEvery};
    std::unique_ptr<base::Alarm> nextJoin;
    std::unique_ptr<base::Alarm> aging;

    explicit Private(Overview &owner)
        : facade(owner)
    { }

    void queueJoin();
    void queueJoinNow();
    void join();
    void watchAges();
    QList<Trouble> troublesByProvider() const;
    void took(const QString &sourceId);
    void failed(const QString &sourceId, const base::Error &error);
    void write(const QStringList &sourceIds);
    void writeAtLast();
    void writeDue();
    void record(QList<store::Event> events);
};

void Overview::Private::queueJoin()
{
    // Answers come in bursts: one join serves all of a turn of the event loop, and of a while while more are to come.
    if (isJoinQueued || nextJoin)
        return;
    const milliseconds wait = joinedAt + joinEvery - board->clock->elapsed();
    if (wait.count() > 0 && engine && engine->state().kind == refresh::SyncState::Kind::Syncing) {
        nextJoin = board->clock->alarm(wait, [this] { join(); });
        return;
    }
    queueJoinNow();
}

void Overview::Private::queueJoinNow()
{
    nextJoin.reset();
    if (std::exchange(isJoinQueued, true))
        return;
    QMetaObject::invokeMethod(&facade, [this] { join(); }, Qt::QueuedConnection);
}

void Overview::Private::join()
{
    isJoinQueued = false;
    nextJoin.reset();
    joinedAt = board->clock->elapsed();
    const QDateTime now = board->now();
    const workspace::Workspace &workspace = *board->workspace;
    QList<AppRow> rows = fleetRows(workspace, board->snapshot, now);
    workflows.setRows(workflowRows(workspace, board->snapshot, now));
    inbox.setItems(inboxItems(workspace, board->snapshot, rows, troublesByProvider(), now));
    const auto items = runningItems(workspace, board->snapshot, rows, now);
    const Summary counts = summaryOf(rows);
    fleet.setRows(std::move(rows));
    watchAges();
    if (std::exchange(running, items) != items)
        emit facade.runningChanged();
    if (std::exchange(summary, counts) != counts)
        emit facade.summaryChanged();
    emit facade.updated();
}

void Overview::Private::watchAges()
{
    // While answers keep coming each join sets the alarm anew and it never rings.
    const auto isFresh = [](const AppRow &row) {
        using State = base::Freshness::State;
        return row.production.freshness.state == State::Fresh || row.staging.freshness.state == State::Fresh;
    };
    aging.reset();
    if (std::ranges::any_of(fleet.rows(), isFresh))
        aging = board->clock->alarm(freshFor + milliseconds{1}, [this] { join(); });
}

QList<Trouble> Overview::Private::troublesByProvider() const
{
    QList<Trouble> list;
    for (const auto &[id, trouble] : troubles) {
        const auto known = std::ranges::find(list, trouble.provider, &Trouble::provider);
        if (known == list.end())
            list += trouble;
        else if (trouble.since < known->since)
            *known = trouble;
    }
    return list;
}

void Overview::Private::took(const QString &sourceId)
{
    troubles.erase(sourceId);
    unwritten.insert(sourceId);
    writeDue();
    queueJoin();
}

void Overview::Private::failed(const QString &sourceId, const base::Error &error)
{
    // The sync indicator tells of limits; nobody needs to act.
    if (error.kind == base::Error::Kind::RateLimited) {
        queueJoin();
        return;
    }
    const auto [place, isNew] = troubles.try_emplace(sourceId, Trouble{providerOf(sourceId), error, board->now()});
    place->second.error = error;
    queueJoin();
}

void Overview::Private::writeDue()
{
    const milliseconds now = board->clock->elapsed();
    QStringList due;
    for (const QString &id : std::as_const(unwritten)) {
        const auto last = writtenAt.find(id);
        if (last == writtenAt.end() || now - last->second >= writeEvery)
            due += id;
    }
    for (const QString &id : std::as_const(due))
        writtenAt[id] = now;
    write(due);
}

void Overview::Private::write(const QStringList &sourceIds)
{
    for (const QString &id : sourceIds)
        unwritten.remove(id);
    if (!lastKnown || sourceIds.isEmpty())
        return;
    const QSet<QString> ids(sourceIds.begin(), sourceIds.end());
    encoding += ids;
    const auto encoded = encodeOnWorker(board->snapshot, sourceIds, board->workspaceKey, board->now());
    QCoro::connect(keepEncoded(encoded, lastKnown, &facade), &facade, [this, ids](const base::Done &done) {
        encoding -= ids;
        if (!done)
            emit facade.keepingFailed(done.error());
    });
}

void Overview::Private::writeAtLast()
{
    const QStringList ids = (unwritten + encoding).values();
    if (lastKnown && !ids.isEmpty())
        QCoro::connect(lastKnown->putSnapshots(encodeAll(board->snapshot, ids, board->workspaceKey, board->now())),
                       &facade, [](const base::Done &) { });
}

void Overview::Private::record(QList<store::Event> events)
{
    if (!store)
        return;
    QCoro::connect(store->putEvents(std::move(events)), &facade, [this](const base::Done &done) {
        if (!done)
            emit facade.keepingFailed(done.error());
    });
}

Overview::Overview(Setup setup, QObject *parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>(*this))
{
    m_d->board->workspace = std::move(setup.workspace);
    m_d->board->workspaceKey = std::move(setup.workspaceKey);
    m_d->board->clients = std::move(setup.clients);
    m_d->board->clock = std::move(setup.clock);
    m_d->board->record = [d = m_d.get()](QList<store::Event> events) { d->record(std::move(events)); };
    m_d->board->follow = [d = m_d.get()](QLatin1StringView sourceId) {
        if (d->engine)
            d->engine->refreshNow(sourceId);
    };
    m_d->lastKnown = setup.lastKnown ? std::move(setup.lastKnown) : setup.store;
    m_d->store = std::move(setup.store);
    m_d->fleet.setClock(m_d->board->clock);
    m_d->workflows.setClock(m_d->board->clock);
    m_d->inbox.setClock(m_d->board->clock);
    m_d->join();
}

Overview::~Overview()
{
    m_d->board->isAbandoned = true;
    m_d->board->follow = nullptr;
    m_d->board->record = nullptr;
    m_d->writeAtLast();
}

void Overview::restore(const QList<store::Snapshot> &known)
{
    for (const QString &id : sourceIds()) {
        const auto found = std::ranges::find(known, storeKey(id), &store::Snapshot::key);
        if (found != known.end())
            decode(found->bytes, id, m_d->board->snapshot);
    }
    m_d->join();
}

void Overview::setClients(Clients clients)
{
    m_d->board->clients = std::move(clients);
}

void Overview::addSources(refresh::Engine &engine)
{
    Q_ASSERT(!m_d->engine);
    m_d->engine = &engine;
    connect(&engine, &refresh::Engine::sourceRefreshed, this, [this](const QString &id) { m_d->took(id); });
    connect(&engine, &refresh::Engine::sourceFailed, this,
            [this](const QString &id, const base::Error &error) { m_d->failed(id, error); });
    connect(&engine, &refresh::Engine::stateChanged, this, [this](const refresh::SyncState &state) {
        if (m_d->nextJoin && state.kind != refresh::SyncState::Kind::Syncing)
            m_d->queueJoinNow();
    });
    connect(&engine, &refresh::Engine::everythingWanted, this, [this] { m_d->board->flyMemory.askAll(); });
    for (refresh::Source &source : sourcesOf(m_d->board))
        engine.add(std::move(source));
}

FleetModel *Overview::fleet() const
{
    return &m_d->fleet;
}

WorkflowModel *Overview::workflows() const
{
    return &m_d->workflows;
}

InboxModel *Overview::inbox() const
{
    return &m_d->inbox;
}

const QList<RunningItem> &Overview::running() const
{
    return m_d->running;
}

const Summary &Overview::summary() const
{
    return m_d->summary;
}

const Snapshot &Overview::snapshot() const
{
    return m_d->board->snapshot;
}

QString Overview::storeKey(const QString &sourceId)
{
    return u"overview/"_s + sourceId;
}

} // namespace slipway::overview
