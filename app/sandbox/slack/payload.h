#pragma once

#include <QJsonObject>
#include <QString>

namespace slipway::sandbox::slack {

/// Slack's word for what is wrong with a message, as "no_text"; empty when nothing is.
QString problemOf(const QJsonObject &payload);

} // namespace slipway::sandbox::slack
