#pragma once

#include "yaml/node.h"
#include "yaml/patch.h"
#include "yaml/range.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace slipway::yaml {

/// Something that is wrong with the text as YAML. A tree with problems is still a tree, of what could be read.
struct Problem {
    enum class Code {
        Encoding,       ///< not UTF-8, UTF-16, or a NUL byte
        TooLarge,       ///< above the limit of `Tree::largest`
        TooDeep,        ///< nested deeper than `Tree::deepest`
        Syntax,         ///< yaml-cpp refuses it
        Unterminated,   ///< a quoted text or a bracket that nothing ends
        BareWord,       ///< a line in a map that has no colon
        DuplicateKey,
        UndefinedAlias, ///< among them a branch pattern such as *.x without quotes
        RecursiveAlias, ///< an alias inside what its anchor stands for
        Expansion,      ///< aliases that stand for too much
        MergeKey,       ///< `<<`, which GitHub refuses
        SeveralDocuments,
        UnusedAnchor,
    };
    Code code = Code::Syntax;
    Range range;
    /// One sentence: what is wrong and what to do.
    QString message;
    /// Whether GitHub could not read the file because of it.
    bool isError = true;
};

/// A comment: from `#` up to and without the line's end.
struct Comment {
    Range range;
    /// Nothing but blanks stands before it on its line.
    bool hasOwnLine = false;
};

struct Guard;

/// One text read as YAML, with a place for each byte: nodes, keys, indicators, comments. Never changes once made, so
/// any thread may read it; keep it by the shared pointer, as nodes point into it.
///
/// yaml-cpp is the judge of structure and values. Its events bring starts alone; ends, styles, indicators and comments
/// are found by walking the same bytes in step with the events (`scanner.h`). Facts: the YAML 1.2 specification and the
/// behaviour of yaml-cpp 0.8.
class Tree : private NodeRows
{
public:
    Tree() = default;
    Tree(const Tree &) = delete;
    Tree &operator=(const Tree &) = delete;

    using Ptr = std::shared_ptr<const Tree>;

    static constexpr qsizetype largest = 4 * 1024 * 1024;
    static constexpr int deepest = 100;
    /// Nodes that a document may stand for with all its aliases followed.
    static constexpr quint64 mostExpanded = 1'000'000;

    /// Never fails: see `problems`. Takes time in proportion to the size.
    static Ptr parse(const QByteArray &source);

    /// The tree of the source after `patches`; the same as `parse` of it, but reads anew only the entries of the top
    /// level, or of `jobs`, that the patches touch, where that is provably the same.
    Ptr edited(const Patches &patches) const;

    const QByteArray &source() const { return m_source; }
    std::string_view text() const { return {m_source.constData(), size_t(m_source.size())}; }
    std::string_view text(Range range) const { return text().substr(range.begin, range.size()); }

    /// The first document's root; invalid for an empty file.
    Node root() const;
    /// All documents' roots.
    std::vector<Node> documents() const;

    std::span<const Problem> problems() const { return m_problems; }
    /// Whether GitHub could not read it.
    bool isBroken() const;

    /// By rising offset.
    std::span<const Comment> comments() const { return m_comments; }

    /// Lines count from 0 here. The offset of a line's first byte; a last line without a line end counts.
    int lineCount() const;
    quint32 lineBegin(int line) const;
    /// Without the line end.
    quint32 lineEnd(int line) const;
    int lineOf(quint32 offset) const;
    /// For people.
    Place place(quint32 offset) const;

    /// Length of the byte order mark: 0 or 3.
    quint32 markSize() const { return m_markSize; }
    /// The deepest node whose range holds `offset`, keys included; invalid when none does.
    Node nodeAt(quint32 offset) const;

private:
    friend class Node;
    friend class TreeBuilder;
    friend class Splice;

    void findLines();
    void read(const Guard &guard);
    void forget();
    void finish();

    QByteArray m_source;
    quint32 m_markSize = 0;
    std::vector<NodeData> m_nodes;
    std::vector<quint32> m_roots;
    std::vector<Comment> m_comments;
    std::vector<quint32> m_lineBegins;
    std::vector<Problem> m_problems;
    /// Values that are not the source's own bytes: escapes, folded and block texts.
    std::string m_made;
    /// Anchors, aliases or tags stand somewhere.
    bool m_hasProperties = false;
    /// The text was read with some bytes made harmless.
    bool m_isRepaired = false;
    /// Collections inside one another, at most.
    int m_depth = 0;
};

} // namespace slipway::yaml
