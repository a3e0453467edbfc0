#include "overview/board.h"
#include "overview/trigger_words.h"

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

QCoro::Task<base::Result<WorkflowFile>> askFile(std::shared_ptr<const github::Client> client,
                                                github::RepositoryName name, QString file, std::stop_token stop)
{
    const auto text = co_await client->file(name, u".github/workflows/"_s + file, {}, stop);
    if (!text)
        co_return std::unexpected(text.error());
    const WorkflowHead head = workflowHead(text->content);
    co_return WorkflowFile{head.name, head.trigger, head.triggerBrief};
}

} // namespace

Fetched fetchWorkflowFiles(SharedBoard board, std::stop_token stop)
{
    const auto name = repositoryOf(*board);
    if (!board->clients.github || !name)
        co_return std::unexpected(notSignedIn(u"GitHub"_s));
    const QStringList files = board->workspace->workflows;
    std::vector<QCoro::Task<base::Result<WorkflowFile>>> tasks;
    for (const QString &file : files)
        tasks.push_back(askFile(board->clients.github, *name, file, stop));
    Tally tally;
    const auto answers = co_await all(std::move(tasks));
    for (qsizetype i = 0; i < files.size(); ++i) {
        const auto &answer = answers.at(static_cast<std::size_t>(i));
        put(board->snapshot.workflowFiles, files.at(i), answer, board->now());
        tally.count(answer);
    }
    co_return tally.result(false);
}

Fetched fetchPulls(SharedBoard board, std::stop_token stop)
{
    const auto name = repositoryOf(*board);
    if (!board->clients.github || !name)
        co_return std::unexpected(notSignedIn(u"GitHub"_s));
    const auto pulls = co_await board->clients.github->openPullRequests(*name, stop);
    const auto numbers = pulls.transform([](const QList<github::PullRequest> &list) {
        OpenPulls open;
        for (const github::PullRequest &pull : list)
            open.numbers += pull.number;
        return open;
    });
    put(board->snapshot.pulls, {}, numbers, board->now());
    if (!numbers)
        co_return std::unexpected(numbers.error());
    co_return false;
}

Fetched fetchTags(SharedBoard board, std::stop_token stop)
{
    const auto name = repositoryOf(*board);
    if (!board->clients.github || !name)
        co_return std::unexpected(notSignedIn(u"GitHub"_s));
    const auto tags = co_await board->clients.github->tags(*name, stop);
    if (!tags) {
        put(board->snapshot.tags, {}, base::Result<Tags>(std::unexpected(tags.error())), board->now());
        co_return std::unexpected(tags.error());
    }
    Tags bySha;
    for (const github::Tag &tag : *tags)
        bySha.bySha[tag.sha.toLower()] += tag.name;
    put(board->snapshot.tags, {}, base::Result<Tags>(bySha), board->now());
    co_return false;
}

} // namespace slipway::overview
