#pragma once

#include "base/clock.h"
#include "base/freshness.h"
#include "editing/open_file.h"
#include "editing/recovery.h"
#include "pipelines/proposer.h"
#include "workspace/workspace.h"

#include <QMap>
#include <QObject>

#include <memory>
#include <vector>

namespace slipway::github {
class Client;
}
namespace slipway::pipelines {
class ActionCache;
class Names;
class WorkflowCatalogue;
} // namespace slipway::pipelines

namespace slipway::refresh {
class Engine;
}

/// The workflow files of a workspace while people work on them: what there is, what is open, and the ways out.
namespace slipway::desk {

/// A workflow file that can be opened.
struct FileEntry {
    /// ".github/workflows/ci.yml".
    QString path;
    /// Its `name`, or the file's.
    QString name;
    /// GitHub does not start it.
    bool isDisabled = false;
    /// Not in the repository yet.
    bool isNew = false;
    bool isChanged = false;
    /// Open with edits from elsewhere than the others: from GitHub while a clone is used, or from another clone.
    bool isElsewhere = false;
    bool operator==(const FileEntry &) const = default;
};

/// What happened to an open file on the disk, by another program.
struct OutsideChange {
    QString path;
    /// What the disk has now; nothing: it was removed.
    std::optional<QByteArray> bytes;
    /// Both changes fit together: the text with both.
    std::optional<QByteArray> merged;
};

/// Opens, keeps, saves and proposes workflow files, from GitHub or from a clone on this computer.
///
/// Nothing unsaved is lost: edits are journalled as they are made, and come back at the next start. A file that another
/// program changed is asked about and never overwritten; a file without edits follows the branch. GUI thread; nothing
/// blocks.
class Desk final : public QObject
{
    Q_OBJECT

public:
    struct Setup {
        std::shared_ptr<const workspace::Workspace> workspace;
        /// What the providers' times are compared with.
        std::shared_ptr<base::Clock> clock;
        /// Absolute folders: unsaved edits, and what is kept of actions.
        QString recoveryFolder;
        QString cacheFolder;
    };

    explicit Desk(Setup setup, QObject *parent = nullptr);
    ~Desk() override;

    /// Whom to ask from now on; null: nobody is signed in.
    void setClient(std::shared_ptr<const github::Client> client);
    /// Registers what is asked for regularly. Once.
    void addSources(refresh::Engine &engine);

    /// Works on the files of the clone around `path` from now on; files with edits stay open as they are. Errors: as of
    /// checkout::Clone::around; invalidInput when it is a clone of another repository than the workspace's.
    base::Done useClone(const QString &path);
    /// Empty while files come from GitHub.
    QString cloneRoot() const;
    /// The branch that changes start from, and its commit as far as known.
    QString branch() const;
    QString commit() const;

    QList<FileEntry> files() const;
    base::Freshness freshness() const;

    /// Brings the file, by `opened` or `failed`; at once when it is open already.
    void open(const QString &path);
    /// Null while it is not open.
    editing::OpenFile *file(const QString &path) const;
    /// A new file with this text; its path is made free ("ci-2.yml").
    editing::OpenFile *create(const QString &fileName, const QByteArray &text);
    /// Goes back to the repository's version; a new file is closed. The edits before can be undone in neither case.
    void discard(const QString &path);
    bool hasUnsaved() const;

    /// Writes into the clone that the file is of. Ends with `saved` or `failed`. Errors: conflict when the disk has
    /// something else, which `changedOutside` then asks about; invalidInput for a file that has no place on the disk.
    void save(const QString &path);
    /// After an outside change: takes the disk's text, the merged one, or keeps the own and lets it be saved over.
    enum class Resolution { TakeTheirs, Merge, KeepMine };
    void resolve(const OutsideChange &change, Resolution resolution);

    /// The proposal of this file: under way, failed, done, or not begun.
    pipelines::Proposer &proposer(const QString &path);
    /// How far it got, in this run of the program or an earlier one; absent when none was begun.
    std::optional<pipelines::Journal> proposal(const QString &path) const;
    pipelines::Plan draftProposal(const QString &path) const;
    /// What changed in words, for the sheet.
    QStringList changesInWords(const QString &path) const;

    pipelines::Names &names() const;
    pipelines::ActionCache &actions() const;
    /// All workflows of the repository: those that are open as they are being edited. The others are read when this is
    /// asked, once for each commit; `documentsChanged` tells when they have come.
    QMap<QString, workflow::Document> documents() const;

Q_SIGNALS:
    void filesChanged();
    void opened(const QString &path);
    /// The file of this path is about to go: nobody may keep a pointer to it.
    void closing(const QString &path);
    void failed(const QString &path, const slipway::base::Error &error);
    void saved(const QString &path);
    void changedOutside(const slipway::desk::OutsideChange &change);
    /// Edits of an earlier run of the program are open again.
    void recovered(const QStringList &paths);
    void namesChanged();
    void documentsChanged();
    void proposed(const QString &path);
    /// Worth telling: edits cannot be kept, a journal was damaged, a file was removed from the branch.
    void noticed(const slipway::base::Error &error);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::desk
