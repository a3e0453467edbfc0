#include "releases_page/past_reach.h"

#include <algorithm>

namespace slipway::releases_page {

void PastReach::setHistory(std::shared_ptr<const releases::History> history)
{
    if (history == m_history)
        return;
    m_history = std::move(history);
    m_firsts.clear();
    for (const releases::Release &release : m_history->releases) {
        QDateTime &first = m_firsts[release.app + u'/' + release.environment];
        if (!first.isValid() || release.at < first)
            first = release.at;
    }
}

std::optional<QDateTime> PastReach::unknownAfter(const QDateTime &from) const
{
    std::optional<QDateTime> latest;
    for (const auto &[lane, first] : m_firsts.asKeyValueRange()) {
        const bool isOpen = first > from && m_ends.value(lane) != first;
        if (isOpen && (!latest || first > *latest))
            latest = first;
    }
    return latest;
}

std::optional<QDateTime> PastReach::look(const QDateTime &from)
{
    const bool isArriving = !m_history || std::ranges::any_of(m_history->lanes, [](const releases::Lane &lane) {
        return lane.freshness.state == base::Freshness::State::Loading;
    });
    if (isArriving || m_isAsking)
        return std::nullopt;
    const auto before = unknownAfter(from);
    if (!before)
        m_hasFailed = false;
    return m_hasFailed ? std::nullopt : before;
}

void PastReach::asked()
{
    m_isAsking = true;
    m_firstsAsked = m_firsts;
}

void PastReach::answered(bool isGood)
{
    m_isAsking = false;
    m_hasFailed = !isGood;
    if (!isGood)
        return;
    for (const auto &[lane, first] : m_firsts.asKeyValueRange()) {
        if (m_firstsAsked.value(lane) == first)
            m_ends.insert(lane, first);
    }
}

timeline::Past PastReach::state(const QDateTime &from) const
{
    if (m_isAsking)
        return timeline::Past::Loading;
    if (m_hasFailed)
        return timeline::Past::Failed;
    const bool isBeforeAll =
        !m_firsts.isEmpty() && std::ranges::all_of(m_firsts, [&from](const QDateTime &first) { return first > from; });
    return isBeforeAll && !unknownAfter(from) ? timeline::Past::Nothing : timeline::Past::Known;
}

} // namespace slipway::releases_page
