#pragma once

#include "diagnostics/checker.h"

#include <QString>

#include <chrono>
#include <stop_token>

namespace slipway::diagnostics {

/// How shellcheck is run.
struct ShellcheckRun {
    /// A name that is looked up on the path, or the program's own path.
    QString program = QStringLiteral("shellcheck");
    /// For all scripts of one document; what is not done by then is not said.
    std::chrono::milliseconds deadline{10'000};
};

/// What shellcheck says of the document's `run` scripts for bash and sh, as findings of the rule `shellcheck`, by
/// rising place. Nothing when it is not installed, when the rule is off, when it fails or is too slow, and after a
/// stop.
///
/// Not part of `check`, as it takes tens of milliseconds: one process reads all scripts of the document, from files in
/// a folder that only this user can read. `${{ }}` is masked; codes that speak of the mask or of the runner's machine
/// are left out. Waits; any thread that may block. Source: the manual of ShellCheck 0.10, format json1.
std::vector<Finding> runShellcheck(const workflow::Document &document, const Settings &settings = {},
                                   const ShellcheckRun &run = {}, std::stop_token stop = {});

/// Whether there is such a program to run.
bool hasShellcheck(const ShellcheckRun &run = {});

} // namespace slipway::diagnostics
