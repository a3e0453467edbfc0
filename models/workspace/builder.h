#pragma once

#include "workspace/workspace.h"
#include "workspace/yaml_tree.h"

namespace slipway::workspace {

/// The values of a tree that was checked without an error.
Workspace build(const yaml::Node &root);

} // namespace slipway::workspace
