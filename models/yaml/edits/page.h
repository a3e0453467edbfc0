#pragma once

#include "yaml/edits/file_style.h"
#include "yaml/edits/lines.h"
#include "yaml/edits/path.h"
#include "yaml/edits/writer.h"
#include "yaml/patch.h"

namespace slipway::yaml {

/// A tree about to be edited: its lines, the habits of its file, and how to write what is new.
struct Page {
    explicit Page(const Tree &whole, std::vector<Habit> known = {}, Node except = {})
        : tree(whole)
        , lines(whole)
        , style(whole, except)
        , habits(std::move(known))
    { }

    Writer writer() const { return Writer(style, habits); }
    std::string_view lineEnd() const { return style.lineEnd(); }

    const Tree &tree;
    Lines lines;
    FileStyle style;
    std::vector<Habit> habits;
};

/// A place beside an entry of a collection.
struct Spot {
    enum class Side : quint8 { Before, After };
    Side side = Side::After;
    /// A key, or an item of a list.
    Node neighbour;
    /// Between the two.
    int blankLines = 0;
};

/// The edits below give patches for one change and leave every other byte alone. Rules:
/// resources/reference/edit-operations.md. Errors: invalidInput where the text has no place for the change.

/// Another value in the same place. Quotes, block headers, anchor and trailing comment stay.
base::Result<Patches> replaceValue(const Page &page, const Slot &slot, const Value &value);

/// The same with text that is already written: `gap` blanks go before it where nothing was written.
Patches putValue(const Page &page, Node node, const Written &written, int gap = 1);

/// First entries for a collection that is empty or a key that has no value: a block, outside of flow style.
base::Result<Patches> fillCollection(const Page &page, Node collection, const Value &value);

/// A new entry. An empty collection, or a key without a value, becomes a block; then `spot` does not count.
base::Result<Patches> insertEntry(const Page &page, Node map, const Spot &spot, std::string_view key,
                                  const Value &value);
/// A new item before the one at `at`, or after the last one.
base::Result<Patches> insertItem(const Page &page, Node list, int at, const Value &value, int blankLines = 0);

/// Whole lines beside an entry of a block collection, without their line ends.
Patches insertLines(const Page &page, const Spot &spot, const std::vector<std::string> &written);

/// Removes a key with its value, or an item, with what belongs to it. The last one leaves an empty collection.
base::Result<Patches> removeEntry(const Page &page, Node entry);

/// Changes the text of a key and nothing else.
base::Result<Patches> renameKey(const Page &page, Node key, std::string_view to);

/// Takes an entry out and inserts it at `to`, counted without it. Blank lines stay where they are.
base::Result<Patches> moveEntry(const Page &page, Node collection, int from, int to);

/// The spot before the entry at `at`, or after the last one.
Spot spotAt(Node collection, int at, int blankLines = 0);
/// A mapping's keys, or a list's items.
std::vector<Node> entriesOf(Node collection);
/// How the items near `at` stand behind their dashes.
DashStyle dashNear(const Page &page, Node list, int at);
/// The style of a quoted item before `at`, else of the one there; Plain for all else.
Style quotesNear(Node list, int at);
/// The blanks that new flow collections in `collection` have in their brackets.
FlowStyle flowStyleNear(const Page &page, Node collection);
bool isInFlow(Node node);

/// Adds a patch behind the others, joined with the one before where they touch.
void append(Patches &patches, Patch patch);
/// All of them by rising offset.
Patches merged(Patches patches);

} // namespace slipway::yaml
