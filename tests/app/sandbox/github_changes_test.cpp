#include "github_world.h"

using namespace Qt::StringLiterals;
using namespace slipway::sandbox;
using namespace std::chrono_literals;

/// What is written to GitHub and what follows from it: files, branches, pull requests, the runs they start.
class TestSandboxGitHubChanges : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_world = std::make_unique<test::GitHubWorld>(); }
    void aTreeIsBuiltOnAnother();
    void aTreeIsListedByFolder();
    void aTreeThatDoesNotFitIsRefused_data();
    void aTreeThatDoesNotFitIsRefused();
    void aTokenWithoutTheScopeMayNotWriteWorkflows();
    void aReferenceThatDoesNotFitIsRefused_data();
    void aReferenceThatDoesNotFitIsRefused();
    void aProtectedBranchTakesNoPush();
    void aReferenceOfOnesOwnIsHadByTheFirst();
    void aPullRequestStartsWhatItTriggers();
    void aPushToItsBranchMovesThePullRequest();
    void aPullRequestWithoutADifferenceIsRefused();
    void aConflictIsSeenAndNotMerged();
    void aMergedProposalRunsItsOwnJobs();
    void aNewWorkflowIsListedOnceMerged();
    void aStepThatPlainlyFailsFails();
    void aDisabledWorkflowDoesNotStart();
    void aDispatchIsHeldAgainstTheFileAtItsRef();
    void oneJobRunsAgainWithThoseThatNeedIt();
    void aReviewIsRefused_data();
    void aReviewIsRefused();
    void thePermissionsAreTheTokens();

private:
    test::Answer get(const QString &below) { return m_world->get(below); }
    test::Answer send(const QByteArray &method, const QString &below, const QJsonObject &body = {})
    {
        return m_world->send(method, below, body);
    }
    QString head(const QString &branch)
    {
        return get(u"/git/ref/heads/"_s + branch).object()["object"_L1]["sha"_L1].toString();
    }
    QString text(const QString &path, const QString &ref)
    {
        const auto answer = get(u"/contents/%1?ref=%2"_s.arg(path, ref)).object();
        return QString::fromUtf8(QByteArray::fromBase64(answer["content"_L1].toString().toLatin1()));
    }
    /// A commit on top of `parent` in which the file has the text; not on a branch yet.
    QString commit(const QString &parent, const QString &path, const QString &content);
    /// The same, put on a new branch.
    void branchWith(const QString &branch, const QString &path, const QString &content);
    qint64 open(const QString &branch);
    QStringList startedBy(const QString &event, const QString &branch);

    std::unique_ptr<test::GitHubWorld> m_world;
};

namespace {

const QString graphFile = u".github/workflows/patient-graph-ci-cd.yml"_s;

QJsonObject entry(const QString &path, const QJsonValue &sha, const QString &mode = u"100644"_s)
{
    return {{u"path"_s, path}, {u"mode"_s, mode}, {u"type"_s, u"blob"_s}, {u"sha"_s, sha}};
}

} // namespace

QString TestSandboxGitHubChanges::commit(const QString &parent, const QString &path, const QString &content)
{
    const auto blob = send("POST", u"/git/blobs"_s, {{u"content"_s, content}, {u"encoding"_s, u"utf-8"_s}}).object();
    const auto tree =
        send("POST", u"/git/trees"_s, {{u"base_tree"_s, parent}, {u"tree"_s, QJsonArray{entry(path, blob["sha"_L1])}}})
            .object();
    return send("POST", u"/git/commits"_s,
                {{u"message"_s, u"Change a file"_s}, {u"tree"_s, tree["sha"_L1]}, {u"parents"_s, QJsonArray{parent}}})
        .object()["sha"_L1]
        .toString();
}

void TestSandboxGitHubChanges::branchWith(const QString &branch, const QString &path, const QString &content)
{
    const QString sha = commit(head(u"main"_s), path, content);
    const auto made = send("POST", u"/git/refs"_s, {{u"ref"_s, QString("refs/heads/"_L1 + branch)}, {u"sha"_s, sha}});
    QCOMPARE(made.status, 201);
}

qint64 TestSandboxGitHubChanges::open(const QString &branch)
{
    const auto opened =
        send("POST", u"/pulls"_s, {{u"title"_s, u"Change a file"_s}, {u"head"_s, branch}, {u"base"_s, u"main"_s}});
    return opened.status == 201 ? opened.object()["number"_L1].toInteger() : 0;
}

QStringList TestSandboxGitHubChanges::startedBy(const QString &event, const QString &branch)
{
    QStringList names;
    const auto runs = get(u"/actions/runs?event=%1&branch=%2"_s.arg(event, branch)).object();
    for (const QJsonValue &run : runs["workflow_runs"_L1].toArray()) {
        if (run["created_at"_L1].toString() >= u"2024-03-21T14:32:00Z"_s)
            names.append(run["name"_L1].toString());
    }
    names.sort();
    return names;
}

void TestSandboxGitHubChanges::aTreeIsBuiltOnAnother()
{
    const QString main = head(u"main"_s);
    const auto blob = send("POST", u"/git/blobs"_s, {{u"content"_s, u"eA=="_s}, {u"encoding"_s, u"base64"_s}});
    const QJsonArray changes{entry(u"docs/new.md"_s, blob.object()["sha"_L1]),
                             entry(u"README.md"_s, QJsonValue(QJsonValue::Null))};
    const auto made = send("POST", u"/git/trees"_s, {{u"base_tree"_s, main}, {u"tree"_s, changes}});
    QCOMPARE(made.status, 201);
    const QString sha = made.object()["sha"_L1].toString();
    QStringList paths;
    for (const QJsonValue &item : get(u"/git/trees/%1?recursive=1"_s.arg(sha)).object()["tree"_L1].toArray())
        paths.append(item["path"_L1].toString());
    QVERIFY(paths.contains(u"docs/new.md"_s));
    QVERIFY(paths.contains(graphFile));
    QVERIFY(!paths.contains(u"README.md"_s));
}

void TestSandboxGitHubChanges::aTreeIsListedByFolder()
{
    const auto top = get(u"/git/trees/main"_s).object()["tree"_L1].toArray();
    const auto folder =
        std::ranges::find_if(top, [](const QJsonValue &item) { return item["path"_L1].toString() == ".github"_L1; });
    QVERIFY(folder != top.end());
    QCOMPARE((*folder)["type"_L1].toString(), u"tree"_s);
    QCOMPARE((*folder)["mode"_L1].toString(), u"040000"_s);
    const auto below = get(u"/git/trees/"_s + (*folder)["sha"_L1].toString()).object()["tree"_L1].toArray();
    QCOMPARE(below.size(), 1);
    QCOMPARE(below[0]["path"_L1].toString(), u"workflows"_s);
}

void TestSandboxGitHubChanges::aTreeThatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QJsonObject>("item");
    const QJsonValue nothing(QJsonValue::Null);
    QTest::newRow("unknown blob") << u"main"_s << entry(u"a"_s, QString(40, u'1'));
    QTest::newRow("unknown base") << QString(40, u'1') << entry(u"a"_s, nothing);
    QTest::newRow("deletes what is not there") << u"main"_s << entry(u"none.md"_s, nothing);
    QTest::newRow("leaves the tree") << u"main"_s << entry(u"../a"_s, QString(40, u'1'));
    QTest::newRow("unknown mode") << u"main"_s << entry(u"a"_s, QString(40, u'1'), u"777"_s);
}

void TestSandboxGitHubChanges::aTreeThatDoesNotFitIsRefused()
{
    QFETCH(QString, base);
    QFETCH(QJsonObject, item);
    QCOMPARE(send("POST", u"/git/trees"_s, {{u"base_tree"_s, base}, {u"tree"_s, QJsonArray{item}}}).status, 422);
}

void TestSandboxGitHubChanges::aTokenWithoutTheScopeMayNotWriteWorkflows()
{
    m_world->http.token = m_world->tokens().noWorkflows;
    QVERIFY(!get({}).header("x-oauth-scopes").contains("workflow"));
    const QJsonObject file{{u"path"_s, graphFile}, {u"mode"_s, u"100644"_s}, {u"content"_s, u"x"_s}};
    QCOMPARE(send("POST", u"/git/trees"_s, {{u"base_tree"_s, u"main"_s}, {u"tree"_s, QJsonArray{file}}}).status, 404);
    QCOMPARE(send("PUT", u"/contents/"_s + graphFile, {{u"message"_s, u"m"_s}, {u"branch"_s, u"develop"_s}}).status,
             404);
    const QJsonObject other{{u"path"_s, u"README.md"_s}, {u"mode"_s, u"100644"_s}, {u"content"_s, u"x"_s}};
    QCOMPARE(send("POST", u"/git/trees"_s, {{u"base_tree"_s, u"main"_s}, {u"tree"_s, QJsonArray{other}}}).status, 201);
}

void TestSandboxGitHubChanges::aReferenceThatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QString>("ref");
    QTest::newRow("not whole") << u"heads/x"_s;
    QTest::newRow("blank") << u"refs/heads/a b"_s;
    QTest::newRow("two dots") << u"refs/heads/a..b"_s;
    QTest::newRow("there already") << u"refs/heads/develop"_s;
    QTest::newRow("nothing") << u"refs/heads/"_s;
}

void TestSandboxGitHubChanges::aReferenceThatDoesNotFitIsRefused()
{
    QFETCH(QString, ref);
    QCOMPARE(send("POST", u"/git/refs"_s, {{u"ref"_s, ref}, {u"sha"_s, head(u"main"_s)}}).status, 422);
}

void TestSandboxGitHubChanges::aProtectedBranchTakesNoPush()
{
    const QString before = head(u"main"_s);
    const QString sha = commit(before, u"README.md"_s, u"x\n"_s);
    const auto moved = send("PATCH", u"/git/refs/heads/main"_s, {{u"sha"_s, sha}});
    QCOMPARE(moved.status, 422);
    QVERIFY(moved.object()["message"_L1].toString().contains(u"through a pull request"_s));
    QCOMPARE(send("PUT", u"/contents/a.md"_s, {{u"message"_s, u"m"_s}, {u"content"_s, u"eA=="_s}}).status, 409);
    QCOMPARE(send("DELETE", u"/git/refs/heads/main"_s).status, 422);
    QCOMPARE(head(u"main"_s), before);
}

void TestSandboxGitHubChanges::aReferenceOfOnesOwnIsHadByTheFirst()
{
    const QJsonObject lock{{u"ref"_s, u"refs/slipway/locks/api-production"_s}, {u"sha"_s, head(u"main"_s)}};
    QCOMPARE(get(u"/git/ref/slipway/locks/api-production"_s).status, 404);
    QCOMPARE(send("POST", u"/git/refs"_s, lock).status, 201);
    QCOMPARE(send("POST", u"/git/refs"_s, lock).status, 422);
    const auto found = get(u"/git/ref/slipway/locks/api-production"_s).object();
    QCOMPARE(found["object"_L1]["sha"_L1].toString(), head(u"main"_s));
    QCOMPARE(send("DELETE", u"/git/refs/slipway/locks/api-production"_s).status, 204);
    QCOMPARE(send("DELETE", u"/git/refs/slipway/locks/api-production"_s).status, 422);
    QCOMPARE(send("POST", u"/git/refs"_s, {{u"ref"_s, u"refs/x"_s}, {u"sha"_s, head(u"main"_s)}}).status, 422);
}

void TestSandboxGitHubChanges::aPullRequestStartsWhatItTriggers()
{
    branchWith(u"slipway/docs"_s, u"docs/page.md"_s, u"x\n"_s);
    const qint64 number = open(u"slipway/docs"_s);
    QVERIFY(number > 0);
    // The others ask for paths that it does not touch.
    QCOMPARE(startedBy(u"pull_request"_s, u"slipway/docs"_s), QStringList{u"Vercel Deploy"_s});
    const QJsonObject pull = get(u"/pulls/%1"_s.arg(number)).object();
    QVERIFY(pull["mergeable"_L1].toBool());
    const QString checks = u"/commits/%1/check-runs"_s.arg(pull["head"_L1]["sha"_L1].toString());
    QCOMPARE(get(checks).object()["check_runs"_L1][0]["status"_L1].toString(), u"queued"_s);
    m_world->clock->advance(6min);
    QCOMPARE(get(checks).object()["check_runs"_L1][0]["conclusion"_L1].toString(), u"success"_s);
}

void TestSandboxGitHubChanges::aPushToItsBranchMovesThePullRequest()
{
    branchWith(u"slipway/package"_s, u"docs/page.md"_s, u"x\n"_s);
    const qint64 number = open(u"slipway/package"_s);
    const QString next = commit(head(u"slipway/package"_s), u"package.json"_s, u"{}\n"_s);
    QCOMPARE(send("PATCH", u"/git/refs/heads/slipway/package"_s, {{u"sha"_s, next}}).status, 200);
    QCOMPARE(get(u"/pulls/%1"_s.arg(number)).object()["head"_L1]["sha"_L1].toString(), next);
    const QStringList started = startedBy(u"pull_request"_s, u"slipway/package"_s);
    QCOMPARE(started, (QStringList{u"Security Scanning"_s, u"Vercel Deploy"_s, u"Vercel Deploy"_s}));
}

void TestSandboxGitHubChanges::aPullRequestWithoutADifferenceIsRefused()
{
    const auto made =
        send("POST", u"/git/refs"_s, {{u"ref"_s, u"refs/heads/slipway/same"_s}, {u"sha"_s, head(u"main"_s)}});
    QCOMPARE(made.status, 201);
    const QJsonObject pull{{u"title"_s, u"Same"_s}, {u"head"_s, u"slipway/same"_s}, {u"base"_s, u"main"_s}};
    const auto refused = send("POST", u"/pulls"_s, pull);
    QCOMPARE(refused.status, 422);
    QVERIFY(refused.object()["message"_L1].toString().contains(u"No commits between"_s));
}

void TestSandboxGitHubChanges::aConflictIsSeenAndNotMerged()
{
    branchWith(u"slipway/one"_s, u"README.md"_s, u"one\n"_s);
    branchWith(u"slipway/two"_s, u"README.md"_s, u"two\n"_s);
    const qint64 one = open(u"slipway/one"_s);
    const qint64 two = open(u"slipway/two"_s);
    QCOMPARE(send("PUT", u"/pulls/%1/merge"_s.arg(one)).status, 200);
    const QJsonObject pull = get(u"/pulls/%1"_s.arg(two)).object();
    QVERIFY(!pull["mergeable"_L1].toBool());
    QCOMPARE(pull["mergeable_state"_L1].toString(), u"dirty"_s);
    QCOMPARE(send("PUT", u"/pulls/%1/merge"_s.arg(two)).status, 405);
    QCOMPARE(text(u"README.md"_s, u"main"_s), u"one\n"_s);
}

void TestSandboxGitHubChanges::aMergedProposalRunsItsOwnJobs()
{
    QString changed = text(graphFile, u"main"_s);
    changed.replace(u"jobs:\n"_s,
                    u"jobs:\n  smoke:\n    name: Smoke test\n    runs-on: ubuntu-latest\n    needs: deploy\n"
                    "    steps:\n      - run: echo smoke\n"_s);
    branchWith(u"slipway/smoke"_s, graphFile, changed);
    const qint64 number = open(u"slipway/smoke"_s);
    QCOMPARE(send("PUT", u"/pulls/%1/merge"_s.arg(number)).status, 200);
    const auto dispatched = send("POST", u"/actions/workflows/patient-graph-ci-cd.yml/dispatches"_s,
                                 {{u"ref"_s, u"main"_s}, {u"return_run_details"_s, true}});
    const QString run = u"/actions/runs/%1/jobs"_s.arg(dispatched.object()["workflow_run_id"_L1].toInteger());
    const auto jobs = get(run).object()["jobs"_L1].toArray();
    QStringList names;
    for (const QJsonValue &job : jobs)
        names.append(job["name"_L1].toString());
    QCOMPARE(names, (QStringList{u"Continuous Integration"_s, u"Deploy to Fly.io"_s, u"Smoke test"_s}));
    // What ran before has the jobs that it had.
    const auto old = get(u"/actions/workflows/patient-graph-ci-cd.yml/runs?status=success"_s).object();
    const qint64 before = old["workflow_runs"_L1][0]["id"_L1].toInteger();
    QCOMPARE(get(u"/actions/runs/%1/jobs"_s.arg(before)).object()["total_count"_L1].toInt(), 2);
}

void TestSandboxGitHubChanges::aNewWorkflowIsListedOnceMerged()
{
    const QString path = u".github/workflows/nightly.yml"_s;
    branchWith(u"slipway/nightly"_s, path,
               u"name: Nightly\non:\n  push:\n    branches: [main]\njobs:\n  tidy:\n    runs-on: ubuntu-latest\n"
               "    strategy:\n      matrix:\n        app: [my, luna]\n    steps:\n      - run: pnpm lint\n"_s);
    const qint64 number = open(u"slipway/nightly"_s);
    QCOMPARE(get(u"/actions/workflows/nightly.yml"_s).status, 404);
    QCOMPARE(send("PUT", u"/pulls/%1/merge"_s.arg(number)).status, 200);
    QCOMPARE(get(u"/actions/workflows/nightly.yml"_s).object()["name"_L1].toString(), u"Nightly"_s);
    const qint64 run = m_world->newestRun(u"nightly.yml"_s)["id"_L1].toInteger();
    const auto jobs = get(u"/actions/runs/%1/jobs"_s.arg(run)).object()["jobs"_L1].toArray();
    QCOMPARE(jobs.size(), 2);
    QCOMPARE(jobs[0]["name"_L1].toString(), u"tidy (my)"_s);
}

void TestSandboxGitHubChanges::aStepThatPlainlyFailsFails()
{
    branchWith(u"slipway/broken"_s, u".github/workflows/broken.yml"_s,
               u"name: Broken\non: [push, pull_request]\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n"
               "      - name: Say no\n        run: exit 3\n      - run: echo after\n"_s);
    const qint64 number = open(u"slipway/broken"_s);
    QCOMPARE(send("PUT", u"/pulls/%1/merge"_s.arg(number)).status, 200);
    m_world->clock->advance(2min);
    const QJsonObject run = m_world->newestRun(u"broken.yml"_s);
    QCOMPARE(run["conclusion"_L1].toString(), u"failure"_s);
    const auto job = get(u"/actions/runs/%1/jobs"_s.arg(run["id"_L1].toInteger())).object()["jobs"_L1][0].toObject();
    QCOMPARE(job["steps"_L1][1]["conclusion"_L1].toString(), u"failure"_s);
    QCOMPARE(job["steps"_L1][2]["conclusion"_L1].toString(), u"skipped"_s);
}

void TestSandboxGitHubChanges::aDisabledWorkflowDoesNotStart()
{
    QCOMPARE(send("PUT", u"/actions/workflows/vercel-deploy.yml/disable"_s).status, 204);
    branchWith(u"slipway/docs"_s, u"docs/page.md"_s, u"x\n"_s);
    QVERIFY(open(u"slipway/docs"_s) > 0);
    QCOMPARE(startedBy(u"pull_request"_s, u"slipway/docs"_s), QStringList());
    QCOMPARE(send("PUT", u"/actions/workflows/migrations.yml/disable"_s).status, 204);
    const QJsonObject body{{u"ref"_s, u"main"_s}, {u"inputs"_s, QJsonObject{{u"environment"_s, u"staging"_s}}}};
    QCOMPARE(send("POST", u"/actions/workflows/migrations.yml/dispatches"_s, body).status, 422);
    QCOMPARE(send("PUT", u"/actions/workflows/migrations.yml/enable"_s).status, 204);
    QCOMPARE(send("POST", u"/actions/workflows/migrations.yml/dispatches"_s, body).status, 204);
}

void TestSandboxGitHubChanges::aDispatchIsHeldAgainstTheFileAtItsRef()
{
    branchWith(u"slipway/inputs"_s, u".github/workflows/security.yml"_s,
               u"name: Security\non:\n  workflow_dispatch:\n    inputs:\n      deep:\n        type: boolean\n"
               "        required: true\n        default: false\n      depth:\n        type: number\njobs:\n  a:\n"
               "    runs-on: ubuntu-latest\n    steps:\n      - run: echo a\n"_s);
    const auto ask = [this](const QString &ref, const QJsonObject &inputs) {
        return send("POST", u"/actions/workflows/security.yml/dispatches"_s, {{u"ref"_s, ref}, {u"inputs"_s, inputs}})
            .status;
    };
    QCOMPARE(ask(u"main"_s, {}), 422);
    QCOMPARE(ask(u"slipway/inputs"_s, {}), 204);
    QCOMPARE(ask(u"slipway/inputs"_s, {{u"deep"_s, u"perhaps"_s}}), 422);
    QCOMPARE(ask(u"slipway/inputs"_s, {{u"depth"_s, u"deep"_s}}), 422);
    QCOMPARE(ask(u"slipway/inputs"_s, {{u"deep"_s, u"true"_s}, {u"depth"_s, u"3"_s}}), 204);
}

void TestSandboxGitHubChanges::oneJobRunsAgainWithThoseThatNeedIt()
{
    const auto runs = get(u"/actions/workflows/patient-graph-ci-cd.yml/runs?status=success"_s).object();
    const QString path = u"/actions/runs/%1"_s.arg(runs["workflow_runs"_L1][0]["id"_L1].toInteger());
    QCOMPARE(send("POST", path + u"/rerun-failed-jobs"_s).status, 403);
    const auto jobs = get(path + u"/jobs"_s).object()["jobs"_L1].toArray();
    QCOMPARE(send("POST", u"/actions/jobs/%1/rerun"_s.arg(jobs[1]["id"_L1].toInteger())).status, 201);
    const auto again = get(path + u"/jobs"_s).object()["jobs"_L1].toArray();
    QCOMPARE(again[0]["status"_L1].toString(), u"completed"_s);
    QVERIFY(again[1]["status"_L1].toString() != u"completed"_s);
    QCOMPARE(send("POST", path + u"/rerun"_s).status, 403);
}

void TestSandboxGitHubChanges::aReviewIsRefused_data()
{
    QTest::addColumn<bool>("isOwn");
    QTest::addColumn<QString>("words");
    QTest::newRow("one's own deployment") << true << u"triggered yourself"_s;
    QTest::newRow("nothing waits") << false << u"no pending deployment"_s;
}

void TestSandboxGitHubChanges::aReviewIsRefused()
{
    QFETCH(bool, isOwn);
    QFETCH(QString, words);
    const qint64 id = get(u"/environments/production"_s).object()["id"_L1].toInteger();
    qint64 run = m_world->newestRun(u"migrations.yml"_s)["id"_L1].toInteger();
    if (isOwn) {
        const auto own = send("POST", u"/actions/workflows/patient-graph-ci-cd.yml/dispatches"_s,
                              {{u"ref"_s, u"main"_s}, {u"return_run_details"_s, true}});
        run = own.object()["workflow_run_id"_L1].toInteger();
        m_world->clock->advance(6min);
    }
    const auto refused =
        send("POST", u"/actions/runs/%1/pending_deployments"_s.arg(run),
             {{u"environment_ids"_s, QJsonArray{id}}, {u"state"_s, u"approved"_s}, {u"comment"_s, u""_s}});
    QCOMPARE(refused.status, 422);
    QVERIFY2(refused.body.contains(words.toUtf8()), refused.body.constData());
}

void TestSandboxGitHubChanges::thePermissionsAreTheTokens()
{
    QVERIFY(get({}).object()["permissions"_L1]["push"_L1].toBool());
    m_world->http.token = m_world->tokens().readOnly;
    const auto permissions = get({}).object()["permissions"_L1];
    QVERIFY(!permissions["push"_L1].toBool() && permissions["pull"_L1].toBool());
    const auto refused = send("POST", u"/git/blobs"_s, {{u"content"_s, u"x"_s}});
    QCOMPARE(refused.status, 403);
    QVERIFY(refused.object()["message"_L1].toString().startsWith(u"Resource not accessible"_s));
}

QTEST_GUILESS_MAIN(TestSandboxGitHubChanges)
#include "github_changes_test.moc"
