#include "sandbox/github/workflow_file.h"

#include <algorithm>

#include <yaml-cpp/yaml.h>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

constexpr qsizetype mostMatrixJobs = 256;

QString text(const YAML::Node &node)
{
    return node && node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
}

/// A text, or a list of them.
QStringList texts(const YAML::Node &node)
{
    QStringList list;
    if (node && node.IsSequence()) {
        for (const YAML::Node &item : node)
            list.append(text(item));
    } else if (const QString single = text(node); !single.isEmpty()) {
        list.append(single);
    }
    return list;
}

QList<NamedText> pairs(const YAML::Node &node)
{
    QList<NamedText> list;
    if (node && node.IsMap()) {
        for (const auto &entry : node)
            list.append({text(entry.first), text(entry.second)});
    }
    return list;
}

FileStep stepOf(const YAML::Node &node)
{
    FileStep step;
    step.run = text(node["run"]);
    step.uses = text(node["uses"]);
    step.with = pairs(node["with"]);
    step.environment = pairs(node["env"]);
    step.name = text(node["name"]);
    if (step.name.isEmpty())
        step.name = "Run "_L1 + (step.uses.isEmpty() ? step.run.section(u'\n', 0, 0) : step.uses);
    return step;
}

/// Every combination of the matrix's lists, the first one changing slowest. Includes and excludes are left out.
QList<QStringList> combinations(const YAML::Node &matrix)
{
    QList<QStringList> rows;
    if (!matrix || !matrix.IsMap())
        return rows;
    rows.append(QStringList());
    for (const auto &axis : matrix) {
        if (!axis.second.IsSequence() || text(axis.first) == "include"_L1 || text(axis.first) == "exclude"_L1)
            continue;
        QList<QStringList> longer;
        for (const QStringList &row : std::as_const(rows)) {
            for (const YAML::Node &value : axis.second)
                longer.append(row + QStringList{text(value)});
        }
        rows = longer.first(std::min(longer.size(), mostMatrixJobs));
    }
    return rows.size() == 1 && rows.first().isEmpty() ? QList<QStringList>() : rows;
}

FileJob jobOf(const QString &id, const YAML::Node &node)
{
    FileJob job;
    job.id = id;
    job.name = text(node["name"]).isEmpty() ? id : text(node["name"]);
    job.needs = texts(node["needs"]);
    job.condition = text(node["if"]);
    const YAML::Node environment = node["environment"];
    job.environment = environment && environment.IsMap() ? text(environment["name"]) : text(environment);
    if (node["strategy"] && node["strategy"].IsMap())
        job.matrix = combinations(node["strategy"]["matrix"]);
    if (node["steps"] && node["steps"].IsSequence()) {
        for (const YAML::Node &step : node["steps"]) {
            if (step.IsMap())
                job.steps.append(stepOf(step));
        }
    }
    return job;
}

FileTrigger triggerOf(const QString &event, const YAML::Node &node)
{
    FileTrigger trigger;
    trigger.event = event;
    if (!node || !node.IsMap())
        return trigger;
    trigger.branches = texts(node["branches"]);
    trigger.ignoredBranches = texts(node["branches-ignore"]);
    trigger.paths = texts(node["paths"]);
    trigger.ignoredPaths = texts(node["paths-ignore"]);
    trigger.types = texts(node["types"]);
    return trigger;
}

QList<FileTrigger> triggersOf(const YAML::Node &on)
{
    QList<FileTrigger> triggers;
    if (on && on.IsMap()) {
        for (const auto &entry : on)
            triggers.append(triggerOf(text(entry.first), entry.second));
        return triggers;
    }
    for (const QString &event : texts(on))
        triggers.append(triggerOf(event, {}));
    return triggers;
}

QList<FileInput> inputsOf(const YAML::Node &on)
{
    QList<FileInput> inputs;
    const YAML::Node dispatch = on && on.IsMap() ? on["workflow_dispatch"] : YAML::Node();
    if (!dispatch || !dispatch.IsMap() || !dispatch["inputs"] || !dispatch["inputs"].IsMap())
        return inputs;
    for (const auto &entry : dispatch["inputs"]) {
        FileInput input;
        input.name = text(entry.first);
        if (entry.second.IsMap()) {
            if (const QString type = text(entry.second["type"]); !type.isEmpty())
                input.type = type;
            input.isRequired = text(entry.second["required"]) == "true"_L1;
            input.hasDefault = entry.second["default"].IsDefined();
            input.options = texts(entry.second["options"]);
        }
        inputs.append(input);
    }
    return inputs;
}

WorkflowFile fileOf(const YAML::Node &root)
{
    WorkflowFile file;
    file.name = text(root["name"]);
    file.triggers = triggersOf(root["on"]);
    file.inputs = inputsOf(root["on"]);
    for (const auto &entry : root["jobs"]) {
        if (entry.second.IsMap())
            file.jobs.append(jobOf(text(entry.first), entry.second));
    }
    return file;
}

} // namespace

const FileTrigger *WorkflowFile::trigger(const QString &event) const
{
    const auto found = std::ranges::find(triggers, event, &FileTrigger::event);
    return found == triggers.end() ? nullptr : &*found;
}

const FileJob *WorkflowFile::job(const QString &shownName) const
{
    const auto found = std::ranges::find_if(jobs, [&shownName](const FileJob &job) {
        return shownName == job.name || (!job.matrix.isEmpty() && shownName.startsWith(job.name + " ("_L1));
    });
    return found == jobs.end() ? nullptr : &*found;
}

std::optional<WorkflowFile> readWorkflowFile(const QByteArray &text)
{
    try {
        const YAML::Node root = YAML::Load(text.toStdString());
        if (!root.IsMap() || !root["jobs"] || !root["jobs"].IsMap())
            return std::nullopt;
        return fileOf(root);
    } catch (const YAML::Exception &) {
        return std::nullopt;
    }
}

} // namespace slipway::sandbox::github
