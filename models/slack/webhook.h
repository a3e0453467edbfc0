#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "net/http_client.h"

namespace slipway::slack {

/// One incoming webhook: one channel. Its URL is the credential, so it is kept as a secret and never shown.
struct Webhook {
    /// As the workspace names it: "deployments".
    QString channel;
    base::Secret url;

    /// Whether the URL has the form of Slack's webhooks (https, or http to the loopback addresses; /services/T…/B…/…).
    bool isPlausible() const;
};

/// What Slack said to a message.
enum class Verdict {
    Delivered,
    /// Our message does not fit: do not send it again.
    Refused,
    /// The webhook may not post: do not send again.
    NotAllowed,
    /// The webhook or its channel is gone: ask for a new one.
    Gone,
    /// Too often: wait, then send again.
    TooOften,
    /// Slack's own trouble: send again later.
    Trouble,
};

/// The meaning of an answer, whose body is plain text ("ok", "channel_not_found"). A word nobody knows is judged by its
/// status. Source: Slack changelog of 2016-05-17.
Verdict verdictOf(const net::RawAnswer &answer);

/// The verdict as a result, with Slack's own word in the message. `channel` names the webhook for people.
/// Errors: invalidInput, forbidden, notFound, rateLimited (retryAt from Retry-After and `now`), network.
base::Done outcomeOf(const net::RawAnswer &answer, const QString &channel, const QDateTime &now);

/// Posts a message of plain text; Slack's markup in it is made harmless. Not repeatable: each call is a message.
/// Errors: invalidInput for a URL that is no webhook, those of HttpClient::send, and Slack's own as in outcomeOf.
QCoro::Task<base::Done> post(std::shared_ptr<const net::HttpClient> http, Webhook webhook, QString text,
                             std::stop_token stop);

} // namespace slipway::slack
