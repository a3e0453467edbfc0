#include "timeline/chronicle.h"

#include <algorithm>
#include <ranges>
#include <utility>

using namespace Qt::StringLiterals;

namespace slipway::timeline {

namespace {

using releases::Outcome;
using Kind = releases::Mark::Kind;

bool isWanted(const QStringList &wanted, const QString &what)
{
    return wanted.isEmpty() || wanted.contains(what);
}

int rank(const QString &environment)
{
    if (environment == "production"_L1)
        return 0;
    return environment == "staging"_L1 ? 1 : 2;
}

/// Whether it came to serve its lane.
bool hasServed(const releases::Release &release)
{
    return release.servesSince || release.isLive || release.outcome == Outcome::Live
        || release.outcome == Outcome::RolledBack;
}

RowKind rowOf(Kind kind)
{
    switch (kind) {
    case Kind::SecretRotation: return RowKind::Rotations;
    case Kind::Scaling: return RowKind::Scalings;
    default: return RowKind::Migrations;
    }
}

} // namespace

Instant instantOf(const QDateTime &time)
{
    return time.toMSecsSinceEpoch();
}

std::size_t firstFrom(const std::vector<Event> &events, Instant at)
{
    const auto found = std::ranges::lower_bound(events, at, {}, &Event::at);
    return static_cast<std::size_t>(found - events.begin());
}

Chronicle::Chronicle()
    : m_history(std::make_shared<const releases::History>())
{ }

Chronicle::Chronicle(std::shared_ptr<const releases::History> history, const Filter &filter)
    : m_history(history ? std::move(history) : std::make_shared<const releases::History>())
    , m_trackOf(static_cast<std::size_t>(m_history->releases.size()), -1)
    , m_origins(static_cast<std::size_t>(m_history->releases.size()), -1)
{
    addLanes(filter);
    addReleases(filter);
    addMarks(filter);
    // Marks alone are no timeline: then words stand in its place.
    if (m_isEmpty)
        m_tracks.clear();
    findEnds();
}

void Chronicle::addLanes(const Filter &filter)
{
    QStringList apps;
    for (const releases::Lane &lane : m_history->lanes) {
        if (!apps.contains(lane.app))
            apps.append(lane.app);
    }
    for (const releases::Lane &lane : m_history->lanes) {
        if (!isWanted(filter.apps, lane.app) || !isWanted(filter.environments, lane.environment))
            continue;
        Track track;
        track.lane = lane;
        m_tracks.push_back(std::move(track));
    }
    std::ranges::stable_sort(m_tracks, {}, [&apps](const Track &track) {
        return std::pair(apps.indexOf(track.lane.app), rank(track.lane.environment));
    });
    const QString *before = nullptr;
    for (Track &track : m_tracks) {
        track.opensApp = !before || *before != track.lane.app;
        before = &track.lane.app;
    }
}

void Chronicle::addReleases(const Filter &filter)
{
    QHash<std::pair<QString, QString>, int> lanes;
    for (int at = 0; at < trackCount(); ++at)
        lanes.insert({track(at).lane.app, track(at).lane.environment}, at);
    std::vector<std::vector<Segment>> served(m_tracks.size());
    const QList<releases::Release> &all = m_history->releases;
    m_releases.reserve(all.size());
    for (int index = 0; index < all.size(); ++index) {
        const releases::Release &release = all.at(index);
        m_releases.insert(release.id, index);
        const int lane = lanes.value({release.app, release.environment}, -1);
        if (lane < 0 || !release.at.isValid())
            continue;
        Track &track = m_tracks[static_cast<std::size_t>(lane)];
        if (hasServed(release)) {
            const Instant from = instantOf(release.servesSince.value_or(release.at));
            const Instant until = release.servedUntil ? instantOf(*release.servedUntil) : openEnd;
            const bool isBad = release.outcome == Outcome::Failed || release.verdict == releases::Verdict::Failed;
            served[static_cast<std::size_t>(lane)].push_back({from, until, index, isBad});
        }
        if (!filter.outcomes.isEmpty() && !filter.outcomes.contains(release.outcome))
            continue;
        m_isEmpty = false;
        m_trackOf[static_cast<std::size_t>(index)] = lane;
        if (release.outcome == Outcome::Waiting)
            track.waiting.push_back(index);
        else
            track.events.push_back({instantOf(release.at), index});
    }
    for (int index = 0; index < all.size(); ++index) {
        if (!all.at(index).from.isEmpty())
            m_origins[static_cast<std::size_t>(index)] = m_releases.value(all.at(index).from, -1);
    }
    sortTracks();
    for (std::size_t at = 0; at < m_tracks.size(); ++at)
        addSegments(m_tracks[at], std::move(served[at]));
}

void Chronicle::sortTracks()
{
    for (Track &track : m_tracks) {
        if (!std::ranges::is_sorted(track.events, {}, &Event::at))
            std::ranges::stable_sort(track.events, {}, &Event::at);
        countFailed(track);
    }
}

void Chronicle::countFailed(Track &track) const
{
    int failed = 0;
    for (Event &event : track.events) {
        event.failedBefore = failed;
        const bool isFailed = track.isMarks() ? mark(event.index).status == base::Status::Failure
                                              : release(event.index).outcome == Outcome::Failed;
        failed += isFailed ? 1 : 0;
    }
    track.failedInAll = failed;
}

int Track::failed(int first, int last) const
{
    const auto end = static_cast<std::size_t>(last) + 1;
    const int until = end < events.size() ? events[end].failedBefore : failedInAll;
    return until - events[static_cast<std::size_t>(first)].failedBefore;
}

void Chronicle::addSegments(Track &track, std::vector<Segment> served) const
{
    std::ranges::stable_sort(served, {}, &Segment::from);
    for (std::size_t at = 0; at < served.size(); ++at) {
        Segment segment = served[at];
        if (at + 1 < served.size())
            segment.until = std::min(segment.until, served[at + 1].from);
        if (segment.until > segment.from)
            track.segments.push_back(segment);
    }
}

void Chronicle::addMarks(const Filter &filter)
{
    std::array<Track, 3> rows;
    const std::array kinds{RowKind::Migrations, RowKind::Rotations, RowKind::Scalings};
    for (std::size_t at = 0; at < rows.size(); ++at)
        rows[at].kind = kinds[at];
    for (int index = 0; index < m_history->marks.size(); ++index) {
        const releases::Mark &mark = m_history->marks.at(index);
        const bool isOurs = (mark.app.isEmpty() || isWanted(filter.apps, mark.app))
            && (mark.environment.isEmpty() || isWanted(filter.environments, mark.environment));
        if (!isOurs || !mark.at.isValid())
            continue;
        m_marks.insert(mark.id, index);
        rows[static_cast<std::size_t>(rowOf(mark.kind)) - 1].events.push_back({instantOf(mark.at), index});
    }
    for (Track &row : rows) {
        if (!row.events.empty())
            m_tracks.push_back(std::move(row));
    }
    sortTracks();
}

void Chronicle::findEnds()
{
    bool isFirst = true;
    for (const Track &track : m_tracks) {
        if (track.events.empty())
            continue;
        m_begin = isFirst ? track.events.front().at : std::min(m_begin, track.events.front().at);
        m_end = isFirst ? track.events.back().at : std::max(m_end, track.events.back().at);
        isFirst = false;
    }
}

const QString &Chronicle::idOf(const Track &track, int index) const
{
    return track.isMarks() ? mark(index).id : release(index).id;
}

Place Chronicle::placeOf(const QString &id, bool isMark) const
{
    const int index = isMark ? m_marks.value(id, -1) : m_releases.value(id, -1);
    if (index < 0)
        return {};
    const Instant at = instantOf(isMark ? mark(index).at : release(index).at);
    for (int row = 0; row < trackCount(); ++row) {
        const Track &it = track(row);
        const bool isHere = isMark ? it.isMarks() : m_trackOf[static_cast<std::size_t>(index)] == row;
        if (!isHere)
            continue;
        if (std::ranges::contains(it.waiting, index))
            return {row, -1, index};
        for (std::size_t event = firstFrom(it.events, at); event < it.events.size(); ++event) {
            if (it.events[event].at != at)
                break;
            if (it.events[event].index == index)
                return {row, static_cast<int>(event), index};
        }
    }
    return {};
}

Place Chronicle::originOf(int index) const
{
    const int origin = m_origins[static_cast<std::size_t>(index)];
    const int row = origin < 0 ? -1 : m_trackOf[static_cast<std::size_t>(origin)];
    return row < 0 ? Place() : Place{row, -1, origin};
}

Instant Chronicle::servedUntil(int index) const
{
    const int row = m_trackOf[static_cast<std::size_t>(index)];
    if (row < 0)
        return openEnd;
    const std::vector<Segment> &segments = track(row).segments;
    const auto &until = release(index).servedUntil;
    const Instant at = instantOf(release(index).servesSince.value_or(release(index).at));
    const auto found = std::ranges::lower_bound(segments, at, {}, &Segment::from);
    if (found != segments.end() && found->release == index)
        return found->until;
    return until ? instantOf(*until) : openEnd;
}

} // namespace slipway::timeline
