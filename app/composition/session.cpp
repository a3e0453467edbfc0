#include "composition/session.h"

#include "net/network_log.h"
#include "workspace/keychain_vault.h"

#include <QCoro/QCoroTask>
#include <QLoggingCategory>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace slipway::composition {

namespace {

Q_LOGGING_CATEGORY(logStore, "slipway.store", QtWarningMsg)

using workspace::Provider;

std::shared_ptr<net::HttpClient> makeHttp(std::shared_ptr<base::Clock> clock, const QString &cacheFolder)
{
    net::HttpClient::Options options;
    options.clock = std::move(clock);
    options.cacheFolder = cacheFolder;
    return std::make_shared<net::HttpClient>(std::move(options));
}

} // namespace

Session::Session(Setup setup, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_workspace(std::make_shared<const workspace::Workspace>(m_setup.workspace))
    , m_http(makeHttp(m_setup.clock, m_setup.cacheFolder))
    , m_engine(std::make_unique<refresh::Engine>(m_setup.clock))
{
    // Read before the store's own thread opens the file: both would wait for each other's locks.
    const auto known = store::Store::snapshotsAtStart(m_setup.lastKnown, m_setup.key);
    const auto history = openStore(m_setup.history);
    const auto lastKnown = m_setup.lastKnown == m_setup.history ? history : openStore(m_setup.lastKnown);
    m_overview = std::make_unique<overview::Overview>(overview::Overview::Setup{.workspace = m_workspace,
                                                                                .workspaceKey = m_setup.key,
                                                                                .clients = {},
                                                                                .clock = m_setup.clock,
                                                                                .store = history,
                                                                                .lastKnown = lastKnown});
    m_overview->restore(known);
    m_history = history;
    m_desk = std::make_unique<desk::Desk>(desk::Desk::Setup{.workspace = m_workspace,
                                                            .clock = m_setup.clock,
                                                            .recoveryFolder = m_setup.workFolder + u"/edits"_s,
                                                            .cacheFolder = m_setup.workFolder});
    connectDesk();
    makeDelivery();
    renewRunServices({});
    connect(m_overview.get(), &overview::Overview::keepingFailed, this,
            [this](const base::Error &error) { tellNotKept(tr("The last state was not kept"), error); });
    connect(m_http.get(), &net::HttpClient::rateLimitChanged, m_engine.get(),
            [engine = m_engine.get()](const QString &provider, const net::RateLimit &limit) {
                if (limit.resource.isEmpty() || limit.resource == QLatin1StringView("core"))
                    engine->setCallsLeft({provider, limit.limit, limit.remaining, limit.resetAt});
            });
}

Session::~Session()
{
    m_stop.request_stop();
    m_engine->stop();
    // What it asks of the engine and the store ends before they do.
    m_overview.reset();
    m_desk.reset();
    m_delivery.reset();
}

void Session::makeDelivery()
{
    const auto &people = m_workspace->people;
    if (m_setup.isDemo && !people.isEmpty())
        m_person = people.first().name;
    // An answer that is kept, or a retry, would tell nothing of how an app fares now.
    m_delivery = std::make_unique<Delivery>(
        Delivery::Setup{.workspace = m_workspace,
                        .key = m_setup.deliveryKey.isEmpty() ? m_setup.key : m_setup.deliveryKey,
                        .clock = m_setup.clock,
                        .store = m_history,
                        .probes = m_setup.isDemo ? nullptr : makeHttp(m_setup.clock, {}),
                        .control = Endpoints::production().githubApi,
                        .isStoreShared = m_setup.history.kind == store::Location::Kind::Postgres});
    connect(m_delivery.get(), &Delivery::noticed, this, &Session::noticed);
    connect(m_delivery.get(), &Delivery::troubled, this, [this](const QString &title, const base::Error &error) {
        // The journal is in the store: that it cannot be used was told already.
        if (m_notKept.isEmpty())
            Q_EMIT noticed(base::Status::Failure, title, base::sentence(error));
    });
}

void Session::connectDesk()
{
    connect(m_desk.get(), &desk::Desk::noticed, this, [this](const base::Error &error) {
        Q_EMIT noticed(base::Status::Warning, tr("About workflow files"), base::sentence(error));
    });
    // The page that shows them may not have been opened yet.
    connect(m_desk.get(), &desk::Desk::recovered, this, [this](const QStringList &paths) {
        Q_EMIT noticed(base::Status::Warning, tr("Unsaved edits are back"),
                       tr("The program ended before they were proposed or saved: %1").arg(paths.join(u", "_s)));
    });
}

std::shared_ptr<store::Store> Session::openStore(const store::Location &location)
{
    std::shared_ptr<store::Store> store = store::Store::open(location);
    QCoro::connect(store->opened(), this, [this](const base::Result<store::Opened> &opened) {
        if (!opened)
            tellNotKept(tr("Nothing will be kept for the next start"), opened.error());
        else if (!opened->notice.isEmpty())
            Q_EMIT noticed(base::Status::Warning, tr("The history was damaged"), opened->notice);
    });
    return store;
}

void Session::tellNotKept(const QString &title, const base::Error &error)
{
    // Every write fails alike; saying it once is enough.
    if (std::exchange(m_notKept, error.message) == error.message)
        return;
    qCWarning(logStore) << error;
    Q_EMIT noticed(base::Status::Warning, title, base::sentence(error));
}

Clients Session::clients() const
{
    return makeClients(m_http, m_endpoints, m_tokens, m_workspace->organizations.vercel);
}

bool Session::isSignedIn(Provider provider) const
{
    return !m_tokens.value(provider).isEmpty();
}

void Session::connectTo(const Endpoints &endpoints, const Tokens &tokens)
{
    m_endpoints = endpoints;
    m_tokens = tokens;
    for (const base::Secret &token : tokens)
        m_http->log().addSecret(token);
    const Clients all = clients();
    overview::Clients known;
    if (isSignedIn(Provider::GitHub))
        known.github = std::make_shared<const github::Client>(all.github);
    if (isSignedIn(Provider::Fly))
        known.fly = std::make_shared<const fly::Client>(all.fly);
    if (isSignedIn(Provider::Vercel))
        known.vercel = std::make_shared<const vercel::Client>(all.vercel);
    if (isSignedIn(Provider::Sentry))
        known.sentry = std::make_shared<const sentry::Client>(all.sentry);
    m_desk->setClient(known.github);
    m_delivery->setClients({.github = known.github, .fly = known.fly, .vercel = known.vercel, .sentry = known.sentry});
    renewRunServices(known.github);
    m_overview->setClients(std::move(known));
    if (m_engine->isRunning()) {
        m_engine->refreshNow();
        return;
    }
    m_overview->addSources(*m_engine);
    m_desk->addSources(*m_engine);
    m_delivery->addSources(*m_engine);
    m_engine->start();
}

void Session::renewRunServices(std::shared_ptr<const github::Client> client)
{
    auto services = std::make_shared<runs::Services>();
    const workspace::Organizations &organizations = m_workspace->organizations;
    if (client && !organizations.githubRepository.isEmpty())
        services->actions = runs::githubActions(client, {organizations.githubOwner(), organizations.githubName()});
    services->clock = m_setup.clock;
    services->workspace = m_workspace;
    services->store = m_history;
    services->workspaceKey = m_setup.key;
    services->settings = std::make_shared<QSettings>(m_setup.workFolder + u"/presets.ini"_s, QSettings::IniFormat);
    services->cacheFolder = m_setup.workFolder;
    services->advisor = advice::Advisor(m_workspace->advice);
    m_runServices = std::move(services);
    Q_EMIT runServicesChanged();
}

void Session::signIn()
{
    m_accounts = std::make_unique<workspace::Accounts>(m_workspace->name, std::make_shared<workspace::KeychainVault>(),
                                                       std::make_shared<base::SystemClock>());
    // Everybody is asked once, with all tokens, and not again at each that the keychain gives.
    QCoro::connect(m_accounts->load(m_stop.get_token()), this, [this](const base::Done &) {
        connect(m_accounts.get(), &workspace::Accounts::tokenChanged, this, &Session::useAccounts);
        useAccounts();
    });
}

void Session::useAccounts()
{
    Tokens tokens;
    bool isOther = !m_engine->isRunning();
    for (const Provider provider : workspace::providers()) {
        const base::Secret token = m_accounts->token(provider);
        // What changed may be where it is kept.
        isOther |= !token.equals(m_tokens.value(provider));
        tokens.insert(provider, token);
    }
    if (!isOther)
        return;
    connectTo(Endpoints::production(), tokens);
    askPerson();
}

void Session::askPerson()
{
    if (!isSignedIn(Provider::GitHub)) {
        takePerson({});
        return;
    }
    QCoro::connect(clients().github.user(m_stop.get_token()), this, [this](const base::Result<github::User> &user) {
        if (user)
            takePerson(m_workspace->personName(user->login));
    });
}

void Session::takePerson(const QString &name)
{
    m_person = name;
    Q_EMIT personChanged(name);
}

} // namespace slipway::composition
