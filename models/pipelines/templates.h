#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QStringList>

namespace slipway::pipelines {

/// One thing that a template wants to know.
struct TemplateParameter {
    /// As in the text: "APP" stands for @APP@.
    QString id;
    QString title;
    /// What it starts with; may be empty, then the person must say.
    QString initial;
    bool operator==(const TemplateParameter &) const = default;
};

/// A workflow to begin with.
struct WorkflowTemplate {
    /// "deploy-fly"; also its resource.
    QString id;
    QString title;
    /// What it does, in one sentence.
    QString sentence;
    /// As in theme::icon.
    QString icon;
    /// "deploy-fly.yml".
    QString fileName;
    QList<TemplateParameter> parameters;
    /// One of the six pipelines of Loop Health, as they are.
    bool isOfLoopHealth = false;
    bool operator==(const WorkflowTemplate &) const = default;
};

/// Our own, then those of Loop Health. Any thread.
QList<WorkflowTemplate> workflowTemplates();

/// Why `value` does not fit, in a sentence; empty when it does. A value becomes a part of YAML and of commands, so it
/// holds letters, digits and a few signs that mean nothing there.
QString valueProblem(const TemplateParameter &parameter, const QString &value);

/// The text with the values in it; a parameter without one takes its initial. Errors: invalidInput (a value that does
/// not fit), internal (the program lacks the text).
base::Result<QByteArray> fillTemplate(const WorkflowTemplate &chosen, const QMap<QString, QString> &values);

/// `.github/workflows/` and the name, or the next one that is not among `taken` paths: ci-2.yml.
QString freeWorkflowPath(const QString &fileName, const QStringList &taken);

/// Why a file of this name is no workflow's, in a sentence; empty when it is.
QString fileNameProblem(const QString &fileName);

} // namespace slipway::pipelines
