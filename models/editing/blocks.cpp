#include "editing/blocks.h"

#include "editing/block_values.h"
#include "editing/fresh_names.h"
#include "editing/hand_over.h"
#include "editing/words.h"
#include "syntax/events.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::editing {

namespace {

using Kind = Place::Kind;
using workflow::Document;
using workflow::Job;

QString tr(const char *text)
{
    return QCoreApplication::translate("editing::blocks", text);
}

constexpr auto usualCondition = "github.ref == 'refs/heads/main'";
constexpr std::array usualEvents{"push", "pull_request", "workflow_dispatch", "schedule", "workflow_call"};

/// Where a block falls: the parts of the document that its target means.
struct Target {
    Target(const Document &whole, const Place &target, int before)
        : document(whole)
        , place(target)
        , job(target.job.empty() ? nullptr : jobWithId(whole, target.job))
        , index(before)
    { }

    const workflow::Step *step() const
    {
        const bool hasIt = place.kind == Kind::Step && job && place.step >= 0 && size_t(place.step) < job->steps.size();
        return hasIt ? &job->steps[size_t(place.step)] : nullptr;
    }
    std::string id() const { return place.job; }
    /// Where a new step goes.
    int row() const
    {
        const int count = job ? int(job->steps.size()) : 0;
        if (place.kind == Kind::Step)
            return std::min(place.step + 1, count);
        return index < 0 || index > count ? count : index;
    }

    const Document &document;
    const Place &place;
    const Job *job;
    int index;
};

QString needsJob(const Target &target, const QString &words)
{
    if (!target.job || target.place.kind == Kind::Gate)
        return words;
    return {};
}

QString refusalOfStep(const Target &target)
{
    if (!target.job || target.place.kind == Kind::Gate)
        return tr("A step belongs into a job.");
    if (target.job->isCall())
        return tr("%1 calls another workflow and has no steps of its own.").arg(shown(target.job->id()));
    return {};
}

Planned newStep(const Target &target, const yaml::ValuePtr &step)
{
    const int row = target.row();
    return {.operations = {workflow::AddStep{target.id(), row, step}},
            .name = tr("Add step to %1").arg(shown(target.id())),
            .places = {Place::ofStep(target.id(), row)}};
}

QString refusalOfGate(const Target &target)
{
    if (const QString words = needsJob(target, tr("A gate stands before a job.")); !words.isEmpty())
        return words;
    if (target.job->isCall())
        return tr("%1 calls another workflow. Put the gate into that one.").arg(shown(target.job->id()));
    if (target.job->environment)
        return tr("%1 has a gate already.").arg(shown(target.job->id()));
    return {};
}

Planned newGate(const Target &target)
{
    return {.operations = {workflow::Set{{"jobs", target.id(), "environment"}, text("production")}},
            .name = tr("Put a gate before %1").arg(shown(target.id())),
            .places = {Place::gate(target.id())}};
}

QString refusalOfCondition(const Target &target)
{
    if (const QString words = needsJob(target, tr("A condition belongs to a job or a step.")); !words.isEmpty())
        return words;
    const workflow::Step *step = target.step();
    if (step ? bool(step->condition) : bool(target.job->condition))
        return tr("There is a condition already. Change it in the form.");
    return {};
}

Planned newCondition(const Target &target)
{
    yaml::Path path{"jobs", target.id()};
    if (target.step()) {
        path.emplace_back("steps");
        path.emplace_back(target.place.step);
    }
    path.emplace_back("if");
    return {.operations = {workflow::Set{path, text(usualCondition)}},
            .name = tr("Add condition to %1").arg(words(target.document, target.place)),
            .places = {target.place}};
}

QString refusalOfMatrix(const Target &target)
{
    if (const QString words = needsJob(target, tr("A matrix belongs to a job.")); !words.isEmpty())
        return words;
    if (target.job->isCall())
        return tr("%1 calls another workflow. Put the matrix into that one.").arg(shown(target.job->id()));
    if (target.job->strategy.matrix || target.job->strategy.field.isDynamic())
        return tr("%1 has a matrix already.").arg(shown(target.job->id()));
    return {};
}

/// Adds a row and lets the job use it: the runner, where it is one label.
Planned newMatrix(const Target &target)
{
    const auto &runsOn = target.job->runsOn;
    const bool isOneLabel = runsOn.field.isScalar() && !runsOn.isDynamic() && !runsOn.field.text().empty();
    const std::string label(isOneLabel ? runsOn.field.text() : "ubuntu-latest");
    const std::string other = label.starts_with("macos") ? "ubuntu-latest" : "macos-latest";
    const yaml::Path job{"jobs", target.id()};
    const auto at = [&job](std::initializer_list<std::string> keys) {
        yaml::Path path = job;
        path.insert(path.end(), keys.begin(), keys.end());
        return path;
    };
    Planned planned{.name = tr("Add matrix to %1").arg(shown(target.id())), .places = {Place::ofJob(target.id())}};
    const auto matrix = yaml::makeMap({{"os", yaml::makeList({text(label), text(other)})}});
    if (target.job->strategy)
        planned.operations.push_back(workflow::Set{at({"strategy", "matrix"}), matrix});
    else
        planned.operations.push_back(workflow::Set{at({"strategy"}), yaml::makeMap({{"matrix", matrix}})});
    if (isOneLabel || !runsOn)
        planned.operations.push_back(workflow::Set{at({"runs-on"}), text("${{ matrix.os }}")});
    return planned;
}

HandOver handOver(const Target &target)
{
    return target.job ? HandOver::around(target.document, *target.job) : HandOver();
}

QString refusalOfArtifact(const Target &target)
{
    if (const QString words = needsJob(target, tr("An artifact goes from job to job.")); !words.isEmpty())
        return words;
    return handOver(target).refusal();
}

Planned newHandOver(const Target &target)
{
    const HandOver files = handOver(target);
    const bool isIntoTarget = files.to == target.job && (target.index >= 0 || target.place.kind == Kind::Step);
    return files.plan(target.document, isIntoTarget ? target.row() : -1);
}

Planned newJob(const Target &target)
{
    const std::string id = newJobId(target.document);
    const bool isBehindJob = target.job && target.place.kind != Kind::Gate;
    const std::string need = isBehindJob ? target.id() : std::string();
    return {.operations = {workflow::AddJob{.id = id, .body = jobBody(target.document, need), .after = need}},
            .name = tr("Add job %1").arg(shown(id)),
            .places = {Place::ofJob(id)}};
}

/// The event of a trigger's block; empty when all usual ones are there.
std::string eventOf(const Document &document, const QString &block)
{
    if (block != "trigger"_L1)
        return block.sliced(qsizetype(sizeof("trigger.")) - 1).toStdString();
    const auto isFree = [&document](const char *event) { return !document.workflow().on.find(event); };
    const auto found = std::ranges::find_if(usualEvents, isFree);
    return found == usualEvents.end() ? std::string() : *found;
}

QString refusalOfTrigger(const Document &document, const QString &block)
{
    const std::string event = eventOf(document, block);
    if (event.empty())
        return tr("All usual triggers are there already. Add another one in the form of the workflow.");
    if (document.workflow().on.find(event))
        return tr("This workflow starts by %1 already.").arg(shown(event));
    return {};
}

Planned newTrigger(const Document &document, const QString &block)
{
    const std::string event = eventOf(document, block);
    return {.operations = {workflow::AddTrigger{event, triggerSettings(document, event)}},
            .name = tr("Add trigger %1").arg(shown(event)),
            .places = {Place::trigger(event)}};
}

/// A block of the palette: what stands against it, and what it does.
struct Block {
    QLatin1StringView id;
    QString (*refusal)(const Target &target);
    Planned (*plan)(const Target &target);
};

constexpr std::array blocks{
    Block{"job"_L1, [](const Target &) { return QString(); }, newJob},
    Block{"step.run"_L1, refusalOfStep, [](const Target &target) { return newStep(target, runStep()); }},
    Block{"step.action"_L1, refusalOfStep,
          [](const Target &target) { return newStep(target, actionStep(target.document, *target.job)); }},
    Block{"gate"_L1, refusalOfGate, newGate},
    Block{"condition"_L1, refusalOfCondition, newCondition},
    Block{"matrix"_L1, refusalOfMatrix, newMatrix},
    Block{"artifact"_L1, refusalOfArtifact, newHandOver},
};

const Block *findBlock(const QString &id)
{
    const auto found = std::ranges::find(blocks, id, &Block::id);
    return found == blocks.end() ? nullptr : &*found;
}

bool isTrigger(const QString &block)
{
    if (block == "trigger"_L1)
        return true;
    const std::string event = block.startsWith("trigger."_L1) ? eventOf({}, block) : std::string();
    return !event.empty() && syntax::findEvent(event);
}

} // namespace

bool isBlock(const QString &block)
{
    return findBlock(block) || isTrigger(block);
}

QString refusal(const Document &document, const QString &block, const Place &target, int index)
{
    if (isTrigger(block))
        return refusalOfTrigger(document, block);
    const Block *known = findBlock(block);
    if (!known)
        return tr("This is no block of a workflow.");
    if (!holds(document, target))
        return tr("%1 is not there any more.").arg(words(document, target));
    return known->refusal(Target(document, target, index));
}

base::Result<Planned> operationsFor(const Document &document, const QString &block, const Place &target, int index)
{
    if (const QString words = refusal(document, block, target, index); !words.isEmpty())
        return refused(words);
    if (isTrigger(block))
        return newTrigger(document, block);
    return findBlock(block)->plan(Target(document, target, index));
}

} // namespace slipway::editing
