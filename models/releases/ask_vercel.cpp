#include "releases/asking.h"
#include "vercel/client.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

constexpr int newestOfAll = 100;
constexpr int ofEach = 100;
/// A project's domains move without a deployment too: it is asked this often whatever happens.
constexpr milliseconds projectEvery{300'000};

using List = QList<vercel::Deployment>;

bool isUnderWay(const VercelEvidence &evidence)
{
    using State = vercel::AliasRequest::State;
    const auto &request = evidence.project ? evidence.project->lastAliasRequest : std::nullopt;
    const bool isMoving = request && (request->state == State::Pending || request->state == State::InProgress);
    return isMoving || std::ranges::any_of(evidence.deployments, [](const vercel::Deployment &deployment) {
               return deployment.status() == base::Status::Running || deployment.status() == base::Status::Queued;
           });
}

List ofProject(const List &deployments, const QString &project)
{
    List own;
    std::ranges::copy_if(deployments, std::back_inserter(own),
                         [&project](const vercel::Deployment &deployment) { return deployment.name == project; });
    return own;
}

/// Whether the newest of all reach back to what is known of the project.
bool isConnected(const VercelEvidence &evidence, const List &newest)
{
    if (evidence.deployments.isEmpty() || newest.isEmpty())
        return false;
    const auto latest = std::ranges::max(evidence.deployments, {}, &vercel::Deployment::createdAt).createdAt;
    return latest >= newest.last().createdAt || newest.size() < newestOfAll;
}

struct Question {
    QString project;
    /// The branch that staging runs; empty: none.
    QString stagingBranch;
};

QList<Question> questionsOf(const workspace::Workspace &workspace)
{
    QMap<QString, QString> branches;
    for (const PlacedApp &placed : placesOf(workspace)) {
        if (placed.place->vercelProject.isEmpty())
            continue;
        QString &branch = branches[placed.place->vercelProject];
        if (placed.environment == workspace::Environment::Staging)
            branch = workspace.branchOf(*placed.app, placed.environment);
    }
    QList<Question> questions;
    for (const auto &[project, branch] : branches.asKeyValueRange())
        questions.append({project, branch});
    return questions;
}

void fail(Board &board, const QString &project, const base::Error &error)
{
    auto &freshness = board.evidence.vercel[project].freshness;
    freshness = base::Freshness::failed(freshness, error);
}

/// The oldest that is known of the project, to go on from; absent at first.
std::optional<QDateTime> oldestOf(const Board &board, const QString &project)
{
    const auto deployments = board.evidence.vercel.value(project).deployments;
    if (deployments.isEmpty())
        return std::nullopt;
    return std::ranges::min(deployments, {}, &vercel::Deployment::createdAt).createdAt;
}

QCoro::Task<base::Done> askWhole(SharedBoard board, std::shared_ptr<const vercel::Client> client, Question question,
                                 std::stop_token stop)
{
    std::vector<QCoro::Task<base::Result<List>>> tasks;
    // Once the past is known, what lies between it and now is wanted.
    const bool isGap = board->askedWhole.contains(u"vercel/"_s + question.project);
    const auto until = isGap ? std::nullopt : oldestOf(*board, question.project);
    tasks.push_back(client->deployments(
        {.project = question.project, .target = u"production"_s, .until = until, .limit = ofEach}, stop));
    if (!question.stagingBranch.isEmpty())
        tasks.push_back(client->deployments(
            {.project = question.project, .branch = question.stagingBranch, .until = until, .limit = ofEach}, stop));
    const auto answers = co_await all(std::move(tasks));
    for (const auto &answer : answers) {
        if (!answer)
            co_return std::unexpected(answer.error());
        mergeInto(board->evidence.vercel[question.project].deployments, *answer, &vercel::Deployment::id);
    }
    board->askedWhole.insert(u"vercel/"_s + question.project, board->clock->elapsed());
    co_return base::Done();
}

QCoro::Task<base::Done> askProject(SharedBoard board, std::shared_ptr<const vercel::Client> client, QString project,
                                   std::stop_token stop)
{
    const auto answer = co_await client->project(project, stop);
    if (!answer)
        co_return std::unexpected(answer.error());
    board->evidence.vercel[project].project = *answer;
    board->askedWhole.insert(u"project/"_s + project, board->clock->elapsed());
    co_return base::Done();
}

bool needsProject(const Board &board, const QString &project, bool isChanged)
{
    const auto asked = board.askedWhole.constFind(u"project/"_s + project);
    return isChanged || asked == board.askedWhole.cend() || board.clock->elapsed() - *asked >= projectEvery
        || isUnderWay(board.evidence.vercel.value(project));
}

/// True: something of it moves.
QCoro::Task<base::Result<bool>> refreshProject(SharedBoard board, std::shared_ptr<const vercel::Client> client,
                                               Question question, List newest, std::stop_token stop)
{
    VercelEvidence &known = board->evidence.vercel[question.project];
    const bool isWhole = board->askedWhole.contains(u"vercel/"_s + question.project) && isConnected(known, newest);
    const bool isChanged = mergeInto(known.deployments, ofProject(newest, question.project), &vercel::Deployment::id);
    base::Done done;
    if (!isWhole)
        done = co_await askWhole(board, client, question, stop);
    if (done && needsProject(*board, question.project, isChanged))
        done = co_await askProject(board, client, question.project, stop);
    if (!done) {
        fail(*board, question.project, done.error());
        co_return std::unexpected(done.error());
    }
    board->evidence.vercel[question.project].freshness = base::Freshness::fresh(board->now());
    co_return isUnderWay(board->evidence.vercel.value(question.project));
}

} // namespace

Fetched fetchVercel(SharedBoard board, std::stop_token stop)
{
    const QList<Question> questions = questionsOf(*board->workspace);
    const auto client = board->clients.vercel;
    base::Result<List> newest = std::unexpected(notSignedIn(u"Vercel"_s));
    if (client)
        newest = co_await client->deployments({.limit = newestOfAll}, stop);
    if (!newest) {
        for (const Question &question : questions)
            fail(*board, question.project, newest.error());
        co_return std::unexpected(newest.error());
    }
    std::vector<QCoro::Task<base::Result<bool>>> tasks;
    for (const Question &question : questions)
        tasks.push_back(refreshProject(board, client, question, *newest, stop));
    base::Result<bool> result = false;
    const auto answers = co_await all(std::move(tasks));
    for (const auto &answer : answers) {
        if (!answer)
            result = std::unexpected(answer.error());
        else if (result)
            result = *result || *answer;
    }
    co_return result;
}

} // namespace slipway::releases
