#include "sandbox/slack/hooks.h"

#include "sandbox/core/simulation.h"
#include "sandbox/slack/payload.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::slack {

namespace {

/// A webhook takes about one message a second, and a few more at once.
constexpr double burst = 4.0;

} // namespace

Hooks::Hooks(Simulation &simulation, const QStringList &channels)
    : Service(simulation, u"slack"_s, {})
{
    for (const QString &channel : channels) {
        Random random = simulation.random(u"slack/"_s + channel);
        const QString address = u"/services/TLOOP/B%1/%2"_s.arg(random.hex(6).toUpper(), random.hex(24));
        m_channels.insert(address, channel);
    }
    on("POST", u"/services/{team}/{bot}/{secret}"_s, [this](const Call &call) { return post(call); });
}

QString Hooks::path(const QString &channel) const
{
    return m_channels.key(channel);
}

QJsonObject Hooks::readyFacts(const QString &origin) const
{
    QJsonObject urls;
    for (auto hook = m_channels.begin(); hook != m_channels.end(); ++hook)
        urls.insert(*hook, origin + hook.key());
    return {{u"slackWebhooks"_s, urls}};
}

std::optional<Reply> Hooks::refuse(const Call &) const
{
    return std::nullopt;
}

Reply Hooks::error(int status, const QString &) const
{
    // Slack answers in its own words, whatever happened.
    const QString word = status == 429 ? u"rate_limited"_s : status >= 500 ? u"rollup_error"_s : u"invalid_token"_s;
    return Reply::text(word, status);
}

Reply Hooks::notFound(const Call &) const
{
    return Reply::text(u"no_service"_s, 404);
}

Reply Hooks::post(const Call &call)
{
    const QString channel = m_channels.value(call.path);
    if (channel.isEmpty())
        return notFound(call);
    if (m_archived.contains(channel))
        return Reply::text(u"channel_is_archived"_s, 410);
    const qint64 now = simulation().now().toMSecsSinceEpoch();
    const double since = static_cast<double>(now - m_lastPost.value(channel)) / 1000.0;
    const double tokens = std::min(burst, m_tokens.value(channel, burst) + since);
    m_lastPost.insert(channel, now);
    m_tokens.insert(channel, tokens);
    if (tokens < 1.0)
        return Reply::text(u"rate_limited"_s, 429).with("retry-after", "1");
    m_tokens.insert(channel, tokens - 1.0);
    const QJsonObject payload = call.json();
    if (const QString problem = problemOf(payload); !problem.isEmpty())
        return Reply::text(problem, 400);
    m_messages.push_back({channel, payload.value("text"_L1).toString(), payload, now});
    simulation().note(u"slack"_s, u"message.posted"_s, channel);
    return Reply::text(u"ok"_s);
}

} // namespace slipway::sandbox::slack
