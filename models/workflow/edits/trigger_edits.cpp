#include "workflow/edits/own_text.h"
#include "workflow/edits/parts.h"
#include "workflow/edits/trigger_map.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::workflow::edits {

namespace {

using yaml::Node;
using yaml::Tree;

QString tr(const char *text)
{
    return QCoreApplication::translate("workflow::edit", text);
}

bool names(Node node, std::string_view event)
{
    return node.isScalar() && node.text() == event;
}

bool hasEvent(Node on, std::string_view event)
{
    const auto all = yaml::entriesOf(on);
    return names(on, event) || std::ranges::any_of(all, [event](Node entry) { return names(entry, event); });
}

bool hasSettings(const AddTrigger &add)
{
    return add.config && add.config->type != yaml::Value::Type::Null;
}

Patched addWord(const Tree &tree, Node on, const AddTrigger &add)
{
    const auto page = pageOf(tree);
    const auto event = yaml::makeText(add.event);
    if (on.isNull())
        return yaml::replaceValue(page, {on, on.key()}, *event);
    if (on.isSequence())
        return yaml::insertItem(page, on.resolved(), on.size(), *event);
    return yaml::putValue(page, on, listOf(page, on, add.event, false));
}

Patched addSettings(const Tree &tree, Node on, const AddTrigger &add)
{
    const bool isEmpty = on.isNull() || (on.isSequence() && on.isEmpty());
    const auto page = pageOf(tree, {}, on);
    if (isEmpty)
        return yaml::replaceValue(page, {on, on.key()}, *yaml::makeMap({{add.event, add.config}}));
    if (on.isAlias())
        return refused(tr("\"on\" stands for another place of the file and cannot become a map."));
    return asTriggerMap(page, on, add);
}

Patched addByValue(const Tree &tree, const AddTrigger &add)
{
    const Node root = tree.root();
    const Node on = root["on"];
    const auto config = hasSettings(add) ? add.config : yaml::makeNull();
    if (!on) {
        const auto value = hasSettings(add) ? yaml::makeMap({{add.event, config}}) : yaml::makeText(add.event);
        return apply(tree, Set{{"on"}, value});
    }
    if (hasEvent(on, add.event))
        return refused(tr("This workflow is triggered by %1 already.").arg(shown(add.event)));
    if (on.isMapping()) {
        const Node map = on.resolved();
        return yaml::insertEntry(pageOf(tree), map, yaml::spotAt(map, map.size()), add.event, *config);
    }
    return hasSettings(add) ? addSettings(tree, on, add) : addWord(tree, on, add);
}

} // namespace

Patched apply(const Tree &tree, const AddTrigger &add)
{
    const auto settings = hasSettings(add) ? add.config : yaml::makeNull();
    return withOwnText(tree, addByValue(tree, add), {{"on", add.event}, *settings, add.text});
}

Patched apply(const Tree &tree, const RemoveTrigger &remove)
{
    const Node on = tree.root()["on"];
    const auto all = yaml::entriesOf(on);
    const auto found = std::ranges::find_if(all, [&](Node entry) { return names(entry, remove.event); });
    if (found != all.end())
        return yaml::removeEntry(pageOf(tree), *found);
    if (names(on, remove.event))
        return refused(tr("%1 is the only event of this workflow. Set another one instead.").arg(shown(remove.event)));
    return refused(tr("This workflow is not triggered by %1.").arg(shown(remove.event)));
}

} // namespace slipway::workflow::edits
