// Time from exec to the first useful frame, memory and processor use when idle: Slipway with its last known state in
// the cache beside an empty QMainWindow, turn by turn.
//
//   bench_start [ROUNDS]
//
// The demo's providers run in a process of their own and are not counted.
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>

#include <algorithm>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

struct Figures {
    QList<double> firstFrame; ///< ms
    QList<double> pss;        ///< MiB
    QList<double> idleTicks;  ///< processor ms in a second
};

double median(QList<double> values)
{
    std::ranges::sort(values);
    return values.isEmpty() ? 0 : values.at(values.size() / 2);
}

double pssOf(qint64 processId)
{
    QFile file(u"/proc/%1/smaps_rollup"_s.arg(processId));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    static const QRegularExpression pattern(u"\nPss:\\s+(\\d+) kB"_s);
    return pattern.match(QString::fromLatin1(file.readAll())).captured(1).toDouble() / 1024;
}

/// Processor time so far, ms.
double processorTime(qint64 processId)
{
    QFile file(u"/proc/%1/stat"_s.arg(processId));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return (fields.value(11).toDouble() + fields.value(12).toDouble()) * 1000
        / static_cast<double>(sysconf(_SC_CLK_TCK));
}

/// One start. Waits for the line "first frame", then lets it settle.
bool measure(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment,
             Figures &figures, bool isWarmUp)
{
    constexpr int settle = 8'000;
    constexpr int watched = 4'000;
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setReadChannel(QProcess::StandardError);
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    QByteArray said;
    while (!said.contains("first frame")) {
        if (!process.waitForReadyRead(30'000) && process.state() == QProcess::NotRunning)
            break;
        said += process.readAllStandardError();
        if (timer.elapsed() > 30'000)
            break;
    }
    const double shown = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    const bool worked = said.contains("first frame");
    if (!worked)
        QTextStream(stderr) << program << " showed no frame: " << said << Qt::endl;
    QThread::msleep(settle);
    if (worked && !isWarmUp) {
        const double before = processorTime(process.processId());
        QThread::msleep(watched);
        figures.firstFrame.append(shown);
        figures.idleTicks.append((processorTime(process.processId()) - before) * 1000 / watched);
        figures.pss.append(pssOf(process.processId()));
    }
    process.terminate();
    process.waitForFinished(5'000);
    return worked;
}

void print(QTextStream &out, const QString &name, const Figures &figures)
{
    out << u"%1  first frame %2 ms   PSS %3 MiB   idle %4 ms of processor a second"_s.arg(name, -18)
               .arg(median(figures.firstFrame), 6, 'f', 1)
               .arg(median(figures.pss), 6, 'f', 1)
               .arg(median(figures.idleTicks), 5, 'f', 2)
        << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int rounds = QCoreApplication::arguments().value(1, u"5"_s).toInt();
    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        environment.insert(QString::fromLatin1(name), home.path());
    environment.insert(u"QT_LOGGING_RULES"_s, u"slipway.start.info=true"_s);

    const QString slipway = QStringLiteral(SLIPWAY_PROGRAM);
    const QStringList arguments{u"--demo"_s, u"loop-health"_s};
    const QString empty = QCoreApplication::applicationDirPath() + u"/bench_empty_window"_s;
    Figures ours, floor;
    // The first start fills the cache.
    if (!measure(slipway, arguments, environment, ours, true))
        return 1;
    for (int round = 0; round < rounds; ++round) {
        if (!measure(empty, {}, environment, floor, false) || !measure(slipway, arguments, environment, ours, false))
            return 1;
    }
    QTextStream out(stdout);
    print(out, u"empty QMainWindow"_s, floor);
    print(out, u"Slipway"_s, ours);
    out << u"ratio               first frame %1×   PSS %2×   (%3 rounds, medians)"_s
               .arg(median(ours.firstFrame) / median(floor.firstFrame), 0, 'f', 2)
               .arg(median(ours.pss) / median(floor.pss), 0, 'f', 2)
               .arg(rounds)
        << Qt::endl;
    return 0;
}
