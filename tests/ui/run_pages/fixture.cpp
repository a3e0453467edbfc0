#include "fixture.h"

#include "widgets/sheet.h"

#include <QApplication>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway::run_pages {

namespace {

const QByteArray dispatchable = R"(name: Patient Graph CI/CD
on:
  push: {branches: [main]}
  workflow_dispatch:
    inputs:
      environment: {type: environment, required: true, description: Where to}
      app: {type: choice, options: [api, web]}
      dry: {type: boolean, description: Change nothing}
      count: {type: number, default: 3}
)";

/// The demo's workflow with inputs.
QByteArray workflowText()
{
    QByteArray text = runs::demo::workflowText();
    return dispatchable + text.sliced(text.indexOf("concurrency:"));
}

QList<runs::RunFact> olderRuns()
{
    const QStringList titles{u"Retry Oura sync on 429"_s, u"Cache protocol lookups"_s, u"Bump hono to 4.1"_s,
                             u"Index encounters"_s,       u"Tidy treatment tests"_s,   u"Split patient routes"_s};
    const QStringList people{u"jonas-weil"_s, u"tomas-rey"_s, u"mina-okafor"_s, u"aiko-tanaka"_s};
    QList<runs::RunFact> all;
    for (int at = 0; at < titles.size(); ++at) {
        runs::RunFact run = runs::demo::run(1284 - 3 * at, at == 0 ? base::Status::Failure : base::Status::Success,
                                            -3600 * (at + 1), 390 - 7 * at);
        run.title = run.commitTitle = titles.at(at);
        run.actor = people.at(at % people.size());
        run.conclusion = at == 0 ? u"failure"_s : u"success"_s;
        run.page = QUrl(u"https://github.example/run"_s);
        all += run;
    }
    return all;
}

} // namespace

Fixture::Fixture(QSize size)
    : clock(std::make_shared<base::ManualClock>(runs::demo::at(420)))
    , settings(std::make_shared<QSettings>(folder.filePath(u"s.ini"_s), QSettings::IniFormat))
{
    const auto path = runs::demo::running().run.path;
    github->knownFiles[path] = workflowText();
    github->knownWorkflows = {{.id = 11, .name = u"Patient Graph CI/CD"_s, .path = path}};
    github->knownArtifacts = {{.id = 5, .name = u"patient-graph-build"_s, .bytes = 1'400'000}};
    github->log = "2024-03-21T13:11:50.0000000Z Checked out\n2024-03-21T13:12:00.0000000Z ##[error]Tests failed\n";
    show(runs::demo::running());
    window.resize(size);
    auto *column = new QVBoxLayout(&window);
    column->setContentsMargins({});
    view = new RunsView(services());
    column->addWidget(view);
}

void Fixture::show(const runs::RunState &state)
{
    github->knownRuns = QList{state.run} + olderRuns();
    github->knownJobs[state.run.id] = state.jobs;
    runs::JobFact failed = runs::demo::job(70, u"Continuous Integration"_s, base::Status::Failure, -3600, -3595, -3300);
    failed.steps = {runs::demo::step(1, u"Checkout"_s, base::Status::Success, -3595, -3590),
                    runs::demo::step(2, u"Run unit tests"_s, base::Status::Failure, -3590, -3300)};
    github->knownJobs[1284] = {failed};
    for (const runs::RunFact &run : github->knownRuns.sliced(2)) {
        const int began = static_cast<int>(runs::demo::at(0).secsTo(run.createdAt));
        github->knownJobs[run.id] = {runs::demo::job(run.id * 10, u"Continuous Integration"_s, base::Status::Success,
                                                     began, began + 4, began + 288),
                                     runs::demo::job(run.id * 10 + 1, u"Deploy to Fly.io"_s, base::Status::Success,
                                                     began + 288, began + 300, began + 440)};
    }
    github->knownGates = state.gates;
    github->knownApprovals = state.approvals;
}

std::shared_ptr<runs::Services> Fixture::services() const
{
    auto made = std::make_shared<runs::Services>();
    made->actions = github;
    made->clock = clock;
    made->workspaceKey = u"demo"_s;
    made->settings = settings;
    made->cacheFolder = folder.path();
    workspace::Workspace demo;
    demo.people = {{u"Mina Okafor"_s, u"mina-okafor"_s}, {u"Priya Nair"_s, u"priya-nair"_s}};
    demo.organizations.githubRepository = u"loop-health/platform"_s;
    made->workspace = std::make_shared<workspace::Workspace>(demo);
    return made;
}

void Fixture::open()
{
    view->setWorkflow(u"patient-graph-ci-cd.yml"_s);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_VERIFY(view->run().id != 0);
    QTRY_VERIFY(github->asked.contains(u"jobs"_s));
    QCoreApplication::processEvents();
}

widgets::Sheet *Fixture::sheet() const
{
    for (widgets::Sheet *sheet : window.findChildren<widgets::Sheet *>()) {
        if (sheet->isVisible())
            return sheet;
    }
    return nullptr;
}

void useReferenceFont()
{
    QFont font(u"Inter"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
}

void savePicture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("SLIPWAY_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(widget.grab().save(folder + u'/' + name + u".png"_s));
}

} // namespace slipway::run_pages
