#include "health/watches.h"

#include "health/slow_deploys.h"
#include "health/watching.h"
#include "releases/releases.h"
#include "store/store.h"
#include "workspace/workspace.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace slipway::health {

namespace {

const QString keyPrefix = u"health/watch/"_s;
const QString slowPrefix = u"health/slow/"_s;
constexpr qint64 settlingSeconds = 5 * 60;

QString text(const char *words)
{
    return QCoreApplication::translate("health", words);
}

/// Sentry counts by whole minutes.
QDateTime nextWholeMinute(const QDateTime &time)
{
    const qint64 ms = time.toMSecsSinceEpoch();
    constexpr qint64 minute = 60'000;
    return QDateTime::fromMSecsSinceEpoch((ms + minute - 1) / minute * minute, QTimeZone::UTC);
}

/// When a lane was not as usual: other releases came, or did badly.
QList<Period> noiseOf(const QList<releases::Release> &lane, const releases::Release &watched)
{
    QList<Period> noise;
    for (const releases::Release &other : lane) {
        if (other.id == watched.id)
            continue;
        const QDateTime begun = other.servesSince.value_or(other.at);
        noise.append({other.at, other.servesAll.value_or(begun).addSecs(settlingSeconds)});
        if (other.verdict == Verdict::Failed)
            noise.append({begun, other.servedUntil.value_or(watched.at)});
    }
    return noise;
}

/// The version that served before.
QString previousSentryVersion(const QList<releases::Release> &lane, const releases::Release &watched)
{
    const releases::Release *previous = nullptr;
    for (const releases::Release &other : lane) {
        if (other.id != watched.id && other.servesSince && other.at < watched.at)
            previous = &other;
    }
    return previous ? previous->sentryVersion : QString();
}

} // namespace

Book bookOf(releases::Releases &releases)
{
    const auto copy = [](const releases::Release *release) { return release ? std::optional(*release) : std::nullopt; };
    return {[&releases, copy](const QString &id) { return copy(releases.release(id)); },
            [&releases, copy](const QString &app, const QString &environment) {
                return copy(releases.live(app, environment));
            },
            [&releases](const QString &app, const QString &environment) {
                const auto history = releases.history();
                QList<releases::Release> lane;
                std::ranges::copy_if(history->releases, std::back_inserter(lane), [&](const releases::Release &one) {
                    return one.app == app && one.environment == environment;
                });
                return lane;
            },
            [&releases](const QString &id, Verdict verdict, const QString &words) {
                releases.setVerdict(id, verdict, words);
            },
            [&releases] {
                const auto history = releases.history();
                QList<releases::Release> underWay;
                std::ranges::copy_if(history->releases, std::back_inserter(underWay), [](const releases::Release &one) {
                    return one.outcome == releases::Outcome::Running || one.outcome == releases::Outcome::Waiting;
                });
                return underWay;
            }};
}

struct Watches::Private {
    Private(Watches *watches, Setup given)
        : q(watches)
        , setup(std::move(given))
    { }

    std::shared_ptr<Watching> make(WatchRecord record);
    Subject subjectOf(const QString &releaseId) const;
    void keep(const QString &releaseId) const;
    void note(const QString &releaseId, const QString &actor, const QString &words) const;
    void lookForSlow();
    void tellSlow(const releases::Release &release, const QString &words) const;

    Watches *q;
    Setup setup;
    std::shared_ptr<Source> source;
    std::map<QString, std::shared_ptr<Watching>> watchings;
    /// Null: the workspace has no rule.
    std::unique_ptr<SlowDeploys> slow;
};

Subject Watches::Private::subjectOf(const QString &releaseId) const
{
    Subject subject;
    const auto release = setup.book.release(releaseId);
    if (!release)
        return subject;
    subject.release = *release;
    subject.previousSentryVersion =
        previousSentryVersion(setup.book.lane(release->app, release->environment), *release);
    subject.sentryOrganization = setup.workspace->organizations.sentry;
    const workspace::App *app = setup.workspace->app(release->app);
    const auto environment = workspace::environmentOf(release->environment);
    if (app && environment && app->place(*environment)) {
        const workspace::Place &place = *app->place(*environment);
        subject.sentryProject = place.sentryProject;
        subject.health = place.health;
        subject.flyApp = place.flyApp;
    }
    return subject;
}

std::shared_ptr<Watching> Watches::Private::make(WatchRecord record)
{
    const QString id = record.state.releaseId;
    Watching::Setup one;
    one.record = std::move(record);
    one.subject = subjectOf(id);
    one.noise = noiseOf(setup.book.lane(one.subject.release.app, one.subject.release.environment), one.subject.release);
    one.rules = setup.workspace->alerts;
    one.clock = setup.clock;
    one.changed = [this, id] { emit q->changed(id); };
    one.kept = [this, id] { keep(id); };
    one.judged = [this, id](Verdict verdict, const QString &words) {
        setup.book.setVerdict(id, verdict, words);
        emit q->judged(id, verdict, words);
    };
    auto watching = std::make_shared<Watching>(std::move(one));
    watching->setSource(source);
    watchings[id] = watching;
    return watching;
}

void Watches::Private::keep(const QString &releaseId) const
{
    if (!setup.store)
        return;
    const auto found = watchings.find(releaseId);
    if (found == watchings.end())
        return;
    // A watch that cannot be kept goes on all the same; the store says what is wrong with it elsewhere.
    setup.store->putSnapshots(
        {{setup.workspaceKey, keyPrefix + releaseId, setup.clock->now(), encode(found->second->record())}});
}

void Watches::Private::note(const QString &releaseId, const QString &actor, const QString &words) const
{
    if (!setup.note)
        return;
    operations::AuditLine line;
    line.at = setup.clock->now();
    line.actor = actor;
    line.act = u"note"_s;
    line.words = words;
    if (const auto release = setup.book.release(releaseId)) {
        line.app = release->app;
        line.environment = release->environment;
        line.operationId = release->operationId;
    }
    setup.note(line);
}

void Watches::Private::lookForSlow()
{
    const auto &rule = setup.workspace->alerts.slowDeploy;
    if (!rule || !setup.book.underWay)
        return;
    slow = std::make_unique<SlowDeploys>(
        SlowDeploys::Setup{rule->after, setup.clock, setup.book,
                           [this](const releases::Release &release, const QString &words) { tellSlow(release, words); },
                           [this](const QString &releaseId) { emit q->changed(releaseId); }});
}

void Watches::Private::tellSlow(const releases::Release &release, const QString &words) const
{
    note(release.id, text("Slipway"),
         text("The deploy of %1 %2, %3, is slow. %4.").arg(release.app, release.version, release.environment, words));
    if (setup.store)
        setup.store->putSnapshots({{setup.workspaceKey, slowPrefix + release.id, setup.clock->now(), words.toUtf8()}});
    emit q->slowDeploy(release.id, words);
}

Watches::Watches(Setup setup, QObject *parent)
    : QObject(parent)
    , m_d(std::make_shared<Private>(this, std::move(setup)))
{
    m_d->lookForSlow();
}

Watches::~Watches()
{
    for (const auto &[id, watching] : m_d->watchings)
        watching->stop();
    m_d->slow.reset();
}

void Watches::setSource(std::shared_ptr<Source> source)
{
    m_d->source = std::move(source);
    for (const auto &[id, watching] : m_d->watchings)
        watching->setSource(m_d->source);
}

QCoro::Task<base::Done> Watches::resume()
{
    const std::weak_ptr<Private> weak = m_d;
    if (!m_d->setup.store)
        co_return base::Done();
    const auto snapshots = co_await m_d->setup.store->snapshots(m_d->setup.workspaceKey);
    const auto d = weak.lock();
    if (!d)
        co_return std::unexpected(base::cancelled());
    if (!snapshots)
        co_return std::unexpected(snapshots.error());
    for (const store::Snapshot &snapshot : *snapshots) {
        if (d->slow && snapshot.key.startsWith(slowPrefix))
            d->slow->setTold(snapshot.key.mid(slowPrefix.size()));
        const QString id = snapshot.key.mid(keyPrefix.size());
        if (!snapshot.key.startsWith(keyPrefix) || d->watchings.contains(id))
            continue;
        const auto record = decodeWatch(snapshot.bytes);
        if (!record || record->state.releaseId != id)
            continue;
        d->make(*record)->go();
        emit d->q->changed(id);
    }
    co_return base::Done();
}

base::Done Watches::start(const QString &releaseId, int minutes)
{
    if (isCurrent(releaseId))
        return {};
    const auto release = m_d->setup.book.release(releaseId);
    if (!release)
        return std::unexpected(base::makeError(base::Error::Kind::NotFound, text("The release is not known yet."),
                                               text("Refresh, then start its watch again.")));
    const QDateTime now = m_d->setup.clock->now();
    WatchRecord record;
    record.servesAll = release->servesAll.value_or(now);
    record.servesSince = release->servesSince.value_or(record.servesAll);
    record.state.releaseId = releaseId;
    record.state.from = nextWholeMinute(record.servesAll);
    const auto length = minutes > 0 ? minutes : static_cast<int>(m_d->setup.workspace->alerts.watch.count());
    record.state.until = record.state.from.addSecs(60 * length);
    record.state.items = verificationItems();
    const auto watching = m_d->make(std::move(record));
    m_d->setup.book.setVerdict(releaseId, Verdict::Watching, {});
    m_d->keep(releaseId);
    watching->go();
    emit changed(releaseId);
    return {};
}

void Watches::end(const QString &releaseId, const QString &actor)
{
    const auto found = m_d->watchings.find(releaseId);
    if (found == m_d->watchings.end() || found->second->record().state.isOver)
        return;
    m_d->note(releaseId, actor, text("Ended the watch over %1.").arg(releaseId));
    found->second->end(text("inconclusive: ended by %1").arg(actor));
}

const WatchState *Watches::state(const QString &releaseId) const
{
    const auto found = m_d->watchings.find(releaseId);
    return found == m_d->watchings.end() ? nullptr : &found->second->record().state;
}

bool Watches::isCurrent(const QString &releaseId) const
{
    const WatchState *known = state(releaseId);
    if (!known || !known->isOver)
        return known != nullptr;
    const auto release = m_d->setup.book.release(releaseId);
    return !release || !release->servesAll || *release->servesAll <= known->until;
}

QString Watches::slowWords(const QString &releaseId) const
{
    return m_d->slow ? m_d->slow->words(releaseId) : QString();
}

QStringList Watches::running() const
{
    QList<const WatchState *> states;
    for (const auto &[id, watching] : m_d->watchings) {
        if (!watching->record().state.isOver)
            states.append(&watching->record().state);
    }
    std::ranges::stable_sort(states, {}, &WatchState::from);
    QStringList ids;
    for (const WatchState *state : std::as_const(states))
        ids.append(state->releaseId);
    return ids;
}

void Watches::tick(const QString &releaseId, const QString &itemId, const QString &actor, bool isTicked)
{
    const auto found = m_d->watchings.find(releaseId);
    if (found == m_d->watchings.end())
        return;
    const auto &items = found->second->record().state.items;
    const auto item = std::ranges::find(items, itemId, &VerificationItem::id);
    if (item == items.end() || !item->isManual)
        return;
    const QString words = isTicked ? text("Ticked “%1”.") : text("Took the tick off “%1”.");
    m_d->note(releaseId, actor, words.arg(item->title));
    found->second->tick(itemId, actor, isTicked);
}

const Book &Watches::book() const
{
    return m_d->setup.book;
}

} // namespace slipway::health
