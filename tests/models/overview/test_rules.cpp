#include "github/commits.h"
#include "github/protection.h"
#include "overview/aging.h"
#include "overview/drift_facts.h"
#include "overview/freeze.h"
#include "overview/glob.h"
#include "overview/rule_words.h"
#include "overview/tag_names.h"
#include "overview/trigger_words.h"
#include "workspace/workspace.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::overview;
using base::Freshness;

namespace {

QDateTime utc(int day, int hour, int minute = 0)
{
    return {QDate(2024, 3, day), QTime(hour, minute), QTimeZone::UTC};
}

github::FileChange file(const QString &path)
{
    github::FileChange change;
    change.path = path;
    change.kind = {github::FileChange::Kind::Added, u"added"_s};
    return change;
}

workspace::BranchPolicy demandingPolicy()
{
    return {.branch = u"main"_s,
            .pullRequest = true,
            .approvals = 1,
            .codeOwners = true,
            .checks = {u"Lint"_s},
            .upToDate = true,
            .linearHistory = true,
            .signedCommits = true};
}

github::Protection strictProtection()
{
    github::Protection protection;
    protection.reviews = github::Protection::Reviews{.approvals = 1, .requiresCodeOwners = true};
    protection.checks = github::Protection::Checks{.isStrict = true, .contexts = {u"Lint"_s, u"Tests"_s}};
    protection.requiresLinearHistory = true;
    return protection;
}

QStringList rulesOf(const QList<RuleDrift> &drift)
{
    QStringList rules;
    for (const RuleDrift &one : drift)
        rules += one.rule;
    return rules;
}

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void globsFollowGitHub_data();
    void globsFollowGitHub();
    void driftCountsMigrationsAndDocs_data();
    void driftCountsMigrationsAndDocs();
    void aKeptPolicyHasNoDrift();
    void eachDifferingRuleIsNamed();
    void anUnprotectedBranchKeepsNothing();
    void rulesetsCountToo();
    void aDriftKeepsItsFirstSight();
    void triggersAreWords_data();
    void triggersAreWords();
    void triggersFitANarrowColumn_data();
    void triggersFitANarrowColumn();
    void aVersionComesFromTheAppsTag_data();
    void aVersionComesFromTheAppsTag();
    void theNextFreezeIsFound_data();
    void theNextFreezeIsFound();
    void aValueGrowsOld();
    void agesAreNeverNegative();
};

void TestRules::globsFollowGitHub_data()
{
    QTest::addColumn<QString>("glob");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("matches");

    QTest::newRow("a star stays within a folder") << u"hotfix/*"_s << u"hotfix/a/b"_s << false;
    QTest::newRow("a star matches a name") << u"hotfix/*"_s << u"hotfix/null-encounter"_s << true;
    QTest::newRow("two stars cross folders") << u"docs/**"_s << u"docs/a/b.md"_s << true;
    QTest::newRow("two stars and a slash match no folder too") << u"**/*.md"_s << u"README.md"_s << true;
    QTest::newRow("two stars and a slash match folders") << u"**/*.md"_s << u"a/b/c.md"_s << true;
    QTest::newRow("a dot is a dot") << u"*.md"_s << u"xmd"_s << false;
    QTest::newRow("brackets are themselves") << u"a[b"_s << u"a[b"_s << true;
}

void TestRules::globsFollowGitHub()
{
    QFETCH(const QString, glob);
    QFETCH(const QString, path);
    QFETCH(const bool, matches);
    QCOMPARE(matchesGlob(glob, path), matches);
}

void TestRules::driftCountsMigrationsAndDocs_data()
{
    QTest::addColumn<QStringList>("paths");
    QTest::addColumn<qint64>("migrations");
    QTest::addColumn<bool>("onlyDocs");

    QTest::newRow("code") << QStringList{u"src/a.ts"_s} << qint64{0} << false;
    QTest::newRow("a migration") << QStringList{u"src/a.ts"_s, u"db/migrations/0042.sql"_s} << qint64{1} << false;
    QTest::newRow("a folder that only begins alike") << QStringList{u"db/migrations-old/1.sql"_s} << qint64{0} << false;
    QTest::newRow("docs only") << QStringList{u"docs/a.md"_s, u"README.md"_s} << qint64{0} << true;
    QTest::newRow("docs and code") << QStringList{u"docs/a.md"_s, u"src/a.ts"_s} << qint64{0} << false;
    QTest::newRow("no files") << QStringList{} << qint64{0} << false;
    QTest::newRow("a list that GitHub cut") << QStringList(300, u"docs/a.md"_s) << qint64{0} << false;
}

void TestRules::driftCountsMigrationsAndDocs()
{
    QFETCH(const QStringList, paths);
    QFETCH(const qint64, migrations);
    QFETCH(const bool, onlyDocs);
    workspace::App app;
    app.migrations = u"db/migrations"_s;
    app.docs = {u"docs/**"_s, u"**/*.md"_s};
    github::Comparison comparison;
    comparison.aheadBy = 6;
    comparison.behindBy = 1;
    for (const QString &path : paths)
        comparison.files += file(path);
    const Drift drift = driftOf(comparison, app);
    QCOMPARE(drift.commitsAhead, 6);
    QCOMPARE(drift.commitsBehind, 1);
    QCOMPARE(drift.migrations, migrations);
    QCOMPARE(drift.onlyDocs, onlyDocs);
}

void TestRules::aKeptPolicyHasNoDrift()
{
    QCOMPARE(rulesOf(differences(demandingPolicy(), strictProtection(), true, {})), QStringList());
    QCOMPARE(rulesOf(differences({.branch = u"x"_s, .forcePushes = true}, std::nullopt, std::nullopt, {})),
             QStringList());
}

void TestRules::eachDifferingRuleIsNamed()
{
    auto protection = strictProtection();
    protection.reviews->approvals = 0;
    protection.checks->contexts = {};
    protection.allowsForcePushes = true;
    const auto found = differences(demandingPolicy(), protection, false, {});
    QCOMPARE(rulesOf(found), QStringList({u"approvals"_s, u"checks"_s, u"signed-commits"_s, u"force-pushes"_s}));
    QCOMPARE(ruleWords(found.at(0)), u"0 approvals are required, expected 1."_s);
    QCOMPARE(ruleWords(found.at(1)), u"The check “Lint” is not required."_s);
    QCOMPARE(ruleWords(found.at(2)), u"“Require signed commits” is off."_s);
    QCOMPARE(ruleWords(found.at(3)), u"“Allow force pushes” is on."_s);
}

void TestRules::anUnprotectedBranchKeepsNothing()
{
    QCOMPARE(differences(demandingPolicy(), std::nullopt, std::nullopt, {}).size(), 8);
}

void TestRules::rulesetsCountToo()
{
    auto protection = strictProtection();
    protection.reviews.reset();
    const QList<github::BranchRule> rules{
        {u"pull_request"_s, 1, {{u"required_approving_review_count"_s, 2}, {u"require_code_owner_review"_s, true}}},
        {u"required_signatures"_s, 1, {}},
        {u"a rule of the future"_s, 1, {}},
    };
    QCOMPARE(rulesOf(differences(demandingPolicy(), protection, false, rules)), QStringList());
}

void TestRules::aDriftKeepsItsFirstSight()
{
    const QList<RuleDrift> before{{u"signed-commits"_s, u"on"_s, u"off"_s, utc(12, 9)}};
    const auto after = withFirstSight(
        {{u"signed-commits"_s, u"on"_s, u"off"_s, {}}, {u"up-to-date"_s, u"on"_s, u"off"_s, {}}}, before, utc(21, 14));
    QCOMPARE(after.at(0).seenAt, utc(12, 9));
    QCOMPARE(after.at(1).seenAt, utc(21, 14));
}

void TestRules::triggersAreWords_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("words");

    QTest::newRow("one word") << "on: push"_ba << u"Push"_s;
    QTest::newRow("a list") << "on: [push, pull_request]"_ba << u"Push, pull requests"_s;
    QTest::newRow("branches") << "on:\n  push:\n    branches: [main, develop]\n  workflow_dispatch:\n"_ba
                              << u"Push to main, develop, manual"_s;
    QTest::newRow("manual alone") << "on:\n  workflow_dispatch:\n    inputs: {a: {required: true}}\n"_ba
                                  << u"Manual only"_s;
    QTest::newRow("paths") << "on:\n  pull_request:\n    paths: ['openapi/**']\n"_ba
                           << u"Pull requests on openapi/**"_s;
    QTest::newRow("a daily schedule") << "on:\n  schedule:\n    - cron: '0 6 * * *'\n"_ba << u"Daily at 06:00 UTC"_s;
    QTest::newRow("another schedule") << "on:\n  schedule:\n    - cron: '*/5 * * * *'\n"_ba << u"On a schedule"_s;
    QTest::newRow("a schedule without a time") << "on: {schedule: [{}]}"_ba << u"On a schedule"_s;
    QTest::newRow("an event nobody here knows") << "on: merge_group"_ba << u"Merge_group"_s;
    QTest::newRow("no trigger") << "name: x"_ba << QString();
    QTest::newRow("not YAML") << "on: [push"_ba << QString();
    QTest::newRow("a list at the root") << "- on: push"_ba << QString();
    QTest::newRow("nested beyond reason") << "on: "_ba + QByteArray(100'000, '[') << QString();
}

void TestRules::triggersAreWords()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QString, words);
    QCOMPARE(workflowHead(yaml).trigger, words);
}

void TestRules::triggersFitANarrowColumn_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("words");

    QTest::newRow("short as it is") << "on:\n  push:\n    branches: [main]\n  workflow_dispatch:\n"_ba
                                    << u"Push to main, manual"_s;
    QTest::newRow("events without their filters")
        << "on:\n  push:\n    branches: [main]\n  pull_request:\n    types: [opened]\n"_ba << u"Push, pull requests"_s;
    QTest::newRow("the folder that starts it")
        << "on:\n  pull_request:\n    paths: ['openapi/**/*.yaml', 'openapi/**/*.yml']\n"_ba << u"openapi/**"_s;
    QTest::newRow("the clock before what else starts it")
        << "on:\n  schedule:\n    - cron: '0 6 * * *'\n  pull_request:\n    paths: ['package.json']\n"_ba
        << u"Next run 06:00 UTC"_s;
    QTest::newRow("no trigger") << "name: x"_ba << QString();
}

void TestRules::triggersFitANarrowColumn()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QString, words);
    QCOMPARE(workflowHead(yaml).triggerBrief, words);
}

void TestRules::aVersionComesFromTheAppsTag_data()
{
    QTest::addColumn<QString>("commit");
    QTest::addColumn<QString>("version");

    QTest::newRow("a full commit") << u"7be02a4ff"_s << u"3.12.1"_s;
    QTest::newRow("a short one") << u"7be02a4"_s << u"3.12.1"_s;
    QTest::newRow("a final version before its candidate") << u"1f6a2d8"_s << u"0.32.0"_s;
    QTest::newRow("the higher of two") << u"2222222"_s << u"1.10.0"_s;
    QTest::newRow("another app's tag") << u"3333333"_s << QString();
    QTest::newRow("no tag") << u"4444444"_s << QString();
    QTest::newRow("no commit") << QString() << QString();
}

void TestRules::aVersionComesFromTheAppsTag()
{
    QFETCH(const QString, commit);
    QFETCH(const QString, version);
    workspace::App app;
    app.tag = u"my@{version}"_s;
    const Tags tags{{{u"7be02a4ff"_s, {u"my@3.12.1"_s}},
                     {u"1f6a2d8aa"_s, {u"my@0.32.0-rc.2"_s, u"my@0.32.0"_s, u"other@9.0.0"_s}},
                     {u"2222222aa"_s, {u"my@1.9.0"_s, u"my@1.10.0"_s}},
                     {u"3333333aa"_s, {u"other@1.0.0"_s}}}};
    QCOMPARE(versionAt(app, {{QString(), {tags, Freshness::fresh(utc(21, 14))}}}, commit), version);
}

void TestRules::theNextFreezeIsFound_data()
{
    QTest::addColumn<QList<Qt::DayOfWeek>>("days");
    QTest::addColumn<QTime>("from");
    QTest::addColumn<QTime>("until");
    QTest::addColumn<QDateTime>("now");
    QTest::addColumn<QDateTime>("begins");
    QTest::addColumn<QDateTime>("ends");

    using Days = QList<Qt::DayOfWeek>;
    // 21 March 2024 is a Thursday.
    QTest::newRow("tomorrow, all day") << Days{Qt::Friday} << QTime() << QTime() << utc(21, 14, 32) << utc(22, 0)
                                       << utc(23, 0);
    QTest::newRow("it holds") << Days{Qt::Friday} << QTime() << QTime() << utc(22, 10) << utc(22, 0) << utc(23, 0);
    QTest::newRow("just over") << Days{Qt::Friday} << QTime() << QTime() << utc(23, 0) << utc(29, 0) << utc(30, 0);
    QTest::newRow("two days in a row are one")
        << Days{Qt::Friday, Qt::Saturday} << QTime() << QTime() << utc(21, 14) << utc(22, 0) << utc(24, 0);
    QTest::newRow("from noon") << Days{Qt::Friday} << QTime(12, 0) << QTime(18, 0) << utc(22, 9) << utc(22, 12)
                               << utc(22, 18);
    QTest::newRow("over midnight") << Days{Qt::Friday} << QTime(22, 0) << QTime(4, 0) << utc(23, 2) << utc(22, 22)
                                   << utc(23, 4);
    QTest::newRow("no days") << Days{} << QTime() << QTime() << utc(21, 14) << QDateTime() << QDateTime();
}

void TestRules::theNextFreezeIsFound()
{
    QFETCH(const QList<Qt::DayOfWeek>, days);
    QFETCH(const QTime, from);
    QFETCH(const QTime, until);
    QFETCH(const QDateTime, now);
    QFETCH(const QDateTime, begins);
    QFETCH(const QDateTime, ends);
    const auto freeze = nextFreeze({.days = days, .from = from, .until = until}, now);
    QCOMPARE(freeze.has_value(), begins.isValid());
    if (freeze) {
        QCOMPARE(freeze->from, begins);
        QCOMPARE(freeze->until, ends);
    }
}

void TestRules::aValueGrowsOld()
{
    const auto fresh = Freshness::fresh(utc(21, 14, 30));
    QCOMPARE(aged(fresh, utc(21, 14, 32)).state, Freshness::State::Fresh);
    QCOMPARE(aged(fresh, utc(21, 14, 33)).state, Freshness::State::Stale);
    QCOMPARE(aged(fresh, utc(21, 14, 33)).asOf, fresh.asOf);
    const auto failed = Freshness::failed(fresh, base::makeError(base::Error::Kind::Network, u"x"_s));
    QCOMPARE(aged(failed, utc(21, 18)), failed);
    QCOMPARE(worse(fresh, failed).state, Freshness::State::Failed);
    QCOMPARE(worse(fresh, Freshness::fresh(utc(21, 14, 20))).asOf, utc(21, 14, 20));
}

void TestRules::agesAreNeverNegative()
{
    QCOMPARE(elapsedSince(utc(21, 15), utc(21, 14)), milliseconds{0});
    QCOMPARE(aged(Freshness::fresh(utc(21, 15)), utc(21, 14)).state, Freshness::State::Fresh);
}

QTEST_GUILESS_MAIN(TestRules)
#include "test_rules.moc"
