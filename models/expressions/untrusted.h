#pragma once

#include "expressions/ast.h"

#include <span>
#include <string_view>
#include <vector>

namespace slipway::expressions {

/// A part of an expression that anybody outside of the repository can choose. Within a script it runs as code.
struct UntrustedInput {
    /// The whole chain.
    Range range;
    /// Which of `untrustedPaths` it may be; several for a filter such as `github.event.*.body`.
    std::vector<std::string_view> paths;
};

/// Paths of what others choose, as in "github.event.issue.title"; `*` stands for each element of a list. Sorted.
/// Source: GitHub Security Lab, "Untrusted input"; GitHub's documentation, "Script injections".
std::span<const std::string_view> untrustedPaths();

/// All untrusted parts whose text comes out of the expression. Not those that only decide: operands of comparisons
/// and `!`, arguments of contains(), startsWith(), endsWith() and hashFiles().
std::vector<UntrustedInput> untrustedInputs(const Ast &ast);

} // namespace slipway::expressions
