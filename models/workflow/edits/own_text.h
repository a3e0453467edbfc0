#pragma once

#include "workflow/edits/parts.h"

#include <optional>
#include <string>
#include <vector>

/// What somebody wrote, in the place of what is written for its value.
namespace slipway::workflow::edits {

/// What an operation adds: an entry at `path` with this value, and as it was written; `text` is empty where it was not.
struct OwnText {
    yaml::Path path;
    const yaml::Value &value;
    const std::string &text;
};

/// `byValue`, which adds the entry; with the entry's own text where that can be taken over.
Patched withOwnText(const yaml::Tree &tree, Patched byValue, const OwnText &own);

/// The comments of the text that an operation brings along.
std::vector<std::string> ownComments(const Operation &operation);

/// The same operation by its value alone; nothing when it brings no text along.
std::optional<Operation> withoutOwnText(const Operation &operation);

} // namespace slipway::workflow::edits
