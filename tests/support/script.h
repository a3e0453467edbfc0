#pragma once

#include <QByteArray>
#include <QHttpHeaders>
#include <QList>
#include <QString>

#include <optional>

namespace slipway::test {

/// A request as it came in.
struct Seen {
    QByteArray method;
    /// Path and query, as sent.
    QByteArray target;
    QHttpHeaders headers;
    QByteArray body;
};

/// One request that is to come, and how it is answered. Written as a chain:
/// `server.on("GET", "/runs").with("if-none-match", "\"1\"").answer(304);`
class Script
{
public:
    enum class Manner {
        Whole,      ///< as it should be
        Reset,      ///< the connection is reset when the request has been read
        BreakOff,   ///< more is announced than is sent
        Drip,       ///< byte by byte, without an end as long as nobody hangs up
        Silence,    ///< read, and never answered
        Pour,       ///< `pourBytes` of zeros, in chunks
    };

    Script(QByteArray method, QByteArray target);

    /// The request must, or must not, have the header.
    Script &with(QByteArray header, QByteArray value);
    Script &without(QByteArray header);
    Script &withBody(QByteArray body);
    /// Answered when ScriptedServer::release is called, not before.
    Script &held();
    /// Asked for so many times.
    Script &times(int count);
    /// Asked for as often as anybody likes, once at least. For what a library repeats by itself.
    Script &often();

    Script &answer(int status, QByteArray body = {}, QList<std::pair<QByteArray, QByteArray>> headers = {});
    Script &reset();
    Script &breakOff(QByteArray body, qsizetype announced);
    Script &drip();
    Script &keepSilent();
    Script &pour(qint64 bytes, bool isAnnounced);

    bool fits(const Seen &request) const { return request.method == m_method && request.target == m_target; }
    /// Why the request is not as it should be; empty when it is.
    QString complaint(const Seen &request) const;
    /// One more has come.
    void take();
    bool isSpent() const { return !m_isOften && m_taken >= m_times; }
    bool isAsked() const { return m_isOften ? m_taken > 0 : m_taken >= m_times; }
    QString name() const;

    Manner manner() const { return m_manner; }
    bool isHeld() const { return m_isHeld; }
    qint64 pourBytes() const { return m_pourBytes; }
    /// Status line and headers with the empty line after them.
    QByteArray head() const;
    const QByteArray &body() const { return m_body; }

private:
    QByteArray m_method;
    QByteArray m_target;
    QList<std::pair<QByteArray, QByteArray>> m_with;
    QList<QByteArray> m_without;
    std::optional<QByteArray> m_withBody;
    Manner m_manner = Manner::Whole;
    bool m_isHeld = false;
    bool m_isOften = false;
    int m_times = 1;
    int m_taken = 0;
    int m_status = 200;
    QList<std::pair<QByteArray, QByteArray>> m_headers;
    QByteArray m_body;
    qsizetype m_announced = -1;
    qint64 m_pourBytes = 0;
};

} // namespace slipway::test
