#include "workflow/edits/own_text.h"
#include "workflow/edits/parts.h"
#include "workflow/edits/placing.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::workflow::edits {

namespace {

using yaml::Node;
using yaml::Path;
using yaml::Style;
using yaml::Tree;

QString tr(const char *text)
{
    return QCoreApplication::translate("workflow::edit", text);
}

Path stepsOf(const std::string &job)
{
    return {"jobs", job, "steps"};
}

base::Result<Node> stepAt(const Tree &tree, const std::string &job, int at)
{
    const auto found = jobNamed(tree, job);
    if (!found)
        return std::unexpected(found.error());
    const Node step = yaml::childOf(*found, "steps").item(at);
    if (!step)
        return refused(tr("%1 has %2 steps, so there is none at %3.")
                           .arg(shown(job))
                           .arg(yaml::childOf(*found, "steps").size())
                           .arg(at));
    return step;
}

/// The lines of a step with what belongs to it, moved so that its dash stands at `column`.
std::vector<std::string> linesAt(const yaml::Page &page, Node step, int column)
{
    const auto span = page.lines.span(step);
    return page.lines.moved(span.firstLine, span.lastLine, column - span.column);
}

/// Both lists are block lists with entries, so that a step's own text can go from one to the other.
bool canTakeText(Node from, Node to)
{
    const auto isBlock = [](Node list) {
        return list.isSequence() && !list.isEmpty() && list.style() == Style::Block && !list.isAlias();
    };
    return isBlock(from.parent()) && isBlock(to) && from.dash() != Node::none;
}

Patched moveToJob(const Tree &tree, const MoveStep &move, Node step)
{
    const auto job = jobNamed(tree, move.toJob);
    if (!job)
        return std::unexpected(job.error());
    const Node steps = yaml::childOf(*job, "steps");
    const auto page = pageOf(tree);
    const auto takeOut = [&move](const Tree &now) { return apply(now, RemoveStep{move.job, move.from}); };
    if (!canTakeText(step, steps)) {
        const auto value = yaml::copyOf(yaml::valueOf(step));
        const auto putIn = [&move, &value](const Tree &now) { return apply(now, AddStep{move.toJob, move.to, value}); };
        return inTurn(tree, {takeOut, putIn});
    }
    if (move.to > steps.size())
        return refused(tr("%1 has %2 steps.").arg(shown(move.toJob)).arg(steps.size()));
    const int column = page.lines.span(steps.firstChild()).column;
    const auto lines = linesAt(page, step, column);
    const auto putIn = [&move, &lines](const Tree &now) -> Patched {
        const Node list = now.root()["jobs"][move.toJob]["steps"];
        const auto nowPage = pageOf(now);
        return yaml::insertLines(nowPage, yaml::spotAt(list, move.to, blankLinesAt(nowPage, list, move.to, 0)), lines);
    };
    return inTurn(tree, {putIn, takeOut});
}

Patched addByValue(const Tree &tree, const AddStep &add)
{
    const auto job = jobNamed(tree, add.job);
    if (!job)
        return std::unexpected(job.error());
    if (!yaml::childOf(*job, "steps") && add.at == 0)
        return addKey(pageOf(tree), {"jobs", add.job}, *job, "steps", *yaml::makeList({add.step}));
    return apply(tree, Insert{stepsOf(add.job), add.at, add.step});
}

} // namespace

Patched apply(const Tree &tree, const AddStep &add)
{
    auto path = stepsOf(add.job);
    path.emplace_back(add.at);
    return withOwnText(tree, addByValue(tree, add), {path, *add.step, add.text});
}

Patched apply(const Tree &tree, const RemoveStep &remove)
{
    const auto step = stepAt(tree, remove.job, remove.at);
    if (!step)
        return std::unexpected(step.error());
    return yaml::removeEntry(pageOf(tree), *step);
}

Patched apply(const Tree &tree, const MoveStep &move)
{
    const auto step = stepAt(tree, move.job, move.from);
    if (!step)
        return std::unexpected(step.error());
    if (!move.toJob.empty() && move.toJob != move.job)
        return moveToJob(tree, move, *step);
    return yaml::moveEntry(pageOf(tree), step->parent(), move.from, move.to);
}

Patched apply(const Tree &tree, const DuplicateStep &duplicate)
{
    const auto step = stepAt(tree, duplicate.job, duplicate.at);
    if (!step)
        return std::unexpected(step.error());
    return apply(tree, AddStep{duplicate.job, duplicate.at + 1, copyIn(tree, *step)});
}

Patched apply(const Tree &tree, const ReplaceStep &replace)
{
    const auto step = stepAt(tree, replace.job, replace.at);
    if (!step)
        return std::unexpected(step.error());
    auto path = stepsOf(replace.job);
    path.emplace_back(replace.at);
    return apply(tree, Set{path, replace.step});
}

} // namespace slipway::workflow::edits
