#include "refresh/engine.h"

#include <QCoro/QCoroTask>

#include <algorithm>
#include <map>
#include <vector>

using namespace Qt::StringLiterals;

namespace slipway::refresh {

namespace {

constexpr int hiddenFactor = 5;
constexpr milliseconds firstWaitAfterFailure{5'000};
constexpr milliseconds longestWaitAfterFailure{5 * 60'000};
// A provider's clock may be wrong: what it names is believed within these.
constexpr milliseconds shortestPause{1'000};
constexpr milliseconds longestPause{60 * 60'000};
constexpr milliseconds pauseWithoutTime{60'000};

milliseconds waitAfter(int failures)
{
    milliseconds wait = firstWaitAfterFailure;
    for (int i = 1; i < failures && wait < longestWaitAfterFailure; ++i)
        wait *= 2;
    return std::min(wait, longestWaitAfterFailure);
}

/// One source with its place in the schedule. Shared with the fetch under way, whose frame may refer to the source.
struct Entry {
    Source source;
    std::stop_source stop;
    /// By Clock::elapsed: when the last answer or failure came; absent before the first.
    std::optional<milliseconds> finishedAt;
    std::optional<base::Error> error;
    int failures = 0;
    bool isUnderWay = false;
    /// Asked for by a person, or broken off: due at once.
    bool isWanted = true;
    bool isMoving = false;
    bool hasAnswered = false;
};

} // namespace

struct Engine::Private {
    Engine &engine;
    std::shared_ptr<base::Clock> clock;
    std::vector<std::shared_ptr<Entry>> entries;
    /// By Clock::elapsed: until when a provider is left alone.
    std::map<QString, milliseconds> limitedUntil;
    std::unique_ptr<base::Alarm> alarm;
    SyncState state;
    bool isRunning = false;
    bool isHidden = false;
    bool isOnline = true;

    Private(Engine &owner, std::shared_ptr<base::Clock> time)
        : engine(owner)
        , clock(std::move(time))
    { }

    bool mayAsk() const { return isRunning && isOnline; }
    std::shared_ptr<Entry> find(const QString &id) const;
    milliseconds interval(const Entry &entry) const;
    milliseconds limitOf(const QString &provider) const;
    std::optional<milliseconds> due(const Entry &entry) const;

    void askDue();
    void schedule();
    void ask(const std::shared_ptr<Entry> &entry);
    void take(const std::shared_ptr<Entry> &entry, const base::Result<bool> &moves);
    void takeAnswer(Entry &entry, bool moves);
    void takeFailure(Entry &entry, const base::Error &error);
    void cancelAll();
    void updateState();
    QString limitedProvider() const;
    SyncState::Kind kind(bool hasSynced) const;
    const Entry *firstFailed() const;
};

std::shared_ptr<Entry> Engine::Private::find(const QString &id) const
{
    const auto found = std::ranges::find_if(entries, [&id](const auto &entry) { return entry->source.id == id; });
    return found == entries.end() ? nullptr : *found;
}

milliseconds Engine::Private::interval(const Entry &entry) const
{
    const milliseconds usual = entry.isMoving ? entry.source.whileMoving : entry.source.whileIdle;
    const milliseconds regular = isHidden ? usual * hiddenFactor : usual;
    return entry.failures == 0 ? regular : waitAfter(entry.failures);
}

milliseconds Engine::Private::limitOf(const QString &provider) const
{
    const auto found = limitedUntil.find(provider);
    return found == limitedUntil.end() ? milliseconds{0} : found->second;
}

std::optional<milliseconds> Engine::Private::due(const Entry &entry) const
{
    if (!mayAsk() || entry.isUnderWay)
        return std::nullopt;
    const milliseconds regular =
        entry.isWanted || !entry.finishedAt ? milliseconds{0} : *entry.finishedAt + interval(entry);
    return std::max(regular, limitOf(entry.source.provider));
}

void Engine::Private::askDue()
{
    const milliseconds now = clock->elapsed();
    // Answers may come at once and add sources, so the list is walked as it was.
    const auto walked = entries;
    for (const auto &entry : walked) {
        const auto at = due(*entry);
        if (at && *at <= now)
            ask(entry);
    }
    schedule();
    updateState();
}

void Engine::Private::schedule()
{
    alarm.reset();
    std::optional<milliseconds> next;
    for (const auto &entry : entries) {
        const auto at = due(*entry);
        if (at && (!next || *at < *next))
            next = at;
    }
    if (next)
        alarm = clock->alarm(std::max(*next - clock->elapsed(), milliseconds{0}), [this] { askDue(); });
}

void Engine::Private::ask(const std::shared_ptr<Entry> &entry)
{
    entry->isUnderWay = true;
    entry->isWanted = false;
    entry->stop = {};
    QCoro::connect(entry->source.fetch(entry->stop.get_token()), &engine,
                   [this, entry](const base::Result<bool> &moves) { take(entry, moves); });
}

void Engine::Private::take(const std::shared_ptr<Entry> &entry, const base::Result<bool> &moves)
{
    entry->isUnderWay = false;
    if (entry->stop.stop_requested()) {
        entry->isWanted = true;
    } else {
        entry->finishedAt = clock->elapsed();
        if (moves)
            takeAnswer(*entry, *moves);
        else if (moves.error().kind != base::Error::Kind::Cancelled)
            takeFailure(*entry, moves.error());
    }
    schedule();
    updateState();
}

void Engine::Private::takeAnswer(Entry &entry, bool moves)
{
    entry.failures = 0;
    entry.error.reset();
    entry.isMoving = moves;
    entry.hasAnswered = true;
    emit engine.sourceRefreshed(entry.source.id);
}

void Engine::Private::takeFailure(Entry &entry, const base::Error &error)
{
    ++entry.failures;
    entry.error = error;
    if (error.kind == base::Error::Kind::RateLimited) {
        const milliseconds named =
            error.retryAt ? milliseconds{clock->now().msecsTo(*error.retryAt)} : pauseWithoutTime;
        milliseconds &until = limitedUntil[entry.source.provider];
        until = std::max(until, clock->elapsed() + std::clamp(named, shortestPause, longestPause));
    }
    emit engine.sourceFailed(entry.source.id, error);
}

void Engine::Private::cancelAll()
{
    alarm.reset();
    const auto walked = entries;
    for (const auto &entry : walked) {
        if (entry->isUnderWay)
            entry->stop.request_stop();
    }
}

const Entry *Engine::Private::firstFailed() const
{
    const auto failed = [](const auto &entry) { return entry->error.has_value(); };
    const auto found = std::ranges::find_if(entries, failed);
    return found == entries.end() ? nullptr : found->get();
}

QString Engine::Private::limitedProvider() const
{
    const auto isLimited = [now = clock->elapsed()](const auto &limit) { return limit.second > now; };
    const auto found = std::ranges::find_if(limitedUntil, isLimited);
    return found == limitedUntil.end() ? QString() : found->first;
}

SyncState::Kind Engine::Private::kind(bool hasSynced) const
{
    if (!isOnline)
        return SyncState::Kind::Offline;
    if (!limitedProvider().isEmpty())
        return SyncState::Kind::RateLimited;
    if (std::ranges::any_of(entries, [](const auto &entry) { return entry->isUnderWay; }))
        return SyncState::Kind::Syncing;
    if (firstFailed())
        return SyncState::Kind::Failed;
    return hasSynced ? SyncState::Kind::Synced : SyncState::Kind::Never;
}

void Engine::Private::updateState()
{
    SyncState next = state;
    const Entry *failed = firstFailed();
    const bool allAnswered = std::ranges::all_of(entries, [](const auto &entry) { return entry->hasAnswered; });
    if (!failed && allAnswered) {
        milliseconds newest{0};
        for (const auto &entry : entries)
            newest = std::max(newest, entry->finishedAt.value_or(milliseconds{0}));
        if (!entries.empty())
            next.syncedAt = clock->now().addMSecs((newest - clock->elapsed()).count());
    }
    next.error.reset();
    if (failed) {
        next.error = failed->error;
        if (!next.error->message.contains(failed->source.provider))
            next.error->message.prepend(failed->source.provider + u": "_s);
    }
    next.provider = limitedProvider();
    next.kind = kind(next.syncedAt.isValid());
    if (next == state)
        return;
    state = next;
    emit engine.stateChanged(state);
}

Engine::Engine(std::shared_ptr<base::Clock> clock, QObject *parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>(*this, std::move(clock)))
{ }

Engine::~Engine()
{
    m_d->isRunning = false;
    m_d->cancelAll();
}

void Engine::add(Source source)
{
    Q_ASSERT(!m_d->find(source.id));
    auto entry = std::make_shared<Entry>();
    entry->source = std::move(source);
    m_d->entries.push_back(std::move(entry));
    if (m_d->mayAsk())
        m_d->askDue();
}

void Engine::stop()
{
    m_d->isRunning = false;
    m_d->cancelAll();
    m_d->updateState();
}

void Engine::start()
{
    if (m_d->isRunning)
        return;
    m_d->isRunning = true;
    m_d->askDue();
}

bool Engine::isRunning() const
{
    return m_d->isRunning;
}

void Engine::refreshNow()
{
    Q_EMIT everythingWanted();
    for (const auto &entry : m_d->entries)
        entry->isWanted = true;
    m_d->askDue();
}

void Engine::refreshNow(const QString &sourceId)
{
    if (const auto entry = m_d->find(sourceId)) {
        entry->isWanted = true;
        m_d->askDue();
    }
}

void Engine::setHidden(bool hidden)
{
    if (m_d->isHidden == hidden)
        return;
    m_d->isHidden = hidden;
    m_d->askDue();
}

void Engine::setOnline(bool online)
{
    if (m_d->isOnline == online)
        return;
    m_d->isOnline = online;
    if (!online)
        m_d->cancelAll();
    m_d->askDue();
}

void Engine::setCallsLeft(const CallsLeft &calls)
{
    auto &known = m_d->state.callsLeft;
    const auto found = std::ranges::find(known, calls.provider, &CallsLeft::provider);
    if (found == known.end())
        known.append(calls);
    else if (*found == calls)
        return;
    else
        *found = calls;
    emit stateChanged(m_d->state);
}

const SyncState &Engine::state() const
{
    return m_d->state;
}

QDateTime Engine::dueAt(const QString &sourceId) const
{
    const auto entry = m_d->find(sourceId);
    const auto due = entry ? m_d->due(*entry) : std::nullopt;
    if (!due)
        return {};
    return m_d->clock->now().addMSecs(std::max(*due - m_d->clock->elapsed(), milliseconds{0}).count());
}

} // namespace slipway::refresh
