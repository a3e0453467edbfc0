#include "editing/clip.h"

#include "editing/own_texts.h"
#include "editing/words.h"
#include "yaml/edits/page.h"

#include <algorithm>
#include <set>

namespace slipway::editing {

namespace {

using Kind = Place::Kind;
using workflow::Document;

/// Lines of an entry with what belongs to it, as they are, moved so that it begins at `column`.
std::string linesAt(const yaml::Tree &tree, yaml::Node entry, int column)
{
    const yaml::Lines lines(tree);
    const yaml::Span span = lines.span(entry);
    auto moved = lines.moved(span.firstLine, span.lastLine, column - span.column);
    if (span.isInline)
        moved.front() = std::string(size_t(column), ' ').append(tree.text({span.own.begin, lines.end(span.ownLine)}));
    return joined(moved);
}

/// An entry of a collection in brackets stands among others on its lines, and is written alone.
std::string flowEntry(const yaml::Tree &tree, yaml::Node entry, int column)
{
    const std::string margin(size_t(column), ' ');
    const std::string own(tree.text(yaml::ownRange(entry)));
    return margin + (entry.isKey() ? own : "- " + own) + '\n';
}

bool hasAliases(yaml::Node node)
{
    const auto entries = yaml::entriesOf(node);
    return node.isAlias() || (node.isKey() && hasAliases(node.next())) || std::ranges::any_of(entries, hasAliases);
}

/// What aliases stand for is written in their place, as their anchors stay behind.
std::string textByValue(const yaml::Tree &tree, yaml::Node entry, int column)
{
    const yaml::Page page(tree);
    const yaml::Node around = entry.parent();
    const yaml::Where where{column, yaml::depthOf(around) + 1, yaml::stepAround(tree, around)};
    if (entry.isKey())
        return joined(page.writer().entry(entry.text(), *yaml::valueOf(entry.next()), where));
    return joined(page.writer().item(*yaml::valueOf(entry), where, yaml::dashNear(page, around, entry.position())));
}

std::string entryText(const Document &document, yaml::Node entry, int column)
{
    const yaml::Tree &tree = *document.tree();
    if (hasAliases(entry))
        return textByValue(tree, entry, column);
    const bool isBlock = entry.parent().style() == yaml::Style::Block;
    return isBlock ? linesAt(tree, entry, column) : flowEntry(tree, entry, column);
}

/// What is copied, in the order of the file.
struct Parts {
    std::set<int> events;
    std::set<int> jobs;
    std::set<std::pair<int, int>> steps;

    Parts(const Document &document, const QList<Place> &places)
    {
        const auto &workflow = document.workflow();
        for (const Place &place : places) {
            if (!holds(document, place))
                continue;
            const workflow::Job *job = jobWithId(document, place.job);
            const int index = job ? int(job - workflow.jobs.data()) : -1;
            if (place.kind == Kind::Trigger)
                events.insert(int(workflow.on.find(place.event) - workflow.on.events.data()));
            else if (place.kind == Kind::Job)
                jobs.insert(index);
            else if (place.kind == Kind::Step)
                steps.emplace(index, place.step);
        }
        // A step of a job that is copied goes with it.
        std::erase_if(steps, [this](const auto &step) { return jobs.contains(step.first); });
    }
};

std::string eventsText(const Document &document, const std::set<int> &events, int column)
{
    std::string text;
    for (const int event : events) {
        const workflow::Trigger &trigger = document.workflow().on.events[size_t(event)];
        if (trigger.value)
            text += entryText(document, trigger.name, column);
        else
            text += std::string(size_t(column), ' ') + std::string(trigger.text()) + ":\n";
    }
    return text;
}

std::string jobsText(const Document &document, const std::set<int> &jobs, int column)
{
    std::string text;
    for (const int job : jobs) {
        if (!text.empty())
            text += '\n';
        text += entryText(document, document.workflow().jobs[size_t(job)].field.key, column);
    }
    return text;
}

std::string stepsText(const Document &document, const std::set<std::pair<int, int>> &steps)
{
    std::string text;
    for (const auto &[job, step] : steps)
        text += entryText(document, document.workflow().jobs[size_t(job)].steps[size_t(step)].node, 0);
    return text;
}

} // namespace

QString copyText(const Document &document, const QList<Place> &places)
{
    const Parts parts(document, places);
    if (parts.events.empty() && parts.jobs.empty())
        return shown(stepsText(document, parts.steps));
    if (parts.events.empty())
        return shown(jobsText(document, parts.jobs, 0));
    if (parts.jobs.empty())
        return shown("on:\n" + eventsText(document, parts.events, 2));
    return shown("on:\n" + eventsText(document, parts.events, 2) + "\njobs:\n" + jobsText(document, parts.jobs, 2));
}

} // namespace slipway::editing
