#include "workflow/edits/parts.h"

#include "workflow/edits/placing.h"
#include "yaml/edits/proof.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::workflow::edits {

using yaml::Node;
using yaml::Patches;
using yaml::Tree;

std::unexpected<base::Error> refused(const QString &message)
{
    return std::unexpected(yaml::refusal(message));
}

QString shown(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Patched apply(const Tree &, const Noop &)
{
    return Patches();
}

yaml::Page pageOf(const Tree &tree, std::vector<yaml::Habit> more, Node except)
{
    more.push_back({.key = "needs", .list = needsStyle(tree)});
    more.push_back({.key = "cron", .isQuoted = true});
    return yaml::Page(tree, std::move(more), except);
}

base::Result<Node> jobNamed(const Tree &tree, std::string_view id)
{
    const Node jobs = yaml::childOf(tree.root(), "jobs");
    const Node job = yaml::childOf(jobs, std::string(id)).resolved();
    if (!job)
        return refused(QCoreApplication::translate("workflow::edit", "There is no job %1.").arg(shown(id)));
    if (!job.isMapping())
        return refused(QCoreApplication::translate("workflow::edit", "The job %1 has no keys.").arg(shown(id)));
    return job;
}

Patched addKey(const yaml::Page &page, const yaml::Path &path, Node map, std::string_view key, const yaml::Value &value)
{
    return yaml::insertEntry(page, map, spotForKey(page, path, map, key), key, value);
}

yaml::ValuePtr copyIn(const Tree &tree, Node node)
{
    return yaml::copyOf(yaml::ValueReader(yaml::unendedText(tree)).read(node));
}

std::vector<Node> equalKeys(const yaml::Slot &slot)
{
    auto all = yaml::entriesOf(slot.parent());
    const auto isOther = [&slot](Node entry) {
        return entry != slot.entry() && (!slot.key || entry.text() != slot.key.text());
    };
    std::erase_if(all, isOther);
    return all;
}

bool areApart(const Patches &patches)
{
    for (size_t i = 1; i < patches.size(); ++i) {
        if (patches[i].range.begin < patches[i - 1].range.end)
            return false;
    }
    return true;
}

Patched inTurn(const Tree &tree, const std::vector<Part> &parts)
{
    QByteArray text = tree.source();
    for (const auto &part : parts) {
        const auto now = Tree::parse(text);
        const auto patches = part(*now);
        if (!patches)
            return patches;
        auto next = yaml::apply(text, *patches);
        if (!next)
            return std::unexpected(next.error());
        text = std::move(*next);
    }
    return yaml::difference(tree.source(), text);
}

namespace {

using Members = std::vector<yaml::Value::Member>;
using Pairs = std::vector<std::pair<size_t, size_t>>;

bool areSame(const yaml::Value::Member &a, const yaml::Value::Member &b)
{
    return a.key == b.key && areEqual(*a.value, *b.value);
}

/// A longest common subsequence, as pairs of positions.
Pairs common(const Members &from, const Members &to)
{
    const size_t width = to.size() + 1;
    std::vector<quint32> lengths((from.size() + 1) * width);
    std::vector<bool> same(lengths.size());
    for (size_t i = from.size(); i-- > 0;) {
        for (size_t j = to.size(); j-- > 0;) {
            const size_t here = i * width + j;
            same[here] = areSame(from[i], to[j]);
            lengths[here] =
                same[here] ? lengths[here + width + 1] + 1 : std::max(lengths[here + width], lengths[here + 1]);
        }
    }
    Pairs pairs;
    for (size_t i = 0, j = 0; i < from.size() && j < to.size();) {
        const size_t here = i * width + j;
        if (same[here])
            pairs.emplace_back(i++, j++);
        else
            ++(lengths[here + width] >= lengths[here + 1] ? i : j);
    }
    return pairs;
}

Patched insertMember(const Tree &tree, const yaml::Path &path, const yaml::Value::Member &member, int at)
{
    const auto collection = yaml::findNode(tree, path);
    if (!collection)
        return std::unexpected(collection.error());
    const auto page = pageOf(tree);
    const int blanks = isSteps(path) ? blankLinesAt(page, *collection, at, 0) : 0;
    if (collection->isSequence())
        return yaml::insertItem(page, *collection, at, *member.value, blanks);
    return yaml::insertEntry(page, *collection, yaml::spotAt(*collection, at), member.key, *member.value);
}

Patched removeMember(const Tree &tree, const yaml::Path &path, size_t at)
{
    const auto collection = yaml::findNode(tree, path);
    if (!collection)
        return std::unexpected(collection.error());
    return yaml::removeEntry(pageOf(tree), yaml::entriesOf(*collection)[at]);
}

} // namespace

std::optional<Patched> replaceKeeping(const Tree &tree, const yaml::Path &path, const yaml::Value &value)
{
    // A list so long is written by a program, and not worth the search.
    constexpr size_t longest = 500;
    const auto slot = yaml::findSlot(tree, path);
    if (!slot || slot->value.isAlias() || value.members.size() > longest)
        return std::nullopt;
    const auto before = yaml::valueOf(slot->value);
    if (before->type != value.type || before->members.size() > longest)
        return std::nullopt;
    const auto kept = common(before->members, value.members);
    if (kept.empty())
        return std::nullopt;
    std::vector<Part> parts;
    for (size_t i = before->members.size(); i-- > 0;) {
        if (!std::ranges::contains(kept, i, &std::pair<size_t, size_t>::first))
            parts.push_back([&path, i](const Tree &now) { return removeMember(now, path, i); });
    }
    for (size_t i = 0; i < value.members.size(); ++i) {
        if (!std::ranges::contains(kept, i, &std::pair<size_t, size_t>::second)) {
            parts.push_back([&path, &value, i](const Tree &now) {
                return insertMember(now, path, value.members[i], static_cast<int>(i));
            });
        }
    }
    auto patches = inTurn(tree, parts);
    // A text that ended the file may have gained its final line end.
    const auto bytes = patches ? yaml::apply(tree.source(), *patches) : base::Result<QByteArray>(QByteArray());
    const auto after = bytes ? Tree::parse(*bytes) : nullptr;
    const auto found = after ? yaml::findSlot(*after, path) : slot;
    if (!found || !areEqual(*yaml::valueOf(found->value), value))
        return std::nullopt;
    return patches;
}

} // namespace slipway::workflow::edits
