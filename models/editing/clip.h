#pragma once

#include "base/result.h"
#include "editing/planned.h"

/// Parts of a workflow as YAML text on the clipboard, to and from any program. Pure; any thread.
namespace slipway::editing {

/// The parts as written, with their comments, at the left margin: one job or several as `id:` with their lines, steps
/// as a list, triggers as entries of `on`; what holds aliases with their values, and without its comments. What is of
/// several kinds is under `on:` and `jobs:`. Empty when nothing of it can be copied.
QString copyText(const workflow::Document &document, const QList<Place> &places);

/// Why `text` cannot be pasted at `target`, in a sentence; empty when it can.
QString refusalToPaste(const workflow::Document &document, const QString &text, const Place &target);

/// YAML text of any origin at a place: a job or several, a list of steps, one step, a whole `jobs:` or `on:` block, a
/// whole workflow. Comments come along, and where there are such, or quotes, brackets, blank lines
/// and texts of several lines, all stays as it is written. Jobs whose ids are taken get others, and `needs` inside of
/// what is pasted follow; steps go before
/// `index` of the job (-1: the end), on a step behind it. Triggers that are there already stay as they are, and a
/// warning says so. Errors: invalidInput for text that is none of these or does not fit there, in words.
base::Result<Planned> paste(const workflow::Document &document, const QString &text, const Place &target,
                            int index = -1);

} // namespace slipway::editing
