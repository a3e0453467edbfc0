#pragma once

#include "sandbox/fly/app.h"
#include "sandbox/fly/rate_limit.h"
#include "sandbox/traffic/traffic.h"

#include <memory>

namespace slipway::sandbox {
class Simulation;
}

namespace slipway::sandbox::fly {

/// One organisation on Fly.io: its apps and what may be done with them. Shared by the three hosts (Machines API,
/// platform API, metrics). Every effect goes into the simulation's ledger and every change of what serves into Traffic.
class Platform
{
public:
    /// `simulation` outlives the platform.
    Platform(Simulation &simulation, std::shared_ptr<Traffic> traffic, QString organization);
    Q_DISABLE_COPY_MOVE(Platform)

    Simulation &simulation() const { return m_simulation; }
    Traffic &traffic() const { return *m_traffic; }
    const QString &organization() const { return m_organization; }
    RateLimit &rateLimit() { return m_rateLimit; }
    qint64 now() const;

    App &addApp(const QString &name);
    App *app(const QString &name);
    /// By name.
    const std::map<QString, App> &apps() const { return m_apps; }
    /// How many machines the organisation has, destroyed ones included.
    qsizetype machineCount() const;

    /// Puts an image into the registry, from which configs can name it.
    Image pushImage(const QString &repository, const QString &tag, const QString &commit);
    void pruneImage(const QString &reference);
    /// Builds of this commit are sick; without a commit named, those whose tag contains "broken" always are.
    void describeIllness(const QString &commit, const Illness &illness);
    /// The release command of this commit's builds ends with `exitCode`; all others end well.
    void describeReleaseCommand(const QString &commit, int exitCode) { m_releaseCommands.insert(commit, exitCode); }

    /// A machine that has been running since `at`, as scenarios need it.
    Machine &place(App &app, const QString &region, const QJsonObject &config, qint64 at);
    /// What place() and update() did to an existing machine at an earlier time, for histories.
    void placeVersion(App &app, Machine &machine, const QJsonObject &config, qint64 at);

    /// A machine that begins to exist now.
    struct Birth {
        QString name;
        QString region;
        QJsonObject config;
        bool launch = true;
        bool cordoned = false;
    };
    Machine &create(App &app, const Birth &birth);
    /// A new version of a machine; it is replaced and, unless `launch` is false, started.
    void update(App &app, Machine &machine, const QJsonObject &config, bool launch);
    void start(App &app, Machine &machine);
    /// `state` is "stopped" or "suspended".
    void stop(App &app, Machine &machine, const QString &state);
    void restart(App &app, Machine &machine);
    void destroy(App &app, Machine &machine);
    void setCordoned(App &app, Machine &machine, bool cordoned);
    /// Gives the machine a lease; `nonce` empty makes a new one.
    const Lease &takeLease(App &app, Machine &machine, const QString &owner, const QString &description, qint64 ttl);

    /// Sets (or, with a null value, deletes) secrets; gives the new version.
    qint64 setSecrets(App &app, const QJsonObject &values);
    Release &createRelease(App &app, const QString &image, const QString &strategy, const QString &user,
                           const QJsonObject &definition = {});
    /// The release and its app; nothing when there is none.
    std::pair<App *, Release *> release(const QString &id);
    void finishRelease(App &app, Release &release, const QString &status);

    /// Why the image of `config` cannot be started; nothing when it can.
    std::optional<QString> imageProblem(const QJsonObject &config) const;
    QString newId(const QString &kind, int length);

private:
    Image imageOf(const QJsonObject &config) const;
    void setVersion(Machine &machine, const QJsonObject &config, qint64 at);
    void boot(App &app, Machine &machine, qint64 at);
    /// Writes down that the program ends by itself: of a release command, and of a build that crashes.
    void end(Machine &machine, int exitCode, qint64 at);
    void event(Machine &machine, const QString &type, const QString &status, const QString &source, qint64 at,
               const QJsonObject &request = {});
    void note(const QString &effect, const App &app, const Machine &machine);

    Simulation &m_simulation;
    std::shared_ptr<Traffic> m_traffic;
    QString m_organization;
    RateLimit m_rateLimit;
    std::map<QString, App> m_apps;
    QHash<QString, Image> m_images;
    QHash<QString, Illness> m_illnesses;
    QHash<QString, int> m_releaseCommands;
    quint64 m_ids = 0;
};

} // namespace slipway::sandbox::fly
