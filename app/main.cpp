#include "commands/check/check.h"
#include "commands/edit.h"
#include "commands/layout.h"
#include "commands/usage.h"
#include "composition/program.h"
#include "composition/tour.h"

#include <QApplication>
#include <QFile>
#include <QSocketNotifier>
#include <QTextStream>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

using slipway::commands::Usage;

constexpr int misuse = 2;

int say(FILE *stream, const QString &text)
{
    QTextStream(stream) << text << Qt::flush;
    return stream == stderr ? misuse : 0;
}

void nameProgram()
{
    QCoreApplication::setApplicationName(u"slipway"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SLIPWAY_VERSION));
}

/// Goes on as the sandbox's program, which lies beside this one, with the arguments after the word.
int becomeSandbox(char **argv)
{
    const QByteArray program = QFile::encodeName(QCoreApplication::applicationDirPath() + u"/slipway-sandbox"_s);
    ::execv(program.constData(), argv + 1);
    return say(stderr,
               u"slipway sandbox: %1 cannot be started: %2\n"_s.arg(QFile::decodeName(program), qt_error_string()));
}

int runWithoutWindow(const Usage &usage, int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    nameProgram();
    switch (usage.command) {
    case Usage::Command::Check: return slipway::commands::runCheck(usage.rest);
    case Usage::Command::Edit: return slipway::commands::runEdit(usage.rest);
    case Usage::Command::Layout: return slipway::commands::runLayout(usage.rest);
    case Usage::Command::Sandbox: return becomeSandbox(argv);
    case Usage::Command::Version: return say(stdout, u"slipway %1\n"_s.arg(QCoreApplication::applicationVersion()));
    default: return say(stdout, slipway::commands::usageText());
    }
}

int endPipe[2] = {-1, -1};

void askToEnd(int)
{
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(endPipe[1], &byte, 1);
}

/// Logging out ends programs by a signal; what is being written is finished first.
void quitOnSignals(QObject *context)
{
    if (::pipe2(endPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto *notifier = new QSocketNotifier(endPipe[0], QSocketNotifier::Read, context);
    QObject::connect(notifier, &QSocketNotifier::activated, context, [] { QCoreApplication::quit(); });
    std::signal(SIGTERM, askToEnd);
    std::signal(SIGINT, askToEnd);
}

int runTour(const Usage &usage, int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    nameProgram();
    return slipway::composition::runTour(usage.folder);
}

int runWindow(const Usage &usage, int argc, char **argv)
{
    using slipway::composition::Program;
    const QApplication application(argc, argv);
    nameProgram();
    QGuiApplication::setApplicationDisplayName(u"Slipway"_s);
    QGuiApplication::setDesktopFileName(u"slipway"_s);
    Program::Folders folders = Program::Folders::usual();
    if (!usage.store.isEmpty()) {
        const auto location = slipway::store::Location::parse(usage.store);
        if (!location)
            return say(stderr, slipway::base::sentence(location.error()) + u'\n');
        folders.store = *location;
    }
    Program program(folders);
    quitOnSignals(&program);
    if (!usage.workspace.isEmpty())
        program.openWorkspace(usage.workspace);
    else if (!usage.demo.isEmpty())
        program.openDemo(usage.demo);
    else
        program.openLast();
    program.window().show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QStringList words;
    for (int at = 1; at < argc; ++at)
        words.append(QString::fromLocal8Bit(argv[at]));
    const auto usage = slipway::commands::readUsage(words);
    if (!usage)
        return say(stderr, slipway::base::sentence(usage.error()) + u'\n');
    switch (usage->command) {
    case Usage::Command::Window: return runWindow(*usage, argc, argv);
    case Usage::Command::Tour: return runTour(*usage, argc, argv);
    default: return runWithoutWindow(*usage, argc, argv);
    }
}
