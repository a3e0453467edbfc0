#include "composition/program.h"

#include "composition/accounts_bridge.h"
#include "composition/demo_story.h"
#include "composition/first_frame.h"
#include "composition/palette_objects.h"
#include "composition/sandbox_process.h"
#include "composition/session.h"
#include "composition/switch_clock.h"
#include "net/network_log.h"
#include "shell/actions.h"
#include "widgets/toast.h"
#include "workspace/loader.h"
#include "workspace/recent.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QNetworkInformation>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::composition {

namespace {

constexpr auto recentKey = "workspaces/recent"_L1;
constexpr auto lastKey = "workspaces/last"_L1;
constexpr auto demoKey = "demo"_L1;
constexpr auto loopHealth = "loop-health"_L1;

workspace::RecentWorkspaces recentOf(const QSettings &settings)
{
    return workspace::RecentWorkspaces::fromTexts(settings.value(recentKey).toStringList());
}

/// One problem with its place, and how many more there are. A misspelt key goes first: that it is missing follows.
base::Error fileProblem(const workspace::Loaded &loaded)
{
    const workspace::Problems &problems = loaded.reading.problems;
    const auto suggests = [](const workspace::Problem &problem) { return !problem.suggestion.isEmpty(); };
    const auto found = std::ranges::find_if(problems, suggests);
    const workspace::Problem &shown = found == problems.end() ? problems.first() : *found;
    const qsizetype more = problems.size() - 1;
    QString message = workspace::printed(shown, QFileInfo(loaded.file).fileName());
    if (more > 0)
        message += u' ' + Program::tr("And %n more.", nullptr, static_cast<int>(more));
    return base::makeError(base::Error::Kind::InvalidInput, message,
                           Program::tr("`slipway check %1` lists them all.").arg(loaded.file));
}

} // namespace

Program::Folders Program::Folders::usual()
{
    const auto own =
        store::Location::sqlite(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/slipway.db"_s);
    return {
        .settings = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation),
        .cache = QStandardPaths::writableLocation(QStandardPaths::CacheLocation),
        .store = own,
        .lastKnown = own,
    };
}

Program::Program(Folders folders, QObject *parent)
    : QObject(parent)
    , m_folders(std::move(folders))
    , m_settings(m_folders.settings + u"/slipway.ini"_s, QSettings::IniFormat)
    , m_clock(std::make_shared<SwitchClock>(std::make_shared<base::SystemClock>()))
    , m_accounts(std::make_unique<AccountsBridge>())
{
    m_window = std::make_unique<shell::MainWindow>(shell::Services{
        .clock = m_clock.get(), .theme = &m_theme, .settings = &m_settings, .accounts = m_accounts.get()});
    connectWindow();
}

Program::~Program()
{
    m_stop.request_stop();
    // The pages look at the session's models.
    m_window.reset();
    m_session.reset();
}

void Program::connectWindow()
{
    using shell::MainWindow;
    MainWindow *window = m_window.get();
    connect(window, &MainWindow::syncRequested, this, [this] {
        if (m_session)
            m_session->engine().refreshNow();
    });
    connect(window, &MainWindow::hiddenChanged, this, [this](bool hidden) {
        if (m_session)
            m_session->engine().setHidden(hidden);
    });
    connect(window, &MainWindow::demoRequested, this, [this] { openDemo(); });
    connect(window, &MainWindow::networkLogRequested, this, &Program::exportNetworkLog);
    connect(window, &MainWindow::webPageRequested, this, &Program::openPage);
    connect(window, &MainWindow::operationRequested, this, &Program::showOperation);
    connect(window, &MainWindow::abortRequested, this, &Program::askToAbort);
    connect(window, &MainWindow::workspaceChosen, this, [this](const QString &key) {
        if (key == demoKey)
            openDemo();
        else
            openWorkspace(key);
    });
    connect(window, &MainWindow::openWorkspaceRequested, this, [this] {
        const QString file = QFileDialog::getOpenFileName(m_window.get(), tr("Open workspace"), QString(),
                                                          tr("Workspaces (slipway.yaml slipway.yml);;All files (*)"));
        if (!file.isEmpty())
            openWorkspace(file);
    });
}

void Program::openLast()
{
    const QString last = m_settings.value(lastKey).toString();
    if (last.isEmpty() || last == demoKey)
        openDemo();
    else
        openWorkspace(last);
}

void Program::openWorkspace(const QString &path)
{
    const auto loaded = workspace::loadWorkspace(path);
    if (!loaded || !loaded->reading.workspace) {
        // A window without a workspace would have nothing to show the message over. The next start tries it again.
        if (!m_session)
            beginDemo(loopHealth);
        fail(tr("%1 was not opened").arg(path), loaded ? fileProblem(*loaded) : loaded.error());
        return;
    }
    m_sandbox.reset();
    auto clock = std::make_shared<base::SystemClock>();
    m_clock->setClock(clock);
    remember(loaded->file, loaded->reading.workspace->name);
    show(std::make_unique<Session>(Session::Setup{.workspace = *loaded->reading.workspace,
                                                  .key = loaded->file,
                                                  .isDemo = false,
                                                  .history = m_folders.store,
                                                  .lastKnown = m_folders.lastKnown.value_or(m_folders.store),
                                                  .cacheFolder = m_folders.cache + u"/answers"_s,
                                                  .workFolder = workFolder(loaded->file),
                                                  .clock = clock}));
    for (const workspace::Problem &problem : loaded->reading.problems)
        m_window->notify({.tone = base::Status::Warning,
                          .title = tr("Part of slipway.yaml is not used"),
                          .text = workspace::printed(problem, QFileInfo(loaded->file).fileName()),
                          .at = m_clock->now(),
                          .page = {}});
    onFirstFrame(*m_window, m_session.get(), [this] {
        watchNetwork();
        if (!m_session->accounts())
            m_session->signIn();
        m_accounts->setAccounts(m_session->accounts(), [session = m_session.get()] { return session->clients(); }, {});
    });
}

void Program::show(std::unique_ptr<Session> session)
{
    using overview::Overview;
    m_accounts->setAccounts(nullptr, {},
                            tr("The demo signs in by itself: its providers are simulated on this computer."));
    Session *next = session.get();
    connect(next, &Session::noticed, this, [this](base::Status tone, const QString &title, const QString &text) {
        m_window->notify({.tone = tone, .title = title, .text = text, .at = m_clock->now(), .page = {}});
    });
    // The old pages look at the old session's models and go first.
    const auto before = std::exchange(m_session, std::move(session));
    m_window->setWorkspace({.key = next->isDemo() ? QString(demoKey) : next->key(),
                            .name = next->workspace().name,
                            .isDemo = next->isDemo()},
                           pages(), &next->engine());
    m_window->setRecentWorkspaces(recentWorkspaces());
    const auto &people = next->workspace().people;
    m_window->setPerson(next->isDemo() && !people.isEmpty() ? people.first().name : QString());
    connect(next, &Session::personChanged, m_window.get(), &shell::MainWindow::setPerson);
    m_window->addPaletteSource([this] {
        return paletteObjects(
            m_session->overview(), [this](const QUrl &page) { openPage(page); },
            [this] { m_window->actions()["inbox.focus"].trigger(); });
    });
    connect(&next->overview(), &Overview::runningChanged, this, &Program::showRunning);
    connect(&next->overview(), &Overview::updated, this, [this] {
        m_window->setPageBadge(u"overview"_s, m_session->overview().inbox()->rowCount(), widgets::BadgeTone::Failure);
    });
    connectDelivery();
    showRunning();
}

void Program::showRunning()
{
    QList<shell::RunningOperation> operations;
    for (const overview::RunningItem &item : m_session->overview().running())
        operations.append({.id = item.id,
                           .title = item.title,
                           .detail = item.detail,
                           .share = item.share,
                           .since = item.since,
                           .page = item.page});
    m_window->setOperations(ownOperations() + operations);
}

void Program::openDemo(const QString &scenario)
{
    m_settings.setValue(lastKey, demoKey);
    beginDemo(scenario);
}

void Program::beginDemo(const QString &scenario)
{
    m_sandbox.reset();
    if (scenario != loopHealth) {
        startDemo(scenario);
        return;
    }
    if (showDemo(demoWorkspace(), scenario, storyClock(), DemoWorld::New))
        onFirstFrame(*m_window, m_session.get(), [this, scenario] { startDemo(scenario); });
}

void Program::openDemoAt(const SandboxInfo &info, std::shared_ptr<base::Clock> clock)
{
    m_sandbox.reset();
    if (!showDemo(demoWorkspace(), info.scenario, std::move(clock), DemoWorld::Running))
        return;
    onFirstFrame(*m_window, m_session.get(), [this, info] {
        m_session->connectTo(info.endpoints, info.tokens);
        Q_EMIT demoReady(true);
    });
}

bool Program::showDemo(const QByteArray &yaml, const QString &scenario, std::shared_ptr<base::Clock> clock,
                       DemoWorld world)
{
    const workspace::Reading reading = workspace::readWorkspace(yaml);
    if (!reading.workspace) {
        fail(tr("The demo cannot be shown"),
             base::makeError(base::Error::Kind::Internal, reading.problems.first().message));
        return false;
    }
    m_clock->setClock(clock);
    const QString key = u"demo/"_s + scenario;
    const QString deliveryKey = world == DemoWorld::New ? key + u'/' + QUuid::createUuid().toString(QUuid::Id128) : key;
    show(std::make_unique<Session>(Session::Setup{.workspace = *reading.workspace,
                                                  .key = key,
                                                  .isDemo = true,
                                                  .history = m_folders.store,
                                                  .lastKnown = m_folders.lastKnown.value_or(m_folders.store),
                                                  .cacheFolder = {},
                                                  .workFolder = workFolder(key),
                                                  .deliveryKey = deliveryKey,
                                                  .clock = clock}));
    return true;
}

void Program::startDemo(const QString &scenario)
{
    m_sandbox = std::make_unique<SandboxProcess>(m_folders.sandbox);
    connect(m_sandbox.get(), &SandboxProcess::died, this, [this] {
        fail(tr("The demo's providers have stopped"),
             base::makeError(base::Error::Kind::Internal, tr("What is shown is what they said last."),
                             tr("Choose File, Open demo workspace to start them again.")));
    });
    QCoro::connect(m_sandbox->start(scenario, m_stop.get_token()), m_sandbox.get(),
                   [this, scenario](const base::Result<SandboxInfo> &info) { demoStarted(scenario, info); });
}

void Program::demoStarted(const QString &scenario, const base::Result<SandboxInfo> &info)
{
    if (!info) {
        if (info.error().kind != base::Error::Kind::Cancelled)
            fail(tr("The demo did not start"), info.error());
        Q_EMIT demoReady(false);
        return;
    }
    if (m_session && m_session->key() == u"demo/"_s + scenario) {
        m_session->connectTo(info->endpoints, info->tokens);
        Q_EMIT demoReady(true);
        return;
    }
    QCoro::connect(fetchWorkspace(info->control, m_stop.get_token()), m_sandbox.get(),
                   [this, scenario, info = *info](const base::Result<QByteArray> &yaml) {
                       const bool isShown = yaml && showDemo(*yaml, scenario, storyClock(), DemoWorld::New);
                       if (isShown)
                           m_session->connectTo(info.endpoints, info.tokens);
                       else if (!yaml)
                           fail(tr("The demo cannot be shown"), yaml.error());
                       Q_EMIT demoReady(isShown);
                   });
}

void Program::watchNetwork()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            &Program::takeReachability, Qt::UniqueConnection);
    takeReachability();
}

void Program::takeReachability()
{
    const auto reachability = QNetworkInformation::instance()->reachability();
    if (m_session && !m_session->isDemo())
        m_session->engine().setOnline(reachability != QNetworkInformation::Reachability::Disconnected);
}

void Program::exportNetworkLog()
{
    if (!m_session)
        return;
    const QString file = QFileDialog::getSaveFileName(m_window.get(), tr("Export network log"), u"slipway.har"_s,
                                                      tr("HTTP archives (*.har)"));
    if (file.isEmpty())
        return;
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(m_session->http().log().toHar()) < 0 || !out.commit()) {
        fail(tr("The network log was not saved"),
             base::makeError(base::Error::Kind::Internal, tr("%1: %2.").arg(file, out.errorString()),
                             tr("Choose another folder.")));
        return;
    }
    m_window->say({.tone = base::Status::Success, .words = tr("Saved %1, secrets left out").arg(file), .button = {}});
}

void Program::openPage(const QUrl &page)
{
    if (page.isEmpty())
        return;
    if (page == overview::accountsPage) {
        m_window->openAccounts();
        return;
    }
    if (const auto lane = overview::rollBackOf(page))
        rollBack(lane->first, lane->second);
    else if (!showRun(page))
        openInBrowser(page);
}

void Program::openInBrowser(const QUrl &page)
{
    if (m_session && m_session->isDemo()) {
        m_window->say({.tone = base::Status::Unknown,
                       .words = tr("In the demo this page does not exist: %1").arg(page.toDisplayString()),
                       .button = {}});
        return;
    }
    // Only what a browser shows; a provider's answer shall not start programs here.
    if (page.scheme() == "https"_L1)
        QDesktopServices::openUrl(page);
}

void Program::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    m_window->say({.tone = base::Status::Success, .words = tr("Copied %1").arg(text), .button = {}});
}

void Program::fail(const QString &title, const base::Error &error)
{
    m_window->notify({.tone = base::Status::Failure,
                      .title = title,
                      .text = base::sentence(error),
                      .at = m_clock->now(),
                      .page = {}});
}

void Program::remember(const QString &file, const QString &name)
{
    auto recent = recentOf(m_settings);
    recent.opened(file, name);
    m_settings.setValue(recentKey, recent.toTexts());
    m_settings.setValue(lastKey, file);
}

QList<shell::WorkspaceInfo> Program::recentWorkspaces() const
{
    const auto recent = recentOf(m_settings);
    QList<shell::WorkspaceInfo> result;
    for (const auto &entry : recent.entries())
        result.append({.key = entry.file, .name = entry.name, .isDemo = false});
    return result;
}

} // namespace slipway::composition
