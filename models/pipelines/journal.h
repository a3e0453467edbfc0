#pragma once

#include "base/result.h"
#include "pipelines/plan.h"

#include <QMap>
#include <QUrl>

namespace slipway::pipelines {

/// What of a plan was done: kept after each step, so that it goes on where it stopped, after a quit too, and nothing is
/// done twice.
struct Journal {
    enum class Step {
        Look, ///< where the branch stands, and whether somebody else changed the files
        Upload, ///< the files' bytes
        Tree,
        Commit,
        Branch,
        Request, ///< the pull request
        Done,
    };

    Plan plan;
    /// Where the commit goes: the plan's branch, or the next free name.
    QString branch;
    /// The commit that it is put upon.
    QString head;
    /// SHAs of what was uploaded, by path.
    QMap<QString, QString> blobs;
    QString tree;
    QString commit;
    bool isBranchMade = false;
    /// The pull request was asked for; the answer may have been lost.
    bool isRequestAsked = false;
    std::optional<qint64> request;
    QUrl page;

    /// What comes next.
    Step step() const;
    /// Forgets what was built upon an older commit.
    void startOver();
    bool operator==(const Journal &) const = default;

    static Journal of(const Plan &plan);
};

/// What the step does, for people: "Making the branch slipway/ci-2".
QString stepWords(const Journal &journal);

QByteArray toBytes(const Journal &journal);
/// Error: protocol.
base::Result<Journal> readJournal(const QByteArray &bytes);

} // namespace slipway::pipelines
