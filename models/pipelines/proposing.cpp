#include "pipelines/proposing.h"

#include "pipelines/proposal_words.h"

using namespace Qt::StringLiterals;

namespace slipway::pipelines {

namespace {

using Kind = base::Error::Kind;
template<typename T>
using Answer = QCoro::Task<base::Result<T>>;

constexpr int mostNames = 20;
constexpr int mostRounds = 3;

/// What each step holds on to.
struct Work {
    std::shared_ptr<const github::Client> client;
    std::shared_ptr<Journal> journal;
    std::function<void()> onStep;
    std::stop_token stop;

    const github::RepositoryName &name() const { return journal->plan.repository; }
};

/// The write may have been carried out, or carried out before: look before anything else.
bool mayBeDone(const base::Error &error)
{
    return error.outcomeUnknown || error.kind == Kind::InvalidInput || error.kind == Kind::Conflict;
}

Answer<std::optional<QByteArray>> bytesAt(Work work, QString path, QString commit)
{
    const auto file = co_await work.client->file(work.name(), path, commit, work.stop);
    if (file)
        co_return std::optional(file->content);
    if (file.error().kind == Kind::NotFound)
        co_return std::optional<QByteArray>();
    co_return std::unexpected(file.error());
}

/// What somebody else changed of the plan's files; nothing when the commit can go on top.
Answer<std::optional<Moved>> compare(Work work, QString head)
{
    Moved moved{head, {}};
    bool isAnythingLeft = false;
    for (qsizetype i = 0; i < work.journal->plan.files.size(); ++i) {
        const ProposedFile file = work.journal->plan.files.at(i);
        std::optional<QByteArray> theirs = file.opened;
        if (head != work.journal->plan.baseCommit) {
            const auto bytes = co_await bytesAt(work, file.path, head);
            if (!bytes)
                co_return std::unexpected(bytes.error());
            theirs = *bytes;
        }
        isAnythingLeft = isAnythingLeft || theirs != file.bytes;
        if (auto found = movedFile(file, theirs))
            moved.files.append(std::move(*found));
    }
    if (!isAnythingLeft)
        co_return std::unexpected(nothingLeft(work.journal->plan.startingBranch()));
    if (moved.files.isEmpty())
        co_return std::nullopt;
    co_return moved;
}

Answer<std::optional<Moved>> look(Work work)
{
    const QString branch = work.journal->plan.startingBranch();
    const auto reference = co_await work.client->branchReference(work.name(), branch, work.stop);
    if (!reference)
        co_return std::unexpected(reference.error());
    if (!*reference)
        co_return std::unexpected(branchIsGone(branch));
    const QString head = (*reference)->sha;
    auto moved = co_await compare(work, head);
    if (moved && !*moved) {
        if (work.journal->head != head)
            work.journal->startOver();
        work.journal->head = head;
        work.onStep();
    }
    co_return moved;
}

Answer<bool> upload(Work work)
{
    for (qsizetype i = 0; i < work.journal->plan.files.size(); ++i) {
        const ProposedFile file = work.journal->plan.files.at(i);
        if (work.journal->blobs.contains(file.path))
            continue;
        const auto sha = co_await work.client->createBlob(work.name(), file.bytes, work.stop);
        if (!sha)
            co_return std::unexpected(sha.error());
        work.journal->blobs.insert(file.path, *sha);
        work.onStep();
    }
    co_return true;
}

Answer<bool> makeTree(Work work)
{
    const auto head = co_await work.client->commitObject(work.name(), work.journal->head, work.stop);
    if (!head)
        co_return std::unexpected(head.error());
    QList<github::TreeChange> changes;
    for (const auto &[path, sha] : work.journal->blobs.asKeyValueRange())
        changes.append({.path = path, .sha = sha});
    const auto tree = co_await work.client->createTree(work.name(), head->tree, changes, work.stop);
    if (!tree)
        co_return std::unexpected(tree.error());
    if (*tree == head->tree)
        co_return std::unexpected(nothingLeft(work.journal->plan.startingBranch()));
    work.journal->tree = *tree;
    work.onStep();
    co_return true;
}

Answer<bool> makeCommit(Work work)
{
    const Journal &journal = *work.journal;
    const github::NewCommit commit{
        .message = journal.plan.title, .tree = journal.tree, .parents = QStringList{journal.head}};
    const auto sha = co_await work.client->createCommit(work.name(), commit, work.stop);
    if (!sha)
        co_return std::unexpected(sha.error());
    work.journal->commit = *sha;
    work.onStep();
    co_return true;
}

/// Whether the commit is one of an earlier attempt whose journal was lost: the same tree upon the same commit.
Answer<bool> isOwn(Work work, QString sha)
{
    if (sha == work.journal->commit)
        co_return true;
    const auto commit = co_await work.client->commitObject(work.name(), sha, work.stop);
    if (!commit)
        co_return std::unexpected(commit.error());
    co_return commit->tree == work.journal->tree && commit->parents == QStringList{work.journal->head};
}

void noteBranch(const Work &work, const QString &commit)
{
    work.journal->commit = commit;
    work.journal->isBranchMade = true;
    work.onStep();
}

/// Makes the branch, or takes one over that is ours; false: the name is somebody else's.
Answer<bool> makeBranchOfName(Work work)
{
    const QString branch = work.journal->branch;
    const auto made =
        co_await work.client->createReference(work.name(), u"refs/heads/"_s + branch, work.journal->commit, work.stop);
    if (made) {
        noteBranch(work, work.journal->commit);
        co_return true;
    }
    if (!mayBeDone(made.error()))
        co_return std::unexpected(made.error());
    const auto there = co_await work.client->branchReference(work.name(), branch, work.stop);
    if (!there || !*there)
        co_return std::unexpected(made.error());
    const auto own = co_await isOwn(work, (*there)->sha);
    if (!own)
        co_return std::unexpected(own.error());
    if (*own) {
        // Then its pull request may be there, too.
        work.journal->isRequestAsked = true;
        noteBranch(work, (*there)->sha);
    }
    co_return *own;
}

Answer<bool> makeBranch(Work work)
{
    for (int attempt = 0; attempt < mostNames; ++attempt) {
        const auto made = co_await makeBranchOfName(work);
        if (!made)
            co_return std::unexpected(made.error());
        if (*made)
            co_return true;
        work.journal->branch = nextBranchName(work.journal->branch);
        work.onStep();
    }
    co_return std::unexpected(noFreeName(work.journal->plan.branch));
}

/// Moves the proposal's own branch on; false: somebody else moved it, so look again.
Answer<bool> moveBranch(Work work)
{
    const QString branch = work.journal->branch;
    const QString commit = work.journal->commit;
    const auto made = co_await work.client->updateReference(work.name(), u"heads/"_s + branch, commit, work.stop);
    if (made) {
        noteBranch(work, commit);
        co_return true;
    }
    if (!mayBeDone(made.error()))
        co_return std::unexpected(made.error());
    const auto there = co_await work.client->branchReference(work.name(), branch, work.stop);
    if (!there)
        co_return std::unexpected(made.error());
    if (!*there)
        co_return std::unexpected(branchIsGone(branch));
    if ((*there)->sha == commit) {
        noteBranch(work, commit);
        co_return true;
    }
    if ((*there)->sha == work.journal->head)
        co_return std::unexpected(made.error());
    work.journal->startOver();
    work.onStep();
    co_return false;
}

Answer<std::optional<github::PullRequest>> openRequest(Work work)
{
    return work.client->openPullRequestOf(work.name(), work.journal->branch, work.stop);
}

Answer<github::PullRequest> newRequest(Work work)
{
    const Journal &journal = *work.journal;
    if (journal.isRequestAsked) {
        const auto there = co_await openRequest(work);
        if (!there)
            co_return std::unexpected(there.error());
        if (*there)
            co_return **there;
    }
    work.journal->isRequestAsked = true;
    work.onStep();
    const github::NewPullRequest request{.title = journal.plan.title,
                                         .head = journal.branch,
                                         .base = journal.plan.baseBranch,
                                         .body = journal.plan.description,
                                         .isDraft = journal.plan.isDraft};
    const auto made = co_await work.client->createPullRequest(work.name(), request, work.stop);
    if (made || !mayBeDone(made.error()))
        co_return made;
    const auto there = co_await openRequest(work);
    if (there && *there)
        co_return **there;
    co_return made;
}

Answer<github::PullRequest> ask(Work work)
{
    base::Result<github::PullRequest> request;
    if (work.journal->plan.updates)
        request = co_await work.client->pullRequest(work.name(), *work.journal->plan.updates, work.stop);
    else
        request = co_await newRequest(work);
    if (request) {
        work.journal->request = request->number;
        work.journal->page = request->page;
        work.onStep();
    }
    co_return request;
}

/// From the commit that the branch stands at to a commit of our own, unless it is made already.
Answer<std::optional<Moved>> build(Work work)
{
    if (!work.journal->commit.isEmpty())
        co_return std::nullopt;
    auto moved = co_await look(work);
    if (!moved || *moved)
        co_return moved;
    const auto uploaded = co_await upload(work);
    if (!uploaded)
        co_return std::unexpected(uploaded.error());
    if (work.journal->tree.isEmpty()) {
        const auto tree = co_await makeTree(work);
        if (!tree)
            co_return std::unexpected(tree.error());
    }
    const auto commit = co_await makeCommit(work);
    if (!commit)
        co_return std::unexpected(commit.error());
    co_return std::nullopt;
}

Answer<bool> putOnBranch(Work work)
{
    if (work.journal->isBranchMade)
        co_return true;
    if (work.journal->plan.updates)
        co_return co_await moveBranch(work);
    co_return co_await makeBranch(work);
}

Answer<Proposed> carryOut(Work work)
{
    for (int round = 0; round < mostRounds; ++round) {
        const auto moved = co_await build(work);
        if (!moved)
            co_return std::unexpected(moved.error());
        if (*moved)
            co_return Proposed{.request = std::nullopt, .moved = *moved};
        const auto put = co_await putOnBranch(work);
        if (!put)
            co_return std::unexpected(put.error());
        if (!*put)
            continue;
        const auto request = co_await ask(work);
        if (!request)
            co_return std::unexpected(request.error());
        co_return Proposed{.request = *request, .moved = std::nullopt};
    }
    co_return std::unexpected(movesTooFast(work.journal->branch));
}

} // namespace

QCoro::Task<base::Result<Proposed>> propose(std::shared_ptr<const github::Client> client,
                                            std::shared_ptr<Journal> journal, std::function<void()> onStep,
                                            std::stop_token stop)
{
    if (!client)
        co_return std::unexpected(notSignedIn());
    auto result = co_await carryOut({client, journal, onStep, stop});
    if (!result && result.error().kind != Kind::Cancelled)
        co_return std::unexpected(inWords(result.error(), *journal));
    co_return result;
}

} // namespace slipway::pipelines
