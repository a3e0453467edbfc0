#include "advice/advisor.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::advice;

namespace {

Evidence evidence(const QStringList &lines, const QString &workflow = u"ci.yml"_s)
{
    Evidence result;
    result.workflow = workflow;
    for (const QString &line : lines)
        result.lines.append({0, static_cast<int>(result.lines.size()), line});
    return result;
}

QStringList ids(const QList<Advice> &advice)
{
    QStringList ids;
    for (const Advice &one : advice)
        ids.append(one.id);
    return ids;
}

} // namespace

class TestAdvice final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownFailureIsKnown_data();
    void knownFailureIsKnown();
    void harmlessLineSaysNothing_data();
    void harmlessLineSaysNothing();
    void surestComesFirst();
    void teamsOwnComesBeforeOurs();
    void teamsOwnIsForItsWorkflows();
    void wrongPatternOfTheTeamIsLeftOut();
    void endlessPatternIsGivenUp();
    void everyAdviceHasAnAction();
    void evidenceIsAroundProblemsAndAtTheEnd();
};

void TestAdvice::knownFailureIsKnown_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *id, const QString &line) {
        QTest::newRow(qPrintable(QLatin1StringView(id) + u": "_s + line.left(60))) << QString::fromLatin1(id) << line;
    };
    row("type-check",
        u"src/routes/patients.ts(41,7): error TS2322: Type 'string' is not assignable to type 'number'."_s);
    row("lock-file",
        u" ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with \"frozen-lockfile\" because pnpm-lock.yaml is not up to date"_s);
    row("lock-file",
        u"npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync."_s);
    row("lint", u"✖ 3 problems (2 errors, 1 warning)"_s);
    row("unit-test", u"Tests:       1 failed, 41 passed, 42 total"_s);
    row("unit-test", u" FAIL  src/treatment/workflow.test.ts > treatment workflow"_s);
    row("missing-secret", u"Error: Input required and not supplied: token"_s);
    row("missing-secret", u"Error: No access token available. Please login with 'flyctl auth login'"_s);
    row("missing-secret", u"DATABASE_URL is not set"_s);
    row("health-check", u"Error: health checks for machine 148e21f7c59d38 failed"_s);
    row("health-check", u"curl: (22) The requested URL returned error: 503"_s);
    row("deploy-timeout", u"Error: timeout reached waiting for machine's state to change"_s);
    row("out-of-memory", u"FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory"_s);
    row("out-of-memory", u"##[error]Process completed with exit code 137."_s);
    row("job-timeout",
        u"The job running on runner GitHub Actions 2 has exceeded the maximum execution time of 20 minutes."_s);
    row("job-timeout", u"The action 'Run tests' has timed out after 10 minutes."_s);
    row("rate-limit", u"toomanyrequests: You have reached your pull rate limit."_s);
    row("rate-limit", u"API rate limit exceeded for installation ID 12345."_s);
    row("network", u"getaddrinfo ENOTFOUND api.machines.dev"_s);
    row("registry", u"npm error code E503"_s);
    row("disk-full", u"write /var/lib/docker/tmp: no space left on device"_s);
    row("permission", u"Resource not accessible by integration"_s);
    row("not-signed-in", u"HttpError: Bad credentials"_s);
    row("file-permission", u"./scripts/deploy.sh: Permission denied"_s);
    row("port-in-use", u"Error: listen EADDRINUSE: address already in use :::3000"_s);
    row("migration", u"Error: migration 0042_add_biomarkers failed: column \"unit\" already exists"_s);
    row("database-lock", u"ERROR: canceling statement due to lock timeout"_s);
    row("image-not-found", u"manifest for registry.fly.io/patient-graph-api:v43 not found: manifest unknown"_s);
    row("vercel-build", u"Error: Command \"pnpm build\" exited with 1"_s);
    row("code-scan", u"CodeQL: 2 new alerts with error severity"_s);
    row("vulnerable-package", u"✗ High severity vulnerability found in axios"_s);
    row("lighthouse", u"  ✘  categories.performance failure for minScore assertion: expected >=0.9, found 0.71"_s);
    row("runner-lost", u"The hosted runner: GitHub Actions 3 lost communication with the server."_s);
    row("concurrency-cancelled", u"Canceling since a higher priority waiting request for 'deploy-production' exists"_s);
    row("cancelled", u"##[error]The operation was canceled."_s);
    row("command-not-found", u"/__w/_temp/x.sh: line 1: flyctl: command not found"_s);
    row("artifact-missing", u"Unable to download artifact(s): Artifact not found for name: build"_s);
    row("action-missing", u"Unable to resolve action loop-health/setup@v9, unable to find version v9"_s);
    row("node-version", u" ERR_PNPM_UNSUPPORTED_ENGINE  Unsupported environment (bad pnpm and/or Node.js version)"_s);
    row("certificate", u"x509: certificate has expired or is not yet valid"_s);
}

void TestAdvice::knownFailureIsKnown()
{
    QFETCH(QString, id);
    QFETCH(QString, line);
    const auto advice = Advisor().advise(evidence({u"Preparing"_s, line, u"Process completed with exit code 1."_s}));
    QVERIFY2(!advice.isEmpty(), qPrintable(line));
    QCOMPARE(advice.first().id, id);
    QCOMPARE(advice.first().evidence.text, line);
    QCOMPARE(advice.first().evidence.line, 1);
}

void TestAdvice::harmlessLineSaysNothing_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("passed") << u"Tests:       42 passed, 42 total"_s;
    QTest::newRow("no errors") << u"Found 0 errors. Watching for file changes."_s;
    QTest::newRow("cache miss") << u"Cache not found for input keys: node-cache-Linux-pnpm"_s;
    QTest::newRow("exit code alone") << u"Process completed with exit code 1."_s;
    QTest::newRow("healthy") << u"Machine 148e21f7c59d38 reached started state, health checks passing"_s;
}

void TestAdvice::harmlessLineSaysNothing()
{
    QFETCH(QString, line);
    QCOMPARE(ids(Advisor().advise(evidence({line}))), QStringList());
}

void TestAdvice::surestComesFirst()
{
    const auto advice = Advisor().advise(evidence({
        u"read ECONNRESET"_s,
        u" ERR_PNPM_OUTDATED_LOCKFILE  Cannot install"_s,
        u"No such file or directory"_s,
        u"The operation was canceled."_s,
        u"Process completed with exit code 1."_s,
    }));
    QCOMPARE(ids(advice), (QStringList{u"lock-file"_s, u"network"_s, u"missing-file"_s}));
}

void TestAdvice::teamsOwnComesBeforeOurs()
{
    const Advisor advisor({{u"seed data is older"_s, u"Old seed."_s, u"Seed again."_s, {}}});
    const auto advice = advisor.advise(evidence({u"Seed data is older than 3 days"_s, u"a.ts: error TS2322: no"_s}));
    QCOMPARE(ids(advice), (QStringList{u"slipway.yaml[0]"_s, u"type-check"_s}));
    QCOMPARE(advice.first().cause, u"Old seed."_s);
    QCOMPARE(advice.first().action, u"Seed again."_s);
}

void TestAdvice::teamsOwnIsForItsWorkflows()
{
    const Advisor advisor({{u"seed"_s, u"Old seed."_s, u"Seed again."_s, {u"migrations.yml"_s}}});
    QCOMPARE(advisor.advise(evidence({u"seed"_s})).size(), 0);
    QCOMPARE(advisor.advise(evidence({u"seed"_s}, u"migrations.yml"_s)).size(), 1);
}

void TestAdvice::wrongPatternOfTheTeamIsLeftOut()
{
    const Advisor advisor({{u"(open"_s, u"Never."_s, u"Never."_s, {}}, {u"seed"_s, u"Old."_s, u"Again."_s, {}}});
    QCOMPARE(ids(advisor.advise(evidence({u"(open seed"_s}))), QStringList{u"slipway.yaml[1]"_s});
}

void TestAdvice::endlessPatternIsGivenUp()
{
    const Advisor advisor({{u"^(a+)+$"_s, u"Never."_s, u"Never."_s, {}}});
    QStringList lines;
    for (int line = 0; line < 400; ++line)
        lines.append(QString(1'999, u'a') + u'!');
    QCOMPARE(advisor.advise(evidence(lines)).size(), 0);
}

void TestAdvice::everyAdviceHasAnAction()
{
    const auto advice = Advisor().advise(evidence({u"No space left on device"_s}));
    QCOMPARE(advice.size(), 1);
    QVERIFY(advice.first().cause.endsWith(u'.'));
    QVERIFY(!advice.first().action.isEmpty());
}

void TestAdvice::evidenceIsAroundProblemsAndAtTheEnd()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"1_build.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int line = 0; line < 5'000; ++line)
        file.write(line == 1'000 ? "##[error]the cause\n"_ba : "line " + QByteArray::number(line) + '\n');
    file.close();
    const auto log = logs::RunLog::fromFolder(folder.path());
    QVERIFY(log);
    const Evidence found = evidenceOf(**log, 0, 100);
    const auto has = [&found](int line) {
        return std::ranges::any_of(found.lines, [line](const EvidenceLine &one) { return one.line == line; });
    };
    QVERIFY(has(1'000));
    QVERIFY(has(995));
    QVERIFY(has(4'999));
    QVERIFY(!has(2'000));
    QVERIFY(found.lines.size() <= 100);
}

QTEST_GUILESS_MAIN(TestAdvice)
#include "test_advice.moc"
