#include "github/commits.h"

using namespace Qt::StringLiterals;

namespace slipway::github {

using base::json::Object;

namespace {

base::Word<FileChange::Kind> kindOf(const QString &word)
{
    using enum FileChange::Kind;
    return base::word<FileChange::Kind>(word,
                                        {{"added"_L1, Added},
                                         {"removed"_L1, Removed},
                                         {"modified"_L1, Modified},
                                         {"renamed"_L1, Renamed},
                                         {"copied"_L1, Copied},
                                         {"changed"_L1, Changed},
                                         {"unchanged"_L1, Unchanged}});
}

base::Word<Comparison::Standing> standingOf(const QString &word)
{
    using enum Comparison::Standing;
    return base::word<Comparison::Standing>(
        word, {{"identical"_L1, Identical}, {"ahead"_L1, Ahead}, {"behind"_L1, Behind}, {"diverged"_L1, Diverged}});
}

} // namespace

FileChange readFileChange(const Object &object)
{
    FileChange change;
    change.path = object.text("filename"_L1);
    change.kind = kindOf(object.text("status"_L1));
    change.additions = object.integer("additions"_L1);
    change.deletions = object.integer("deletions"_L1);
    change.previousPath = object.maybeText("previous_filename"_L1).value_or(QString());
    change.patch = object.maybeText("patch"_L1).value_or(QString());
    return change;
}

Commit readCommit(const Object &object)
{
    Commit commit;
    commit.sha = object.text("sha"_L1);
    commit.page = QUrl(object.text("html_url"_L1));
    const Object inner = object.object("commit"_L1);
    commit.message = inner.text("message"_L1);
    if (const auto author = inner.maybeObject("author"_L1)) {
        commit.authorName = author->maybeText("name"_L1).value_or(QString());
        commit.authoredAt = author->maybeTime("date"_L1).value_or(QDateTime());
    }
    if (const auto verification = inner.maybeObject("verification"_L1)) {
        commit.isVerified = verification->boolean("verified"_L1);
        commit.verificationReason = verification->text("reason"_L1);
    }
    // An account that GitHub does not know is null, or an object without members.
    if (const auto author = object.maybeObject("author"_L1))
        commit.authorLogin = author->maybeText("login"_L1).value_or(QString());
    commit.parents = object.list("parents"_L1, [](const Object &parent) { return parent.text("sha"_L1); });
    commit.files = object.maybeList("files"_L1, readFileChange);
    return commit;
}

Comparison readComparison(const Object &object)
{
    Comparison comparison;
    comparison.standing = standingOf(object.text("status"_L1));
    comparison.aheadBy = object.integer("ahead_by"_L1);
    comparison.behindBy = object.integer("behind_by"_L1);
    comparison.totalCommits = object.integer("total_commits"_L1);
    comparison.commits = object.list("commits"_L1, readCommit);
    comparison.files = object.maybeList("files"_L1, readFileChange);
    comparison.mergeBase = object.object("merge_base_commit"_L1).text("sha"_L1);
    comparison.page = QUrl(object.text("html_url"_L1));
    return comparison;
}

} // namespace slipway::github
