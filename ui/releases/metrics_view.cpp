#include "releases_page/metrics_view.h"

#include "base/format.h"
#include "releases_page/metric_card.h"
#include "releases_page/metric_chart.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"
#include "widgets/segmented_control.h"

#include <QComboBox>
#include <QDataStream>
#include <QGridLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

constexpr std::array windows{30, 90, 365};
constexpr int metricCount = 5;
constexpr qreal leastCard = 300;
/// Each costs a call: what more than these brought, the newest first, is not asked for.
constexpr qsizetype mostAsked = 200;
/// So often is the past asked for on its own; each is a page of every provider.
constexpr int mostStepsBack = 8;

} // namespace

struct MetricsView::Private {
    std::shared_ptr<base::Clock> clock;
    std::shared_ptr<const releases::History> history;
    releases::CommitsByRelease commits;
    QStringList asked;
    int stepsBack = 0;
    QString app;
    QComboBox *apps = nullptr;
    widgets::SegmentedControl *window = nullptr;
    widgets::SegmentedControl *mode = nullptr;
    QLabel *summary = nullptr;
    QStackedWidget *stack = nullptr;
    QScrollArea *scroll = nullptr;
    QGridLayout *grid = nullptr;
    QList<MetricCard *> cards;
    int cardsAcross = 0;
    QTableWidget *table = nullptr;

    QWidget *makeHead();
    void makeCards();
    void makeTable();
    void arrange(int width, const QFont &font);
    void fillApps();
    void show();
    void fillTable(const releases::Dora &dora);
    releases::DoraWindow wanted() const;
    QStringList unknownReleases() const;
    /// The window begins before what is known.
    bool isCut() const;
};

QWidget *MetricsView::Private::makeHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(theme::gutter, 10, theme::gutter, 10);
    row->setSpacing(8);
    apps = new QComboBox;
    apps->setObjectName(u"metricsApp"_s);
    apps->setAccessibleName(tr("App"));
    window = new widgets::SegmentedControl;
    window->setObjectName(u"metricsWindow"_s);
    window->setSegments({tr("30 days"), tr("90 days"), tr("365 days")});
    window->setAccessibleName(tr("Which days are counted"));
    summary = new QLabel;
    summary->setObjectName(u"metricsSummary"_s);
    summary->setForegroundRole(QPalette::PlaceholderText);
    mode = new widgets::SegmentedControl;
    mode->setObjectName(u"metricsMode"_s);
    mode->setSegments({tr("Charts"), tr("Table")});
    mode->setAccessibleName(tr("Charts or table"));
    mode->setToolTip(tr("Charts or table (Ctrl+T)"));
    row->addWidget(apps);
    row->addWidget(window);
    row->addSpacing(4);
    row->addWidget(summary, 1);
    row->addWidget(mode);
    return head;
}

void MetricsView::Private::makeCards()
{
    auto *content = new QWidget;
    grid = new QGridLayout(content);
    grid->setContentsMargins(theme::gutter, 4, theme::gutter, theme::gutter);
    grid->setSpacing(12);
    // What is left is below the cards.
    grid->setRowStretch(metricCount, 1);
    for (int number = 0; number < metricCount; ++number)
        cards += new MetricCard(number);
    scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::StrongFocus);
    scroll->setAccessibleName(tr("Delivery metrics"));
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
}

void MetricsView::Private::makeTable()
{
    table = new QTableWidget;
    table->setObjectName(u"metricsTable"_s);
    table->setAccessibleName(tr("Delivery metrics by week"));
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
}

MetricsView::MetricsView(std::shared_ptr<base::Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_d(std::make_unique<Private>())
{
    setAccessibleName(tr("Delivery metrics"));
    m_d->clock = std::move(clock);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_d->makeHead());
    m_d->makeCards();
    m_d->makeTable();
    m_d->stack = new QStackedWidget;
    m_d->stack->addWidget(m_d->scroll);
    m_d->stack->addWidget(m_d->table);
    column->addWidget(m_d->stack, 1);
    connect(m_d->mode, &widgets::SegmentedControl::currentIndexChanged, m_d->stack, &QStackedWidget::setCurrentIndex);
    connect(m_d->window, &widgets::SegmentedControl::currentIndexChanged, this, &MetricsView::ask);
    connect(m_d->apps, &QComboBox::currentIndexChanged, this, [this](int at) {
        m_d->app = m_d->apps->itemData(at).toString();
        ask();
    });
    m_d->arrange(width(), font());
}

MetricsView::~MetricsView() = default;

void MetricsView::ask()
{
    m_d->show();
    if (!isVisible() || !m_d->history)
        return;
    const QStringList unknown = m_d->unknownReleases();
    m_d->asked += unknown;
    if (!unknown.isEmpty())
        emit commitsWanted(unknown);
    if (m_d->isCut() && m_d->stepsBack < mostStepsBack) {
        ++m_d->stepsBack;
        emit pastWanted(m_d->history->knownSince);
    }
}

void MetricsView::setHistory(std::shared_ptr<const releases::History> history)
{
    const bool isFurther = m_d->isCut() && history->knownSince < m_d->history->knownSince;
    m_d->history = std::move(history);
    m_d->fillApps();
    if (isFurther)
        ask();
    else if (isVisible())
        m_d->show();
}

void MetricsView::addCommits(const releases::CommitsByRelease &commits)
{
    m_d->commits.insert(commits);
    m_d->show();
}

QList<QWidget *> MetricsView::regions() const
{
    return {m_d->stack};
}

releases::DoraWindow MetricsView::Private::wanted() const
{
    const auto days = windows[size_t(std::clamp(window->currentIndex(), 0, int(windows.size()) - 1))];
    const QDateTime now = clock->now();
    return {app, now.addDays(-days), now};
}

bool MetricsView::Private::isCut() const
{
    return history && history->knownSince.isValid() && history->knownSince > wanted().from;
}

QStringList MetricsView::Private::unknownReleases() const
{
    QStringList ids;
    if (!history)
        return ids;
    const releases::DoraWindow span = wanted();
    for (auto release = history->releases.rbegin();
         release != history->releases.rend() && asked.size() + ids.size() < mostAsked; ++release) {
        const bool isMeant = release->environment == "production"_L1 && release->at >= span.from
            && (app.isEmpty() || release->app == app) && release->servesAll;
        if (isMeant && !commits.contains(release->id) && !asked.contains(release->id))
            ids += release->id;
    }
    return ids;
}

void MetricsView::Private::fillApps()
{
    QList<std::pair<QString, QString>> known;
    for (const releases::Lane &lane : history ? history->lanes : QList<releases::Lane>()) {
        const std::pair entry{lane.app, lane.appName.isEmpty() ? lane.app : lane.appName};
        if (!known.contains(entry))
            known += entry;
    }
    const QSignalBlocker quiet(apps);
    apps->clear();
    apps->addItem(tr("All apps"), QString());
    for (const auto &[id, name] : std::as_const(known))
        apps->addItem(name, id);
    apps->setCurrentIndex(std::max(0, apps->findData(app)));
}

void MetricsView::Private::show()
{
    const releases::Dora dora = releases::doraOf(history ? *history : releases::History(), commits, wanted());
    for (int at = 0; at < metricCount; ++at) {
        cards.at(at)->setVisible(at < dora.figures.size());
        if (at < dora.figures.size())
            cards.at(at)->setFigure(dora.figures.at(at));
    }
    const QString rollBacks =
        dora.rollBacks == 1 ? tr("1 roll-back") : tr("%1 roll-backs").arg(base::format::count(dora.rollBacks));
    summary->setText(tr("%1 deploys to production, %2").arg(base::format::count(dora.deploys), rollBacks));
    if (isCut())
        summary->setText(
            tr("%1, known since %2")
                .arg(summary->text(), QLocale().toString(history->knownSince.date(), QLocale::ShortFormat)));
    fillTable(dora);
}

void MetricsView::Private::fillTable(const releases::Dora &dora)
{
    QStringList titles{tr("Week from")};
    QList<QDate> weeks;
    for (const releases::Figure &figure : dora.figures) {
        titles += figure.title;
        for (const auto &[week, value] : figure.weekly) {
            if (!weeks.contains(week))
                weeks += week;
        }
    }
    std::ranges::sort(weeks, std::greater());
    table->setColumnCount(static_cast<int>(titles.size()));
    table->setHorizontalHeaderLabels(titles);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->setRowCount(static_cast<int>(weeks.size()) + 1);
    table->setItem(0, 0, new QTableWidgetItem(tr("Whole window")));
    for (int row = 0; row < weeks.size(); ++row)
        table->setItem(row + 1, 0, new QTableWidgetItem(QLocale().toString(weeks.at(row), QLocale::ShortFormat)));
    for (int at = 0; at < dora.figures.size(); ++at) {
        const releases::Figure &figure = dora.figures.at(at);
        table->horizontalHeaderItem(at + 1)->setToolTip(widgets::plainTip(figure.definition));
        table->setItem(0, at + 1, new QTableWidgetItem(figure.words));
        for (int row = 0; row < weeks.size(); ++row) {
            const auto found =
                std::ranges::find(figure.weekly, weeks.at(row), &std::pair<QDate, std::optional<double>>::first);
            const auto value = found == figure.weekly.end() ? std::nullopt : found->second;
            table->setItem(row + 1, at + 1, new QTableWidgetItem(weekWords(figure, value)));
        }
    }
}

void MetricsView::Private::arrange(int width, const QFont &font)
{
    const int across = std::clamp(static_cast<int>(width / (leastCard * theme::textScale(font))), 1, 3);
    if (across == cardsAcross)
        return;
    cardsAcross = across;
    for (MetricCard *card : std::as_const(cards))
        grid->removeWidget(card);
    for (int at = 0; at < metricCount; ++at)
        grid->addWidget(cards.at(at), at / across, at % across);
    for (int column = 0; column < 3; ++column)
        grid->setColumnStretch(column, column < across ? 1 : 0);
}

QByteArray MetricsView::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << m_d->app << m_d->window->currentIndex() << m_d->mode->currentIndex();
    return layout;
}

void MetricsView::restoreLayout(const QByteArray &layout)
{
    int window = 0;
    int mode = 0;
    QDataStream stream(layout);
    stream >> m_d->app >> window >> mode;
    m_d->fillApps();
    m_d->window->setCurrentIndex(std::max(0, window));
    m_d->mode->setCurrentIndex(std::max(0, mode));
}

void MetricsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void MetricsView::resizeEvent(QResizeEvent *)
{
    m_d->arrange(width(), font());
}

void MetricsView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_T && event->modifiers() == Qt::ControlModifier)
        m_d->mode->setCurrentIndex(1 - m_d->mode->currentIndex());
    else
        QWidget::keyPressEvent(event);
}

void MetricsView::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::tokens(palette()).base);
}

} // namespace slipway::releases_page
