#include "diagnostics/shellcheck.h"

#include "diagnostics/ignored.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/shell_scripts.h"
#include "workflow/value_places.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::Shellcheck)
};

/// Codes that say nothing of a workflow's script: files of the runner's machine (1090, 1091), the shebang that is ours
/// (1128, 2096), variables that the runner, `env` or a program of an earlier step sets (2153, 2154).
constexpr QLatin1StringView excluded{"SC1090,SC1091,SC1128,SC2096,SC2153,SC2154"};

/// Codes about constants, which a masked `${{ }}` is to shellcheck and not to the runner.
constexpr std::array constantCodes{2043, 2050, 2078, 2157, 2170, 2193, 2194, 2195, 2242, 2309};

QString fileName(std::size_t script)
{
    return u"%1.sh"_s.arg(script);
}

bool writeAll(const QTemporaryDir &folder, const std::vector<ShellScript> &scripts)
{
    for (std::size_t index = 0; index < scripts.size(); ++index) {
        QFile file(folder.filePath(fileName(index)));
        const std::string text = scripts[index].shebang + '\n' + scripts[index].masked + '\n';
        if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), qint64(text.size())) != qint64(text.size()))
            return false;
    }
    return true;
}

/// The program's answer; empty when it did not finish.
QByteArray answerOf(const ShellcheckRun &run, const QTemporaryDir &folder, std::size_t scripts,
                    const std::stop_token &stop)
{
    constexpr int slice = 50;
    QStringList arguments{u"--norc"_s, u"--format=json1"_s, u"--exclude="_s + excluded, u"--"_s};
    for (std::size_t index = 0; index < scripts; ++index)
        arguments.append(fileName(index));
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.setStandardErrorFile(QProcess::nullDevice());
    const QDeadlineTimer deadline(run.deadline);
    process.start(run.program, arguments, QIODevice::ReadOnly);
    while (process.state() != QProcess::NotRunning && !process.waitForFinished(slice)) {
        if (stop.stop_requested() || deadline.hasExpired()) {
            process.kill();
            process.waitForFinished();
            return {};
        }
    }
    const bool isDone = process.error() == QProcess::UnknownError || process.error() == QProcess::Timedout;
    return isDone && process.exitStatus() == QProcess::NormalExit ? process.readAllStandardOutput() : QByteArray();
}

/// An error is a script that no shell can read; what shellcheck calls so besides may well be meant.
Severity severityOf(const QString &level, int code)
{
    constexpr int firstOpinion = 2000;
    if (level == "error"_L1)
        return code < firstOpinion ? Severity::Error : Severity::Warning;
    return level == "warning"_L1 ? Severity::Warning : Severity::Hint;
}

bool isMeant(const ShellScript &script, const QJsonObject &comment, int line)
{
    const bool isAboutConstant = std::ranges::find(constantCodes, comment["code"_L1].toInt()) != constantCodes.end();
    return !isAboutConstant || !script.isMasked(line);
}

std::optional<Finding> findingOf(const std::vector<ShellScript> &scripts, const QJsonObject &comment)
{
    const auto index = comment["file"_L1].toString().section(u'.', 0, 0).toULongLong();
    // The first line is the shebang.
    const int line = comment["line"_L1].toInt() - 1;
    if (line < 1 || index >= scripts.size() || !isMeant(scripts[index], comment, line))
        return {};
    const ShellScript &script = scripts[index];
    const std::size_t begin = script.offset(line, comment["column"_L1].toInt());
    const std::size_t end = script.offset(comment["endLine"_L1].toInt() - 1, comment["endColumn"_L1].toInt());
    const QString message = Text::tr("%1 (SC%2)").arg(comment["message"_L1].toString()).arg(comment["code"_L1].toInt());
    return Finding{shellcheck.id,
                   severityOf(comment["level"_L1].toString(), comment["code"_L1].toInt()),
                   message,
                   workflow::sourceRange(script.step->run.value, begin, std::max(begin + 1, end)),
                   {}};
}

/// Comments on the line of the `run` key speak for its whole script.
bool isIgnored(const Ignored &ignored, const ShellScript &script, const Finding &finding)
{
    Finding atKey = finding;
    atKey.range = script.step->run.key.content();
    return ignored.covers(finding) || ignored.covers(atKey);
}

} // namespace

bool hasShellcheck(const ShellcheckRun &run)
{
    return !QStandardPaths::findExecutable(run.program).isEmpty();
}

std::vector<Finding> runShellcheck(const workflow::Document &document, const Settings &settings,
                                   const ShellcheckRun &run, std::stop_token stop)
{
    const QString id = QString::fromLatin1(shellcheck.id.data(), qsizetype(shellcheck.id.size()));
    if (settings.off.contains(id) || !hasShellcheck(run))
        return {};
    const std::vector<ShellScript> scripts = shellScripts(document);
    const QTemporaryDir folder;
    if (scripts.empty() || !folder.isValid() || !writeAll(folder, scripts))
        return {};
    const QJsonDocument answer = QJsonDocument::fromJson(answerOf(run, folder, scripts.size(), stop));
    const Ignored ignored(*document.tree());
    std::vector<Finding> findings;
    for (const QJsonValue &value : answer["comments"_L1].toArray()) {
        const QJsonObject comment = value.toObject();
        auto finding = findingOf(scripts, comment);
        const auto index = comment["file"_L1].toString().section(u'.', 0, 0).toULongLong();
        if (!finding || isIgnored(ignored, scripts[index], *finding))
            continue;
        if (const auto severity = settings.severity.constFind(id); severity != settings.severity.cend())
            finding->severity = *severity;
        findings.push_back(std::move(*finding));
    }
    std::ranges::stable_sort(findings, {}, [](const Finding &finding) { return finding.range.begin; });
    return findings;
}

} // namespace slipway::diagnostics
