#include "pipelines/proposal_words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::pipelines {

namespace {

using Kind = base::Error::Kind;
using Step = Journal::Step;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(pipelines::Proposal)
};

base::Error say(base::Error error, const QString &message, const QString &advice)
{
    if (!message.isEmpty())
        error.message = message;
    error.advice = advice;
    return error;
}

bool hasWorkflows(const Plan &plan)
{
    return std::ranges::any_of(plan.files,
                               [](const ProposedFile &file) { return file.path.startsWith(".github/workflows/"_L1); });
}

base::Error missingRight(const base::Error &error, const Journal &journal)
{
    const QString name = journal.plan.repository.text();
    if (error.message.contains("archived"_L1, Qt::CaseInsensitive))
        return say(error, Words::tr("%1 is archived: nobody can change it.").arg(name),
                   Words::tr("Ask an administrator to take it out of the archive."));
    if (journal.step() == Step::Request)
        return say(error, Words::tr("This token may not open pull requests in %1.").arg(name),
                   Words::tr("Give it “Pull requests: write” (a classic token: repo). The branch %1 is made, and "
                             "trying again goes on from there.")
                       .arg(journal.branch));
    const bool isScope = error.message.contains("workflow"_L1, Qt::CaseInsensitive)
        && error.message.contains("scope"_L1, Qt::CaseInsensitive);
    if (isScope || (hasWorkflows(journal.plan) && journal.step() != Step::Upload))
        return say(
            error, Words::tr("This token may not change workflow files in %1.").arg(name),
            Words::tr("Give it “Workflows: write” (a classic token: workflow), then try again. Nothing is lost."));
    return say(
        error, Words::tr("This token may not write to %1.").arg(name),
        Words::tr("Give it “Contents: write” and “Workflows: write” (a classic token: repo and workflow), or ask "
                  "who administers the repository."));
}

base::Error unfit(const base::Error &error, const Journal &journal)
{
    switch (journal.step()) {
    case Step::Branch:
        return say(error, {},
                   journal.plan.updates ? Words::tr("Propose it as a new branch.")
                                        : Words::tr("Choose another branch name, then try again."));
    case Step::Request:
        return say(error, {},
                   Words::tr("The branch %1 is made. Check title and text, then try again.").arg(journal.branch));
    default: return say(error, {}, Words::tr("Open the file from GitHub anew, then propose again."));
    }
}

} // namespace

base::Error inWords(base::Error error, const Journal &journal)
{
    switch (error.kind) {
    case Kind::Network:
    case Kind::Timeout: return say(error, {}, Words::tr("Nothing is lost. Trying again goes on where it stopped."));
    case Kind::Forbidden: return missingRight(error, journal);
    case Kind::NotFound:
        if (journal.step() != Step::Look)
            return missingRight(error, journal);
        return say(error,
                   Words::tr("%1 is not there, or this token may not see it.").arg(journal.plan.repository.text()),
                   Words::tr("Check its name and what the token may see."));
    case Kind::Conflict:
        if (journal.step() == Step::Upload)
            return say(error, Words::tr("%1 has no commit yet.").arg(journal.plan.repository.text()),
                       Words::tr("Make its first commit, then propose."));
        return say(error, {}, Words::tr("Nothing is lost. Try again."));
    case Kind::InvalidInput: return unfit(error, journal);
    default: return error;
    }
}

base::Error notSignedIn()
{
    return base::makeError(Kind::Unauthorized, Words::tr("Nobody is signed in to GitHub."),
                           Words::tr("Sign in under Accounts, then try again. Your edits are kept."));
}

base::Error branchIsGone(const QString &branch)
{
    return base::makeError(Kind::NotFound, Words::tr("The branch %1 is gone.").arg(branch),
                           Words::tr("Choose another branch to propose to."));
}

base::Error nothingLeft(const QString &branch)
{
    return base::makeError(Kind::Conflict, Words::tr("%1 holds these changes already.").arg(branch),
                           Words::tr("Nothing is left to propose."));
}

base::Error noFreeName(const QString &branch)
{
    return base::makeError(Kind::Conflict, Words::tr("Branches called %1 and alike exist already.").arg(branch),
                           Words::tr("Choose another branch name."));
}

base::Error movesTooFast(const QString &branch)
{
    return base::makeError(Kind::Conflict, Words::tr("Somebody else writes to %1 right now.").arg(branch),
                           Words::tr("Try again in a moment. Nothing is lost."));
}

} // namespace slipway::pipelines
