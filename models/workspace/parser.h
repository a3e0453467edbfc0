#pragma once

#include "workspace/problem.h"
#include "workspace/workspace.h"

#include <optional>

namespace slipway::workspace {

/// What came of reading slipway.yaml: all problems in the file's order, and the workspace unless one of them is an
/// error.
struct Reading {
    std::optional<Workspace> workspace;
    Problems problems;
    bool operator==(const Reading &) const = default;
};

/// The most bytes a slipway.yaml may have.
constexpr qsizetype largestFile = 1024 * 1024;

/// Reads the text of a slipway.yaml (UTF-8). Every problem is found, not the first one alone. Unknown keys and names
/// that lead nowhere are warnings and left out; what is missing, of another type or said twice is an error. Never
/// throws; bounded in time and stack whatever the bytes. Any thread.
Reading readWorkspace(QByteArrayView yaml);

} // namespace slipway::workspace
