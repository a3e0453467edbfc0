#include "sandbox/command.h"

#include "sandbox/options.h"
#include "sandbox/sandbox.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

namespace {

/// Written to by the signal handler, which may do little else.
int endPipe[2] = {-1, -1};

void askToEnd(int)
{
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(endPipe[1], &byte, 1);
}

void print(FILE *stream, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

int fail(const base::Error &error, int code)
{
    print(stderr, "slipway sandbox: " + base::sentence(error).toUtf8());
    return code;
}

void endOnSignals(QObject *context)
{
    if (::pipe2(endPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto *notifier = new QSocketNotifier(endPipe[0], QSocketNotifier::Read, context);
    QObject::connect(notifier, &QSocketNotifier::activated, context, [] { QCoreApplication::quit(); });
    std::signal(SIGTERM, askToEnd);
    std::signal(SIGINT, askToEnd);
}

void endWithStdin(QObject *context)
{
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, context);
    QObject::connect(notifier, &QSocketNotifier::activated, context, [] {
        char ignored[256];
        if (::read(STDIN_FILENO, ignored, sizeof ignored) <= 0)
            QCoreApplication::quit();
    });
}

int run(const Options &options, const Scenario &chosen)
{
    auto clock = std::make_unique<base::StoryClock>(options.start.value_or(chosen.start), options.speed);
    Sandbox sandbox(chosen, std::move(clock), options.seed);
    Simulation &simulation = sandbox.simulation();
    simulation.setSpeed(options.speed);
    for (const Fault &fault : options.faults)
        simulation.faults().add(fault);
    if (!options.record.isEmpty()) {
        if (const auto opened = simulation.recorder().open(options.record); !opened)
            return fail(opened.error(), 1);
    }
    if (const auto listening = sandbox.listen(options.portBase); !listening)
        return fail(listening.error(), 1);
    QObject::connect(&sandbox, &Sandbox::stopRequested, &sandbox, [] { QCoreApplication::quit(); });
    endOnSignals(&sandbox);
    if (options.untilStdinCloses)
        endWithStdin(&sandbox);
    print(stdout, QJsonDocument(sandbox.ready()).toJson(QJsonDocument::Compact));
    return QCoreApplication::exec();
}

} // namespace

int runSandbox(const QStringList &arguments)
{
    const auto options = parseOptions(arguments);
    if (!options)
        return fail(options.error(), 2);
    if (options->helpWanted) {
        print(stdout, optionsHelp().toUtf8());
        return 0;
    }
    Scenario chosen;
    if (auto known = scenario(options->scenario); known)
        chosen = std::move(*known);
    else
        return fail(known.error(), 2);
    return run(*options, chosen);
}

} // namespace slipway::sandbox
