#include "sandbox/scenarios/loop_health_sentry.h"

#include "sandbox/core/simulation.h"
#include "sandbox/scenarios/loop_health_facts.h"
#include "sandbox/traffic/noise.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::loop_health {

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
const QString api = u"patient-graph-api"_s;

struct Past {
    QString version;
    QString commit;
    QString project;
    QString environment;
    qint64 age;
    int newGroups;
};

void addProject(sentry::Organization &organization, const QString &slug, const QString &platform)
{
    sentry::Project &project = organization.addProject(slug, platform);
    project.environments = {{u"production"_s, slug}, {u"staging"_s, slug + u"-staging"_s}};
}

void addRelease(sentry::Organization &organization, const Past &past)
{
    const auto [release, isNew] = organization.declareRelease(past.version, {past.project}, past.commit);
    if (isNew) {
        release->createdAt = organization.now() - past.age - 4 * minute;
        release->releasedAt = organization.now() - past.age;
        release->newGroups = past.newGroups;
        release->commitCount = 2 + static_cast<int>(past.version.size() % 7);
    }
    organization.addDeploy(*release, past.environment, organization.now() - past.age - 2 * minute,
                           organization.now() - past.age);
}

/// Earlier versions of a web app, counting down from `minor`.
void addOlder(sentry::Organization &organization, const QString &project, const QString &pattern, int minor,
              qint64 youngest)
{
    for (int i = 9; i > 0; --i) {
        const quint64 mixed = noise::mix(noise::mix(organization.simulation().seed(), project), i);
        addRelease(organization,
                   {project + u'@' + pattern.arg(minor - i), noise::hex(mixed, 40), project, u"production"_s,
                    youngest + i * 5 * day, i % 4 == 0 ? 2 : 0});
    }
}

void addReleases(sentry::Organization &organization)
{
    const QString my = u"my-loop-health"_s;
    const QString admin = u"admin-loop-health"_s;
    const QString luna = u"luna-loop-health"_s;
    const QString docs = u"docs-loop-health"_s;
    addOlder(organization, my, u"3.%1.0"_s, 12, day + 3 * hour);
    addOlder(organization, admin, u"1.%1.0"_s, 48, 5 * hour);
    addOlder(organization, luna, u"0.%1.0"_s, 31, 6 * day);
    addOlder(organization, docs, u"1.%1.0"_s, 9, 2 * day);
    const Past named[] = {
        {my + u"@3.11.4"_s, commit(u"6f4a1d2"), my, u"production"_s, 5 * day + 22 * hour + 30 * minute, 0},
        {my + u"@3.12.0"_s, commit(u"4d1f0a7"), my, u"production"_s, 30 * hour + 27 * minute, 2},
        // 3.12.0 was taken back.
        {my + u"@3.11.4"_s, commit(u"6f4a1d2"), my, u"production"_s, 28 * hour + 42 * minute, 0},
        {my + u"@3.12.1"_s, commit(u"7be02a4"), my, u"production"_s, day + 3 * hour, 0},
        {my + u"@3.13.0-rc.2"_s, commit(u"a90e4c1"), my, u"staging"_s, 2 * hour, 0},
        {admin + u"@1.47.3"_s, commit(u"b81c40e"), admin, u"production"_s, 3 * day + 4 * hour, 0},
        {admin + u"@1.48.0"_s, commit(u"e19f5d0"), admin, u"staging"_s, 6 * hour, 0},
        {admin + u"@1.48.0"_s, commit(u"e19f5d0"), admin, u"production"_s, 5 * hour, 0},
        {luna + u"@0.31.2"_s, commit(u"90c6f1b"), luna, u"production"_s, 6 * day, 1},
        {luna + u"@0.32.0"_s, commit(u"1f6a2d8"), luna, u"staging"_s, 4 * hour, 0},
        {docs + u"@1.9.4"_s, commit(u"55a7c3e"), docs, u"production"_s, 2 * day, 0},
        {docs + u"@1.10.0-rc.1"_s, commit(u"c07b9e3"), docs, u"staging"_s, 21 * hour, 0},
        {api + u'@' + commit(u"5f0c2ab"), commit(u"5f0c2ab"), api, u"staging"_s, 29 * hour + 18 * minute, 0},
        {api + u'@' + commit(u"3b7a0cd"), commit(u"3b7a0cd"), api, u"production"_s, 28 * hour + 22 * minute, 0},
        {api + u'@' + commit(u"8d20b6f"), commit(u"8d20b6f"), api, u"staging"_s, 38 * minute, 1},
        {api + u'@' + commit(u"c41d9e2"), commit(u"c41d9e2"), api, u"production"_s, 12 * minute, 1},
    };
    for (const Past &past : named)
        addRelease(organization, past);
    organization.sortReleases();
}

void addIssues(sentry::Organization &organization)
{
    const qint64 now = organization.now();
    const QString bad = commit(u"c41d9e2");
    organization.addIssue({.shortId = u"PATIENT-GRAPH-API-4F2"_s,
                           .title = u"TypeError: Cannot read properties of null (reading 'encounter')"_s,
                           .culprit = u"GET /v1/graph/query"_s,
                           .project = api,
                           .service = api,
                           .environment = u"production"_s,
                           .substatus = u"new"_s,
                           .priority = u"high"_s,
                           .firstRelease = api + u'@' + bad,
                           .commit = bad,
                           .share = 0.83,
                           .firstSeen = now - 11 * minute - 20'000});
    organization.addIssue({.shortId = u"PATIENT-GRAPH-API-4F0"_s,
                           .title = u"TimeoutError: connection pool exhausted"_s,
                           .culprit = u"database/pool"_s,
                           .project = api,
                           .service = api + u"-staging"_s,
                           .environment = u"staging"_s,
                           .substatus = u"new"_s,
                           .firstRelease = api + u'@' + commit(u"8d20b6f"),
                           .commit = commit(u"8d20b6f"),
                           .share = 0.5,
                           .firstSeen = now - 9 * minute});
    const auto ongoing = [&](const QString &shortId, const QString &title, const QString &project,
                             const QString &release, double share, qint64 age) {
        organization.addIssue({.shortId = shortId,
                               .title = title,
                               .culprit = u"app/page"_s,
                               .project = project,
                               .service = project,
                               .environment = u"production"_s,
                               .priority = u"low"_s,
                               .firstRelease = release,
                               .share = share,
                               .firstSeen = now - age});
    };
    ongoing(u"PATIENT-GRAPH-API-3C7"_s, u"RateLimitError: upstream laboratory answered 429"_s, api,
            api + u'@' + commit(u"3b7a0cd"), 0.05, 2 * day);
    ongoing(u"MY-LOOP-HEALTH-9A"_s, u"ChunkLoadError: Loading chunk 412 failed"_s, u"my-loop-health"_s,
            u"my-loop-health@3.9.0"_s, 0.4, 21 * day);
    ongoing(u"LUNA-LOOP-HEALTH-2D"_s, u"AbortError: The answer was cut off"_s, u"luna-loop-health"_s,
            u"luna-loop-health@0.31.2"_s, 0.55, 6 * day);
    ongoing(u"LUNA-LOOP-HEALTH-21"_s, u"Error: Tool call without a result"_s, u"luna-loop-health"_s,
            u"luna-loop-health@0.29.0"_s, 0.2, 17 * day);
    ongoing(u"ADMIN-LOOP-HEALTH-7"_s, u"TypeError: members is not iterable"_s, u"admin-loop-health"_s,
            u"admin-loop-health@1.44.0"_s, 0.3, 25 * day);
}

} // namespace

std::shared_ptr<sentry::Organization> makeSentry(Simulation &simulation, const std::shared_ptr<Traffic> &traffic)
{
    auto organization = std::make_shared<sentry::Organization>(simulation, traffic, u"loop-health"_s, u"Loop Health"_s);
    addProject(*organization, api, u"node"_s);
    for (const QString &slug :
         {u"my-loop-health"_s, u"admin-loop-health"_s, u"luna-loop-health"_s, u"docs-loop-health"_s})
        addProject(*organization, slug, u"javascript-nextjs"_s);
    addReleases(*organization);
    addIssues(*organization);
    return organization;
}

} // namespace slipway::sandbox::loop_health
