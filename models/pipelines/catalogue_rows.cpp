#include "pipelines/catalogue_rows.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::pipelines {

namespace {

constexpr QLatin1StringView folder{".github/workflows/"};

QString fileName(const QString &path)
{
    return path.section(u'/', -1);
}

CatalogueEntry &entryOf(QList<CatalogueEntry> &entries, const QString &path)
{
    const auto found = std::ranges::find(entries, path, &CatalogueEntry::path);
    if (found != entries.end())
        return *found;
    entries.append({.path = path,
                    .name = fileName(path),
                    .id = std::nullopt,
                    .disabledBecause = {},
                    .isAtGitHub = false,
                    .isOnDisk = false});
    return entries.last();
}

} // namespace

QList<DiskWorkflow> diskWorkflows(const checkout::Clone &clone)
{
    QList<DiskWorkflow> result;
    for (const QString &path : clone.workflowFiles()) {
        QFile file(clone.root() + u'/' + path);
        QString name;
        if (file.size() <= yaml::Tree::largest && file.open(QIODevice::ReadOnly)) {
            const auto document = workflow::Document::open(file.readAll(), path);
            const std::string_view written = document.workflow().name.text();
            name = QString::fromUtf8(written.data(), static_cast<qsizetype>(written.size())).simplified();
        }
        result.append({path, name});
    }
    return result;
}

QList<CatalogueEntry> joinEntries(const GitHubFilesList &atGitHub, const QList<DiskWorkflow> &onDisk)
{
    QList<CatalogueEntry> entries;
    for (const QString &path : atGitHub.files)
        entryOf(entries, path).isAtGitHub = true;
    for (const DiskWorkflow &file : onDisk) {
        CatalogueEntry &entry = entryOf(entries, file.path);
        entry.isOnDisk = true;
        if (!file.name.isEmpty())
            entry.name = file.name;
    }
    for (const github::Workflow &workflow : atGitHub.workflows) {
        const auto found = std::ranges::find(entries, workflow.path, &CatalogueEntry::path);
        if (found == entries.end() || !workflow.path.startsWith(folder))
            continue;
        found->id = workflow.id;
        found->disabledBecause = disabledWords(workflow.state.meaning);
        // Without a name of its own GitHub gives the path as one.
        if (!found->isOnDisk && !workflow.name.isEmpty() && workflow.name != workflow.path)
            found->name = workflow.name.simplified();
    }
    std::ranges::sort(entries, [](const CatalogueEntry &one, const CatalogueEntry &other) {
        const int byName = QString::compare(one.name, other.name, Qt::CaseInsensitive);
        return byName == 0 ? one.path < other.path : byName < 0;
    });
    return entries;
}

void CatalogueRows::apply(WorkflowCatalogue &model, QList<CatalogueEntry> &rows, const QList<CatalogueEntry> &next)
{
    for (int at = static_cast<int>(rows.size()) - 1; at >= 0; --at) {
        if (std::ranges::contains(next, rows.at(at).path, &CatalogueEntry::path))
            continue;
        model.beginRemoveRows({}, at, at);
        rows.removeAt(at);
        model.endRemoveRows();
    }
    for (int at = 0; at < static_cast<int>(next.size()); ++at) {
        const CatalogueEntry &wanted = next.at(at);
        const auto found = std::ranges::find(rows, wanted.path, &CatalogueEntry::path);
        const int from = static_cast<int>(found - rows.begin());
        if (found == rows.end()) {
            model.beginInsertRows({}, at, at);
            rows.insert(at, wanted);
            model.endInsertRows();
            continue;
        }
        if (from != at) {
            model.beginMoveRows({}, from, from, {}, at);
            rows.move(from, at);
            model.endMoveRows();
        }
        if (rows.at(at) == wanted)
            continue;
        rows[at] = wanted;
        emit model.dataChanged(model.index(at), model.index(at));
    }
}

} // namespace slipway::pipelines
