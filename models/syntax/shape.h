#pragma once

#include <QFlags>

#include <span>
#include <string_view>

/// GitHub's workflow syntax as data: which keys there are, what each may hold, and a line about each. All tables are
/// constants of the program; all functions are pure and for any thread.
///
/// Source: GitHub's documentation "Workflow syntax for GitHub Actions" and the schema of its own workflow parser
/// (workflow-v1.0, April 2026).
namespace slipway::syntax {

/// What a value may be. A text may be written as a number or boolean too: GitHub reads it as its characters.
enum class Form : quint8 {
    Null = 1,      ///< nothing, or `null`
    Boolean = 2,   ///< `true` or `false`
    Number = 4,
    Text = 8,      ///< any scalar, with at least one character
    EmptyText = 16, ///< any scalar, and none
    List = 32,
    Map = 64,
    Anything = 128, ///< not looked into
};
Q_DECLARE_FLAGS(Forms, Form)
Q_DECLARE_OPERATORS_FOR_FLAGS(Forms)

/// Where `${{ }}` may stand.
enum class Expressions : quint8 {
    None,
    /// In texts anywhere; booleans, numbers, lists and maps may be one single expression instead.
    Allowed,
    /// A bare expression (`if`), with or without `${{ }}`.
    Bare,
};

/// One word of a fixed choice.
struct Value {
    std::string_view name;
    /// One line of documentation.
    std::string_view summary;
};

struct Key;
struct Alternative;

/// What may stand in one place of a workflow.
struct Shape {
    /// For people, as in "a step" without the article: "step", "`concurrency`".
    std::string_view name;
    Forms forms;
    Expressions expressions = Expressions::None;
    /// The only texts allowed; empty: any.
    std::span<const Value> values = {};
    /// Of a list's items.
    const Shape *items = nullptr;
    /// A map's known keys, by name. With alternatives: those of all of them.
    std::span<const Key> keys = {};
    /// What keys that the author names hold; null when only the known ones are allowed.
    const Shape *others = nullptr;
    /// The first whose key is present says what the map must be instead.
    std::span<const Alternative> alternatives = {};
    /// A list or map may have no entry.
    bool mayBeEmpty = false;
    /// A number is above zero.
    bool isPositive = false;

    /// Null when there is none. O(log n).
    const Key *key(std::string_view name) const;
    /// Null when there is none.
    const Value *value(std::string_view name) const;
};

/// A key of a map.
struct Key {
    std::string_view name;
    const Shape *shape = nullptr;
    /// One line of documentation.
    std::string_view summary;
    bool isRequired = false;
    /// A key that may not stand beside it: `branches` and `branches-ignore`.
    std::string_view excludes = {};
};

/// A form that a map takes when `key` is in it; always, when the key is empty.
struct Alternative {
    std::string_view key;
    const Shape *shape = nullptr;
};

/// A whole workflow file: the root of all others.
extern const Shape workflow;

/// Places in it that rules and completion name.
extern const Shape on;
extern const Shape eventSettings;
extern const Shape permissions;
extern const Shape concurrency;
extern const Shape job;
extern const Shape ordinaryJob;
extern const Shape callingJob;
extern const Shape strategy;
extern const Shape matrix;
extern const Shape container;
extern const Shape service;
extern const Shape environment;
extern const Shape step;
extern const Shape runStep;
extern const Shape usesStep;
extern const Shape waitStep;
extern const Shape waitAllStep;
extern const Shape cancelStep;
extern const Shape parallelStep;
extern const Shape dispatchInput;
extern const Shape callInput;

/// What the map with these keys must be: the shape itself, or the first alternative that `hasKey` decides for. With no
/// deciding key present, the shape with all keys. An alternative without a key comes last.
template<typename HasKey>
const Shape &chosen(const Shape &shape, HasKey hasKey);

} // namespace slipway::syntax

template<typename HasKey>
const slipway::syntax::Shape &slipway::syntax::chosen(const Shape &shape, HasKey hasKey)
{
    for (const Alternative &alternative : shape.alternatives) {
        if (alternative.key.empty() || hasKey(alternative.key))
            return *alternative.shape;
    }
    return shape;
}
