#pragma once

#include "logs/run_log.h"

#include <QHash>

#include <vector>

namespace slipway::log_view {

/// A row of the view: the head of a section, or one of its lines.
struct Row {
    int section = -1;
    /// From the section's begin; -1 is its head.
    int line = -1;

    bool isHead() const { return line < 0; }
    auto operator<=>(const Row &) const = default;
};

/// Which rows are in sight: sections and groups fold. Rows are kept as ranges, so three million lines take no more room
/// than their groups. GUI thread.
class RowMap
{
public:
    /// A group of lines that folds under its first one.
    struct Group {
        int section = 0;
        int first = 0;
        /// The last line of it, the closing marker included.
        int last = 0;
        int depth = 0;
        bool hasProblem = false;
        /// It has no closing marker (yet): its lines may still come.
        bool isOpen = false;
    };

    /// Reads sections and marks anew; what the person folded or unfolded stays so.
    void setSections(const QList<logs::Section> &sections);

    int count() const { return m_visible; }
    Row at(int visible) const;
    /// The visible row of `row`, or of the head that hides it.
    int visibleOf(Row row) const;
    bool isVisible(Row row) const;

    bool hasHead(int section) const;
    /// Whether the row is a section's head or a group's first line.
    bool isFoldable(Row row) const;
    bool isFolded(Row row) const;
    void setFolded(Row row, bool isFolded);
    void setAllFolded(bool isFolded);
    /// Unfolds whatever hides `row`; true when something did.
    bool reveal(Row row);
    /// The group whose first line `row` is; null otherwise.
    const Group *group(Row row) const;
    /// How deep in groups a line lies.
    int depth(Row row) const;

private:
    struct Hidden {
        int first = 0;
        int last = 0;
        /// Rows hidden before `first`.
        int before = 0;
    };

    int fullOf(Row row) const;
    Row rowOf(int full) const;
    QString key(int section) const;
    bool defaultFold(int section) const;
    void findGroups(int section);
    void hide();
    void hideRange(int first, int last);

    QList<logs::Section> m_sections;
    std::vector<int> m_begins;
    std::vector<Group> m_groups;
    std::vector<Row> m_closers;
    std::vector<Hidden> m_hidden;
    QHash<std::pair<QString, int>, bool> m_choices;
    int m_rows = 0;
    int m_visible = 0;
};

} // namespace slipway::log_view
