#include "sandbox/github/run_filter.h"

#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

/// A day or a time; a day means its first moment, or its last when it ends a range.
QDateTime moment(const QString &text, bool isEnd)
{
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (text.size() == 10 && day.isValid())
        return isEnd ? day.endOfDay(QTimeZone::UTC) : day.startOfDay(QTimeZone::UTC);
    return QDateTime::fromString(text, Qt::ISODate).toUTC();
}

/// GitHub's search syntax for dates: D, A..B, >D, >=D, <D, <=D, and * for an open end.
std::pair<QDateTime, QDateTime> readRange(const QString &text)
{
    if (text.isEmpty())
        return {};
    if (text.contains(".."_L1))
        return {moment(text.section(u".."_s, 0, 0), false), moment(text.section(u".."_s, 1), true)};
    if (text.startsWith(">="_L1))
        return {moment(text.mid(2), false), {}};
    if (text.startsWith(u'>'))
        return {moment(text.mid(1), true).addMSecs(1), {}};
    if (text.startsWith("<="_L1))
        return {{}, moment(text.mid(2), true)};
    if (text.startsWith(u'<'))
        return {{}, moment(text.mid(1), false).addMSecs(-1)};
    return {moment(text, false), moment(text, true)};
}

} // namespace

RunFilter::RunFilter(const Call &call)
    : m_actor(call.queryValue(u"actor"_s))
    , m_branch(call.queryValue(u"branch"_s))
    , m_event(call.queryValue(u"event"_s))
    , m_status(call.queryValue(u"status"_s))
    , m_sha(call.queryValue(u"head_sha"_s))
    , m_excludesPulls(call.queryValue(u"exclude_pull_requests"_s) == "true"_L1)
{
    std::tie(m_from, m_until) = readRange(call.queryValue(u"created"_s));
}

bool RunFilter::accepts(const Run &run) const
{
    const auto fits = [](const QString &wanted, const QString &value) { return wanted.isEmpty() || wanted == value; };
    const Attempt &latest = run.latest();
    return fits(m_actor, run.actor) && fits(m_branch, run.branch) && fits(m_event, run.event) && fits(m_sha, run.sha)
        && (m_status.isEmpty() || m_status == latest.status || m_status == latest.conclusion)
        && (!m_from.isValid() || run.created >= m_from) && (!m_until.isValid() || run.created <= m_until);
}

bool RunFilter::isEmpty() const
{
    return m_actor.isEmpty() && m_branch.isEmpty() && m_event.isEmpty() && m_status.isEmpty() && m_sha.isEmpty()
        && !m_from.isValid() && !m_until.isValid();
}

} // namespace slipway::sandbox::github
