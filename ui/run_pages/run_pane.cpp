#include "run_pages/run_pane.h"

#include "base/format.h"
#include "run_pages/filter_chips.h"
#include "run_pages/run_delegate.h"
#include "run_pages/words.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/banner.h"
#include "widgets/message.h"
#include "widgets/plain_words.h"
#include "widgets/skeleton.h"

#include <QActionGroup>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QSet>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

constexpr qreal designWidth = 216;
constexpr qreal headHeight = 48;
constexpr qreal footHeight = 56;

QLabel *figures(const QString &name)
{
    auto *label = new QLabel;
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setObjectName(name);
    return label;
}

using Choices = QList<std::pair<QString, QString>>;

Choices statusChoices()
{
    return {{RunPane::tr("Any status"), QString()},
            {RunPane::tr("Passed"), u"success"_s},
            {RunPane::tr("Failed"), u"failure"_s},
            {RunPane::tr("Running"), u"in_progress"_s},
            {RunPane::tr("Waiting for approval"), u"waiting"_s},
            {RunPane::tr("Queued"), u"queued"_s},
            {RunPane::tr("Cancelled"), u"cancelled"_s}};
}

Choices eventChoices()
{
    return {{RunPane::tr("Any event"), QString()},
            {RunPane::tr("Push"), u"push"_s},
            {RunPane::tr("Pull request"), u"pull_request"_s},
            {RunPane::tr("Manual run"), u"workflow_dispatch"_s},
            {RunPane::tr("Schedule"), u"schedule"_s}};
}

/// The words of a choice; empty for none.
QString wordsOf(const Choices &choices, const QString &value)
{
    if (value.isEmpty())
        return {};
    const auto found = std::ranges::find(choices, value, &Choices::value_type::second);
    return found == choices.end() ? value : found->first;
}

/// What each chip takes away.
constexpr QString runs::RunQuery::*filterParts[]{&runs::RunQuery::branch, &runs::RunQuery::status,
                                                 &runs::RunQuery::event, &runs::RunQuery::actor};

} // namespace

RunPane::RunPane(runs::RunList *list, std::shared_ptr<base::Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_list(list)
    , m_clock(std::move(clock))
    , m_delegate(new RunDelegate(m_clock, this))
{
    setAccessibleName(tr("Runs"));
    m_view = new QListView;
    m_view->setObjectName(u"runs"_s);
    m_view->setAccessibleName(tr("Runs"));
    m_view->setModel(list);
    m_view->setItemDelegate(m_delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_loading = new widgets::Skeleton(8);
    m_message = new widgets::EmptyState(QString());
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_loading);
    m_stack->addWidget(m_message);
    m_chips = new FilterChips;
    m_banner = new widgets::Banner;
    m_banner->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_chips);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);
    column->addWidget(makeFoot());
    adoptFont();

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        const qint64 id = current.data(runs::RunList::IdRole).toLongLong();
        if (m_isSyncing || id == 0 || id == m_selected)
            return;
        m_selected = id;
        emit runChosen(id);
    });
    connect(m_banner, &widgets::Banner::buttonClicked, this, &RunPane::retryRequested);
    connect(m_message, &widgets::Message::buttonClicked, this, [this] {
        if (m_list->query().isFiltered())
            clearFilters();
        else
            emit runWorkflowRequested();
    });
    connect(m_chips, &FilterChips::cleared, this, &RunPane::clearFilters);
    connect(m_chips, &FilterChips::removed, this, [this](int place) {
        setFilter(filterParts[place], {});
        m_filter->setFocus(Qt::OtherFocusReason);
    });
    connect(m_list, &runs::RunList::freshnessChanged, this, &RunPane::sync);
    connect(m_list, &runs::RunList::refreshed, this, &RunPane::sync);
    connect(m_list, &QAbstractItemModel::rowsInserted, this, &RunPane::keepSelection);
    sync();
}

QWidget *RunPane::makeHead()
{
    m_head = new QWidget;
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(12, 0, 8, 0);
    row->setSpacing(6);
    m_title = new QLabel(tr("Runs"));
    m_branch = new QComboBox;
    m_branch->setObjectName(u"branch"_s);
    m_branch->setAccessibleName(tr("Branch"));
    m_branch->setMinimumContentsLength(6);
    m_branch->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setBranches({});
    m_filter = new QToolButton;
    m_filter->setObjectName(u"filter"_s);
    m_filter->setAutoRaise(true);
    m_filter->setIcon(theme::icon(u"action-filter"_s));
    m_filter->setAccessibleName(tr("Filter runs"));
    m_filter->setToolTip(tr("Filter runs by person, status and event"));
    m_filter->setPopupMode(QToolButton::InstantPopup);
    m_menu = new QMenu(m_filter);
    m_filter->setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &RunPane::fillMenu);
    connect(m_branch, &QComboBox::activated, this,
            [this](int at) { setFilter(&runs::RunQuery::branch, at == 0 ? QString() : m_branch->itemText(at)); });
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(m_branch);
    row->addWidget(m_filter);
    return m_head;
}

QWidget *RunPane::makeFoot()
{
    m_foot = new QWidget;
    auto *grid = new QGridLayout(m_foot);
    grid->setContentsMargins(12, 6, 12, 6);
    grid->setVerticalSpacing(2);
    m_medianWords = new QLabel;
    m_expectedWords = new QLabel(tr("This run"));
    m_median = figures(u"median"_s);
    m_expected = figures(u"expected"_s);
    grid->addWidget(m_medianWords, 0, 0);
    grid->addWidget(m_median, 0, 1);
    grid->addWidget(m_expectedWords, 1, 0);
    grid->addWidget(m_expected, 1, 1);
    return m_foot;
}

int RunPane::wantedWidth() const
{
    return qRound(designWidth * theme::textScale(font()));
}

void RunPane::setBranches(const QStringList &branches)
{
    const QSignalBlocker quiet(m_branch);
    m_branch->clear();
    m_branch->addItem(tr("All"));
    m_branch->addItems(branches);
    const int at = m_branch->findText(m_list->query().branch);
    m_branch->setCurrentIndex(std::max(0, m_list->query().branch.isEmpty() ? 0 : at));
}

void RunPane::fillMenu()
{
    m_menu->clear();
    addChoices(tr("Status"), statusChoices(), &runs::RunQuery::status);
    addChoices(tr("Event"), eventChoices(), &runs::RunQuery::event);
    Choices people{{tr("Anybody"), QString()}};
    QStringList known;
    if (!m_list->query().actor.isEmpty())
        known += m_list->query().actor;
    for (const runs::RunFact &run : m_list->runs())
        known += run.actor;
    known.removeDuplicates();
    known.removeAll(QString());
    known.sort(Qt::CaseInsensitive);
    for (const QString &login : std::as_const(known))
        people += {widgets::plainTitle(login), login};
    addChoices(tr("Started by"), people, &runs::RunQuery::actor);
}

void RunPane::addChoices(const QString &title, const QList<std::pair<QString, QString>> &choices,
                         QString runs::RunQuery::*part)
{
    m_menu->addSection(title);
    auto *group = new QActionGroup(m_menu);
    for (const auto &[words, value] : choices) {
        QAction *action = m_menu->addAction(words);
        action->setCheckable(true);
        action->setChecked(m_list->query().*part == value);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, part, value] { setFilter(part, value); });
    }
}

void RunPane::setFilter(QString runs::RunQuery::*part, const QString &value)
{
    runs::RunQuery query = m_list->query();
    query.*part = value;
    if (query == m_list->query())
        return;
    m_list->setQuery(query);
    showFilters();
}

void RunPane::clearFilters()
{
    m_list->setQuery({.workflow = m_list->query().workflow});
    showFilters();
    m_filter->setFocus(Qt::OtherFocusReason);
}

void RunPane::showFilters()
{
    const runs::RunQuery &query = m_list->query();
    m_chips->setFilters({query.branch.isEmpty() ? QString() : tr("Branch %1").arg(query.branch),
                         wordsOf(statusChoices(), query.status), wordsOf(eventChoices(), query.event),
                         query.actor.isEmpty() ? QString() : tr("By %1").arg(query.actor)});
    const int at = query.branch.isEmpty() ? 0 : m_branch->findText(query.branch);
    m_branch->setCurrentIndex(std::max(0, at));
}

void RunPane::select(qint64 run)
{
    m_selected = run;
    keepSelection();
}

qint64 RunPane::selected() const
{
    return m_selected;
}

void RunPane::keepSelection()
{
    m_isSyncing = true;
    const auto found = std::ranges::find(m_list->runs(), m_selected, &runs::RunFact::id);
    if (found != m_list->runs().end())
        m_view->setCurrentIndex(m_list->index(static_cast<int>(found - m_list->runs().begin())));
    m_isSyncing = false;
}

void RunPane::sync()
{
    const base::Freshness &freshness = m_list->freshness();
    const bool isEmpty = m_list->rowCount() == 0;
    const QString notice = words::notice(freshness, m_clock->now());
    m_banner->setVisible(!notice.isEmpty());
    if (!notice.isEmpty())
        m_banner->setMessage(base::Status::Warning, notice, tr("Retry"));
    showFilters();
    if (!isEmpty) {
        m_stack->setCurrentWidget(m_view);
    } else if (freshness.hasValue() || !notice.isEmpty()) {
        const bool isFiltered = m_list->query().isFiltered();
        m_message->setContent(
            {}, notice.isEmpty() ? (isFiltered ? tr("No run matches the filters.") : tr("No runs yet.")) : QString(),
            !notice.isEmpty() ? QString()
                : isFiltered  ? tr("Clear filters")
                              : tr("Run workflow…"));
        m_stack->setCurrentWidget(m_message);
    } else {
        m_stack->setCurrentWidget(m_loading);
    }
    const qsizetype measured = m_list->measured();
    m_medianWords->setText(measured == 0 ? tr("Median") : tr("Median of %1 runs").arg(measured));
    m_median->setText(words::column(m_list->median()));
    keepSelection();
}

void RunPane::setExpected(const std::optional<runs::milliseconds> &expected)
{
    m_expectedWords->setVisible(expected.has_value());
    m_expected->setVisible(expected.has_value());
    if (expected)
        m_expected->setText(tr("about %1").arg(base::format::columnDuration(*expected)));
}

void RunPane::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.header);
    theme::paintHairline(painter, rect(), Qt::RightEdge, tokens.line2);
    theme::paintHairline(painter, m_head->geometry(), Qt::BottomEdge, tokens.line1);
    theme::paintHairline(painter, m_foot->geometry(), Qt::TopEdge, tokens.line1);
}

void RunPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adoptFont();
}

void RunPane::adoptFont()
{
    const qreal scale = theme::textScale(font());
    m_head->setFixedHeight(qRound(headHeight * scale));
    m_foot->setMinimumHeight(qRound(footHeight * scale));
    m_title->setFont(theme::font(theme::FontRole::Section, font()));
    for (QLabel *label : {m_medianWords, m_expectedWords})
        label->setFont(theme::font(theme::FontRole::Small, font()));
    for (QLabel *label : {m_median, m_expected})
        label->setFont(theme::tabular(theme::font(theme::FontRole::SmallStrong, font())));
}

} // namespace slipway::run_pages
