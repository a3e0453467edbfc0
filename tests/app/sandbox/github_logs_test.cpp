#include "github_world.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <archive.h>
#include <archive_entry.h>

using namespace Qt::StringLiterals;
using namespace slipway::sandbox;
using namespace std::chrono_literals;

namespace {

/// The files of a zip by their paths.
QMap<QString, QByteArray> unzipped(const QByteArray &bytes)
{
    QMap<QString, QByteArray> files;
    archive *zip = archive_read_new();
    archive_read_support_format_zip(zip);
    archive_read_open_memory(zip, bytes.constData(), static_cast<size_t>(bytes.size()));
    for (archive_entry *entry = nullptr; archive_read_next_header(zip, &entry) == ARCHIVE_OK;) {
        QByteArray content(archive_entry_size(entry), '\0');
        archive_read_data(zip, content.data(), static_cast<size_t>(content.size()));
        files.insert(QString::fromUtf8(archive_entry_pathname_utf8(entry)), content);
    }
    archive_read_free(zip);
    return files;
}

} // namespace

/// Logs, artifacts and the texts of public actions, as GitHub gives them.
class TestSandboxGitHubLogs : public QObject
{
    Q_OBJECT

private slots:
    void aLogHasTheShapeOfARealOne();
    void failuresAreRecognised_data();
    void failuresAreRecognised();
    void theSameRunHasTheSameLog();
    void debugLoggingIsSeenInTheLog();
    void aRunsLogsAreAZip();
    void logsAreGoneWhileRunningAndAfterTheirTime();
    void anArtifactIsAZipOfItsDigest();
    void anExpiredArtifactIsGone();
    void aNewRunKeepsWhatItUploads();
    void publicActionsCanBeRead_data();
    void publicActionsCanBeRead();

private:
    /// The newest run of the workflow that failed, and the log of the job it failed in.
    QByteArray failedLog(test::GitHubWorld &world, const QString &file, const QString &step);
};

QByteArray TestSandboxGitHubLogs::failedLog(test::GitHubWorld &world, const QString &file, const QString &step)
{
    const auto runs = world.get(u"/actions/workflows/%1/runs?status=failure&per_page=100"_s.arg(file))
                          .object()["workflow_runs"_L1]
                          .toArray();
    for (const QJsonValue &run : runs) {
        const auto jobs = world.get(u"/actions/runs/%1/jobs"_s.arg(run["id"_L1].toInteger())).object();
        for (const QJsonValue &job : jobs["jobs"_L1].toArray()) {
            for (const QJsonValue &at : job["steps"_L1].toArray()) {
                if (at["conclusion"_L1] == "failure"_L1 && at["name"_L1] == step)
                    return world.follow(world.get(u"/actions/jobs/%1/logs"_s.arg(job["id"_L1].toInteger()))).body;
            }
        }
    }
    return {};
}

void TestSandboxGitHubLogs::aLogHasTheShapeOfARealOne()
{
    test::GitHubWorld world;
    const auto runs = world.get(u"/actions/workflows/patient-graph-ci-cd.yml/runs?status=success"_s).object();
    const qint64 run = runs["workflow_runs"_L1][0]["id"_L1].toInteger();
    const auto jobs = world.get(u"/actions/runs/%1/jobs"_s.arg(run)).object()["jobs"_L1].toArray();
    const QJsonObject deploy = jobs[1].toObject();
    QCOMPARE(deploy["name"_L1].toString(), u"Deploy to Fly.io"_s);
    const auto answer = world.follow(world.get(u"/actions/jobs/%1/logs"_s.arg(deploy["id"_L1].toInteger())));
    QCOMPARE(answer.status, 200);
    static const QRegularExpression stamped(uR"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z )"_s);
    QString last;
    const QStringList lines = QString::fromUtf8(answer.body).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        QVERIFY2(stamped.match(line).hasMatch(), qPrintable(line));
        QVERIFY(line.first(19) >= last);
        last = line.first(19);
    }
    QVERIFY(lines.first().first(19) + u'Z' == deploy["started_at"_L1].toString());
    for (const QByteArray &part :
         {"Download action repository 'superfly/flyctl-actions/setup-flyctl@master'"_ba,
          "##[group]Run flyctl deploy --remote-only --app patient-graph-api"_ba,
          "\x1b[36;1mflyctl deploy --remote-only --app patient-graph-api\x1b[0m"_ba, "  FLY_API_TOKEN: ***"_ba,
          "Machine 148e21f7c59d38 [app] update succeeded"_ba, "curl: (22) The requested URL returned error: 503"_ba,
          "Waiting for deployment... (2/30)"_ba, "Deployment successful"_ba})
        QVERIFY2(answer.body.contains(part), part.constData());
    QVERIFY(!answer.body.contains("##[error]"));
}

void TestSandboxGitHubLogs::failuresAreRecognised_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QByteArray>("words");
    const QString graph = u"patient-graph-ci-cd.yml"_s;
    QTest::newRow("type error") << graph << u"Type-check"_s << "TS2345"_ba;
    QTest::newRow("unit test") << graph << u"Run unit tests"_s << "1 failed"_ba;
    QTest::newRow("lock file") << graph << u"Install dependencies"_s << "ERR_PNPM_OUTDATED_LOCKFILE"_ba;
    QTest::newRow("health check") << graph << u"Wait for deployment"_s << "Waiting for deployment... (30/30)"_ba;
    QTest::newRow("preview") << u"vercel-deploy.yml"_s << u"Deploy to Vercel"_s << "Failed to compile"_ba;
    QTest::newRow("out of memory") << u"lighthouse-ci.yml"_s << u"Build app"_s << "heap out of memory"_ba;
    QTest::newRow("migration") << u"migrations.yml"_s << u"Apply migration"_s << "already exists"_ba;
    QTest::newRow("breaking change") << u"api-docs-validation.yml"_s << u"Check for breaking changes"_s
                                     << "response-property-removed"_ba;
}

void TestSandboxGitHubLogs::failuresAreRecognised()
{
    QFETCH(QString, file);
    QFETCH(QString, step);
    QFETCH(QByteArray, words);
    test::GitHubWorld world;
    const QByteArray log = failedLog(world, file, step);
    QVERIFY2(log.contains(words), log.constData());
    QVERIFY(log.contains("##[error]Process completed with exit code 1."));
}

void TestSandboxGitHubLogs::theSameRunHasTheSameLog()
{
    const auto told = [this] {
        test::GitHubWorld world(3);
        return failedLog(world, u"vercel-deploy.yml"_s, u"Deploy to Vercel"_s);
    };
    const QByteArray first = told();
    QVERIFY(!first.isEmpty());
    QCOMPARE(told(), first);
}

void TestSandboxGitHubLogs::debugLoggingIsSeenInTheLog()
{
    test::GitHubWorld world;
    const qint64 run = world.newestRun(u"lighthouse-ci.yml"_s)["id"_L1].toInteger();
    const QString path = u"/actions/runs/%1"_s.arg(run);
    QCOMPARE(world.send("POST", path + u"/rerun"_s, {{u"enable_debug_logging"_s, true}}).status, 201);
    world.clock->advance(10min);
    const qint64 job = world.get(path + u"/jobs"_s).object()["jobs"_L1][0]["id"_L1].toInteger();
    const QByteArray log = world.follow(world.get(u"/actions/jobs/%1/logs"_s.arg(job))).body;
    QVERIFY(log.contains("##[debug]Evaluating condition for step: 'Build app'"));
}

void TestSandboxGitHubLogs::aRunsLogsAreAZip()
{
    test::GitHubWorld world;
    const auto runs = world.get(u"/actions/workflows/patient-graph-ci-cd.yml/runs?status=success"_s).object();
    const QString path = u"/actions/runs/%1"_s.arg(runs["workflow_runs"_L1][0]["id"_L1].toInteger());
    for (const QString &below : {u"/logs"_s, u"/attempts/1/logs"_s}) {
        const auto redirect = world.get(path + below);
        QCOMPARE(redirect.status, 302);
        QVERIFY(redirect.header("location").startsWith(world.web.toUtf8()));
        const auto answer = world.follow(redirect);
        QCOMPARE(answer.header("content-type"), "application/zip"_ba);
        const auto files = unzipped(answer.body);
        const QByteArray whole = files.value(u"0_Continuous Integration.txt"_s);
        const QByteArray step = files.value(u"Continuous Integration/6_Type-check.txt"_s);
        QVERIFY(step.contains("tsc --noEmit"));
        QVERIFY(whole.contains(step));
        QVERIFY(files.contains(u"Deploy to Fly.io/5_Wait for deployment.txt"_s));
    }
    QCOMPARE(world.get(path + u"/attempts/2/logs"_s).status, 404);
}

void TestSandboxGitHubLogs::logsAreGoneWhileRunningAndAfterTheirTime()
{
    test::GitHubWorld world;
    const qint64 running = world.newestRun(u"security.yml"_s)["id"_L1].toInteger();
    QCOMPARE(world.get(u"/actions/runs/%1/logs"_s.arg(running)).status, 404);
    const qint64 done = world.newestRun(u"migrations.yml"_s)["id"_L1].toInteger();
    const QString path = u"/actions/runs/%1/logs"_s.arg(done);
    QCOMPARE(world.get(path).status, 302);
    world.simulation->advance(24h * 91);
    QCOMPARE(world.get(path).status, 410);
}

void TestSandboxGitHubLogs::anArtifactIsAZipOfItsDigest()
{
    test::GitHubWorld world;
    const auto runs = world.get(u"/actions/workflows/patient-graph-ci-cd.yml/runs?status=success"_s).object();
    const QString path = u"/actions/runs/%1/artifacts"_s.arg(runs["workflow_runs"_L1][0]["id"_L1].toInteger());
    const QJsonObject artifact = world.get(path).object()["artifacts"_L1][0].toObject();
    const auto redirect = world.get(u"/actions/artifacts/%1/zip"_s.arg(artifact["id"_L1].toInteger()));
    QCOMPARE(redirect.status, 302);
    const QByteArray bytes = world.follow(redirect).body;
    QCOMPARE(bytes.size(), artifact["size_in_bytes"_L1].toInteger());
    const QByteArray digest = "sha256:" + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    QCOMPARE(artifact["digest"_L1].toString().toLatin1(), digest);
    QVERIFY(unzipped(bytes).contains(u"routes/encounters.js"_s));
}

void TestSandboxGitHubLogs::anExpiredArtifactIsGone()
{
    test::GitHubWorld world;
    const auto runs = world.get(u"/actions/workflows/patient-graph-ci-cd.yml/runs?status=success&per_page=100"_s);
    const auto list = runs.object()["workflow_runs"_L1].toArray();
    const QString path = u"/actions/runs/%1/artifacts"_s.arg(list.last()["id"_L1].toInteger());
    const QJsonObject artifact = world.get(path).object()["artifacts"_L1][0].toObject();
    QVERIFY(artifact["expired"_L1].toBool());
    QCOMPARE(world.get(u"/actions/artifacts/%1/zip"_s.arg(artifact["id"_L1].toInteger())).status, 410);
    QCOMPARE(world.get(u"/actions/artifacts/1/zip"_s).status, 404);
}

void TestSandboxGitHubLogs::aNewRunKeepsWhatItUploads()
{
    test::GitHubWorld world;
    const auto answer = world.send("POST", u"/actions/workflows/patient-graph-ci-cd.yml/dispatches"_s,
                                   {{u"ref"_s, u"main"_s}, {u"return_run_details"_s, true}});
    const QString path = u"/actions/runs/%1/artifacts"_s.arg(answer.object()["workflow_run_id"_L1].toInteger());
    QCOMPARE(world.get(path).object()["total_count"_L1].toInt(), 0);
    world.clock->advance(8min);
    const QJsonObject artifact = world.get(path).object()["artifacts"_L1][0].toObject();
    QCOMPARE(artifact["name"_L1].toString(), u"patient-graph-build"_s);
    QVERIFY(!artifact["expired"_L1].toBool());
}

void TestSandboxGitHubLogs::publicActionsCanBeRead_data()
{
    QTest::addColumn<QString>("repository");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("checkout") << u"actions/checkout"_s << u"action.yml?ref=v4"_s << "fetch-depth"_ba;
    QTest::newRow("below a folder") << u"github/codeql-action"_s << u"init/action.yml?ref=v3"_s << "languages"_ba;
    QTest::newRow("on a branch") << u"superfly/flyctl-actions"_s << u"setup-flyctl/action.yml?ref=master"_s
                                 << "version"_ba;
    QTest::newRow("another case") << u"Actions/Setup-Node"_s << u"action.yml"_s << "node-version"_ba;
}

void TestSandboxGitHubLogs::publicActionsCanBeRead()
{
    QFETCH(QString, repository);
    QFETCH(QString, path);
    QFETCH(QByteArray, words);
    test::GitHubWorld world;
    world.repository = u"/repos/"_s + repository;
    const auto answer = world.get(u"/contents/"_s + path);
    QCOMPARE(answer.status, 200);
    const auto text = QByteArray::fromBase64(answer.object()["content"_L1].toString().toLatin1());
    QVERIFY(text.contains(words));
    QCOMPARE(world.get(u"/contents/none.yml"_s).status, 404);
    QCOMPARE(world.get({}).object()["permissions"_L1]["push"_L1].toBool(), false);
    QCOMPARE(world.send("POST", u"/git/blobs"_s, {{u"content"_s, u"x"_s}}).status, 404);
}

QTEST_GUILESS_MAIN(TestSandboxGitHubLogs)
#include "github_logs_test.moc"
