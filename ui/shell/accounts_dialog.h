#pragma once

#include "shell/accounts_port.h"

#include <QDialog>
#include <QHash>

class QLabel;
class QVBoxLayout;

namespace slipway::shell {

class AccountRow;

/// Which providers are signed in; takes, tests and forgets their tokens.
class AccountsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `accounts` outlives it.
    AccountsDialog(AccountsPort &accounts, QWidget *parent);

private:
    void layOut();
    void renew();
    AccountRow *rowOf(const AccountLine &line);

    AccountsPort &m_accounts;
    QVBoxLayout *m_rows = nullptr;
    QLabel *m_keeper = nullptr;
    QHash<QString, AccountRow *> m_byId;
};

} // namespace slipway::shell
