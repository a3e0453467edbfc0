#include "workflow/edits/parts.h"
#include "workflow/edits/placing.h"

#include <QCoreApplication>

namespace slipway::workflow::edits {

namespace {

using yaml::Node;
using yaml::Page;
using yaml::Patches;
using yaml::Path;
using yaml::Slot;
using yaml::Tree;

QString tr(const char *text)
{
    return QCoreApplication::translate("workflow::edit", text);
}

/// The first key of a file that holds nothing but comments.
Patches firstKey(const Tree &tree, std::string_view key, const yaml::Value &value)
{
    const Page page = pageOf(tree);
    const auto end = static_cast<quint32>(tree.text().size());
    std::string text = tree.text().empty() || tree.text().ends_with('\n') || end == tree.markSize()
        ? std::string()
        : std::string(page.lineEnd());
    for (const auto &line : page.writer().entry(key, value, {0, 1, 0}))
        text.append(line).append(page.lineEnd());
    return {{{end, end}, text}};
}

Patched setNew(const Tree &tree, const Set &set, Node parent)
{
    const auto *key = std::get_if<std::string>(&set.path.back());
    if (!key || (parent && !parent.isMapping() && !parent.isNull()))
        return refused(tr("There is no %1 in this file.").arg(yaml::written(set.path)));
    const auto path = yaml::parentOf(set.path);
    if (isJobs(path) && set.value->type == yaml::Value::Type::Map)
        return apply(tree, AddJob{.id = *key, .body = set.value});
    if (path.empty() && (!parent || parent.isNull()))
        return firstKey(tree, *key, *set.value);
    return addKey(pageOf(tree), path, parent, *key, *set.value);
}

} // namespace

Patched apply(const Tree &tree, const Set &set)
{
    if (set.path.empty())
        return refused(tr("The path is empty, so it names no place in the file."));
    const auto parent = yaml::findNode(tree, yaml::parentOf(set.path));
    if (!parent)
        return std::unexpected(parent.error());
    const Node value = yaml::childOf(*parent, set.path.back());
    if (!value)
        return setNew(tree, set, *parent);
    if (set.value->isCollection() && !areEqual(*yaml::valueOf(value), *set.value)) {
        if (auto kept = replaceKeeping(tree, set.path, *set.value))
            return *kept;
    }
    return yaml::replaceValue(pageOf(tree), Slot{value, value.key()}, *set.value);
}

Patched apply(const Tree &tree, const Unset &unset)
{
    const auto slot = yaml::findSlot(tree, unset.path);
    if (!slot)
        return std::unexpected(slot.error());
    const auto equal = equalKeys(*slot);
    const bool empties = slot->parent().size() == std::ssize(equal);
    if (unset.prune && empties && unset.path.size() > 1) {
        const Unset whole{.path = yaml::parentOf(unset.path)};
        const auto parent = yaml::findSlot(tree, whole.path);
        if (!parent || !parent->value.isAlias())
            return apply(tree, whole);
        // The map stands elsewhere, behind an anchor: it is left empty there.
        const Unset inside{.path = unset.path};
        return inTurn(tree,
                      {[&inside](const Tree &now) { return apply(now, inside); },
                       [&whole](const Tree &now) { return apply(now, whole); }});
    }
    if (equal.size() == 1)
        return yaml::removeEntry(pageOf(tree), slot->entry());
    std::vector<Part> parts(equal.size(), [&unset](const Tree &now) -> Patched {
        const auto last = yaml::findSlot(now, unset.path);
        return last ? yaml::removeEntry(pageOf(now), last->entry()) : std::unexpected(last.error());
    });
    return inTurn(tree, parts);
}

Patched apply(const Tree &tree, const Insert &insert)
{
    const auto list = yaml::findNode(tree, insert.path);
    if (!list)
        return std::unexpected(list.error());
    if (!list->isSequence() && !list->isNull())
        return refused(tr("%1 is no list.").arg(yaml::written(insert.path)));
    if (insert.at < 0 || insert.at > list->size())
        return refused(tr("%1 has %2 entries, so nothing can be inserted at %3.")
                           .arg(yaml::written(insert.path))
                           .arg(list->size())
                           .arg(insert.at));
    const Page page = pageOf(tree);
    const int blanks = isSteps(insert.path) ? blankLinesAt(page, *list, insert.at, 0) : 0;
    return yaml::insertItem(page, *list, insert.at, *insert.value, blanks);
}

Patched apply(const Tree &tree, const RenameKey &rename)
{
    const auto slot = yaml::findSlot(tree, rename.path);
    if (!slot)
        return std::unexpected(slot.error());
    if (!slot->key)
        return refused(tr("%1 is a list's entry and has no key.").arg(yaml::written(rename.path)));
    if (slot->key.text() != rename.to && slot->parent()[rename.to])
        return refused(tr("There is a key %1 already.").arg(shown(rename.to)));
    return yaml::renameKey(pageOf(tree), slot->key, rename.to);
}

} // namespace slipway::workflow::edits
