#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

namespace slipway::workspace {

/// Something in slipway.yaml that does not fit.
struct Problem {
    enum class Severity {
        Warning,    ///< the rest of the file is used
        Error,      ///< the file cannot be used until this is put right
    };
    /// From 1; the column counts characters. 0 when the file as a whole is meant.
    int line = 0;
    int column = 0;
    Severity severity = Severity::Error;
    /// One sentence on what is wrong.
    QString message;
    /// One sentence on what to write instead; may be empty.
    QString suggestion;
    /// Where in the structure: "apps[2].production.fly".
    QString path;

    bool operator==(const Problem &) const = default;
};

using Problems = QList<Problem>;

/// "slipway.yaml:12:5: error: …" with the suggestion behind it, as compilers print it.
QString printed(const Problem &problem, const QString &fileName);

} // namespace slipway::workspace

Q_DECLARE_METATYPE(slipway::workspace::Problem)
