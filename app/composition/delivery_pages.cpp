#include "activity_page/activity_page.h"
#include "base/format.h"
#include "composition/program.h"
#include "composition/run_words.h"
#include "composition/session.h"
#include "composition/switch_clock.h"
#include "releases_page/releases_page.h"
#include "widgets/badge.h"
#include "widgets/toast.h"

using namespace Qt::StringLiterals;

// Releases and Activity, and what the rest of the window learns of them.
namespace slipway::composition {

using activity_page::ActivityPage;
using releases_page::ReleasesPage;

namespace {

releases_page::Services servicesOf(Session &session, std::shared_ptr<base::Clock> clock)
{
    Delivery &delivery = session.delivery();
    return {.releases = &delivery.releases(),
            .runner = &delivery.runner(),
            .planner = delivery.planner(),
            .approvals = &delivery.approvals(),
            .watches = &delivery.watches(),
            .clock = std::move(clock),
            .workspace = session.sharedWorkspace(),
            .actor = session.person()};
}

base::Status statusOf(operations::StepState state)
{
    using operations::StepState;
    switch (state) {
    case StepState::Running:
    case StepState::Reverting: return base::Status::Running;
    case StepState::Done:
    case StepState::Reverted: return base::Status::Success;
    case StepState::Failed: return base::Status::Failure;
    case StepState::Unknown: return base::Status::Warning;
    case StepState::Skipped: return base::Status::Skipped;
    case StepState::Waiting: break;
    }
    return base::Status::Queued;
}

shell::RunningOperation shownAs(const operations::Operation &operation)
{
    shell::RunningOperation shown;
    shown.id = operation.id;
    shown.title = operation.plan.title;
    shown.detail = operation.next.isEmpty() ? operation.words() : operation.next;
    shown.share = operation.share();
    shown.since = operation.startedAt;
    shown.isParked = operation.state == operations::OperationState::Parked;
    shown.canAbort = operation.isOurs && operation.state == operations::OperationState::Running;
    shown.isOver = operations::isOver(operation.state);
    shown.status = operations::statusOf(operation.state);
    for (qsizetype at = 0; at < operation.steps.size(); ++at) {
        const operations::StepRecord &record = operation.steps.at(at);
        const bool isTimed = record.startedAt && record.endedAt;
        shown.steps.append({.title = operation.plan.steps.at(at).title,
                            .status = statusOf(record.state),
                            .words = record.words,
                            .took = isTimed ? base::format::columnDuration(
                                                  std::chrono::milliseconds(record.startedAt->msecsTo(*record.endedAt)))
                                            : QString()});
        if (!record.words.isEmpty())
            shown.log.append(operation.plan.steps.at(at).title + u": "_s + record.words);
    }
    return shown;
}

} // namespace

QWidget *Program::makeReleases(QWidget *parent)
{
    Session *session = m_session.get();
    auto *page = new ReleasesPage(servicesOf(*session, m_clock), parent);
    m_releases = page;
    page->setEnvironmentFilter(m_window->environmentFilter());
    page->setMotionReduced(m_theme.isMotionReduced());
    connect(&m_theme, &theme::Theme::motionReducedChanged, page, &ReleasesPage::setMotionReduced);
    connect(m_window.get(), &shell::MainWindow::environmentFilterChanged, page, &ReleasesPage::setEnvironmentFilter);
    const auto renew = [this, page, session] { page->setServices(servicesOf(*session, m_clock)); };
    connect(&session->delivery(), &Delivery::clientsChanged, page, renew);
    connect(session, &Session::personChanged, page, renew);
    connect(&session->engine(), &refresh::Engine::stateChanged, page, [page](const refresh::SyncState &state) {
        page->setOnline(state.kind != refresh::SyncState::Kind::Offline);
    });
    connect(page, &ReleasesPage::openRequested, this, &Program::openPage);
    connect(page, &ReleasesPage::runRequested, this, &Program::showRunOf);
    connect(page, &ReleasesPage::operationRequested, this, &Program::showOperation);
    connect(page, &ReleasesPage::operationStarted, this, &Program::followOperation);
    connect(page, &ReleasesPage::pipelinesRequested, this, [this] { m_window->showPage(u"pipelines"_s); });
    connect(page, &ReleasesPage::syncRequested, m_window.get(), &shell::MainWindow::syncRequested);
    connect(page, &ReleasesPage::said, this, [this](base::Status tone, const QString &words) {
        m_window->say({.tone = tone, .words = words, .button = {}});
    });
    return page;
}

QWidget *Program::makeActivity(QWidget *parent)
{
    Session *session = m_session.get();
    auto *page = new ActivityPage({.runner = &session->delivery().runner(),
                                   .workspace = session->sharedWorkspace(),
                                   .clock = m_clock,
                                   .person = [session] { return session->person(); }},
                                  parent);
    m_activity = page;
    connect(page, &ActivityPage::openRequested, this, &Program::openPage);
    connect(page, &ActivityPage::releaseRequested, this, [this](const QString &id) {
        m_window->showPage(u"releases"_s);
        if (m_releases)
            m_releases->showRelease(id);
    });
    connect(page, &ActivityPage::said, this, [this](base::Status tone, const QString &words) {
        m_window->say({.tone = tone, .words = words, .button = {}});
    });
    return page;
}

void Program::connectDelivery()
{
    Delivery &delivery = m_session->delivery();
    connect(&delivery.runner(), &operations::Runner::changed, this, &Program::showRunning);
    connect(&delivery.approvals(), &approvals::Approvals::changed, this, [this] {
        const auto waiting = static_cast<int>(m_session->delivery().approvals().count());
        m_window->setPageBadge(u"releases"_s, waiting, widgets::BadgeTone::Waiting);
    });
}

QList<shell::RunningOperation> Program::ownOperations() const
{
    QList<shell::RunningOperation> result;
    constexpr qsizetype mostPast = 5;
    qsizetype past = 0;
    for (const operations::Operation &operation : m_session->delivery().runner().operations()) {
        if (!operations::isOver(operation.state) || past++ < mostPast)
            result.append(shownAs(operation));
    }
    return result;
}

void Program::showOperation(const QString &id)
{
    m_window->showPage(u"activity"_s);
    if (m_activity)
        m_activity->showOperation(id);
}

void Program::followOperation(const QString &id)
{
    const operations::Operation *operation = m_session->delivery().runner().operation(id);
    m_window->say({.tone = base::Status::Running,
                   .words = operation ? tr("Under way: %1").arg(operation->plan.title) : tr("Under way"),
                   .button = {}});
}

void Program::askToAbort(const QString &id)
{
    showOperation(id);
    if (m_activity)
        m_activity->askToAbort(id);
}

void Program::rollBack(const QString &app, const QString &environment)
{
    m_window->showPage(u"releases"_s);
    if (m_releases)
        m_releases->rollBack(app, environment);
}

bool Program::showApproval(qint64 run)
{
    const auto &waiting = m_session->delivery().approvals().list();
    if (!std::ranges::any_of(waiting, [run](const approvals::Waiting &each) { return each.runId == run; }))
        return false;
    m_window->showPage(u"releases"_s);
    if (m_releases)
        m_releases->showApprovals(run);
    return m_releases;
}

} // namespace slipway::composition
