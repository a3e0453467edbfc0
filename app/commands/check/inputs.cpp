#include "commands/check/inputs.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QSet>

using namespace Qt::StringLiterals;

namespace slipway::commands::check {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("commands::check", text);
}

const QStringList yamlFiles{u"*.yml"_s, u"*.yaml"_s};

Input::Kind kindOf(const QString &fileName)
{
    const bool isWorkspace = fileName == "slipway.yaml"_L1 || fileName == "slipway.yml"_L1;
    return isWorkspace ? Input::Kind::Workspace : Input::Kind::Workflow;
}

/// Descriptions of actions and of Dependabot are YAML, and no workflows.
bool isOtherYaml(const QString &fileName)
{
    static const QSet<QString> others{u"action.yml"_s, u"action.yaml"_s, u"dependabot.yml"_s, u"dependabot.yaml"_s};
    return others.contains(fileName);
}

QStringList filesBelow(const QString &folder, QDirIterator::IteratorFlags flags)
{
    QStringList found;
    QDirIterator files(folder, yamlFiles, QDir::Files, flags);
    while (files.hasNext())
        found.append(files.next());
    found.sort();
    return found;
}

QList<Input> ofFolder(const QString &folder)
{
    QList<Input> found;
    const QString workflows = folder + u"/.github/workflows"_s;
    const bool isRepository = QDir(workflows).exists();
    const QStringList files = isRepository ? filesBelow(workflows, QDirIterator::NoIteratorFlags)
                                           : filesBelow(folder, QDirIterator::Subdirectories);
    for (const QString &file : files) {
        const QString name = QFileInfo(file).fileName();
        if (!isOtherYaml(name))
            found.append({kindOf(name), QDir::cleanPath(file)});
    }
    for (const QString &name : {u"slipway.yaml"_s, u"slipway.yml"_s}) {
        if (isRepository && QFileInfo::exists(folder + u'/' + name))
            found.append({Input::Kind::Workspace, QDir::cleanPath(folder + u'/' + name)});
    }
    return found;
}

} // namespace

base::Result<QList<Input>> findInputs(const QStringList &paths)
{
    QList<Input> inputs;
    QSet<QString> seen;
    for (const QString &path : paths) {
        const QFileInfo info(path);
        QList<Input> found;
        if (path == "-"_L1)
            found.append({Input::Kind::Stdin, path});
        else if (info.isDir())
            found = ofFolder(path);
        else if (info.exists())
            found.append({kindOf(info.fileName()), path});
        else
            return std::unexpected(
                base::makeError(base::Error::Kind::NotFound, tr("%1 is not there.").arg(path), tr("Check the path.")));
        for (const Input &input : found) {
            if (!seen.contains(input.path))
                inputs.append(input);
            seen.insert(input.path);
        }
    }
    return inputs;
}

} // namespace slipway::commands::check
