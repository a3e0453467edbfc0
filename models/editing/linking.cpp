#include "editing/linking.h"

#include "editing/references.h"
#include "editing/words.h"
#include "workflow/needs.h"

#include <QCoreApplication>

#include <vector>

namespace slipway::editing {

namespace {

using Kind = Place::Kind;
using workflow::Job;

QString tr(const char *text)
{
    return QCoreApplication::translate("editing::linking", text);
}

bool isJobOrGate(const Place &place)
{
    return place.kind == Kind::Job || place.kind == Kind::Gate;
}

/// The jobs on the way by which `job` waits for `wanted`, without both; nothing when it does not wait.
std::optional<std::vector<int>> wayTo(const workflow::Workflow &workflow, int job, int wanted)
{
    const workflow::Needs needs(workflow);
    std::vector<int> cameFrom(workflow.jobs.size(), -1);
    std::vector<int> open{job};
    for (size_t next = 0; next < open.size(); ++next) {
        const int at = open[next];
        for (const auto &need : needs.of(size_t(at))) {
            if (need.job == job || cameFrom[size_t(need.job)] >= 0)
                continue;
            cameFrom[size_t(need.job)] = at;
            open.push_back(need.job);
        }
    }
    if (cameFrom[size_t(wanted)] < 0)
        return std::nullopt;
    std::vector<int> way;
    for (int at = cameFrom[size_t(wanted)]; at != job; at = cameFrom[size_t(at)])
        way.insert(way.begin(), at);
    return way;
}

QString cycleWords(const workflow::Workflow &workflow, const Job &from, const Job &to)
{
    const auto index = [&workflow](const Job &job) { return int(&job - workflow.jobs.data()); };
    const auto way = wayTo(workflow, index(from), index(to));
    if (!way)
        return {};
    if (way->empty())
        return tr("%1 already waits for %2.").arg(shown(from.id()), shown(to.id()));
    const QString between = shown(workflow.jobs[size_t(way->front())].id());
    return tr("%1 already waits for %2, by way of %3.").arg(shown(from.id()), shown(to.id()), between);
}

bool needs(const Job &job, std::string_view id)
{
    return std::ranges::any_of(job.needs.items,
                               [id](yaml::Node need) { return workflow::equalsAnyCase(need.text(), id); });
}

QString notAnEnd(const Place &from, const Place &to)
{
    if (to.kind == Kind::Trigger)
        return tr("A trigger waits for nothing.");
    if (from.kind == Kind::Trigger)
        return tr("Each job that waits for no other starts with the triggers already.");
    if (from.kind == Kind::Gate)
        return tr("A gate stands before its job alone. Draw from the job instead.");
    return tr("Only jobs can be joined.");
}

} // namespace

QString refusalToConnect(const workflow::Document &document, const Place &from, const Place &to)
{
    if (from.kind != Kind::Job || !isJobOrGate(to))
        return notAnEnd(from, to);
    const Job *waitedFor = jobWithId(document, from.job);
    const Job *waiting = jobWithId(document, to.job);
    if (!waitedFor || !waiting)
        return tr("There is no job %1.").arg(shown(waitedFor ? to.job : from.job));
    if (waitedFor == waiting)
        return tr("A job cannot wait for itself.");
    if (needs(*waiting, from.job))
        return tr("%1 and %2 are joined already.").arg(shown(from.job), shown(to.job));
    return cycleWords(document.workflow(), *waitedFor, *waiting);
}

base::Result<Planned> connectJobs(const workflow::Document &document, const Place &from, const Place &to)
{
    if (const QString refusal = refusalToConnect(document, from, to); !refusal.isEmpty())
        return refused(refusal);
    return Planned{.operations = {workflow::AddNeed{to.job, from.job}},
                   .name = tr("Connect %1 to %2").arg(shown(from.job), shown(to.job))};
}

QString refusalToCut(const workflow::Document &document, const Place &from, const Place &to)
{
    if (from.kind == Kind::Trigger)
        return tr("What starts a workflow starts its first jobs. Remove the trigger, or let the job wait for another.");
    if (from.kind == Kind::Gate)
        return tr("A gate stands before its job. Remove the gate instead.");
    const Job *waiting = jobWithId(document, to.job);
    if (from.kind != Kind::Job || !isJobOrGate(to) || !waiting || !needs(*waiting, from.job))
        return tr("%1 does not wait for %2.").arg(shown(to.job), shown(from.job));
    return {};
}

base::Result<Planned> cutJobs(const workflow::Document &document, const Place &from, const Place &to)
{
    if (const QString refusal = refusalToCut(document, from, to); !refusal.isEmpty())
        return refused(refusal);
    // As written there, whatever its letters' case.
    std::string need = from.job;
    for (const yaml::Node item : jobWithId(document, to.job)->needs.items) {
        if (workflow::equalsAnyCase(item.text(), from.job))
            need = item.text();
    }
    return Planned{.operations = {workflow::RemoveNeed{to.job, need}},
                   .name = tr("Cut %1 from %2").arg(shown(from.job), shown(to.job)),
                   .warnings = usesOfJob(document, from.job, {to.job})};
}

} // namespace slipway::editing
