#pragma once

#include "inspector/fields/list_field.h"

namespace slipway::inspector {

/// What a pattern of a filter means, in words, or why it is none. Facts: GitHub's filter pattern cheat sheet.
ListField::Meaning patternMeaning(const QString &pattern);

} // namespace slipway::inspector
