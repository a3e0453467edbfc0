#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

/// Asking the sandbox over a real socket, as any client does.
namespace slipway::sandbox::test {

struct Answer {
    int status = 0;
    QByteArray body;
    QHttpHeaders headers;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;

    QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(body).array(); }
    QByteArray header(QAnyStringView name) const { return headers.value(name).toByteArray(); }
};

class Http
{
public:
    QByteArray token;
    QList<std::pair<QByteArray, QByteArray>> extra;

    Answer get(const QString &url) { return ask("GET", url); }
    Answer post(const QString &url, const QJsonObject &body = {}) { return send("POST", url, body); }
    Answer put(const QString &url, const QJsonObject &body = {}) { return send("PUT", url, body); }

    Answer send(const QByteArray &method, const QString &url, const QJsonObject &body)
    {
        return ask(method, url, QJsonDocument(body).toJson(QJsonDocument::Compact));
    }

    Answer ask(const QByteArray &method, const QString &url, const QByteArray &body = {})
    {
        QNetworkRequest request{QUrl(url)};
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        if (!token.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + token);
        if (!body.isEmpty())
            request.setRawHeader("Content-Type", "application/json");
        for (const auto &[name, value] : extra)
            request.setRawHeader(name, value);
        const std::unique_ptr<QNetworkReply> reply(m_access.sendCustomRequest(request, method, body));
        [&] { QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 20'000); }();
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(), reply->headers(),
                reply->error()};
    }

private:
    QNetworkAccessManager m_access;
};

} // namespace slipway::sandbox::test
