#pragma once

#include "base/clock.h"
#include "sandbox/core/expectations.h"
#include "sandbox/core/fault.h"
#include "sandbox/core/ledger.h"
#include "sandbox/core/random.h"
#include "sandbox/core/recorder.h"

#include <QObject>

#include <map>

namespace slipway::sandbox {

/// Something was put live: what Sentry and the metrics follow.
struct Deployed {
    /// "fly" or "vercel".
    QString provider;
    /// The Fly app or Vercel project.
    QString application;
    /// "production", "staging" or "preview".
    QString environment;
    /// Full commit sha.
    QString commit;
    /// As people say it: "v44", "3.12.1"; may be empty.
    QString version;
    QDateTime at;
};

/// A job of a workflow run began or ended: what makes Fly and Vercel move.
struct JobEvent {
    QString repository;
    /// File name, as in "patient-graph-ci-cd.yml".
    QString workflow;
    qint64 runId = 0;
    QString job;
    QString branch;
    QString commit;
    /// "push", "workflow_dispatch", …
    QString event;
    /// The environment the job deploys to; empty for none.
    QString environment;
    /// The run's inputs, when it was dispatched.
    QJsonObject inputs;
    /// Empty when it began; else "success", "failure", "cancelled".
    QString conclusion;
};

/// The world that the simulated providers share: its time, its chance, and what has happened in it.
///
/// Time is the clock's plus what `advance` skipped. An event that runs sees exactly the time it was set for, however
/// late the machine is, so that a seed gives the same story at every speed.
class Simulation : public QObject
{
    Q_OBJECT

public:
    Simulation(std::unique_ptr<base::Clock> clock, quint64 seed, QObject *parent = nullptr);
    ~Simulation() override;

    QDateTime now() const;
    base::milliseconds elapsed() const;
    quint64 seed() const { return m_seed; }
    /// How many times as fast as real time the story runs; for the ready line alone.
    double speed() const { return m_speed; }
    void setSpeed(double speed) { m_speed = speed; }
    /// A new stream of chance for `name`; see Random::named.
    Random random(QStringView name) const { return Random::named(m_seed, name); }

    /// Calls `then` once, `delay` from now in story time; dropped when the simulation ends.
    void after(base::milliseconds delay, std::function<void()> then);
    /// Skips `by` of story time; events that fall due run in order.
    void advance(base::milliseconds by);

    Ledger &ledger() { return m_ledger; }
    Faults &faults() { return m_faults; }
    Expectations &expectations() { return m_expectations; }
    Recorder &recorder() { return m_recorder; }
    /// Notes an effect at the present time.
    void note(const QString &provider, const QString &effect, const QString &subject, const QJsonObject &detail = {});
    /// A name for the next exchange.
    QString nextRequestId();

signals:
    void deployed(const slipway::sandbox::Deployed &what);
    void jobStarted(const slipway::sandbox::JobEvent &job);
    void jobFinished(const slipway::sandbox::JobEvent &job);

private:
    using Key = std::pair<base::milliseconds, quint64>;
    void runDue();
    void setAlarm();

    std::unique_ptr<base::Clock> m_clock;
    quint64 m_seed;
    double m_speed = 1.0;
    base::milliseconds m_skipped{0};
    std::optional<base::milliseconds> m_running;
    std::map<Key, std::function<void()>> m_events;
    quint64 m_nextEvent = 0;
    std::unique_ptr<base::Alarm> m_alarm;
    Ledger m_ledger;
    Faults m_faults;
    Expectations m_expectations;
    Recorder m_recorder;
    Random m_requestIds;
};

} // namespace slipway::sandbox
