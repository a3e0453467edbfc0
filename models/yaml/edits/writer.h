#pragma once

#include "yaml/edits/block_text.h"
#include "yaml/edits/file_style.h"
#include "yaml/edits/value.h"

#include <span>

namespace slipway::yaml {

/// How a key's value is written where that is not a matter of the file alone.
struct Habit {
    std::string key;
    /// Block or Flow: how a list of scalars is written.
    std::optional<Style> list;
    /// A text is quoted, needed or not.
    bool isQuoted = false;
    /// Between the items of a list.
    int blankLines = 0;
};

/// Blanks inside the brackets of what is written in flow style.
struct FlowStyle {
    bool padsLists = false;
    bool padsMaps = false;
};

/// Where a value goes: the column of the key or dash that holds it, the depth of what is in it, and the step of the
/// collection around it.
struct Where {
    int column = 0;
    int depth = 0;
    int step = 0;
};

/// Writes new values as the file would.
class Writer
{
public:
    Writer(const FileStyle &style, std::span<const Habit> habits)
        : m_style(style)
        , m_habits(habits)
    { }

    Written behindKey(std::string_view key, const Value &value, Where where) const;
    /// The same, with lists as block lists.
    Written asBlock(std::string_view key, const Value &value, Where where) const;
    /// `key:` and its value.
    std::vector<std::string> entry(std::string_view key, const Value &value, Where where) const;
    /// A dash and what it holds. `wanted`: the style of a text.
    std::vector<std::string> item(const Value &value, Where where, DashStyle dash, Style wanted = Style::Plain) const;
    /// What stands behind a dash.
    Written behindDash(const Value &value, Where where, DashStyle dash, Style wanted = Style::Plain) const;

    std::string flow(const Value &value, FlowStyle style, Style wanted = Style::Plain) const;
    std::string flowEntry(std::string_view key, const Value &value, FlowStyle style) const;
    FlowStyle flowStyle() const { return {m_style.padsFlowLists(), m_style.padsFlowMaps()}; }

private:
    const Habit *habit(std::string_view key) const;
    bool isWrittenInFlow(std::string_view key, const Value &list) const;
    std::vector<std::string> entries(const Value &map, Where where) const;
    std::vector<std::string> items(const Value &list, Where where, int blankLines) const;
    std::string scalar(std::string_view key, const Value &value, bool inFlow, Style wanted) const;

    const FileStyle &m_style;
    std::span<const Habit> m_habits;
};

/// Whether a text has several lines, or a collection holds such a text.
bool hasSeveralLines(const Value &value);

} // namespace slipway::yaml
