#include "releases_page/release_acts.h"

#include "approvals/approvals.h"
#include "releases/releases.h"
#include "releases_page/detail_rows.h"
#include "rollout/planner.h"
#include "theme/icons.h"
#include "widgets/plain_words.h"
#include "workspace/workspace.h"

#include <QAction>
#include <QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

// Which acts there are, and whether each can be done.
namespace slipway::releases_page {

using releases::Outcome;
using releases::Release;

ReleaseActs::ReleaseActs(QWidget *over)
    : QObject(over)
    , m_over(over)
{
    makeActs();
    connectActs();
    judge();
}

ReleaseActs::~ReleaseActs()
{
    m_stop.request_stop();
}

QAction *ReleaseActs::make(const char *name, const QString &text, const QString &icon)
{
    auto *act = new QAction(theme::icon(icon), text, this);
    act->setObjectName(QLatin1StringView(name));
    return act;
}

void ReleaseActs::makeActs()
{
    m_acts.promote = make("promote", tr("Promote…"), u"action-promote"_s);
    m_acts.rollBack = make("rollBack", tr("Roll back…"), u"action-rollback"_s);
    m_acts.rollBack->setIcon(theme::icon(u"action-rollback"_s, &theme::Tokens::danger));
    m_acts.approve = make("approve", tr("Review approval…"), u"action-approve"_s);
    m_acts.approve->setIcon({});
    m_acts.redeploy = make("redeploy", tr("Deploy again…"), u"action-retry"_s);
    m_acts.undo = make("undoPin", tr("Follow pushes again…"), u"action-undo"_s);
    m_acts.migrate = make("migrate", tr("Run migrations…"), u"migration"_s);
    m_acts.migrateDown = make("migrateDown", tr("Roll a migration back…"), u"migration"_s);
    m_acts.restore = make("restore", tr("Restore a backup…"), u"provider-database"_s);
    m_acts.coordinated = make("coordinated", tr("Release several apps…"), u"node-matrix"_s);
    m_acts.compare = make("compare", tr("Compare…"), u"action-diff"_s);
    m_acts.tag = make("draftTag", tr("Draft tag and notes…"), u"action-edit"_s);
    m_acts.open = make("openRelease", tr("Open at the provider"), u"action-open-external"_s);
}

void ReleaseActs::connectActs()
{
    connect(m_acts.promote, &QAction::triggered, this, &ReleaseActs::startPromotion);
    connect(m_acts.rollBack, &QAction::triggered, this, &ReleaseActs::startRollBack);
    connect(m_acts.approve, &QAction::triggered, this, [this] {
        const Release *waiting = waitingRelease();
        // Its release may not be known yet.
        const auto &list = m_services.approvals ? m_services.approvals->list() : QList<approvals::Waiting>();
        const qint64 only = list.size() == 1 ? list.first().runId : 0;
        emit approvalsRequested(waiting ? waiting->runId : only);
    });
    connect(m_acts.redeploy, &QAction::triggered, this, [this] {
        if (const Release *release = selected())
            plan({.act = rollout::Wish::Act::Redeploy, .target = targetOf(*release)}, m_acts.redeploy);
    });
    connect(m_acts.undo, &QAction::triggered, this, [this] {
        if (const Release *release = selected())
            undoPin(targetOf(*release));
    });
    using Way = rollout::Wish::Act;
    for (const auto &[act, way] :
         {std::pair(m_acts.migrate, Way::Migrate), std::pair(m_acts.migrateDown, Way::MigrateDown),
          std::pair(m_acts.restore, Way::Restore)})
        connect(act, &QAction::triggered, this, [this, way] { startMigration(way); });
    connect(m_acts.coordinated, &QAction::triggered, this, &ReleaseActs::startCoordinated);
    connect(m_acts.compare, &QAction::triggered, this, &ReleaseActs::showComparison);
    connect(m_acts.tag, &QAction::triggered, this, &ReleaseActs::draftTag);
    connect(m_acts.open, &QAction::triggered, this, [this] {
        if (const Release *release = selected())
            emit openRequested(release->page);
    });
}

void ReleaseActs::setServices(const Services &services)
{
    m_stop.request_stop();
    m_stop = {};
    m_busy = nullptr;
    m_services = services;
    judge();
}

void ReleaseActs::setHistory(std::shared_ptr<const releases::History> history)
{
    m_history = std::move(history);
    judge();
}

void ReleaseActs::setSelected(const QString &releaseId)
{
    m_selected = releaseId;
    judge();
}

void ReleaseActs::setOnline(bool online)
{
    m_isOnline = online;
    judge();
}

void ReleaseActs::setWaiting(qsizetype count, const QString &objection)
{
    m_waiting = count;
    m_waitingObjection = objection;
    judge();
}

const Release *ReleaseActs::selected() const
{
    if (!m_history || m_selected.isEmpty())
        return nullptr;
    const auto found = std::ranges::find(m_history->releases, m_selected, &Release::id);
    return found == m_history->releases.end() ? nullptr : &*found;
}

const Release *ReleaseActs::waitingRelease() const
{
    const Release *about = selected();
    if (!m_history)
        return nullptr;
    for (auto release = m_history->releases.rbegin(); release != m_history->releases.rend(); ++release) {
        if (release->outcome == Outcome::Waiting && release->runId != 0 && (!about || release->app == about->app))
            return &*release;
    }
    return nullptr;
}

operations::Target ReleaseActs::targetOf(const Release &release) const
{
    return {release.app, release.environment};
}

QString ReleaseActs::accessObstacle() const
{
    if (!m_isOnline)
        return tr("Offline: nothing can be changed now.");
    if (!m_services.planner || !m_services.runner)
        return tr("Sign in to the providers first: menu File, Accounts.");
    return {};
}

QString ReleaseActs::generalObstacle() const
{
    const QString access = accessObstacle();
    return access.isEmpty() && !selected() ? tr("Choose a release first.") : access;
}

QString ReleaseActs::promoteObstacle() const
{
    if (const QString general = generalObstacle(); !general.isEmpty())
        return general;
    const Release &release = *selected();
    if (release.environment == "production"_L1 && !release.isStaged)
        return tr("It is production's already. Choose a release of staging or preview.");
    if (release.outcome == Outcome::Failed)
        return tr("It failed. Choose a release that fares well.");
    if (release.outcome == Outcome::Running || release.outcome == Outcome::Waiting)
        return tr("It is not deployed yet.");
    return {};
}

QString ReleaseActs::rollBackObstacle() const
{
    if (const QString general = generalObstacle(); !general.isEmpty())
        return general;
    const Release &release = *selected();
    if (release.environment == "preview"_L1)
        return tr("Previews have no way back. Push to the branch instead.");
    if (m_services.releases && m_services.releases->candidates(release.app, release.environment).isEmpty())
        return tr("No earlier release is known that could serve again.");
    return {};
}

QString ReleaseActs::migrateObstacle() const
{
    if (const QString general = generalObstacle(); !general.isEmpty())
        return general;
    const workspace::App *app = m_services.workspace ? m_services.workspace->app(selected()->app) : nullptr;
    return app && app->migrations.isEmpty() ? tr("This app has no migrations.") : QString();
}

void ReleaseActs::set(QAction *act, const QString &words, const QString &obstacle)
{
    const bool isBusy = act == m_busy;
    act->setText(isBusy ? tr("Planning…") : widgets::plainTitle(words));
    act->setEnabled(obstacle.isEmpty() && !isBusy);
    act->setToolTip(widgets::plainTip(obstacle.isEmpty() ? words : obstacle));
    act->setStatusTip(obstacle);
}

void ReleaseActs::judge()
{
    const Release *release = selected();
    const QString none = release ? QString() : tr("Choose a release first.");
    const QString general = generalObstacle();
    set(m_acts.promote, tr("Promote…"), promoteObstacle());
    set(m_acts.rollBack, tr("Roll back…"), rollBackObstacle());
    set(m_acts.redeploy, tr("Deploy again…"), general);
    const bool isPinned =
        release && release->act == releases::Act::RollBack && release->isLive && !release->vercelId.isEmpty();
    set(m_acts.undo, tr("Follow pushes again…"),
        !general.isEmpty() ? general
            : isPinned     ? QString()
                           : tr("Only a production that an instant roll-back holds."));
    const QString noMigration = migrateObstacle();
    set(m_acts.migrate, tr("Run migrations…"), noMigration);
    set(m_acts.migrateDown, tr("Roll a migration back…"), noMigration);
    set(m_acts.restore, tr("Restore a backup…"), noMigration);
    set(m_acts.coordinated, tr("Release several apps…"), accessObstacle());
    set(m_acts.compare, tr("Compare…"), release && release->sha.isEmpty() ? tr("Its commit is not known.") : none);
    set(m_acts.tag, tr("Draft tag and notes…"),
        release && release->sha.isEmpty() ? tr("Its commit is not known.") : none);
    set(m_acts.open, tr("Open at the provider"),
        release && release->page.isEmpty() ? tr("It has no page of its own.") : none);
    const Release *waiting = waitingRelease();
    const bool isSomething = waiting || m_waiting > 0;
    set(m_acts.approve, waiting ? tr("Approve %1…").arg(versionOf(*waiting)) : tr("Review approval…"),
        isSomething ? QString() : tr("Nothing waits for a person."));
    if (isSomething && !m_waitingObjection.isEmpty())
        m_acts.approve->setToolTip(widgets::plainTip(m_waitingObjection));
}

void ReleaseActs::rollBack(const operations::Target &target, const QString &release)
{
    plan({.act = rollout::Wish::Act::RollBack, .target = target, .release = release}, m_acts.rollBack);
}

void ReleaseActs::undoPin(const operations::Target &target)
{
    plan({.act = rollout::Wish::Act::UndoRollback, .target = target}, m_acts.undo);
}

void ReleaseActs::startRollBack()
{
    const Release *release = selected();
    if (!release)
        return;
    // What served before may be chosen as the way back itself; of what is live, the way back is the last good one.
    const bool isWayBack = !release->isLive && release->servedUntil && release->outcome != Outcome::Failed
        && release->outcome != Outcome::RolledBack;
    rollBack(targetOf(*release), isWayBack ? release->id : QString());
}

void ReleaseActs::startPromotion()
{
    if (const Release *release = selected())
        plan({.act = rollout::Wish::Act::Promote, .target = {release->app, u"production"_s}, .release = release->id},
             m_acts.promote);
}

void ReleaseActs::startMigration(rollout::Wish::Act way)
{
    if (const Release *release = selected())
        plan({.act = way, .target = targetOf(*release)}, m_acts.migrate);
}

} // namespace slipway::releases_page
