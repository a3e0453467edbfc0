#pragma once

#include "syntax/shape.h"
#include "yaml/tree.h"

#include <vector>

namespace slipway::diagnostics {

/// One place where a file differs from GitHub's syntax. All schema rules read these, so that the file is walked once.
struct Mismatch {
    enum class Kind : quint8 {
        UnknownKey,           ///< `node` is the key
        MisplacedKey,         ///< `node` is a key that this form of job or step does not have
        MissingKey,           ///< `key` is missing from the map `node`, whose own key is `owner`
        DuplicateKey,         ///< `node` is a key like an earlier one but for its letters' case
        Empty,                ///< nothing where something must be; `key` is null for a name of the author's own
        WrongType,            ///< `node` is none of the shape's forms
        UnknownValue,         ///< `node` is none of the shape's words
        NotPositive,          ///< `node` is a number that is not above zero
        ExpressionInKey,      ///< `node` is the key
        ExpressionNotAllowed, ///< `node` is a text with `${{ }}`, which nobody evaluates here
        WholeExpression,      ///< `node` is a map of names given as one expression
        NoStepKind,           ///< `node` is a step that does nothing
        SeveralStepKinds,     ///< `node` is one of several keys of a step that say what it does
    };

    Kind kind = Kind::UnknownKey;
    yaml::Node node;
    /// What should be there.
    const syntax::Shape *shape = nullptr;
    const syntax::Key *key = nullptr;
    /// The key that the value belongs to; invalid for the file itself and for items.
    yaml::Node owner;

    bool operator==(const Mismatch &) const = default;
};

/// All of them, in the order of the file. One pass over those parts of the tree that GitHub looks at.
std::vector<Mismatch> compareWithSyntax(const yaml::Tree &tree);

} // namespace slipway::diagnostics
