#include "base/nearest.h"
#include "workspace/parser.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::workspace;
using slipway::base::nearest;

namespace {

constexpr auto small = R"(version: 1
workspace: { name: Hello }
providers:
  github: { repository: team/hello }
  fly: { organization: team }
  vercel: { team: team }
  slack: { channels: [deployments] }
apps:
  - id: hello
    workflow: ci.yml
    production: { vercel: hello }
workflows: [ci.yml]
)";

Reading readDemo()
{
    QFile file(QStringLiteral(SLIPWAY_SOURCE_DIR "/resources/demo/slipway.yaml"));
    return file.open(QIODevice::ReadOnly) ? readWorkspace(file.readAll()) : Reading();
}

QString listed(const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append(printed(problem, u"f"_s));
    return lines.join(u'\n');
}

} // namespace

class TestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheDemoWithoutAProblem()
    {
        const auto reading = readDemo();
        QCOMPARE(listed(reading.problems), QString());
        QVERIFY(reading.workspace);
    }

    void givesAppsWithTheirPlaces()
    {
        const auto workspace = readDemo().workspace.value();
        QCOMPARE(workspace.name, u"Loop Health"_s);
        QCOMPARE(workspace.apps.size(), 5);
        const App *api = workspace.app(u"patient-graph-api"_s);
        QVERIFY(api != nullptr);
        QCOMPARE(api->name, u"patient-graph-api"_s);
        QCOMPARE(api->workflow, u"patient-graph-ci-cd.yml"_s);
        QCOMPARE(api->production->flyApp, u"patient-graph-api"_s);
        QCOMPARE(api->production->provider(), Provider::Fly);
        QCOMPARE(api->production->health, QUrl(u"https://patient-graph.loop.health/health/ready"_s));
        QVERIFY(!api->preview);
        const App *portal = workspace.app(u"my.loop.health"_s);
        QCOMPARE(portal->preview->vercelProject, u"my-loop-health"_s);
        QCOMPARE(portal->staging->provider(), Provider::Vercel);
        QCOMPARE(workspace.app(u"nobody"_s), nullptr);
    }

    void givesTheRules()
    {
        const auto workspace = readDemo().workspace.value();
        QCOMPARE(workspace.secrets.first().rotateEvery, std::chrono::days(90));
        QCOMPARE(workspace.secrets.first().places.first(), (SecretPlace{Provider::GitHub, u"production"_s}));
        QVERIFY(!workspace.secrets.last().rotateEvery);
        QCOMPARE(workspace.alerts.errorSpike->times, 5.0);
        QCOMPARE(workspace.alerts.slowDeploy->after, std::chrono::minutes(10));
        QCOMPARE(workspace.alerts.watch, std::chrono::minutes(15));
        QCOMPARE(workspace.guardrails.freeze.first().days, QList{Qt::Friday});
        QCOMPARE(workspace.guardrails.mostFiles, 5);
        QCOMPARE(workspace.branchPolicies.first().branch, u"main"_s);
        QVERIFY(workspace.branchPolicies.first().signedCommits);
        QVERIFY(workspace.branchPolicies.last().forcePushes);
        QCOMPARE(workspace.budgets.performance, 90);
        QVERIFY(!workspace.budgets.seo);
        QCOMPARE(workspace.diagnostics.levels.value(u"missing-timeout"_s), RuleLevel::Warning);
    }

    void branchComesFromThePlaceThenTheEnvironment()
    {
        const auto workspace = readDemo().workspace.value();
        const App *api = workspace.app(u"patient-graph-api"_s);
        QCOMPARE(workspace.branchOf(*api, Environment::Production), u"main"_s);
        QCOMPARE(workspace.branchOf(*api, Environment::Staging), u"develop"_s);
        QCOMPARE(workspace.branchOf(*api, Environment::Preview), QString());
        QCOMPARE(workspace.personName(u"JONAS-weil"_s), u"Jonas Weil"_s);
        QCOMPARE(workspace.personName(u"stranger"_s), u"stranger"_s);
    }

    void tagsNameVersions()
    {
        App app;
        app.tag = u"my-loop-health@{version}"_s;
        QCOMPARE(app.versionOf(u"my-loop-health@3.12.1"_s), u"3.12.1"_s);
        QCOMPARE(app.versionOf(u"my-loop-health@"_s), QString());
        QCOMPARE(app.versionOf(u"admin@1.0"_s), QString());
        QCOMPARE(app.tagOf(u"1.2"_s), u"my-loop-health@1.2"_s);
        app.tag.clear();
        QCOMPARE(app.versionOf(u"v1"_s), QString());
    }

    void aliasesAreFollowed()
    {
        const auto reading = readWorkspace(QByteArray(small).replace(
            "production: { vercel: hello }", "production: &there { vercel: hello }\n    preview: *there"));
        QCOMPARE(listed(reading.problems), QString());
        QCOMPARE(reading.workspace->apps.first().preview, reading.workspace->apps.first().production);
    }

    void nearestWordIsSuggested_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a letter left out") << u"workfow"_s << u"workflow"_s;
        QTest::newRow("neighbours swapped") << u"saging"_s << u"staging"_s;
        QTest::newRow("another case") << u"STAGING"_s << u"staging"_s;
        QTest::newRow("something else") << u"kubernetes"_s << QString();
    }
    void nearestWordIsSuggested()
    {
        QFETCH(QString, word);
        QFETCH(QString, expected);
        QCOMPARE(nearest(word, {u"workflow"_s, u"staging"_s, u"production"_s}), expected);
    }

    void givesTheLevelsOfRulesAboutWorkflows()
    {
        const auto reading = readWorkspace(QByteArray(small) + R"(diagnostics:
  rules: { missing-timeout: off, action-not-pinned: warning }
  runner-labels: [loop-metal]
  deploy-commands: [./ship.sh, make release]
)");
        QCOMPARE(listed(reading.problems), QString());
        const DiagnosticRules rules = reading.workspace.value().diagnostics;
        const QMap<QString, RuleLevel> levels{{u"missing-timeout"_s, RuleLevel::Off},
                                              {u"action-not-pinned"_s, RuleLevel::Warning}};
        QCOMPARE(rules.levels, levels);
        QCOMPARE(rules.runnerLabels, QStringList{u"loop-metal"_s});
        QCOMPARE(rules.deployCommands, (QStringList{u"./ship.sh"_s, u"make release"_s}));
    }

    void givesTheTeamsAdvice()
    {
        const auto reading = readWorkspace(QByteArray(small) + R"(advice:
  - { match: old seed, says: Too old., do: Seed again., workflows: [.github/workflows/ci.yml] }
  - { match: '(open', says: Never., do: Never. }
)");
        QCOMPARE(reading.problems.size(), 1);
        QCOMPARE(reading.problems.first().path, u"advice[1].match"_s);
        QCOMPARE(reading.problems.first().severity, Problem::Severity::Warning);
        const QList<AdviceRule> rules = reading.workspace.value().advice;
        QCOMPARE(rules.size(), 2);
        QCOMPARE(rules.first(), (AdviceRule{u"old seed"_s, u"Too old."_s, u"Seed again."_s, {u"ci.yml"_s}}));
    }

    void saysWhatDoesNotFitAndWhere_data();
    void saysWhatDoesNotFitAndWhere();
    void findsEveryProblemAtOnce();
    void unknownKeysLeaveTheRestUsable();
};

void TestParser::saysWhatDoesNotFitAndWhere_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("expected");

    QTest::newRow("unknown key") << "    workflow: ci.yml"_ba << "    workfow: ci.yml"_ba
                                 << u"f:10:5: warning: Unknown key `workfow`. Did you mean `workflow`?"_s;
    QTest::newRow("unknown environment of an app")
        << "    production:"_ba << "    prodution:"_ba
        << u"f:9:5: warning: App `hello` runs nowhere. Add `production`, `staging` or `preview`.\n"
           "f:11:5: warning: Unknown key `prodution`. Did you mean `production`?"_s;
    QTest::newRow("key given twice") << "workflows:"_ba << "version: 1\nworkflows:"_ba
                                     << u"f:12:1: error: Key `version` is given twice. Keep one of them."_s;
    QTest::newRow("missing key") << "  - id: hello\n    workflow"_ba << "  - workflow"_ba
                                 << u"f:9:5: error: Key `apps[0].id` is missing."_s;
    QTest::newRow("required key left empty")
        << "name: Hello"_ba << "name: "_ba << u"f:2:12: error: Key `workspace.name` is missing."_s;
    QTest::newRow("text where a list belongs")
        << "[ci.yml]"_ba << "ci.yml"_ba
        << u"f:10:15: error: Workflow `ci.yml` is not listed under `workflows`.\n"
           "f:12:12: error: Key `workflows` takes a value of type list of texts, not `ci.yml`. "
           "Write it as a list: [ci.yml]."_s;
    QTest::newRow("list where a map belongs")
        << "{ name: Hello }"_ba << "[Hello]"_ba
        << u"f:2:12: error: Key `workspace` takes a value of type map, not a list."_s;
    QTest::newRow("app given twice")
        << "workflows:"_ba << "  - { id: hello, preview: { vercel: h } }\nworkflows:"_ba
        << u"f:12:11: error: App id `hello` is already used in line 9. Give every app an id of its own."_s;
    QTest::newRow("workflow that is not listed")
        << "[ci.yml]"_ba << "[ci.yaml]"_ba
        << u"f:10:15: error: Workflow `ci.yml` is not listed under `workflows`. Did you mean `ci.yaml`?"_s;
    QTest::newRow("place at two providers")
        << "{ vercel: hello }"_ba << "{ vercel: hello, fly: hello }"_ba
        << u"f:11:17: error: The place names both a Fly.io app and a Vercel project. Give either `fly` or `vercel`."_s;
    QTest::newRow("provider that is not given")
        << "vercel: hello }"_ba << "vercel: hello, sentry: hello }"_ba
        << u"f:11:42: error: `providers` does not say where `sentry` is. Add `sentry` under `providers`."_s;
    QTest::newRow("repository without owner")
        << "team/hello"_ba << "hello"_ba << u"f:4:25: error: `hello` does not fit `repository`. Write owner/name."_s;
    QTest::newRow("newer version") << "version: 1"_ba << "version: 2"_ba
                                   << u"f:1:10: error: This file is of version 2, which this Slipway does not know. "
                                      "Use a newer Slipway, or write `version: 1`."_s;
    QTest::newRow("health address without scheme") << "vercel: hello }"_ba << "vercel: hello, health: hello.org }"_ba
                                                   << u"f:11:42: error: `hello.org` does not fit `health`. "
                                                      "Write a whole address, as in https://example.com/health."_s;
    QTest::newRow("place of a secret in no environment")
        << "workflows:"_ba
        << "secrets:\n  - { name: KEY, places: [github:prodction] }\nworkflows:"_ba
        << u"f:13:27: warning: Environment `prodction` is unknown. Did you mean `production`?"_s;
    QTest::newRow("rotation in words")
        << "workflows:"_ba
        << "secrets:\n  - { name: KEY, places: [github], rotate: monthly }\nworkflows:"_ba
        << u"f:13:44: error: `monthly` does not fit `rotate`. Write whole days, as in `90 d`, or `on breach`."_s;
    QTest::newRow("alert to an unknown channel")
        << "workflows:"_ba
        << "alerts: { slower: { notify: deployment } }\nworkflows:"_ba
        << u"f:12:29: warning: Nobody is known as `deployment`. Did you mean `deployments`?"_s;
    QTest::newRow("yes instead of true") << "workflows:"_ba
                                         << "branch-policy: { main: { pull-request: yes } }\nworkflows:"_ba
                                         << u"f:12:40: error: `yes` does not fit `pull-request`. Write `true`."_s;
    QTest::newRow("columns count characters") << "{ name: Hello }"_ba << "{ name: Höllo, nmae: x }"_ba
                                              << u"f:2:27: warning: Unknown key `nmae`. Did you mean `name`?"_s;
    QTest::newRow("level that no rule has") << "workflows:"_ba
                                            << "diagnostics: { rules: { missing-timeout: of } }\nworkflows:"_ba
                                            << u"f:12:42: error: `of` does not fit `rules`. Did you mean `off`?"_s;
    QTest::newRow("rule that is given a list") << "workflows:"_ba
                                               << "diagnostics: { rules: { missing-timeout: [off] } }\nworkflows:"_ba
                                               << u"f:12:42: error: `missing-timeout` takes a word, not a list."_s;
    QTest::newRow("rule given twice") << "workflows:"_ba
                                      << "diagnostics: { rules: { a: off, a: hint } }\nworkflows:"_ba
                                      << u"f:12:33: error: Key `a` is given twice. Keep one of them."_s;
    QTest::newRow("freeze window with one end")
        << "workflows:"_ba
        << "guardrails: { freeze: [{ days: [friday], from: \"16:00\" }] }\nworkflows:"_ba
        << u"f:12:24: error: The freeze window has only one end. Give both `from` and `until`, or neither."_s;
}

void TestParser::saysWhatDoesNotFitAndWhere()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, expected);
    QVERIFY(QByteArray(small).contains(before));
    const auto reading = readWorkspace(QByteArray(small).replace(before, after));
    QCOMPARE(listed(reading.problems), expected);
    QCOMPARE(reading.workspace.has_value(), !expected.contains(u": error:"));
}

void TestParser::findsEveryProblemAtOnce()
{
    const auto reading = readWorkspace("version: 1\nworkspace: {}\nproviders: []\napps: [1, {id: a, id: b}]\nfoo: 1\n");
    QCOMPARE(listed(reading.problems),
             u"f:2:12: error: Key `workspace.name` is missing.\n"
             "f:3:12: error: Key `providers` takes a value of type map, not a list.\n"
             "f:4:8: error: `apps` takes maps, not `1`.\n"
             "f:4:11: warning: App `a` runs nowhere. Add `production`, `staging` or `preview`.\n"
             "f:4:19: error: Key `id` is given twice. Keep one of them.\n"
             "f:5:1: warning: Unknown key `foo`. Known here: `version`, `workspace`, `providers`, `branches`, `apps`, "
             "`workflows`, `secrets`, `alerts`, `guardrails`, `branch-policy`, `budgets`, `diagnostics`, …."_s);
    QVERIFY(!reading.workspace);
}

void TestParser::unknownKeysLeaveTheRestUsable()
{
    const auto reading = readWorkspace(QByteArray(small) + "colour: blue\n");
    QCOMPARE(reading.problems.size(), 1);
    QCOMPARE(reading.problems.first().path, u"colour"_s);
    QVERIFY(reading.workspace);
}

QTEST_GUILESS_MAIN(TestParser)
#include "parser_test.moc"
