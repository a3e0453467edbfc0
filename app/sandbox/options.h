#pragma once

#include "sandbox/core/fault.h"

#include <QDateTime>
#include <QStringList>

namespace slipway::sandbox {

/// What the command line asks for.
struct Options {
    QString scenario = QStringLiteral("loop-health");
    quint16 portBase = 0;
    quint64 seed = 1;
    double speed = 1.0;
    /// Absent: when the scenario starts.
    std::optional<QDateTime> start;
    QString record;
    QList<Fault> faults;
    bool untilStdinCloses = false;
    bool helpWanted = false;
};

/// Error: invalidInput, with a sentence that names the option.
base::Result<Options> parseOptions(const QStringList &arguments);
QString optionsHelp();

} // namespace slipway::sandbox
