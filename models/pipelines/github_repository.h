#pragma once

#include "github/client.h"
#include "workflow/repository.h"

namespace slipway::pipelines {

/// The files of a commit at GitHub that a workflow needs: local actions and reusable workflows. Holds what GitHubFiles
/// fetched; any other file counts as missing. Never changes; any thread.
class GitHubRepository final : public workflow::Repository
{
public:
    using Files = workflow::MemoryRepository::Files;
    explicit GitHubRepository(Files files)
        : m_files(std::move(files))
    { }

    base::Result<QByteArray> read(const std::string &plainPath) const override { return m_files.read(plainPath); }

private:
    workflow::MemoryRepository m_files;
};

/// The paths, in their plain form, of what a workflow names of its own repository with `uses: ./…`, each once.
struct LocalUses {
    QStringList actions;
    QStringList workflows;
    bool operator==(const LocalUses &) const = default;
};
LocalUses localUses(const workflow::Document &document);

/// The files of one commit, each fetched once. Copies share what was fetched. GUI thread.
class GitHubFiles
{
public:
    GitHubFiles(std::shared_ptr<const github::Client> client, github::RepositoryName name, QString commit);

    const QString &commit() const;
    /// A file's bytes; nothing where the commit has none. Errors: those of github::Client::file.
    QCoro::Task<base::Result<std::optional<QByteArray>>> file(QString path, std::stop_token stop) const;
    /// All that `document` needs, and what that needs in turn: to be asked again when localUses become others. Errors:
    /// as `file`; then nothing is known, which is not the same as nothing there.
    QCoro::Task<base::Result<std::shared_ptr<const workflow::Repository>>> around(workflow::Document document,
                                                                                  std::stop_token stop) const;

    /// Of files beyond that, none is fetched: a chain of calls that names ever new ones ends.
    static constexpr qsizetype mostFiles = 200;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace slipway::pipelines
