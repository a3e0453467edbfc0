#include "syntax/deprecated_commands.h"
#include "syntax/events.h"
#include "syntax/permission_scopes.h"
#include "syntax/runners.h"
#include "syntax/shape.h"
#include "syntax/shells.h"

#include <QTest>

#include <functional>
#include <set>

using namespace slipway::syntax;
using namespace Qt::StringLiterals;

namespace {

/// Calls `visit` once for each shape below `shape`.
void walk(const Shape &shape, std::set<const Shape *> &seen, const std::function<void(const Shape &)> &visit)
{
    if (!seen.insert(&shape).second)
        return;
    visit(shape);
    for (const Key &key : shape.keys)
        walk(*key.shape, seen, visit);
    for (const Alternative &alternative : shape.alternatives)
        walk(*alternative.shape, seen, visit);
    if (shape.items)
        walk(*shape.items, seen, visit);
    if (shape.others)
        walk(*shape.others, seen, visit);
}

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

} // namespace

class TestSyntax : public QObject
{
    Q_OBJECT

private slots:
    void everyKeyIsFoundAndHasADescription();
    void excludingKeysExcludeEachOther();
    void alternativesKnowOnlyKeysOfTheWhole();
    void mapDecidesItsForm_data();
    void mapDecidesItsForm();
    void everyEventIsFoundWithItsTypes();
    void eventsObeyTheirFilters();
    void scopesAllowTheirLevels();
    void labelsAreFoundInAnyCase();
    void systemsAreKnownAndGuessed_data();
    void systemsAreKnownAndGuessed();
    void shellsRunOnTheirSystems();
    void withdrawnCommandsNameTheFileThatReplacesThem();
};

void TestSyntax::everyKeyIsFoundAndHasADescription()
{
    std::set<const Shape *> seen;
    int count = 0;
    walk(workflow, seen, [&](const Shape &shape) {
        QVERIFY2(!shape.name.empty(), "a shape without a name");
        for (const Key &key : shape.keys) {
            QVERIFY2(shape.key(key.name) == &key, qPrintable(text(key.name)));
            QVERIFY2(key.summary.ends_with('.') || key.summary.contains(':'), qPrintable(text(key.name)));
            ++count;
        }
        for (const Value &value : shape.values)
            QVERIFY2(shape.value(value.name) == &value, qPrintable(text(value.name)));
    });
    QVERIFY(count > 120);
    QVERIFY(!workflow.key("job"));
    QVERIFY(!workflow.key(""));
}

void TestSyntax::excludingKeysExcludeEachOther()
{
    for (const Key &key : eventSettings.keys) {
        if (key.excludes.empty())
            continue;
        const Key *other = eventSettings.key(key.excludes);
        QVERIFY2(other, qPrintable(text(key.name)));
        QCOMPARE(text(other->excludes), text(key.name));
    }
}

void TestSyntax::alternativesKnowOnlyKeysOfTheWhole()
{
    for (const Shape *whole : {&job, &step}) {
        std::set<std::string_view> known;
        for (const Alternative &alternative : whole->alternatives) {
            for (const Key &key : alternative.shape->keys) {
                QVERIFY2(whole->key(key.name), qPrintable(text(key.name)));
                known.insert(key.name);
            }
        }
        QCOMPARE(known.size(), whole->keys.size());
    }
}

void TestSyntax::mapDecidesItsForm_data()
{
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<QString>("form");

    QTest::newRow("a script") << QStringList{u"name"_s, u"run"_s} << u"step that runs a script"_s;
    QTest::newRow("an action") << QStringList{u"uses"_s, u"with"_s} << u"step that uses an action"_s;
    QTest::newRow("waiting") << QStringList{u"wait"_s} << u"step that waits"_s;
    QTest::newRow("waiting for all") << QStringList{u"wait-all"_s} << u"step that waits for all"_s;
    QTest::newRow("cancelling") << QStringList{u"cancel"_s} << u"step that cancels"_s;
    QTest::newRow("side by side") << QStringList{u"parallel"_s} << u"parallel step"_s;
    QTest::newRow("nothing that decides") << QStringList{u"name"_s} << u"step"_s;
}

void TestSyntax::mapDecidesItsForm()
{
    QFETCH(QStringList, keys);
    QFETCH(QString, form);

    const Shape &found = chosen(step, [&](std::string_view key) { return keys.contains(text(key)); });
    QCOMPARE(text(found.name), form);
}

void TestSyntax::everyEventIsFoundWithItsTypes()
{
    for (const Event &event : events()) {
        QVERIFY2(findEvent(event.name) == &event, qPrintable(text(event.name)));
        for (const Value &type : event.types)
            QVERIFY2(findType(event, type.name) == &type, qPrintable(text(type.name)));
        for (const std::string_view type : event.defaultTypes)
            QVERIFY2(findType(event, type), qPrintable(text(type)));
    }
    QVERIFY(!findEvent("pull-request"));
    QVERIFY(!findType(*findEvent("issue_comment"), "opened"));
}

void TestSyntax::eventsObeyTheirFilters()
{
    QVERIFY(findEvent("push")->filters.testFlag(Filter::Tags));
    QVERIFY(!findEvent("pull_request")->filters.testFlag(Filter::Tags));
    QVERIFY(!findEvent("merge_group")->filters.testFlag(Filter::Paths));
    QVERIFY(findEvent("workflow_run")->filters.testFlag(Filter::Workflows));
    QVERIFY(findEvent("project")->isRetired);
}

void TestSyntax::scopesAllowTheirLevels()
{
    QVERIFY(findPermissionScope("contents")->allowed.testFlag(Access::Read));
    QVERIFY(!findPermissionScope("id-token")->allowed.testFlag(Access::Read));
    QVERIFY(!findPermissionScope("models")->allowed.testFlag(Access::Write));
    QVERIFY(!findPermissionScope("files"));
}

void TestSyntax::labelsAreFoundInAnyCase()
{
    for (const RunnerLabel &label : runnerLabels())
        QVERIFY2(findRunnerLabel(label.name) == &label, qPrintable(text(label.name)));
    QVERIFY(findRunnerLabel("Ubuntu-Latest"));
    QCOMPARE(findRunnerLabel("ubuntu-20.04")->kind, LabelKind::Retired);
    QVERIFY(!findRunnerLabel("a label that is far too long to be one of the table"));
}

void TestSyntax::systemsAreKnownAndGuessed_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<int>("system");

    QTest::newRow("hosted") << QByteArray("macos-26") << int(System::MacOs);
    QTest::newRow("self-hosted") << QByteArray("Windows") << int(System::Windows);
    QTest::newRow("guessed") << QByteArray("Ubuntu-24.04-16core") << int(System::Linux);
    QTest::newRow("says nothing") << QByteArray("self-hosted") << -1;
    QTest::newRow("unknown") << QByteArray("gpu") << -1;
}

void TestSyntax::systemsAreKnownAndGuessed()
{
    QFETCH(QByteArray, label);
    QFETCH(int, system);

    const auto found = systemOf(label.toStdString());
    QCOMPARE(found ? int(*found) : -1, system);
}

void TestSyntax::shellsRunOnTheirSystems()
{
    QVERIFY(findShell("bash")->isOn(System::Windows));
    QVERIFY(!findShell("cmd")->isOn(System::Linux));
    QVERIFY(!findShell("sh")->isOn(System::Windows));
    QVERIFY(isCustomShell("perl {0}"));
    QVERIFY(findShell(defaultShell(System::Windows))->isOn(System::Windows));
}

void TestSyntax::withdrawnCommandsNameTheFileThatReplacesThem()
{
    QCOMPARE(text(findDeprecatedCommand("set-output")->file), u"GITHUB_OUTPUT"_s);
    QVERIFY(!findDeprecatedCommand("add-mask"));
}

QTEST_GUILESS_MAIN(TestSyntax)
#include "test_syntax.moc"
