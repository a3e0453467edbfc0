#pragma once

#include "base/clock.h"
#include "diagnostics/checker.h"
#include "diagnostics/facts.h"
#include "editing/planned.h"
#include "editing/selection.h"
#include "workflow/completion/completion.h"
#include "workflow/edits/operation.h"
#include "workflow/history.h"
#include "workflow/repository.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace slipway::editing {

/// Where a file comes from.
struct Origin {
    /// ".github/workflows/ci.yml".
    QString path;
    /// Absolute path in a local clone; empty for a file that lives at GitHub only.
    QString file;
    /// "loop-health/platform", the branch and the commit that was opened; empty where unknown.
    QString repository;
    QString branch;
    QString commit;
    /// Not in the repository yet: made from a template.
    bool isNew = false;
};

/// One workflow file that is open: document, undo stack, selection, findings, and the last state that could be drawn.
///
/// Findings are made on a worker thread and arrive by `checked`; the newest state wins. GUI thread.
class OpenFile final : public QObject
{
    Q_OBJECT

public:
    struct Setup {
        Origin origin;
        /// What is shown first: mostly `base`, else what was recovered.
        QByteArray text;
        /// The repository's version, which changes are counted against; empty for a new file.
        QByteArray base;
        /// Its other files: local actions and workflows. May be null.
        std::shared_ptr<const workflow::Repository> repository;
        diagnostics::Settings rules;
        /// Null: the machine's.
        std::shared_ptr<base::Clock> clock;
        /// What the disk has; absent: `base`.
        std::optional<QByteArray> saved = std::nullopt;
    };

    explicit OpenFile(Setup setup, QObject *parent = nullptr);
    ~OpenFile() override;

    const Origin &origin() const;
    /// After a proposal or a pull: what the repository has now.
    void setBase(const QByteArray &base, const QString &commit);
    const QByteArray &base() const;
    void setOrigin(const Origin &origin);

    workflow::History &history();
    const workflow::Document &document() const;
    /// Follows what is selected while the text changes: a job that is renamed, a step that goes down.
    Selection &selection();
    const std::shared_ptr<const workflow::Repository> &repository() const;
    void setRepository(std::shared_ptr<const workflow::Repository> repository);

    /// The newest document that reads without errors of YAML; what the canvas shows. What could be read, when none did.
    const workflow::Document &drawable() const;
    /// Why `drawable` is not `document`, in a sentence with the line; empty while it is.
    QString brokenBecause() const;

    /// Names that GitHub told, for completion, forms and rules.
    const workflow::KnownNames &names() const;
    void setNames(const workflow::KnownNames &names);
    void setFacts(const diagnostics::Facts &facts);

    /// By rising place, of the document with revision `checkedRevision`; shellcheck's among them. They stay as they are
    /// until the next ones arrive.
    const std::vector<diagnostics::Finding> &findings() const;
    /// -1 before the first answer.
    int checkedRevision() const;

    /// Whether the text differs from the repository's version, or from what the disk has.
    bool isChanged() const;
    bool isUnsaved() const;
    /// What the disk has, as far as known.
    const QByteArray &saved() const;
    /// The disk holds this text now.
    void setSaved(const QByteArray &text);

    /// One undo step called `name` ("Connect ci to deploy"); all or nothing. Each is proven: see workflow::provenEdit.
    /// Errors: those of workflow::provenEdit; invalidInput with the reason while the text is broken.
    base::Done perform(const std::vector<workflow::Operation> &operations, const QString &name);
    base::Done perform(const workflow::Operation &operation, const QString &name);
    /// The same, and selects what the plan says.
    base::Done perform(const Planned &planned);

Q_SIGNALS:
    /// The document is another one; `patches` lead from the one before to it.
    void changed(const slipway::yaml::Patches &patches);
    void checked();
    void namesChanged();
    /// `isChanged`, `isUnsaved` or `base` may have changed.
    void stateChanged();

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace slipway::editing
