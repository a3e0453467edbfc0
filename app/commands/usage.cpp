#include "commands/usage.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace slipway::commands {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("commands::usage", text);
}

base::Error misused(const QString &message)
{
    return base::makeError(base::Error::Kind::InvalidInput, message, tr("`slipway --help` lists what there is."));
}

/// Takes `--name VALUE` or `--name=VALUE` at `at`; nothing when another word stands there.
std::optional<base::Result<QString>> takeOption(const QStringList &words, qsizetype &at, const QString &name)
{
    const QString &word = words.at(at);
    if (word.startsWith(name + u'='))
        return word.sliced(name.size() + 1);
    if (word != name)
        return std::nullopt;
    if (at + 1 >= words.size())
        return std::unexpected(misused(tr("%1 needs a value.").arg(name)));
    return words.at(++at);
}

base::Result<Usage> readWindow(const QStringList &words)
{
    Usage usage;
    for (qsizetype at = 0; at < words.size(); ++at) {
        const auto demo = takeOption(words, at, u"--demo"_s);
        const auto store = demo ? std::nullopt : takeOption(words, at, u"--store"_s);
        const auto &option = demo ? demo : store;
        if (option && !*option)
            return std::unexpected(option->error());
        if (demo)
            usage.demo = **demo;
        else if (store)
            usage.store = **store;
        else if (words.at(at).startsWith(u'-'))
            return std::unexpected(misused(tr("There is no option %1.").arg(words.at(at))));
        else if (!usage.workspace.isEmpty())
            return std::unexpected(
                misused(tr("One workspace is opened at a time, and %1 is a second one.").arg(words.at(at))));
        else
            usage.workspace = words.at(at);
    }
    if (!usage.demo.isEmpty() && !usage.workspace.isEmpty())
        return std::unexpected(misused(tr("Either --demo or a workspace, not both.")));
    return usage;
}

base::Result<Usage> readTour(const QStringList &rest)
{
    if (rest.size() != 1 || rest.first().startsWith(u'-'))
        return std::unexpected(misused(tr("`slipway tour` takes the folder for its pictures.")));
    Usage usage;
    usage.command = Usage::Command::Tour;
    usage.folder = rest.first();
    usage.demo = u"loop-health"_s;
    return usage;
}

} // namespace

base::Result<Usage> readUsage(const QStringList &words)
{
    const QString first = words.value(0);
    const QStringList rest = words.mid(1);
    if (words.contains("--help"_L1) || words.contains("-h"_L1) || first == "help"_L1) {
        if (first != "sandbox"_L1 && first != "check"_L1)
            return Usage{.command = Usage::Command::Help};
    }
    if (first == "--version"_L1 || first == "-v"_L1)
        return Usage{.command = Usage::Command::Version};
    if (first == "check"_L1)
        return Usage{.command = Usage::Command::Check, .rest = rest};
    if (first == "layout"_L1)
        return Usage{.command = Usage::Command::Layout, .rest = rest};
    if (first == "edit"_L1)
        return Usage{.command = Usage::Command::Edit, .rest = rest};
    if (first == "sandbox"_L1)
        return Usage{.command = Usage::Command::Sandbox, .rest = rest};
    if (first == "tour"_L1)
        return readTour(rest);
    return readWindow(words);
}

QString usageText()
{
    return tr(
        "Usage:\n"
        "  slipway [--store LOCATION] [WORKSPACE]   open a workspace: slipway.yaml, or the folder that holds it\n"
        "  slipway --demo SCENARIO                  open the demo (loop-health, large)\n"
        "  slipway check [OPTION...] PATH...        hold workflows and slipway.yaml against the rules; --help lists "
        "options\n"
        "  slipway edit FILE --op OP.json           apply one operation to a workflow; --write replaces it, --diff "
        "shows it\n"
        "  slipway layout FILE [--json|--graph]      draw a workflow, or a graph of JSON nodes and edges; prints "
        "places as JSON\n"
        "  slipway sandbox [OPTION...]              run the simulated providers; --help lists the options\n"
        "  slipway tour FOLDER                      render pictures of the demo into FOLDER\n"
        "  slipway --version\n"
        "  slipway --help\n"
        "\n"
        "Without a workspace the one of the last time is opened, or the demo.\n"
        "LOCATION is a SQLite file, or postgresql://USER@HOST/DATABASE for a team.\n"
        "GITHUB_TOKEN, FLY_API_TOKEN, VERCEL_TOKEN and SENTRY_AUTH_TOKEN are used for one run, and never kept.\n");
}

} // namespace slipway::commands
