#include "health/watching.h"

#include "health/verification.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::health {

namespace {

/// Events of a minute may arrive so much later.
constexpr qint64 lateSeconds = 30;
constexpr base::milliseconds probeInterval{10'000};
constexpr qint64 daySeconds = 24 * 3600;
constexpr qint64 baselineSeconds = 6 * 3600;

base::Error notAsked()
{
    return base::makeError(base::Error::Kind::Unauthorized,
                           QCoreApplication::translate("health", "Not signed in to Sentry."),
                           QCoreApplication::translate("health", "Add a token under Accounts."));
}

/// D1: six hours before, and the same window a day and a week earlier.
QList<Period> baselineOf(const WatchRecord &record)
{
    const qint64 length = record.state.from.secsTo(record.state.until);
    QList<Period> periods;
    for (const qint64 back : {7 * daySeconds, daySeconds})
        periods.append({record.state.from.addSecs(-back), record.state.from.addSecs(length - back)});
    periods.append({record.servesSince.addSecs(-baselineSeconds), record.servesSince});
    return periods;
}

QList<Minute> quiet(const QList<Minute> &minutes, const QList<Period> &noise)
{
    QList<Minute> kept;
    std::ranges::copy_if(minutes, std::back_inserter(kept), [&](const Minute &minute) {
        return std::ranges::none_of(noise, [&](const Period &period) { return period.contains(minute.at); });
    });
    return kept;
}

/// The same, operation by operation.
void addAll(QList<OperationMinutes> &all, const QList<OperationMinutes> &more, const QList<Period> &noise)
{
    for (const OperationMinutes &operation : more) {
        auto same = std::ranges::find(all, operation.name, &OperationMinutes::name);
        if (same == all.end())
            same = all.insert(all.end(), {operation.name, {}});
        same->minutes += quiet(operation.minutes, noise);
    }
}

/// An error says nothing of the app.
WatchState::Probe probeOf(const QDateTime &at, const base::Result<ProbeAnswer> &answer)
{
    if (!answer)
        return {at, false, 0, answer.error().message, false};
    return {at, answer->isGood, answer->ms, answer->words, true};
}

} // namespace

Watching::Watching(Setup setup)
    : m_setup(std::move(setup))
    , m_before(std::unexpected(notAsked()))
{ }

QDateTime Watching::now() const
{
    return m_beganAt.addMSecs((m_setup.clock->elapsed() - m_beganElapsed).count());
}

int Watching::minutesPlanned() const
{
    return static_cast<int>(record().state.from.secsTo(record().state.until) / 60);
}

int Watching::minutesIn(const QDateTime &now) const
{
    const qint64 minutes = (record().state.from.secsTo(now) - lateSeconds) / 60;
    return static_cast<int>(std::clamp<qint64>(minutes, 0, minutesPlanned()));
}

void Watching::go()
{
    if (state().isOver || m_isGoing)
        return;
    m_isGoing = true;
    m_beganAt = m_setup.clock->now();
    m_beganElapsed = m_setup.clock->elapsed();
    scheduleProbe();
    schedule();
}

void Watching::stop()
{
    m_nextLook.reset();
    m_nextProbe.reset();
    m_stop.request_stop();
    m_setup.changed = [] { };
    m_setup.kept = [] { };
    m_setup.judged = [](Verdict, const QString &) { };
}

void Watching::schedule()
{
    const QDateTime due = state().from.addSecs(60 * (state().minutesJudged + 1) + lateSeconds);
    const base::milliseconds delay{std::max<qint64>(0, now().msecsTo(due))};
    m_nextLook = m_setup.clock->alarm(delay, [weak = weak_from_this()] {
        if (const Self self = weak.lock())
            look(self, self->m_source);
    });
}

void Watching::scheduleProbe()
{
    if (m_setup.subject.health.isEmpty() && m_setup.subject.flyApp.isEmpty())
        return;
    m_nextProbe = m_setup.clock->alarm(probeInterval, [weak = weak_from_this()] {
        if (const Self self = weak.lock())
            probe(self, self->m_source);
    });
}

QCoro::Task<void> Watching::probe(Self self, std::shared_ptr<Source> source)
{
    if (!source) {
        self->scheduleProbe();
        co_return;
    }
    const std::stop_token stop = self->m_stop.get_token();
    const QDateTime at = self->now();
    const auto answer = co_await source->probe(self->m_setup.subject, stop);
    WatchState::Probe found = probeOf(at, answer);
    // A control request tells their failure from ours.
    if (answer && !answer->isGood && !stop.stop_requested())
        found.isKnown = co_await source->isOnline(stop);
    if (stop.stop_requested() || self->state().isOver)
        co_return;
    self->state().probes.append(found);
    self->m_setup.changed();
    self->scheduleProbe();
}

QCoro::Task<void> Watching::lookBack(Self self, std::shared_ptr<Source> source)
{
    const std::stop_token stop = self->m_stop.get_token();
    QList<Minute> minutes;
    QList<OperationMinutes> operations;
    const QList<Period> periods = baselineOf(self->record());
    for (const Period &period : periods) {
        auto asked = source->operations(self->m_setup.subject, period, stop);
        const auto part = co_await source->minutes(self->m_setup.subject, period, stop);
        const auto parts = co_await std::move(asked);
        if (!part) {
            self->m_before = std::unexpected(part.error());
            co_return;
        }
        minutes += quiet(*part, self->m_setup.noise);
        addAll(operations, parts.value_or(QList<OperationMinutes>()), self->m_setup.noise);
    }
    self->m_before = minutes;
    self->m_operationsBefore = operations;
}

Evidence Watching::evidence() const
{
    const auto unknown = std::unexpected(notAsked());
    return Evidence{.now = now(),
                    .servesSince = record().servesSince,
                    .servesAll = record().servesAll,
                    .rules = m_setup.rules,
                    .after = unknown,
                    .before = m_before,
                    .operationsAfter = {},
                    .operationsBefore = m_operationsBefore,
                    .issues = unknown,
                    .samples = {},
                    .announced = unknown,
                    .migrations = unknown,
                    .probes = {},
                    .isProbed = !m_setup.subject.health.isEmpty() || !m_setup.subject.flyApp.isEmpty()};
}

QCoro::Task<void> Watching::look(Self self, std::shared_ptr<Source> source)
{
    const std::stop_token stop = self->m_stop.get_token();
    const int minutes = self->minutesIn(self->now());
    if (source && !self->m_before)
        co_await lookBack(self, source);
    Evidence evidence = self->evidence();
    if (source) {
        const Subject subject = self->m_setup.subject;
        const Period period{self->state().from, self->state().from.addSecs(60 * minutes)};
        auto operations = source->operations(subject, period, stop);
        auto issues = source->issues(subject, stop);
        auto announced = source->announced(subject, stop);
        auto migrations = source->migrations(subject, stop);
        evidence.after = co_await source->minutes(subject, period, stop);
        evidence.operationsAfter = (co_await std::move(operations)).value_or(QList<OperationMinutes>());
        evidence.issues = co_await std::move(issues);
        evidence.announced = co_await std::move(announced);
        evidence.migrations = co_await std::move(migrations);
    }
    if (!stop.stop_requested() && !self->state().isOver)
        self->take(std::move(evidence), minutes);
}

void Watching::sample(const QList<NewIssue> &issues)
{
    const QDateTime at = now();
    for (const NewIssue &issue : issues)
        m_setup.record.samples[issue.id].append({at, issue.events, issue.users});
}

void Watching::take(Evidence evidence, int minutes)
{
    if (evidence.issues)
        sample(*evidence.issues);
    evidence.now = now();
    evidence.samples = record().samples;
    evidence.probes = record().state.probes;
    const Judgement judgement = judge(evidence);
    state().minutesJudged = minutes;
    state().items = mergedItems(state().items, judgement.items);
    settle(judgement.opinion);
    m_setup.kept();
    m_setup.changed();
    if (!state().isOver)
        schedule();
}

void Watching::settle(const Opinion &opinion)
{
    WatchState &now = state();
    now.soFar = opinion.verdict;
    const bool isBad = opinion.verdict == Verdict::Failed || opinion.verdict == Verdict::Degraded;
    const bool isNew = isBad && opinion.verdict != now.verdict;
    // What has failed once is not made well by better minutes afterwards.
    if (now.verdict != Verdict::Failed) {
        now.verdict = isBad ? opinion.verdict : Verdict::Watching;
        now.words = opinion.words;
        if (isNew)
            m_setup.judged(now.verdict, now.words);
    }
    if (now.minutesJudged < minutesPlanned())
        return;
    if (now.verdict == Verdict::Failed) {
        finish(now.verdict, now.words);
        return;
    }
    const QDateTime until = prolonged(now.from, now.until, opinion);
    if (until > now.until)
        now.until = until;
    else if (opinion.verdict == Verdict::Watching)
        finish(Verdict::Inconclusive, QCoreApplication::translate("health", "inconclusive: %1").arg(opinion.words));
    else
        finish(opinion.verdict, opinion.words);
}

void Watching::finish(Verdict verdict, const QString &words)
{
    WatchState &now = state();
    const bool isNew = now.verdict != verdict || now.words != words;
    now.verdict = verdict;
    now.words = words;
    now.isOver = true;
    for (VerificationItem &item : now.items) {
        if (!item.isManual && (item.status == base::Status::Running || item.status == base::Status::Queued))
            item.status = base::Status::Unknown;
    }
    m_nextLook.reset();
    m_nextProbe.reset();
    if (isNew)
        m_setup.judged(verdict, words);
}

void Watching::end(const QString &words)
{
    if (state().isOver)
        return;
    m_stop.request_stop();
    const bool isFound = state().verdict == Verdict::Failed || state().verdict == Verdict::Degraded;
    finish(isFound ? state().verdict : Verdict::Inconclusive, isFound ? state().words : words);
    m_setup.kept();
    m_setup.changed();
}

void Watching::tick(const QString &itemId, const QString &actor, bool isTicked)
{
    state().items = tickedItems(state().items, itemId, actor, m_setup.clock->now(), isTicked);
    m_setup.kept();
    m_setup.changed();
}

} // namespace slipway::health
