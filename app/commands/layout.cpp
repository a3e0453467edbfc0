#include "commands/layout.h"

#include "commands/graph_json.h"

#include <QCoreApplication>
#include <QFile>
#include <QTextStream>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace slipway::commands {

namespace {

constexpr int refused = 1;
constexpr int misused = 2;

QString tr(const char *text)
{
    return QCoreApplication::translate("commands::layout", text);
}

int fail(int code, const QString &message)
{
    QTextStream(stderr) << tr("slipway layout: %1").arg(message) << Qt::endl;
    return code;
}

struct Request {
    QString file;
    bool isGraph = false;
};

base::Result<Request> readRequest(const QStringList &words)
{
    Request request;
    for (const QString &word : words) {
        if (word == "--graph"_L1)
            request.isGraph = true;
        else if (word.startsWith(u'-') && word != "-"_L1)
            return std::unexpected(
                base::makeError(base::Error::Kind::InvalidInput, tr("There is no option %1.").arg(word)));
        else if (!request.file.isEmpty())
            return std::unexpected(base::makeError(
                base::Error::Kind::InvalidInput, tr("One file is drawn at a time, and %1 is a second one.").arg(word)));
        else
            request.file = word;
    }
    if (request.file.isEmpty() || !request.isGraph) {
        return std::unexpected(base::makeError(base::Error::Kind::InvalidInput,
                                               tr("Name a file, or - for standard input, and say --graph.")));
    }
    return request;
}

base::Result<QByteArray> readBytes(const QString &path)
{
    QFile file;
    bool isOpen = false;
    if (path == "-"_L1) {
        isOpen = file.open(stdin, QIODevice::ReadOnly);
    } else {
        file.setFileName(path);
        isOpen = file.open(QIODevice::ReadOnly);
    }
    const QByteArray bytes = isOpen ? file.readAll() : QByteArray();
    if (!isOpen || file.error() != QFileDevice::NoError) {
        return std::unexpected(
            base::makeError(base::Error::Kind::NotFound, tr("%1 cannot be read: %2.").arg(path, file.errorString())));
    }
    return bytes;
}

} // namespace

int runLayout(const QStringList &words)
{
    const auto request = readRequest(words);
    if (!request)
        return fail(misused, base::sentence(request.error()));
    const auto bytes = readBytes(request->file);
    if (!bytes)
        return fail(misused, base::sentence(bytes.error()));
    const auto graph = readGraph(*bytes);
    if (!graph)
        return fail(refused, base::sentence(graph.error()));
    const auto layout = layout::layOut(*graph);
    if (!layout)
        return fail(refused, base::sentence(layout.error()));
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly) || out.write(printedLayout(*layout)) < 0 || !out.flush())
        return fail(misused, tr("The result cannot be written: %1.").arg(out.errorString()));
    return 0;
}

} // namespace slipway::commands
