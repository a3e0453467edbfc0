#pragma once

#include "expressions/ast.h"

#include <optional>

namespace slipway::expressions {

/// A `${{ … }}` within a text.
struct Template {
    /// From `${{` to the end of `}}`; to the end of the text when that is missing.
    Range whole;
    /// Between them, blanks included.
    Range inner;
    bool isTerminated = true;
};

/// The first template that begins at `from` or later. `}}` inside of a quoted text does not end it.
std::optional<Template> nextTemplate(std::string_view text, quint32 from = 0);

/// All of them, in order. Only the last one may be unterminated.
std::vector<Template> templates(std::string_view text);

bool hasTemplate(std::string_view text);

/// The one template that is the whole text: what keeps its type instead of becoming text. A blank or a line end beside
/// it makes a text of it, as in a block scalar that keeps its last line end.
std::optional<Template> soleTemplate(std::string_view text);

} // namespace slipway::expressions
