#pragma once

#include "github/repository.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>

/// The workflow files of a repository at GitHub.
namespace slipway::pipelines {

/// A file that a proposal changes.
struct ProposedFile {
    /// ".github/workflows/ci.yml".
    QString path;
    /// What was opened; nothing: the file is new.
    std::optional<QByteArray> opened;
    QByteArray bytes;
    bool operator==(const ProposedFile &) const = default;
};

/// What "Propose change…" will do: one commit on a branch of its own, and a pull request for it. Nothing else at GitHub
/// changes.
struct Plan {
    github::RepositoryName repository;
    /// Where the change shall go in the end: "main".
    QString baseBranch;
    /// The commit that the files were opened at; empty when unknown, then they are compared.
    QString baseCommit;
    /// The branch that is made; where `updates` is set, the proposal's own, which gets one more commit.
    QString branch;
    QString title;
    /// Markdown.
    QString description;
    bool isDraft = false;
    QList<ProposedFile> files;
    /// An open pull request that gets another commit in the place of a new one.
    std::optional<qint64> updates;

    /// The branch that the files are compared with and the commit is put upon.
    const QString &startingBranch() const { return updates ? branch : baseBranch; }
    bool operator==(const Plan &) const = default;
};

/// What a plan is drafted of.
struct DraftFor {
    github::RepositoryName repository;
    QString baseBranch;
    QString baseCommit;
    QList<ProposedFile> files;
    /// What changes in meaning, a sentence each: "job deploy: timeout 20 minutes added".
    QStringList changes;
};

/// Branch, title and description as first suggested; the person may write others.
Plan draftPlan(const DraftFor &what);

/// The description for these changes. Their words are shown and not obeyed: they mention nobody and link nothing.
QString draftDescription(const QList<ProposedFile> &files, const QStringList &changes);

/// Why git does not take this as a branch's name, in a sentence; empty when it does.
/// Source: git check-ref-format.
QString branchNameProblem(const QString &name);
/// The same with a number behind: x-2, x-3, …
QString nextBranchName(const QString &name);

/// Why the plan cannot be carried out as it is, in a sentence; empty when it can.
QString planProblem(const Plan &plan);

/// One call, in words and as GitHub's API has it.
struct PlannedCall {
    QString words;
    /// "POST /repos/loop-health/platform/git/blobs".
    QString call;
    bool operator==(const PlannedCall &) const = default;
};

/// What will be asked of GitHub, in order, when nothing stands in the way.
QList<PlannedCall> plannedCalls(const Plan &plan);

} // namespace slipway::pipelines
