#include "releases_page/releases_page.h"

#include "approvals/approvals.h"
#include "health/watches.h"
#include "releases/releases.h"
#include "releases_page/details_pane.h"
#include "releases_page/filter_menu.h"
#include "releases_page/metrics_view.h"
#include "releases_page/page_head.h"
#include "releases_page/release_list.h"
#include "releases_page/releases_page_private.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/tokens.h"
#include "timeline/timeline_view.h"
#include "widgets/banner.h"
#include "widgets/drawer.h"
#include "widgets/message.h"
#include "widgets/segmented_control.h"
#include "widgets/skeleton.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

// The parts of the page, and what leads from one to the other.
namespace slipway::releases_page {

namespace {

/// Of the page, when the window is 1280 wide: below it the details are a drawer.
constexpr qreal narrowBelow = 1200;
constexpr int paneHeight = 286;
constexpr int drawerWidth = 720;

} // namespace

ReleasesPage::ReleasesPage(Services services, QWidget *parent)
    : QWidget(parent)
    , m_d(std::make_unique<Private>(this))
{
    setAccessibleName(tr("Releases"));
    m_d->services = std::move(services);
    m_d->acts = new ReleaseActs(this);
    m_d->head = new PageHead;
    m_d->banner = new widgets::Banner;
    m_d->banner->hide();
    m_d->makeTop();
    m_d->makePane();
    m_d->makeMetrics();
    m_d->stack = new QStackedWidget;
    m_d->stack->addWidget(m_d->splitter);
    m_d->stack->addWidget(m_d->metrics);
    m_d->pins = new QVBoxLayout;
    m_d->pins->setContentsMargins({});
    m_d->pins->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_d->head);
    column->addWidget(m_d->banner);
    column->addLayout(m_d->pins);
    column->addWidget(m_d->stack, 1);
    m_d->makeDrawer();
    m_d->makeOffers();
    m_d->connectHead();
    m_d->connectViews();
    m_d->connectPane();
    setServices(std::move(m_d->services));
    setView(View::Timeline);
}

ReleasesPage::~ReleasesPage()
{
    m_d->stop.request_stop();
    m_d->pastStop.request_stop();
    // The parts go before what they tell.
    delete m_d->drawer;
    delete m_d->stack;
}

void ReleasesPage::Private::makeTop()
{
    timeline = new timeline::TimelineView(services.clock);
    timeline->setObjectName(u"timeline"_s);
    list = new ReleaseList(services.clock, [this](const QString &login) { return reading().personName(login); });
    message = new widgets::EmptyState(QString());
    loading = new widgets::Skeleton(9);
    top = new QStackedWidget;
    for (QWidget *view : std::initializer_list<QWidget *>{timeline, list, message, loading})
        top->addWidget(view);
}

void ReleasesPage::Private::makePane()
{
    const ReleaseActs::Acts &own = acts->acts();
    pane = new DetailsPane({own.promote, own.rollBack, own.approve},
                           {own.redeploy, own.undo, own.migrate, own.migrateDown, own.restore, own.coordinated,
                            own.compare, own.tag, own.open});
    splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(u"releasesSplitter"_s);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(top);
    splitter->addWidget(pane);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({468, paneHeight});
}

void ReleasesPage::Private::makeDrawer()
{
    drawer = new widgets::Drawer(stack);
    connect(drawer, &widgets::Drawer::closeRequested, page, [this] { close(); });
}

/// Below the timeline, or over its right where that would leave it no room.
void ReleasesPage::Private::placePane()
{
    drawer->hide();
    if (isNarrow) {
        drawer->setPane(pane, drawerWidth);
        return;
    }
    splitter->addWidget(pane);
    splitter->setSizes({std::max(1, splitter->height() - paneHeight), paneHeight});
}

void ReleasesPage::Private::makeMetrics()
{
    metrics = new MetricsView(services.clock);
    connect(metrics, &MetricsView::commitsWanted, page, [this](const QStringList &ids) { askCommits(ids); });
    connect(metrics, &MetricsView::pastWanted, page, [this](const QDateTime &before) { askPast(before); });
}

QAction *ReleasesPage::Private::offerView(const char *id, const QString &text, const QString &icon, View view)
{
    auto *action = new QAction(theme::icon(icon), text, page);
    connect(action, &QAction::triggered, page, [this, view] { page->setView(view); });
    offers.append({id, action});
    return action;
}

void ReleasesPage::Private::makeOffers()
{
    const ReleaseActs::Acts &own = acts->acts();
    offers = {{"release.promote", own.promote},        {"release.rollback", own.rollBack},
              {"release.approve", own.approve},        {"release.redeploy", own.redeploy},
              {"release.compare", own.compare},        {"release.tag", own.tag},
              {"release.migrate", own.migrate},        {"release.undo", own.undo},
              {"release.coordinated", own.coordinated}};
    offerView("release.timeline", tr("Timeline"), u"nav-releases"_s, View::Timeline);
    offerView("release.list", tr("List of releases"), u"nav-activity"_s, View::List);
    offerView("release.approvals", tr("Approvals"), u"status-waiting"_s, View::Approvals);
    offerView("release.dora", tr("Delivery metrics"), u"nav-health"_s, View::Metrics);
    auto *today = new QAction(theme::icon(u"watch-window"_s), tr("Today"), page);
    connect(today, &QAction::triggered, page, [this] {
        page->setView(View::Timeline);
        timeline->goToNow();
    });
    offers.append({"release.today", today});
}

void ReleasesPage::Private::connectHead()
{
    connect(&head->views(), &widgets::SegmentedControl::currentIndexChanged, page, [this](int index) {
        if (index >= 0)
            page->setView(static_cast<View>(index));
    });
    connect(&head->apps(), &FilterMenu::chosenChanged, page, [this] { applyFilter(); });
    connect(&head->outcomes(), &FilterMenu::chosenChanged, page, [this] { applyFilter(); });
    connect(head, &PageHead::todayRequested, timeline, &timeline::TimelineView::goToNow);
    connect(head, &PageHead::spanRequested, timeline, &timeline::TimelineView::setSpan);
    connect(head, &PageHead::filledChanged, page, [this] { showPane(); });
    connect(timeline, &timeline::TimelineView::spanChanged, head, &PageHead::showSpan);
    connect(timeline, &timeline::TimelineView::moved, page, [this] {
        stepsBack = 0;
        lookBack();
    });
    connect(banner, &widgets::Banner::buttonClicked, page, &ReleasesPage::syncRequested);
    QList<FilterMenu::Choice> outcomes;
    using enum releases::Outcome;
    for (const releases::Outcome outcome : {Live, Failed, RolledBack, Aborted, Running, Waiting})
        outcomes += {QString::number(int(outcome)), releases::outcomeWord(outcome)};
    head->outcomes().setChoices(outcomes);
    head->showSpan(timeline->span());
}

void ReleasesPage::Private::connectViews()
{
    connect(timeline, &timeline::TimelineView::selectionChanged, page, [this](const QString &id) { select(id); });
    connect(timeline, &timeline::TimelineView::openRequested, page, [this](const QString &id) { open(id); });
    connect(timeline, &timeline::TimelineView::menuRequested, page,
            [this](const QString &id, const QString &lane, const QPoint &spot) { offerMenu(id, lane, spot); });
    connect(timeline, &timeline::TimelineView::rollBackRequested, page, [this](const QString &id) {
        select(id);
        if (acts->acts().rollBack->isEnabled())
            acts->acts().rollBack->trigger();
        else
            emit page->said(base::Status::Unknown, acts->acts().rollBack->statusTip());
    });
    connect(timeline, &timeline::TimelineView::markRequested, page, [this](const QString &id) {
        const auto mark = std::ranges::find(history->marks, id, &releases::Mark::id);
        if (mark == history->marks.end())
            return;
        if (mark->runId != 0)
            emit page->runRequested(mark->runId);
        else if (!mark->page.isEmpty())
            emit page->openRequested(mark->page);
    });
    connect(list, &ReleaseList::selectionChanged, page, [this](const QString &id) { select(id); });
    connect(list, &ReleaseList::openRequested, page, [this](const QString &id) { open(id); });
    connect(list, &ReleaseList::menuRequested, page,
            [this](const QString &id, const QPoint &spot) { offerMenu(id, {}, spot); });
    connect(message, &widgets::Message::buttonClicked, page, [this] {
        head->apps().setChosen({});
        head->outcomes().setChosen({});
        if (!history || history->releases.isEmpty())
            emit page->pipelinesRequested();
    });
}

void ReleasesPage::Private::connectPane()
{
    connect(pane, &DetailsPane::pageRequested, page, &ReleasesPage::openRequested);
    connect(pane, &DetailsPane::runRequested, page, &ReleasesPage::runRequested);
    connect(pane, &DetailsPane::operationRequested, page, &ReleasesPage::operationRequested);
    connect(pane, &DetailsPane::retryRequested, page, [this] { askDetails(); });
    connect(pane, &DetailsPane::closeRequested, page, [this] { close(); });
    connect(pane, &DetailsPane::tickRequested, page, [this](const QString &id, bool on) { tick(id, on); });
    connect(pane, &DetailsPane::compareRequested, page, [this] {
        if (details.previous)
            acts->compare(details.previous->id, details.release.id);
    });
    connect(acts, &ReleaseActs::said, page, &ReleasesPage::said);
    connect(acts, &ReleaseActs::openRequested, page, &ReleasesPage::openRequested);
    connect(acts, &ReleaseActs::operationStarted, page, &ReleasesPage::operationStarted);
    connect(acts, &ReleaseActs::proposed, timeline, &timeline::TimelineView::setProposal);
    connect(acts, &ReleaseActs::approvalsRequested, page, &ReleasesPage::showApprovals);
}

void ReleasesPage::setServices(Services services)
{
    if (m_d->services.releases)
        m_d->services.releases->disconnect(this);
    if (m_d->services.approvals)
        m_d->services.approvals->disconnect(this);
    if (m_d->services.watches)
        m_d->services.watches->disconnect(this);
    if (m_d->services.runner)
        m_d->services.runner->disconnect(this);
    const approvals::Approvals *before = m_d->services.approvals;
    m_d->services = std::move(services);
    m_d->pastStop.request_stop();
    m_d->pastStop = {};
    m_d->reach = {};
    m_d->acts->setServices(m_d->services);
    if (m_d->approvals)
        m_d->renewApprovals(before);
    m_d->connectServices();
    m_d->takeApprovals();
    m_d->takeHistory();
    if (view() == View::Approvals)
        setView(View::Approvals);
}

void ReleasesPage::Private::connectWatches()
{
    connect(services.watches, &health::Watches::changed, page, [this](const QString &id) {
        showSlow();
        if (id == selected)
            showDetails();
    });
    connect(services.watches, &health::Watches::slowDeploy, page, [this](const QString &id, const QString &words) {
        const auto release = std::ranges::find(history->releases, id, &releases::Release::id);
        if (release != history->releases.end())
            emit page->said(base::Status::Warning, tr("%1: %2.").arg(titleOf(*release, reading()), words));
    });
}

void ReleasesPage::Private::connectServices()
{
    if (services.releases)
        connect(services.releases, &releases::Releases::changed, page, [this] { takeHistory(); });
    if (services.approvals)
        connect(services.approvals, &approvals::Approvals::changed, page, [this] { takeApprovals(); });
    if (services.watches)
        connectWatches();
    if (services.runner)
        connect(services.runner, &operations::Runner::changed, page, [this](const QString &id) {
            const operations::Operation *own = operationOf(details.release);
            if (own && own->id == id)
                showDetails();
        });
}

QList<std::pair<const char *, QAction *>> ReleasesPage::offers() const
{
    return m_d->offers;
}

ReleasesPage::View ReleasesPage::view() const
{
    return static_cast<View>(std::max(0, m_d->head->views().currentIndex()));
}

void ReleasesPage::setView(View view)
{
    m_d->head->views().setCurrentIndex(static_cast<int>(view));
    m_d->head->setParts(view == View::Timeline, view == View::Timeline || view == View::List);
    if (view == View::Approvals && !m_d->approvals)
        m_d->makeApprovals();
    QWidget *const views[]{m_d->splitter, m_d->splitter, m_d->approvals.data(), m_d->metrics};
    m_d->stack->setCurrentWidget(views[static_cast<int>(view)]);
    m_d->showHead();
    m_d->showTop();
    m_d->showPane();
}

void ReleasesPage::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = event->modifiers() == Qt::NoModifier;
    if (isPlain && event->key() == Qt::Key_Escape && m_d->pane->isVisible())
        m_d->close();
    else if (isPlain && event->key() == Qt::Key_F && view() == View::Timeline)
        m_d->head->setFilled(!m_d->head->isFilled());
    else if (event->matches(QKeySequence::Find) && view() == View::List)
        m_d->list->find();
    else
        QWidget::keyPressEvent(event);
}

void ReleasesPage::resizeEvent(QResizeEvent *)
{
    const bool isNarrow = width() < narrowBelow * theme::textScale(font());
    if (isNarrow == m_d->isNarrow)
        return;
    m_d->isNarrow = isNarrow;
    m_d->isOpen = isNarrow ? m_d->isOpen : false;
    m_d->placePane();
    m_d->showPane();
}

void ReleasesPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_d->showPane();
}

void ReleasesPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::tokens(palette()).base);
}

} // namespace slipway::releases_page
