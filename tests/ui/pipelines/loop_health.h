#pragma once

#include "editing/open_file.h"

#include <QFile>
#include <QStringList>

namespace slipway::test {

/// The six workflows of the sandbox's company.
inline QStringList loopHealthNames()
{
    return {QStringLiteral("api-docs-validation.yml"),
            QStringLiteral("lighthouse-ci.yml"),
            QStringLiteral("migrations.yml"),
            QStringLiteral("patient-graph-ci-cd.yml"),
            QStringLiteral("security.yml"),
            QStringLiteral("vercel-deploy.yml")};
}

inline QByteArray loopHealth(const QString &name)
{
    QFile file(QStringLiteral(SLIPWAY_SOURCE_DIR "/app/sandbox/scenarios/loop-health/workflows/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A file of the repository, as it is opened.
inline editing::OpenFile::Setup opened(const QByteArray &text, const std::shared_ptr<base::Clock> &clock,
                                       const QString &name = QStringLiteral("x.yml"))
{
    return {.origin = {.path = QStringLiteral(".github/workflows/") + name},
            .text = text,
            .base = text,
            .repository = nullptr,
            .rules = {},
            .clock = clock};
}

} // namespace slipway::test
