#include "tree_checks.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::yaml::checks {

namespace {

QString at(const Tree &tree, quint32 offset, const QString &what)
{
    const auto place = tree.place(offset);
    return u"%1:%2 (byte %3): %4"_s.arg(place.line).arg(place.column).arg(offset).arg(what);
}

bool isAt(const Tree &tree, quint32 offset, char character)
{
    return offset == Node::none || (offset < tree.text().size() && tree.text()[offset] == character);
}

QString ofIndicators(const Tree &tree, Node node)
{
    const auto begin = node.range().begin;
    if (!isAt(tree, node.dash(), '-') || !isAt(tree, node.question(), '?') || !isAt(tree, node.colon(), ':')
        || !isAt(tree, node.comma(), ','))
        return at(tree, begin, u"an indicator is not where it is said to be"_s);
    for (const auto before : {node.dash(), node.question(), node.colon()}) {
        if (before != Node::none && before >= begin)
            return at(tree, begin, u"an indicator stands behind its node"_s);
    }
    if (node.comma() < node.range().end)
        return at(tree, begin, u"a comma stands inside its node"_s);
    const bool isItem = node.parent().kind() == Kind::Sequence && node.parent().style() == Style::Block;
    if (isItem && node.dash() == Node::none)
        return at(tree, begin, u"an item has no dash"_s);
    return {};
}

QString ofNode(const Tree &tree, Node node)
{
    const auto range = node.range();
    const auto content = node.content();
    if (range.begin > content.begin || content.begin > content.end || content.end > tree.text().size())
        return at(tree, range.begin, u"a range is not in order"_s);
    const Node parent = node.parent();
    if (parent && !parent.content().contains(range))
        return at(tree, range.begin, u"a node reaches out of its parent"_s);
    const Node previous = node.previous();
    if (previous && (previous.next() != node || previous.range().end > range.begin))
        return at(tree, range.begin, u"siblings overlap"_s);
    const bool isFlow = node.style() == Style::Flow;
    if (isFlow && node.content().size() >= 2 && !tree.isBroken()) {
        const auto text = tree.text(content);
        const bool isOpen = text.front() == '[' || text.front() == '{';
        const bool isCompact = parent.kind() == Kind::Sequence && parent.style() == Style::Flow;
        if (!isCompact && (!isOpen || (text.back() != ']' && text.back() != '}')))
            return at(tree, range.begin, u"a flow collection has no brackets"_s);
    }
    return ofIndicators(tree, node);
}

QString ofSubtree(const Tree &tree, Node node)
{
    if (auto found = ofNode(tree, node); !found.isEmpty())
        return found;
    if (node.isAlias())
        return {};
    for (Node child = node.firstChild(); child; child = child.next()) {
        if (auto found = ofSubtree(tree, child); !found.isEmpty())
            return found;
    }
    return {};
}

/// Blanks out what values and properties take, so that only what stands between them is left.
void hideValues(std::string &text, Node node)
{
    const auto hide = [&text](quint32 begin, quint32 end) {
        std::ranges::fill(text.begin() + begin, text.begin() + end, 'x');
    };
    const auto range = node.range();
    const auto content = node.content();
    const auto properties = text.substr(range.begin, content.begin - range.begin);
    if (const auto comment = properties.find(" #"); comment == std::string::npos)
        hide(range.begin, content.begin);
    else
        hide(range.begin, range.begin + static_cast<quint32>(comment));
    if (node.kind() == Kind::Scalar || node.kind() == Kind::Alias) {
        auto begin = content.begin;
        if (node.style() == Style::Literal || node.style() == Style::Folded) {
            auto headerEnd = begin;
            while (headerEnd < content.end && !std::isspace(static_cast<unsigned char>(text[headerEnd])))
                ++headerEnd;
            hide(begin, headerEnd);
            begin = static_cast<quint32>(std::min<size_t>(text.find('\n', begin), content.end - 1) + 1);
        }
        hide(begin, content.end);
        return;
    }
    for (Node child = node.firstChild(); child && !node.isAlias(); child = child.next())
        hideValues(text, child);
}

/// Comments found by one simple rule: a `#` outside values, at a line's begin or after a blank.
std::vector<Range> takeComments(std::string &text)
{
    std::vector<Range> found;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '#' || (i > 0 && !std::isspace(static_cast<unsigned char>(text[i - 1]))))
            continue;
        auto end = std::min(text.find('\n', i), text.size());
        if (end > i && text[end - 1] == '\r')
            --end;
        found.push_back({static_cast<quint32>(i), static_cast<quint32>(end)});
        std::fill(text.begin() + static_cast<qsizetype>(i), text.begin() + static_cast<qsizetype>(end), ' ');
    }
    return found;
}

} // namespace

QString ofRanges(const Tree &tree)
{
    for (const Node root : tree.documents()) {
        if (auto found = ofSubtree(tree, root); !found.isEmpty())
            return found;
    }
    for (size_t i = 1; i < tree.comments().size(); ++i) {
        if (tree.comments()[i].range.begin < tree.comments()[i - 1].range.end)
            return at(tree, tree.comments()[i].range.begin, u"comments are not in order"_s);
    }
    return {};
}

QString ofGaps(const Tree &tree)
{
    std::string text(tree.text());
    std::fill_n(text.begin(), tree.markSize(), ' ');
    for (const Node root : tree.documents())
        hideValues(text, root);
    const auto comments = takeComments(text);
    for (size_t i = 0; i < std::max(comments.size(), tree.comments().size()); ++i) {
        if (i >= comments.size() || i >= tree.comments().size() || tree.comments()[i].range != comments[i])
            return at(tree, i < comments.size() ? comments[i].begin : 0, u"comment %1 is not listed so"_s.arg(i));
    }
    for (int line = 0; line < tree.lineCount(); ++line) {
        const auto begin = tree.lineBegin(line);
        const auto rest = std::string_view(text).substr(begin, tree.lineEnd(line) - begin);
        const auto stray = rest.find_first_not_of("x -?:,[]{}\t\r\xEF\xBB\xBF");
        if (stray != std::string_view::npos && !rest.starts_with("...") && !rest.starts_with('%'))
            return at(tree, begin + static_cast<quint32>(stray), u"a byte belongs to nothing"_s);
    }
    return {};
}

namespace {

QString ofSameNode(const Tree &tree, Node one, Node other)
{
    const auto begin = one.range().begin;
    const bool isSame = one.kind() == other.kind() && one.style() == other.style() && one.range() == other.range()
        && one.content() == other.content() && one.index() == other.index() && one.dash() == other.dash()
        && one.question() == other.question() && one.colon() == other.colon() && one.comma() == other.comma()
        && one.isKey() == other.isKey() && one.text() == other.text() && one.size() == other.size()
        && one.parent().index() == other.parent().index() && one.previous().index() == other.previous().index()
        && one.resolved().index() == other.resolved().index();
    if (!isSame)
        return at(tree, begin, u"nodes differ"_s);
    if (one.isAlias())
        return {};
    Node right = other.firstChild();
    for (Node left = one.firstChild(); left; left = left.next(), right = right.next()) {
        if (!right)
            return at(tree, begin, u"children differ in number"_s);
        if (auto found = ofSameNode(tree, left, right); !found.isEmpty())
            return found;
    }
    return right ? at(tree, begin, u"children differ in number"_s) : QString();
}

} // namespace

QString ofSameness(const Tree &one, const Tree &other)
{
    if (one.source() != other.source())
        return u"the sources differ"_s;
    const auto left = one.documents();
    const auto right = other.documents();
    if (left.size() != right.size())
        return u"%1 documents and %2"_s.arg(left.size()).arg(right.size());
    for (size_t i = 0; i < left.size(); ++i) {
        if (auto found = ofSameNode(one, left[i], right[i]); !found.isEmpty())
            return found;
    }
    const auto sameComment = [](const Comment &a, const Comment &b) {
        return a.range == b.range && a.hasOwnLine == b.hasOwnLine;
    };
    if (!std::ranges::equal(one.comments(), other.comments(), sameComment))
        return u"the comments differ"_s;
    const auto sameProblem = [](const Problem &a, const Problem &b) {
        return a.code == b.code && a.range == b.range && a.message == b.message && a.isError == b.isError;
    };
    if (!std::ranges::equal(one.problems(), other.problems(), sameProblem))
        return u"the problems differ"_s;
    if (one.lineCount() != other.lineCount() || one.markSize() != other.markSize())
        return u"the lines differ"_s;
    for (int line = 0; line < one.lineCount(); ++line) {
        if (one.lineBegin(line) != other.lineBegin(line))
            return u"line %1 begins elsewhere"_s.arg(line);
    }
    return {};
}

} // namespace slipway::yaml::checks
