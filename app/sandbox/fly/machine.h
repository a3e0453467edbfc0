#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// Fly.io, simulated. Times are milliseconds since 1970, in story time.
namespace slipway::sandbox::fly {

/// A picture of the program in Fly's registry.
struct Image {
    QString repository;
    QString tag;
    QString digest;
    /// The label GH_SHA; empty when it was built without it.
    QString commit;
    /// No longer in the registry: what runs it goes on, nothing new can start from it.
    bool pruned = false;

    /// "registry.fly.io/app:tag@sha256:…", as configs name it.
    QString reference() const;
    QJsonObject toJson() const;
};

/// What is wrong with a build: checks that go critical some time after a machine with it has started.
struct Illness {
    QStringList checks;
    qint64 after = 0;
    QString output;
    /// The program ends with this code so long after it started, instead of answering checks badly.
    std::optional<int> exitCode = {};
};

struct Event {
    QString id;
    QString type;
    QString status;
    QString source;
    qint64 at = 0;
    QJsonObject request;
};

struct Lease {
    QString nonce;
    QString owner;
    QString description;
    qint64 expiresAt = 0;
};

/// A machine: its states and events are written down ahead of time, and what lies in the future is not yet to be seen.
class Machine
{
public:
    struct Version {
        QString id;
        QJsonObject config;
    };

    QString id;
    QString name;
    QString region;
    QString privateIp;
    QString hostStatus = QStringLiteral("ok");
    qint64 createdAt = 0;
    qint64 updatedAt = 0;
    bool cordoned = false;
    Image image;
    std::optional<Illness> illness;
    /// Oldest first; the last is the present one.
    std::vector<Version> versions;

    const QString &instanceId() const { return versions.back().id; }
    const QJsonObject &config() const { return versions.back().config; }
    QString state(qint64 now) const;
    /// Forgets what was planned after `now`.
    void forgetPlans(qint64 now);
    /// From `at` on the machine is in `state`.
    void plan(const QString &state, qint64 at);
    void addEvent(Event event);
    /// When it was last started, if it is; else nothing.
    std::optional<qint64> startedAt(qint64 now) const;
    /// Newest first, none from the future.
    QJsonArray events(qint64 now, qsizetype limit) const;
    /// The checks as the list of machines shows them; empty until the first results are in.
    QJsonArray checks(qint64 now) const;
    /// The lease in force; nothing when there is none.
    const Lease *lease(qint64 now) const;
    void setLease(std::optional<Lease> lease) { m_lease = std::move(lease); }
    QJsonObject toJson(qint64 now) const;
    /// One entry of the list of an organisation's machines.
    QJsonObject summary(const QString &app, bool withConfig, qint64 now) const;

private:
    struct Stage {
        qint64 from = 0;
        QString state;
    };
    QStringList checkNames() const;

    std::vector<Stage> m_stages;
    std::vector<Event> m_events;
    std::optional<Lease> m_lease;
};

/// ISO 8601 in UTC.
QString isoTime(qint64 at);

} // namespace slipway::sandbox::fly
