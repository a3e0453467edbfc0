#include "sandbox/scenarios/loop_health_fly.h"

#include "sandbox/core/simulation.h"
#include "sandbox/fly/workflow_deploys.h"
#include "sandbox/scenarios/fly_config.h"
#include "sandbox/scenarios/loop_health_facts.h"
#include "sandbox/traffic/noise.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::loop_health {

namespace {

constexpr qint64 second = 1'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 day = 24 * 60 * minute;
/// A machine serves so long after it was told to change.
constexpr qint64 bootTime = 2'400;

const QString production = u"patient-graph-api"_s;
const QString staging = u"patient-graph-api-staging"_s;

/// Builds an app's past: releases with the images they rolled out.
class Past
{
public:
    Past(fly::Platform &platform, fly::App &app)
        : m_platform(platform)
        , m_app(app)
    { }

    struct Entry {
        fly::Release release;
        fly::Image image;
    };

    Entry release(const QString &commit, qint64 at, const QString &status, const QString &strategy)
    {
        static const QStringList people{u"jonas.weil"_s, u"mina.okafor"_s, u"tomas.rey"_s, u"aiko.tanaka"_s};
        const int version = m_app.releases.empty() ? 1 : m_app.releases.back().version + 1;
        const fly::Image image =
            m_platform.pushImage(m_app.name, u"deployment-"_s + m_platform.newId(u"image"_s, 12), commit);
        fly::Release release{.id = u"rel_"_s + m_platform.newId(u"release"_s, 16).toLower(),
                             .version = version,
                             .status = status,
                             .strategy = strategy,
                             .user = people.at(version % people.size()) + "@loop.health"_L1,
                             .description = u"Deploy image"_s,
                             .image = image.reference(),
                             .createdAt = at};
        m_app.releases.push_back(release);
        return {release, image};
    }

    /// The image of an earlier release once more.
    Entry again(const Entry &earlier, qint64 at)
    {
        fly::Release release = earlier.release;
        release.id = u"rel_"_s + m_platform.newId(u"release"_s, 16).toLower();
        release.version = m_app.releases.back().version + 1;
        release.createdAt = at;
        m_app.releases.push_back(release);
        return {release, earlier.image};
    }

    /// `count` releases of unnamed commits, the last `gap` before `until`.
    void releases(int count, qint64 until, qint64 gap)
    {
        for (int left = count; left > 0; --left) {
            const quint64 mixed = noise::mix(noise::mix(m_platform.simulation().seed(), m_app.name), left);
            const auto jitter = static_cast<qint64>(noise::unit(mixed) * 0.5 * static_cast<double>(gap));
            const bool isFailed = noise::unit(mixed + 1) < 0.08;
            const auto made = release(noise::hex(mixed, 40), until - left * gap + jitter,
                                      isFailed ? u"failed"_s : u"complete"_s, u"ROLLING"_s);
            // The registry forgets images after some months.
            if (left > 30)
                m_platform.pruneImage(made.image.reference());
        }
    }

private:
    fly::Platform &m_platform;
    fly::App &m_app;
};

void addSecrets(fly::App &app, qint64 now, bool isProduction)
{
    const auto add = [&](const QString &name, qint64 days) {
        app.secrets[name] = {.digest = noise::hex(noise::mix(1, app.name + name), 16),
                             .createdAt = now - (days + 200) * day,
                             .updatedAt = now - days * day};
    };
    add(u"DATABASE_URL"_s, isProduction ? 97 : 41);
    add(u"CLERK_SECRET_KEY"_s, 62);
    add(u"OPENAI_API_KEY"_s, 88);
    if (isProduction)
        add(u"JWT_SIGNING_KEY"_s, 204);
    app.secretsVersion = static_cast<qint64>(app.secrets.size()) + 11;
}

void addProduction(fly::Platform &platform, qint64 now)
{
    fly::App &app = platform.addApp(production);
    platform.traffic().addService(production, 42.0, {.errorShare = 0.0052, .p95Ms = 494.0});
    platform.traffic().describe(production, commit(u"c41d9e2"), {.errorShare = 0.031, .p95Ms = 612.0});
    Past past(platform, app);
    const qint64 live = now - 12 * minute;
    past.releases(40, now - 6 * day, 3 * day);
    past.release(commit(u"a2c61f0"), now - 5 * day - 22 * 60 * minute, u"complete"_s, u"ROLLING"_s);
    // Out of run #1287: Wednesday, 10:08.
    const auto good =
        past.release(commit(u"3b7a0cd"), now - 28 * 60 * minute - 24 * minute, u"complete"_s, u"ROLLING"_s);
    const auto bad = past.release(commit(u"c41d9e2"), live - 30 * second, u"complete"_s, u"ROLLING"_s);
    for (const QString &region : {u"fra"_s, u"fra"_s, u"ams"_s}) {
        const auto index = static_cast<qint64>(app.machines.size());
        const qint64 born = now - 120 * day + index * minute;
        const fly::Release &first = app.releases.front();
        const fly::Image image{
            .repository = production, .tag = u"deployment-first"_s, .digest = {}, .commit = noise::hex(7, 40)};
        fly::Machine &machine = platform.place(app, region, flyConfig(image, first), born);
        platform.placeVersion(app, machine, flyConfig(good.image, good.release),
                              good.release.createdAt + index * 20 * second);
        platform.placeVersion(app, machine, flyConfig(bad.image, bad.release),
                              live - bootTime - (2 - index) * 12 * second);
    }
    addSecrets(app, now, true);
}

void addStaging(fly::Platform &platform, qint64 now)
{
    fly::App &app = platform.addApp(staging);
    platform.traffic().addService(staging, 1.5, {.errorShare = 0.006, .p95Ms = 505.0});
    const qint64 deployed = now - 38 * minute;
    const qint64 sickAfter = 29 * minute;
    const QString canaryCommit = commit(u"8d20b6f");
    platform.describeIllness(canaryCommit,
                             {.checks = {u"readiness"_s, u"database"_s},
                              .after = sickAfter,
                              .output = u"HTTP 503: connection pool exhausted"_s});
    Past past(platform, app);
    past.releases(53, now - 2 * day, 2 * day);
    const auto first =
        past.release(commit(u"5f0c2ab"), now - 29 * 60 * minute - 20 * minute, u"complete"_s, u"ROLLING"_s);
    past.release(commit(u"e7719d4"), now - 24 * 60 * minute - 50 * minute, u"failed"_s, u"ROLLING"_s);
    // Back to v54, under a number of its own.
    const auto steady = past.again(first, now - 18 * 60 * minute - 50 * minute);
    const auto canary = past.release(canaryCommit, deployed - 40 * second, u"running"_s, u"CANARY"_s);
    for (int i = 0; i < 2; ++i)
        platform.place(app, u"fra"_s, flyConfig(first.image, first.release), first.release.createdAt + i * 20 * second);
    // What failed had reached one machine alone, and so did the way back.
    platform.placeVersion(app, app.machines.front(), flyConfig(steady.image, steady.release), steady.release.createdAt);
    QJsonObject config = flyConfig(canary.image, canary.release);
    QJsonObject metadata = config.value("metadata"_L1).toObject();
    metadata.insert(u"fly_canary"_s, u"true"_s);
    config.insert(u"metadata"_s, metadata);
    platform.placeVersion(app, app.machines.front(), config, deployed - bootTime);
    addSecrets(app, now, false);
}

} // namespace

std::shared_ptr<fly::Platform> makeFly(Simulation &simulation, const std::shared_ptr<Traffic> &traffic)
{
    auto platform = std::make_shared<fly::Platform>(simulation, traffic, u"loop-health"_s);
    const qint64 now = platform->now();
    addProduction(*platform, now);
    addStaging(*platform, now);
    fly::deployFromWorkflows(
        platform,
        {.workflow = u"patient-graph-ci-cd.yml"_s, .apps = {{u"production"_s, production}, {u"staging"_s, staging}}});
    return platform;
}

} // namespace slipway::sandbox::loop_health
