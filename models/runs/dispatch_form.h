#pragma once

#include "workflow/document.h"

#include <QMap>
#include <QSettings>
#include <QStringList>

#include <memory>
#include <optional>

namespace slipway::runs {

/// One input of `workflow_dispatch`, as a form shows it.
struct DispatchInput {
    enum class Type { Text, Boolean, Choice, Number, Environment };

    QString name;
    QString description;
    Type type = Type::Text;
    bool isRequired = false;
    QString defaultValue;
    /// Of a choice.
    QStringList options;
    bool operator==(const DispatchInput &) const = default;
};

/// What may be said when a workflow is started by hand.
struct DispatchForm {
    /// The file has the trigger.
    bool canBeDispatched = false;
    QList<DispatchInput> inputs;
    /// Environments that its jobs name literally.
    QStringList environments;

    QMap<QString, QString> defaults() const;
    bool operator==(const DispatchForm &) const = default;
};

/// Source: GitHub's workflow syntax, `on.workflow_dispatch.inputs`.
DispatchForm dispatchForm(const workflow::Document &document);

/// What is wrong with a value; empty when nothing is.
QString problemOf(const DispatchInput &input, const QString &value);
/// The first problem of all; empty when there is none.
QString firstProblem(const DispatchForm &form, const QMap<QString, QString> &values);

/// Values that somebody keeps for the next time.
struct Preset {
    QString name;
    QString ref;
    QMap<QString, QString> values;
    bool operator==(const Preset &) const = default;
};

/// Presets of a workspace's workflows, kept in the settings. A value that a secret's input may hold is kept as well:
/// people are told where they save it. GUI thread.
class Presets
{
public:
    /// Null settings: nothing is kept.
    Presets(std::shared_ptr<QSettings> settings, const QString &workspaceKey);

    /// By name. What cannot be read is left out.
    QList<Preset> of(const QString &workflowFile) const;
    /// One of the same name is replaced.
    void save(const QString &workflowFile, const Preset &preset);
    void remove(const QString &workflowFile, const QString &name);

private:
    QString keyOf(const QString &workflowFile) const;
    void write(const QString &workflowFile, const QList<Preset> &presets);

    std::shared_ptr<QSettings> m_settings;
    QString m_workspaceKey;
};

} // namespace slipway::runs
