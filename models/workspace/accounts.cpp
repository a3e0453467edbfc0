#include "workspace/accounts.h"

#include "workspace/limited_call.h"
#include "workspace/token_vault.h"

#include <QHash>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace slipway::workspace {

using Kind = base::Error::Kind;

namespace {

/// One provider's tokens.
struct Account {
    base::Secret fromEnvironment;
    base::Secret own;
    bool ownIsKept = false;
    /// The keychain has it, or may have it: a write that was not answered can still be carried out.
    bool mayBeInKeychain = false;
};

} // namespace

struct Accounts::State {
    QString workspace;
    std::shared_ptr<TokenVault> vault;
    std::shared_ptr<base::Clock> clock;
    QPointer<Accounts> owner;
    QHash<Provider, Account> accounts;
    Keeper keeper = Keeper::NotAskedYet;
    QString keeperSentence;

    QString entry(Provider provider) const { return workspace + u'/' + providerId(provider); }
    void tokenChanged(Provider provider) const
    {
        if (owner)
            Q_EMIT owner->tokenChanged(provider);
    }
    void setKeeper(Keeper next, const QString &sentence)
    {
        if (keeper == next && keeperSentence == sentence)
            return;
        keeper = next;
        keeperSentence = sentence;
        if (owner)
            Q_EMIT owner->keeperChanged(next);
    }
    /// What an answer says about the keychain itself.
    void judge(const VaultAnswer &answer);

    QCoro::Task<VaultAnswer> read(Provider provider, std::stop_token stop);
    QCoro::Task<VaultAnswer> write(Provider provider, base::Secret token, std::stop_token stop);
    QCoro::Task<VaultAnswer> remove(Provider provider, std::stop_token stop);

    static QCoro::Task<base::Done> load(std::shared_ptr<State> state, std::stop_token stop);
    static QCoro::Task<base::Done> signIn(std::shared_ptr<State> state, Provider provider, base::Secret token,
                                          std::stop_token stop);
    static QCoro::Task<base::Done> signOut(std::shared_ptr<State> state, Provider provider, std::stop_token stop);
};

void Accounts::State::judge(const VaultAnswer &answer)
{
    if (answer || answer.error().kind == Kind::NotFound) {
        setKeeper(Keeper::Keychain, tr("Tokens are kept in the desktop's keychain."));
        return;
    }
    switch (answer.error().kind) {
    case Kind::Cancelled: return;
    case Kind::Timeout:
        setKeeper(Keeper::ThisSessionOnly,
                  tr("The desktop's keychain did not answer within 3 seconds, so tokens last for this session only. "
                     "Unlock it and start Slipway again to keep them."));
        return;
    case Kind::Forbidden:
        setKeeper(Keeper::ThisSessionOnly,
                  tr("The desktop's keychain refused access, so tokens last for this session only. "
                     "Unlock it and start Slipway again to keep them."));
        return;
    default:
        setKeeper(Keeper::ThisSessionOnly,
                  tr("No desktop keychain can be used, so tokens last for this session only. "
                     "Start GNOME Keyring or KWallet, then Slipway again, to keep them."));
    }
}

QCoro::Task<VaultAnswer> Accounts::State::read(Provider provider, std::stop_token stop)
{
    return limitedCall([vault = vault, name = entry(provider)](auto then) { vault->read(name, std::move(then)); },
                       clock, limit, std::move(stop));
}

QCoro::Task<VaultAnswer> Accounts::State::write(Provider provider, base::Secret token, std::stop_token stop)
{
    const auto call = [vault = vault, name = entry(provider), token = std::move(token)](auto then) {
        vault->write(name, token, [then](base::Done done) { then(done.transform([] { return base::Secret(); })); });
    };
    return limitedCall(call, clock, limit, std::move(stop));
}

QCoro::Task<VaultAnswer> Accounts::State::remove(Provider provider, std::stop_token stop)
{
    const auto call = [vault = vault, name = entry(provider)](auto then) {
        vault->remove(name, [then](base::Done done) { then(done.transform([] { return base::Secret(); })); });
    };
    return limitedCall(call, clock, limit, std::move(stop));
}

QCoro::Task<base::Done> Accounts::State::load(std::shared_ptr<State> state, std::stop_token stop)
{
    for (const Provider provider : providers()) {
        if (state->keeper == Keeper::ThisSessionOnly)
            break;
        if (!state->accounts[provider].own.isEmpty())
            continue;
        const auto answer = co_await state->read(provider, stop);
        state->judge(answer);
        if (!answer && answer.error().kind == Kind::Cancelled)
            co_return std::unexpected(answer.error());
        Account &account = state->accounts[provider];
        // Signed in by hand while the keychain was asked: the newer token stays.
        if (!answer || answer->isEmpty() || !account.own.isEmpty())
            continue;
        account.own = *answer;
        account.ownIsKept = true;
        account.mayBeInKeychain = true;
        state->tokenChanged(provider);
    }
    co_return base::Done{};
}

QCoro::Task<base::Done> Accounts::State::signIn(std::shared_ptr<State> state, Provider provider, base::Secret token,
                                                std::stop_token stop)
{
    const auto clean = cleanToken(provider, token.reveal());
    if (!clean)
        co_return std::unexpected(clean.error());
    {
        Account &account = state->accounts[provider];
        account.own = *clean;
        account.ownIsKept = false;
    }
    state->tokenChanged(provider);
    if (state->keeper == Keeper::ThisSessionOnly)
        co_return base::Done{};
    state->accounts[provider].mayBeInKeychain = true;
    const auto answer = co_await state->write(provider, *clean, stop);
    state->judge(answer);
    Account &account = state->accounts[provider];
    if (!answer && answer.error().kind == Kind::Cancelled)
        co_return std::unexpected(answer.error());
    if (!answer && answer.error().kind != Kind::Timeout)
        account.mayBeInKeychain = false;
    if (answer && account.own.equals(*clean)) {
        account.ownIsKept = true;
        state->tokenChanged(provider);
    }
    co_return base::Done{};
}

QCoro::Task<base::Done> Accounts::State::signOut(std::shared_ptr<State> state, Provider provider, std::stop_token stop)
{
    const bool mayBeInKeychain = state->accounts[provider].mayBeInKeychain;
    state->accounts[provider] = {};
    state->accounts[provider].mayBeInKeychain = mayBeInKeychain;
    state->tokenChanged(provider);
    if (!mayBeInKeychain && state->keeper == Keeper::ThisSessionOnly)
        co_return base::Done{};
    const auto answer = co_await state->remove(provider, stop);
    if (answer) {
        state->accounts[provider].mayBeInKeychain = false;
        co_return base::Done{};
    }
    if (answer.error().kind == Kind::Cancelled)
        co_return std::unexpected(answer.error());
    state->judge(answer);
    if (!mayBeInKeychain)
        co_return base::Done{};
    const auto kind = answer.error().kind == Kind::Timeout ? Kind::Timeout : Kind::Internal;
    co_return std::unexpected(base::makeError(
        kind,
        tr("You are signed out of %1 here, but the desktop's keychain did not say that it removed the token.")
            .arg(providerName(provider)),
        tr("Remove the entry “%1” in the keychain, or revoke the token at %2.")
            .arg(state->entry(provider), providerName(provider))));
}

Accounts::Accounts(QString workspace, std::shared_ptr<TokenVault> vault, std::shared_ptr<base::Clock> clock,
                   const QProcessEnvironment &environment, QObject *parent)
    : QObject(parent)
    , m_state(std::make_shared<State>())
{
    m_state->workspace = std::move(workspace);
    m_state->vault = std::move(vault);
    m_state->clock = std::move(clock);
    m_state->owner = this;
    for (const Provider provider : providers()) {
        const QString variable = tokenVariable(provider);
        if (variable.isEmpty() || !environment.contains(variable))
            continue;
        if (const auto token = cleanToken(provider, environment.value(variable).toUtf8()))
            m_state->accounts[provider].fromEnvironment = *token;
    }
}

Accounts::~Accounts() = default;

QCoro::Task<base::Done> Accounts::load(std::stop_token stop)
{
    return State::load(m_state, std::move(stop));
}

QCoro::Task<base::Done> Accounts::signIn(Provider provider, base::Secret token, std::stop_token stop)
{
    return State::signIn(m_state, provider, std::move(token), std::move(stop));
}

QCoro::Task<base::Done> Accounts::signOut(Provider provider, std::stop_token stop)
{
    return State::signOut(m_state, provider, std::move(stop));
}

base::Secret Accounts::token(Provider provider) const
{
    const Account account = m_state->accounts.value(provider);
    return account.fromEnvironment.isEmpty() ? account.own : account.fromEnvironment;
}

Accounts::Origin Accounts::origin(Provider provider) const
{
    const Account account = m_state->accounts.value(provider);
    if (!account.fromEnvironment.isEmpty())
        return Origin::EnvironmentVariable;
    if (account.own.isEmpty())
        return Origin::None;
    return account.ownIsKept ? Origin::Keychain : Origin::ThisSession;
}

Accounts::Keeper Accounts::keeper() const
{
    return m_state->keeper;
}

QString Accounts::keeperSentence() const
{
    return m_state->keeperSentence;
}

} // namespace slipway::workspace
