#include "editing/hand_over.h"

#include "editing/block_values.h"
#include "editing/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace slipway::editing {

namespace {

using workflow::Job;
using workflow::Step;

QString tr(const char *text)
{
    return QCoreApplication::translate("editing::HandOver", text);
}

/// The artifact that a step up- or downloads; empty where it does not, or an expression names it.
std::string_view artifactOf(const Step &step, std::string_view action)
{
    const workflow::Field name = step.with.findAnyCase("name");
    return isAction(step.uses.text(), action) && !name.isDynamic() ? name.text() : std::string_view();
}

std::string_view uploadOf(const Job &job)
{
    for (const Step &step : job.steps) {
        if (const auto name = artifactOf(step, "actions/upload-artifact"); !name.empty())
            return name;
    }
    return {};
}

bool downloads(const Job &job, std::string_view artifact)
{
    return std::ranges::any_of(
        job.steps, [artifact](const Step &step) { return artifactOf(step, "actions/download-artifact") == artifact; });
}

std::string freshArtifact(const workflow::Document &document, const Job &from)
{
    std::set<std::string_view> taken;
    for (const Job &job : document.workflow().jobs) {
        for (const Step &step : job.steps)
            taken.insert(artifactOf(step, "actions/upload-artifact"));
    }
    const std::string wanted = std::string(from.id()) + "-output";
    std::string name = wanted;
    for (int number = 2; taken.contains(name); ++number)
        name = wanted + '-' + std::to_string(number);
    return name;
}

int behindCheckout(const Job &job)
{
    const auto found = std::ranges::find_if(
        job.steps, [](const Step &step) { return isAction(step.uses.text(), "actions/checkout"); });
    return found == job.steps.end() ? 0 : int(found - job.steps.begin()) + 1;
}

} // namespace

HandOver HandOver::around(const workflow::Document &document, const Job &job)
{
    const auto &workflow = document.workflow();
    for (const yaml::Node need : job.needs.items) {
        const Job *from = workflow.job(need.text());
        if (from && from != &job && !from->isCall())
            return {from, &job};
    }
    for (const Job &other : workflow.jobs) {
        const bool waits = std::ranges::any_of(
            other.needs.items, [&](yaml::Node need) { return workflow::equalsAnyCase(need.text(), job.id()); });
        if (waits && &other != &job && !other.isCall())
            return {&job, &other};
    }
    return {};
}

QString HandOver::refusal() const
{
    if (!isComplete())
        return tr("Files go from a job to one that waits for it. Connect the job first.");
    if (from->isCall() || to->isCall())
        return tr("%1 calls another workflow and has no steps of its own.")
            .arg(shown(from->isCall() ? from->id() : to->id()));
    const auto artifact = uploadOf(*from);
    if (!artifact.empty() && downloads(*to, artifact))
        return tr("%1 already takes the artifact %2 from %3.").arg(shown(to->id()), shown(artifact), shown(from->id()));
    return {};
}

Planned HandOver::plan(const workflow::Document &document, int index) const
{
    const std::string fromId(from->id());
    const std::string toId(to->id());
    const int count = int(to->steps.size());
    // A checkout would wipe what was downloaded before it.
    const int first = behindCheckout(*to);
    const int at = index < 0 ? first : std::clamp(index, first, std::max(first, count));
    Planned planned{.name = tr("Hand files from %1 to %2").arg(shown(fromId), shown(toId))};
    std::string artifact(uploadOf(*from));
    if (artifact.empty()) {
        artifact = freshArtifact(document, *from);
        const int last = int(from->steps.size());
        planned.operations.push_back(workflow::AddStep{fromId, last, uploadStep(document, artifact)});
        planned.places.append(Place::ofStep(fromId, last));
    }
    planned.operations.push_back(workflow::AddStep{toId, at, downloadStep(document, artifact)});
    planned.places.append(Place::ofStep(toId, at));
    return planned;
}

} // namespace slipway::editing
