#pragma once

#include "workflow/document.h"

#include <QSet>
#include <QStringList>

#include <optional>
#include <span>
#include <string>
#include <unordered_set>

namespace slipway::diagnostics {

/// Names of all secrets that a workflow uses, in lower case; nothing when that cannot be told: it hands all of them on,
/// or computes a name.
std::optional<std::unordered_set<std::string>> usedSecrets(const workflow::Document &document);

/// Those of a repository's secrets that none of its workflows uses, sorted. Empty when one of them may use any. For all
/// workflows of the repository: the rule `secret-unused` sees one alone.
QStringList unusedSecrets(const QSet<QString> &secrets, std::span<const workflow::Document> workflows);

} // namespace slipway::diagnostics
