#pragma once

#include "editing/planned.h"
#include "workflow/document.h"
#include "workflow/edits/edit.h"

#include <QDir>
#include <QFile>
#include <QTest>

/// Documents for tests, and what plans make of them.
namespace slipway::editing {

/// The text after the plan's operations; empty, with a failure, when one is refused.
inline QByteArray after(const workflow::Document &document, const Planned &planned)
{
    auto tree = document.tree();
    for (const auto &operation : planned.operations) {
        const auto done = workflow::provenEdit(*tree, operation);
        if (!done) {
            QTest::qFail(qPrintable(base::sentence(done.error())), __FILE__, __LINE__);
            return {};
        }
        tree = done->tree;
    }
    return tree->source();
}

inline QString sandboxFolder()
{
    return QStringLiteral(SLIPWAY_SOURCE_DIR "/app/sandbox/scenarios/loop-health/workflows");
}

inline QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The six Loop Health workflows, by file name.
inline std::vector<std::pair<QString, QByteArray>> loopHealth()
{
    std::vector<std::pair<QString, QByteArray>> all;
    for (const QString &name : QDir(sandboxFolder()).entryList({QStringLiteral("*.yml")}, QDir::Files, QDir::Name))
        all.emplace_back(name, contents(sandboxFolder() + QLatin1Char('/') + name));
    return all;
}

} // namespace slipway::editing
