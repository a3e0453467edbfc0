#include "commands/layout.h"

#include "commands/graph_json.h"
#include "workflow/document.h"
#include "workflow/repository.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
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

base::Error makeError(const QString &message)
{
    return base::makeError(base::Error::Kind::InvalidInput, message);
}

bool print(std::FILE *stream, const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    const bool isWritten = std::fwrite(bytes.constData(), 1, size, stream) == size;
    return std::fflush(stream) == 0 && isWritten;
}

int fail(int code, const base::Error &error)
{
    print(stderr, ("slipway layout: "_L1 + base::sentence(error) + u'\n').toUtf8());
    return code;
}

struct Request {
    QString file;
    bool isGraph = false;
    bool isWorkflow = false;
};

base::Error misuse(const QString &message)
{
    return base::makeError(base::Error::Kind::InvalidInput, message, tr("Usage: slipway layout FILE [--json|--graph]"));
}

base::Result<Request> readRequest(const QStringList &words)
{
    Request request;
    for (const QString &word : words) {
        if (word == "--graph"_L1)
            request.isGraph = true;
        else if (word == "--json"_L1)
            request.isWorkflow = true;
        else if (word.startsWith(u'-') && word != "-"_L1)
            return std::unexpected(misuse(tr("There is no option %1.").arg(word)));
        else if (!request.file.isEmpty())
            return std::unexpected(misuse(tr("One file is drawn at a time, and %1 is a second one.").arg(word)));
        else
            request.file = word;
    }
    if (request.file.isEmpty())
        return std::unexpected(misuse(tr("The file to draw is missing.")));
    if (request.isGraph && request.isWorkflow)
        return std::unexpected(misuse(tr("Either --json or --graph, not both.")));
    return request;
}

base::Result<QByteArray> readBytes(const QString &path)
{
    QFile file(path);
    const bool isOpen = path == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    const QByteArray bytes = isOpen ? file.readAll() : QByteArray();
    if (!isOpen || file.error() != QFileDevice::NoError) {
        return std::unexpected(
            base::makeError(base::Error::Kind::NotFound, tr("%1 cannot be read: %2").arg(path, file.errorString())));
    }
    return bytes;
}

base::Result<QByteArray> drawGraph(const QByteArray &bytes)
{
    const auto graph = readGraph(bytes);
    if (!graph)
        return std::unexpected(graph.error());
    return layout::layOut(*graph).transform(printedLayout);
}

/// About what the title takes in a usual font, beside an icon.
workflow::Size sizeOf(const workflow::GraphNode &node)
{
    constexpr double letter = 8;
    constexpr double around = 56;
    const auto letters = static_cast<double>(QString::fromStdString(node.title).size());
    return {std::clamp(around + letter * letters, 120.0, 280.0), node.kind == workflow::NodeKind::Job ? 56.0 : 44.0};
}

base::Result<QByteArray> drawWorkflow(const QByteArray &bytes, const QString &path)
{
    const workflow::Document document = workflow::Document::open(bytes, path);
    for (const yaml::Problem &problem : document.tree()->problems()) {
        if (problem.isError) {
            const yaml::Place place = document.tree()->place(problem.range.begin);
            return std::unexpected(
                makeError(u"%1:%2:%3: %4"_s.arg(path).arg(place.line).arg(place.column).arg(problem.message)));
        }
    }
    const auto repository =
        path == "-"_L1 ? nullptr : workflow::DiskRepository::around(QFileInfo(path).absoluteFilePath());
    workflow::GraphOptions options;
    options.isOpen = [](std::string_view) { return true; };
    const workflow::Graph graph = workflow::buildGraph(document, repository.get(), options);
    return workflow::arrange(graph, sizeOf).transform([&graph](const workflow::PlacedGraph &placed) {
        return printedGraph(graph, placed);
    });
}

} // namespace

int runLayout(const QStringList &words)
{
    const auto request = readRequest(words);
    if (!request)
        return fail(misused, request.error());
    const auto bytes = readBytes(request->file);
    if (!bytes)
        return fail(misused, bytes.error());
    const auto drawn = request->isGraph ? drawGraph(*bytes) : drawWorkflow(*bytes, request->file);
    if (!drawn)
        return fail(refused, drawn.error());
    if (!print(stdout, *drawn))
        return fail(misused, makeError(tr("The result cannot be written.")));
    return 0;
}

} // namespace slipway::commands
