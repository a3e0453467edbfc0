// How many workflow files a second are read, modelled and held against all rules, on one core, and what each part
// takes; then one letter typed into a file of 5,000 lines. Prints medians of five rounds.
//
//   bench_workflow_check FOLDER      every YAML file below FOLDER
//
// peers/run.sh measures other checkers over the same folder in the same run.

#include "diagnostics/checker.h"
#include "workflow/document.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QTextStream>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

constexpr int rounds = 5;

QList<QByteArray> filesBelow(const QString &folder)
{
    QList<QByteArray> files;
    QDirIterator at(folder, {u"*.yml"_s, u"*.yaml"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (at.hasNext()) {
        QFile file(at.next());
        if (file.open(QIODevice::ReadOnly))
            files.append(file.readAll());
    }
    return files;
}

double medianMs(const std::function<void()> &work)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        work();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(times);
    return times[rounds / 2];
}

/// A workflow of 5,000 lines, as generated ones are.
QByteArray longFile()
{
    QByteArray text = "name: Long\non: push\npermissions: read-all\njobs:\n";
    for (int job = 0; text.count('\n') < 5000; ++job) {
        text +=
            "  job-" + QByteArray::number(job) + ":\n    runs-on: ubuntu-24.04\n    timeout-minutes: 10\n    steps:\n";
        for (int step = 0; step < 10; ++step)
            text += "      - name: Step " + QByteArray::number(step)
                + "\n        env:\n          TARGET: ${{ github.ref_name }}\n        run: |\n          echo "
                  "\"$TARGET\"\n"
                  "          make all\n";
    }
    return text;
}

qsizetype typing(QTextStream &out)
{
    const diagnostics::Facts facts;
    auto document = workflow::Document::open(longFile());
    qsizetype findings = 0;
    std::vector<double> times;
    const auto middle = quint32(document.source().indexOf("make all", document.source().size() / 2));
    for (int stroke = 0; stroke < 40; ++stroke) {
        const yaml::Patch letter{{middle, middle}, "x"};
        QElapsedTimer timer;
        timer.start();
        document = document.edited({letter});
        findings += qsizetype(diagnostics::check({document, facts}).size());
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(times);
    out << u"a letter into 5,000 lines (%1 KB), to fresh findings: median %2 ms, p95 %3 ms\n"_s
               .arg(document.source().size() / 1024)
               .arg(times[20], 0, 'f', 2)
               .arg(times[38], 0, 'f', 2);
    return findings;
}

} // namespace

int main(int argc, char **argv)
{
    QTextStream out(stdout);
    if (argc != 2) {
        out << "bench_workflow_check FOLDER\n";
        return 2;
    }
    const QList<QByteArray> files = filesBelow(QString::fromLocal8Bit(argv[1]));
    double bytes = 0;
    for (const QByteArray &file : files)
        bytes += double(file.size());
    const auto print = [&](const QString &what, double ms) {
        out << u"%1 %2 files/s, %3 MB/s\n"_s.arg(what, -32)
                   .arg(double(files.size()) / ms * 1000, 0, 'f', 0)
                   .arg(bytes / ms / 1000, 0, 'f', 1);
        out.flush();
    };
    const diagnostics::Facts facts;
    size_t seen = 0;
    print(u"tree"_s, medianMs([&] {
              for (const QByteArray &file : files)
                  seen += yaml::Tree::parse(file)->problems().size();
          }));
    print(u"tree, model"_s, medianMs([&] {
              for (const QByteArray &file : files)
                  seen += workflow::Document::open(file).workflow().jobs.size();
          }));
    print(u"tree, model, findings"_s, medianMs([&] {
              for (const QByteArray &file : files)
                  seen += diagnostics::check({workflow::Document::open(file), facts}).size();
          }));
    seen += size_t(typing(out));
    return seen > 0 ? 0 : 1;
}
