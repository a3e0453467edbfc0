#pragma once

#include "timeline/timeline_view.h"

#include <QHash>

#include <optional>

namespace slipway::releases_page {

/// How far back the lanes are known, against what is looked at: what to ask for, each stretch once. A value, GUI
/// thread.
class PastReach
{
public:
    void setHistory(std::shared_ptr<const releases::History> history);

    /// Somebody sees the time from `from` on: before when to ask for more. Nothing while an answer is out, where all is
    /// known, where asking once brought nothing, and after a failure until somebody looks there anew.
    std::optional<QDateTime> look(const QDateTime &from);
    void asked();
    /// The history has by now whatever was found.
    void answered(bool isGood);

    timeline::Past state(const QDateTime &from) const;

private:
    using Firsts = QHash<QString, QDateTime>;
    std::optional<QDateTime> unknownAfter(const QDateTime &from) const;

    std::shared_ptr<const releases::History> m_history;
    /// By lane, when the first that is known of it was asked for.
    Firsts m_firsts;
    Firsts m_firstsAsked;
    /// Lanes whose first release has none before it, as far as anybody knows.
    Firsts m_ends;
    bool m_isAsking = false;
    bool m_hasFailed = false;
};

} // namespace slipway::releases_page
