#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

namespace slipway::sandbox::github {

using NamedText = std::pair<QString, QString>;

struct FileStep {
    /// As it is shown: its own name, else what it runs.
    QString name;
    QString run;
    QString uses;
    QList<NamedText> with;
    QList<NamedText> environment;
};

struct FileJob {
    QString id;
    QString name;
    QStringList needs;
    QString condition;
    QString environment;
    QList<FileStep> steps;
    /// One row for each job of a matrix; empty without one.
    QList<QStringList> matrix;
};

/// One event of `on` with its filters; an empty list filters nothing.
struct FileTrigger {
    QString event;
    QStringList branches;
    QStringList ignoredBranches;
    QStringList paths;
    QStringList ignoredPaths;
    QStringList types;
};

/// An input of `workflow_dispatch`.
struct FileInput {
    QString name;
    QString type = QStringLiteral("string");
    bool isRequired = false;
    bool hasDefault = false;
    QStringList options;
};

/// What the simulation needs of a workflow file: what starts it and what would run.
struct WorkflowFile {
    QString name;
    QList<FileTrigger> triggers;
    QList<FileInput> inputs;
    QList<FileJob> jobs;

    const FileTrigger *trigger(const QString &event) const;
    const FileJob *job(const QString &shownName) const;
};

/// Nothing for a text that is no YAML or has no jobs.
std::optional<WorkflowFile> readWorkflowFile(const QByteArray &text);

/// What happened to a repository.
struct Happening {
    QString event;
    /// "opened", "synchronize"; empty where the event has none.
    QString type;
    /// Of a pull request the one it is to go into.
    QString branch;
    QStringList changedPaths;
};
/// Whether the trigger lets it start the workflow. Source: GitHub's page "Workflow syntax", on.<event>.
bool lets(const FileTrigger &trigger, const Happening &happening);

/// GitHub's words for what is wrong with a dispatch's inputs; empty when nothing is.
QString problemWith(const QList<FileInput> &inputs, const QJsonObject &given);

} // namespace slipway::sandbox::github
