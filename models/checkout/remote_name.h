#pragma once

#include <QString>

#include <optional>

namespace slipway::checkout {

/// "loop-health/platform" of a remote's URL, as git writes them: https://, ssh://, git://, "git@github.com:owner/name",
/// with or without a user, ".git" and a slash at the end. Nothing for another host than `host` or another form.
/// github.com also answers as www. and, for ssh, as ssh.github.com.
std::optional<QString> repositoryOfUrl(const QString &url, const QString &host = QStringLiteral("github.com"));

} // namespace slipway::checkout
