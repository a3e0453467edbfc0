#pragma once

#include <QString>

#include <optional>
#include <string_view>

namespace slipway::diagnostics {

enum class PatternKind : quint8 { Ref, Path };

/// Why GitHub cannot read a filter's pattern, or why it matches nothing. Bytes of the pattern.
struct PatternProblem {
    std::size_t begin = 0;
    std::size_t end = 0;
    QString message;
};

/// The first problem. Facts: GitHub's "Filter pattern cheat sheet" and `git check-ref-format`.
std::optional<PatternProblem> findPatternProblem(std::string_view pattern, PatternKind kind);

} // namespace slipway::diagnostics
