#include "sandbox/core/simulation.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

Simulation::Simulation(std::unique_ptr<base::Clock> clock, quint64 seed, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_seed(seed)
    , m_requestIds(Random::named(seed, u"request ids"))
{ }

Simulation::~Simulation() = default;

QDateTime Simulation::now() const
{
    const QDateTime now = m_clock->now().addMSecs(m_skipped.count());
    if (!m_running)
        return now;
    // While an event runs it is as late as it was meant to be, not as late as the machine is.
    return now.addMSecs((*m_running - (m_clock->elapsed() + m_skipped)).count());
}

base::milliseconds Simulation::elapsed() const
{
    return m_running.value_or(m_clock->elapsed() + m_skipped);
}

void Simulation::after(base::milliseconds delay, std::function<void()> then)
{
    m_events.emplace(Key{elapsed() + std::max(delay, base::milliseconds{0}), m_nextEvent++}, std::move(then));
    setAlarm();
}

void Simulation::advance(base::milliseconds by)
{
    m_skipped += by;
    runDue();
}

void Simulation::note(const QString &provider, const QString &effect, const QString &subject, const QJsonObject &detail)
{
    m_ledger.add({now(), provider, effect, subject, detail});
}

QString Simulation::nextRequestId()
{
    return m_requestIds.hex(16).toUpper();
}

void Simulation::runDue()
{
    if (m_running)
        return;
    const auto present = m_clock->elapsed() + m_skipped;
    while (!m_events.empty() && m_events.begin()->first.first <= present) {
        const auto event = m_events.extract(m_events.begin());
        m_running = event.key().first;
        event.mapped()();
        m_running.reset();
    }
    setAlarm();
}

void Simulation::setAlarm()
{
    if (m_running)
        return;
    m_alarm.reset();
    if (m_events.empty())
        return;
    const auto wait = m_events.begin()->first.first - (m_clock->elapsed() + m_skipped);
    m_alarm = m_clock->alarm(wait, [this] { runDue(); });
}

} // namespace slipway::sandbox
