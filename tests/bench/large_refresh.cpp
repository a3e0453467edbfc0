// A refresh of the large scenario (200 apps, 10,000 runs, 2,000 machines, 100,000 deployments): requests, bytes and
// seconds, cold and unchanged, and the longest time the event loop stood still meanwhile.
//
//   bench_large_refresh [SCENARIO]
//
// The providers run in a process of their own.
#include "composition/sandbox_process.h"
#include "composition/session.h"
#include "net/network_log.h"
#include "workspace/parser.h"

#include <QApplication>
#include <QCoro/QCoroSignal>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

/// Notes how long the event loop was away between two beats.
class Heartbeat final : public QObject
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
        m_since.start();
        m_timer.start(1);
    }
    void reset()
    {
        m_gaps.clear();
        m_since.restart();
    }
    double longest() const { return m_gaps.isEmpty() ? 0 : *std::ranges::max_element(m_gaps); }
    qsizetype over(double milliseconds) const
    {
        return std::ranges::count_if(m_gaps, [milliseconds](double gap) { return gap > milliseconds; });
    }

private:
    void beat()
    {
        m_gaps.append(static_cast<double>(m_since.nsecsElapsed()) / 1e6);
        m_since.restart();
    }
    QTimer m_timer;
    QElapsedTimer m_since;
    QList<double> m_gaps;
};

struct Round {
    qsizetype requests = 0;
    qsizetype unchanged = 0;
    qint64 bytes = 0;
    double seconds = 0;
};

QCoro::Task<> untilSynced(refresh::Engine &engine)
{
    while (engine.state().kind == refresh::SyncState::Kind::Syncing
           || engine.state().kind == refresh::SyncState::Kind::Never)
        co_await qCoro(&engine, &refresh::Engine::stateChanged);
}

Round summarise(const net::NetworkLog &log, const QElapsedTimer &timer)
{
    Round round;
    round.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    for (const net::Exchange &exchange : log.exchanges()) {
        ++round.requests;
        round.unchanged += exchange.status == 304 ? 1 : 0;
        round.bytes += exchange.responseSize;
    }
    return round;
}

void print(const QString &name, const Round &round, const Heartbeat &heart)
{
    QTextStream(stdout) << u"%1  %2 requests (%3 × 304)  %4 MB  %5 s   longest stall %6 ms, %7 over 16 ms"_s
                               .arg(name, -9)
                               .arg(round.requests, 5)
                               .arg(round.unchanged)
                               .arg(static_cast<double>(round.bytes) / 1e6, 0, 'f', 1)
                               .arg(round.seconds, 0, 'f', 2)
                               .arg(heart.longest(), 0, 'f', 1)
                               .arg(heart.over(16))
                        << Qt::endl;
}

QCoro::Task<> measure(QByteArray readyLine)
{
    const auto info = composition::readReadyLine(readyLine);
    workspace::Reading reading;
    if (info) {
        const auto yaml = co_await composition::fetchWorkspace(info->control, {});
        reading = workspace::readWorkspace(yaml.value_or(QByteArray()));
    }
    if (!reading.workspace) {
        QTextStream(stderr) << "The sandbox did not start, or its workspace cannot be read." << Qt::endl;
        QCoreApplication::exit(1);
        co_return;
    }
    const QTemporaryDir folder;
    composition::Session session({.workspace = *reading.workspace,
                                  .key = u"bench"_s,
                                  .isDemo = true,
                                  .history = store::Location::sqlite(folder.filePath(u"bench.db"_s)),
                                  .lastKnown = store::Location::sqlite(folder.filePath(u"bench.db"_s)),
                                  .cacheFolder = folder.filePath(u"answers"_s),
                                  .clock = std::make_shared<base::StoryClock>(info->now)});
    net::NetworkLog &log = session.http().log();
    log.setBounds(200'000, 256LL * 1024 * 1024);
    Heartbeat heart;
    const QStringList rounds{u"cold"_s, u"unchanged"_s, u"unchanged"_s};
    for (const QString &name : rounds) {
        log.clear();
        heart.reset();
        QElapsedTimer timer;
        timer.start();
        if (session.engine().isRunning())
            session.engine().refreshNow();
        else
            session.connectTo(info->endpoints, info->tokens);
        co_await untilSynced(session.engine());
        print(name, summarise(log, timer), heart);
        if (session.engine().state().error)
            QTextStream(stdout) << "  " << base::sentence(*session.engine().state().error) << Qt::endl;
    }
    QCoreApplication::exit(0);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QProcess sandbox;
    sandbox.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    sandbox.start(
        QStringLiteral(SLIPWAY_PROGRAM),
        {u"sandbox"_s, u"--scenario"_s, QCoreApplication::arguments().value(1, u"large"_s), u"--until-stdin-closes"_s});
    while (!sandbox.canReadLine() && sandbox.waitForReadyRead(30'000)) { }
    const auto task = measure(sandbox.readLine());
    const int code = QCoreApplication::exec();
    sandbox.closeWriteChannel();
    sandbox.waitForFinished(5'000);
    return code;
}
