#include "workflow/edits/parts.h"
#include "workflow/edits/placing.h"
#include "yaml/edits/scalar_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::workflow::edits {

namespace {

using yaml::Node;
using yaml::Style;
using yaml::Tree;

QString tr(const char *text)
{
    return QCoreApplication::translate("workflow::edit", text);
}

bool names(Node need, std::string_view id)
{
    return need.isScalar() && need.text() == id;
}

/// A new `needs`, in the style of the nearest other job that has one.
Patched newNeeds(const Tree &tree, Node job, const AddNeed &add)
{
    const auto text = yaml::makeText(add.need);
    const Node model = precedent(tree.root()["jobs"], job, "needs");
    auto page = pageOf(tree);
    const bool isList = model.isSequence();
    if (isList)
        page.habits.front().list = model.resolved().style() == Style::Flow ? Style::Flow : Style::Block;
    return addKey(page, {"jobs", add.job}, job, "needs", isList ? *yaml::makeList({text}) : *text);
}

/// A scalar as an entry of a list, written as it was where that can be.
std::string elementText(const yaml::Page &page, Node scalar, bool inFlow)
{
    const auto source = page.tree.text(scalar.content());
    const bool isBlockText = scalar.style() == Style::Literal || scalar.style() == Style::Folded;
    const bool isPlain = scalar.style() == Style::Plain && !scalar.isAlias();
    const bool fits = !isPlain || !inFlow || yaml::canBePlain(scalar.text(), true);
    if (fits && !isBlockText && !source.contains('\n'))
        return std::string(source);
    return yaml::scalarText(scalar.text(), Style::Plain, page.style.quotes(), inFlow);
}

} // namespace

yaml::Written listOf(const yaml::Page &page, Node scalar, std::string_view added, bool asBlock)
{
    const bool isQuoted = scalar.style() == Style::SingleQuoted || scalar.style() == Style::DoubleQuoted;
    const auto first = elementText(page, scalar, !asBlock);
    const auto second = yaml::scalarText(added, isQuoted && !scalar.isAlias() ? scalar.style() : Style::Plain,
                                         page.style.quotes(), !asBlock);
    if (!asBlock) {
        const std::string padding = page.style.padsFlowLists() ? " " : "";
        return {'[' + padding + first + ", " + second + padding + ']', {}};
    }
    const int depth = yaml::depthOf(scalar);
    const int column = page.lines.column(yaml::ownRange(scalar.key()).begin)
        + page.style.listStep(depth, yaml::stepAround(page.tree, scalar.parent()));
    const std::string dash = std::string(static_cast<size_t>(column), ' ') + "- ";
    return {{}, {dash + first, dash + second}};
}

Patched apply(const Tree &tree, const AddNeed &add)
{
    const auto job = jobNamed(tree, add.job);
    if (!job)
        return std::unexpected(job.error());
    const Node needs = yaml::childOf(*job, "needs");
    if (!needs)
        return newNeeds(tree, *job, add);
    const auto page = pageOf(tree);
    if (needs.isNull())
        return yaml::replaceValue(page, {needs, needs.key()}, *yaml::makeText(add.need));
    if (needs.isMapping())
        return refused(tr("\"needs\" of %1 is no list of jobs.").arg(shown(add.job)));
    const auto all = yaml::entriesOf(needs);
    if (names(needs, add.need) || std::ranges::any_of(all, [&](Node need) { return names(need, add.need); }))
        return refused(tr("%1 needs %2 already.").arg(shown(add.job), shown(add.need)));
    if (needs.isSequence())
        return yaml::insertItem(page, needs.resolved(), needs.size(), *yaml::makeText(add.need));
    const bool asBlock = needsStyle(tree) == Style::Block && !yaml::isInFlow(needs);
    return yaml::putValue(page, needs, listOf(page, needs, add.need, asBlock));
}

Patched apply(const Tree &tree, const RemoveNeed &remove)
{
    const auto job = jobNamed(tree, remove.job);
    if (!job)
        return std::unexpected(job.error());
    const Node needs = yaml::childOf(*job, "needs");
    const auto all = yaml::entriesOf(needs);
    const auto isIt = [&](Node need) { return names(need, remove.need); };
    const auto count = std::ranges::count_if(all, isIt);
    const auto page = pageOf(tree);
    if (names(needs, remove.need) || (count > 0 && count == std::ssize(all)))
        return yaml::removeEntry(page, needs.key());
    if (count == 0 || !needs.isSequence())
        return refused(tr("%1 does not need %2.").arg(shown(remove.job), shown(remove.need)));
    const auto found = std::ranges::find_if(all, isIt);
    if (count == 1)
        return yaml::removeEntry(page, *found);
    const yaml::Path path{"jobs", remove.job, "needs", static_cast<int>(found - all.begin())};
    return inTurn(tree,
                  {[path](const Tree &now) { return apply(now, Unset{.path = path}); },
                   [&remove](const Tree &now) { return apply(now, remove); }});
}

} // namespace slipway::workflow::edits
