#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

namespace slipway::workspace {

/// Who can be signed in to, and where a secret can live.
enum class Provider { GitHub, Fly, Vercel, Sentry, Slack };

/// All of them, in the order in which they are shown.
QList<Provider> providers();
/// The word of slipway.yaml and of the keychain's entries: "github", "fly", "vercel", "sentry", "slack".
QString providerId(Provider provider);
/// The provider's own spelling: "GitHub", "Fly.io", "Vercel", "Sentry", "Slack".
QString providerName(Provider provider);

} // namespace slipway::workspace

Q_DECLARE_METATYPE(slipway::workspace::Provider)
