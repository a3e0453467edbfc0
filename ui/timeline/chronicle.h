#pragma once

#include "releases/release.h"
#include "timeline/timeline_view.h"

#include <limits>
#include <memory>
#include <vector>

namespace slipway::timeline {

/// Milliseconds since 1970, UTC: what is compared and drawn thousands of times a frame.
using Instant = qint64;

inline constexpr Instant openEnd = std::numeric_limits<Instant>::max();

/// One release or mark in a row. `index` is its place in History::releases, or in History::marks for rows of marks.
struct Event {
    Instant at = 0;
    int index = -1;
    /// How many of its row failed earlier: a cluster's failures are a difference.
    int failedBefore = 0;
};

/// A stretch of time in which a release served its lane.
struct Segment {
    Instant from = 0;
    Instant until = openEnd;
    int release = -1;
    bool isBad = false;
};

enum class RowKind { Lane, Migrations, Rotations, Scalings };

/// What one row shows, by time.
struct Track {
    RowKind kind = RowKind::Lane;
    releases::Lane lane;
    /// First of its app: names it.
    bool opensApp = false;
    std::vector<Event> events;
    /// Do not overlap.
    std::vector<Segment> segments;
    /// Waiting for approval: shown right of now.
    std::vector<int> waiting;

    bool isMarks() const { return kind != RowKind::Lane; }
    /// Of the events from `first` to `last`.
    int failed(int first, int last) const;
    int failedInAll = 0;
};

/// Where something is: its row and its place there. `event` is negative for what waits; then `index` tells it.
struct Place {
    int track = -1;
    int event = -1;
    int index = -1;
    bool isNull() const { return track < 0; }
    bool operator==(const Place &) const = default;
};

/// A history in the order in which it is painted. Made once for a history and a filter; a value, any thread.
class Chronicle
{
public:
    Chronicle();
    Chronicle(std::shared_ptr<const releases::History> history, const Filter &filter);

    const releases::History &history() const { return *m_history; }
    const std::vector<Track> &tracks() const { return m_tracks; }
    const Track &track(int at) const { return m_tracks[static_cast<std::size_t>(at)]; }
    int trackCount() const { return static_cast<int>(m_tracks.size()); }

    const releases::Release &release(int index) const { return m_history->releases.at(index); }
    const releases::Mark &mark(int index) const { return m_history->marks.at(index); }
    /// The id of a row's event: of a release or a mark.
    const QString &idOf(const Track &track, int index) const;
    /// Of a release or a mark that is shown; null when it is not.
    Place placeOf(const QString &id, bool isMark) const;
    /// Where the release that this one was promoted from, or rolled back to, is; null when it is not shown.
    Place originOf(int release) const;
    /// When a release stopped serving; openEnd while it does, or when nobody knows.
    Instant servedUntil(int release) const;

    bool isEmpty() const { return m_isEmpty; }
    /// First and last event; equal when there are none.
    Instant begin() const { return m_begin; }
    Instant end() const { return m_end; }

private:
    void addLanes(const Filter &filter);
    void addReleases(const Filter &filter);
    void addMarks(const Filter &filter);
    void sortTracks();
    void countFailed(Track &track) const;
    void addSegments(Track &track, std::vector<Segment> served) const;
    void findEnds();

    std::shared_ptr<const releases::History> m_history;
    std::vector<Track> m_tracks;
    QHash<QString, int> m_releases;
    QHash<QString, int> m_marks;
    /// By release: the track that shows it; -1 none.
    std::vector<int> m_trackOf;
    std::vector<int> m_origins;
    Instant m_begin = 0;
    Instant m_end = 0;
    bool m_isEmpty = true;
};

Instant instantOf(const QDateTime &time);
/// The first event of `events` at or after `at`.
std::size_t firstFrom(const std::vector<Event> &events, Instant at);

} // namespace slipway::timeline
