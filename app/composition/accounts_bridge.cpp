#include "composition/accounts_bridge.h"

using namespace Qt::StringLiterals;

namespace slipway::composition {

namespace {

using workspace::Accounts;
using workspace::Provider;

/// Slack has a webhook for each channel and no account.
const QList<Provider> withAccounts{Provider::GitHub, Provider::Fly, Provider::Vercel, Provider::Sentry};

std::optional<Provider> providerOf(const QString &id)
{
    for (const Provider provider : withAccounts) {
        if (workspace::providerId(provider) == id)
            return provider;
    }
    return std::nullopt;
}

QString needs(Provider provider)
{
    switch (provider) {
    case Provider::GitHub:
        return AccountsBridge::tr("Workflows, runs, approvals. A classic token with repo and workflow, or a "
                                  "fine-grained one with read access to actions, deployments and administration.");
    case Provider::Fly: return AccountsBridge::tr("Machines, releases, metrics. An organisation token of flyctl.");
    case Provider::Vercel: return AccountsBridge::tr("Deployments and domains. A token of the team.");
    case Provider::Sentry:
        return AccountsBridge::tr("Errors and sessions. A token with org:read, project:releases and event:read.");
    case Provider::Slack: break;
    }
    return {};
}

QString originWords(Provider provider, Accounts::Origin origin)
{
    switch (origin) {
    case Accounts::Origin::None: return AccountsBridge::tr("Not signed in");
    case Accounts::Origin::EnvironmentVariable:
        return AccountsBridge::tr("Token from %1, for this run").arg(workspace::tokenVariable(provider));
    case Accounts::Origin::Keychain: return AccountsBridge::tr("Signed in");
    case Accounts::Origin::ThisSession: return AccountsBridge::tr("Signed in for this run");
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

AccountsBridge::AccountsBridge(QObject *parent)
    : shell::AccountsPort(parent)
{ }

AccountsBridge::~AccountsBridge()
{
    m_stop.request_stop();
}

void AccountsBridge::setAccounts(Accounts *accounts, std::function<Clients()> clients, const QString &reason)
{
    if (m_accounts)
        disconnect(m_accounts, nullptr, this, nullptr);
    m_stop.request_stop();
    m_stop = {};
    m_tested.clear();
    m_accounts = accounts;
    m_clients = std::move(clients);
    m_reason = reason;
    if (accounts != nullptr) {
        connect(accounts, &Accounts::tokenChanged, this, &AccountsBridge::changed);
        connect(accounts, &Accounts::keeperChanged, this, &AccountsBridge::changed);
    }
    Q_EMIT changed();
}

shell::AccountLine AccountsBridge::line(Provider provider) const
{
    const Tested tested = m_tested.value(provider);
    const auto origin = m_accounts ? m_accounts->origin(provider) : Accounts::Origin::None;
    shell::AccountLine line;
    line.id = workspace::providerId(provider);
    line.provider = workspace::providerName(provider);
    line.icon = u"provider-"_s + line.id;
    line.needs = needs(provider);
    line.isSignedIn = origin != Accounts::Origin::None;
    line.isBusy = tested.isBusy;
    line.state = originWords(provider, origin);
    line.tone = line.isSignedIn ? base::Status::Success : base::Status::Skipped;
    line.detail = tested.detail;
    if (tested.error) {
        line.state =
            tested.error->kind == base::Error::Kind::Unauthorized ? tr("Token refused") : tr("Could not be tested");
        line.tone = base::Status::Failure;
        line.detail = base::sentence(*tested.error);
    }
    if (!m_accounts) {
        line.state = tr("Simulated");
        line.tone = base::Status::Unknown;
        line.canChange = false;
    }
    return line;
}

QList<shell::AccountLine> AccountsBridge::accounts() const
{
    QList<shell::AccountLine> lines;
    for (const Provider provider : withAccounts)
        lines.append(line(provider));
    return lines;
}

QString AccountsBridge::keeperSentence() const
{
    return m_accounts ? m_accounts->keeperSentence() : m_reason;
}

void AccountsBridge::save(const QString &id, const base::Secret &token)
{
    const auto provider = providerOf(id);
    if (!provider || !m_accounts)
        return;
    m_tested[*provider] = {.isBusy = true, .detail = {}, .error = {}};
    Q_EMIT changed();
    QCoro::connect(m_accounts->signIn(*provider, token, m_stop.get_token()), this,
                   [this, provider = *provider, stop = m_stop.get_token()](const base::Done &done) {
                       if (!stop.stop_requested())
                           finish(provider, done);
                   });
}

void AccountsBridge::finish(Provider provider, const base::Done &done)
{
    m_tested[provider].isBusy = false;
    if (!done)
        m_tested[provider].error = done.error();
    Q_EMIT changed();
    if (done && m_accounts && m_accounts->isSignedIn(provider))
        test(workspace::providerId(provider));
}

void AccountsBridge::test(const QString &id)
{
    const auto provider = providerOf(id);
    if (!provider || !m_clients)
        return;
    m_tested[*provider] = {.isBusy = true, .detail = {}, .error = {}};
    Q_EMIT changed();
    QCoro::connect(identity(m_clients(), *provider, m_stop.get_token()), this,
                   [this, provider = *provider, stop = m_stop.get_token()](const base::Result<QString> &who) {
                       if (!stop.stop_requested())
                           finishTest(provider, who);
                   });
}

void AccountsBridge::finishTest(Provider provider, const base::Result<QString> &identity)
{
    Tested &tested = m_tested[provider];
    tested = {};
    if (identity)
        tested.detail = *identity;
    else
        tested.error = identity.error();
    Q_EMIT changed();
}

void AccountsBridge::signOut(const QString &id)
{
    const auto provider = providerOf(id);
    if (!provider || !m_accounts)
        return;
    m_tested[*provider] = {.isBusy = true, .detail = {}, .error = {}};
    Q_EMIT changed();
    QCoro::connect(m_accounts->signOut(*provider, m_stop.get_token()), this,
                   [this, provider = *provider, stop = m_stop.get_token()](const base::Done &done) {
                       if (!stop.stop_requested())
                           finish(provider, done);
                   });
}

} // namespace slipway::composition
