#pragma once

#include "commands/check/remark.h"

#include <QByteArray>

#include <span>

/// The report in each format. All bytes are UTF-8 and end with a line end; control characters of a file never reach a
/// terminal. Files that could not be read are part of every format.
namespace slipway::commands::check {

/// As compilers print: place, severity, message and rule, then the line of the source with a mark below it.
QByteArray asText(std::span<const CheckedFile> files, bool isColoured);
/// One JSON object: `files` with their `findings`, and the counts.
QByteArray asJson(std::span<const CheckedFile> files);
/// SARIF 2.1.0, as GitHub's code scanning takes it. Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
QByteArray asSarif(std::span<const CheckedFile> files);
/// Workflow commands, which GitHub shows beside the lines of a pull request.
QByteArray asGitHub(std::span<const CheckedFile> files);

/// "2 errors, 1 warning and 3 hints in 6 files", for a person.
QString summary(std::span<const CheckedFile> files);

} // namespace slipway::commands::check
