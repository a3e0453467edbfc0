#include "test_support/script.h"

using namespace Qt::StringLiterals;

namespace slipway::test {

Script::Script(QByteArray method, QByteArray target)
    : m_method(std::move(method))
    , m_target(std::move(target))
{ }

Script &Script::with(QByteArray header, QByteArray value)
{
    m_with.emplaceBack(std::move(header), std::move(value));
    return *this;
}

Script &Script::without(QByteArray header)
{
    m_without.append(std::move(header));
    return *this;
}

Script &Script::withBody(QByteArray body)
{
    m_withBody = std::move(body);
    return *this;
}

Script &Script::held()
{
    m_isHeld = true;
    return *this;
}

Script &Script::times(int count)
{
    m_times = count;
    return *this;
}

Script &Script::often()
{
    m_isOften = true;
    return *this;
}

Script &Script::answer(int status, QByteArray body, QList<std::pair<QByteArray, QByteArray>> headers)
{
    m_status = status;
    m_body = std::move(body);
    m_headers = std::move(headers);
    return *this;
}

Script &Script::reset()
{
    m_manner = Manner::Reset;
    return *this;
}

Script &Script::breakOff(QByteArray body, qsizetype announced)
{
    m_manner = Manner::BreakOff;
    m_body = std::move(body);
    m_announced = announced;
    return *this;
}

Script &Script::drip()
{
    m_manner = Manner::Drip;
    m_announced = 1'000'000;
    return *this;
}

Script &Script::keepSilent()
{
    m_manner = Manner::Silence;
    return *this;
}

Script &Script::pour(qint64 bytes, bool isAnnounced)
{
    m_manner = Manner::Pour;
    m_pourBytes = bytes;
    m_announced = isAnnounced ? static_cast<qsizetype>(bytes) : -1;
    return *this;
}

QString Script::complaint(const Seen &request) const
{
    for (const auto &[header, value] : m_with) {
        if (request.headers.value(header) != value) {
            return u"%1: %2 is \"%3\", not \"%4\""_s.arg(name(), QString::fromUtf8(header),
                                                         QString::fromUtf8(request.headers.value(header)),
                                                         QString::fromUtf8(value));
        }
    }
    for (const QByteArray &header : m_without) {
        if (request.headers.contains(header))
            return u"%1: has %2"_s.arg(name(), QString::fromUtf8(header));
    }
    if (m_withBody && request.body != *m_withBody)
        return u"%1: the body is \"%2\""_s.arg(name(), QString::fromUtf8(request.body));
    return {};
}

void Script::take()
{
    ++m_taken;
}

QString Script::name() const
{
    return QString::fromUtf8(m_method + ' ' + m_target);
}

QByteArray Script::head() const
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(m_status) + " Scripted\r\n";
    for (const auto &[name, value] : m_headers)
        head += name + ": " + value + "\r\n";
    if (m_manner == Manner::Pour && m_announced < 0)
        head += "Connection: close\r\n";
    else if (m_status != 204 && m_status != 304)
        head += "Content-Length: " + QByteArray::number(m_announced < 0 ? m_body.size() : m_announced) + "\r\n";
    return head + "\r\n";
}

} // namespace slipway::test
