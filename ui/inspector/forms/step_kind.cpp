#include "inspector/forms/step_kind.h"

#include "inspector/forms/form.h"

#include <QCoreApplication>

namespace slipway::inspector {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("inspector::StepKind", text);
}

base::Done change(Desk &desk, const editing::Place &step, const std::string &key, const std::string &value,
                  const std::vector<std::string> &gone, const QString &name)
{
    const yaml::Path path = pathOf(step);
    const yaml::Node node = desk.at(path);
    Operations operations{workflow::Set{below(path, {key}), yaml::makeText(value)}};
    for (const std::string &other : gone)
        if (node[other])
            operations.push_back(workflow::Unset{.path = below(path, {other})});
    return desk.perform(operations, name);
}

} // namespace

base::Done useAction(Desk &desk, const editing::Place &step)
{
    return change(desk, step, "uses", "actions/checkout@v4", {"run", "shell", "working-directory"},
                  tr("Use an action instead of a command"));
}

base::Done runCommand(Desk &desk, const editing::Place &step)
{
    return change(desk, step, "run", "echo \"Write the command here\"", {"uses", "with"},
                  tr("Run a command instead of an action"));
}

} // namespace slipway::inspector
