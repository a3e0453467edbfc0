#pragma once

#include "workflow/document.h"

#include <optional>
#include <string_view>

namespace slipway::workflow {

/// Stands in the document for the word at the cursor while it is read.
inline constexpr std::string_view cursorWord = "slipway_cursor";

/// Where in a text a person is typing.
struct Cursor {
    std::string_view text;
    quint32 offset = 0;
    /// The word around it; empty at `offset` where there is none.
    yaml::Range word;
    /// Its beginning up to the cursor.
    std::string_view typed;
    /// For expressions: where the text of the one that holds the cursor begins.
    std::optional<quint32> expressionBegin;

    quint32 lineBegin() const;
    quint32 lineEnd() const;
    /// The line up to the word, and from it on.
    std::string_view before() const { return text.substr(lineBegin(), word.begin - lineBegin()); }
    std::string_view after() const { return text.substr(word.end, lineEnd() - word.end); }
    /// `expressionBegin` up to the word.
    std::string_view expressionBefore() const { return text.substr(*expressionBegin, word.begin - *expressionBegin); }
};

/// `offset` beyond the end counts as the end.
Cursor cursorAt(const Document &document, quint32 offset);

/// The document with `cursorWord` in the place of the word at the cursor, and as much closed and completed around it
/// as it takes to be read.
struct Probe {
    Document document;
    /// The scalar that is the word; invalid when it is within another text.
    yaml::Node node;
    quint32 begin = 0;
};

Probe probeAt(const Document &document, const Cursor &cursor);

} // namespace slipway::workflow
