#include "rule_findings.h"

#include "diagnostics/checker.h"
#include "diagnostics/used_secrets.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

/// Rules about delivery beyond the examples on their pages: what they must stay silent about, above all.
class TestDelivery : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatIsWrong_data();
    void findsWhatIsWrong();
    void fixes_data();
    void fixes();
    void demoCompanysWorkflows_data();
    void demoCompanysWorkflows();
    void saysWhatTheRefIs();
    void knownNamesDecide();
    void secretsThatNoWorkflowUses();
    void manyJobsTakeNoTime();
};

namespace {

const QByteArray push = "on:\n  push:\n    branches: [main]\n"_ba;
const QByteArray head = push + "jobs:\n  deploy:\n    runs-on: ubuntu-latest\n"_ba;

QByteArray deploys(const QByteArray &settings, const QByteArray &command)
{
    return head + settings + "    steps:\n      - run: " + command + "\n";
}

QByteArray conditions(const QByteArray &on, const QByteArray &condition)
{
    return on + "jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - if: " + condition
        + "\n        run: make\n";
}

struct Rows {
    void operator()(const char *name, const char *rule, const QByteArray &source, const QStringList &found = {}) const
    {
        QTest::newRow(name) << QByteArray(rule) << source << found;
    }
};

void addDeploys()
{
    const Rows add;
    const char *environment = "deploy-without-environment";
    const QStringList job{u"5: deploy"_s};
    add("deploy behind sudo and npx", environment, deploys({}, "sudo npx --yes vercel deploy --prebuilt --prod"), job);
    add("deploy after another command", environment, deploys({}, "cd web && flyctl deploy"), job);
    add("deploy in a condition", environment,
        deploys({}, "|\n          if make; then\n            fly deploy\n          fi"), job);
    add("preview by vercel", environment, deploys({}, "vercel deploy"));
    add("name of a deploy in a text", environment, deploys({}, "echo \"flyctl deploy\""));
    add("name of a deploy in a comment", environment, deploys({}, "|\n          # flyctl deploy\n          make"));
    add("name of a deploy in a here-document", environment,
        deploys({}, "|\n          cat <<EOF\n          flyctl deploy\n          EOF"));
    add("dry run", environment, deploys({}, "wrangler deploy --dry-run"));
    add("cluster of a test", environment,
        deploys({}, "|\n          kind create cluster\n          kubectl apply -f ."));
    add("cluster that a secret opens", environment,
        deploys({}, "|\n          echo ${{ secrets.KUBE }} > k\n          kubectl apply -f ."), job);
    add("environment known by its run only", environment,
        deploys("    environment: ${{ inputs.stage }}\n", "flyctl deploy"));

    const char *concurrency = "deploy-without-concurrency";
    add("group of the workflow", concurrency, "concurrency: production\n" + deploys({}, "flyctl deploy"));
    add("only other workflows call it", concurrency,
        QByteArray(deploys({}, "flyctl deploy")).replace(push, "on: workflow_call\n"));

    const char *cancels = "concurrency-cancels-deploys";
    const auto group = [](const char *name, const char *cancel) {
        return "    concurrency:\n      group: "_ba + name + "\n      cancel-in-progress: " + cancel
            + "\n      queue: single\n";
    };
    add("cancels a deploy", cancels, deploys(group("production", "true"), "flyctl deploy"), {u"9: true"_s});
    add("cancels in requests only", cancels,
        deploys(group("production", "${{ github.event_name == 'pull_request' }}"), "flyctl deploy"));
    add("group of each commit", cancels, deploys(group("p-${{ github.sha }}", "true"), "flyctl deploy"));
    add("group of each tag", cancels,
        QByteArray(deploys(group("p-${{ github.ref }}", "true"), "flyctl deploy"))
            .replace("branches: [main]", "tags: [v*]"));
    add("nothing deploys", cancels, deploys(group("production", "true"), "make"));
}

void addTools()
{
    const Rows add;
    const QByteArray setup = "- uses: actions/setup-node@v4\n  with: {cache: pnpm}\n"_ba;
    add("pnpm by an action before", "cache-before-tool", withSteps("- uses: pnpm/action-setup@v4\n" + setup));
    add("pnpm by an unknown action before", "cache-before-tool", withSteps("- uses: ./setup\n" + setup));
    add("pnpm by an action after", "cache-before-tool", withSteps(setup + "- uses: pnpm/action-setup@v4\n"),
        {u"7: pnpm"_s});
    add("pnpm never", "cache-before-tool", withSteps(setup), {u"7: pnpm"_s});
    add("other cache", "cache-before-tool", withSteps(QByteArray(setup).replace("pnpm", "npm")));

    add("pnpm without anything", "tool-not-installed", withSteps("- run: cd web && pnpm build\n"), {u"6: pnpm"_s});
    add("pnpm installed in the same script", "tool-not-installed",
        withSteps("- run: npm install -g pnpm && pnpm build\n"));
    add("only when it is there", "tool-not-installed",
        withSteps("- run: |\n    if command -v flyctl; then flyctl version; fi"));
    add("which may fail", "tool-not-installed", withSteps("- run: pnpm audit || true"));
    add("another program may fail", "tool-not-installed", withSteps("- run: |\n    ls || true\n    pnpm audit"),
        {u"8: pnpm"_s});
    add("file that is called so", "tool-not-installed", withSteps("- run: ./pnpm build\n"));
    add("own image", "tool-not-installed",
        QByteArray(withSteps("- run: pnpm build\n")).replace("    steps:", "    container: node:20\n    steps:"));
    add("own runner", "tool-not-installed",
        QByteArray(withSteps("- run: pnpm build\n")).replace("ubuntu-latest", "loop-metal"));

    add("history fetched by hand", "shallow-checkout",
        withSteps("- uses: actions/checkout@v4\n- run: git fetch --unshallow\n- run: git merge-base "
                  "a b\n"));
    add("program that fetches the history itself", "shallow-checkout",
        withSteps("- uses: actions/checkout@v4\n- run: npx semantic-release\n"));
    add("no checkout at all", "shallow-checkout", withSteps("- run: git merge-base a b\n"));
    add("Sentry release without commits", "shallow-checkout",
        withSteps("- uses: actions/checkout@v4\n- uses: getsentry/action-release@v3\n"
                  "  with: {set_commits: skip}\n"));
    add("fraction compared with a fraction", "score-scale",
        withSteps("- run: test $(jq '.score' lighthouse.json) -lt 0.9\n"));
    add("score of another tool", "score-scale", withSteps("- run: test $(jq '.score' pylint.json) -lt 90\n"));
    add("score by bc", "score-scale",
        withSteps("- run: |\n    S=$(jq '.score' lighthouse.json)\n"
                  "    if (( $(echo \"$S < 90\" | bc) )); then exit 1; fi\n"),
        {u"8: 90"_s});
}

void addConditions()
{
    const Rows add;
    const char *never = "step-never-runs";
    const QByteArray request = "on: pull_request\n";
    const auto dead = [](const QByteArray &text, int line) {
        return QStringList{u"%1: %2"_s.arg(line).arg(QString::fromUtf8(text))};
    };
    const auto row = [&](const char *name, const QByteArray &on, const QByteArray &condition, bool isDead) {
        const int line = int(on.count('\n')) + 5;
        add(name, never, conditions(on, condition), isDead ? dead(condition, line) : QStringList());
    };
    row("push where requests start", request, "github.event_name == 'push'", true);
    row("its negation", request, "github.event_name != 'push'", false);
    row("push or failure", request, "github.event_name == 'push' || failure()", false);
    row("push and something unknown", request, "inputs.x && github.event_name == 'push'", true);
    row("push in a list", request, "contains(fromJSON('[\"push\", \"schedule\"]'), github.event_name)", true);
    row("branch of a request", request, "github.ref == 'refs/heads/main'", true);
    row("branch of a closed request", "on: {pull_request: {types: [closed]}}\n", "github.ref == 'refs/heads/main'",
        false);
    row("type that does not start it", request, "github.event.action == 'closed'", true);
    row("type that does", "on: {pull_request: {types: [opened, closed]}}\n", "github.event.action == 'closed'", false);
    row("tag where branches start", push, "startsWith(github.ref, 'refs/tags/')", true);
    row("tag where anything starts", "on: push\n", "startsWith(github.ref, 'refs/tags/')", false);
    row("branch that the filter lets through", push, "github.ref == 'refs/heads/main'", false);
    row("branch that it does not", push, "github.ref_name == 'develop'", true);
    row("payload of another event", push, "github.event.pull_request.merged == true", true);
    row("payload that is not there", push, "!github.event.pull_request", false);
    row("base of a push", push, "github.base_ref == 'main'", true);
    row("called by others", "on: [workflow_call, pull_request]\n", "github.event_name == 'push'", false);
    row("event of another program", "on: repository_dispatch\n", "github.event.action == 'deploy'", false);
    row("no context", request, "false", false);
    row("branch in other letters than the filter", push, "github.ref == 'refs/heads/Main'", false);
    row("name of a branch in other letters", push, "github.ref_name == 'MAIN'", false);
    row("base in other letters", "on: {pull_request: {branches: [Main]}}\n", "github.base_ref == 'main'", false);
    row("branch that one pattern takes back", "on: {push: {branches: ['**', '!main']}}\n",
        "github.ref == 'refs/heads/Main'", false);
    const QByteArray schedule = "on: {schedule: [{cron: '0 3 * * *'}, {cron: '0 4 * * *'}]}\n";
    row("time of the schedule", schedule, "github.event.schedule == '0 4 * * *'", false);
    row("time that no schedule has", schedule, "github.event.schedule == '0 5 * * *'", true);
    row("time that one schedule has not", schedule, "github.event.schedule != '0 4 * * *'", false);
    row("name where the whole ref is meant", push, "github.ref == 'main'", true);

    add("need of a job that never runs", never,
        "on: pull_request\njobs:\n  a:\n    if: github.event_name == 'push'\n    runs-on: x\n  b:\n    needs: a\n"
        "  c:\n    needs: [b]\n    if: always()\n",
        {u"4: github.event_name == 'push'"_s, u"7: a"_s});

    add("list of files", "contains-as-prefix", conditions(push, "contains(github.event.commits.*.added, 'db/')"),
        {u"8: contains(github.event.commits.*.added, 'db/')"_s});
    add("label", "contains-as-prefix", conditions(push, "contains(github.event.pull_request.labels.*.name, 'deploy')"));
    add("part of a branch's name on purpose", "contains-as-prefix",
        conditions(push, "contains(github.ref, 'release')"));
}

} // namespace

void TestDelivery::findsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("found");
    addDeploys();
    addTools();
    addConditions();
}

void TestDelivery::findsWhatIsWrong()
{
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, source);
    QFETCH(QStringList, found);
    QCOMPARE(findingsOf(rule.constData(), source), found);
}

void TestDelivery::fixes_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");

    const QByteArray job =
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest # any\n    steps:\n      - run: make\n"_ba;
    QTest::newRow("timeout behind the runner")
        << "missing-timeout"_ba << job << QByteArray(job).replace("# any\n", "# any\n    timeout-minutes: 30\n");
    QTest::newRow("timeout with the file's own line ends")
        << "missing-timeout"_ba << QByteArray(job).replace("\n", "\r\n")
        << QByteArray(job).replace("# any\n", "# any\n    timeout-minutes: 30\n").replace("\n", "\r\n");
    QTest::newRow("timeout at the end of a file without a last line end")
        << "missing-timeout"_ba << "on: push\r\njobs:\r\n  a:\r\n    steps: [{run: make}]\r\n    runs-on: x"_ba
        << "on: push\r\njobs:\r\n  a:\r\n    steps: [{run: make}]\r\n    runs-on: x\r\n    timeout-minutes: 30"_ba;
    const QByteArray other = "  b:\n    runs-on: x\n    timeout-minutes: 12\n    steps: [{run: make}]\n"_ba;
    QTest::newRow("timeout as long as others have")
        << "missing-timeout"_ba << job + other
        << QByteArray(job).replace("# any\n", "# any\n    timeout-minutes: 12\n") + other;
    QTest::newRow("no fix inside brackets")
        << "missing-timeout"_ba << "on: push\njobs: {a: {runs-on: x, steps: [{run: make}]}}\n"_ba << QByteArray();
    const QByteArray wide =
        "on: push\njobs:\n    deploy:\n        runs-on: x\n        environment:\n            name: p\n"
        "        steps:\n        - run: flyctl deploy\n"_ba;
    QTest::newRow("concurrency in the file's own indentation")
        << "deploy-without-concurrency"_ba << wide
        << QByteArray(wide).replace("name: p\n",
                                    "name: p\n        concurrency:\n            group: deploy\n"
                                    "            cancel-in-progress: false\n            queue: max\n");
    const QByteArray setup = "- uses: actions/setup-node@v4\n  with: {cache: pnpm} # quick\n"_ba;
    QTest::newRow("step moved with its comment")
        << "cache-before-tool"_ba << withSteps(setup + "# first\n- run: corepack enable\n- run: pnpm install\n")
        << withSteps("# first\n- run: corepack enable\n" + setup + "- run: pnpm install\n");
    const QByteArray check = "    runs-on: x\n    steps:\n      - uses: actions/checkout@v4\n      - run: make\n"_ba;
    QTest::newRow("need removed from a list")
        << "sequential-jobs"_ba
        << "on: push\njobs:\n  a:\n" + check + "  b:\n    needs: [a, c] # both\n" + check + "  c:\n    uses: x/y/z@v1\n"
        << "on: push\njobs:\n  a:\n" + check + "  b:\n    needs: [c] # both\n" + check + "  c:\n    uses: x/y/z@v1\n";
    QTest::newRow("score inside the quotes")
        << "score-scale"_ba << withSteps("- run: '[ $(jq \".score\" lighthouse.json) -lt 90 ]'\n")
        << withSteps("- run: '[ $(jq \".score * 100 | round\" lighthouse.json) -lt 90 ]'\n");
    QTest::newRow("depth below a checkout without inputs")
        << "shallow-checkout"_ba << withSteps("- uses: actions/checkout@v4\n- run: git merge-base a b\n")
        << withSteps("- uses: actions/checkout@v4\n  with:\n    fetch-depth: 0\n"
                     "- run: git merge-base a b\n");
}

void TestDelivery::fixes()
{
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QCOMPARE(fixedBy(rule.constData(), before), after);
}

void TestDelivery::demoCompanysWorkflows_data()
{
    QTest::addColumn<QStringList>("found");
    // Limits on time are left out: each of the files lacks them.
    QTest::newRow("api-docs-validation.yml") << QStringList{u"25: action-pinned-to-branch"_s};
    QTest::newRow("lighthouse-ci.yml") << QStringList{u"24: tool-not-installed"_s, u"45: score-scale"_s};
    QTest::newRow("migrations.yml") << QStringList{u"15: deploy-without-concurrency"_s};
    QTest::newRow("patient-graph-ci-cd.yml") << QStringList{
        u"31: cache-before-tool"_s,       u"60: deploy-without-concurrency"_s, u"60: deploy-without-environment"_s,
        u"71: action-pinned-to-branch"_s, u"93: action-not-pinned"_s,          u"93: shallow-checkout"_s,
        u"104: action-not-pinned"_s};
    QTest::newRow("security.yml") << QStringList{u"21: action-pinned-to-branch"_s, u"29: tool-not-installed"_s};
    QTest::newRow("vercel-deploy.yml") << QStringList{u"10: deploy-without-concurrency"_s,
                                                      u"10: deploy-without-environment"_s, u"18: action-not-pinned"_s};
}

void TestDelivery::demoCompanysWorkflows()
{
    QFETCH(QStringList, found);
    QFile file(QStringLiteral(SLIPWAY_SOURCE_DIR "/app/sandbox/scenarios/loop-health/workflows/")
               + QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto document = workflow::Document::open(file.readAll());
    const diagnostics::Facts facts;
    diagnostics::Settings settings;
    settings.off = {u"missing-timeout"_s, u"action-outdated"_s};
    QStringList list;
    for (const diagnostics::Finding &finding : diagnostics::check({document, facts}, settings)) {
        list.append(u"%1: %2"_s.arg(document.tree()->place(finding.range.begin).line)
                        .arg(QString::fromLatin1(finding.rule.data(), qsizetype(finding.rule.size()))));
    }
    QCOMPARE(list, found);
}

void TestDelivery::saysWhatTheRefIs()
{
    const QStringList messages = messagesOf("step-never-runs", conditions(push, "inputs.x && 'main' == github.ref"));
    QCOMPARE(messages.size(), 1);
    QVERIFY2(messages.first().contains(u"`refs/heads/main`"_s), qPrintable(messages.first()));
    const QStringList others = messagesOf("step-never-runs", conditions(push, "github.ref == 'refs/heads/dev'"));
    QCOMPARE(others.size(), 1);
    QVERIFY2(!others.first().contains(u"ref_name"_s), qPrintable(others.first()));
}

void TestDelivery::knownNamesDecide()
{
    diagnostics::Facts facts;
    facts.secrets = {u"TOKEN"_s};
    facts.environments = {u"production"_s};
    facts.requiredChecks = {u"Lighthouse"_s};
    const auto document = workflow::Document::open(
        "on: {pull_request: {paths: [web/**]}}\njobs:\n  lighthouse:\n    runs-on: x\n    environment: prodution\n"
        "    steps:\n      - run: make ${{ secrets.token }} ${{ secrets.TOKN }}\n");
    QStringList list;
    for (const diagnostics::Finding &finding : diagnostics::check({document, facts})) {
        const QString rule = QString::fromLatin1(finding.rule.data(), qsizetype(finding.rule.size()));
        if (rule.contains(u"unknown") || rule.contains(u"required"))
            list.append(rule + u": "_s + finding.message.section(u". "_s, -1));
    }
    QCOMPARE(list,
             (QStringList{u"required-check-never-reports: Filter inside of the workflow instead."_s,
                          u"environment-unknown: Did you mean `production`?"_s,
                          u"secret-unknown: Did you mean `TOKEN`?"_s}));
}

void TestDelivery::secretsThatNoWorkflowUses()
{
    const QSet<QString> secrets{u"FLY"_s, u"SLACK"_s, u"OLD"_s};
    const auto uses = [](const QByteArray &text) {
        return workflow::Document::open(withSteps("- run: " + text + "\n"));
    };
    const std::vector<workflow::Document> files{uses("make ${{ secrets.fly }}"), uses("make ${{ secrets['SLACK'] }}")};
    QCOMPARE(diagnostics::unusedSecrets(secrets, files), QStringList{u"OLD"_s});
    const std::vector<workflow::Document> computed{uses("make ${{ secrets[matrix.name] }}")};
    QCOMPARE(diagnostics::unusedSecrets(secrets, computed), QStringList());
    const std::vector<workflow::Document> handedOn{
        workflow::Document::open("on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    secrets: inherit\n")};
    QCOMPARE(diagnostics::unusedSecrets(secrets, handedOn), QStringList());
}

/// Five thousand jobs that need each other, each with a condition: any work in proportion to pairs would show.
void TestDelivery::manyJobsTakeNoTime()
{
    constexpr int jobs = 5'000;
    QByteArray source = "on: pull_request\njobs:\n";
    for (int index = 0; index < jobs; ++index) {
        source += "  j" + QByteArray::number(index)
            + ":\n    if: github.event_name == 'push'\n    runs-on: x\n    needs: j" + QByteArray::number(index + 1)
            + "\n    steps: [{run: flyctl deploy}]\n";
    }
    QCOMPARE(findingsOf("step-never-runs", source).size(), jobs);
    QCOMPARE(findingsOf("deploy-without-environment", source).size(), 0);
}

QTEST_GUILESS_MAIN(TestDelivery)
#include "test_delivery.moc"
