#include "commands/check/checking.h"

#include "commands/check/fixing.h"
#include "commands/check/workspace_file.h"
#include "diagnostics/shellcheck.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace slipway::commands::check {

namespace {

using diagnostics::Finding;
using diagnostics::Severity;

QString tr(const char *text)
{
    return QCoreApplication::translate("commands::check", text);
}

/// Relative to the current folder where it lies below it.
QString shownName(const QString &path)
{
    const QString relative = QDir::current().relativeFilePath(path);
    return relative.startsWith("../"_L1) ? path : relative;
}

base::Result<QByteArray> readAll(QFile &file, bool isOpen)
{
    if (!isOpen)
        return std::unexpected(base::makeError(base::Error::Kind::NotFound,
                                               tr("It cannot be read: %1.").arg(file.errorString()),
                                               tr("Check the path and its permissions.")));
    QByteArray bytes = file.read(yaml::Tree::largest + 1);
    if (file.error() != QFileDevice::NoError)
        return std::unexpected(
            base::makeError(base::Error::Kind::Internal, tr("Reading stopped half-way: %1.").arg(file.errorString())));
    return bytes;
}

base::Result<QByteArray> readInput(const Input &input)
{
    if (input.kind == Input::Kind::Stdin) {
        QFile file;
        const bool isOpen = file.open(stdin, QIODevice::ReadOnly);
        return readAll(file, isOpen);
    }
    QFile file(input.path);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    return readAll(file, isOpen);
}

Remark remarkOf(const Finding &finding, const yaml::Tree &tree)
{
    return {.rule = QString::fromUtf8(finding.rule.data(), qsizetype(finding.rule.size())),
            .severity = finding.severity,
            .message = finding.message,
            .begin = tree.place(finding.range.begin),
            .end = tree.place(finding.range.end),
            .fix = finding.fix};
}

CheckedFile checkWorkflow(CheckedFile file, const QString &path, const Options &options,
                          SurroundingsFinder &surroundings)
{
    const Surroundings around = surroundings.around(path);
    const auto document = workflow::Document::open(file.source, path);
    std::vector<Finding> findings = diagnostics::check({document, around.facts}, around.settings);
    if (options.usesShellcheck) {
        const auto more = diagnostics::runShellcheck(document, around.settings);
        findings.insert(findings.end(), more.begin(), more.end());
        std::ranges::stable_sort(findings, {}, [](const Finding &finding) { return finding.range.begin; });
    }
    for (const Finding &finding : findings)
        file.remarks.push_back(remarkOf(finding, *document.tree()));
    return file;
}

} // namespace

CheckedFile checkInput(const Input &input, const Options &options, SurroundingsFinder &surroundings)
{
    const bool isStdin = input.kind == Input::Kind::Stdin;
    const QString path = isStdin ? options.stdinName : input.path;
    CheckedFile file{.name = path.isEmpty() ? u"<stdin>"_s : shownName(path)};
    auto source = readInput(input);
    if (!source) {
        file.unreadable = source.error();
        return file;
    }
    file.source = std::move(*source);
    if (input.kind == Input::Kind::Workspace || (isStdin && path.endsWith("slipway.yaml"_L1)))
        return withWorkspaceRemarks(std::move(file), path, surroundings.around(path));
    if (options.isFixing) {
        const auto fixed = fixFile(path, file.source, surroundings.around(path));
        if (fixed)
            file.source = *fixed;
        else
            file.unreadable = fixed.error();
    }
    return checkWorkflow(std::move(file), path, options, surroundings);
}

} // namespace slipway::commands::check
