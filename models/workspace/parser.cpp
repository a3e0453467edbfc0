#include "workspace/parser.h"

#include "workspace/builder.h"
#include "workspace/check.h"

#include <QCoreApplication>

namespace slipway::workspace {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Workspace", text);
}

Reading refused(QString message, QString suggestion)
{
    return {std::nullopt, {Problem{0, 0, Problem::Severity::Error, std::move(message), std::move(suggestion), {}}}};
}

} // namespace

Reading readWorkspace(QByteArrayView yaml)
{
    if (yaml.size() > largestFile)
        return refused(tr("The file is larger than 1 MB."), tr("Check that it is the slipway.yaml."));
    const auto tree = yaml::read(yaml);
    if (!tree.problems.isEmpty())
        return {std::nullopt, tree.problems};
    if (!tree.root || tree.root->kind == yaml::Node::Kind::Null)
        return refused(tr("The file is empty."), tr("Begin with `version: 1`."));

    ProblemList problems;
    checkSchema(*tree.root, problems);
    checkReferences(*tree.root, problems);
    Reading reading{std::nullopt, problems.sorted()};
    if (!problems.hasErrors())
        reading.workspace = build(*tree.root);
    return reading;
}

} // namespace slipway::workspace
