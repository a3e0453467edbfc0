#include "runs/rounds.h"

#include <algorithm>

namespace slipway::runs {

namespace {

using std::chrono::milliseconds;

constexpr int hiddenFactor = 5;
constexpr milliseconds firstWaitAfterFailure{5'000};
constexpr milliseconds longestWaitAfterFailure{5 * 60'000};
// A provider's clock may be wrong: what it names is believed within these.
constexpr milliseconds shortestPause{1'000};
constexpr milliseconds longestPause{60 * 60'000};

} // namespace

Rounds::Rounds(std::shared_ptr<base::Clock> clock, Ask ask, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_ask(std::move(ask))
{ }

Rounds::~Rounds()
{
    m_stop.request_stop();
}

void Rounds::askNow()
{
    stop();
    m_isAsking = true;
    const quint64 round = m_round;
    QCoro::connect(m_ask(m_stop.get_token()), this,
                   [this, round](const base::Result<std::optional<milliseconds>> &wish) { take(round, wish); });
}

void Rounds::stop()
{
    m_stop.request_stop();
    m_stop = {};
    m_alarm.reset();
    m_isAsking = false;
    ++m_round;
}

void Rounds::setHidden(bool hidden)
{
    if (m_isHidden == hidden)
        return;
    m_isHidden = hidden;
    // What came while nobody looked may be five rounds old.
    if (!hidden && m_alarm)
        askNow();
}

void Rounds::take(quint64 round, const base::Result<std::optional<milliseconds>> &wish)
{
    if (round != m_round)
        return;
    m_isAsking = false;
    if (!wish) {
        takeFailure(wish.error());
        return;
    }
    m_failures = 0;
    if (*wish)
        expect(m_isHidden ? **wish * hiddenFactor : **wish);
}

void Rounds::takeFailure(const base::Error &error)
{
    if (error.kind == base::Error::Kind::Cancelled)
        return;
    milliseconds wait = firstWaitAfterFailure;
    for (int i = 0; i < m_failures && wait < longestWaitAfterFailure; ++i)
        wait *= 2;
    ++m_failures;
    wait = std::min(wait, longestWaitAfterFailure);
    if (error.retryAt) {
        const milliseconds named(m_clock->now().msecsTo(*error.retryAt));
        wait = std::max(wait, std::clamp(named, shortestPause, longestPause));
    }
    expect(wait);
    emit failed(error);
}

void Rounds::expect(milliseconds delay)
{
    m_alarm = m_clock->alarm(delay, [this] { askNow(); });
}

} // namespace slipway::runs
