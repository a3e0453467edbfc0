#include "rule_findings.h"

#include "syntax/popular_actions.h"
#include "workflow/repository.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

/// Rules about `uses`: actions, their inputs, and reusable workflows.
class TestActionRules : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatIsWrong_data();
    void findsWhatIsWrong();
    void saysNothingWithoutTheRepository();
    void correctsAnInput();
    void knowsActionsByAnyCase();
    void listsActionsByName();
};

namespace {

std::shared_ptr<const workflow::Repository> repository()
{
    return std::make_shared<workflow::MemoryRepository>(workflow::MemoryRepository::Files{
        {".github/actions/setup/action.yml",
         "inputs:\n  version: {required: true}\n  old: {deprecationMessage: use version}\noutputs:\n  path: {value: "
         "a}\n"
         "runs:\n  using: composite\n  steps: []\n"},
        {".github/workflows/build.yml",
         "on:\n  workflow_call:\n    inputs:\n      stage: {type: string, required: true}\n      retries: {type: "
         "number}\n"
         "    secrets:\n      TOKEN: {required: true}\n    outputs:\n      version: {value: a}\n"},
        {".github/workflows/push.yml", "on: push\njobs: {}\n"},
    });
}

QByteArray call(const QByteArray &settings)
{
    return "on: push\njobs:\n  call:\n" + settings;
}

} // namespace

void TestActionRules::findsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("found");

    const auto add = [](const char *name, const char *rule, const QByteArray &source, const QStringList &found) {
        QTest::newRow(name) << QByteArray(rule) << source << found;
    };
    const auto uses = [](const QByteArray &text) { return withSteps("- uses: " + text); };
    add("no version", "uses-format", uses("actions/checkout"), {u"6: actions/checkout"_s});
    add("no owner", "uses-format", uses("checkout@v4"), {u"6: checkout@v4"_s});
    add("empty version", "uses-format", uses("a/b@"), {u"6: a/b@"_s});
    add("folder above", "uses-format", uses("../a"), {u"6: ../a"_s});
    add("image without its tag", "uses-format", uses("'docker://a:'"), {u"6: 'docker://a:'"_s});
    add("good names", "uses-format",
        withSteps("- uses: a/b@v1\n- uses: a/b/c/d@main\n- uses: ./a\n- uses: docker://a:1"), {});
    add("old action", "action-outdated", uses("actions/checkout@v2"), {u"6: actions/checkout@v2"_s});
    add("newer action", "action-outdated", uses("actions/checkout@v6"), {});
    add("artifacts whose service is gone", "action-outdated", uses("Actions/upload-artifact@v3.1.2"),
        {u"6: Actions/upload-artifact@v3.1.2"_s});
    add("artifacts that work", "action-outdated", uses("actions/upload-artifact@v6"), {});
    add("unknown input", "action-inputs", withSteps("- uses: actions/checkout@v6\n  with:\n    fetch-dept: 0"),
        {u"8: fetch-dept"_s});
    add("missing inputs", "action-inputs", uses("actions/cache@v5"), {u"6: actions/cache@v5"_s});
    add("inputs of a local action", "action-inputs",
        withSteps("- uses: ./.github/actions/setup\n  with:\n    old: 1\n    new: 1"),
        {u"6: ./.github/actions/setup"_s, u"8: old"_s, u"9: new"_s});
    add("output of a local action", "expression-name",
        withSteps("- id: a\n  uses: ./.github/actions/setup\n- run: ${{ steps.a.outputs.pth }}"), {u"8: pth"_s});
    add("no such local action", "action-missing", uses("./.github/actions/none"), {u"6: ./.github/actions/none"_s});
    add("action that a checkout may bring", "action-missing", uses("./other/action"), {});
    add("workflow with a version", "call-format", call("    uses: ./.github/workflows/build.yml@v1\n"),
        {u"4: ./.github/workflows/build.yml@v1"_s});
    add("action in the place of a workflow", "call-format", call("    uses: a/b@v1\n"), {u"4: a/b@v1"_s});
    add("workflow of the same commit", "call-format", call("    uses: $/.github/workflows/build.yml\n"), {});
    add("workflow outside of its folder", "call-format", call("    uses: ./x.yml\n"), {u"4: ./x.yml"_s});
    add("workflow in a folder below", "call-format", call("    uses: $/.github/workflows/sub/x.yml\n"),
        {u"4: $/.github/workflows/sub/x.yml"_s});
    add("another's workflow outside of its folder", "call-format", call("    uses: o/r/x.yml@v1\n"),
        {u"4: o/r/x.yml@v1"_s});
    add("another's workflow in a folder below", "call-format", call("    uses: o/r/.github/workflows/a/x.yml@v1\n"),
        {u"4: o/r/.github/workflows/a/x.yml@v1"_s});
    add("another's workflow on a branch with a slash", "call-format",
        call("    uses: o/.github/.github/workflows/x.yml@feature/a\n"), {});
    add("no such workflow", "call-target", call("    uses: ./.github/workflows/none.yml\n"),
        {u"4: ./.github/workflows/none.yml"_s});
    add("workflow that nobody can call", "call-target", call("    uses: ./.github/workflows/push.yml\n"),
        {u"4: ./.github/workflows/push.yml"_s});
    add("arguments missing", "call-arguments", call("    uses: ./.github/workflows/build.yml\n"),
        {u"4: ./.github/workflows/build.yml"_s});
    add("arguments that are wrong", "call-arguments",
        call("    uses: ./.github/workflows/build.yml\n    with:\n      stage: a\n      retries: b\n      more: c\n"
             "    secrets:\n      TOKEN: a\n      OTHER: b\n"),
        {u"7: b"_s, u"8: more"_s, u"11: OTHER"_s});
    add("text for a number of a called workflow", "expression-type",
        call("    uses: $/.github/workflows/build.yml\n    with:\n      stage: ${{ github.actor }}\n"
             "      retries: ${{ github.actor }}\n    secrets: inherit\n"),
        {u"7: github.actor"_s});
    add("secrets inherited", "call-arguments",
        call("    uses: ./.github/workflows/build.yml\n    with: {stage: a}\n    secrets: inherit\n"), {});
    add("output of a called workflow", "expression-name",
        call("    uses: $/.github/workflows/build.yml\n  after:\n    needs: call\n    runs-on: ubuntu-latest\n    "
             "steps:\n"
             "      - run: ${{ needs.call.outputs.version }} ${{ needs.call.outputs.name }}\n"),
        {u"9: name"_s});
}

void TestActionRules::findsWhatIsWrong()
{
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, source);
    QFETCH(QStringList, found);
    QCOMPARE(findingsOf(rule.constData(), source, repository()), found);
}

void TestActionRules::saysNothingWithoutTheRepository()
{
    QCOMPARE(messagesOf("action-missing", withSteps("- uses: ./.github/actions/none")), QStringList());
    QCOMPARE(messagesOf("call-target", call("    uses: ./.github/workflows/none.yml\n")), QStringList());
}

void TestActionRules::correctsAnInput()
{
    QCOMPARE(fixedBy("action-inputs", withSteps("- uses: actions/checkout@v6\n  with:\n    'fetch-dept': 0")),
             withSteps("- uses: actions/checkout@v6\n  with:\n    'fetch-depth': 0"));
}

void TestActionRules::knowsActionsByAnyCase()
{
    const syntax::PopularAction *action = syntax::popularAction("Actions/Checkout@v4");
    QVERIFY(action);
    QVERIFY(action->input("Fetch-Depth"));
    QVERIFY(!action->input("depth"));
    QVERIFY(!syntax::popularAction("actions/checkout"));
    QVERIFY(!syntax::popularAction(""));
    const syntax::PopularAction *cache = syntax::popularAction("actions/cache@v4");
    QVERIFY(cache && cache->input("key")->isRequired);
    QCOMPARE(cache->outputs.size(), 1);
}

void TestActionRules::listsActionsByName()
{
    std::string_view before;
    for (const syntax::PopularAction &action : syntax::popularActions()) {
        QVERIFY(syntax::popularAction(action.name) == &action);
        QVERIFY2(action.name != before, std::string(action.name).c_str());
        before = action.name;
    }
    QVERIFY(syntax::popularActions().size() > 250);
}

QTEST_GUILESS_MAIN(TestActionRules)
#include "test_action_rules.moc"
