#pragma once

#include <QByteArray>

namespace slipway::logs {

/// Finds a few bytes in many. Looks for the two bytes of the needle that are rarest in logs, 16 places at a time.
class Needle
{
public:
    /// `bytes` must not be empty.
    explicit Needle(QByteArray bytes);

    qsizetype size() const { return m_bytes.size(); }
    /// The first place in [from, end), or null.
    const char *find(const char *from, const char *end) const;

private:
    QByteArray m_bytes;
    qsizetype m_first = 0;
    qsizetype m_second = 0;
};

} // namespace slipway::logs
