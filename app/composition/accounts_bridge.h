#pragma once

#include "composition/clients.h"
#include "shell/accounts_port.h"
#include "workspace/accounts.h"

#include <QPointer>

#include <functional>

namespace slipway::composition {

/// Shows a workspace's accounts in the Accounts dialog and carries out what is asked for there. GUI thread.
class AccountsBridge final : public shell::AccountsPort
{
    Q_OBJECT

public:
    explicit AccountsBridge(QObject *parent = nullptr);
    ~AccountsBridge() override;

    /// From now on those of another workspace; null: nobody can sign in, for `reason` (the demo brings its own tokens).
    void setAccounts(workspace::Accounts *accounts, std::function<Clients()> clients, const QString &reason);

    QList<shell::AccountLine> accounts() const override;
    QString keeperSentence() const override;
    void save(const QString &id, const base::Secret &token) override;
    void test(const QString &id) override;
    void signOut(const QString &id) override;

private:
    /// What the last test of a provider's token said.
    struct Tested {
        bool isBusy = false;
        QString detail;
        std::optional<base::Error> error;
    };
    shell::AccountLine line(workspace::Provider provider) const;
    void finish(workspace::Provider provider, const base::Done &done);
    void finishTest(workspace::Provider provider, const base::Result<QString> &identity);

    QPointer<workspace::Accounts> m_accounts;
    std::function<Clients()> m_clients;
    QString m_reason;
    QMap<workspace::Provider, Tested> m_tested;
    std::stop_source m_stop;
};

} // namespace slipway::composition
