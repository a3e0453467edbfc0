#include "e2e_stage/stage.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using e2e::Stage;
using e2e::WindowReader;

/// What a person does in the window of the demo, by keys and clicks.
class WindowFlowsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void paletteFindsAnApp();
    void paletteFindsARun();
    void environmentFilterHidesColumns_data();
    void environmentFilterHidesColumns();
    void copiesTheCommit();
    void networkLogHasNoToken();
    void openingTheDemoAgain();

private:
    std::unique_ptr<Stage> m_stage;
};

void WindowFlowsTest::init()
{
    m_stage = std::make_unique<Stage>();
    QVERIFY(m_stage->start());
}

void WindowFlowsTest::paletteFindsAnApp()
{
    m_stage->press(u"Ctrl+K"_s);
    m_stage->type(u"luna"_s);
    QVERIFY(m_stage->window().paletteResults().contains(u"luna.loop.health"_s));
    m_stage->press(u"Return"_s);
    QVERIFY(!m_stage->window().named(u"Command palette"_s));
    const QString toast = m_stage->window().toast();
    QVERIFY2(toast.contains("In the demo this page does not exist: https://"_L1), qPrintable(toast));
}

void WindowFlowsTest::paletteFindsARun()
{
    m_stage->press(u"Ctrl+K"_s);
    m_stage->type(u"#1289"_s);
    const QStringList results = m_stage->window().paletteResults();
    QVERIFY(!results.isEmpty());
    QVERIFY2(results.first().startsWith("#1289 "_L1), qPrintable(results.join(u'\n')));
    m_stage->press(u"Escape"_s);
    QVERIFY(!m_stage->window().named(u"Command palette"_s));
}

void WindowFlowsTest::environmentFilterHidesColumns_data()
{
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QList<bool>>("shown");
    QTest::newRow("production") << u"Ctrl+2"_s << QList{true, true, false, false, false};
    QTest::newRow("staging") << u"Ctrl+3"_s << QList{true, false, false, true, false};
    QTest::newRow("preview") << u"Ctrl+4"_s << QList{true, false, false, false, true};
}

void WindowFlowsTest::environmentFilterHidesColumns()
{
    QFETCH(const QString, keys);
    QFETCH(const QList<bool>, shown);
    const auto columns = [this] {
        QList<bool> list;
        for (int column = WindowReader::App; column <= WindowReader::Previews; ++column)
            list += m_stage->window().shows(static_cast<WindowReader::Column>(column));
        return list;
    };
    const QList all{true, true, true, true, true};
    QCOMPARE(columns(), all);
    m_stage->press(keys);
    QCOMPARE(columns(), shown);
    m_stage->press(u"Ctrl+1"_s);
    QCOMPARE(columns(), all);
}

void WindowFlowsTest::copiesTheCommit()
{
    QAbstractItemView *fleet = m_stage->window().fleet();
    QTRY_COMPARE(QApplication::focusWidget(), fleet);
    fleet->setCurrentIndex(fleet->model()->index(0, 0));
    m_stage->press(u"Right"_s);
    m_stage->press(u"Ctrl+C"_s);
    const QString copied = QGuiApplication::clipboard()->text();
    QCOMPARE(copied.size(), 40);
    QVERIFY2(copied.startsWith("c41d9e2"_L1), qPrintable(copied));
    QCOMPARE(m_stage->window().toast(), u"Copied "_s + copied);
}

void WindowFlowsTest::networkLogHasNoToken()
{
    const QString file = m_stage->path(u"slipway.har"_s);
    e2e::answerFileDialog(file);
    m_stage->press(u"Ctrl+K"_s);
    m_stage->type(u"export network"_s);
    m_stage->press(u"Return"_s);
    QTRY_VERIFY(m_stage->window().says(u"Saved "_s));
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    const QByteArray har = saved.readAll();
    const QJsonArray entries = QJsonDocument::fromJson(har)["log"_L1]["entries"_L1].toArray();
    QCOMPARE_GT(entries.size(), 20);
    for (const auto &token : m_stage->info().tokens)
        QVERIFY(!har.contains(token.reveal()));
    QVERIFY(har.contains("uthorization"));
}

void WindowFlowsTest::openingTheDemoAgain()
{
    // Pages and models of the session before may not be looked at any more.
    m_stage->press(u"F5"_s);
    m_stage->program().openDemoAt(m_stage->info(), m_stage->clock());
    QVERIFY(m_stage->isSettled());
    const QString live = m_stage->window().cell(u"patient-graph-api"_s, WindowReader::Production);
    QVERIFY2(live.contains("v43"_L1) && !live.contains("as of"_L1), qPrintable(live));
}

QTEST_MAIN(WindowFlowsTest)
#include "window_flows_test.moc"
