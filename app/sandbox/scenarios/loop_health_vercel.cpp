#include "sandbox/scenarios/loop_health_vercel.h"

#include "sandbox/core/simulation.h"
#include "sandbox/scenarios/loop_health_facts.h"
#include "sandbox/traffic/noise.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::loop_health {

namespace {

constexpr qint64 second = 1'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr int olderPreviews = 24;
constexpr int olderVersions = 9;

struct Plan {
    QString name;
    QString domain;
    QString framework;
    /// What is live, and for how long.
    QString liveCommit;
    QString liveMessage;
    qint64 liveFor = 0;
    QString stagingCommit;
    QString stagingMessage;
    qint64 stagingAge = 0;
    qint64 buildTime = 0;
    Behaviour usual;
    double requestsPerSecond = 10.0;
};

std::vector<Plan> plans()
{
    return {
        {u"my-loop-health"_s,
         u"my.loop.health"_s,
         u"nextjs"_s,
         u"7be02a4"_s,
         u"Release my 3.12.1"_s,
         day + 3 * hour,
         u"a90e4c1"_s,
         u"Show lab trends for a year"_s,
         2 * hour,
         172 * second,
         {.errorShare = 0.0008, .p95Ms = 240.0, .lcpMs = 1900.0},
         24.0},
        {u"admin-loop-health"_s,
         u"admin.loop.health"_s,
         u"nextjs"_s,
         u"e19f5d0"_s,
         u"Release admin 1.48.0"_s,
         5 * hour,
         u"e19f5d0"_s,
         u"Release admin 1.48.0"_s,
         6 * hour,
         150 * second,
         {.errorShare = 0.0002, .p95Ms = 210.0, .lcpMs = 1400.0},
         6.0},
        {u"luna-loop-health"_s,
         u"luna.loop.health"_s,
         u"nextjs"_s,
         u"90c6f1b"_s,
         u"Release luna 0.31.2"_s,
         6 * day,
         u"1f6a2d8"_s,
         u"Release luna 0.32.0"_s,
         4 * hour,
         320 * second,
         {.errorShare = 0.0031, .p95Ms = 380.0, .lcpMs = 2200.0},
         12.0},
        {u"docs-loop-health"_s,
         u"docs.loop.health"_s,
         u"docusaurus-2"_s,
         u"55a7c3e"_s,
         u"Release docs 1.9.4"_s,
         2 * day,
         u"c07b9e3"_s,
         u"Rewrite the quick start"_s,
         21 * hour,
         96 * second,
         {.errorShare = 0.00001, .p95Ms = 90.0, .lcpMs = 1100.0},
         4.0},
    };
}

class Past
{
public:
    Past(vercel::Team &team, vercel::Project &project, const Plan &plan)
        : m_team(team)
        , m_project(project)
        , m_plan(plan)
    { }

    /// A build that was ready (or failed) `age` ago; a negative age is still ahead.
    vercel::Deployment &add(const QString &commit, const QString &branch, const QString &message, qint64 age)
    {
        const quint64 mixed =
            noise::mix(noise::mix(m_team.simulation().seed(), m_plan.name), static_cast<qint64>(m_builds.size()));
        vercel::Deployment deployment;
        deployment.id = u"dpl_"_s + noise::word(mixed, 24);
        deployment.url = u"%1-%2-%3.vercel.app"_s.arg(m_plan.name, noise::word(mixed + 1, 9), m_team.slug());
        deployment.name = m_plan.name;
        deployment.project = m_project.id;
        deployment.commit = commit;
        deployment.branch = branch;
        deployment.message = message;
        deployment.author = u"github-actions"_s;
        deployment.buildTime = m_plan.buildTime;
        deployment.createdAt = m_team.now() - age - deployment.buildTime - deployment.queueTime;
        m_builds.push_back(deployment);
        return m_builds.back();
    }

    /// Production builds that came before the one that is live, every few days.
    void addOlderVersions()
    {
        for (int i = olderVersions; i > 0; --i) {
            const quint64 mixed = noise::mix(noise::mix(m_team.simulation().seed(), m_plan.name + u"/past"_s), i);
            const qint64 age = m_plan.liveFor + i * 5 * day + static_cast<qint64>(noise::unit(mixed) * 2.0 * day);
            add(noise::hex(mixed, 40), u"main"_s, u"Release"_s, age).isProduction = true;
        }
    }

    /// Builds of develop and of pull requests that have long been merged.
    void addOlderPreviews()
    {
        for (int i = olderPreviews; i > 0; --i) {
            const quint64 mixed = noise::mix(noise::mix(m_team.simulation().seed(), m_plan.name + u"/previews"_s), i);
            const qint64 age = 2 * day + i * 26 * hour + static_cast<qint64>(noise::unit(mixed) * 12.0 * hour);
            const bool isDevelop = i % 3 == 0;
            const int pull = 604 - i;
            vercel::Deployment &build =
                add(noise::hex(mixed, 40), isDevelop ? u"develop"_s : u"change-%1"_s.arg(pull), u"Merged since"_s, age);
            build.fails = noise::unit(mixed + 3) < 0.1;
            if (!isDevelop)
                build.pullRequest = pull;
        }
    }

    void addOpenPulls()
    {
        const QList<OpenPull> pulls = openPulls();
        for (const OpenPull &pull : pulls) {
            if (pull.project != m_plan.name)
                continue;
            const qint64 age = (620 - pull.number) * 3 * hour + 11 * minute;
            vercel::Deployment &build = add(pull.sha(), pull.branch, pull.title, age);
            build.author = pull.author;
            build.pullRequest = pull.number;
            build.fails = pull.previewFailed;
        }
    }

    /// The production domains go back to what was built of a commit, `age` ago.
    void takeBack(const QString &commit, qint64 age)
    {
        const auto build = std::ranges::find_if(
            m_builds, [&commit](const vercel::Deployment &one) { return one.isProduction && one.commit == commit; });
        if (build != m_builds.end())
            m_moves.push_back({build->id, commit, m_team.now() - age});
    }

    /// Puts the builds into the project, and says which have served when.
    void finish()
    {
        std::ranges::stable_sort(m_builds, {}, &vercel::Deployment::createdAt);
        for (const vercel::Deployment &build : m_builds) {
            m_project.deployments.add(build);
            if (build.isProduction && !build.fails && !build.cancelledAt && build.endsAt() <= m_team.now())
                m_moves.push_back({build.id, build.commit, build.endsAt()});
        }
        std::ranges::stable_sort(m_moves, {}, &vercel::Project::Move::at);
        for (const vercel::Project::Move &move : m_moves) {
            m_project.assign(move.deployment, move.commit, move.at);
            m_team.traffic().serves(m_plan.name, {}, move.commit, move.at);
        }
        m_team.replan(m_project);
    }

private:
    vercel::Team &m_team;
    vercel::Project &m_project;
    const Plan &m_plan;
    std::vector<vercel::Deployment> m_builds;
    std::vector<vercel::Project::Move> m_moves;
};

/// What else was built in the days before, as the timeline of the last two and a half tells it.
void addStory(Past &past, const QString &project)
{
    const auto production = [&past](const char16_t *sha, const QString &message, qint64 age) -> vercel::Deployment & {
        vercel::Deployment &build = past.add(commit(sha), u"main"_s, message, age);
        build.isProduction = true;
        return build;
    };
    const auto staging = [&past](const char16_t *sha, const QString &message, qint64 age) {
        past.add(commit(sha), u"develop"_s, message, age);
    };
    if (project == "my-loop-health"_L1) {
        production(u"6f4a1d2", u"Release my 3.11.4"_s, 5 * day + 22 * hour + 30 * minute);
        staging(u"4d1f0a7", u"Release my 3.12.0"_s, 46 * hour);
        production(u"4d1f0a7", u"Release my 3.12.0"_s, 30 * hour + 27 * minute);
        past.takeBack(commit(u"6f4a1d2"), 28 * hour + 42 * minute);
        staging(u"7be02a4", u"Release my 3.12.1"_s, 29 * hour + 32 * minute);
        staging(u"c3f8b25", u"Release my 3.13.0"_s, 21 * hour + 32 * minute);
    } else if (project == "admin-loop-health"_L1) {
        staging(u"b81c40e", u"Release admin 1.47.3"_s, 3 * day + 4 * hour + 20 * minute);
        production(u"b81c40e", u"Release admin 1.47.3"_s, 3 * day + 4 * hour);
        staging(u"f4e80c2", u"Release admin 1.48.0"_s, 25 * hour + 32 * minute);
        production(u"a53c9b1", u"Upgrade the table component"_s, 23 * hour + 22 * minute).fails = true;
    } else if (project == "luna-loop-health"_L1) {
        staging(u"90c6f1b", u"Release luna 0.31.2"_s, 6 * day + 2 * minute);
        staging(u"2ce91d7", u"Release luna 0.32.0"_s, 26 * hour + 32 * minute);
    } else if (project == "docs-loop-health"_L1) {
        staging(u"55a7c3e", u"Release docs 1.9.4"_s, 2 * day + 15 * minute);
        vercel::Deployment &aborted = production(u"9a4b7c1", u"Release docs 1.10.0"_s, 21 * hour + 7 * minute);
        aborted.author = u"tomas-rey"_s;
        aborted.cancelledAt = aborted.buildingAt() + 41 * second;
    }
}

void addVariables(vercel::Project &project, qint64 now)
{
    const auto add = [&](const QString &key, const QString &type, qint64 days) {
        project.variables.push_back(
            {.id = noise::word(noise::mix(3, project.name + key), 16),
             .key = key,
             .type = type,
             .targets = {u"production"_s, u"preview"_s},
             .plainValue = type == "plain"_L1 ? u"https://patient-graph.loop.health"_s : QString(),
             .createdAt = now - (days + 90) * day,
             .updatedAt = now - days * day});
    };
    add(u"NEXT_PUBLIC_API_URL"_s, u"plain"_s, 150);
    if (project.name == "my-loop-health"_L1)
        add(u"CLERK_SECRET_KEY"_s, u"sensitive"_s, 62);
    if (project.name == "luna-loop-health"_L1)
        add(u"OPENAI_API_KEY"_s, u"encrypted"_s, 88);
}

void addProject(vercel::Team &team, const Plan &plan)
{
    vercel::Project &project = team.addProject(plan.name, {plan.domain});
    project.framework = plan.framework;
    team.traffic().addService(plan.name, plan.requestsPerSecond, plan.usual);
    const QString staging = plan.name + u"-staging"_s;
    team.traffic().addService(staging, 0.3, plan.usual);
    Past past(team, project, plan);
    past.addOlderVersions();
    past.addOlderPreviews();
    past.add(commit(plan.liveCommit), u"main"_s, plan.liveMessage, plan.liveFor).isProduction = true;
    past.addOpenPulls();
    past.add(commit(plan.stagingCommit), u"develop"_s, plan.stagingMessage, plan.stagingAge);
    team.traffic().serves(staging, {}, commit(plan.stagingCommit), team.now() - 30 * day);
    if (plan.name == "luna-loop-health"_L1) {
        // 62 % of the usual time has gone by, so 38 % are still to come.
        const auto left = static_cast<qint64>(0.38 * static_cast<double>(plan.buildTime));
        past.add(commit(u"1f6a2d8"), u"main"_s, u"Release luna 0.32.0"_s, -left).isProduction = true;
    }
    addStory(past, plan.name);
    past.finish();
    addVariables(project, team.now());
}

} // namespace

std::shared_ptr<vercel::Team> makeVercel(Simulation &simulation, const std::shared_ptr<Traffic> &traffic)
{
    auto team = std::make_shared<vercel::Team>(simulation, traffic, u"loop-health"_s, u"loop-health/platform"_s);
    for (const Plan &plan : plans())
        addProject(*team, plan);
    return team;
}

} // namespace slipway::sandbox::loop_health
