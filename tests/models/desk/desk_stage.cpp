#include "desk_stage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace slipway::test {

namespace {

QByteArray treeJson(const QByteArrayList &items)
{
    return R"({"sha":"t","truncated":false,"tree":[)" + items.join(',') + "]}";
}

QByteArray item(const QByteArray &path, const QByteArray &type, const QByteArray &sha)
{
    return R"({"path":")" + path + R"(","mode":"100644","type":")" + type + R"(","sha":")" + sha + R"("})";
}

} // namespace

DeskStage::DeskStage()
{
    workspace->organizations.githubRepository = u"loop-health/platform"_s;
    workspace->branches.production = u"main"_s;
    restart();
}

DeskStage::~DeskStage()
{
    engine->stop();
}

void DeskStage::restart()
{
    desk.reset();
    engine = std::make_unique<refresh::Engine>(github.calls.clock);
    desk = std::make_unique<desk::Desk>(desk::Desk::Setup{.workspace = workspace,
                                                          .clock = github.calls.clock,
                                                          .recoveryFolder = clones.path(u"work/edits"_s),
                                                          .cacheFolder = clones.path(u"work"_s)});
    opened = std::make_unique<QSignalSpy>(desk.get(), &desk::Desk::opened);
    failed = std::make_unique<QSignalSpy>(desk.get(), &desk::Desk::failed);
    noticed = std::make_unique<QSignalSpy>(desk.get(), &desk::Desk::noticed);
    recovered = std::make_unique<QSignalSpy>(desk.get(), &desk::Desk::recovered);
    closing = std::make_unique<QSignalSpy>(desk.get(), &desk::Desk::closing);
    desk->addSources(*engine);
}

void DeskStage::branch(const QByteArray &commit, const QMap<QString, QByteArray> &files)
{
    m_commit = commit;
    m_files = files;
    github.on("GET", "/git/trees/" + commit).answer(200, treeJson({item(".github", "tree", commit + "g")}));
    github.on("GET", "/git/trees/" + commit + "g").answer(200, treeJson({item("workflows", "tree", commit + "w")}));
    QByteArrayList items;
    for (const auto &[name, text] : m_files.asKeyValueRange())
        items.append(item(name.toUtf8(), "blob", "b"));
    github.on("GET", "/git/trees/" + commit + "w").answer(200, treeJson(items));
}

Script &DeskStage::reading(const QByteArray &name, const QByteArray &commit)
{
    const QByteArray path = ".github/workflows/" + name;
    Script &script = github.on("GET", "/contents/" + path + "?ref=" + commit);
    const auto found = m_files.constFind(QString::fromUtf8(name));
    return found == m_files.constEnd() ? script.answer(404, R"({"message":"Not Found"})")
                                       : script.answer(200, fileJson(path, *found));
}

void DeskStage::look()
{
    github.on("GET", "/git/ref/heads/main").answer(200, referenceJson("heads/main", m_commit));
    github.on("GET", "/actions/workflows?per_page=100").answer(200, R"({"total_count":0,"workflows":[]})");
    if (engine->isRunning())
        engine->refreshNow(u"pipelines/workflows"_s);
    else
        engine->start();
    QTRY_COMPARE((later(), desk->commit()), QString::fromUtf8(m_commit));
}

DeskStage &DeskStage::later()
{
    github.calls.clock->advance(100ms);
    return *this;
}

QByteArray DeskStage::text(const QString &path) const
{
    const editing::OpenFile *file = desk->file(path);
    return file ? file->document().source() : QByteArray();
}

void DeskStage::type(const QByteArray &words, const QString &path) const
{
    editing::OpenFile *file = desk->file(path);
    QVERIFY(file);
    const QByteArray before = file->document().source();
    QVERIFY(file->history().apply(yaml::difference(before, before + words), u"Type"_s));
}

QStringList DeskStage::mistakes() const
{
    QStringList some = github.mistakes();
    some.removeIf([](const QString &mistake) {
        return mistake.contains("per_page=100"_L1) && !mistake.contains("workflows"_L1);
    });
    return some;
}

desk::FileEntry DeskStage::entry(const QString &path) const
{
    const auto files = desk->files();
    const auto found = std::ranges::find(files, path, &desk::FileEntry::path);
    return found == files.end() ? desk::FileEntry() : *found;
}

} // namespace slipway::test
