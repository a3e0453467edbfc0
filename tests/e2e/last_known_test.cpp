#include "e2e_stage/stage.h"

#include "composition/session.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway;
using e2e::Stage;
using e2e::WindowReader;

/// What is on screen before anybody was asked.
class LastKnownTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstStartSaysThatItLoads();
    void secondStartShowsWhatWasKnown();
    void whatWasKnownStaysWhenTheDemoCannotStart();
    void answersReplaceWhatWasKnown();
    void valuesBecomeStaleWhenNobodyAnswers();
};

namespace {

const QString api = u"patient-graph-api"_s;

QStringList titles(QStringList entries)
{
    for (QString &entry : entries)
        entry = entry.section(u": "_s, 0, 0);
    return entries;
}

} // namespace

void LastKnownTest::firstStartSaysThatItLoads()
{
    Stage stage;
    stage.makeProgram();
    stage.program().openDemoAt(stage.info(), stage.clock());
    QCOMPARE(stage.window().cell(api, WindowReader::Production), u"Production: nothing known, loading."_s);
    QVERIFY(stage.isSettled());
    QVERIFY(stage.window().cell(api, WindowReader::Production).contains("v43"_L1));
}

void LastKnownTest::secondStartShowsWhatWasKnown()
{
    Stage stage;
    QVERIFY(stage.start());
    const QStringList inbox = stage.window().inbox();
    const QString workflow = stage.window().workflow(u"Security Scanning"_s);
    QVERIFY(!workflow.isEmpty());
    stage.end();

    stage.makeProgram();
    stage.program().openDemo();
    // Not one turn of the event loop later.
    const WindowReader window = stage.window();
    const QString live = window.cell(api, WindowReader::Production);
    QVERIFY2(live.contains("v43"_L1) && live.contains("as of 14:32"_L1), qPrintable(live));
    const QString portal = window.cell(u"my.loop.health"_s, WindowReader::Staging);
    QVERIFY2(portal.contains("3.13.0-rc.2"_L1) && portal.contains("as of 14:32"_L1), qPrintable(portal));
    const QString drift = window.cell(api, WindowReader::Drift);
    QVERIFY2(drift.contains("6 commits"_L1) && drift.contains("as of 14:32"_L1), qPrintable(drift));
    QVERIFY(window.workflow(u"Security Scanning"_s).contains("as of 14:32"_L1));
    QCoreApplication::processEvents();
    QCOMPARE(titles(window.inbox()), titles(inbox));
}

void LastKnownTest::whatWasKnownStaysWhenTheDemoCannotStart()
{
    Stage stage;
    QVERIFY(stage.start());
    stage.end();
    stage.makeProgram();
    stage.program().openDemo();
    QTRY_COMPARE(stage.window().toast(), u"The demo did not start"_s);
    QCOMPARE(stage.window().notifications().size(), 1);
    QVERIFY(stage.window().cell(api, WindowReader::Production).contains("v43"_L1));
}

void LastKnownTest::answersReplaceWhatWasKnown()
{
    Stage stage;
    QVERIFY(stage.start());
    stage.end();
    QVERIFY(stage.start());
    const QString live = stage.window().cell(api, WindowReader::Production);
    QVERIFY2(live.contains("v43"_L1) && !live.contains("as of"_L1), qPrintable(live));
}

void LastKnownTest::valuesBecomeStaleWhenNobodyAnswers()
{
    Stage stage;
    QVERIFY(stage.start());
    stage.addFault({{"kind"_L1, "latency"_L1}, {"ms"_L1, 100'000}});
    stage.advance(3min);
    QTRY_VERIFY(stage.window().cell(api, WindowReader::Production).contains("as of 14:32"_L1));
}

QTEST_MAIN(LastKnownTest)
#include "last_known_test.moc"
