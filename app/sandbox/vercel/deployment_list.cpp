#include "sandbox/vercel/deployment_list.h"

#include "sandbox/vercel/api.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::vercel {

namespace {

struct Found {
    const Project *project = nullptr;
    Deployment deployment;
};

bool isWanted(const DeploymentFilter &filter, const Project &project)
{
    return (filter.projects.isEmpty() || filter.projects.contains(project.id) || filter.projects.contains(project.name))
        && (filter.app.isEmpty() || filter.app == project.name);
}

/// The newest of one project that fit; one more than a page holds, to know whether there is more.
void collect(std::vector<Found> &found, const Project &project, const DeploymentFilter &filter, qint64 now)
{
    qint64 count = 0;
    for (qsizetype position = 0; position < project.deployments.size() && count <= filter.limit; ++position) {
        Deployment deployment = project.deployments.at(position);
        if (filter.until > 0 && deployment.createdAt >= filter.until)
            continue;
        if (deployment.createdAt <= filter.since)
            break;
        if (!filter.fits(project, deployment, now))
            continue;
        found.push_back({&project, std::move(deployment)});
        ++count;
    }
}

} // namespace

bool DeploymentFilter::fits(const Project &project, const Deployment &deployment, qint64 now) const
{
    if (!target.isEmpty() && deployment.isProduction != (target == "production"_L1))
        return false;
    if (target == "staging"_L1)
        return false;
    if (!states.isEmpty() && !states.contains(deployment.readyState(now)))
        return false;
    if ((!branch.isEmpty() && deployment.branch != branch) || (!sha.isEmpty() && deployment.commit != sha))
        return false;
    return !rollbackCandidates || project.standing(deployment, now).isRollbackCandidate;
}

DeploymentFilter readFilter(const Call &call)
{
    DeploymentFilter filter;
    filter.projects = call.queryValues(u"projectIds"_s);
    if (call.hasQuery(u"projectId"_s))
        filter.projects.append(call.queryValue(u"projectId"_s));
    filter.target = call.queryValue(u"target"_s);
    filter.states = call.queryValue(u"state"_s).toUpper().split(u',', Qt::SkipEmptyParts);
    filter.branch = call.queryValue(u"branch"_s);
    filter.sha = call.queryValue(u"sha"_s);
    filter.app = call.queryValue(u"app"_s);
    filter.rollbackCandidates = call.queryValue(u"rollbackCandidate"_s) == "true"_L1;
    filter.since = call.queryNumber(u"since"_s, call.queryNumber(u"from"_s, 0));
    filter.until = call.queryNumber(u"until"_s, call.queryNumber(u"to"_s, 0));
    filter.limit = std::clamp<qint64>(call.queryNumber(u"limit"_s, 20), 1, 100);
    return filter;
}

QJsonObject deploymentPage(const std::vector<Project> &projects, const DeploymentFilter &filter, qint64 now)
{
    std::vector<Found> found;
    for (const Project &project : projects) {
        if (isWanted(filter, project))
            collect(found, project, filter, now);
    }
    std::ranges::stable_sort(found, std::greater(), [](const Found &one) { return one.deployment.createdAt; });
    const bool hasMore = static_cast<qint64>(found.size()) > filter.limit;
    if (hasMore)
        found.resize(static_cast<size_t>(filter.limit));
    QJsonArray list;
    for (const Found &one : found)
        list.append(listEntry(one.deployment, one.project->standing(one.deployment, now), now));
    const qint64 next = hasMore ? found.back().deployment.createdAt : 0;
    const qint64 prev = found.empty() ? 0 : found.front().deployment.createdAt;
    return {{u"deployments"_s, list}, {u"pagination"_s, pagination(list.size(), next, prev)}};
}

} // namespace slipway::sandbox::vercel
