#include "e2e_stage/stage.h"

#include "composition/session.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace slipway;
using e2e::Stage;
using e2e::WindowReader;

/// How workspaces are opened and left: one's own, broken ones, the demo in a process of its own.
class OpeningTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void brokenWorkspaceLeavesTheOpenOne();
    void ownWorkspaceWithoutKeychain();
    void whatWasOpenedLastStays();
    void missingWorkspaceIsTriedAgain();
    void demoInAProcessOfItsOwn();
    void closingWhileRequestsAreUnderWay_data();
    void closingWhileRequestsAreUnderWay();
};

namespace {

const QString api = u"patient-graph-api"_s;

constexpr auto ownWorkspace = "version: 1\n"
                              "workspace: { name: Mine }\n"
                              "providers:\n"
                              "  github: { repository: me/mine }\n"
                              "  vercel: { team: mine }\n"
                              "apps:\n"
                              "  - id: site\n"
                              "    production: { vercel: site }\n";

QString writeWorkspace(const Stage &stage, const QByteArray &yaml)
{
    QDir(stage.path({})).mkdir(u"mine"_s);
    QFile file(stage.path(u"mine/slipway.yaml"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(yaml) != yaml.size())
        qFatal("the workspace cannot be written");
    return file.fileName();
}

/// The processes that this one has started.
QList<pid_t> startedProcesses()
{
    QFile list(u"/proc/self/task/%1/children"_s.arg(::getpid()));
    if (!list.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(list.errorString()));
    QList<pid_t> pids;
    for (const QByteArray &word : list.readAll().simplified().split(' ')) {
        if (!word.isEmpty())
            pids += word.toInt();
    }
    return pids;
}

QString labels(const QWidget &widget)
{
    QStringList texts;
    for (const auto *label : widget.findChildren<QLabel *>())
        texts += label->text();
    return texts.join(u'\n');
}

} // namespace

void OpeningTest::initTestCase()
{
    for (const char *name : {"GITHUB_TOKEN", "FLY_API_TOKEN", "VERCEL_TOKEN", "SENTRY_AUTH_TOKEN"})
        qunsetenv(name);
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
}

void OpeningTest::brokenWorkspaceLeavesTheOpenOne()
{
    Stage stage;
    QVERIFY(stage.start());
    e2e::answerFileDialog(writeWorkspace(stage, "version: 1\nworkspace:\n  name: Mine\nprovders:\n  github: {}\n"));
    stage.press(u"Ctrl+O"_s);
    QTRY_VERIFY(stage.window().toast().endsWith("was not opened"_L1));
    const QString notice = stage.window().notifications().value(0);
    QVERIFY2(notice.contains("slipway.yaml:4:1"_L1), qPrintable(notice));
    QVERIFY2(notice.contains("providers"_L1), qPrintable(notice));
    QVERIFY(stage.program().window().windowTitle().startsWith("Loop Health"_L1));
    QVERIFY(stage.refresh());
    QVERIFY(stage.window().cell(api, WindowReader::Production).contains("v43"_L1));
}

void OpeningTest::ownWorkspaceWithoutKeychain()
{
    Stage stage;
    stage.makeProgram();
    stage.program().openWorkspace(writeWorkspace(stage, ownWorkspace));
    QCOMPARE(stage.window().notifications(), QStringList());
    QVERIFY(stage.program().window().windowTitle().startsWith("Mine"_L1));
    QTRY_VERIFY_WITH_TIMEOUT(
        stage.window().cell(u"site"_s, WindowReader::Production).contains("the token may not see"_L1), 10'000);
    QTRY_VERIFY(
        stage.window().banners().join(u'\n').contains("Not signed in to Vercel. Add a token under Accounts."_L1));
    QTRY_COMPARE(stage.window().sync(), u"Sign-in needed"_s);
    auto *accounts = stage.window().linkStarting(u"Open accounts: "_s);
    QVERIFY(accounts);
    QTest::mouseClick(accounts, Qt::LeftButton);
    QTRY_VERIFY(QApplication::activeModalWidget());
    const QString dialog = labels(*QApplication::activeModalWidget());
    QVERIFY2(dialog.contains("keychain"_L1), qPrintable(dialog));
    QVERIFY2(dialog.contains("this run"_L1) || dialog.contains("this session"_L1), qPrintable(dialog));
}

void OpeningTest::whatWasOpenedLastStays()
{
    Stage stage;
    stage.makeProgram();
    // Before the demo has painted itself, which is what its providers wait for.
    stage.program().openDemo();
    stage.program().openWorkspace(writeWorkspace(stage, ownWorkspace));
    QTRY_VERIFY(stage.program().session()->accounts());
    QVERIFY(stage.program().window().windowTitle().startsWith("Mine"_L1));
    QCOMPARE(stage.window().notifications(), QStringList());

    stage.program().openWorkspace(stage.path(u"mine"_s));
    stage.program().openDemo();
    QTRY_COMPARE(stage.window().toast(), u"The demo did not start"_s);
    QVERIFY2(!stage.program().session()->accounts(), "nobody is asked for tokens in the demo");
}

void OpeningTest::missingWorkspaceIsTriedAgain()
{
    Stage stage;
    stage.makeProgram();
    const QString file = writeWorkspace(stage, ownWorkspace);
    stage.program().openWorkspace(file);
    QVERIFY(QFile::rename(file, file + u".away"_s));

    stage.makeProgram();
    stage.program().openLast();
    QVERIFY2(stage.window().notifications().value(0).contains("does not exist"_L1),
             qPrintable(stage.window().notifications().value(0)));
    QVERIFY(stage.program().window().windowTitle().startsWith("Loop Health"_L1));

    QVERIFY(QFile::rename(file + u".away"_s, file));
    stage.makeProgram();
    stage.program().openLast();
    QVERIFY(stage.program().window().windowTitle().startsWith("Mine"_L1));
}

void OpeningTest::demoInAProcessOfItsOwn()
{
    Stage stage;
    stage.folders().sandbox = {QStringLiteral(SLIPWAY_PROGRAM), u"sandbox"_s, u"--record"_s, e2e::recordFile()};
    stage.makeProgram();
    QSignalSpy ready(&stage.program(), &composition::Program::demoReady);
    stage.program().openDemo();
    QVERIFY(ready.wait(20'000));
    QCOMPARE(ready.first().first().toBool(), true);
    QVERIFY(stage.isSettled());
    QVERIFY(stage.window().cell(api, WindowReader::Production).contains("v43"_L1));

    const QList<pid_t> started = startedProcesses();
    QCOMPARE(started.size(), 1);
    ::kill(started.first(), SIGKILL);
    QTRY_COMPARE(stage.window().toast(), u"The demo's providers have stopped"_s);
    const QString notice = stage.window().notifications().value(0);
    QVERIFY2(notice.contains("What is shown is what they said last."_L1), qPrintable(notice));
    QVERIFY2(notice.contains("Open demo workspace"_L1), qPrintable(notice));
    QVERIFY(stage.window().cell(api, WindowReader::Production).contains("v43"_L1));

    stage.end();
    QCOMPARE(startedProcesses().size(), 0);
}

void OpeningTest::closingWhileRequestsAreUnderWay_data()
{
    QTest::addColumn<QJsonObject>("fault");
    QTest::newRow("before any answer") << QJsonObject{{"kind"_L1, "latency"_L1}, {"ms"_L1, 100'000}};
    QTest::newRow("in the middle of answers")
        << QJsonObject{{"kind"_L1, "slow-drip"_L1}, {"bytes"_L1, 1}, {"ms"_L1, 20}};
    QTest::newRow("while retries wait") << QJsonObject{{"kind"_L1, "error-before"_L1}};
}

void OpeningTest::closingWhileRequestsAreUnderWay()
{
    QFETCH(const QJsonObject, fault);
    Stage stage;
    QVERIFY(stage.start());
    stage.addFault(fault);
    stage.press(u"F5"_s);
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents();
    QCOMPARE(stage.program().session()->engine().state().kind, refresh::SyncState::Kind::Syncing);
    QVERIFY(stage.program().window().close());
    stage.end();
    stage.clearFaults();
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents();
    // What was known was kept.
    stage.makeProgram();
    stage.program().openDemo();
    QVERIFY(stage.window().cell(api, WindowReader::Production).contains("v43"_L1));
}

QTEST_MAIN(OpeningTest)
#include "opening_test.moc"
