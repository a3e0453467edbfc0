#include "workflow/edits/own_text.h"
#include "workflow/edits/parts.h"
#include "workflow/edits/placing.h"
#include "workflow/edits/references.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::workflow::edits {

namespace {

using yaml::Node;
using yaml::Patches;
using yaml::Spot;
using yaml::Tree;

QString tr(const char *text)
{
    return QCoreApplication::translate("workflow::edit", text);
}

/// A job's position among the jobs; -1 when there is none.
int positionOf(Node jobs, std::string_view id)
{
    int at = 0;
    for (const auto job : yaml::entries(jobs)) {
        if (job.key.text() == id)
            return at;
        ++at;
    }
    return -1;
}

bool needs(Node list, std::string_view id)
{
    const auto isIt = [id](Node need) { return need.isScalar() && need.text() == id; };
    return isIt(list) || std::ranges::any_of(yaml::entriesOf(list), isIt);
}

/// Whether expressions can name it behind a dot.
bool isIdentifier(std::string_view id)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto fits = [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '-'; };
    return !id.empty() && isLetter(id.front()) && std::ranges::all_of(id, fits);
}

/// Where a job goes that is to stand behind `after` or before `before`, else last.
base::Result<int> placeFor(Node jobs, const std::string &after, const std::string &before)
{
    const auto &named = after.empty() ? before : after;
    if (named.empty())
        return jobs.size();
    const int at = positionOf(jobs, named);
    if (at < 0)
        return refused(tr("There is no job %1.").arg(shown(named)));
    return after.empty() ? at : at + 1;
}

Patched addByValue(const Tree &tree, const AddJob &add)
{
    const Node jobs = tree.root()["jobs"].resolved();
    if (jobs && !jobs.isMapping() && !jobs.isNull())
        return refused(tr("\"jobs\" of this file is no map."));
    if (!jobs || jobs.isNull() || jobs.isEmpty()) {
        if (!add.after.empty() || !add.before.empty())
            return refused(tr("There is no job %1.").arg(shown(add.after.empty() ? add.before : add.after)));
        const auto all = yaml::makeMap({{add.id, add.body}});
        return apply(tree, Set{{"jobs"}, all});
    }
    if (positionOf(jobs, add.id) >= 0)
        return refused(tr("There is a job %1 already.").arg(shown(add.id)));
    const auto at = placeFor(jobs, add.after, add.before);
    if (!at)
        return std::unexpected(at.error());
    auto page = pageOf(tree);
    page.habits.push_back({.key = "steps", .blankLines = blankLinesOfSteps(page, jobs, *at)});
    const int blanks = blankLinesAt(page, jobs, *at, blankLinesOfTop(page));
    auto spot = yaml::spotAt(jobs, *at, blanks);
    // Behind a job means straight after its own lines, before comments that follow it.
    if (!add.after.empty())
        spot = {Spot::Side::After, jobs.keyNode(add.after), blanks};
    return yaml::insertEntry(page, jobs, spot, add.id, *add.body);
}

} // namespace

Patched apply(const Tree &tree, const AddJob &add)
{
    return withOwnText(tree, addByValue(tree, add), {{"jobs", add.id}, *add.body, add.text});
}

Patched apply(const Tree &tree, const RemoveJob &remove)
{
    const Node key = tree.root()["jobs"].keyNode(remove.id);
    if (!key)
        return refused(tr("There is no job %1.").arg(shown(remove.id)));
    auto patches = yaml::removeEntry(pageOf(tree), key);
    std::vector<Part> parts{[&remove](const Tree &now) { return apply(now, RemoveJob{.id = remove.id}); }};
    for (const auto job : yaml::entries(tree.root()["jobs"])) {
        if (!remove.unlink || job.key == key || !needs(job.value["needs"], remove.id))
            continue;
        const std::string id(job.key.text());
        const auto unlinked = apply(tree, RemoveNeed{id, remove.id});
        if (!unlinked || !patches)
            continue;
        patches->insert(patches->end(), unlinked->begin(), unlinked->end());
        parts.push_back([id, &remove](const Tree &now) { return apply(now, RemoveNeed{id, remove.id}); });
    }
    if (!patches)
        return patches;
    std::ranges::stable_sort(*patches, {}, [](const yaml::Patch &patch) { return patch.range.begin; });
    if (!areApart(*patches))
        return inTurn(tree, parts);
    return yaml::merged(std::move(*patches));
}

Patched apply(const Tree &tree, const RenameJob &rename)
{
    const Node jobs = tree.root()["jobs"];
    const Node key = jobs.keyNode(rename.from);
    if (!key)
        return refused(tr("There is no job %1.").arg(shown(rename.from)));
    if (rename.from != rename.to && positionOf(jobs, rename.to) >= 0)
        return refused(tr("There is a job %1 already.").arg(shown(rename.to)));
    const auto page = pageOf(tree);
    auto patches = yaml::renameKey(page, key, rename.to);
    if (!patches)
        return patches;
    const auto replaceNeed = [&](Node need) {
        if (!need.isScalar() || need.isAlias() || need.text() != rename.from)
            return;
        const auto changed = yaml::replaceValue(page, {need, need.key()}, *yaml::makeText(rename.to));
        if (changed)
            patches->insert(patches->end(), changed->begin(), changed->end());
    };
    for (const auto job : yaml::entries(jobs)) {
        const Node needs = job.value.isAlias() ? Node() : job.value["needs"];
        replaceNeed(needs);
        for (const Node need : yaml::items(needs))
            replaceNeed(need);
    }
    const auto references = jobReferences(tree, rename.from);
    if (!references.empty() && !isIdentifier(rename.to))
        return refused(tr("Expressions cannot name a job %1. Take letters, digits, - and _.").arg(shown(rename.to)));
    for (const auto range : references)
        patches->push_back({range, rename.to});
    return yaml::merged(std::move(*patches));
}

Patched apply(const Tree &tree, const DuplicateJob &duplicate)
{
    const auto job = jobNamed(tree, duplicate.id);
    if (!job)
        return std::unexpected(job.error());
    return apply(tree, AddJob{.id = duplicate.to, .body = copyIn(tree, *job), .after = duplicate.id});
}

Patched apply(const Tree &tree, const MoveJob &move)
{
    const Node jobs = tree.root()["jobs"].resolved();
    const int from = positionOf(jobs, move.id);
    if (from < 0)
        return refused(tr("There is no job %1.").arg(shown(move.id)));
    if (move.id == move.after || move.id == move.before)
        return refused(tr("A job cannot be moved beside itself."));
    const auto at = placeFor(jobs, move.after, move.before);
    if (!at)
        return std::unexpected(at.error());
    return yaml::moveEntry(pageOf(tree), jobs, from, *at > from ? *at - 1 : *at);
}

} // namespace slipway::workflow::edits
