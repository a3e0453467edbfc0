#pragma once

#include "workspace/schema.h"

#include <optional>

namespace slipway::workspace {

/// Why a word does not fit its key.
struct Complaint {
    QString message;
    QString suggestion;
};

/// Nothing when the word fits. For keys whose value is a list: one of its elements.
std::optional<Complaint> checkScalar(const Key &key, const QString &word);

/// A text short enough for a message.
QString shortened(const QString &text);

} // namespace slipway::workspace
