#include "runs/run_list.h"

#include "runs/durations.h"

#include <QPointer>
#include <QSet>

#include <algorithm>

namespace slipway::runs {

namespace {

using namespace std::chrono_literals;

constexpr milliseconds whileMoving = 5s;
constexpr milliseconds whileIdle = 60s;

/// The known runs with what a newer list says of them, newest first.
QList<RunFact> merged(const QList<RunFact> &newer, const QList<RunFact> &known)
{
    QList<RunFact> all = newer;
    QSet<qint64> ids;
    for (const RunFact &run : newer)
        ids.insert(run.id);
    for (const RunFact &run : known) {
        if (!ids.contains(run.id))
            all += run;
    }
    std::ranges::stable_sort(all, [](const RunFact &one, const RunFact &other) {
        return one.createdAt != other.createdAt ? one.createdAt > other.createdAt : one.id > other.id;
    });
    return all;
}

} // namespace

RunList::RunList(std::shared_ptr<Actions> actions, std::shared_ptr<base::Clock> clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_actions(std::move(actions))
    , m_clock(std::move(clock))
    , m_rounds(m_clock, [this](std::stop_token stop) { return ask(std::move(stop)); })
{
    connect(&m_rounds, &Rounds::failed, this,
            [this](const base::Error &error) { setFreshness(base::Freshness::failed(m_freshness, error)); });
}

RunList::~RunList()
{
    m_olderStop.request_stop();
}

void RunList::setQuery(const RunQuery &query)
{
    m_olderStop.request_stop();
    m_olderStop = {};
    m_isFetchingOlder = false;
    m_hasOlder = false;
    m_query = query;
    apply({});
    setFreshness({});
    refresh();
}

void RunList::refresh()
{
    m_rounds.askNow();
}

void RunList::stop()
{
    m_rounds.stop();
}

void RunList::setHidden(bool hidden)
{
    m_rounds.setHidden(hidden);
}

const RunFact *RunList::find(qint64 id) const
{
    const auto found = std::ranges::find(m_runs, id, &RunFact::id);
    return found == m_runs.end() ? nullptr : &*found;
}

bool RunList::hasActive() const
{
    return std::ranges::any_of(m_runs, &RunFact::isActive);
}

std::optional<milliseconds> RunList::median() const
{
    return runs::median(successfulDurations(m_runs));
}

qsizetype RunList::measured() const
{
    return successfulDurations(m_runs).size();
}

int RunList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

QVariant RunList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RunFact &run = m_runs.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return run.title;
    case RunRole: return QVariant::fromValue(run);
    case IdRole: return run.id;
    default: return {};
    }
}

bool RunList::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasOlder && !m_isFetchingOlder && !m_runs.isEmpty();
}

void RunList::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isFetchingOlder = true;
    RunQuery older = m_query;
    // Pages by number would shift as new runs come. A second may hold several runs, so the last one comes again.
    older.until = m_runs.last().createdAt;
    QCoro::connect(m_actions->runs(older, m_olderStop.get_token()), this,
                   [this](const base::Result<QList<RunFact>> &answer) { takeOlder(answer); });
}

QCoro::Task<base::Result<std::optional<milliseconds>>> RunList::ask(std::stop_token stop)
{
    const QPointer<RunList> self(this);
    const auto newest = co_await m_actions->runs(m_query, stop);
    if (stop.stop_requested() || !self)
        co_return std::unexpected(base::cancelled());
    if (!newest)
        co_return std::unexpected(newest.error());
    self->takeNewest(*newest);
    const bool isMoving = self->hasActive();
    co_return std::optional(isMoving ? whileMoving : whileIdle);
}

void RunList::takeNewest(const QList<RunFact> &newest)
{
    const bool isFirst = m_runs.isEmpty();
    QList<RunFact> known = m_runs;
    // What stands in the newest page's span and is not on it was deleted, or left the filter.
    if (newest.size() < m_query.count)
        known.clear();
    else
        known.removeIf([oldest = newest.last().createdAt](const RunFact &run) { return run.createdAt > oldest; });
    if (isFirst)
        m_hasOlder = newest.size() >= m_query.count;
    apply(merged(newest, known));
    setFreshness(base::Freshness::fresh(m_clock->now()));
    emit refreshed();
}

void RunList::takeOlder(const base::Result<QList<RunFact>> &older)
{
    if (!older) {
        if (older.error().kind == base::Error::Kind::Cancelled)
            return;
        m_isFetchingOlder = false;
        setFreshness(base::Freshness::failed(m_freshness, older.error()));
        return;
    }
    m_isFetchingOlder = false;
    const QList<RunFact> all = merged(m_runs, *older);
    m_hasOlder = older->size() >= m_query.count && all.size() > m_runs.size();
    apply(all);
}

void RunList::apply(QList<RunFact> next)
{
    QSet<qint64> stays;
    for (const RunFact &run : next)
        stays.insert(run.id);
    for (qsizetype at = m_runs.size() - 1; at >= 0; --at) {
        if (stays.contains(m_runs.at(at).id))
            continue;
        beginRemoveRows({}, static_cast<int>(at), static_cast<int>(at));
        m_runs.removeAt(at);
        endRemoveRows();
    }
    // Both lists are in the same order, so what is left of the old one only needs what is new put between.
    for (qsizetype at = 0; at < next.size(); ++at) {
        const int row = static_cast<int>(at);
        if (at < m_runs.size() && m_runs.at(at).id == next.at(at).id) {
            if (m_runs.at(at) == next.at(at))
                continue;
            m_runs[at] = next.at(at);
            emit dataChanged(index(row), index(row));
            continue;
        }
        beginInsertRows({}, row, row);
        m_runs.insert(at, next.at(at));
        endInsertRows();
    }
}

void RunList::setFreshness(const base::Freshness &freshness)
{
    if (m_freshness == freshness)
        return;
    m_freshness = freshness;
    emit freshnessChanged();
}

} // namespace slipway::runs
