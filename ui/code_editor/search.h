#pragma once

#include "base/result.h"
#include "code_editor/text_area.h"
#include "code_editor/text_map.h"

#include <QString>

namespace slipway::code_editor {

/// What is looked for.
struct Search {
    QString words;
    bool isCaseSensitive = false;
    bool isWholeWord = false;
    bool isExpression = false;

    bool operator==(const Search &) const = default;
};

/// Places in `text`, by rising begin; matches of nothing are left out, and all behind the first `mostMatches`.
/// Error: invalidInput with what is wrong with the regular expression.
base::Result<std::vector<Span>> findAll(const Search &search, const QString &text);
inline constexpr int mostMatches = 100'000;

/// What puts `replacement` in the place of all matches, or of the one at `only`. Of a regular expression, \1 to \9
/// stand for its groups and \\ for a backslash. Error: as of `findAll`.
base::Result<std::vector<TextEdit>> replaceAll(const Search &search, const QString &text, const QString &replacement,
                                               int only = -1);

} // namespace slipway::code_editor
