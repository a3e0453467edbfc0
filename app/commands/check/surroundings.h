#pragma once

#include "diagnostics/checker.h"

#include <QHash>
#include <QMutex>

namespace slipway::commands::check {

/// What is known beside a file: its repository's other files, and what its team's slipway.yaml says.
struct Surroundings {
    diagnostics::Facts facts;
    diagnostics::Settings settings;
};

/// Finds the surroundings of files, once a folder. Any thread.
class SurroundingsFinder
{
public:
    /// `own`: what the command line says; it wins over slipway.yaml.
    explicit SurroundingsFinder(diagnostics::Settings own)
        : m_own(std::move(own))
    { }

    Surroundings around(const QString &file);

private:
    Surroundings ofFolder(const QString &folder) const;

    diagnostics::Settings m_own;
    QMutex m_mutex;
    QHash<QString, Surroundings> m_found;
};

} // namespace slipway::commands::check
