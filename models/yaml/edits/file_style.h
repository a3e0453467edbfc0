#pragma once

#include "yaml/tree.h"

#include <optional>
#include <string>
#include <vector>

namespace slipway::yaml {

/// Values and how often each was seen.
class Tally
{
public:
    void add(int value);
    /// The most frequent one, the first seen of several; nothing when none was.
    std::optional<int> most() const;

private:
    struct Count {
        int value;
        int times;
    };
    std::vector<Count> m_counts;
};

/// How the items of a block list stand behind their dashes.
struct DashStyle {
    /// From the dash to what it holds.
    int gap = 2;
    /// What it holds begins on the next line.
    bool isAlone = false;

    bool operator==(const DashStyle &) const = default;
};

/// The habits of a file, which what is inserted follows. Depths count collections from the root, which is 0.
class FileStyle
{
public:
    /// `except` and what is in it do not count: it is about to be replaced.
    explicit FileStyle(const Tree &tree, Node except = {});

    /// The most frequent line end.
    std::string_view lineEnd() const { return m_hasCarriageReturns ? "\r\n" : "\n"; }
    /// What most quoted scalars have; single when there is no majority.
    Style quotes() const { return m_doubleQuoted > m_singleQuoted ? Style::DoubleQuoted : Style::SingleQuoted; }
    /// Whether most lists of scalars are block lists.
    bool prefersBlockLists() const { return m_blockLists > m_flowLists; }
    /// Whether most lists of mappings have their dashes below the key's first letter.
    bool isIndentless() const { return m_indentless > m_indented; }
    bool padsFlowLists() const { return m_paddedLists > m_tightLists; }
    bool padsFlowMaps() const { return m_paddedMaps > m_tightMaps; }

    /// Columns from a mapping's key to what is below it: another mapping, a list's dashes, the lines of a text.
    /// `fallback`: the step of the parent, or 0.
    int mapStep(int depth, int fallback) const;
    int listStep(int depth, int fallback) const;
    int textStep(int depth, int fallback) const;
    /// Of the lists at `depth` that hold collections, else of all of them.
    DashStyle dash(int depth) const;

private:
    struct Level {
        Tally mapSteps;
        Tally listSteps;
        Tally textSteps;
        Tally dashes;
    };

    void visit(Node node, int depth);
    void visitScalar(Node node, int depth);
    void visitMapping(Node node, int depth);
    void visitSequence(Node node, int depth);
    void countScalarList(Node node);
    void countPadding(Node node);
    void countLineEnds(std::string_view text);
    Level &level(int depth);
    std::optional<int> found(int depth, Tally Level::*tally) const;

    const Tree &m_tree;
    Node m_except;
    std::vector<Level> m_levels;
    Tally m_dashes;
    int m_singleQuoted = 0;
    int m_doubleQuoted = 0;
    int m_blockLists = 0;
    int m_flowLists = 0;
    int m_indentless = 0;
    int m_indented = 0;
    int m_paddedLists = 0;
    int m_tightLists = 0;
    int m_paddedMaps = 0;
    int m_tightMaps = 0;
    bool m_hasCarriageReturns = false;
};

/// The step of the mapping or list that `collection` is or stands in: its column less that of the mapping around it.
/// 0 when there is none.
int stepAround(const Tree &tree, Node collection);

} // namespace slipway::yaml
