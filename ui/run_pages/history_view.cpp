#include "run_pages/history_view.h"

#include "base/format.h"
#include "run_pages/history_charts.h"
#include "run_pages/history_tables.h"
#include "run_pages/words.h"
#include "runs/history_source.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/banner.h"
#include "widgets/message.h"
#include "widgets/plain_words.h"
#include "widgets/segmented_control.h"
#include "widgets/skeleton.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

QStringList timeColumns(const QString &first)
{
    return {first, HistoryView::tr("Runs"), HistoryView::tr("Passed"), HistoryView::tr("Median"),
            HistoryView::tr("95 % within")};
}

/// "5 of 8 checks on pull requests within 5 min 00 s."
QString goalWords(const runs::History &history)
{
    if (history.pullRequests == 0)
        return HistoryView::tr("No pull request ran it: the goal of %1 is for those.")
            .arg(base::format::duration(runs::pullRequestGoal));
    return HistoryView::tr("%1 of %2 runs for pull requests were done within the goal of %3.")
        .arg(base::format::count(history.withinGoal), base::format::count(history.pullRequests),
             base::format::duration(runs::pullRequestGoal));
}

} // namespace

struct HistoryView::Private {
    std::shared_ptr<const runs::Services> services;
    std::unique_ptr<runs::PastRuns> past;
    std::unique_ptr<runs::HistorySource> source;
    QString workflow;
    QString givenName;

    QLabel *title = nullptr;
    QLabel *figures = nullptr;
    QLabel *goal = nullptr;
    widgets::SegmentedControl *mode = nullptr;
    widgets::Banner *banner = nullptr;
    QStackedWidget *stack = nullptr;
    widgets::Message *message = nullptr;
    QWidget *loading = nullptr;
    QSplitter *content = nullptr;
    QStackedWidget *top = nullptr;
    HistoryCharts *charts = nullptr;
    QTableWidget *buckets = nullptr;
    QTabBar *tabs = nullptr;
    QStackedWidget *lists = nullptr;
    QTableWidget *jobs = nullptr;
    QTableWidget *steps = nullptr;
    QTableWidget *flaky = nullptr;
    widgets::Message *noRows = nullptr;
    QPushButton *edit = nullptr;
    QPushButton *run = nullptr;

    QWidget *makeHead();
    QWidget *makeLists();
    void makeContent();
    void adoptFont(const QFont &font);
    void show();
    void showHistory(const runs::History &history);
    void showList();
    QTableWidget *table() const;
    /// The row of the list in sight that is current; null without one.
    const runs::HistoryRow *current() const;
};

QWidget *HistoryView::Private::makeHead()
{
    auto *head = new QWidget;
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(theme::gutter, 12, theme::gutter, 8);
    column->setSpacing(4);
    auto *row = new QHBoxLayout;
    title = new QLabel;
    title->setObjectName(u"historyTitle"_s);
    widgets::showAsWritten(*title);
    figures = new QLabel;
    mode = new widgets::SegmentedControl;
    mode->setObjectName(u"historyMode"_s);
    mode->setAccessibleName(tr("Charts or tables"));
    mode->setSegments({tr("Charts"), tr("Table")});
    mode->setToolTip(tr("Charts or tables (Ctrl+T)"));
    title->setContentsMargins(0, 0, 12, 0);
    row->addWidget(title);
    row->addWidget(figures);
    row->addStretch(1);
    row->addWidget(mode);
    column->addLayout(row);
    goal = new QLabel;
    goal->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(goal);
    return head;
}

QWidget *HistoryView::Private::makeLists()
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins({});
    column->setSpacing(0);
    tabs = new QTabBar;
    tabs->setObjectName(u"historyTabs"_s);
    tabs->setAccessibleName(tr("Lists"));
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    lists = new QStackedWidget;
    jobs = makeHistoryTable(tr("Jobs, slowest first"), timeColumns(tr("Job")) << tr("Trend"));
    steps = makeHistoryTable(tr("Steps, slowest first"), timeColumns(tr("Step")) << tr("Trend"));
    flaky = makeHistoryTable(tr("What fails and passes on one commit"),
                             {tr("Job or step"), tr("Times"), tr("Passed in all")});
    jobs->setObjectName(u"historyJobs"_s);
    for (const auto &[name, table] :
         {std::pair(tr("Slow jobs"), jobs), std::pair(tr("Slow steps"), steps), std::pair(tr("Flaky"), flaky)}) {
        tabs->addTab(name);
        lists->addWidget(table);
    }
    flaky->setObjectName(u"historyFlaky"_s);
    steps->setObjectName(u"historySteps"_s);
    noRows = new widgets::EmptyState(QString());
    lists->addWidget(noRows);
    run = new QPushButton(tr("Show the run"));
    run->setObjectName(u"historyRun"_s);
    run->setToolTip(tr("The last run in which it failed, or else the one in which it took longest"));
    edit = new QPushButton(tr("Open in the editor"));
    edit->setObjectName(u"historyEdit"_s);
    edit->setToolTip(tr("Open in the editor (Enter)"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, theme::gutter, 0);
    row->setSpacing(8);
    row->addWidget(tabs, 1);
    for (QPushButton *button : {run, edit}) {
        theme::setCompact(*button);
        row->addWidget(button);
    }
    column->addLayout(row);
    column->addWidget(lists, 1);
    return part;
}

void HistoryView::Private::makeContent()
{
    charts = new HistoryCharts;
    buckets = makeHistoryTable(tr("Runs by time"), timeColumns(tr("From")));
    buckets->setObjectName(u"historyBuckets"_s);
    top = new QStackedWidget;
    top->addWidget(charts);
    top->addWidget(buckets);
    content = new QSplitter(Qt::Vertical);
    content->setHandleWidth(1);
    content->setChildrenCollapsible(false);
    content->addWidget(top);
    content->addWidget(makeLists());
    content->setStretchFactor(0, 3);
    content->setStretchFactor(1, 2);
    content->setSizes({440, 260});
    stack = new QStackedWidget;
    message = new widgets::EmptyState(QString());
    loading = new widgets::Skeleton(10);
    stack->addWidget(content);
    stack->addWidget(message);
    stack->addWidget(loading);
}

HistoryView::HistoryView(std::shared_ptr<const runs::Services> services, QWidget *parent)
    : QWidget(parent)
    , m_d(std::make_unique<Private>())
{
    setAccessibleName(tr("History of the workflow"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_d->makeHead());
    m_d->banner = new widgets::Banner;
    m_d->banner->hide();
    column->addWidget(m_d->banner);
    m_d->makeContent();
    column->addWidget(m_d->stack, 1);
    connectParts();
    m_d->adoptFont(font());
    setServices(std::move(services));
}

HistoryView::~HistoryView() = default;

void HistoryView::connectParts()
{
    connect(m_d->mode, &widgets::SegmentedControl::currentIndexChanged, m_d->top, &QStackedWidget::setCurrentIndex);
    connect(m_d->banner, &widgets::Banner::buttonClicked, this, &HistoryView::refresh);
    connect(m_d->message, &widgets::Message::buttonClicked, this, &HistoryView::refresh);
    connect(m_d->tabs, &QTabBar::currentChanged, this, [this] { m_d->showList(); });
    for (QTableWidget *table : {m_d->jobs, m_d->steps, m_d->flaky}) {
        connect(table, &QTableWidget::cellActivated, this, &HistoryView::editCurrent);
        connect(table, &QTableWidget::currentCellChanged, this, [this] { m_d->showList(); });
    }
    connect(m_d->edit, &QPushButton::clicked, this, &HistoryView::editCurrent);
    connect(m_d->run, &QPushButton::clicked, this, [this] {
        if (const runs::HistoryRow *row = m_d->current(); row && row->run != 0)
            emit runRequested(row->run);
    });
}

void HistoryView::editCurrent()
{
    if (const runs::HistoryRow *row = m_d->current())
        emit editRequested(m_d->workflow, m_d->source->jobId(row->job));
}

void HistoryView::setServices(std::shared_ptr<const runs::Services> services)
{
    m_d->source.reset();
    m_d->past.reset();
    m_d->services = std::move(services);
    if (m_d->services && m_d->services->actions)
        m_d->past = std::make_unique<runs::PastRuns>(m_d->services->actions, m_d->services->clock);
    if (m_d->services) {
        m_d->source = std::make_unique<runs::HistorySource>(m_d->services, m_d->past.get());
        connect(m_d->source.get(), &runs::HistorySource::changed, this, [this] { m_d->show(); });
        m_d->source->setWorkflow(m_d->workflow);
    }
    m_d->show();
}

void HistoryView::setWorkflow(const QString &file, const QString &name)
{
    m_d->workflow = file;
    m_d->givenName = name;
    if (m_d->source)
        m_d->source->setWorkflow(file);
    m_d->show();
}

QList<QWidget *> HistoryView::regions() const
{
    return {m_d->top, m_d->lists};
}

void HistoryView::setTitleShown(bool shown)
{
    m_d->title->setVisible(shown);
}

void HistoryView::refresh()
{
    if (m_d->source)
        m_d->source->refresh();
}

void HistoryView::Private::show()
{
    const QString told = !givenName.isEmpty() || !source ? givenName : source->name();
    title->setText(!told.isEmpty() ? told.simplified() : workflow.isEmpty() ? tr("History") : workflow);
    const bool canAsk = services && services->actions;
    const runs::History &history = source ? source->history() : runs::History();
    const base::Freshness freshness = source ? source->freshness() : base::Freshness();
    const QString notice = services && services->clock ? words::notice(freshness, services->clock->now()) : QString();
    banner->setVisible(!notice.isEmpty());
    if (!notice.isEmpty())
        banner->setMessage(base::Status::Warning, notice, tr("Retry"));
    figures->setVisible(history.count > 0);
    goal->setVisible(history.count > 0);
    if (history.count > 0) {
        showHistory(history);
        stack->setCurrentWidget(content);
        return;
    }
    const bool isDone = freshness.hasValue() || !notice.isEmpty();
    if (canAsk && !workflow.isEmpty() && !isDone) {
        stack->setCurrentWidget(loading);
        return;
    }
    message->setContent({},
                        workflow.isEmpty() ? tr("Choose a workflow to see its history.")
                            : canAsk       ? tr("No run of this workflow has ended yet.")
                                           : tr("Sign in to GitHub to see the history."));
    stack->setCurrentWidget(message);
}

void HistoryView::Private::showHistory(const runs::History &history)
{
    const QString trend = trendWords(history.trend);
    figures->setText(tr("%1 runs, %2 passed, median %3, 95 % within %4")
                         .arg(base::format::count(history.count),
                              base::format::percent(double(history.succeeded) / history.count),
                              words::column(history.p50), words::column(history.p95))
                     + (history.trend ? u", "_s + trend : QString()));
    goal->setText(goalWords(history));
    charts->setHistory(history);
    fillBuckets(*buckets, history);
    fillRows(*jobs, history.jobs);
    fillRows(*steps, history.steps);
    fillFlaky(*flaky, history.flaky);
    tabs->setTabText(2, history.flaky.isEmpty() ? tr("Flaky") : tr("Flaky (%1)").arg(history.flaky.size()));
    showList();
}

QTableWidget *HistoryView::Private::table() const
{
    QTableWidget *const tables[]{jobs, steps, flaky};
    return tables[std::clamp(tabs->currentIndex(), 0, 2)];
}

const runs::HistoryRow *HistoryView::Private::current() const
{
    if (!source)
        return nullptr;
    const runs::History &history = source->history();
    const QList<runs::HistoryRow> *const rows[]{&history.jobs, &history.steps, &history.flaky};
    const QList<runs::HistoryRow> &own = *rows[std::clamp(tabs->currentIndex(), 0, 2)];
    const int at = table()->currentRow();
    return at >= 0 && at < own.size() ? &own.at(at) : nullptr;
}

void HistoryView::Private::showList()
{
    const bool isEmpty = table()->rowCount() == 0;
    if (!isEmpty && table()->currentRow() < 0)
        table()->setCurrentCell(0, 0);
    const bool isFlaky = table() == flaky;
    const bool isKnown = source && source->freshness().hasValue();
    noRows->setContent({},
                       !isKnown      ? tr("The jobs of these runs are being read.")
                           : isFlaky ? tr("Nothing failed and then passed on one commit.")
                                     : tr("GitHub keeps no jobs of these runs any more."));
    lists->setCurrentWidget(isEmpty ? static_cast<QWidget *>(noRows) : table());
    const runs::HistoryRow *row = current();
    edit->setEnabled(row);
    run->setEnabled(row && row->run != 0);
}

void HistoryView::Private::adoptFont(const QFont &font)
{
    title->setFont(theme::font(theme::FontRole::Title, font));
    figures->setFont(theme::font(theme::FontRole::Small, font));
    goal->setFont(theme::font(theme::FontRole::Small, font));
}

void HistoryView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_T && event->modifiers() == Qt::ControlModifier)
        m_d->mode->setCurrentIndex(1 - m_d->mode->currentIndex());
    else
        QWidget::keyPressEvent(event);
}

void HistoryView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_d->adoptFont(font());
}

void HistoryView::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::tokens(palette()).base);
}

} // namespace slipway::run_pages
