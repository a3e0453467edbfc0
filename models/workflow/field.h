#pragma once

#include "yaml/node.h"

#include <string_view>
#include <vector>

/// The parts that everything in a workflow is made of. All texts are views into the tree; all nodes stay as written, so
/// that a wrong-typed part can still be reported or walked by its node.
namespace slipway::workflow {

/// One entry of a mapping: key and value as written. False where the file has no such entry.
struct Field {
    yaml::Node key;
    yaml::Node value;

    explicit operator bool() const { return static_cast<bool>(value); }
    bool operator==(const Field &) const = default;

    /// The key's text.
    std::string_view name() const { return key.text(); }
    /// The value's text; empty unless it is a scalar.
    std::string_view text() const { return value.text(); }
    /// The value's bytes, without anchor and tag.
    yaml::Range range() const { return value.content(); }
    bool isScalar() const { return value && value.isScalar(); }
    /// Nothing written as the value, or a plain null.
    bool isNull() const { return value && value.isNull(); }
    /// A scalar that holds `${{`: what it says is known when the workflow runs.
    bool isDynamic() const { return text().find("${{") != std::string_view::npos; }
};

/// Whether `text` is `${{ … }}` and nothing else.
bool isOneExpression(std::string_view text);
/// Equal when ASCII letters' case is ignored, as GitHub compares ids, inputs and secrets.
bool equalsAnyCase(std::string_view one, std::string_view other);

/// A value written as one word or as a list of words: needs, types, branches, labels.
struct List {
    Field field;
    /// Scalars only, in the order written; an item of another type is skipped (walk `field.value` to find it). One
    /// scalar written alone is one item; nothing when it is null.
    std::vector<yaml::Node> items;

    explicit operator bool() const { return static_cast<bool>(field); }
    bool isEmpty() const { return items.empty(); }
    /// The whole list is an expression.
    bool isDynamic() const { return field.isDynamic(); }
    bool contains(std::string_view text) const;
};

/// A mapping of names that the author chose: env, with, outputs, secrets.
struct Map {
    Field field;
    /// In the order written, with duplicates. Empty when the mapping is an expression or something else.
    std::vector<Field> entries;

    explicit operator bool() const { return static_cast<bool>(field); }
    bool isEmpty() const { return entries.empty(); }
    bool isDynamic() const { return field.isDynamic(); }
    /// The first with this name, exactly or (`findAnyCase`) whatever its letters' case; false when there is none.
    Field find(std::string_view name) const;
    Field findAnyCase(std::string_view name) const;
};

} // namespace slipway::workflow
