#pragma once

#include "pipelines/journal.h"

namespace slipway::pipelines {

/// `error`, which kept the journal's next step from being done, in words for who proposes: which right is missing, what
/// to write otherwise, that nothing is lost.
base::Error inWords(base::Error error, const Journal &journal);

/// Errors that we find ourselves.
base::Error notSignedIn();
base::Error branchIsGone(const QString &branch);
base::Error nothingLeft(const QString &branch);
base::Error noFreeName(const QString &branch);
base::Error movesTooFast(const QString &branch);

} // namespace slipway::pipelines
