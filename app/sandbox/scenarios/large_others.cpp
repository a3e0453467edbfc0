#include "sandbox/scenarios/large_others.h"

#include "sandbox/core/simulation.h"
#include "sandbox/scenarios/fly_config.h"
#include "sandbox/scenarios/large_plan.h"
#include "sandbox/scenarios/offers.h"
#include "sandbox/traffic/noise.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

constexpr int productionMachines = 16;
constexpr int stagingMachines = 4;
constexpr int flyReleases = 10;
constexpr int deploymentsPerProject = large::Deployments / (large::Applications - large::FlyApplications);
/// Of so many deployments of a project one is for production, one of develop; the others are previews.
constexpr int rhythm = 8;
constexpr int rememberedProductions = 12;
constexpr qint64 betweenDeployments = 2 * hour + 10 * minute;

void addFlyApp(fly::Platform &platform, int index, const QString &environment, int machines)
{
    const QString name = large::applicationName(index) + (environment == "staging"_L1 ? u"-staging"_s : QString());
    fly::App &app = platform.addApp(name);
    const qint64 now = platform.now();
    const quint64 mixed = noise::mix(platform.simulation().seed(), name);
    platform.traffic().addService(
        name, 5.0 + 20.0 * noise::unit(mixed),
        {.errorShare = 0.001 + 0.004 * noise::unit(mixed + 1), .p95Ms = 150.0 + 400.0 * noise::unit(mixed + 2)});
    fly::Image image;
    const qint64 live = now - hour - static_cast<qint64>(noise::unit(mixed + 3) * 5.0 * day);
    for (int i = 0; i < flyReleases; ++i) {
        const bool isLast = i == flyReleases - 1;
        const QString commit =
            isLast ? large::liveCommit(index, environment) : noise::hex(mixed + static_cast<quint64>(i), 40);
        image = platform.pushImage(name, u"deployment-%1"_s.arg(i + 1), commit);
        app.releases.push_back({.id = u"rel_%1_%2"_s.arg(name).arg(i + 1),
                                .version = i + 1,
                                .status = u"complete"_s,
                                .strategy = u"ROLLING"_s,
                                .user = u"robot@fleet.example"_s,
                                .description = u"Deploy image"_s,
                                .image = image.reference(),
                                .createdAt = live - (flyReleases - 1 - i) * 3 * day});
    }
    const QJsonObject config = flyConfig(image, app.releases.back());
    app.machines.reserve(static_cast<size_t>(machines));
    for (int i = 0; i < machines; ++i)
        platform.place(app, i % 2 == 0 ? u"fra"_s : u"iad"_s, config, live + i * 1'000);
}

/// Everything about a project's deployments can be worked out from their index.
struct Numbers {
    int index = 0;
    QString project;
    QString name;
    QString team;
    quint64 seed = 0;
    qint64 newest = 0;
};

bool isProduction(int position)
{
    return (deploymentsPerProject - 1 - position) % rhythm == 0;
}

bool isDevelop(int position)
{
    return (deploymentsPerProject - 1 - position) % rhythm == 1;
}

vercel::Deployment generate(const Numbers &numbers, int position)
{
    const quint64 mixed = noise::mix(numbers.seed, position);
    const int fromNewest = deploymentsPerProject - 1 - position;
    vercel::Deployment deployment;
    deployment.id = vercel::History::generatedId(numbers.seed, position);
    deployment.url = u"%1-%2-%3.vercel.app"_s.arg(numbers.name, noise::word(mixed, 9), numbers.team);
    deployment.name = numbers.name;
    deployment.project = numbers.project;
    deployment.isProduction = isProduction(position);
    const bool isLive = fromNewest == 0 || fromNewest == 1;
    if (isLive)
        deployment.commit = large::liveCommit(numbers.index, fromNewest == 0 ? u"production"_s : u"staging"_s);
    else
        deployment.commit = noise::hex(mixed, 40);
    deployment.branch = deployment.isProduction ? u"main"_s
        : isDevelop(position)                   ? u"develop"_s
                                                : u"change-%1"_s.arg(position);
    deployment.message = u"Change %1"_s.arg(position);
    deployment.author = u"robot"_s;
    deployment.pullRequest = deployment.isProduction || isDevelop(position) ? 0 : position + 1;
    deployment.createdAt = numbers.newest - fromNewest * betweenDeployments
        - static_cast<qint64>(noise::unit(mixed + 5) * static_cast<double>(hour));
    deployment.buildTime = 60'000 + static_cast<qint64>(noise::unit(mixed + 6) * 120'000.0);
    deployment.fails = !isLive && noise::unit(mixed + 7) < 0.05;
    return deployment;
}

void addVercelProject(vercel::Team &team, int index)
{
    const QString name = large::applicationName(index);
    vercel::Project &project = team.addProject(name, {name + u".fleet.example"_s});
    Traffic &traffic = team.traffic();
    const quint64 seed = noise::mix(team.simulation().seed(), name);
    traffic.addService(
        name, 3.0 + 10.0 * noise::unit(seed),
        {.errorShare = 0.0002 + 0.002 * noise::unit(seed + 1), .lcpMs = 1000.0 + 1500.0 * noise::unit(seed + 2)});
    const Numbers numbers{index, project.id,
                          name,  team.slug(),
                          seed,  team.now() - hour - static_cast<qint64>(noise::unit(seed + 3) * 5.0 * day)};
    project.deployments.setGenerator(deploymentsPerProject,
                                     [numbers](int position) { return generate(numbers, position); });
    for (int i = rememberedProductions - 1; i >= 0; --i) {
        const vercel::Deployment build = generate(numbers, deploymentsPerProject - 1 - i * rhythm);
        if (build.fails)
            continue;
        project.assign(build.id, build.commit, build.endsAt());
        traffic.serves(name, {}, build.commit, build.endsAt());
    }
    traffic.addService(name + u"-staging"_s, 0.2, {});
    traffic.serves(name + u"-staging"_s, {}, large::liveCommit(index, u"staging"_s), team.now() - day);
}

void addSentryProject(sentry::Organization &organization, int index)
{
    const QString name = large::applicationName(index);
    sentry::Project &project =
        organization.addProject(name, index < large::FlyApplications ? u"node"_s : u"javascript-nextjs"_s);
    project.environments = {{u"production"_s, name}, {u"staging"_s, name + u"-staging"_s}};
    const QString commit = large::liveCommit(index, u"production"_s);
    const auto [release, isNew] = organization.declareRelease(name + u'@' + commit, {name}, commit);
    release->createdAt = organization.now() - day;
    release->releasedAt = release->createdAt;
    organization.addDeploy(*release, u"production"_s, release->createdAt, release->createdAt + minute);
}

} // namespace

std::vector<Offer> largeOthers(Simulation &simulation)
{
    const qint64 now = simulation.now().toMSecsSinceEpoch();
    const auto traffic = std::make_shared<Traffic>(simulation.seed(), now);
    const QString owner = large::organization();
    const auto platform = std::make_shared<fly::Platform>(simulation, traffic, owner);
    const auto team = std::make_shared<vercel::Team>(simulation, traffic, owner, owner + u"/platform"_s);
    const auto organization = std::make_shared<sentry::Organization>(simulation, traffic, owner, owner);
    for (int i = 0; i < large::Applications; ++i) {
        if (i < large::FlyApplications) {
            addFlyApp(*platform, i, u"production"_s, productionMachines);
            addFlyApp(*platform, i, u"staging"_s, stagingMachines);
        } else {
            addVercelProject(*team, i);
        }
        addSentryProject(*organization, i);
    }
    return offersOf(simulation, platform, team, organization);
}

} // namespace slipway::sandbox
