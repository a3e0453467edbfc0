#include "commands/edit.h"

#include "textdiff/unified.h"
#include "workflow/edits/edit.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace slipway::commands {

namespace {

constexpr int refused = 1;
constexpr int misused = 2;

QString tr(const char *text)
{
    return QCoreApplication::translate("commands::edit", text);
}

struct Options {
    enum class Output { Bytes, Diff, File };
    QString file;
    QString operation;
    Output output = Output::Bytes;
};

base::Error misuse(const QString &message)
{
    return base::makeError(base::Error::Kind::InvalidInput, message,
                           tr("Usage: slipway edit FILE --op OP.json [--write|--diff]"));
}

/// The one word that is no option goes to `file`.
base::Done take(Options &options, const QString &word)
{
    if (word == "--write"_L1 || word == "--diff"_L1) {
        if (options.output != Options::Output::Bytes)
            return std::unexpected(misuse(tr("Either --write or --diff, not both.")));
        options.output = word == "--write"_L1 ? Options::Output::File : Options::Output::Diff;
        return {};
    }
    if (word.startsWith(u'-') && word != "-"_L1)
        return std::unexpected(misuse(tr("There is no option %1.").arg(word)));
    if (!options.file.isEmpty())
        return std::unexpected(misuse(tr("One file is edited at a time, and %1 is a second one.").arg(word)));
    options.file = word;
    return {};
}

base::Done judge(const Options &options)
{
    if (options.file.isEmpty())
        return std::unexpected(misuse(tr("The file to edit is missing.")));
    if (options.operation.isEmpty())
        return std::unexpected(misuse(tr("The operation is missing.")));
    if (options.file == "-"_L1 && options.operation == "-"_L1)
        return std::unexpected(misuse(tr("Standard input can be the file or the operation, not both.")));
    if (options.file == "-"_L1 && options.output == Options::Output::File)
        return std::unexpected(misuse(tr("Standard input cannot be written. Leave --write out.")));
    return {};
}

base::Result<Options> readOptions(const QStringList &words)
{
    Options options;
    for (qsizetype at = 0; at < words.size(); ++at) {
        const QString &word = words.at(at);
        if (word == "--op"_L1 && at + 1 == words.size())
            return std::unexpected(misuse(tr("--op needs a file.")));
        if (word == "--op"_L1)
            options.operation = words.at(++at);
        else if (word.startsWith("--op="_L1))
            options.operation = word.sliced(5);
        else if (const auto taken = take(options, word); !taken)
            return std::unexpected(taken.error());
    }
    if (const auto fit = judge(options); !fit)
        return std::unexpected(fit.error());
    return options;
}

base::Result<QByteArray> contents(const QString &path)
{
    QFile file(path);
    const bool isOpen = path == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen) {
        return std::unexpected(
            base::makeError(base::Error::Kind::NotFound, tr("%1 cannot be read: %2").arg(path, file.errorString())));
    }
    return file.readAll();
}

bool print(std::FILE *stream, const QByteArray &bytes)
{
    const auto size = static_cast<size_t>(bytes.size());
    const bool isWritten = std::fwrite(bytes.constData(), 1, size, stream) == size;
    return std::fflush(stream) == 0 && isWritten;
}

int fail(int code, const base::Error &error)
{
    print(stderr, ("slipway edit: "_L1 + base::sentence(error) + u'\n').toUtf8());
    return code;
}

base::Done put(const Options &options, const QByteArray &before, const QByteArray &after)
{
    using Kind = base::Error::Kind;
    if (options.output == Options::Output::File) {
        QSaveFile file(options.file);
        if (!file.open(QIODevice::WriteOnly) || file.write(after) != after.size() || !file.commit()) {
            return std::unexpected(
                base::makeError(Kind::Internal, tr("%1 cannot be written: %2").arg(options.file, file.errorString())));
        }
        return {};
    }
    const bool isDiff = options.output == Options::Output::Diff;
    const auto name = options.file == "-"_L1 ? u"stdin"_s : options.file;
    if (!print(stdout, isDiff ? textdiff::unifiedDiff(name, before, after) : after))
        return std::unexpected(base::makeError(Kind::Internal, tr("The text cannot be printed. Is the disk full?")));
    return {};
}

base::Done editFile(const Options &options)
{
    const auto source = contents(options.file);
    if (!source)
        return std::unexpected(source.error());
    const auto json = contents(options.operation);
    if (!json)
        return std::unexpected(json.error());
    const auto operation =
        workflow::operationFromJson(std::string_view(json->constData(), static_cast<size_t>(json->size())));
    if (!operation)
        return std::unexpected(operation.error());
    const auto done = workflow::provenEdit(*yaml::Tree::parse(*source), *operation);
    if (!done)
        return std::unexpected(done.error());
    return put(options, *source, done->tree->source());
}

} // namespace

int runEdit(const QStringList &words)
{
    const auto options = readOptions(words);
    if (!options)
        return fail(misused, options.error());
    const auto done = editFile(*options);
    if (done)
        return 0;
    return fail(done.error().kind == base::Error::Kind::NotFound ? misused : refused, done.error());
}

} // namespace slipway::commands
