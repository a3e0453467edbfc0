#include "fly/client.h"
#include "github/client.h"
#include "releases/details_of.h"
#include "releases/versions.h"
#include "releases/words.h"
#include "vercel/client.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

/// The most releases whose commits are asked for at once.
constexpr qsizetype spansAtOnce = 60;

base::Freshness freshnessOf(const base::Done &done, const QDateTime &now)
{
    return done ? base::Freshness::fresh(now) : base::Freshness::failed({}, done.error());
}

template<typename T>
base::Done doneOf(const base::Result<T> &answer)
{
    return answer ? base::Done() : base::Done(std::unexpected(answer.error()));
}

QString lighthouseOf(const base::Result<QList<Check>> &checks)
{
    if (!checks)
        return {};
    const auto found = std::ranges::find_if(
        *checks, [](const Check &check) { return check.name.contains("lighthouse"_L1, Qt::CaseInsensitive); });
    if (found == checks->cend())
        return {};
    const QString word = found->status == base::Status::Success ? tr("passed")
        : found->status == base::Status::Failure                ? tr("failed")
                                                                : tr("not finished");
    return found->detail.isEmpty() ? word : found->detail;
}

QCoro::Task<base::Result<QList<SecretAge>>> githubSecrets(SharedBoard board, QString environment, std::stop_token stop)
{
    const auto client = board->clients.github;
    const auto name = repositoryOf(*board);
    if (!client || !name)
        co_return std::unexpected(notSignedIn(u"GitHub"_s));
    QList<SecretAge> ages;
    const auto secrets = co_await client->environmentSecrets(*name, environment, stop);
    if (!secrets)
        co_return std::unexpected(secrets.error());
    for (const auto &secret : *secrets)
        ages.append({secret.name, tr("GitHub, %1").arg(environment), secret.updatedAt, false});
    co_return ages;
}

QCoro::Task<base::Result<QList<SecretAge>>> flySecrets(SharedBoard board, QString app, std::stop_token stop)
{
    const auto client = board->clients.fly;
    if (!client)
        co_return std::unexpected(notSignedIn(u"Fly.io"_s));
    QList<SecretAge> ages;
    const auto secrets = co_await client->secrets(app, stop);
    if (!secrets)
        co_return std::unexpected(secrets.error());
    for (const fly::SecretName &secret : *secrets)
        ages.append({secret.name, tr("Fly.io, %1").arg(app), secret.updatedAt, false});
    co_return ages;
}

QCoro::Task<base::Result<QList<SecretAge>>> vercelSecrets(SharedBoard board, QString project, std::stop_token stop)
{
    const auto client = board->clients.vercel;
    if (!client)
        co_return std::unexpected(notSignedIn(u"Vercel"_s));
    QList<SecretAge> ages;
    const auto variables = co_await client->variables(project, stop);
    if (!variables)
        co_return std::unexpected(variables.error());
    for (const vercel::VariableName &variable : *variables) {
        if (variable.type != "plain"_L1 && variable.type != "system"_L1)
            ages.append({variable.key, tr("Vercel, %1").arg(project), variable.updatedAt, false});
    }
    co_return ages;
}

QCoro::Task<base::Result<QList<SecretAge>>> secretsOf(SharedBoard board, Release left, Release right,
                                                      std::stop_token stop)
{
    QStringList asked;
    std::vector<QCoro::Task<base::Result<QList<SecretAge>>>> tasks;
    for (const Release &release : {left, right}) {
        const workspace::Place *place = placeOf(*board->workspace, release.app, release.environment);
        const QString provider = place ? place->flyApp + place->vercelProject : QString();
        if (!asked.contains(release.environment))
            tasks.push_back(githubSecrets(board, release.environment, stop));
        if (place && !asked.contains(provider) && !place->flyApp.isEmpty())
            tasks.push_back(flySecrets(board, place->flyApp, stop));
        if (place && !asked.contains(provider) && !place->vercelProject.isEmpty())
            tasks.push_back(vercelSecrets(board, place->vercelProject, stop));
        asked += {release.environment, provider};
    }
    QList<SecretAge> ages;
    const auto answers = co_await all(std::move(tasks));
    for (const auto &answer : answers) {
        if (!answer)
            co_return std::unexpected(answer.error());
        ages += *answer;
    }
    for (SecretAge &age : ages)
        age.changedBetween = age.updatedAt && changedBetween(*age.updatedAt, left, right);
    std::ranges::sort(ages, {}, [](const SecretAge &age) { return std::pair(age.name, age.place); });
    co_return ages;
}

base::Error noConfig(const QString &words)
{
    return base::makeError(base::Error::Kind::NotFound, words, tr("Settings are read from Fly.io machines that run."));
}

/// The configuration of the machines that run the release.
base::Result<QJsonObject> configOf(const Board &board, const Release &release)
{
    const QString name = release.version.isEmpty() ? release.sha.left(7) : release.version;
    const workspace::Place *place = placeOf(*board.workspace, release.app, release.environment);
    if (!place || place->flyApp.isEmpty() || release.flyVersion == 0)
        return std::unexpected(noConfig(tr("%1 does not run on machines, so its settings are not known.").arg(name)));
    for (const fly::Machine &machine : board.evidence.fly.value(place->flyApp).machines) {
        if (machine.releaseVersion() == release.flyVersion && !machine.config.isEmpty())
            return machine.config;
    }
    return std::unexpected(noConfig(tr("No machine runs %1 any more, so its settings are not known.").arg(name)));
}

base::Result<QStringList> configBetween(const Board &board, const Release &left, const Release &right)
{
    const auto leftConfig = configOf(board, left);
    const auto rightConfig = configOf(board, right);
    if (!leftConfig)
        return std::unexpected(leftConfig.error());
    if (!rightConfig)
        return std::unexpected(rightConfig.error());
    return differingSettings(*leftConfig, *rightConfig);
}

void takeCode(Comparison &comparison, const Span &code)
{
    comparison.code = code;
    comparison.schema = code.migrations;
    for (const FileChange &file : code.files) {
        if (isApiDescription(file.path))
            comparison.api.append(file.path);
    }
}

QList<NotedPull> pullsOf(const Span &span, const QList<base::Result<github::PullRequest>> &answers)
{
    QList<NotedPull> pulls;
    for (qsizetype i = 0; i < span.pulls.size(); ++i) {
        if (const auto &answer = answers.value(i, std::unexpected(noSuchRelease())))
            pulls.append({answer->number, answer->title, answer->author});
    }
    return pulls;
}

QCoro::Task<QList<NotedPull>> askPulls(SharedBoard board, Span span, std::stop_token stop)
{
    const auto client = board->clients.github;
    const auto name = repositoryOf(*board);
    if (!client || !name)
        co_return QList<NotedPull>();
    std::vector<QCoro::Task<base::Result<github::PullRequest>>> tasks;
    for (const qint64 number : span.pulls)
        tasks.push_back(client->pullRequest(*name, number, stop));
    const auto answers = co_await all(std::move(tasks));
    co_return pullsOf(span, QList<base::Result<github::PullRequest>>(answers.begin(), answers.end()));
}

/// The commit of the newest version tag that is not of this commit; empty when there is none.
QString lastTagged(const Board &board, const workspace::App &app, const QString &sha)
{
    QString newest;
    QString at;
    for (const auto &[tagged, tags] : board.evidence.github.tagsBySha.asKeyValueRange()) {
        for (const QString &tag : tags) {
            const QString version = app.versionOf(tag);
            const bool isFinal = !version.isEmpty() && !version.contains(u'-');
            if (isFinal && tagged != sha && (newest.isEmpty() || isOlderVersion(newest, version))) {
                newest = version;
                at = tagged;
            }
        }
    }
    return at;
}

} // namespace

QCoro::Task<base::Result<Comparison>> comparisonOf(SharedBoard board, SharedHistory history, QString idA, QString idB,
                                                   std::stop_token stop)
{
    const Release *left = find(*history, idA);
    const Release *right = find(*history, idB);
    if (!left || !right)
        co_return std::unexpected(noSuchRelease());
    Comparison comparison;
    comparison.left = *left;
    comparison.right = *right;
    auto codeTask = spanOf(board, left->sha, right->sha, stop);
    auto secretsTask = secretsOf(board, *left, *right, stop);
    auto leftChecks = checksOf(board, left->sha, stop);
    auto rightChecks = checksOf(board, right->sha, stop);
    const auto code = co_await std::move(codeTask);
    const auto secrets = co_await std::move(secretsTask);
    const auto checksA = co_await std::move(leftChecks);
    const auto checksB = co_await std::move(rightChecks);
    if (stop.stop_requested())
        co_return std::unexpected(base::cancelled());
    if (code)
        takeCode(comparison, *code);
    if (secrets)
        comparison.secrets = *secrets;
    comparison.lighthouseLeft = lighthouseOf(checksA);
    comparison.lighthouseRight = lighthouseOf(checksB);
    const auto config = configBetween(*board, *left, *right);
    if (config)
        comparison.config = *config;
    const QDateTime now = board->now();
    comparison.freshness = {{u"code"_s, freshnessOf(doneOf(code), now)},
                            {u"config"_s, freshnessOf(doneOf(config), now)},
                            {u"secrets"_s, freshnessOf(doneOf(secrets), now)},
                            {u"lighthouse"_s, freshnessOf(checksA ? doneOf(checksB) : doneOf(checksA), now)}};
    co_return comparison;
}

QCoro::Task<base::Result<Waiting>> waitingIn(SharedBoard board, SharedHistory history, QString app, QString environment,
                                             std::stop_token stop)
{
    const workspace::App *known = board->workspace->app(app);
    const auto named = workspace::environmentOf(environment);
    const auto live = std::ranges::find_if(history->releases, [&](const Release &release) {
        return release.isLive && release.app == app && release.environment == environment;
    });
    if (!known || !named || live == history->releases.cend())
        co_return std::unexpected(base::makeError(base::Error::Kind::NotFound, tr("Nothing is known to be live there."),
                                                  tr("Refresh, then look again.")));
    const QString branch = board->workspace->branchOf(*known, *named);
    const auto span = co_await spanOf(board, live->sha, branch, stop);
    if (!span)
        co_return std::unexpected(span.error());
    Waiting waiting = waitingOf(*history, app, environment, branch, *span);
    waiting.freshness = base::Freshness::fresh(board->now());
    co_return waiting;
}

QCoro::Task<base::Result<TagDraft>> tagFor(SharedBoard board, SharedHistory history, QString releaseId,
                                           std::stop_token stop)
{
    const Release *release = find(*history, releaseId);
    const workspace::App *app = release ? board->workspace->app(release->app) : nullptr;
    if (!release || !app)
        co_return std::unexpected(noSuchRelease());
    const QString sha = release->sha;
    const Release *previous = previousOf(*history, *release);
    QString baseSha = lastTagged(*board, *app, sha);
    if (baseSha.isEmpty() && previous)
        baseSha = previous->sha;
    const auto span = co_await spanOf(board, baseSha, sha, stop);
    if (!span)
        co_return std::unexpected(span.error());
    const auto pulls = co_await askPulls(board, *span, stop);
    QStringList tags;
    for (const QStringList &of : std::as_const(board->evidence.github.tagsBySha))
        tags += of;
    co_return releases::draftTag(*app, tags, *span, pulls);
}

QCoro::Task<CommitLists> commitsIn(SharedBoard board, SharedHistory history, QStringList releaseIds,
                                   std::stop_token stop)
{
    QStringList asked;
    std::vector<QCoro::Task<base::Result<Span>>> tasks;
    for (const QString &id : std::as_const(releaseIds)) {
        const Release *release = find(*history, id);
        const Release *previous = release ? previousOf(*history, *release) : nullptr;
        if (!previous || previous->sha.isEmpty() || release->sha.isEmpty() || asked.size() >= spansAtOnce)
            continue;
        asked.append(id);
        tasks.push_back(spanOf(board, previous->sha, release->sha, stop));
    }
    CommitLists commits;
    const auto spans = co_await all(std::move(tasks));
    for (qsizetype i = 0; i < asked.size(); ++i) {
        if (const auto &span = spans.at(static_cast<std::size_t>(i)))
            commits.insert(asked.at(i), span->commits);
    }
    co_return commits;
}

} // namespace slipway::releases
