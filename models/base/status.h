#pragma once

#include <QMetaType>
#include <QString>

namespace slipway::base {

/// How something fares, in the words and shapes that every page shares. What a provider calls it is mapped here by
/// its own folder; a word nobody knows becomes Unknown and is shown as it is.
enum class Status { Unknown, Success, Running, Warning, Failure, Waiting, Queued, Cancelled, Skipped };

} // namespace slipway::base

Q_DECLARE_METATYPE(slipway::base::Status)
