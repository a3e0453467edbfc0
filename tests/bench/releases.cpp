// Releases at the size of a team's years: 10,000 runs joined with 10,000 deployments, and 100,000 events into SQLite
// and out of it by range. Prints figures; `bench_releases [RUNS [EVENTS]]`.

#include "releases/join.h"
#include "releases/record.h"
#include "releases/release_list_model.h"
#include "store/event_table.h"
#include "store/opening.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::releases;

namespace {

const QDateTime &begin()
{
    static const QDateTime time(QDate(2022, 1, 1), QTime(0, 0), QTimeZone::UTC);
    return time;
}

QString shaOf(qsizetype i)
{
    return QString::number(i * 2'654'435'761LL, 16).rightJustified(40, u'0');
}

std::shared_ptr<workspace::Workspace> team()
{
    auto made = std::make_shared<workspace::Workspace>();
    for (int i = 0; i < 10; ++i) {
        workspace::App app;
        app.id = app.name = u"app-%1"_s.arg(i);
        app.workflow = u"app-%1.yml"_s.arg(i);
        app.production =
            workspace::Place{.flyApp = i < 5 ? app.id : QString(), .vercelProject = i < 5 ? QString() : app.id};
        made->apps.append(app);
    }
    return made;
}

/// Each run deployed one app, at GitHub and at its provider.
Evidence evidenceOf(qsizetype runs)
{
    Evidence evidence;
    evidence.workspace = team();
    evidence.now = begin().addSecs(runs * 1'800);
    for (qsizetype i = 0; i < runs; ++i) {
        const qsizetype app = i % 10;
        const QDateTime at = begin().addSecs(i * 1'800);
        github::Run run;
        run.id = 9'000 + i;
        run.number = i;
        run.sha = shaOf(i);
        run.path = u".github/workflows/app-%1.yml"_s.arg(app);
        run.branch = u"main"_s;
        run.commitMessage = u"Change number %1 (#%1)"_s.arg(i);
        run.phase = github::phaseOf(u"completed"_s);
        run.conclusion = github::conclusionOf(u"success"_s);
        run.createdAt = run.startedAt = at;
        run.updatedAt = at.addSecs(400);
        evidence.github.runs.append(run);
        GitHubDeployment deployment;
        deployment.deployment.id = i;
        deployment.deployment.sha = run.sha;
        deployment.deployment.environment = u"production"_s;
        deployment.deployment.createdAt = at.addSecs(240);
        evidence.github.deployments.append(deployment);
        const QString name = u"app-%1"_s.arg(app);
        if (app < 5) {
            auto &fly = evidence.fly[name];
            fly::Release release;
            release.version = fly.releases.size() + 1;
            release.image = u"registry.fly.io/%1:build-%2"_s.arg(name, QString::number(i));
            release.state = {fly::Release::State::Complete, u"complete"_s};
            release.createdAt = at.addSecs(260);
            fly.releases.append(release);
        } else {
            vercel::Deployment build;
            build.id = u"dpl_%1"_s.arg(i);
            build.name = name;
            build.target = u"production"_s;
            build.state = vercel::readyStateOf(u"READY"_s);
            build.substate = {vercel::ReadySubstate::Promoted, u"PROMOTED"_s};
            build.commit.sha = run.sha;
            build.createdAt = at.addSecs(60);
            build.readyAt = at.addSecs(200);
            evidence.vercel[name].deployments.append(build);
        }
    }
    return evidence;
}

template<typename Work>
double best(Work work, int times)
{
    double least = 1e12;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        least = std::min(least, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return least;
}

void line(const QString &what, double milliseconds)
{
    static QTextStream out(stdout);
    out << what.leftJustified(52) << QString::number(milliseconds, 'f', 2).rightJustified(12) << " ms" << Qt::endl;
}

QList<store::Event> eventsOf(const History &history, qsizetype count)
{
    QList<store::Event> events;
    events.reserve(count);
    for (qsizetype i = 0; i < count; ++i) {
        Release release = history.releases.at(i % history.releases.size());
        release.id += u"/%1"_s.arg(i);
        release.at = begin().addSecs(i * 600);
        events.append(eventOf(u"team"_s, release));
    }
    return events;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const qsizetype runs = argc > 1 ? QByteArray(argv[1]).toLongLong() : 10'000;
    const qsizetype count = argc > 2 ? QByteArray(argv[2]).toLongLong() : 100'000;
    const Evidence evidence = evidenceOf(runs);
    History history;
    line(u"join %1 runs with %1 deployments"_s.arg(runs), best([&] { history = join(evidence); }, 5));
    const auto joined =
        std::ranges::count_if(history.releases, [](const Release &release) { return release.runId != 0; });
    if (joined != history.releases.size() || joined != runs)
        qFatal("not every release found its run");

    const QTemporaryDir folder;
    const auto opening = store::openDatabase(store::Location::sqlite(folder.filePath(u"store.db"_s)));
    if (!opening)
        return 1;
    store::Connection &connection = *opening->connection;
    const QList<store::Event> events = eventsOf(history, count);
    line(u"keep %1 releases in SQLite"_s.arg(count), best([&] { (void)store::writeEvents(connection, events); }, 1));
    const auto kind = store::Event::Kind::Release;
    QList<store::Event> read;
    const auto range = [&](const QDateTime &from, const QDateTime &until) {
        read.clear();
        QDateTime before = until;
        // A question gives so many at most: the next goes on before the oldest.
        constexpr int most = 10'000;
        for (;;) {
            const auto part = store::readEvents(connection,
                                                {.workspace = u"team"_s,
                                                 .kind = kind,
                                                 .app = {},
                                                 .environment = {},
                                                 .from = from,
                                                 .before = before,
                                                 .limit = most});
            if (!part)
                qFatal("not read");
            read += *part;
            if (part->size() < most)
                return;
            before = part->last().at;
        }
    };
    const QDateTime end = events.last().at.addSecs(1);
    line(u"range: the last two and a half days"_s, best([&] { range(end.addDays(-3), end); }, 10));
    line(u"range: all %1"_s.arg(count), best([&] { range({}, end); }, 3));
    if (read.size() != count)
        qFatal("not everything was read");
    QList<Release> restored;
    line(u"read %1 releases out of their events"_s.arg(count),
         best(
             [&] {
                 restored.clear();
                 for (const store::Event &event : std::as_const(read))
                     restored.append(*releaseOf(event));
             },
             3));
    auto shown = std::make_shared<History>();
    shown->releases = restored;
    std::ranges::reverse(shown->releases);
    ReleaseListModel model;
    line(u"list of %1: the first time"_s.arg(count), best([&] { model.setHistory(shown); }, 1));
    return 0;
}
