// A log of 200 MB and three million lines: first screen, index, search, memory, beside a plain read of the file.
#include "logs/log_file.h"
#include "logs/search.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QMap>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <thread>

using namespace Qt::StringLiterals;
using namespace slipway::logs;

namespace {

constexpr int rounds = 5;
constexpr int lines = 3'000'000;

void write(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("The log cannot be written.");
    QByteArray block;
    for (int line = 0; line < lines; ++line) {
        block += "2024-03-21T14:" + QByteArray::number(10 + line / 60'000 % 50) + ":02.1234567Z ";
        if (line % 50'000 == 0)
            block += "##[error]step failed";
        else if (line % 1'000 == 0)
            block += "##[group]Run pnpm test --filter " + QByteArray::number(line);
        else if (line % 1'000 == 999)
            block += "##[endgroup]";
        else if (line % 20 == 0)
            block += "\x1b[32mok\x1b[0m test " + QByteArray::number(line) + " passed in 12 ms";
        else
            block += "src/patients/route.ts transformed, line " + QByteArray::number(line);
        block += '\n';
        if (block.size() > 4'000'000) {
            file.write(block);
            block.clear();
        }
    }
    file.write(block);
}

/// Memory of this process alone, in KB: what its heap and stacks hold.
qint64 privateMemory()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    qint64 sum = 0;
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("Private_"))
            sum += line.simplified().split(' ').value(1).toLongLong();
    }
    return sum;
}

double median(QList<double> values)
{
    std::ranges::sort(values);
    return values.isEmpty() ? 0 : values.at(values.size() / 2);
}

/// The floor: two threads read the file and count its line feeds.
qint64 countLineFeeds(const Source &source)
{
    const qint64 size = source.size();
    const auto count = [&source](qint64 from, qint64 to) {
        std::vector<char> buffer(512 * 1024);
        qint64 feeds = 0;
        while (from < to) {
            const qint64 got = source.read(from,
                                           std::span(buffer).first(static_cast<size_t>(
                                               std::min<qint64>(to - from, static_cast<qint64>(buffer.size())))));
            if (got <= 0)
                break;
            const char *at = buffer.data();
            const char *const end = at + got;
            while ((at = static_cast<const char *>(memchr(at, '\n', static_cast<size_t>(end - at))))) {
                ++feeds;
                if (++at == end)
                    break;
            }
            from += got;
        }
        return feeds;
    };
    qint64 second = 0;
    qint64 first = 0;
    {
        const std::jthread other([&] { second = count(size / 2, size); });
        first = count(0, size / 2);
    }
    return first + second;
}

double milliseconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double searched(const LogFile &file, const Query &query, qint64 &matches)
{
    QElapsedTimer timer;
    timer.start();
    const auto matcher = Matcher::make(query);
    matches = search(*file.source(), sharesOf(file.index()), *matcher).matches;
    return milliseconds(timer);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"1_build.txt"_s);
    write(path);
    QList<double> floor;
    QList<double> first;
    QList<double> index;
    QMap<QString, QList<double>> searches;
    QMap<QString, qint64> matches;
    const QMap<QString, Query> queries{
        {u"plain, rare"_s, {u"step failed"_s, true, false}},
        {u"plain, any case, rare"_s, {u"Step Failed"_s, false, false}},
        {u"plain, any case, 150,000 matches"_s, {u"passed in"_s, false, false}},
        {u"plain, absent"_s, {u"no such text"_s, true, false}},
        {u"pattern"_s, {u"step\\s+fail(ed|ure)"_s, false, true}},
    };
    qint64 memory = 0;
    int count = 0;
    for (int round = 0; round < rounds; ++round) {
        const qint64 before = privateMemory();
        QElapsedTimer timer;
        timer.start();
        const auto file = *LogFile::open(path);
        for (int line = 0; line < 60; ++line)
            static_cast<void>(file->line(line));
        first.append(milliseconds(timer));
        QEventLoop loop;
        QObject::connect(file.get(), &LogFile::indexed, &loop, &QEventLoop::quit);
        if (!file->isIndexed())
            loop.exec();
        index.append(milliseconds(timer));
        memory = std::max(memory, privateMemory() - before);
        count = file->lineCount();
        for (const auto &[name, query] : queries.asKeyValueRange())
            searches[name].append(searched(*file, query, matches[name]));
        timer.restart();
        countLineFeeds(*file->source());
        floor.append(milliseconds(timer));
    }
    std::printf("log of %lld MB, %d lines, medians of %d\n", QFile(path).size() / 1'000'000, count, rounds);
    std::printf("floor: two threads read it and count lines  %7.1f ms\n", median(floor));
    std::printf("open to the first 60 lines                  %7.1f ms\n", median(first));
    std::printf("open to all indexed                         %7.1f ms  %.1fx floor\n", median(index),
                median(index) / median(floor));
    for (const auto &[name, times] : searches.asKeyValueRange())
        std::printf("search %-36s %7.1f ms  %.1fx floor, %lld matches\n", qPrintable(name), median(times),
                    median(times) / median(floor), matches.value(name));
    std::printf("private memory of the index                 %7.1f MB\n", static_cast<double>(memory) / 1024);
    return 0;
}
