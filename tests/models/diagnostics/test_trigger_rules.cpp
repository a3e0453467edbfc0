#include "rule_findings.h"

#include "diagnostics/rules/cron.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Rules about `on`: events, activities, filters, patterns, schedules.
class TestTriggerRules : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatIsWrong_data();
    void findsWhatIsWrong();
    void judgesPatterns_data();
    void judgesPatterns();
    void readsSchedules_data();
    void readsSchedules();
};

void TestTriggerRules::findsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("on");
    QTest::addColumn<QStringList>("found");

    const auto add = [](const char *name, const char *rule, const char *on, const QStringList &found) {
        QTest::newRow(name) << QByteArray(rule) << QByteArray(on) << found;
    };
    add("unknown event in a list", "event-name", "on: [push, pull]", {u"1: pull"_s});
    add("event that GitHub sends no more", "event-name", "on: project_card", {u"1: project_card"_s});
    add("unknown activity", "event-type", "on:\n  issues:\n    types: [opened, close]", {u"3: close"_s});
    add("any type of a dispatch", "event-type", "on:\n  repository_dispatch:\n    types: [deploy]", {});
    add("filter of another event", "event-filter", "on:\n  create:\n    tags: [v1]", {u"3: tags"_s});
    add("paths of a merge group", "event-filter", "on:\n  merge_group:\n    paths: [a]", {u"3: paths"_s});
    add("filters of a push", "event-filter", "on:\n  push:\n    branches: [a]\n    tags: [b]\n    paths: [c]", {});
    add("both forms of a filter", "filter-conflict", "on:\n  push:\n    paths: [a]\n    paths-ignore: [b]",
        {u"4: paths-ignore"_s});
    add("schedule without a time", "schedule-cron", "on: [push, schedule]", {u"1: schedule"_s});
    add("no workflow named", "workflow-run-names", "on: workflow_run", {u"1: workflow_run"_s});
    add("one workflow named", "workflow-run-names", "on:\n  workflow_run:\n    workflows: Tests", {});
    add("the field that is wrong", "schedule-cron", "on:\n  schedule:\n    - cron: '0 0 * 13 *'", {u"3: 13"_s});
    add("31 February", "schedule-cron", "on:\n  schedule:\n    - cron: '0 0 31 2 *'", {u"3: 31 2"_s});
    add("29 February", "schedule-cron", "on:\n  schedule:\n    - cron: '0 0 29 2 *'", {});
    add("31 February or a Monday", "schedule-cron", "on:\n  schedule:\n    - cron: '0 0 31 2 1'", {});
    add("31st of one long month", "schedule-cron", "on:\n  schedule:\n    - cron: '0 0 31 4,5 *'", {});
    add("patterns that take away alone", "filter-pattern", "on:\n  push:\n    branches: ['!main', '!x']",
        {u"3: '!main'"_s});
    add("pattern that takes away from others", "filter-pattern", "on:\n  push:\n    branches: ['**', '!main']", {});
    add("whole ref as a pattern", "filter-pattern", "on:\n  push:\n    branches: [refs/heads/main]",
        {u"3: refs/heads/"_s});
    add("every other minute", "schedule-interval", "on:\n  schedule:\n    - cron: '*/2 * * * *'",
        {u"3: '*/2 * * * *'"_s});
    add("an offset for a time zone", "schedule-timezone",
        "on:\n  schedule:\n    - cron: '0 0 * * *'\n      timezone: UTC+2", {u"4: UTC+2"_s});
    add("a pattern's character", "filter-pattern", "on:\n  push:\n    branches:\n      - 'a^b'", {u"4: ^"_s});
}

void TestTriggerRules::findsWhatIsWrong()
{
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, on);
    QFETCH(QStringList, found);
    QCOMPARE(findingsOf(rule.constData(), withTriggers(on)), found);
}

void TestTriggerRules::judgesPatterns_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<bool>("isGood");

    const auto add = [](const char *name, const char *key, const char *pattern, bool isGood) {
        QTest::newRow(name) << QByteArray(key) << QByteArray(pattern) << isGood;
    };
    add("two stars", "branches", "**", true);
    add("classes and repetitions", "branches", "v[0-9]+.x?", true);
    add("negated alone", "branches", "!main", false);
    add("escaped plus", "tags", "c\\+\\+", true);
    add("nothing behind the negation", "branches", "!", false);
    add("blank", "branches", "a b", false);
    add("begins with a slash", "branches", "/a", false);
    add("ends with a slash", "branches", "a/", false);
    add("ends with a dot", "tags", "v1.", false);
    add("repetition of nothing", "branches", "?a", false);
    add("repetition of a star", "branches", "**+", false);
    add("repetition twice", "branches", "a?+", false);
    add("open bracket", "branches", "[a-z", false);
    add("empty brackets", "branches", "a[]", false);
    add("brackets around one", "branches", "a[b]", false);
    add("backwards", "branches", "[z-a]", false);
    add("blank in a path", "paths", "a b/**", true);
    add("path from a folder", "paths", "./a", false);
    add("path of a folder above", "paths", "!../a", false);
    add("path with a blank before", "paths", " a", false);
    add("path with a blank behind", "paths", "a ", false);
    add("everything of a folder", "paths", "a/", true);
}

void TestTriggerRules::judgesPatterns()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, pattern);
    QFETCH(bool, isGood);
    const QByteArray source = withTriggers("on:\n  push:\n    " + key + ":\n      - '" + pattern + "'");
    QCOMPARE(findingsOf("filter-pattern", source).isEmpty(), isGood);
}

void TestTriggerRules::readsSchedules_data()
{
    QTest::addColumn<QByteArray>("cron");
    QTest::addColumn<int>("interval");

    constexpr int unreadable = -1;
    QTest::newRow("every minute") << "* * * * *"_ba << 1;
    QTest::newRow("every quarter of an hour") << "*/15 * * * *"_ba << 15;
    QTest::newRow("hourly") << "7 * * * *"_ba << 60;
    QTest::newRow("daily") << "0 3 * * *"_ba << 24 * 60;
    QTest::newRow("around the hour") << "0,58 * * * *"_ba << 2;
    QTest::newRow("around midnight") << "1,59 0,23 * * *"_ba << 2;
    QTest::newRow("names") << "30 6 * JAN-mar mon-FRI"_ba << 24 * 60;
    QTest::newRow("a step from a number on") << "5/20 * * * *"_ba << 20;
    QTest::newRow("four fields") << "0 0 * *"_ba << unreadable;
    QTest::newRow("six fields") << "0 0 0 * * *"_ba << unreadable;
    QTest::newRow("a name for all") << "@daily"_ba << unreadable;
    QTest::newRow("minute 60") << "60 * * * *"_ba << unreadable;
    QTest::newRow("day 0") << "0 0 0 * *"_ba << unreadable;
    QTest::newRow("weekday 7") << "0 0 * * 7"_ba << unreadable;
    QTest::newRow("backwards") << "30-10 * * * *"_ba << unreadable;
    QTest::newRow("step 0") << "*/0 * * * *"_ba << unreadable;
    QTest::newRow("empty piece") << "1,,2 * * * *"_ba << unreadable;
    QTest::newRow("a sign") << "-1 * * * *"_ba << unreadable;
    QTest::newRow("a blank before it") << " 0 0 * * *"_ba << unreadable;
    QTest::newRow("two blanks") << "0  0 * * *"_ba << 24 * 60;
    QTest::newRow("nothing") << ""_ba << unreadable;
}

void TestTriggerRules::readsSchedules()
{
    QFETCH(QByteArray, cron);
    QFETCH(int, interval);
    const auto read = slipway::diagnostics::readCron({cron.constData(), size_t(cron.size())});
    QCOMPARE(read ? read->shortestInterval() : -1, interval);
}

QTEST_GUILESS_MAIN(TestTriggerRules)
#include "test_trigger_rules.moc"
