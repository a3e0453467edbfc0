#include "activity_page/activity_page.h"
#include "composition/program.h"
#include "composition/run_words.h"
#include "composition/session.h"
#include "composition/switch_clock.h"
#include "overview_page/overview_page.h"
#include "pipelines_page/pipelines_page.h"
#include "releases_page/releases_page.h"
#include "widgets/toast.h"

#include <QCryptographicHash>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace slipway::composition {

namespace {

using activity_page::ActivityPage;
using overview_page::OverviewPage;
using pipelines_page::PipelinesPage;
using releases_page::ReleasesPage;

/// The page's own functions, behind what the window knows of any page.
template<typename Page>
QList<shell::Offer> offersOf(const QWidget &page)
{
    QList<shell::Offer> offers;
    for (const auto &[id, action] : static_cast<const Page &>(page).offers())
        offers.append({id, action});
    return offers;
}

template<typename Page>
shell::PageInfo infoOf(const QString &id, const QString &title)
{
    shell::PageInfo info;
    info.id = id;
    info.title = title;
    info.icon = u"nav-"_s + id;
    info.regions = [](const QWidget &page) { return static_cast<const Page &>(page).regions(); };
    info.saveLayout = [](const QWidget &page) { return static_cast<const Page &>(page).saveLayout(); };
    info.restoreLayout = [](QWidget &page, const QByteArray &layout) {
        static_cast<Page &>(page).restoreLayout(layout);
    };
    return info;
}

} // namespace

QList<shell::PageInfo> Program::pages()
{
    shell::PageInfo overview = infoOf<OverviewPage>(u"overview"_s, tr("Overview"));
    overview.make = [this](QWidget *parent) { return makeOverview(parent); };
    shell::PageInfo pipelines = infoOf<PipelinesPage>(u"pipelines"_s, tr("Pipelines"));
    pipelines.make = [this](QWidget *parent) { return makePipelines(parent); };
    pipelines.offers = offersOf<PipelinesPage>;
    shell::PageInfo releases = infoOf<ReleasesPage>(u"releases"_s, tr("Releases"));
    releases.make = [this](QWidget *parent) { return makeReleases(parent); };
    releases.offers = offersOf<ReleasesPage>;
    shell::PageInfo activity = infoOf<ActivityPage>(u"activity"_s, tr("Activity"));
    activity.make = [this](QWidget *parent) { return makeActivity(parent); };
    activity.offers = offersOf<ActivityPage>;
    return {overview, pipelines, releases, activity};
}

QWidget *Program::makeOverview(QWidget *parent)
{
    using overview_page::OverviewPage;
    overview::Overview &facts = m_session->overview();
    auto *page = new OverviewPage(facts.fleet(), facts.workflows(), facts.inbox(), m_clock, parent);
    page->setEnvironmentFilter(m_window->environmentFilter());
    connect(m_window.get(), &shell::MainWindow::environmentFilterChanged, page, &OverviewPage::setEnvironmentFilter);
    connect(m_window.get(), &shell::MainWindow::inboxRequested, page, &OverviewPage::focusInbox);
    connect(page, &OverviewPage::openRequested, this, &Program::openPage);
    connect(page, &OverviewPage::copyRequested, this, &Program::copy);
    connect(page, &OverviewPage::retryRequested, m_window.get(), &shell::MainWindow::syncRequested);
    return page;
}

QWidget *Program::makePipelines(QWidget *parent)
{
    Session *session = m_session.get();
    auto *page = new PipelinesPage(
        {.desk = &session->desk(),
         .runs = session->runServices(),
         .clock = m_clock,
         .newestRun = [session, clock = m_clock](
                          const QString &file) { return newestRunWords(session->overview(), file, clock->now()); }},
        parent);
    m_pipelines = page;
    page->setMotionReduced(m_theme.isMotionReduced());
    connect(&m_theme, &theme::Theme::motionReducedChanged, page, &PipelinesPage::setMotionReduced);
    connect(&session->overview(), &overview::Overview::updated, page, &PipelinesPage::refreshEntries);
    connect(session, &Session::runServicesChanged, page,
            [page, session] { page->setServices(session->runServices()); });
    connect(&session->engine(), &refresh::Engine::everythingWanted, page, &PipelinesPage::refresh);
    connect(&session->engine(), &refresh::Engine::stateChanged, page, [page](const refresh::SyncState &state) {
        page->setOnline(state.kind != refresh::SyncState::Kind::Offline);
    });
    connect(page, &PipelinesPage::openRequested, this, [this](const QUrl &what) {
        // A folder of what was unpacked; a file is never started.
        if (what.isLocalFile() && QFileInfo(what.toLocalFile()).isDir())
            QDesktopServices::openUrl(what);
        else
            openInBrowser(what);
    });
    connect(page, &PipelinesPage::cloneRequested, this, &Program::openClone);
    connect(page, &PipelinesPage::approvalsRequested, this, [this] {
        const auto &waiting = m_session->delivery().approvals().list();
        m_window->showPage(u"releases"_s);
        if (m_releases)
            m_releases->showApprovals(waiting.size() == 1 ? waiting.first().runId : 0);
    });
    connect(page, &PipelinesPage::proposed, this, [this](const QString &path, qint64 number, const QUrl &at) {
        m_window->notify({.tone = base::Status::Success,
                          .title = tr("Pull request #%1 is open").arg(number),
                          .text = path,
                          .at = m_clock->now(),
                          .page = at});
    });
    connect(page, &PipelinesPage::said, this, [this](base::Status tone, const QString &words) {
        m_window->say({.tone = tone, .words = words, .button = {}});
    });
    return page;
}

void Program::openClone()
{
    const QString folder = QFileDialog::getExistingDirectory(m_window.get(), tr("Open local clone"));
    if (folder.isEmpty())
        return;
    if (const auto done = m_session->desk().useClone(folder); !done)
        fail(tr("The clone was not opened"), done.error());
}

bool Program::showRun(const QUrl &page)
{
    static const QRegularExpression pattern(u"/actions/runs/(\\d+)"_s);
    const auto match = pattern.match(page.path());
    const QString repository = m_session ? m_session->workspace().organizations.githubRepository : QString();
    if (!match.hasMatch() || repository.isEmpty() || !page.path().startsWith(u'/' + repository + u'/'))
        return false;
    const qint64 run = match.captured(1).toLongLong();
    if (!showApproval(run))
        showRunOf(run);
    return true;
}

void Program::showRunOf(qint64 run)
{
    m_window->showPage(u"pipelines"_s);
    if (m_pipelines)
        m_pipelines->showRun(workflowOf(m_session->overview(), run), run);
}

QString Program::workFolder(const QString &key) const
{
    const QString folder = m_folders.work.isEmpty() ? m_folders.settings + u"/work"_s : m_folders.work;
    const QByteArray name = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return folder + u'/' + QString::fromLatin1(name);
}

} // namespace slipway::composition
