#pragma once

#include <QList>
#include <QStringView>

#include <optional>

namespace slipway::shell {

/// How well a text answers what was typed.
struct FuzzyMatch {
    /// The higher the better; comparable between texts for one pattern.
    int score = 0;
    /// Which letters of the text answer, ascending.
    QList<qsizetype> positions;
};

/// Matches `pattern` in `text`, letter by letter in order, whatever stands between; case does not matter. Words of
/// the pattern are matched each by itself, in any order, and all must be found. Starts of words, runs of
/// neighbours and early places count more. An empty pattern matches everything with score 0.
std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text);

} // namespace slipway::shell
