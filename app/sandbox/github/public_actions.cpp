#include "sandbox/github/public_actions.h"

#include <QDir>
#include <QDirIterator>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

namespace {

/// Every file below the folder.
Git::Tree treeOf(Git &git, const QDir &folder)
{
    Git::Tree tree;
    QDirIterator files(folder.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            tree[folder.relativeFilePath(file.fileName())] = git.addBlob(file.readAll());
    }
    return tree;
}

std::unique_ptr<Repository> repositoryAt(const QDir &folder, const QString &owner, const QString &name, qint64 id)
{
    auto repository = std::make_unique<Repository>();
    repository->id = id;
    repository->owner = owner;
    repository->name = name;
    repository->created = QDateTime(QDate(2019, 7, 1), QTime(0, 0), QTimeZone::UTC);
    Commit commit;
    commit.message = u"The action"_s;
    commit.author = owner;
    commit.at = QDateTime(QDate(2024, 2, 1), QTime(0, 0), QTimeZone::UTC);
    commit.tree = repository->git.addTree(treeOf(repository->git, folder));
    const QString sha = repository->git.add(commit).sha;
    repository->git.branches = {{u"main"_s, sha}, {u"master"_s, sha}};
    constexpr int newestMajor = 12;
    for (int major = newestMajor; major >= 0; --major)
        repository->git.tags.append({"v"_L1 + QString::number(major), sha});
    return repository;
}

} // namespace

PublicActions::PublicActions()
{
    const QDir root(u":/sandbox/public-actions"_s);
    for (const QString &owner : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QDir folder(root.filePath(owner));
        for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
            const auto id = 197'000'000 + static_cast<qint64>(m_repositories.size());
            m_repositories.push_back(repositoryAt(QDir(folder.filePath(name)), owner, name, id));
        }
    }
}

Repository *PublicActions::repository(const QString &owner, const QString &name) const
{
    const auto found = std::ranges::find_if(m_repositories, [&](const auto &repository) {
        return repository->owner.compare(owner, Qt::CaseInsensitive) == 0
            && repository->name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == m_repositories.end() ? nullptr : found->get();
}

} // namespace slipway::sandbox::github
