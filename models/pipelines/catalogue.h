#pragma once

#include "base/clock.h"
#include "base/freshness.h"
#include "checkout/clone.h"
#include "pipelines/github_repository.h"
#include "refresh/engine.h"

#include <QAbstractListModel>

namespace slipway::pipelines {

/// A workflow file of the repository, or of the clone on this computer.
struct CatalogueEntry {
    /// ".github/workflows/ci.yml"; one row each.
    QString path;
    /// As GitHub or the file says; the file's name where neither does.
    QString name;
    /// GitHub's id; absent while GitHub does not know the file.
    std::optional<qint64> id;
    /// Why nothing starts it: "Disabled by hand"; empty while it is active.
    QString disabledBecause;
    bool isAtGitHub = false;
    bool isOnDisk = false;
    bool operator==(const CatalogueEntry &) const = default;
};

/// A workflow file, opened.
struct OpenedFile {
    QByteArray bytes;
    QString branch;
    QString commit;
    /// Its local actions and workflows; null where they could not be read.
    std::shared_ptr<const workflow::Repository> repository;
};

/// The workflow files of a repository at GitHub on one branch, and those of a clone, by name. Rows keep their identity;
/// what fails keeps the old rows. GUI thread; the clone is read on a worker.
class WorkflowCatalogue final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { EntryRole = Qt::UserRole + 1, PathRole, StateRole };

    struct Setup {
        /// Null: nobody is signed in.
        std::shared_ptr<const github::Client> client;
        github::RepositoryName repository;
        /// Empty: the default branch.
        QString branch;
        std::optional<checkout::Clone> clone;
        std::shared_ptr<base::Clock> clock;
    };

    explicit WorkflowCatalogue(Setup setup, QObject *parent = nullptr);
    ~WorkflowCatalogue() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    const QList<CatalogueEntry> &entries() const;
    std::optional<CatalogueEntry> entry(const QString &path) const;
    /// The branch that is shown and where it stood when last asked; empty until known.
    QString branch() const;
    QString commit() const;
    const github::RepositoryName &repository() const;
    base::Freshness freshness() const;

    /// What it asks for regularly, for the refresh engine; may outlive this object.
    refresh::Source source();
    /// Asks GitHub, and looks at the clone. True: never moves by itself.
    QCoro::Task<base::Result<bool>> refresh(std::stop_token stop);
    /// The clone has changed, or another is used.
    void setClone(const std::optional<checkout::Clone> &clone);
    void setClient(std::shared_ptr<const github::Client> client);
    void setBranch(const QString &branch);

    /// The file as `commit` has it; empty: as the branch has it now. Errors: those of github::Client::file;
    /// unauthorized when nobody is signed in.
    QCoro::Task<base::Result<OpenedFile>> open(QString path, std::stop_token stop, QString commit = {}) const;

Q_SIGNALS:
    /// `freshness`, `branch` or `commit` became another.
    void stateChanged();

private:
    friend class CatalogueRows;
    struct Private;
    std::shared_ptr<Private> m_d;
};

/// Why GitHub does not start a workflow in this state; empty when it does.
QString disabledWords(github::Workflow::State state);

} // namespace slipway::pipelines

Q_DECLARE_METATYPE(slipway::pipelines::CatalogueEntry)
