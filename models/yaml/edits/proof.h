#pragma once

#include "yaml/edits/value.h"
#include "yaml/patch.h"
#include "yaml/tree.h"

#include <functional>

namespace slipway::yaml {

/// What an edit promises.
struct Promise {
    /// Makes of a file's meaning what it is afterwards; may change what it is given.
    std::function<base::Result<ValuePtr>(ValuePtr before)> meaning;
    /// Comments in here may go.
    std::vector<Range> removed;
    /// Comments that come, each as often as it does.
    std::vector<std::string> added = {};
};

/// The tree after `patches`, which keep the promise: it reads without new errors, means what it says, and has all other
/// comments, those that come, and no more. Bytes outside the patches are the same by construction.
/// Errors: internal when they do not; what `meaning` refuses.
base::Result<Tree::Ptr> prove(const Tree &before, const Patches &patches, const Promise &promise);

/// A comment's words, without blanks at its end.
std::string_view commentText(const Tree &tree, const Comment &comment);

/// A block text that ends a file without a final line end, and so has none itself; it gains it when something follows.
/// Invalid when there is none.
Node unendedText(const Tree &tree);

} // namespace slipway::yaml
