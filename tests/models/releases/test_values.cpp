#include "releases/compare.h"
#include "releases/dora.h"
#include "releases/freezes.h"
#include "releases/notes.h"
#include "releases/release_list_model.h"
#include "releases/versions.h"
#include "releases/waiting.h"
#include "workspace/workspace.h"

#include <QAbstractItemModelTester>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::releases;

namespace {

QDateTime day(int number, int hour = 10)
{
    return QDateTime(QDate(2024, 3, number), QTime(hour, 0), QTimeZone::UTC);
}

Release released(const QString &id, const QDateTime &at)
{
    Release release;
    release.id = id;
    release.version = id;
    release.app = u"api"_s;
    release.environment = u"production"_s;
    release.outcome = Outcome::Live;
    release.at = at;
    release.servesSince = at;
    release.servesAll = at.addSecs(600);
    return release;
}

/// Six deploys: the third rolled back, the fifth fixed by a hot-fix that names it.
History sixDeploys()
{
    History history;
    history.releases = {released(u"v1"_s, day(4)),     released(u"v2"_s, day(5)),  released(u"v3"_s, day(6)),
                        released(u"v4"_s, day(6, 11)), released(u"v5"_s, day(12)), released(u"v6"_s, day(12, 14)),
                        released(u"v7"_s, day(13))};
    history.releases[2].outcome = Outcome::RolledBack;
    history.releases[3].act = Act::RollBack;
    history.releases[3].from = u"v2"_s;
    history.releases[5].act = Act::Hotfix;
    history.releases[5].title = u"Repair v5 for patients"_s;
    Release staging = released(u"s1"_s, day(7));
    staging.environment = u"staging"_s;
    history.releases.append(staging);
    Release failed = released(u"f1"_s, day(8));
    failed.outcome = Outcome::Failed;
    failed.servesSince.reset();
    history.releases.append(failed);
    return history;
}

Figure figure(const Dora &dora, Metric metric)
{
    return *std::ranges::find(dora.figures, metric, &Figure::metric);
}

workspace::App web()
{
    workspace::App app;
    app.id = u"web"_s;
    app.tag = u"web@{version}"_s;
    return app;
}

Commit commit(const QString &title)
{
    return {.sha = QString(40, u'a'), .title = title, .author = u"Mina"_s, .at = day(4)};
}

} // namespace

class TestValues final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doraCountsByItsRules();
    void doraGivesCountsBelowFiveDeploys();
    void doraIsPerAppAndWindow();
    void doraShowsWeeks();
    void theNextVersionFollowsTheTitles_data();
    void theNextVersionFollowsTheTitles();
    void notesEscapeWhatOthersWrote();
    void notesGroupPullRequests();
    void waitingKnowsTheHotfix();
    void settingsThatDifferAreNamed();
    void filesOfTheApiAreTold_data();
    void filesOfTheApiAreTold();
    void secretsAreSeenFromBothReleases();
    void freezesFollowTheirOwnZone();
    void versionsAreOrdered_data();
    void versionsAreOrdered();
    void theListKeepsWhatIsSelected();
    void theListIsFiltered();
    void theListSaysAnOutcomeOnce();
};

void TestValues::doraCountsByItsRules()
{
    const DoraWindow window{{}, day(1, 0), day(15, 0)};
    CommitsByRelease commits;
    commits[u"v1"_s] = {{.sha = u"a"_s, .at = day(4, 8)}, {.sha = u"m"_s, .at = day(1), .isMerge = true}};
    commits[u"v2"_s] = {{.sha = u"b"_s, .at = day(5, 6)}, {.sha = u"r"_s, .at = day(1), .isBot = true}};
    const Dora dora = doraOf(sixDeploys(), commits, window);
    QCOMPARE(dora.deploys, 6);
    QCOMPARE(dora.rollBacks, 1);
    QCOMPARE(figure(dora, Metric::DeploymentFrequency).value, 6.0 / 14.0);
    // 2 h 10 min and 4 h 10 min.
    QCOMPARE(figure(dora, Metric::LeadTime).value, (130.0 + 250.0) / 2 * 60'000);
    QCOMPARE(figure(dora, Metric::LeadTime).second, (130.0 + 0.9 * 120.0) * 60'000);
    QCOMPARE(figure(dora, Metric::ChangeFailRate).count, 2);
    QCOMPARE(figure(dora, Metric::ChangeFailRate).value, 2.0 / 6.0);
    // v3 by the roll-back after 1 h 10 min, v5 by the hot-fix after 4 h 10 min.
    QCOMPARE(figure(dora, Metric::RecoveryTime).value, (70.0 + 250.0) / 2 * 60'000);
    QCOMPARE(figure(dora, Metric::ReworkRate).value, 1.0 / 6.0);
    for (const Figure &one : dora.figures)
        QVERIFY2(!one.definition.isEmpty(), qPrintable(one.title));
    QCOMPARE(failedBecause(sixDeploys(), sixDeploys().releases.at(2)), u"rolled back"_s);
    QVERIFY(failedBecause(sixDeploys(), sixDeploys().releases.at(0)).isEmpty());
}

void TestValues::doraGivesCountsBelowFiveDeploys()
{
    const Dora dora = doraOf(sixDeploys(), {}, {{}, day(1, 0), day(8, 0)});
    QCOMPARE(dora.deploys, 3);
    for (const Figure &one : dora.figures)
        QVERIFY2(!one.value, qPrintable(one.title));
    QCOMPARE(figure(dora, Metric::ChangeFailRate).words, u"1 of 3 deploys"_s);
    QCOMPARE(figure(dora, Metric::DeploymentFrequency).words, u"3 deploys"_s);
    const Dora nothing = doraOf({}, {}, {{}, day(1, 0), day(8, 0)});
    QCOMPARE(figure(nothing, Metric::ChangeFailRate).words, u"no data"_s);
    QCOMPARE(figure(nothing, Metric::LeadTime).words, u"no data"_s);
}

void TestValues::doraIsPerAppAndWindow()
{
    const History history = sixDeploys();
    QCOMPARE(doraOf(history, {}, {u"web"_s, day(1, 0), day(15, 0)}).deploys, 0);
    QCOMPARE(doraOf(history, {}, {u"api"_s, day(12), day(13)}).deploys, 2);
}

void TestValues::doraShowsWeeks()
{
    const auto weekly = figure(doraOf(sixDeploys(), {}, {{}, day(1, 0), day(15, 0)}), Metric::ChangeFailRate).weekly;
    QCOMPARE(weekly.size(), 3);
    QCOMPARE(weekly.at(0).first, QDate(2024, 2, 26));
    QVERIFY(!weekly.at(0).second);
    QCOMPARE(weekly.at(1).second, 1.0 / 3.0);
    QCOMPARE(weekly.at(2).second, 1.0 / 3.0);
}

void TestValues::theNextVersionFollowsTheTitles_data()
{
    QTest::addColumn<QStringList>("tags");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("tag");
    const QStringList some{u"web@1.4.2"_s, u"web@1.5.0-rc.1"_s, u"api@9.0.0"_s, u"web@1.4.10"_s};
    QTest::newRow("a fix is a patch") << some << u"fix: repair the login"_s << u"web@1.4.11"_s;
    QTest::newRow("something new is minor") << some << u"feat(my): group protocols"_s << u"web@1.5.0"_s;
    QTest::newRow("a bang is major") << some << u"refactor!: drop the old API"_s << u"web@2.0.0"_s;
    QTest::newRow("below 1.0.0 a bang is minor")
        << QStringList{u"web@0.3.1"_s} << u"feat!: other keys"_s << u"web@0.4.0"_s;
    QTest::newRow("other words are a patch") << some << u"Repair the login"_s << u"web@1.4.11"_s;
    QTest::newRow("the first") << QStringList() << u"feat: begin"_s << u"web@0.1.0"_s;
    QTest::newRow("feat in the middle is a word") << some << u"Undo feat: x"_s << u"web@1.4.11"_s;
}

void TestValues::theNextVersionFollowsTheTitles()
{
    QFETCH(const QStringList, tags);
    QFETCH(const QString, title);
    QFETCH(const QString, tag);
    Span span;
    span.commits = {commit(u"chore: tidy"_s), commit(title)};
    const TagDraft draft = draftTag(web(), tags, span, {});
    QCOMPARE(draft.tag, tag);
    QVERIFY(!draft.reason.isEmpty());
    workspace::App unnamed = web();
    unnamed.tag.clear();
    QVERIFY(draftTag(unnamed, tags, span, {}).tag.isEmpty());
}

void TestValues::notesEscapeWhatOthersWrote()
{
    const QString hostile = u"fix: [click](javascript:x) ![i](http://e) <b> @everyone # `code` \n- item\u202E"_s;
    const TagDraft draft = draftTag(web(), {}, {}, {{7, hostile, u"mina"_s}});
    QVERIFY2(draft.notes.contains("\\[click\\]\\(javascript"_L1), qPrintable(draft.notes));
    QVERIFY(draft.notes.contains("\\<b\\>"_L1));
    QVERIFY(!draft.notes.contains(u'@'));
    QVERIFY(!draft.notes.contains(u'\u202E'));
    QCOMPARE(draft.notes.count("\n- "_L1), 1);
}

void TestValues::notesGroupPullRequests()
{
    Span span;
    span.migrations = {u"0042_add_biomarker_batches"_s};
    const TagDraft draft = draftTag(web(), {}, span, {{1, u"feat: weeks"_s, {}}, {2, u"fix: focus"_s, {}}});
    QVERIFY(draft.notes.indexOf("### New\n\n- weeks (#1)"_L1) < draft.notes.indexOf("### Fixed\n\n- focus (#2)"_L1));
    QVERIFY(draft.notes.startsWith("### New"_L1));
    QVERIFY(draft.notes.contains("### Database migrations"_L1));
}

void TestValues::waitingKnowsTheHotfix()
{
    History history;
    history.releases = {released(u"v43"_s, day(4))};
    history.releases[0].isLive = true;
    Release hotfix = released(u"github/9"_s, day(5));
    hotfix.outcome = Outcome::Waiting;
    history.releases.append(hotfix);
    Span span;
    span.ahead = 3;
    span.behind = 2;
    span.commits = {commit(u"One"_s), commit(u"Merge"_s)};
    span.commits[1].isMerge = true;
    span.migrations = {u"0043"_s};
    const Waiting waiting = waitingOf(history, u"api"_s, u"production"_s, u"main%1"_s, span);
    QCOMPARE(waiting.commits.size(), 1);
    QVERIFY(waiting.isHotfixUnmerged);
    QCOMPARE(waiting.waitingApproval, u"github/9"_s);
    QCOMPARE(waiting.words(), u"3 commits wait to ship, 1 migration, main%1 is behind what is live by 2"_s);
    QCOMPARE(waitingOf(history, u"api"_s, u"production"_s, u"main"_s, {}).words(), u"nothing waits to ship"_s);
}

void TestValues::settingsThatDifferAreNamed()
{
    const QJsonObject left{{u"image"_s, u"a"_s},
                           {u"env"_s, QJsonObject{{u"LOG_LEVEL"_s, u"info"_s}, {u"SAME"_s, u"1"_s}}},
                           {u"guest"_s, QJsonObject{{u"memory_mb"_s, 512}}},
                           {u"metadata"_s, QJsonObject{{u"fly_release_version"_s, u"1"_s}}}};
    const QJsonObject right{
        {u"image"_s, u"b"_s},
        {u"env"_s, QJsonObject{{u"LOG_LEVEL"_s, u"hunter2"_s}, {u"SAME"_s, u"1"_s}, {u"NEW"_s, u"x"_s}}},
        {u"guest"_s, QJsonObject{{u"memory_mb"_s, 1024}}},
        {u"metadata"_s, QJsonObject{{u"fly_release_version"_s, u"2"_s}}}};
    QCOMPARE(differingSettings(left, right), (QStringList{u"env.LOG_LEVEL"_s, u"env.NEW"_s, u"guest.memory_mb"_s}));
    QCOMPARE(differingSettings(left, left), QStringList());
}

void TestValues::filesOfTheApiAreTold_data()
{
    QTest::addColumn<bool>("isTold");
    QTest::newRow("docs/openapi.yaml") << true;
    QTest::newRow("apps/api/swagger.json") << true;
    QTest::newRow("openapi/paths/patients.yml") << true;
    QTest::newRow("src/openapi.ts") << false;
    QTest::newRow("docs/readme.yaml") << false;
}

void TestValues::filesOfTheApiAreTold()
{
    QFETCH(const bool, isTold);
    QCOMPARE(isApiDescription(QString::fromUtf8(QTest::currentDataTag())), isTold);
}

void TestValues::secretsAreSeenFromBothReleases()
{
    const Release older = released(u"v1"_s, day(4));
    const Release newer = released(u"v2"_s, day(8));
    QVERIFY(changedBetween(day(6), older, newer));
    QVERIFY(changedBetween(day(6), newer, older));
    QVERIFY(!changedBetween(day(3), older, newer));
    QVERIFY(!changedBetween(day(9), older, newer));
}

void TestValues::freezesFollowTheirOwnZone()
{
    workspace::FreezeWindow friday{.days = {Qt::Friday}, .from = {}, .until = {}, .zone = "UTC", .except = u"hotfix"_s};
    workspace::FreezeWindow night{
        .days = {Qt::Monday}, .from = QTime(22, 0), .until = QTime(6, 0), .zone = "Europe/Berlin", .except = {}};
    const auto freezes = freezesBetween({friday, night}, day(18, 0), day(25, 0));
    QCOMPARE(freezes.size(), 2);
    QCOMPARE(freezes.at(0), (Freeze{day(18, 21), day(19, 5), QString()}));
    QCOMPARE(freezes.at(1), (Freeze{day(22, 0), day(23, 0), u"hotfixes only"_s}));
}

void TestValues::versionsAreOrdered_data()
{
    QTest::addColumn<QString>("lower");
    QTest::addColumn<QString>("higher");
    QTest::newRow("numbers, not letters") << u"1.9.0"_s << u"1.10.0"_s;
    QTest::newRow("a candidate before its version") << u"2.0.0-rc.2"_s << u"2.0.0"_s;
    QTest::newRow("candidates by number") << u"2.0.0-rc.9"_s << u"2.0.0-rc.10"_s;
    QTest::newRow("numbers before words") << u"2.0.0-1"_s << u"2.0.0-alpha"_s;
}

void TestValues::versionsAreOrdered()
{
    QFETCH(const QString, lower);
    QFETCH(const QString, higher);
    QVERIFY(isOlderVersion(lower, higher));
    QVERIFY(!isOlderVersion(higher, lower));
}

void TestValues::theListKeepsWhatIsSelected()
{
    ReleaseListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto first = std::make_shared<History>(sixDeploys());
    model.setHistory(first);
    QCOMPARE(model.rowCount(), 9);
    const QPersistentModelIndex kept(model.indexOf(u"v5"_s));
    const QPersistentModelIndex gone(model.indexOf(u"v1"_s));
    auto next = std::make_shared<History>(*first);
    next->releases.removeFirst();
    next->releases.append(released(u"v8"_s, day(20)));
    model.setHistory(next);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data(ReleaseListModel::IdRole).toString(), u"v5"_s);
    QVERIFY(!gone.isValid());
    QCOMPARE(model.index(0, 0).data(ReleaseListModel::IdRole).toString(), u"v8"_s);
}

void TestValues::theListSaysAnOutcomeOnce()
{
    Release release;
    release.outcome = Outcome::Aborted;
    release.note = u"aborted, 1.9.4 stayed live"_s;
    QCOMPARE(restOfNote(release), u"1.9.4 stayed live"_s);
    release.note = u"1 of 2 machines"_s;
    QCOMPARE(restOfNote(release), u"1 of 2 machines"_s);
}

void TestValues::theListIsFiltered()
{
    ReleaseListModel model;
    model.setHistory(std::make_shared<History>(sixDeploys()));
    model.setFilter({.outcomes = {Outcome::RolledBack}});
    QCOMPARE(model.rowCount(), 1);
    model.setFilter({.environments = {u"staging"_s}});
    QCOMPARE(model.index(0, ReleaseListModel::Version).data().toString(), u"s1"_s);
    model.setFilter({.text = u"REPAIR"_s});
    QCOMPARE(model.rowCount(), 1);
    model.setFilter({.text = u"nothing like it"_s});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestValues)
#include "test_values.moc"
