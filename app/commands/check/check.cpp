#include "commands/check/check.h"

#include "base/nearest.h"
#include "commands/check/checking.h"
#include "commands/check/formats.h"
#include "commands/check/rule_pages.h"

#include <QCoreApplication>
#include <QThreadPool>
#include <QtConcurrentMap>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace slipway::commands {

namespace {

using namespace check;

constexpr int found = 1;
constexpr int failed = 2;

QString tr(const char *text)
{
    return QCoreApplication::translate("commands::check", text);
}

/// All of it, or false: a full disk behind a redirection is no success.
bool print(std::FILE *stream, const QByteArray &bytes)
{
    const bool isWritten = std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream) == size_t(bytes.size());
    return std::fflush(stream) == 0 && isWritten;
}

int printOnly(const QString &text)
{
    return print(stdout, text.toUtf8()) ? 0 : failed;
}

int refuse(const base::Error &error)
{
    print(stderr, ("slipway check: "_L1 + base::sentence(error) + u'\n').toUtf8());
    return failed;
}

int explain(const QString &rule)
{
    const RulePage page = rulePage(rule);
    if (!page.text.isEmpty())
        return printOnly(page.text);
    QStringList known;
    for (const diagnostics::Rule *each : diagnostics::allRules())
        known.append(QString::fromUtf8(each->id.data(), qsizetype(each->id.size())));
    return refuse(base::makeError(base::Error::Kind::InvalidInput, tr("There is no rule \"%1\".").arg(rule),
                                  base::suggest(rule, known)));
}

bool isColoured()
{
    return ::isatty(STDOUT_FILENO) == 1 && qEnvironmentVariableIsEmpty("NO_COLOR");
}

QByteArray report(const QList<CheckedFile> &files, Format format)
{
    switch (format) {
    case Format::Json: return asJson(files);
    case Format::Sarif: return asSarif(files);
    case Format::GitHub: return asGitHub(files);
    case Format::Text: break;
    }
    return asText(files, isColoured());
}

int exitCode(const QList<CheckedFile> &files, diagnostics::Severity failOn)
{
    int code = 0;
    for (const CheckedFile &file : files) {
        if (file.unreadable)
            return failed;
        for (const Remark &remark : file.remarks) {
            if (remark.severity <= failOn)
                code = found;
        }
    }
    return code;
}

int checkPaths(const Options &options)
{
    const auto inputs = findInputs(options.paths);
    if (!inputs)
        return refuse(inputs.error());
    if (inputs->isEmpty())
        return refuse(base::makeError(base::Error::Kind::NotFound, tr("There is no workflow file to check there.")));
    SurroundingsFinder surroundings(options.settings);
    QThreadPool pool;
    if (options.jobs > 0)
        pool.setMaxThreadCount(options.jobs);
    const auto files = QtConcurrent::blockingMapped<QList<CheckedFile>>(
        &pool, *inputs, [&](const Input &input) { return checkInput(input, options, surroundings); });
    if (!print(stdout, report(files, options.format)))
        return refuse(base::makeError(base::Error::Kind::Internal, tr("The findings cannot be written."),
                                      tr("Is the disk full?")));
    if (options.format == Format::Text)
        print(stderr, (summary(files) + u'\n').toUtf8());
    return exitCode(files, options.failOn);
}

} // namespace

int runCheck(const QStringList &words)
{
    const auto options = readOptions(words);
    if (!options)
        return refuse(options.error());
    switch (options->task) {
    case Options::Task::Help: return printOnly(helpText());
    case Options::Task::ListRules: return printOnly(ruleList());
    case Options::Task::Explain: return explain(options->rule);
    case Options::Task::Check: break;
    }
    return checkPaths(*options);
}

} // namespace slipway::commands
