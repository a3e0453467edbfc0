#include "sandbox/vercel/team.h"

#include "sandbox/core/simulation.h"
#include "sandbox/traffic/noise.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace slipway::sandbox::vercel {

namespace {

/// Whether a fault strikes the moving of the domains itself, which no request shows: one of the method MOVE, as in
/// {"method":"MOVE", "path":"/projects/my-loop-health/domains", "kind":"error-before"}.
bool isStruck(Simulation &simulation, const QString &project)
{
    Call call;
    call.method = "MOVE";
    call.path = u"/projects/"_s + project + u"/domains"_s;
    const auto isMeant = [&call](const Fault &fault) {
        return fault.method == call.method && fault.matches(u"vercel"_s, call);
    };
    return std::ranges::any_of(simulation.faults().list(), isMeant)
        && simulation.faults().strike(u"vercel"_s, call).fault.has_value();
}

} // namespace

Team::Team(Simulation &simulation, std::shared_ptr<Traffic> traffic, QString slug, QString repository)
    : m_simulation(simulation)
    , m_traffic(std::move(traffic))
    , m_slug(std::move(slug))
    , m_repository(std::move(repository))
{ }

QString Team::id() const
{
    return u"team_"_s + QString(m_slug).remove(u'-');
}

qint64 Team::now() const
{
    return m_simulation.now().toMSecsSinceEpoch();
}

Project &Team::addProject(const QString &name, const QStringList &domains)
{
    Project project;
    project.name = name;
    project.id = u"prj_"_s + noise::word(noise::mix(m_simulation.seed(), name), 24);
    project.team = m_slug;
    project.repository = m_repository;
    project.domains = domains;
    // Pages of projects go by this time, so no two are alike.
    project.createdAt = now() - 400 * 86'400'000LL + static_cast<qint64>(m_projects.size()) * 60'000;
    m_projects.push_back(std::move(project));
    return m_projects.back();
}

Project *Team::project(const QString &idOrName)
{
    const auto found = std::ranges::find_if(
        m_projects, [&](const Project &project) { return project.id == idOrName || project.name == idOrName; });
    return found == m_projects.end() ? nullptr : &*found;
}

std::pair<Project *, std::optional<Deployment>> Team::deployment(const QString &idOrUrl)
{
    const bool isId = idOrUrl.startsWith("dpl_"_L1);
    for (Project &project : m_projects) {
        if (project.domains.contains(idOrUrl))
            return {&project, project.deployments.find(project.production(now()))};
        // A host begins with its project's name.
        if (!isId && !idOrUrl.startsWith(project.name))
            continue;
        if (auto found = isId ? project.deployments.find(idOrUrl) : project.deployments.findByUrl(idOrUrl))
            return {&project, found};
    }
    return {nullptr, std::nullopt};
}

Deployment Team::build(Project &project, Deployment deployment)
{
    const quint64 mixed = noise::mix(noise::mix(m_simulation.seed(), project.name + u"/builds"_s), m_builds++);
    deployment.id = u"dpl_"_s + noise::word(mixed, 20) + u"new"_s + QString::number(m_builds);
    deployment.url = u"%1-%2-%3.vercel.app"_s.arg(project.name, noise::word(mixed + 1, 9), m_slug);
    deployment.name = project.name;
    deployment.project = project.id;
    deployment.createdAt = now();
    deployment.cancelledAt.reset();
    deployment.buildTime = 90'000 + static_cast<qint64>(noise::unit(mixed) * 60'000.0);
    project.deployments.add(deployment);
    m_simulation.note(u"vercel"_s, u"deployment.created"_s, project.name,
                      {{u"id"_s, deployment.id},
                       {u"target"_s, deployment.isProduction ? u"production"_s : u"preview"_s},
                       {u"commit"_s, deployment.commit}});
    replan(project);
    return deployment;
}

void Team::cancel(Project &project, const Deployment &deployment)
{
    project.deployments.cancel(deployment.id, now());
    m_simulation.note(u"vercel"_s, u"deployment.cancelled"_s, project.name, {{u"id"_s, deployment.id}});
    replan(project);
}

void Team::move(Project &project, const Deployment &to, const QString &type)
{
    project.job = AliasJob{.type = type,
                           .from = project.production(now()),
                           .to = to.id,
                           .requestedAt = now(),
                           .fails = isStruck(m_simulation, project.name)};
    project.assignsDomains = type == "promote"_L1;
    project.rollbackDescription.clear();
    m_simulation.note(u"vercel"_s, u"project."_s + type, project.name,
                      {{u"to"_s, to.id}, {u"from"_s, project.job->from}});
    replan(project);
}

void Team::replan(Project &project)
{
    project.plan(*m_traffic, now());
    if (const auto next = project.nextMove(now()))
        announceAt(next->at, project.id, next->deployment);
}

void Team::announceAt(qint64 at, const QString &projectId, const QString &deployment)
{
    // The simulation may live longer than the team.
    m_simulation.after(milliseconds(at - now()), [team = weak_from_this(), projectId, deployment] {
        if (const auto alive = team.lock())
            alive->announce(projectId, deployment);
    });
}

void Team::announce(const QString &projectId, const QString &deployment)
{
    Project *project = this->project(projectId);
    if (!project || project->production(now()) != deployment)
        return;
    const auto live = project->deployments.find(deployment);
    m_simulation.note(u"vercel"_s, u"domains.moved"_s, project->name, {{u"to"_s, deployment}});
    emit m_simulation.deployed({.provider = u"vercel"_s,
                                .application = project->name,
                                .environment = u"production"_s,
                                .commit = live ? live->commit : QString(),
                                .version = {},
                                .at = m_simulation.now()});
    if (const auto next = project->nextMove(now()))
        announceAt(next->at, projectId, next->deployment);
}

} // namespace slipway::sandbox::vercel
