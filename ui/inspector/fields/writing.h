#pragma once

#include "workflow/edits/operation.h"
#include "yaml/tree.h"

#include <QString>

#include <vector>

/// How a form's values are written: paths of a workflow file to operations, GitHub's short forms looked through.
namespace slipway::inspector {

using Operations = std::vector<workflow::Operation>;

/// `path` with more parts behind it.
yaml::Path below(const yaml::Path &path, std::initializer_list<yaml::PathPart> parts);

/// The value at `path`; invalid when there is none. A short form is looked through: the word of `environment:
/// production` is found at `environment.name`, that of `branches: main` at `branches[0]`.
yaml::Node nodeAt(const yaml::Tree &tree, const yaml::Path &path);

/// Sets the value, with the maps above it that are missing; a short form in the way becomes a map with its word.
Operations setting(const yaml::Tree &tree, const yaml::Path &path, const yaml::ValuePtr &value);
/// Removes the value and what is left empty above it, up to a job, a step, an event or another part with a meaning of
/// its own. Nothing when there is no value.
Operations removing(const yaml::Tree &tree, const yaml::Path &path);

/// What a text that was typed is written as. Like: a number or boolean stays one as long as the text reads as such.
enum class Writes : quint8 { Text, Number, Boolean, Like };
yaml::ValuePtr scalar(const QString &text, Writes writes, yaml::Node old = {});
yaml::ValuePtr boolean(bool value);

QString shown(std::string_view text);
std::string bytes(const QString &text);

} // namespace slipway::inspector
