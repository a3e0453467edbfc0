#include "commands/check/workspace_file.h"

#include "commands/check/inputs.h"
#include "diagnostics/used_secrets.h"
#include "workspace/parser.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace slipway::commands::check {

namespace {

using diagnostics::Severity;

const QString unusedRule = u"secret-unused"_s;

void addProblems(CheckedFile &file)
{
    for (const workspace::Problem &problem : workspace::readWorkspace(file.source).problems) {
        const bool isError = problem.severity == workspace::Problem::Severity::Error;
        const yaml::Place begin{std::max(problem.line, 1), std::max(problem.column, 1)};
        const bool isAdvised = !problem.suggestion.isEmpty();
        file.remarks.push_back({.rule = u"workspace"_s,
                                .severity = isError ? Severity::Error : Severity::Warning,
                                .message = isAdvised ? problem.message + u' ' + problem.suggestion : problem.message,
                                .begin = begin,
                                .end = {begin.line, begin.column + 1}});
    }
}

/// The workflows of the repository whose slipway.yaml lies in `folder`.
std::vector<workflow::Document> workflowsOf(const QString &folder)
{
    std::vector<workflow::Document> workflows;
    const auto inputs = findInputs({folder + u"/.github/workflows"_s});
    if (!inputs)
        return workflows;
    for (const Input &input : *inputs) {
        QFile file(input.path);
        if (file.open(QIODevice::ReadOnly))
            workflows.push_back(workflow::Document::open(file.read(yaml::Tree::largest + 1), input.path));
    }
    return workflows;
}

void addUnusedSecrets(CheckedFile &file, const QString &folder, const Surroundings &around)
{
    const std::vector<workflow::Document> workflows = workflowsOf(folder);
    if (!around.facts.secrets || workflows.empty() || around.settings.off.contains(unusedRule))
        return;
    const QStringList unused = diagnostics::unusedSecrets(*around.facts.secrets, workflows);
    const auto tree = yaml::Tree::parse(file.source);
    for (const yaml::Node secret : yaml::items(tree->root()["secrets"])) {
        const yaml::Node name = secret["name"];
        const QString text = QString::fromUtf8(name.text().data(), qsizetype(name.text().size()));
        if (!unused.contains(text))
            continue;
        file.remarks.push_back(
            {.rule = unusedRule,
             .severity = around.settings.severity.value(unusedRule, Severity::Hint),
             .message = QCoreApplication::translate("commands::check",
                                                    "No workflow uses the secret `%1`. Take it from GitHub, or use it.")
                            .arg(text),
             .begin = tree->place(name.range().begin),
             .end = tree->place(name.range().end)});
    }
}

} // namespace

CheckedFile withWorkspaceRemarks(CheckedFile file, const QString &path, const Surroundings &around)
{
    addProblems(file);
    addUnusedSecrets(file, QFileInfo(path).absolutePath(), around);
    return file;
}

} // namespace slipway::commands::check
