#pragma once

#include "base/result.h"
#include "sandbox/core/call.h"

#include <QList>

namespace slipway::sandbox {

/// Which requests a test has said must be asked for.
class Expectations
{
public:
    /// `expected`: {"provider":"github", "method":"GET", "path":"/repos/*/runs*", "times":1}; only "path" is required.
    /// Error: invalidInput.
    base::Done add(const QJsonObject &expected);
    void clear() { m_expected.clear(); }
    /// Counts a call that came.
    void note(const QString &provider, const Call &call);
    /// Those that came less often than they should, each with how often they "came".
    QJsonArray missing() const;
    QJsonArray all() const;

private:
    struct Expected {
        QString provider;
        QByteArray method;
        QString path;
        int times = 1;
        int came = 0;
    };
    static QJsonObject toJson(const Expected &expected);
    QList<Expected> m_expected;
};

/// Whether `text` fits the glob: `*` is any text, slashes included; `?` one character.
bool globMatches(QStringView glob, QStringView text);

} // namespace slipway::sandbox
