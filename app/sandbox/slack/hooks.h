#pragma once

#include "sandbox/core/service.h"

#include <QStringList>

namespace slipway::sandbox::slack {

/// A message that somebody posted.
struct Message {
    QString channel;
    QString text;
    QJsonObject payload;
    qint64 at = 0;
};

/// Slack's incoming webhooks: POST /services/{team}/{bot}/{secret}, one for each channel, plain-text answers. The URL
/// is the credential.
class Hooks final : public Service
{
public:
    /// A webhook for each of `channels`.
    Hooks(Simulation &simulation, const QStringList &channels);

    /// The webhook's path.
    QString path(const QString &channel) const;
    const std::vector<Message> &messages() const { return m_messages; }
    /// From now on the channel is archived: 410.
    void archive(const QString &channel) { m_archived.append(channel); }

    /// `slackWebhooks`: the URL for each channel.
    QJsonObject readyFacts(const QString &origin) const override;

protected:
    std::optional<Reply> refuse(const Call &call) const override;
    Reply error(int status, const QString &message) const override;
    Reply notFound(const Call &call) const override;

private:
    Reply post(const Call &call);

    QHash<QString, QString> m_channels;
    QStringList m_archived;
    QHash<QString, double> m_tokens;
    QHash<QString, qint64> m_lastPost;
    std::vector<Message> m_messages;
};

} // namespace slipway::sandbox::slack
