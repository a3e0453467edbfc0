#pragma once

#include "fly/apps.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

/// What stays as it is today when an old image comes back. Values, any thread.
namespace slipway::rollout {

/// What of a machine's config is another now than it was, a sentence each; values of the environment are never named.
QStringList configDrift(const QJsonObject &then, const QJsonObject &now);
/// Names of the secrets whose value changed after `when`.
QStringList changedSecrets(const QList<fly::SecretName> &secrets, const QDateTime &when);

} // namespace slipway::rollout
