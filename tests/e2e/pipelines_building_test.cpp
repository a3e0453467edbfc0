#include "canvas/canvas.h"
#include "diagnostics/checker.h"
#include "e2e_pipelines/pipelines_driver.h"
#include "editing/open_file.h"
#include "workflow/meaning_changes.h"

#include <QFile>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace slipway;
using e2e::PipelinesDriver;
using e2e::Stage;

namespace {

QByteArray loopHealth(const QString &name)
{
    QFile file(QStringLiteral(SLIPWAY_SOURCE_DIR "/app/sandbox/scenarios/loop-health/workflows/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What `slipway check` calls an error.
QStringList errorsIn(const workflow::Document &document)
{
    const diagnostics::Facts facts;
    QStringList lines;
    const auto findings = diagnostics::check({.document = document, .facts = facts});
    for (const diagnostics::Finding &finding : findings) {
        if (finding.severity == diagnostics::Severity::Error)
            lines += finding.message;
    }
    return lines;
}

QStringList differences(const workflow::Document &document, const QString &file)
{
    QStringList lines;
    const auto changes = workflow::meaningChanges(workflow::Document::open(loopHealth(file)), document);
    for (const workflow::MeaningChange &change : changes) {
        if (change.kind != workflow::MeaningChange::Kind::Layout)
            lines += change.sentence;
    }
    return lines;
}

const QStringList paths{u"apps/patient-graph/**"_s, u"packages/shared/**"_s,        u"packages/core/**"_s,
                        u"packages/hono/**"_s,      u"packages/patient-graph/**"_s, u"pnpm-lock.yaml"_s};

} // namespace

/// A person who has no workflow yet builds one of Loop Health's, by mouse and keyboard.
class PipelinesBuildingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void patientGraphIsBuiltFromNothing();

private:
    void startEmpty();
    void buildTriggers();
    void buildChecks();
    void buildDeploy();
    void fillDeploy();
    void writeNotification();
    void guardDeploy();
    void addRun(const QString &name, const QString &command);
    void addAction(const QString &name, const QString &uses);

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<PipelinesDriver> m_page;
};

void PipelinesBuildingTest::init()
{
    m_stage = std::make_unique<Stage>();
    QVERIFY(m_stage->start());
    m_page = std::make_unique<PipelinesDriver>(*m_stage);
    QVERIFY(m_page->showPage());
}

void PipelinesBuildingTest::cleanup()
{
    m_page.reset();
    m_stage.reset();
}

void PipelinesBuildingTest::startEmpty()
{
    QVERIFY(m_page->makeFromTemplate(u"graph.yml"_s));
    QVERIFY(m_page->goTo(u"name"_s));
    m_stage->press(u"Ctrl+A"_s);
    m_stage->press(u"Delete"_s);
    QTRY_VERIFY(m_page->canvas().picture().cards.empty());
    QCOMPARE(m_page->bytes(), QByteArray());
}

void PipelinesBuildingTest::buildTriggers()
{
    QVERIFY(m_page->write(u"Name"_s, u"Patient Graph CI/CD"_s));
    QVERIFY(m_page->dropBlock(u"trigger"_s, m_page->freePlace()));
    m_page->key(Qt::Key_T);
    m_page->key(Qt::Key_T);
    m_page->click(m_page->card(u"on:pull_request"_s));
    m_page->key(Qt::Key_Delete);
    QVERIFY(m_page->card(u"on:pull_request"_s).isNull());
    QVERIFY(!m_page->card(u"on:workflow_dispatch"_s).isNull());
    m_page->click(m_page->card(u"on:push"_s));
    QVERIFY(m_page->find<QLineEdit>(u"Branches, entry 1"_s));
    for (const QString &path : paths)
        QVERIFY(m_page->addEntry(u"Add path"_s, path));
}

void PipelinesBuildingTest::addRun(const QString &name, const QString &command)
{
    m_page->canvas().setFocus();
    m_page->key(Qt::Key_S);
    m_page->rename(name);
    QVERIFY(m_page->writeLines(u"Command"_s, command));
}

void PipelinesBuildingTest::addAction(const QString &name, const QString &uses)
{
    m_page->canvas().setFocus();
    m_page->key(Qt::Key_S);
    m_page->rename(name);
    QVERIFY(m_page->press(u"Use action"_s));
    QVERIFY(m_page->write(u"Action"_s, uses));
}

void PipelinesBuildingTest::buildChecks()
{
    QVERIFY(m_page->dropBlock(u"job"_s, m_page->freePlace()));
    QVERIFY(m_page->write(u"Id"_s, u"ci"_s));
    m_page->click(m_page->card(u"ci"_s));
    m_page->rename(u"Continuous Integration"_s);
    QCOMPARE(m_page->words(m_page->card(u"ci"_s)), u"Continuous Integration"_s);
    QVERIFY(m_page->write(u"Time limit in minutes"_s, u"15"_s));
    m_page->click(m_page->row(u"ci"_s, 0));
    QVERIFY(m_page->write(u"Action"_s, u"actions/checkout@v4"_s));
    QVERIFY(m_page->setInput(u"fetch-depth"_s, u"0"_s));
    m_page->canvas().setFocus();
    m_page->key(Qt::Key_A);
    QCOMPARE(m_page->rows(u"ci"_s).last(), u"Setup Node.js"_s);
    QVERIFY(m_page->write(u"Action"_s, u"actions/setup-node@v4"_s));
    QVERIFY(m_page->setInput(u"cache"_s, u"pnpm"_s));
    addRun(u"Enable Corepack"_s, u"corepack enable"_s);
    addRun(u"Install dependencies"_s, u"pnpm install --frozen-lockfile"_s);
    addRun(u"Type-check"_s, u"pnpm typecheck --filter=@loop/patient-graph-api"_s);
    addRun(u"Lint"_s, u"pnpm lint --filter=@loop/patient-graph-api"_s);
    addRun(u"Run unit tests"_s, u"pnpm test --filter=@loop/patient-graph-api"_s);
    QVERIFY(m_page->addPair(u"Add variable"_s, u"DATABASE_URL"_s, u"postgresql://test:test@localhost:5432/test"_s));
    addRun(u"Build"_s, u"pnpm build --filter=@loop/patient-graph-api"_s);
    addAction(u"Upload build artifacts"_s, u"actions/upload-artifact@v4"_s);
    QVERIFY(m_page->setInput(u"name"_s, u"patient-graph-build"_s));
    QVERIFY(m_page->setInput(u"path"_s, u"apps/patient-graph/dist"_s));
    QVERIFY(m_page->setInput(u"retention-days"_s, u"7"_s));
    QCOMPARE(m_page->rows(u"ci"_s).size(), 9);
}

void PipelinesBuildingTest::buildDeploy()
{
    m_page->selectNothing();
    m_page->key(Qt::Key_J);
    QVERIFY(m_page->write(u"Id"_s, u"deploy"_s));
    m_page->click(m_page->card(u"deploy"_s));
    m_page->rename(u"Deploy to Fly.io"_s);
    QVERIFY(m_page->write(u"Time limit in minutes"_s, {}));
    // Once with the mouse, and back; then by keys.
    m_page->connectByPort(u"ci"_s, u"deploy"_s);
    QVERIFY(m_page->bytes().contains("needs: ci\n"));
    m_stage->press(u"Ctrl+Shift+T"_s);
    m_page->cutLink(u"ci"_s, u"deploy"_s);
    QVERIFY(!m_page->bytes().contains("needs"));
    m_page->click(m_page->card(u"ci"_s));
    m_page->key(Qt::Key_C);
    m_page->key(Qt::Key_Return);
    QVERIFY(m_page->bytes().contains("needs: ci\n"));
    m_page->click(m_page->card(u"deploy"_s));
    m_page->key(Qt::Key_I);
    QVERIFY(m_page->bytes().contains("if: github.ref == 'refs/heads/main'\n"));
}

void PipelinesBuildingTest::fillDeploy()
{
    m_page->click(m_page->row(u"deploy"_s, 0));
    addAction(u"Setup Fly CLI"_s, u"superfly/flyctl-actions/setup-flyctl@master"_s);
    addRun(u"Deploy to Fly.io"_s, u"flyctl deploy --remote-only --app patient-graph-api"_s);
    QVERIFY(m_page->addPair(u"Add variable"_s, u"FLY_API_TOKEN"_s, u"${{ secrets.FLY_API_TOKEN }}"_s));
    QVERIFY(m_page->write(u"Working directory"_s, u"apps/patient-graph"_s));
    addRun(u"Wait for deployment"_s,
           u"for i in {1..30}; do\n"
           "  if curl -f https://patient-graph.loop.health/health/ready; then\n"
           "    echo \"Deployment successful\"\n"
           "    exit 0\n"
           "  fi\n"
           "  echo \"Waiting for deployment... ($i/30)\"\n"
           "  sleep 10\n"
           "done\n"
           "echo \"Deployment health check failed\"\n"
           "exit 1"_s);
    addAction(u"Create Sentry release"_s, u"getsentry/action-release@v1"_s);
    QVERIFY(m_page->addPair(u"Add variable"_s, u"SENTRY_AUTH_TOKEN"_s, u"${{ secrets.SENTRY_AUTH_TOKEN }}"_s));
    QVERIFY(m_page->addPair(u"Add variable"_s, u"SENTRY_ORG"_s, u"loop-health"_s));
    QVERIFY(m_page->addPair(u"Add variable"_s, u"SENTRY_PROJECT"_s, u"patient-graph-api"_s));
    QVERIFY(m_page->setInput(u"environment"_s, u"production"_s));
    QVERIFY(m_page->setInput(u"version"_s, u"${{ github.sha }}"_s));
    addAction(u"Notify deployment"_s, u"slackapi/slack-github-action@v1"_s);
    QVERIFY(m_page->choose(u"Runs when"_s, u"Always"_s));
    QVERIFY(m_page->setInput(u"payload"_s, u"text"_s));
    QVERIFY(m_page->addPair(u"Add variable"_s, u"SLACK_WEBHOOK_URL"_s, u"${{ secrets.SLACK_DEPLOYMENTS_WEBHOOK }}"_s));
    writeNotification();
}

void PipelinesBuildingTest::writeNotification()
{
    QVERIFY(m_page->goTo(u"payload: text"_s));
    m_stage->press(u"End"_s);
    m_stage->press(u"Ctrl+Backspace"_s);
    // Brackets and quotes bring their other half, and typing it steps over it.
    m_page->typeInSource(u"|\n{"_s);
    m_stage->press(u"Delete"_s);
    m_page->typeInSource(u"\n  \"text\": \"Patient Graph deployed to production\",\n"
                         "\"status\": \"${{ job.status}}\",\n"
                         "\"commit\": \"${{ github.sha}}\",\n"
                         "\"url\": \"https://patient-graph.loop.health\"\n"_s);
    m_stage->press(u"Backspace"_s);
    m_page->typeInSource(u"}"_s);
}

void PipelinesBuildingTest::guardDeploy()
{
    m_page->click(m_page->card(u"deploy"_s));
    m_page->key(Qt::Key_G);
    QCOMPARE(m_page->file()->selection().current(), editing::Place::gate("deploy"));
    QVERIFY(m_page->bytes().contains("environment: production\n"));
    m_page->click(m_page->card(u"deploy"_s));
    QVERIFY(m_page->write(u"Time limit in minutes"_s, u"20"_s));
    m_page->selectNothing();
    QVERIFY(m_page->press(u"Concurrency"_s));
    QVERIFY(m_page->write(u"Group"_s, u"deploy-${{ github.ref }}"_s));
}

void PipelinesBuildingTest::patientGraphIsBuiltFromNothing()
{
    const std::array parts{&PipelinesBuildingTest::startEmpty, &PipelinesBuildingTest::buildTriggers,
                           &PipelinesBuildingTest::buildChecks, &PipelinesBuildingTest::buildDeploy,
                           &PipelinesBuildingTest::fillDeploy};
    for (const auto part : parts) {
        (this->*part)();
        if (QTest::currentTestFailed())
            return;
    }
    const QString original = u"patient-graph-ci-cd.yml"_s;
    QCOMPARE(errorsIn(m_page->file()->document()), QStringList());
    QCOMPARE(differences(m_page->file()->document(), original), QStringList());
    guardDeploy();
    QCOMPARE(errorsIn(m_page->file()->document()), QStringList());
    const QStringList guarded = differences(m_page->file()->document(), original);
    QVERIFY2(guarded.size() == 3, qPrintable(guarded.join(u'\n')));
    for (const QString &words : {u"concurrency"_s, u"timeout 20 minutes"_s, u"production"_s})
        QVERIFY2(guarded.join(u'\n').contains(words), qPrintable(guarded.join(u'\n')));
}

QTEST_MAIN(PipelinesBuildingTest)
#include "pipelines_building_test.moc"
