#include "overview_page/overview_page.h"

#include "base/format.h"
#include "overview_page/fleet_view.h"
#include "overview_page/inbox_pane.h"
#include "overview_page/notices.h"
#include "overview_page/runs_head.h"
#include "overview_page/workflow_view.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace slipway::overview_page {

using namespace std::chrono_literals;

namespace {

constexpr qreal designHeadHeight = 48;
/// Below this width of the page the inbox is a drawer: the window is then narrower than 1280.
constexpr qreal narrowBelow = 1200;
/// What fleet and workflows get when both do not fit.
constexpr double workflowShare = 0.46;
constexpr auto skeletonPatience = 150ms;

} // namespace

OverviewPage::OverviewPage(overview::FleetModel *fleet, overview::WorkflowModel *workflows, overview::InboxModel *inbox,
                           std::shared_ptr<base::Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_fleet(fleet)
    , m_workflows(workflows)
    , m_inboxModel(inbox)
    , m_clock(std::move(clock))
    , m_main(new QWidget(this))
    , m_head(new QWidget)
    , m_title(new QLabel(tr("Overview")))
    , m_summary(new SummaryChips)
    , m_inboxButton(new QPushButton)
    , m_notices(new NoticeBar)
    , m_fleetView(new FleetView(fleet, m_clock))
    , m_splitter(new QSplitter(Qt::Vertical))
{
    auto *column = new QVBoxLayout(m_main);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_notices);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_fleetView);
    m_splitter->addWidget(makeRuns(workflows));
    column->addWidget(m_splitter, 1);
    // Last, so that the keyboard comes to it after the main column.
    m_inbox = new InboxPane(inbox, m_clock, this);
    setAccessibleName(tr("Overview"));
    connectParts();
    adoptFont();
    takeFacts();
    m_patience = m_clock->alarm(skeletonPatience, [this] { m_fleetView->setShowsSkeletons(true); });
}

OverviewPage::~OverviewPage() = default;

QWidget *OverviewPage::makeHead()
{
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(theme::gutter, 0, theme::gutter, 0);
    row->setSpacing(theme::gutter);
    row->addWidget(m_title);
    row->addWidget(m_summary);
    row->addStretch(1);
    m_inboxButton->setObjectName(u"inbox"_s);
    m_inboxButton->setCheckable(true);
    row->addWidget(m_inboxButton);
    return m_head;
}

QWidget *OverviewPage::makeRuns(overview::WorkflowModel *workflows)
{
    auto *runs = new QWidget;
    auto *column = new QVBoxLayout(runs);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_runsHead = new RunsHead;
    m_workflowView = new WorkflowView(workflows, m_clock);
    column->addWidget(m_runsHead);
    column->addWidget(m_workflowView, 1);
    return runs;
}

void OverviewPage::connectParts()
{
    for (FactTable *table : {static_cast<FactTable *>(m_fleetView), static_cast<FactTable *>(m_workflowView)}) {
        connect(table, &FactTable::openRequested, this, &OverviewPage::openRequested);
        connect(table, &FactTable::copyRequested, this, &OverviewPage::copyRequested);
        connect(table, &FactTable::wantedHeightChanged, this, &OverviewPage::shareHeight);
    }
    for (QAbstractItemModel *model :
         {static_cast<QAbstractItemModel *>(m_fleet), static_cast<QAbstractItemModel *>(m_workflows),
          static_cast<QAbstractItemModel *>(m_inboxModel)}) {
        connect(model, &QAbstractItemModel::dataChanged, this, &OverviewPage::takeFacts);
        connect(model, &QAbstractItemModel::rowsInserted, this, &OverviewPage::takeFacts);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &OverviewPage::takeFacts);
        connect(model, &QAbstractItemModel::modelReset, this, &OverviewPage::takeFacts);
    }
    connect(m_notices, &NoticeBar::retryRequested, this, &OverviewPage::retryRequested);
    connect(m_inbox, &InboxPane::openRequested, this, &OverviewPage::openRequested);
    connect(m_inbox, &InboxPane::closeRequested, this, &OverviewPage::closeDrawer);
    connect(m_inboxButton, &QPushButton::toggled, this, &OverviewPage::placeInbox);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_isDivided = true; });
}

void OverviewPage::takeFacts()
{
    setSummary(overview::summaryOf(m_fleet->rows()));
    m_notices->setNotices(noticesOf(m_fleet->rows(), m_workflows->rows(), m_clock->now()));
    const int waiting = m_inboxModel->rowCount();
    m_inboxButton->setText(waiting > 0 ? tr("Needs you (%1)").arg(base::format::count(waiting)) : tr("Needs you"));
}

widgets::EnvironmentFilter OverviewPage::environmentFilter() const
{
    return m_fleetView->environment();
}

void OverviewPage::setEnvironmentFilter(widgets::EnvironmentFilter filter)
{
    m_fleetView->setEnvironment(filter);
}

void OverviewPage::setSummary(const overview::Summary &summary)
{
    m_summary->setSummary(summary);
}

void OverviewPage::focusInbox()
{
    if (m_isNarrow)
        m_inboxButton->setChecked(true);
    m_inbox->focusFirst();
}

QList<QWidget *> OverviewPage::regions() const
{
    return {m_fleetView, m_workflowView, m_inbox};
}

QByteArray OverviewPage::saveLayout() const
{
    return m_isDivided ? m_splitter->saveState() : QByteArray();
}

void OverviewPage::restoreLayout(const QByteArray &layout)
{
    m_isDivided = !layout.isEmpty() && m_splitter->restoreState(layout);
    // Before the page has its size, the line cannot be where it belongs.
    m_pendingLayout = m_isDivided && !isVisible() ? layout : QByteArray();
}

int OverviewPage::headHeight() const
{
    return Fonts(font()).px(designHeadHeight);
}

void OverviewPage::adoptFont()
{
    m_head->setFixedHeight(headHeight());
    m_title->setFont(theme::font(theme::FontRole::Title, font()));
}

void OverviewPage::closeDrawer()
{
    m_inboxButton->setChecked(false);
    m_inboxButton->setFocus(Qt::OtherFocusReason);
}

void OverviewPage::arrange()
{
    m_isNarrow = width() < Fonts(font()).px(narrowBelow);
    m_inboxButton->setVisible(m_isNarrow);
    placeInbox();
    shareHeight();
}

void OverviewPage::placeInbox()
{
    const int inbox = std::min(m_inbox->wantedWidth(), width());
    m_inbox->setIsDrawer(m_isNarrow);
    m_inbox->setVisible(!m_isNarrow || m_inboxButton->isChecked());
    // As a drawer it leaves the page's head free, where the button that closes it is.
    const int top = m_isNarrow ? headHeight() : 0;
    m_inbox->setGeometry(width() - inbox, top, inbox, height() - top);
    m_main->setGeometry(0, 0, m_isNarrow ? width() : width() - inbox, height());
    m_inbox->raise();
}

void OverviewPage::shareHeight()
{
    if (m_isDivided)
        return;
    const int available = m_splitter->height() - m_splitter->handleWidth();
    const int fleet = m_fleetView->wantedHeight();
    const int workflows = m_runsHead->sizeHint().height() + m_workflowView->wantedHeight();
    const int least = std::min(workflows, static_cast<int>(available * workflowShare));
    const int given = std::min(fleet, available - least);
    m_splitter->setSizes({given, available - given});
}

void OverviewPage::expectMinute()
{
    m_minute = m_clock->alarm(1min, [this] {
        refreshAges();
        expectMinute();
    });
}

void OverviewPage::refreshAges()
{
    m_fleetView->viewport()->update();
    m_workflowView->viewport()->update();
    m_inbox->refreshAges();
}

void OverviewPage::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    theme::paintHairline(painter, QRectF(0, 0, m_main->width(), headHeight()), Qt::BottomEdge, tokens.line1);
}

void OverviewPage::resizeEvent(QResizeEvent *)
{
    arrange();
}

void OverviewPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    arrange();
    if (!m_pendingLayout.isEmpty())
        m_splitter->restoreState(std::exchange(m_pendingLayout, {}));
    expectMinute();
}

void OverviewPage::hideEvent(QHideEvent *event)
{
    m_minute.reset();
    QWidget::hideEvent(event);
}

void OverviewPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        adoptFont();
        arrange();
    }
}

} // namespace slipway::overview_page
