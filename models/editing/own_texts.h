#pragma once

#include "yaml/tree.h"

#include <string>
#include <vector>

/// Parts of a text as they are written. Pure; any thread.
namespace slipway::editing {

/// Each line with a line end.
std::string joined(const std::vector<std::string> &lines);
/// A text two columns to the right.
std::string indented(const std::string &text);

/// The entries of a block collection, each with the comments around it, at the left margin; empty texts for those that
/// share a line with something else, or all of a collection in brackets.
std::vector<std::string> textsOf(yaml::Node collection);
/// The entries of a map at the root as one item of a list, and as the body of a job; empty for a map in brackets.
std::string asItem(yaml::Node root);
std::string asEntry(yaml::Node root);

/// The text, if it holds something that its value does not tell: comments, quotes, brackets, texts of several lines,
/// blank lines. Else nothing, as what is written anew then follows the habits of the file it comes into.
std::string worthKeeping(const std::string &text);

} // namespace slipway::editing
