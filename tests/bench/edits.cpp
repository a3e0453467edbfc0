// What an edit with its proof costs on the workflow files of a folder: from the tree to the tree afterwards. Prints
// figures; `bench_edits FOLDER`.

#include "workflow/edits/edit.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

constexpr int rounds = 9;

struct File {
    QString name;
    yaml::Tree::Ptr tree;
};

QList<File> filesOf(const QString &folder)
{
    QList<File> files;
    QDirIterator names(folder, {u"*.yml"_s, u"*.yaml"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (names.hasNext()) {
        QFile file(names.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto tree = yaml::Tree::parse(file.readAll());
        if (!tree->isBroken() && tree->root()["jobs"].size() > 0)
            files.append({QDir(folder).relativeFilePath(file.fileName()), tree});
    }
    std::ranges::sort(files, {}, [](const File &file) { return std::pair(file.tree->source().size(), file.name); });
    return files;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// Milliseconds of one edit with its proof; negative when it was refused.
double timeOf(const yaml::Tree &tree, const workflow::Operation &operation)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        if (!workflow::provenEdit(tree, operation))
            return -1;
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return median(times);
}

std::vector<std::pair<QString, workflow::Operation>> operationsFor(const yaml::Tree &tree)
{
    const std::string job(tree.root()["jobs"].firstChild().text());
    const auto step = yaml::makeMap({{"run", yaml::makeText("make")}});
    const auto body = yaml::makeMap({{"runs-on", yaml::makeText("ubuntu-latest")}, {"steps", yaml::makeList({step})}});
    return {{u"set a value"_s, workflow::Set{{"name"}, yaml::makeText("Another name")}},
            {u"add a key"_s, workflow::Set{{"jobs", job, "env"}, yaml::makeMap({{"A", yaml::makeText("b")}})}},
            {u"add a job"_s, workflow::AddJob{.id = "added", .body = body}},
            {u"rename a job"_s, workflow::RenameJob{job, "renamed"}},
            {u"remove a job"_s, workflow::RemoveJob{job, true}},
            {u"add a need"_s, workflow::AddNeed{job, "other"}},
            {u"add a step"_s, workflow::AddStep{job, 0, step}},
            {u"add a trigger"_s, workflow::AddTrigger{"gollum", yaml::makeMap({{"x", yaml::makeText("y")}})}}};
}

void print(QTextStream &out, const QString &title, const File &file)
{
    out << title << ": "_L1 << file.name << ", "_L1 << file.tree->source().size() << " bytes\n"_L1;
    for (const auto &[name, operation] : operationsFor(*file.tree)) {
        const double time = timeOf(*file.tree, operation);
        const auto shown = time < 0 ? u"refused"_s : QString::number(time, 'f', 3) + u" ms"_s;
        out << "  "_L1 << name.leftJustified(16) << shown << '\n';
    }
}

} // namespace

int main(int argc, char **argv)
{
    QTextStream out(stdout);
    if (argc < 2) {
        out << "usage: bench_edits FOLDER\n"_L1;
        return 2;
    }
    const auto files = filesOf(QString::fromLocal8Bit(argv[1]));
    if (files.isEmpty()) {
        out << "There is no workflow file.\n"_L1;
        return 1;
    }
    print(out, u"median file"_s, files[files.size() / 2]);
    print(out, u"95 % of the files are smaller"_s, files[files.size() * 95 / 100]);
    print(out, u"largest file"_s, files.last());
    return 0;
}
