#pragma once

#include "sandbox/core/simulation.h"
#include "sandbox/scenarios/loop_health_others.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QUrl>

#include <optional>
#include <tuple>

/// The simulated Fly.io, Vercel, Sentry and Slack without a socket, on a clock that the test moves.
namespace slipway::sandbox::test {

/// What a call gave.
struct Got {
    int status = 0;
    QByteArray body;
    QHttpHeaders headers;

    QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(body).array(); }
    QByteArray header(QAnyStringView name) const { return headers.value(name).toByteArray(); }
    /// The member at a path like "error.code" or "machines.0.state".
    QJsonValue at(const QString &path) const
    {
        QJsonValue value = body.startsWith('[') ? QJsonValue(array()) : QJsonValue(object());
        const QStringList parts = path.split(u'.');
        for (const QString &part : parts)
            value = value.isArray() ? value.toArray().at(part.toInt()) : value.toObject().value(part);
        return value;
    }
};

class World
{
public:
    using Make = std::vector<Offer> (*)(Simulation &);

    explicit World(quint64 seed = 7, Make make = loopHealthOthers)
    {
        auto clock = std::make_unique<base::ManualClock>();
        m_clock = clock.get();
        simulation = std::make_unique<Simulation>(std::move(clock), seed);
        m_offers = make(*simulation);
        // Where validate-exchange.mjs finds what the tests asked.
        const QString folder = qEnvironmentVariable("SLIPWAY_EXCHANGES");
        static int count = 0;
        if (!folder.isEmpty()) {
            const QString name = QCoreApplication::applicationName() + QString::number(++count);
            QDir().mkpath(folder);
            std::ignore = m_recorder.open(folder + u'/' + name + QStringLiteral(".jsonl"));
        }
    }

    std::unique_ptr<Simulation> simulation;
    /// The provider of the calls, as "fly/machines".
    QString where;
    QByteArray token;
    QByteArray scheme = "Bearer";
    /// Off while a test asks what the API does not know.
    bool isRecording = true;
    QList<std::pair<QByteArray, QByteArray>> headers;

    void pass(std::chrono::milliseconds by) { m_clock->advance(by); }

    Service &service(const QString &name) const
    {
        for (const Offer &offer : m_offers) {
            if (offer.group + u'/' + offer.key == name)
                return *offer.service;
        }
        qFatal("no such service");
    }

    Got get(const QString &url) { return ask("GET", url); }
    Got post(const QString &url, const QJsonValue &body = QJsonObject()) { return send("POST", url, body); }
    Got send(const QByteArray &method, const QString &url, const QJsonValue &body)
    {
        const QJsonDocument document = body.isArray() ? QJsonDocument(body.toArray()) : QJsonDocument(body.toObject());
        return ask(method, url, document.toJson(QJsonDocument::Compact));
    }

    /// Asks and, when the answer is a late one, lets time pass until it comes.
    Got ask(const QByteArray &method, const QString &url, const QByteArray &body = {})
    {
        begin(method, url, body);
        while (!*m_pending && m_clock->waiting() > 0)
            m_clock->advance(std::max(m_clock->untilNext(), std::chrono::milliseconds(1)));
        const Reply reply = m_pending->value_or(Reply{});
        return {reply.status, reply.body, reply.headers};
    }

private:
    void begin(const QByteArray &method, const QString &url, const QByteArray &body)
    {
        Service &target = service(where);
        const QUrl parsed(url);
        Call call;
        call.method = method;
        call.path = parsed.path(QUrl::FullyEncoded);
        const QStringList parts = call.path.split(u'/', Qt::SkipEmptyParts);
        for (const QString &part : parts)
            call.segments.append(QUrl::fromPercentEncoding(part.toUtf8()));
        call.query = QUrlQuery(parsed);
        call.body = body;
        call.origin = QStringLiteral("http://127.0.0.1:1");
        call.requestId = simulation->nextRequestId();
        const QByteArray used = token.isEmpty() ? target.tokens().full : token;
        if (used != "none" && !used.isEmpty())
            call.headers.append("authorization", scheme + ' ' + used);
        for (const auto &[name, value] : headers)
            call.headers.append(name, value);
        if (!body.isEmpty())
            call.headers.append("content-type", "application/json");
        call.access = target.accessOf(call);
        m_pending = std::make_shared<std::optional<Reply>>();
        target.serve(call, [this, call, provider = target.provider(), pending = m_pending](Reply reply) {
            *pending = reply;
            if (isRecording && m_recorder.isOpen())
                m_recorder.record(provider, call, reply);
        });
    }

    base::ManualClock *m_clock = nullptr;
    std::vector<Offer> m_offers;
    Recorder m_recorder;
    std::shared_ptr<std::optional<Reply>> m_pending;
};

} // namespace slipway::sandbox::test
