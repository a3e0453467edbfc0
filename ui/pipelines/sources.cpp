#include "pipelines_page/sources.h"

#include "desk/desk.h"
#include "pipelines/action_cache.h"
#include "pipelines/names.h"
#include "pipelines_page/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

namespace {

constexpr qsizetype shortCommit = 7;

} // namespace

inspector::Sources sourcesOf(desk::Desk &desk)
{
    inspector::Sources sources;
    sources.action = [&desk](const QString &uses, QObject *asker, inspector::Sources::Answer answer) {
        desk.actions().ask(uses, asker, std::move(answer));
    };
    sources.branches = [&desk] { return desk.names().branches(); };
    sources.secretWords = [&desk](const QString &name) { return desk.names().secretWords(name); };
    sources.environmentWords = environmentWordsOf(desk);
    return sources;
}

std::function<QString(const QString &environment)> environmentWordsOf(desk::Desk &desk)
{
    return [&desk](const QString &name) { return desk.names().environmentWords(name); };
}

std::vector<editing::Candidate> candidatesOf(const desk::Desk &desk)
{
    std::vector<editing::Candidate> candidates;
    const auto documents = desk.documents();
    for (const auto &[path, document] : documents.asKeyValueRange())
        candidates.push_back({path, document});
    return candidates;
}

QStringList branchesOf(const desk::Desk &desk)
{
    return desk.names().branches();
}

QString footWords(const desk::Desk &desk)
{
    if (const QString root = desk.cloneRoot(); !root.isEmpty())
        return tr("Editing %1 in %2").arg(desk.branch(), root);
    if (desk.branch().isEmpty())
        return {};
    return tr("Editing from %1 %2").arg(desk.branch(), desk.commit().left(shortCommit));
}

bool isProposed(const desk::Desk &desk, const QString &path)
{
    const editing::OpenFile *file = desk.file(path);
    const auto proposal = desk.proposal(path);
    return file && proposal && proposal->request && !proposal->plan.files.isEmpty()
        && proposal->plan.files.first().bytes == file->document().source();
}

QString changedWords(const desk::Desk &desk, const QString &path)
{
    const editing::OpenFile *file = desk.file(path);
    if (!file || !(file->isChanged() || file->origin().isNew))
        return {};
    const auto proposal = desk.proposal(path);
    if (proposal && proposal->request) {
        return isProposed(desk, path) ? tr("Proposed in #%1").arg(*proposal->request)
                                      : tr("Changed since #%1").arg(*proposal->request);
    }
    if (file->origin().isNew)
        return tr("New workflow");
    // A comment that changed has no meaning to list, and is one change all the same.
    const qsizetype count = std::max<qsizetype>(desk.changesInWords(path).size(), 1);
    // On the disk of a clone, and not at GitHub.
    return file->isUnsaved() ? counted(count, "1 unsaved change", "%1 unsaved changes")
                             : counted(count, "1 change to propose", "%1 changes to propose");
}

} // namespace slipway::pipelines_page
