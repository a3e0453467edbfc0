// What the lossless layer costs on top of yaml-cpp, over real workflow files, and what one typed character costs in a
// file of 5,000 lines. Prints figures; `bench_yaml_layer FOLDER`.

#include "yaml/tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <QDirIterator>
#include <QElapsedTimer>
#include <QTextStream>

#include <algorithm>
#include <spanstream>

using namespace Qt::StringLiterals;
using namespace slipway::yaml;

namespace {

class Nobody : public YAML::EventHandler
{
public:
    void OnDocumentStart(const YAML::Mark &) override { }
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark &, YAML::anchor_t) override { }
    void OnAlias(const YAML::Mark &, YAML::anchor_t) override { }
    void OnScalar(const YAML::Mark &, const std::string &, YAML::anchor_t, const std::string &) override { }
    void OnSequenceStart(const YAML::Mark &, const std::string &, YAML::anchor_t, YAML::EmitterStyle::value) override {
    }
    void OnSequenceEnd() override { }
    void OnMapStart(const YAML::Mark &, const std::string &, YAML::anchor_t, YAML::EmitterStyle::value) override { }
    void OnMapEnd() override { }
};

void readEvents(const QByteArray &source)
{
    std::ispanstream stream{std::span<const char>(source.constData(), static_cast<size_t>(source.size()))};
    Nobody nobody;
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(nobody)) { }
    } catch (const YAML::Exception &) {
        return;
    }
}

template<typename Work>
double milliseconds(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

QList<QByteArray> sourcesIn(const QString &folder)
{
    QList<QByteArray> sources;
    QDirIterator files(folder, {u"*.yml"_s, u"*.yaml"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            sources.append(file.readAll());
    }
    return sources;
}

/// Jobs of real kind until there are 5,000 lines, some 200 KB.
QByteArray largeFile()
{
    QByteArray text = "name: Large\non:\n  push:\n    branches: [main]\njobs:\n";
    for (int job = 0; text.count('\n') < 5'000; ++job) {
        const auto id = QByteArray::number(job);
        text += "  job" + id + ":\n    runs-on: ubuntu-24.04\n    timeout-minutes: 10\n    steps:\n";
        for (int step = 0; step < 6; ++step) {
            text += "      - name: Build part " + QByteArray::number(step) + " of " + id
                + "\n        run: |\n          cmake --build build --target part" + id
                + "\n          ctest --test-dir build --output-on-failure # all of it\n        env:\n"
                  "          TOKEN: ${{ secrets.TOKEN }}\n          MODE: \"release\"\n";
        }
    }
    return text;
}

void reportRates(QTextStream &out, const QList<QByteArray> &sources)
{
    constexpr int rounds = 15;
    qint64 bytes = 0;
    for (const auto &source : sources)
        bytes += source.size();
    std::vector<double> events;
    std::vector<double> trees;
    for (int round = 0; round < rounds; ++round) {
        events.push_back(milliseconds([&] { std::ranges::for_each(sources, readEvents); }));
        trees.push_back(milliseconds([&] { std::ranges::for_each(sources, [](const auto &s) { Tree::parse(s); }); }));
    }
    const auto rate = [bytes](double ms) { return static_cast<double>(bytes) / 1e3 / ms; };
    out << sources.size() << " files, " << bytes << " bytes\n"
        << "yaml-cpp events " << rate(median(events)) << " MB/s\n"
        << "Tree::parse     " << rate(median(trees)) << " MB/s\n"
        << "ratio           " << median(events) / median(trees) << Qt::endl;
}

void reportEdits(QTextStream &out)
{
    const auto source = largeFile();
    const auto tree = Tree::parse(source);
    std::vector<double> edits;
    std::vector<double> parses;
    for (int i = 0; i < 60; ++i) {
        const auto at = static_cast<quint32>(source.indexOf("Build part", source.size() * i / 61));
        const Patches patches{{{at, at}, "x"}};
        edits.push_back(milliseconds([&] { tree->edited(patches); }));
        parses.push_back(milliseconds([&] { Tree::parse(source); }));
    }
    out << "large file      " << tree->lineCount() << " lines, " << source.size() << " bytes\n"
        << "whole again     " << median(parses) << " ms\n"
        << "one character   " << median(edits) << " ms, at most " << std::ranges::max(edits) << " ms" << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    QTextStream out(stdout);
    const auto sources = argc > 1 ? sourcesIn(QString::fromLocal8Bit(argv[1])) : QList<QByteArray>();
    if (!sources.isEmpty())
        reportRates(out, sources);
    reportEdits(out);
    return 0;
}
