#include "releases_page/details_pane.h"

#include "base/format.h"
#include "releases_page/detail_rows.h"
#include "releases_page/details_head.h"
#include "releases_page/manual_checks.h"
#include "releases_page/section.h"
#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/banner.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

constexpr int columnCount = 4;
constexpr qsizetype mostFiles = 30;
/// Below it a column cannot be read beside others.
constexpr qreal leastColumn = 264;
/// Shares of the width, as the design has them.
constexpr std::array stretches{287, 326, 309, 399};

/// A column that scrolls on its own, with a hairline at its right.
class Column final : public QScrollArea
{
public:
    explicit Column(const QString &name)
    {
        setAccessibleName(name);
        setObjectName(name);
        setFrameShape(QFrame::NoFrame);
        setWidgetResizable(true);
        setFocusPolicy(Qt::NoFocus);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        viewport()->setAutoFillBackground(false);
        auto *content = new QWidget;
        m_column = new QVBoxLayout(content);
        m_column->setContentsMargins(theme::gutter - 3, 8, theme::gutter - 3, 12);
        m_column->setSpacing(8);
        m_column->addStretch(1);
        setWidget(content);
        // A scroll area fills what it shows; the pane paints its own ground.
        content->setAutoFillBackground(false);
    }

    Section *add(const QString &title)
    {
        auto *section = new Section(title);
        m_column->insertWidget(m_column->count() - 1, section);
        return section;
    }

private:
    QVBoxLayout *m_column;
};

} // namespace

struct DetailsPane::Private {
    DetailsHead *head = nullptr;
    widgets::Banner *banner = nullptr;
    QTabBar *tabs = nullptr;
    QWidget *room = nullptr;
    QHBoxLayout *row = nullptr;
    std::array<Column *, columnCount> columns{};
    Section *slow = nullptr;
    Section *commits = nullptr;
    Section *files = nullptr;
    Section *waiting = nullptr;
    Section *operation = nullptr;
    Section *checks = nullptr;
    Section *byHand = nullptr;
    ManualChecks *manual = nullptr;
    Section *migrations = nullptr;
    Section *machines = nullptr;
    Section *sentry = nullptr;
    Section *watch = nullptr;
    releases::Details details;
    QString operationId;
    int shown = columnCount;

    void makeColumns();
    void arrange(int width, const QFont &font);
    void showColumns();
    void setCommits(const Reading &reading);
    void setChecks(const Reading &reading, const health::WatchState *state);
    void setSentry(const Reading &reading, const health::WatchState *state);
    void setOperation(const operations::Operation *own, const Reading &reading);
};

void DetailsPane::Private::makeColumns()
{
    const QStringList names{tr("Commits"), tr("Checks"), tr("Migrations"), tr("Sentry")};
    for (int at = 0; at < columnCount; ++at) {
        columns[size_t(at)] = new Column(names.at(at));
        row->addWidget(columns[size_t(at)], stretches[size_t(at)]);
        tabs->addTab(names.at(at));
    }
    slow = columns[0]->add(tr("Slow deploy"));
    slow->hide();
    commits = columns[0]->add(tr("Commits"));
    files = columns[0]->add(tr("Files"));
    waiting = columns[0]->add(tr("Waiting to ship"));
    waiting->hide();
    operation = columns[0]->add(tr("What Slipway did"));
    checks = columns[1]->add(tr("Checks"));
    byHand = columns[1]->add(tr("Checked by people"));
    manual = new ManualChecks;
    byHand->addWidget(manual);
    migrations = columns[2]->add(tr("Migrations"));
    machines = columns[2]->add(tr("Machines"));
    sentry = columns[3]->add(tr("Sentry, before and after"));
    watch = columns[3]->add(tr("Watch"));
}

DetailsPane::DetailsPane(const QList<QAction *> &buttons, const QList<QAction *> &more, QWidget *parent)
    : QWidget(parent)
    , m_d(std::make_unique<Private>())
{
    setAccessibleName(tr("Details of the release"));
    m_d->head = new DetailsHead(buttons, more);
    m_d->banner = new widgets::Banner;
    m_d->banner->hide();
    m_d->tabs = new QTabBar;
    m_d->tabs->setAccessibleName(tr("Parts of the details"));
    m_d->tabs->setDrawBase(false);
    m_d->tabs->setExpanding(false);
    m_d->room = new QWidget;
    m_d->row = new QHBoxLayout(m_d->room);
    m_d->row->setContentsMargins({});
    m_d->row->setSpacing(1);
    m_d->makeColumns();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_d->head);
    column->addWidget(m_d->banner);
    column->addWidget(m_d->tabs);
    column->addWidget(m_d->room, 1);
    for (Section *part :
         {m_d->commits, m_d->operation, m_d->checks, m_d->migrations, m_d->machines, m_d->sentry, m_d->watch})
        connect(part, &Section::pageRequested, this, &DetailsPane::pageRequested);
    connect(m_d->commits, &Section::linkClicked, this, &DetailsPane::compareRequested);
    connect(m_d->operation, &Section::linkClicked, this, [this] { emit operationRequested(m_d->operationId); });
    connect(m_d->manual, &ManualChecks::tickRequested, this, &DetailsPane::tickRequested);
    connect(m_d->head, &DetailsHead::runRequested, this, &DetailsPane::runRequested);
    connect(m_d->head, &DetailsHead::closeRequested, this, &DetailsPane::closeRequested);
    connect(m_d->banner, &widgets::Banner::buttonClicked, this, &DetailsPane::retryRequested);
    connect(m_d->tabs, &QTabBar::currentChanged, this, [this] { m_d->showColumns(); });
    m_d->arrange(width(), font());
    clear();
}

DetailsPane::~DetailsPane() = default;

void DetailsPane::setDetails(const releases::Details &details, const Reading &reading, const health::WatchState *watch,
                             const operations::Operation *operation)
{
    const bool isOther = m_d->details.release.id != details.release.id;
    m_d->details = details;
    const releases::Verdict verdict = watch ? watch->verdict : details.release.verdict;
    const bool isBad = verdict == releases::Verdict::Watching && details.release.outcome == releases::Outcome::Failed;
    const QString watchChip = watchWords(details.release, watch, reading.now);
    if (watchChip.isEmpty())
        m_d->head->setRelease(details.release, reading, releases::statusOf(details.release), details.release.note);
    else
        m_d->head->setRelease(details.release, reading, isBad ? base::Status::Failure : statusOf(verdict), watchChip);
    m_d->room->show();
    m_d->tabs->setVisible(m_d->shown < columnCount);
    m_d->setCommits(reading);
    m_d->setChecks(reading, watch);
    m_d->migrations->list().setRows(migrationRows(details, reading));
    m_d->migrations->setCount(details.span ? details.span->migrations.size() : 0);
    const QList<FactRow> machines = machineRows(details, reading);
    m_d->machines->list().setRows(machines);
    m_d->machines->setCount(details.machines.size());
    m_d->machines->setVisible(!machines.isEmpty());
    m_d->setSentry(reading, watch);
    m_d->setOperation(operation, reading);
    if (isOther)
        m_d->waiting->hide();
}

void DetailsPane::Private::setCommits(const Reading &reading)
{
    commits->list().setRows(commitRows(details, reading));
    commits->setCount(details.span ? details.span->commits.size() : 0);
    const QList<releases::FileChange> changed = details.span ? details.span->files : QList<releases::FileChange>();
    files->list().setRows(fileRows(changed, mostFiles));
    files->setCount(changed.size());
    files->setVisible(!changed.isEmpty());
    const bool canCompare = details.previous && details.span;
    commits->setLink(canCompare ? u"%1…%2"_s.arg(versionOf(*details.previous), versionOf(details.release)) : QString(),
                     tr("Compare with the release before"));
}

void DetailsPane::Private::setChecks(const Reading &reading, const health::WatchState *state)
{
    const QList<FactRow> rows = checkRows(details, reading, state);
    checks->list().setRows(rows);
    checks->setChip(base::Status::Failure, failingWords(rows));
    manual->setItems(state ? state->items : QList<health::VerificationItem>());
    byHand->setVisible(manual->count() > 0);
    byHand->setRemark(tr("%1 of %2").arg(manual->ticked()).arg(manual->count()));
}

void DetailsPane::Private::setSentry(const Reading &reading, const health::WatchState *state)
{
    sentry->list().setRows(sentryRows(details, reading));
    const auto serves = details.release.servesAll;
    const auto watched = details.release.watchedUntil;
    const QDateTime end = watched && *watched < reading.now ? *watched : reading.now;
    const bool isKnown = serves && !details.sentry.isEmpty() && *serves < end;
    sentry->setRemark(isKnown && serves->secsTo(end) <= 3600 ? tr("%1 min each").arg(serves->secsTo(end) / 60)
                                                             : QString());
    watch->setVisible(state);
    if (state)
        watch->list().setRows(watchRows(*state, reading));
}

void DetailsPane::Private::setOperation(const operations::Operation *own, const Reading &reading)
{
    operationId = own ? own->id : QString();
    operation->setVisible(own);
    if (!own)
        return;
    operation->list().setRows(operationRows(*own, reading));
    operation->setLink(tr("Log"), tr("Show the operation's log"));
}

void DetailsPane::setSlow(const QString &words)
{
    m_d->slow->setVisible(!words.isEmpty());
    m_d->slow->list().setRows(slowRows(words));
}

void DetailsPane::setWaiting(const std::optional<releases::Waiting> &waiting, const Reading &reading)
{
    const bool isSomething = waiting && (waiting->ahead > 0 || waiting->isHotfixUnmerged);
    m_d->waiting->setVisible(isSomething);
    if (!isSomething)
        return;
    m_d->waiting->setCount(waiting->ahead);
    m_d->waiting->list().setRows(waitingRows(*waiting, reading));
}

void DetailsPane::clear()
{
    m_d->details = {};
    m_d->head->setWords(tr("Choose a release to see what it brought and how it fares."));
    m_d->room->hide();
    m_d->tabs->hide();
    m_d->banner->hide();
}

void DetailsPane::setFailure(const QString &words)
{
    m_d->banner->setVisible(!words.isEmpty());
    if (!words.isEmpty())
        m_d->banner->setMessage(base::Status::Warning, words, tr("Retry"));
}

void DetailsPane::setTickObstacle(const QString &words)
{
    m_d->manual->setObstacle(words);
}

void DetailsPane::takeKeyboard()
{
    const std::array sections{m_d->commits, m_d->checks, m_d->migrations, m_d->sentry};
    for (const Section *section : sections) {
        if (section->isVisible() && !section->list().rows().isEmpty()) {
            section->list().setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    setFocus(Qt::OtherFocusReason);
}

QString DetailsPane::release() const
{
    return m_d->details.release.id;
}

void DetailsPane::Private::arrange(int width, const QFont &font)
{
    const qreal least = leastColumn * theme::textScale(font);
    const int fitting = std::clamp(static_cast<int>(width / least), 1, columnCount);
    // Between one and all, two pages of half the columns read best.
    shown = fitting == columnCount ? columnCount : fitting >= 2 ? 2 : 1;
    tabs->setVisible(shown < columnCount && !details.release.id.isEmpty());
    showColumns();
}

void DetailsPane::Private::showColumns()
{
    const int first = shown == columnCount ? 0 : std::min(std::max(0, tabs->currentIndex()), columnCount - shown);
    for (int at = 0; at < columnCount; ++at)
        columns[size_t(at)]->setVisible(at >= first && at < first + shown);
}

void DetailsPane::paintEvent(QPaintEvent *)
{
    const auto &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    if (!m_d->room->isVisible())
        return;
    for (const Column *part : m_d->columns) {
        if (part->isVisible() && part->geometry().right() + 1 < m_d->room->width())
            painter.fillRect(QRect(part->geometry().right() + 1, m_d->room->y(), 1, m_d->room->height()), tokens.line1);
    }
}

void DetailsPane::resizeEvent(QResizeEvent *)
{
    m_d->arrange(width(), font());
}

} // namespace slipway::releases_page
