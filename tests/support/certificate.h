#pragma once

#include <QSslCertificate>
#include <QSslConfiguration>

#include <optional>

namespace slipway::test {

/// A server's identity that no machine trusts unless it is told to.
struct Identity {
    QSslCertificate certificate;
    QSslConfiguration configuration;
};

/// Made anew by openssl for 127.0.0.1, valid for a day; nothing when openssl is missing.
std::optional<Identity> selfSignedIdentity();

} // namespace slipway::test
