#include "approvals/approvals.h"
#include "base/format.h"
#include "health/watches.h"
#include "releases/release_list_model.h"
#include "releases/releases.h"
#include "releases_page/details_pane.h"
#include "releases_page/filter_menu.h"
#include "releases_page/metrics_view.h"
#include "releases_page/page_head.h"
#include "releases_page/release_list.h"
#include "releases_page/releases_page_private.h"
#include "timeline/timeline_view.h"
#include "widgets/banner.h"
#include "widgets/drawer.h"
#include "widgets/message.h"
#include "workspace/workspace.h"

#include <QAction>
#include <QCoro/QCoroTask>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

// What the page shows of its models.
namespace slipway::releases_page {

namespace {

QStringList environmentsOf(widgets::EnvironmentFilter filter)
{
    switch (filter) {
    case widgets::EnvironmentFilter::Production: return {u"production"_s};
    case widgets::EnvironmentFilter::Staging: return {u"staging"_s};
    case widgets::EnvironmentFilter::Preview: return {u"preview"_s};
    case widgets::EnvironmentFilter::All: break;
    }
    return {};
}

bool isTroubled(const releases::Lane &lane)
{
    using State = base::Freshness::State;
    const State state = lane.freshness.state;
    return state == State::Failed || state == State::Forbidden || state == State::RateLimited;
}

/// Productions that an instant roll-back holds. Source: delivery-semantics B1.
QList<releases::Release> pinnedOf(const releases::History &history)
{
    QList<releases::Release> pinned;
    std::ranges::copy_if(history.releases, std::back_inserter(pinned), [](const releases::Release &release) {
        return release.isLive && release.act == releases::Act::RollBack && !release.vercelId.isEmpty()
            && release.environment == "production"_L1;
    });
    return pinned;
}

} // namespace

Reading ReleasesPage::Private::reading() const
{
    return {services.clock->now(), services.workspace.get()};
}

void ReleasesPage::Private::takeHistory()
{
    history = services.releases ? services.releases->history() : std::make_shared<const releases::History>();
    page->showHistory(history);
}

/// What a person wants to see first: what fares badly in production, else what went there last.
static QString mostPressing(const releases::History &history)
{
    const releases::Release *found = nullptr;
    const auto rank = [](const releases::Release &release) {
        const bool isBad = releases::statusOf(release) == base::Status::Failure;
        return std::pair(isBad, release.servesSince.value_or(release.at));
    };
    for (const releases::Release &release : history.releases) {
        const bool isMeant = release.isLive && release.environment == "production"_L1;
        if (isMeant && (!found || rank(release) > rank(*found)))
            found = &release;
    }
    return found ? found->id : QString();
}

void ReleasesPage::showHistory(std::shared_ptr<const releases::History> history)
{
    m_d->history = std::move(history);
    m_d->acts->setHistory(m_d->history);
    m_d->timeline->setHistory(m_d->history);
    m_d->reach.setHistory(m_d->history);
    m_d->timeline->setPast(m_d->reach.state(m_d->timeline->shownSince()));
    m_d->list->setHistory(m_d->history);
    m_d->metrics->setHistory(m_d->history);
    QList<FilterMenu::Choice> apps;
    for (const releases::Lane &lane : m_d->history->lanes) {
        const FilterMenu::Choice choice{lane.app, lane.appName.isEmpty() ? lane.app : lane.appName};
        if (!apps.contains(choice))
            apps += choice;
    }
    m_d->head->apps().setChoices(apps);
    m_d->showTop();
    m_d->showNotice();
    m_d->showPins();
    m_d->showSlow();
    const auto found = std::ranges::find(m_d->history->releases, m_d->selected, &releases::Release::id);
    if (found == m_d->history->releases.end())
        m_d->select(m_d->services.releases && !m_d->wasChosen ? mostPressing(*m_d->history) : QString());
    else if (*found != m_d->details.release)
        m_d->askDetails();
}

void ReleasesPage::Private::takeApprovals()
{
    const int count = page->waitingApprovals();
    head->setApprovals(count);
    QString objection;
    if (services.approvals && count == 0 && !services.approvals->list().isEmpty())
        objection = services.approvals->list().first().objection;
    acts->setWaiting(services.approvals ? services.approvals->list().size() : 0, objection);
    emit page->waitingApprovalsChanged(count);
}

int ReleasesPage::waitingApprovals() const
{
    return m_d->services.approvals ? static_cast<int>(m_d->services.approvals->count()) : 0;
}

void ReleasesPage::Private::showTop()
{
    const bool isEmpty = history->releases.isEmpty();
    const bool isLoading =
        isEmpty && !history->lanes.isEmpty() && std::ranges::all_of(history->lanes, [](const releases::Lane &lane) {
            return lane.freshness.state == base::Freshness::State::Loading;
        });
    if (isLoading) {
        top->setCurrentWidget(loading);
    } else if (isEmpty) {
        message->setContent(u"nav-releases"_s, tr("No releases yet. They appear here after the first deploy."),
                            tr("Open pipelines"));
        top->setCurrentWidget(message);
    } else {
        top->setCurrentWidget(page->view() == View::List ? static_cast<QWidget *>(list) : timeline);
    }
}

void ReleasesPage::Private::showNotice()
{
    const auto troubled = std::ranges::find_if(history->lanes, isTroubled);
    banner->setVisible(troubled != history->lanes.end());
    if (troubled == history->lanes.end())
        return;
    const QString why = staleWords(troubled->freshness, services.clock->now());
    const auto count = std::ranges::count_if(history->lanes, isTroubled);
    banner->setMessage(base::Status::Warning, count == 1 ? tr("%1: %2").arg(troubled->appName, why) : why, tr("Retry"));
}

void ReleasesPage::Private::showPins()
{
    const QList<releases::Release> pinned = pinnedOf(*history);
    while (pins->count() > pinned.size()) {
        QLayoutItem *item = pins->takeAt(pins->count() - 1);
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (int at = 0; at < pinned.size(); ++at) {
        const releases::Release &release = pinned.at(at);
        if (at == pins->count()) {
            auto *pin = new widgets::Banner;
            pin->setObjectName(u"pin"_s);
            pins->addWidget(pin);
            pin->show();
        }
        auto *pin = static_cast<widgets::Banner *>(pins->itemAt(at)->widget());
        const Reading now = reading();
        const QDateTime since = release.servesSince.value_or(release.at).toTimeZone(now.now.timeZone());
        pin->setMessage(base::Status::Warning,
                        tr("Production of %1 is pinned to %2 since %3. Pushes build but do not go live.")
                            .arg(now.appName(release.app), versionOf(release), base::format::time(since, now.now)),
                        tr("Undo…"));
        pin->disconnect(page);
        connect(pin, &widgets::Banner::buttonClicked, page,
                [this, target = operations::Target{release.app, release.environment}] { acts->undoPin(target); });
    }
}

void ReleasesPage::Private::showPane()
{
    const bool hasOne = !selected.isEmpty();
    const bool isFilled = head->isFilled() && page->view() == View::Timeline;
    const bool isAmongReleases = stack->currentWidget() == splitter;
    const bool isShown = hasOne && !isFilled && (!isNarrow || isOpen) && !history->releases.isEmpty();
    pane->setVisible(isShown);
    drawer->setVisible(isShown && isNarrow && isAmongReleases);
}

void ReleasesPage::Private::applyFilter()
{
    QList<releases::Outcome> outcomes;
    for (const QString &id : head->outcomes().chosen())
        outcomes += static_cast<releases::Outcome>(id.toInt());
    const QStringList environments = environmentsOf(environment);
    timeline->setFilter({head->apps().chosen(), environments, outcomes});
    list->setFilter({head->apps().chosen(), environments, outcomes, {}});
}

void ReleasesPage::setEnvironmentFilter(widgets::EnvironmentFilter filter)
{
    m_d->environment = filter;
    m_d->applyFilter();
}

void ReleasesPage::setOnline(bool online)
{
    m_d->isOnline = online;
    m_d->acts->setOnline(online);
    if (m_d->approvals)
        m_d->approvals->setOnline(online);
    m_d->pane->setTickObstacle(online ? QString() : tr("Offline: checks cannot be ticked now."));
}

void ReleasesPage::setMotionReduced(bool reduced)
{
    m_d->timeline->setMotionReduced(reduced);
}

void ReleasesPage::Private::select(const QString &id)
{
    if (selected == id)
        return;
    selected = id;
    wasChosen = wasChosen || !id.isEmpty();
    timeline->select(id);
    list->select(id);
    acts->setSelected(id);
    stop.request_stop();
    if (id.isEmpty()) {
        details = {};
        pane->clear();
        isOpen = false;
    } else {
        askDetails();
    }
    showPane();
}

void ReleasesPage::Private::open(const QString &id)
{
    select(id);
    isOpen = true;
    head->setFilled(false);
    showPane();
    pane->takeKeyboard();
}

void ReleasesPage::Private::close()
{
    isOpen = false;
    if (!isNarrow)
        select({});
    showPane();
    (page->view() == View::List ? list->table() : static_cast<QWidget *>(timeline))->setFocus(Qt::OtherFocusReason);
}

void ReleasesPage::Private::showDetails()
{
    if (details.release.id.isEmpty())
        return;
    const health::WatchState *watch = services.watches ? services.watches->state(selected) : nullptr;
    pane->setFailure(failure);
    pane->setDetails(details, reading(), watch, operationOf(details.release));
    pane->setSlow(services.watches ? services.watches->slowWords(selected) : QString());
}

/// On the timeline, whatever is selected.
void ReleasesPage::Private::showSlow()
{
    QHash<QString, QString> remarks;
    for (const releases::Release &release : history->releases) {
        const bool isRunning = services.watches && release.outcome == releases::Outcome::Running;
        const QString words = isRunning ? services.watches->slowWords(release.id) : QString();
        if (!words.isEmpty())
            remarks.insert(release.id, words);
    }
    timeline->setSlow(remarks);
}

void ReleasesPage::showDetails(const releases::Details &details)
{
    if (details.release.id != m_d->selected)
        return;
    m_d->details = details;
    m_d->showDetails();
}

const operations::Operation *ReleasesPage::Private::operationOf(const releases::Release &release) const
{
    if (!services.runner)
        return nullptr;
    if (!release.operationId.isEmpty())
        return services.runner->operation(release.operationId);
    // A provider does not say who asked: what ran on the lane just then made it.
    const operations::Target lane{release.app, release.environment};
    for (const operations::Operation &operation : services.runner->operations()) {
        const bool isThen =
            release.at >= operation.startedAt && (!operation.endedAt || release.at <= *operation.endedAt);
        if (isThen && operation.plan.targets.contains(lane))
            return &operation;
    }
    return nullptr;
}

void ReleasesPage::Private::tick(const QString &itemId, bool isTicked)
{
    if (services.watches)
        services.watches->tick(selected, itemId, services.actor, isTicked);
}

void ReleasesPage::Private::offerMenu(const QString &id, const QString &lane, const QPoint &spot)
{
    QString meant = id;
    for (const releases::Release &release : history->releases) {
        if (meant.isEmpty() && release.isLive && operations::Target{release.app, release.environment}.key() == lane)
            meant = release.id;
    }
    if (!meant.isEmpty())
        select(meant);
    const ReleaseActs::Acts &own = acts->acts();
    auto *menu = new QMenu(page);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    connect(menu->addAction(tr("Show details")), &QAction::triggered, page, [this, meant] { open(meant); });
    menu->addSeparator();
    menu->addActions({own.promote, own.rollBack, own.redeploy, own.undo});
    menu->addSeparator();
    menu->addActions({own.compare, own.tag, own.open});
    menu->popup(spot);
}

void ReleasesPage::showRelease(const QString &id)
{
    const auto found = std::ranges::find(m_d->history->releases, id, &releases::Release::id);
    if (found == m_d->history->releases.end()) {
        emit said(base::Status::Unknown, tr("This release is not among those that are known."));
        return;
    }
    if (view() != View::List)
        setView(View::Timeline);
    m_d->timeline->goTo(found->at);
    m_d->open(id);
}

void ReleasesPage::rollBack(const QString &app, const QString &environment)
{
    for (const releases::Release &release : m_d->history->releases) {
        if (release.isLive && release.app == app && release.environment == environment)
            showRelease(release.id);
    }
    m_d->acts->rollBack({app, environment});
}

} // namespace slipway::releases_page
