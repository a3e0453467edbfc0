#include "yaml/edits/proof.h"

#include "yaml/edits/lines.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace slipway::yaml {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("yaml::proof", text);
}

base::Error broken(const QString &why)
{
    return base::makeError(base::Error::Kind::Internal, why,
                           tr("Nothing was changed. Please report this with the file and the operation."));
}

std::ptrdiff_t errorCount(const Tree &tree)
{
    return std::ranges::count_if(tree.problems(), &Problem::isError);
}

/// An alias that stood for something before: what it stands for was removed.
const Problem *orphan(const Tree &before, const Tree &after)
{
    const auto isOrphan = [](const Problem &problem) { return problem.code == Problem::Code::UndefinedAlias; };
    const auto old = before.problems();
    const auto fresh = after.problems();
    const auto found = std::ranges::find_if(fresh, isOrphan);
    return found == fresh.end() || std::ranges::any_of(old, isOrphan) ? nullptr : &*found;
}

using Counts = std::map<std::string_view, int>;

/// How often each comment stands in `before` and not in `after`; less than 0 for new ones.
Counts lostComments(const Tree &before, const Tree &after)
{
    Counts counts;
    for (const auto &comment : before.comments())
        ++counts[commentText(before, comment)];
    for (const auto &comment : after.comments())
        --counts[commentText(after, comment)];
    return counts;
}

bool keepsComments(const Tree &before, const Tree &after, const Promise &promise)
{
    auto counts = lostComments(before, after);
    for (const auto &comment : promise.added)
        ++counts[comment];
    for (const auto &comment : before.comments()) {
        const auto isIn = [&](Range range) { return range.contains(comment.range); };
        int &lost = counts[commentText(before, comment)];
        if (lost > 0 && std::ranges::any_of(promise.removed, isIn))
            --lost;
    }
    return std::ranges::all_of(counts, [](const auto &count) { return count.second == 0; });
}

bool keepsOtherDocuments(const Tree &before, const Tree &after)
{
    const auto old = before.documents();
    const auto fresh = after.documents();
    if (std::max<size_t>(old.size(), 1) != std::max<size_t>(fresh.size(), 1))
        return false;
    for (size_t i = 1; i < old.size(); ++i) {
        if (!areEqual(*valueOf(old[i]), *valueOf(fresh[i])))
            return false;
    }
    return true;
}

base::Result<bool> meansIt(const Tree &before, const Value &after, const Promise &promise)
{
    const auto wanted = promise.meaning(valueOf(before.root()));
    if (!wanted)
        return std::unexpected(wanted.error());
    if (areEqual(**wanted, after))
        return true;
    const Node unended = unendedText(before);
    if (!unended)
        return false;
    const auto wantedEnded = promise.meaning(ValueReader(unended).read(before.root()));
    return wantedEnded && areEqual(**wantedEnded, after);
}

} // namespace

std::string_view commentText(const Tree &tree, const Comment &comment)
{
    const auto text = tree.text(comment.range);
    return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

Node unendedText(const Tree &tree)
{
    if (tree.text().ends_with('\n'))
        return {};
    Node leaf = lastLeaf(tree.root());
    const bool isBlockText =
        leaf && leaf.kind() == Kind::Scalar && (leaf.style() == Style::Literal || leaf.style() == Style::Folded);
    return isBlockText && !leaf.text().ends_with('\n') ? leaf : Node();
}

base::Result<Tree::Ptr> prove(const Tree &before, const Patches &patches, const Promise &promise)
{
    if (const auto bytes = apply(before.source(), patches); !bytes)
        return std::unexpected(bytes.error());
    const auto after = before.edited(patches);
    if (const auto *alias = orphan(before, *after)) {
        const auto name = after->text(alias->range);
        return std::unexpected(
            base::makeError(base::Error::Kind::InvalidInput,
                            tr("The alias %1 needs what this would take away or move behind it.")
                                .arg(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))),
                            tr("Replace the alias first.")));
    }
    if (errorCount(*after) > errorCount(before))
        return std::unexpected(broken(tr("The edit would leave a file that cannot be read.")));
    const auto isMeant = meansIt(before, *valueOf(after->root()), promise);
    if (!isMeant)
        return std::unexpected(isMeant.error());
    if (!*isMeant || !keepsOtherDocuments(before, *after))
        return std::unexpected(broken(tr("The edit would not mean what was asked for.")));
    if (!keepsComments(before, *after, promise))
        return std::unexpected(broken(tr("The edit would lose a comment.")));
    return after;
}

} // namespace slipway::yaml
