#include "call_support/call_fixture.h"
#include "github/client.h"
#include "samples.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::github;
using slipway::base::Error;
using slipway::test::CallFixture;
using slipway::test::done;
using slipway::test::Outcome;

namespace {

const RepositoryName platform{u"loop-health"_s, u"platform"_s};
const QByteArray R = "/repos/loop-health/platform";
const QByteArray runs = R + "/actions/runs/9001";
const QByteArray sha = R"({"sha": "c0ffee"})";

/// A call that writes: what must be sent, and whether it may be repeated.
struct Write {
    const char *name;
    QByteArray method;
    QByteArray target;
    /// Empty: none.
    QByteArray body;
    int status;
    QByteArray answer;
    bool isRepeatable;
    QCoro::Task<slipway::base::Result<bool>> (*make)(const Client &, std::stop_token);
};

const QList<Write> &gitWrites()
{
    static const QList<Write> writes{
        {"blob", "POST", R + "/git/blobs", R"({"content":"eAo=","encoding":"base64"})", 201, sha, true,
         [](const Client &c, std::stop_token s) { return done(c.createBlob(platform, "x\n", s)); }},
        {"tree", "POST", R + "/git/trees",
         R"({"base_tree":"aa","tree":[{"mode":"100644","path":"a.yml","sha":"b1","type":"blob"},)"
         R"({"mode":"100644","path":"b.yml","sha":null,"type":"blob"}]})",
         201, sha, true,
         [](const Client &c, std::stop_token s) {
             const QList<TreeChange> changes{{u"a.yml"_s, u"100644"_s, u"b1"_s},
                                             {u"b.yml"_s, u"100644"_s, std::nullopt}};
             return done(c.createTree(platform, u"aa"_s, changes, s));
         }},
        {"commit", "POST", R + "/git/commits", R"({"message":"Why","parents":["p1"],"tree":"t1"})", 201, sha, false,
         [](const Client &c, std::stop_token s) {
             return done(c.createCommit(platform, {u"Why"_s, u"t1"_s, {u"p1"_s}}, s));
         }},
        {"new reference", "POST", R + "/git/refs", R"({"ref":"refs/heads/slipway/x","sha":"c1"})", 201,
         samples::reference, false,
         [](const Client &c, std::stop_token s) {
             return done(c.createReference(platform, u"refs/heads/slipway/x"_s, u"c1"_s, s));
         }},
        {"moved reference", "PATCH", R + "/git/refs/heads/slipway/x", R"({"force":false,"sha":"c1"})", 200,
         samples::reference, false,
         [](const Client &c, std::stop_token s) {
             return done(c.updateReference(platform, u"heads/slipway/x"_s, u"c1"_s, s));
         }},
        {"removed reference", "DELETE", R + "/git/refs/heads/slipway/x", "", 204, "", false,
         [](const Client &c, std::stop_token s) { return done(c.deleteReference(platform, u"heads/slipway/x"_s, s)); }},
        {"pull request", "POST", R + "/pulls",
         R"({"base":"main","body":"Text","draft":true,"head":"slipway/x","title":"Why"})", 201, samples::pull, false,
         [](const Client &c, std::stop_token s) {
             const NewPullRequest request{u"Why"_s, u"slipway/x"_s, u"main"_s, u"Text"_s, true};
             return done(c.createPullRequest(platform, request, s));
         }},
    };
    return writes;
}

const QList<Write> &runWrites()
{
    static const QList<Write> writes{
        {"dispatch", "POST", R + "/actions/workflows/migrations.yml/dispatches",
         R"({"inputs":{"environment":"staging"},"ref":"main","return_run_details":true})", 204, "", false,
         [](const Client &c, std::stop_token s) {
             return done(c.dispatch(platform, u"migrations.yml"_s, u"main"_s, {{u"environment"_s, u"staging"_s}}, s));
         }},
        {"cancel", "POST", runs + "/cancel", "", 202, "{}", false,
         [](const Client &c, std::stop_token s) { return done(c.cancelRun(platform, 9001, s)); }},
        {"force-cancel", "POST", runs + "/force-cancel", "", 202, "{}", false,
         [](const Client &c, std::stop_token s) { return done(c.forceCancelRun(platform, 9001, s)); }},
        {"rerun", "POST", runs + "/rerun", R"({"enable_debug_logging":true})", 201, "{}", false,
         [](const Client &c, std::stop_token s) { return done(c.rerun(platform, 9001, true, s)); }},
        {"rerun what failed", "POST", runs + "/rerun-failed-jobs", R"({"enable_debug_logging":false})", 201, "{}",
         false, [](const Client &c, std::stop_token s) { return done(c.rerunFailedJobs(platform, 9001, false, s)); }},
        {"rerun a job", "POST", R + "/actions/jobs/501/rerun", R"({"enable_debug_logging":false})", 201, "{}", false,
         [](const Client &c, std::stop_token s) { return done(c.rerunJob(platform, 501, false, s)); }},
        {"enable", "PUT", R + "/actions/workflows/11/enable", "", 204, "", true,
         [](const Client &c, std::stop_token s) { return done(c.setWorkflowEnabled(platform, 11, true, s)); }},
        {"disable", "PUT", R + "/actions/workflows/11/disable", "", 204, "", true,
         [](const Client &c, std::stop_token s) { return done(c.setWorkflowEnabled(platform, 11, false, s)); }},
        {"review", "POST", runs + "/pending_deployments",
         R"({"comment":"Looks right","environment_ids":[4,5],"state":"approved"})", 200, "[]", false,
         [](const Client &c, std::stop_token s) {
             return done(c.reviewDeployments(platform, 9001, {4, 5}, true, u"Looks right"_s, s));
         }},
        {"rejection", "POST", runs + "/pending_deployments",
         R"({"comment":"","environment_ids":[4],"state":"rejected"})", 200, "[]", false,
         [](const Client &c, std::stop_token s) {
             return done(c.reviewDeployments(platform, 9001, {4}, false, {}, s));
         }},
    };
    return writes;
}

const QList<Write> &allWrites()
{
    static const QList<Write> writes = gitWrites() + runWrites();
    return writes;
}

class Fixture : public CallFixture
{
public:
    Client client{http, endpoint(server.url(), token())};
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// What is written to GitHub: sent as GitHub wants it, once, and with its outcome told.
class TestWriting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsExactlyThis_data() { ADD_CALL_ROWS(allWrites()) }
    void sendsExactlyThis();
    void sendsABrokenWriteOnce_data() { ADD_CALL_ROWS(allWrites()) }
    void sendsABrokenWriteOnce();
    void tellsWhyItWasRefused_data();
    void tellsWhyItWasRefused();
    void readsWhatWasMade();
    void knowsTheRunThatItDispatched();
    void readsTheOpenPullRequestOfABranch();
    void readsATreeAndACommit();
    void refusesATreeThatIsCut();
    void readsAnAttempt();
    void readsWhatTheTokenMayDo();
    void downloads_data();
    void downloads();
};

void TestWriting::sendsExactlyThis()
{
    QFETCH(qsizetype, place);
    const Write &write = allWrites().at(place);
    Fixture f;
    f.server.on(write.method, write.target).withBody(write.body).answer(write.status, write.answer);
    const Outcome<bool> outcome(write.make(f.client, {}));
    QTRY_VERIFY(outcome.isDone());
    QVERIFY2(outcome.isValue(), outcome.isError() ? qPrintable(outcome.error().message) : "");
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestWriting::sendsABrokenWriteOnce()
{
    QFETCH(qsizetype, place);
    const Write &write = allWrites().at(place);
    Fixture f;
    f.server.on(write.method, write.target).reset();
    if (write.isRepeatable)
        f.server.on(write.method, write.target).answer(write.status, write.answer);
    const Outcome<bool> outcome(write.make(f.client, {}));
    if (write.isRepeatable) {
        QTRY_VERIFY(f.clock->waiting() > 0 && f.server.seen().size() == 1);
        QTRY_VERIFY((f.clock->advance(std::chrono::milliseconds(100)), outcome.isValue()));
    } else {
        QTRY_VERIFY(outcome.isError());
        QVERIFY(outcome.error().outcomeUnknown);
    }
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestWriting::tellsWhyItWasRefused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("words");
    const auto said = [](const QByteArray &message) { return R"({"message": ")" + message + R"("})"; };
    QTest::newRow("not a fast-forward") << 422 << said("Update is not a fast forward") << Error::Kind::InvalidInput
                                        << u"Update is not a fast forward"_s;
    QTest::newRow("read-only token") << 403 << said("Resource not accessible by personal access token")
                                     << Error::Kind::Forbidden << u"lacks the right"_s;
    QTest::newRow("no scope") << 404 << said("Not Found") << Error::Kind::NotFound << u"may not see it"_s;
    QTest::newRow("another write") << 409 << said("Reference is being updated") << Error::Kind::Conflict
                                   << u"Reference is being updated"_s;
    QTest::newRow("in parts")
        << 422 << R"({"message": "Validation Failed", "errors": [{"message": "No commits between main and x"}]})"_ba
        << Error::Kind::InvalidInput << u"No commits between main and x"_s;
}

void TestWriting::tellsWhyItWasRefused()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    Fixture f;
    f.server.on("PATCH", R + "/git/refs/heads/x").answer(status, body);
    const Outcome<Reference> outcome(f.client.updateReference(platform, u"heads/x"_s, u"c1"_s, {}));
    QTRY_VERIFY(outcome.isError());
    QTEST(outcome.error().kind, "kind");
    QVERIFY2(outcome.error().message.contains(words), qPrintable(outcome.error().message));
    QVERIFY(!outcome.error().outcomeUnknown);
}

void TestWriting::readsWhatWasMade()
{
    Fixture f;
    f.server.on("POST", R + "/git/blobs").answer(201, sha);
    f.server.on("POST", R + "/pulls").answer(201, samples::pull);
    const Outcome<QString> blob(f.client.createBlob(platform, "x", {}));
    const Outcome<PullRequest> pull(f.client.createPullRequest(platform, {}, {}));
    QTRY_VERIFY(blob.isValue() && pull.isValue());
    QCOMPARE(blob.value(), u"c0ffee"_s);
    QCOMPARE(pull.value().number, 618);
    QCOMPARE(pull.value().page, QUrl(u"https://github.com/pull/618"_s));
}

void TestWriting::knowsTheRunThatItDispatched()
{
    Fixture f;
    const QByteArray target = R + "/actions/workflows/ci.yml/dispatches";
    f.server.on("POST", target).answer(200, R"({"workflow_run_id": 9001, "run_url": "u", "html_url": "h"})");
    const Outcome<std::optional<qint64>> told(f.client.dispatch(platform, u"ci.yml"_s, u"main"_s, {}, {}));
    QTRY_VERIFY(told.isValue());
    QCOMPARE(told.value(), 9001);
    f.server.on("POST", target).answer(204);
    const Outcome<std::optional<qint64>> silent(f.client.dispatch(platform, u"ci.yml"_s, u"main"_s, {}, {}));
    QTRY_VERIFY(silent.isValue());
    QVERIFY(!silent.value());
}

void TestWriting::readsTheOpenPullRequestOfABranch()
{
    Fixture f;
    const QByteArray target = R + "/pulls?state=open&head=loop-health%3Aslipway%2Fx";
    f.server.on("GET", target).answer(200, samples::list(samples::pull));
    f.server.on("GET", target).answer(200, "[]");
    f.server.on("GET", R + "/pulls/618")
        .answer(200, QByteArray(samples::pull).replace("\"number\"", "\"mergeable\": false, \"number\""));
    const Outcome<std::optional<PullRequest>> found(f.client.openPullRequestOf(platform, u"slipway/x"_s, {}));
    QTRY_VERIFY(found.isValue());
    QCOMPARE(found.value()->number, 618);
    QVERIFY(!found.value()->isMergeable);
    const Outcome<std::optional<PullRequest>> none(f.client.openPullRequestOf(platform, u"slipway/x"_s, {}));
    QTRY_VERIFY(none.isValue());
    QVERIFY(!none.value());
    const Outcome<PullRequest> single(f.client.pullRequest(platform, 618, {}));
    QTRY_VERIFY(single.isValue());
    QCOMPARE(single.value().isMergeable, false);
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestWriting::readsATreeAndACommit()
{
    Fixture f;
    f.server.on("GET", R + "/git/trees/t1?recursive=1").answer(200, R"({"sha": "t1", "truncated": false,
            "tree": [{"path": "a/b.yml", "mode": "100644", "type": "blob", "sha": "b1", "size": 3}]})");
    f.server.on("GET", R + "/git/trees/main").answer(200, R"({"sha": "t1", "truncated": false, "tree": []})");
    f.server.on("GET", R + "/git/commits/c1")
        .answer(200, R"({"sha": "c1", "tree": {"sha": "t1"}, "parents": [{"sha": "p1"}], "message": "Why"})");
    const Outcome<QList<TreeItem>> tree(f.client.tree(platform, u"t1"_s, true, {}));
    const Outcome<QList<TreeItem>> flat(f.client.tree(platform, u"main"_s, false, {}));
    const Outcome<CommitObject> commit(f.client.commitObject(platform, u"c1"_s, {}));
    QTRY_VERIFY(tree.isValue() && flat.isValue() && commit.isValue());
    QCOMPARE(tree.value(), (QList<TreeItem>{{u"a/b.yml"_s, u"100644"_s, u"blob"_s, u"b1"_s}}));
    QCOMPARE(commit.value(), (CommitObject{u"c1"_s, u"t1"_s, {u"p1"_s}, u"Why"_s}));
    QCOMPARE(f.server.mistakes(), QStringList());
}

void TestWriting::refusesATreeThatIsCut()
{
    Fixture f;
    f.server.on("GET", R + "/git/trees/t1?recursive=1").answer(200, R"({"truncated": true, "tree": []})");
    const Outcome<QList<TreeItem>> tree(f.client.tree(platform, u"t1"_s, true, {}));
    QTRY_VERIFY(tree.isError());
    QVERIFY(tree.error().message.contains(u"too many"_s));
}

void TestWriting::readsAnAttempt()
{
    Fixture f;
    f.server.on("GET", runs + "/attempts/2").answer(200, samples::run);
    const Outcome<Run> run(f.client.runAttempt(platform, 9001, 2, {}));
    QTRY_VERIFY(run.isValue());
    QCOMPARE(run.value().attempt, 2);
}

void TestWriting::readsWhatTheTokenMayDo()
{
    Fixture f;
    f.server.on("GET", R).answer(200, QByteArray(samples::repository).replace("\"push\": true", "\"push\": false"));
    const Outcome<Repository> repository(f.client.repository(platform, {}));
    QTRY_VERIFY(repository.isValue());
    QCOMPARE(repository.value().canPush, false);
}

void TestWriting::downloads_data()
{
    using Fetch = QCoro::Task<slipway::base::Result<qint64>> (*)(const Client &, const slipway::net::Download &);
    QTest::addColumn<Fetch>("fetch");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("a run's logs") << Fetch([](const Client &c, const slipway::net::Download &to) {
        return c.downloadRunLogs(platform, 9001, std::nullopt, to, {});
    }) << runs + "/logs";
    QTest::newRow("an attempt's logs") << Fetch([](const Client &c, const slipway::net::Download &to) {
        return c.downloadRunLogs(platform, 9001, 2, to, {});
    }) << runs + "/attempts/2/logs";
    QTest::newRow("a job's log") << Fetch([](const Client &c, const slipway::net::Download &to) {
        return c.downloadJobLog(platform, 501, to, {});
    }) << R + "/actions/jobs/501/logs";
    QTest::newRow("an artifact") << Fetch([](const Client &c, const slipway::net::Download &to) {
        return c.downloadArtifact(platform, 3, to, {});
    }) << R + "/actions/artifacts/3/zip";
}

void TestWriting::downloads()
{
    using Fetch = QCoro::Task<slipway::base::Result<qint64>> (*)(const Client &, const slipway::net::Download &);
    QFETCH(Fetch, fetch);
    QFETCH(QByteArray, target);
    Fixture f;
    slipway::test::ScriptedServer storage;
    f.server.on("GET", target).answer(302, "", {{"Location", storage.url(u"/blob?sig=a"_s).toEncoded()}});
    storage.on("GET", "/blob?sig=a").without("authorization").answer(200, "content");
    const QTemporaryDir folder;
    const Outcome<qint64> outcome(fetch(f.client, {folder.filePath(u"a"_s)}));
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value(), 7);
    QCOMPARE(contentOf(folder.filePath(u"a"_s)), "content"_ba);
    QCOMPARE(storage.mistakes() + f.server.mistakes(), QStringList());
}

QTEST_GUILESS_MAIN(TestWriting)
#include "test_writing.moc"
