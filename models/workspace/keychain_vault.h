#pragma once

#include "workspace/token_vault.h"

#include <QObject>

namespace slipway::workspace {

/// The desktop's own keychain (Secret Service, KWallet), by QtKeychain; never a plain file.
///
/// The keychain's library is loaded with the first call, and spoken to on a thread of its own: a session bus that does
/// not answer holds up nobody. Create and use on one thread.
class KeychainVault final : public TokenVault
{
public:
    /// `service` names our entries in the keychain.
    explicit KeychainVault(QString service = QStringLiteral("slipway"));
    ~KeychainVault() override;

    void read(const QString &entry, Read then) override;
    void write(const QString &entry, const base::Secret &value, Written then) override;
    void remove(const QString &entry, Written then) override;

private:
    QString m_service;
    /// Answers come back to it, on the thread that asked, as long as the vault lives.
    QObject m_home;
};

} // namespace slipway::workspace
