#include "slack/webhook.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace slipway::slack {

using base::Error;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(slack::Webhook)
};

Verdict verdictOfStatus(int status)
{
    if (status >= 200 && status < 300)
        return Verdict::Delivered;
    switch (status) {
    case 401:
    case 403: return Verdict::NotAllowed;
    case 404:
    case 410: return Verdict::Gone;
    case 429: return Verdict::TooOften;
    default: return status >= 500 ? Verdict::Trouble : Verdict::Refused;
    }
}

/// Slack's word, as far as it can be shown: one short word, not some proxy's page.
QString wordOf(const net::RawAnswer &answer)
{
    const QByteArray word = answer.body.trimmed();
    const bool isWord = word.size() <= 64
        && std::ranges::all_of(word, [](char letter) { return letter == '_' || (letter >= 'a' && letter <= 'z'); });
    return isWord && !word.isEmpty() ? QString::fromLatin1(word) : QString::number(answer.status);
}

std::optional<QDateTime> retryAt(const net::RawAnswer &answer, const QDateTime &now)
{
    bool isNumber = false;
    const int seconds = answer.headers.value("retry-after").toByteArray().toInt(&isNumber);
    return isNumber && seconds >= 0 ? std::optional(now.addSecs(seconds)) : std::nullopt;
}

Error errorOf(Verdict verdict, const QString &channel, const QString &word)
{
    switch (verdict) {
    case Verdict::NotAllowed:
        return makeError(Error::Kind::Forbidden,
                         Words::tr("Slack does not let this webhook post to %1 (%2).").arg(channel, word),
                         Words::tr("Ask an administrator of the Slack workspace."));
    case Verdict::Gone:
        return makeError(Error::Kind::NotFound,
                         Words::tr("The webhook of %1, or its channel, is gone (%2).").arg(channel, word),
                         Words::tr("Make a new webhook in Slack and enter its address under Accounts."));
    case Verdict::TooOften:
        return makeError(Error::Kind::RateLimited,
                         Words::tr("Slack has been sent too many messages for %1.").arg(channel),
                         Words::tr("Wait a little, then try again."));
    case Verdict::Trouble:
        return makeError(Error::Kind::Network, Words::tr("Slack has trouble of its own (%1).").arg(word),
                         Words::tr("Try again in a moment."));
    case Verdict::Refused:
    case Verdict::Delivered: break;
    }
    return makeError(Error::Kind::InvalidInput,
                     Words::tr("Slack did not accept the message to %1 (%2).").arg(channel, word),
                     Words::tr("Export the network log and report it."));
}

/// Where Slack listens: the webhook's own origin, asked without a token. What it refuses with goes into `refused`.
std::shared_ptr<const net::Endpoint> endpointOf(const QUrl &address, std::shared_ptr<net::RawAnswer> refused)
{
    auto endpoint = std::make_shared<net::Endpoint>();
    endpoint->provider = u"Slack"_s;
    endpoint->base = address.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    endpoint->complaint = [refused = std::move(refused)](const net::RawAnswer &answer) {
        *refused = answer;
        return QString();
    };
    return endpoint;
}

QByteArray payloadOf(QString text)
{
    text.replace(u'&', "&amp;"_L1).replace(u'<', "&lt;"_L1).replace(u'>', "&gt;"_L1);
    return QJsonDocument(QJsonObject{{u"text"_s, text}, {u"mrkdwn"_s, false}}).toJson(QJsonDocument::Compact);
}

} // namespace

bool Webhook::isPlausible() const
{
    const QUrl address = QUrl::fromEncoded(url.reveal(), QUrl::StrictMode);
    const bool isLocal = address.host() == "localhost"_L1 || QHostAddress(address.host()).isLoopback();
    const bool isSafe = address.scheme() == "https"_L1 || (address.scheme() == "http"_L1 && isLocal);
    const QStringList parts = address.path().split(u'/', Qt::SkipEmptyParts);
    return isSafe && parts.size() == 4 && parts.first() == "services"_L1;
}

Verdict verdictOf(const net::RawAnswer &answer)
{
    constexpr std::array<std::pair<QByteArrayView, Verdict>, 12> words{{
        {"ok", Verdict::Delivered},
        {"invalid_payload", Verdict::Refused},
        {"user_not_found", Verdict::Refused},
        {"no_text", Verdict::Refused},
        {"invalid_blocks", Verdict::Refused},
        {"action_prohibited", Verdict::NotAllowed},
        {"invalid_token", Verdict::NotAllowed},
        {"channel_not_found", Verdict::Gone},
        {"no_service", Verdict::Gone},
        {"channel_is_archived", Verdict::Gone},
        {"rate_limited", Verdict::TooOften},
        {"rollup_error", Verdict::Trouble},
    }};
    const Verdict byStatus = verdictOfStatus(answer.status);
    const QByteArray word = answer.body.trimmed();
    const auto known = std::ranges::find(words, QByteArrayView(word), &std::pair<QByteArrayView, Verdict>::first);
    if (known == words.end())
        return byStatus;
    // "ok" counts only where the status agrees: a proxy's error page may say anything.
    return known->second == Verdict::Delivered ? byStatus : known->second;
}

base::Done outcomeOf(const net::RawAnswer &answer, const QString &channel, const QDateTime &now)
{
    const Verdict verdict = verdictOf(answer);
    if (verdict == Verdict::Delivered)
        return {};
    Error error = errorOf(verdict, channel, wordOf(answer));
    error.status = answer.status;
    error.canRetry = verdict == Verdict::TooOften || verdict == Verdict::Trouble;
    if (verdict == Verdict::TooOften)
        error.retryAt = retryAt(answer, now);
    return std::unexpected(error);
}

QCoro::Task<base::Done> post(std::shared_ptr<const net::HttpClient> http, Webhook webhook, QString text,
                             std::stop_token stop)
{
    if (!webhook.isPlausible()) {
        co_return std::unexpected(makeError(
            Error::Kind::InvalidInput, Words::tr("The webhook of %1 is no address of Slack's.").arg(webhook.channel),
            Words::tr("Enter it again under Accounts.")));
    }
    const auto refused = std::make_shared<net::RawAnswer>();
    net::Request request;
    request.method = "POST";
    request.url = QUrl::fromEncoded(webhook.url.reveal(), QUrl::StrictMode);
    request.body = payloadOf(std::move(text));
    const auto response = co_await http->send(endpointOf(request.url, refused), request, stop);
    if (response)
        co_return base::Done{};
    if (refused->status == 0)
        co_return std::unexpected(response.error());
    // A refusal without a word of Slack's cannot be told better than by its status.
    const base::Done told = outcomeOf(*refused, webhook.channel, response.error().retryAt.value_or(QDateTime()));
    Error error = told ? response.error() : told.error();
    error.retryAt = response.error().retryAt;
    error.outcomeUnknown = response.error().outcomeUnknown;
    co_return std::unexpected(error);
}

} // namespace slipway::slack
