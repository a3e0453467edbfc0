#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <vector>

namespace slipway::sandbox {

/// How a build behaves when people use it.
struct Behaviour {
    /// 0 to 1: failed requests (or crashed sessions) among all.
    double errorShare = 0.0005;
    /// The time within which 95 of 100 requests are answered.
    double p95Ms = 300.0;
    /// Largest contentful paint, 75th percentile, of web apps.
    double lcpMs = 1800.0;
};

/// Who serves what since when, and what people notice of it. Fly.io and Vercel say what is deployed, Fly.io's metrics
/// and Sentry read what follows. A service is a Fly app or a Vercel project; its instances share its requests.
///
/// Times are milliseconds since 1970. What is planned for later may be written down early and revoked. All noise comes
/// from the seed and vanishes at the story's start, so that the first picture shows round figures.
class Traffic
{
public:
    Traffic(quint64 seed, qint64 storyStart);

    /// `usual` holds for builds that nobody described.
    void addService(const QString &service, double requestsPerSecond, const Behaviour &usual);
    void describe(const QString &service, const QString &build, const Behaviour &behaviour);
    /// From `from` on `instance` runs `build`; an empty build stands for nothing. Ends what was planned from then on.
    void serves(const QString &service, const QString &instance, const QString &build, qint64 from);
    /// Forgets what was planned for `instance` after `after`.
    void revoke(const QString &service, const QString &instance, qint64 after);

    bool knows(const QString &service) const { return m_services.contains(service); }
    /// All instances that ever served, in the order of their names.
    QStringList instances(const QString &service) const;
    bool isUp(const QString &service, const QString &instance, qint64 at) const;
    /// The build that `instance` runs; empty when it runs none.
    QString build(const QString &service, const QString &instance, qint64 at) const;
    /// Requests per second to the whole service: more by day than by night; 0 while nothing serves.
    double requestRate(const QString &service, qint64 at) const;
    /// Requests per second to one instance.
    double requestRate(const QString &service, const QString &instance, qint64 at) const;
    /// How one instance behaves at a moment, noise included.
    Behaviour behaviour(const QString &service, const QString &instance, qint64 at) const;
    /// How the service behaves over all its instances.
    Behaviour behaviour(const QString &service, qint64 at) const;
    /// Failed requests between two times; those of one build when `build` is given.
    double errors(const QString &service, qint64 from, qint64 to, const QString &build = {}) const;
    /// All requests between two times; those to one build when `build` is given.
    double requests(const QString &service, qint64 from, qint64 to, const QString &build = {}) const;
    /// A factor around 1 for a named measure at a moment, at most `amplitude` away.
    double wobble(const QString &name, qint64 at, double amplitude) const;

private:
    struct Step {
        qint64 from = 0;
        QString build;
    };
    struct Service {
        double requestsPerSecond = 1.0;
        Behaviour usual;
        QHash<QString, Behaviour> builds;
        std::map<QString, std::vector<Step>> instances;
    };
    const Service *find(const QString &service) const;
    static QString buildAt(const std::vector<Step> &steps, qint64 at);
    static bool isRunning(const std::vector<Step> &steps, const QString &build, qint64 at);
    static double piecewise(const Service &service, qint64 from, qint64 to,
                            const std::function<double(qint64)> &perSecond);
    static int upCount(const Service &service, qint64 at);
    Behaviour described(const Service &service, const QString &build) const;

    quint64 m_seed;
    qint64 m_storyStart;
    QHash<QString, Service> m_services;
};

} // namespace slipway::sandbox
