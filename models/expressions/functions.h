#pragma once

#include <QString>

#include <span>
#include <string_view>

namespace slipway::expressions {

enum class Function : quint8 {
    Always,
    Cancelled,
    Case,
    Contains,
    EndsWith,
    Failure,
    Format,
    FromJson,
    HashFiles,
    Join,
    StartsWith,
    Success,
    ToJson,
};
inline constexpr int functionCount = 13;

struct FunctionFact {
    Function function = Function::Always;
    /// As GitHub's documentation writes it; case does not count.
    std::string_view name;
    /// As in "contains(search, item)".
    std::string_view signature;
    int leastArguments = 0;
    int mostArguments = 0;
    /// Only to be had at some keys: see availability.h.
    bool isSpecial = false;
    /// In English; for people use `documentationOf`.
    const char *documentation = "";
};

/// All, by name, in the order of Function. Source: GitHub's documentation, "Evaluate expressions in workflows and
/// actions".
std::span<const FunctionFact> functions();
const FunctionFact &factOf(Function function);
/// Null when no function has this name.
const FunctionFact *findFunction(std::string_view name);
QString documentationOf(const FunctionFact &fact);

/// success, failure, cancelled, always: an `if` without one of them means `success() && …`.
bool isStatusFunction(Function function);

} // namespace slipway::expressions
