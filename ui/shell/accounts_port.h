#pragma once

#include "base/secret.h"
#include "base/status.h"

#include <QList>
#include <QObject>
#include <QString>

namespace slipway::shell {

/// One provider as the Accounts dialog shows it.
struct AccountLine {
    /// Stable: "github", "fly", …
    QString id;
    /// "GitHub".
    QString provider;
    /// "provider-github".
    QString icon;
    /// "Signed in", "Token from GITHUB_TOKEN", "Not signed in", "Token refused".
    QString state;
    base::Status tone = base::Status::Skipped;
    /// Who that is and what the token may do: "priya-nair, organisation loop-health".
    QString detail;
    /// What the provider is needed for and which scopes a token must have.
    QString needs;
    bool isSignedIn = false;
    /// A token can be given, tested and forgotten; else the dialog offers nothing of it.
    bool canChange = true;
    /// Save, test or sign out are under way.
    bool isBusy = false;
    bool operator==(const AccountLine &) const = default;
};

/// What the Accounts dialog needs of the accounts; the program implements it. GUI thread.
class AccountsPort : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~AccountsPort() override;

    virtual QList<AccountLine> accounts() const = 0;
    /// Where tokens are kept, in a sentence: the keychain, or this run only; or why none can be given.
    virtual QString keeperSentence() const = 0;

    // Each answers by `changed`.
    virtual void save(const QString &id, const base::Secret &token) = 0;
    virtual void test(const QString &id) = 0;
    virtual void signOut(const QString &id) = 0;

Q_SIGNALS:
    void changed();
};

} // namespace slipway::shell
