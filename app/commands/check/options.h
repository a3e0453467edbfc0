#pragma once

#include "base/result.h"
#include "diagnostics/checker.h"

#include <QStringList>

namespace slipway::commands::check {

enum class Format { Text, Json, Sarif, GitHub };

/// What the words after `slipway check` ask for.
struct Options {
    enum class Task { Check, ListRules, Explain, Help };
    Task task = Task::Check;
    /// Files, folders, or "-" for standard input.
    QStringList paths;
    Format format = Format::Text;
    /// Write what the findings' fixes make of the files.
    bool isFixing = false;
    bool usesShellcheck = true;
    /// The least severity that makes the exit code 1.
    diagnostics::Severity failOn = diagnostics::Severity::Error;
    /// On top of what slipway.yaml says.
    diagnostics::Settings settings;
    /// The path under which standard input is reported, and whose repository is looked at.
    QString stdinName;
    /// For Explain.
    QString rule;
    /// Files that are read at a time; 0 stands for one a core.
    int jobs = 0;
};

/// Error: invalidInput, with the word that was not understood.
base::Result<Options> readOptions(const QStringList &words);

/// What `slipway check --help` prints.
QString helpText();

/// "error", "warning", "hint".
QString severityName(diagnostics::Severity severity);

} // namespace slipway::commands::check
