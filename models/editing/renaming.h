#pragma once

#include "base/result.h"
#include "editing/planned.h"

#include <optional>

/// Names of parts. Pure; any thread.
namespace slipway::editing {

/// Shown: what people read; a job without a name shows its id, and gets a name. Id: the id of jobs and steps, with all
/// that refers to it.
enum class NameKind : quint8 { Shown, Id };

/// What renaming begins with; nothing where there is no name to change, as for a trigger.
std::optional<QString> nameOf(const workflow::Document &document, const Place &place, NameKind kind = NameKind::Shown);

/// An empty shown name removes the key. The same name again gives no operations.
/// Errors: invalidInput when the name cannot be used or is taken, in words.
base::Result<Planned> rename(const workflow::Document &document, const Place &place, const QString &name,
                             NameKind kind = NameKind::Shown);

} // namespace slipway::editing
