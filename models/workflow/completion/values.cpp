#include "workflow/completion/values.h"

#include "syntax/events.h"
#include "syntax/permission_scopes.h"
#include "syntax/popular_actions.h"
#include "syntax/runners.h"
#include "syntax/shells.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::workflow {

namespace {

/// The path without the item of a list: a word alone and a list of words are the same here.
std::string_view withoutItem(std::string_view path)
{
    return path.ends_with(".[]") ? path.substr(0, path.size() - 3) : path;
}

void addNeeds(const CompletionSubject &subject, const CompletionPlace &place, CompletionList &list)
{
    for (const Job &job : subject.workflow().jobs)
        if (place.job && &job != place.job && !place.job->needs.contains(job.id()))
            list.add(CandidateKind::Job, job.id(), describe(job));
}

void addRunners(const CompletionSubject &subject, CompletionList &list)
{
    for (const std::string &label : subject.known.runnerLabels)
        list.add(CandidateKind::RunnerLabel, label, CompletionWords::tr("A runner of the team."));
    for (const syntax::RunnerLabel &label : syntax::runnerLabels())
        if (label.kind != syntax::LabelKind::Retired)
            list.add(CandidateKind::RunnerLabel, label.name, textOf(label.summary));
}

void addTypes(std::string_view eventName, CompletionList &list)
{
    if (const syntax::Event *event = syntax::findEvent(eventName))
        for (const syntax::Value &type : event->types)
            list.add(CandidateKind::Value, type.name, textOf(type.summary));
}

void addAccesses(std::string_view scopeName, CompletionList &list)
{
    using syntax::Access;
    const syntax::PermissionScope *scope = syntax::findPermissionScope(scopeName);
    for (const auto &[word, access] :
         {std::pair("read", Access::Read), std::pair("write", Access::Write), std::pair("none", Access::None)})
        if (scope && scope->allowed.testFlag(access))
            list.add(CandidateKind::Value, word, textOf(scope->summary));
}

void addAccessForAll(CompletionList &list)
{
    list.add(CandidateKind::Value, "read-all", CompletionWords::tr("The token may read everything."));
    list.add(CandidateKind::Value, "write-all", CompletionWords::tr("The token may read and write everything."));
    list.add(CandidateKind::Value, "{}", CompletionWords::tr("The token may do nothing."));
}

void addActions(CompletionList &list)
{
    for (const syntax::PopularAction &action : syntax::popularActions())
        if (!action.isOutdated)
            list.add(CandidateKind::Action, action.name);
}

void addShells(CompletionList &list)
{
    for (const syntax::Shell &shell : syntax::shells())
        list.add(CandidateKind::Value, shell.name, textOf(shell.summary));
}

void addBackgroundSteps(const CompletionPlace &place, CompletionList &list)
{
    if (!place.job)
        return;
    forEachStep(place.job->steps, [&](const Step &step) {
        if (step.background.text() == "true" && &step != place.step)
            list.add(CandidateKind::Step, step.id.text(), describe(step));
    });
}

void addOptions(const CompletionPlace &place, yaml::Node node, CompletionList &list)
{
    const yaml::Node input = node.parent();
    if (!place.trigger || !input)
        return;
    for (const yaml::Node option : yaml::items(input["options"]))
        list.add(CandidateKind::Value, option.text());
}

void addEvents(CompletionList &list)
{
    for (const syntax::Event &event : syntax::events())
        if (!event.isRetired)
            list.add(CandidateKind::Event, event.name, textOf(event.summary));
}

void addNames(CandidateKind kind, const std::vector<std::string> &names, CompletionList &list)
{
    for (const std::string &name : names)
        list.add(kind, name);
}

/// What the tables of the syntax say of the place alone.
void addFromShape(const syntax::Shape &shape, CompletionList &list)
{
    for (const syntax::Value &value : shape.values)
        list.add(CandidateKind::Value, value.name, textOf(value.summary));
    if (shape.forms.testFlag(syntax::Form::Boolean) && !shape.forms.testFlag(syntax::Form::Anything)) {
        list.add(CandidateKind::Value, "true");
        list.add(CandidateKind::Value, "false");
    }
}

std::string_view lastKey(std::string_view path)
{
    return path.substr(path.rfind('.') + 1);
}

void addForJob(const CompletionSubject &subject, const CompletionPlace &place, CompletionList &list)
{
    const std::string_view path = withoutItem(place.path);
    if (path == "jobs.*.needs")
        addNeeds(subject, place, list);
    else if (path == "jobs.*.runs-on" || path == "jobs.*.runs-on.labels")
        addRunners(subject, list);
    else if (path == "jobs.*.environment" || path == "jobs.*.environment.name")
        addNames(CandidateKind::Environment, subject.known.environments, list);
    else if (path == "jobs.*.steps.[].uses")
        addActions(list);
    else if (path == "jobs.*.steps.[].wait" || path == "jobs.*.steps.[].cancel")
        addBackgroundSteps(place, list);
}

} // namespace

QString describe(const Step &step)
{
    if (step.name)
        return textOf(step.name.text());
    if (step.uses)
        return textOf(step.uses.text());
    const std::string_view script = step.run.text();
    return textOf(script.substr(0, script.find('\n')));
}

QString describe(const Job &job)
{
    return textOf(job.name ? job.name.text() : job.uses.text());
}

void completeValue(const CompletionSubject &subject, const CompletionPlace &place, CompletionList &list)
{
    const std::string_view path = withoutItem(place.path);
    const bool isOfEvent = path.starts_with("on.");
    if (path == "on")
        addEvents(list);
    else if (isOfEvent && path.ends_with(".types"))
        addTypes(path.substr(3, path.size() - 3 - std::string_view(".types").size()), list);
    else if (path == "on.workflow_dispatch.inputs.*.default")
        addOptions(place, subject.probe.node, list);
    else if (path.ends_with("permissions"))
        addAccessForAll(list);
    else if (path.starts_with("permissions.") || path.starts_with("jobs.*.permissions."))
        addAccesses(lastKey(path), list);
    else if (lastKey(path) == "shell")
        addShells(list);
    else
        addForJob(subject, place, list);
    if (place.shape)
        addFromShape(*place.shape, list);
}

} // namespace slipway::workflow
