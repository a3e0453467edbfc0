#pragma once

#include "expressions/type.h"

#include <QString>

#include <optional>
#include <span>
#include <string_view>

namespace slipway::expressions {

enum class Context : quint8 {
    Env,
    Github,
    Inputs,
    Job,
    Jobs,
    Matrix,
    Needs,
    Runner,
    Secrets,
    Steps,
    Strategy,
    Vars,
};
inline constexpr int contextCount = 12;

/// As written: "github".
std::string_view nameOf(Context context);
/// Nothing when no context has this name; case does not count.
std::optional<Context> findContext(std::string_view name);
/// What it holds, in one sentence.
QString documentationOf(Context context);

/// A property that GitHub's documentation names.
struct PropertyFact {
    /// From the context on: "github.actor". `<id>` stands for a name that the file gives.
    std::string_view path;
    Type::Kind type = Type::Kind::String;
    /// In English; for people use `documentationOf`.
    const char *documentation = "";
};

/// Sorted by path. Source: GitHub's documentation, "Contexts reference".
std::span<const PropertyFact> propertyFacts();
/// Nothing when the documentation does not name the path. `path` with `<id>` in the place of given names.
const PropertyFact *findProperty(std::string_view path);
QString documentationOf(const PropertyFact &fact);

/// What a context is when nothing of the file is known. github, job, runner: their properties. strategy: its
/// properties, and others. env, vars, secrets: a map of texts. The rest, which files define: open objects.
const Type &builtInType(Context context);
/// What `steps.<id>` is, for a step with these outputs; a map of texts when they are unknown.
Type stepType(Type outputs);
/// What `needs.<id>` and `jobs.<id>` are.
Type jobResultType(Type outputs);

} // namespace slipway::expressions
