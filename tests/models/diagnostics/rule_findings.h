#pragma once

#include <QByteArray>
#include <QStringList>

#include <memory>

namespace slipway::workflow {
class Repository;
}

/// What one rule says of a workflow: its findings as "LINE: TEXT", with the bytes that each marks.
QStringList findingsOf(const char *rule, const QByteArray &source,
                       const std::shared_ptr<const slipway::workflow::Repository> &repository = {});

/// Their messages.
QStringList messagesOf(const char *rule, const QByteArray &source,
                       const std::shared_ptr<const slipway::workflow::Repository> &repository = {});

/// Their severities, as "error", "warning" or "hint".
QStringList severitiesOf(const char *rule, const QByteArray &source);

/// The source after the first fix that the rule offers; empty when it offers none.
QByteArray fixedBy(const char *rule, const QByteArray &source);

/// A workflow with one job "build" on Linux with these steps, each line indented as in a file of its own.
QByteArray withSteps(const QByteArray &steps);
/// A workflow with this `on`, which may have several lines.
QByteArray withTriggers(const QByteArray &on);
