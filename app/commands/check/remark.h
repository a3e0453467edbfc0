#pragma once

#include "base/error.h"
#include "diagnostics/rule.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace slipway::commands::check {

/// One line of the report. Places count from 1, columns in characters; the end is the first place after it.
struct Remark {
    QString rule;
    diagnostics::Severity severity = diagnostics::Severity::Error;
    QString message;
    yaml::Place begin;
    yaml::Place end;
    std::optional<diagnostics::Fix> fix;
};

/// What came of one file.
struct CheckedFile {
    /// As it is shown: relative to the current folder where it lies below it.
    QString name;
    /// Where the findings' lines are shown from, and what their fixes are of.
    QByteArray source;
    std::vector<Remark> remarks;
    /// Why it could not be read; then there are no remarks.
    std::optional<base::Error> unreadable;
};

} // namespace slipway::commands::check
