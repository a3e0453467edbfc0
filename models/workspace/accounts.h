#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "workspace/provider.h"

#include <QCoro/QCoroTask>
#include <QObject>
#include <QProcessEnvironment>

#include <memory>
#include <stop_token>

namespace slipway::workspace {

class TokenVault;

/// What of a pasted text is the token: without blanks around it, and without "Bearer ", "FlyV1 ", "token " or "NAME="
/// before it. Errors: invalidInput when nothing is left, for control characters and blanks inside, and for more than 16
/// KB.
base::Result<base::Secret> cleanToken(Provider provider, QByteArray pasted);

/// The variable that brings a provider's token for one run: GITHUB_TOKEN, FLY_API_TOKEN, VERCEL_TOKEN,
/// SENTRY_AUTH_TOKEN; empty for Slack.
QString tokenVariable(Provider provider);

/// Who is signed in where, for one workspace.
///
/// A token comes from the environment (for this run, never kept), else from the desktop's keychain, else from what was
/// typed in during this run. The keychain has three seconds for each call; one that is not there, breaks or does not
/// answer is not asked again by `load` and `signIn`, and tokens then last for this run only, which `keeperSentence`
/// says. GUI thread; does not block. Outlives the tasks it gave, or cancels them by their stop tokens.
class Accounts final : public QObject
{
    Q_OBJECT

public:
    /// Where a provider's token came from.
    enum class Origin { None, EnvironmentVariable, Keychain, ThisSession };
    Q_ENUM(Origin)
    /// What tokens are kept by.
    enum class Keeper { NotAskedYet, Keychain, ThisSessionOnly };
    Q_ENUM(Keeper)

    static constexpr base::milliseconds limit{3'000};

    /// `workspace` tells the entries of one workspace from another's; its name will do. `clock` is never a story's.
    Accounts(QString workspace, std::shared_ptr<TokenVault> vault, std::shared_ptr<base::Clock> clock,
             const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment(),
             QObject *parent = nullptr);
    ~Accounts() override;

    /// Reads every token that the keychain has. Errors: cancelled. A keychain that fails is not an error: see `keeper`.
    QCoro::Task<base::Done> load(std::stop_token stop);
    /// Uses `token` from now on and keeps it, where there is a keychain. A provider whose token comes from the
    /// environment goes on using that one for this run. Errors: invalidInput; cancelled (the token is used all the
    /// same).
    QCoro::Task<base::Done> signIn(Provider provider, base::Secret token, std::stop_token stop);
    /// Forgets the token here and in the keychain. A token from the environment is not used any more in this run.
    /// Errors: internal, timeout, when it is not sure that the keychain has let go of it; cancelled.
    QCoro::Task<base::Done> signOut(Provider provider, std::stop_token stop);

    /// Empty when not signed in.
    base::Secret token(Provider provider) const;
    Origin origin(Provider provider) const;
    bool isSignedIn(Provider provider) const { return origin(provider) != Origin::None; }
    Keeper keeper() const;
    /// What `keeper` means, in a sentence for people; empty as long as it was not asked.
    QString keeperSentence() const;

Q_SIGNALS:
    void tokenChanged(slipway::workspace::Provider provider);
    void keeperChanged(slipway::workspace::Accounts::Keeper keeper);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace slipway::workspace
