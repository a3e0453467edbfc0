#include "diagnostics/shellcheck.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

workflow::Document withStep(const QByteArray &step)
{
    return workflow::Document::open("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n" + step);
}

/// "LINE:COLUMN TEXT CODE" of each finding.
QStringList listed(const workflow::Document &document, const std::vector<diagnostics::Finding> &findings)
{
    QStringList list;
    for (const diagnostics::Finding &finding : findings) {
        const yaml::Place place = document.tree()->place(finding.range.begin);
        const std::string_view text = document.tree()->text(finding.range);
        list.append(u"%1:%2 %3 %4"_s.arg(place.line)
                        .arg(place.column)
                        .arg(QString::fromUtf8(text.data(), qsizetype(text.size())),
                             finding.message.section(u'(', -1).chopped(1)));
    }
    return list;
}

/// A program in shellcheck's place that answers with `script`.
class Impostor
{
public:
    explicit Impostor(const QByteArray &script)
        : m_path(m_folder.filePath(u"shellcheck"_s))
    {
        QFile file(m_path);
        if (file.open(QIODevice::WriteOnly))
            file.write("#!/bin/sh\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    const QString &path() const { return m_path; }

private:
    QTemporaryDir m_folder;
    QString m_path;
};

} // namespace

class TestShellcheck : public QObject
{
    Q_OBJECT

private slots:
    void findsItsPlaceInTheDocument_data();
    void findsItsPlaceInTheDocument();
    void answerBecomesFindings();
    void settingsAndCommentsCount();
    void withoutTheProgramThereIsNothing();
    void badAnswerIsNothing_data();
    void badAnswerIsNothing();
    void slowProgramIsLeft_data();
    void slowProgramIsLeft();
};

void TestShellcheck::findsItsPlaceInTheDocument_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("plain") << "      - run: echo é $A\n"_ba << QStringList{u"6:21 $A SC2086"_s};
    QTest::newRow("literal") << "      - run: |\n          true\n          echo $A\n"_ba
                             << QStringList{u"8:16 $A SC2086"_s};
    QTest::newRow("literal with its own indentation")
        << "      - run: |2\n            echo $A\n"_ba << QStringList{u"7:18 $A SC2086"_s};
    QTest::newRow("folded") << "      - run: >-\n          echo one\n          $A\n\n          echo $B\n"_ba
                            << QStringList{u"8:11 $A SC2086"_s, u"10:16 $B SC2086"_s};
    QTest::newRow("double quotes with escapes")
        << "      - run: \"echo \\\"ä\\t\\\" $A\"\n"_ba << QStringList{u"6:28 $A SC2086"_s};
    QTest::newRow("single quotes") << "      - run: 'echo ''x'' $A'\n"_ba << QStringList{u"6:26 $A SC2086"_s};
    QTest::newRow("behind an expression")
        << "      - run: echo ${{ github.ref }} $A\n"_ba << QStringList{u"6:37 $A SC2086"_s};
    QTest::newRow("expression that looks constant")
        << "      - run: if [ ${{ x }} = a ]; then exit ${{ y }}; fi; for i in ${{ z }}; do echo \"$i\"; done\n"_ba
        << QStringList();
    QTest::newRow("constant that is one")
        << "      - run: if [ x = a ]; then make; fi\n"_ba << QStringList{u"6:21 = SC2050"_s};
    QTest::newRow("another shell") << "      - run: echo $A\n        shell: pwsh\n"_ba << QStringList();
    QTest::newRow("bash by its command line")
        << "      - run: echo $A\n        shell: bash -l {0}\n"_ba << QStringList{u"6:19 $A SC2086"_s};
    QTest::newRow("sh knows less than bash")
        << "      - run: echo {1..3}\n        shell: sh\n"_ba << QStringList{u"6:19 {1..3} SC3009"_s};
    QTest::newRow("silenced in the script")
        << "      - run: |\n          # shellcheck disable=SC2086\n          echo $A\n          echo $B\n"_ba
        << QStringList();
    QTest::newRow("variable of the step's env")
        << "      - run: echo \"$lower\"\n        env: {lower: x}\n"_ba << QStringList();
    QTest::newRow("shell that only the run knows, and its own words")
        << "      - run: echo $A | Out-File -FilePath $env:GITHUB_PATH\n"_ba << QStringList();
    QTest::newRow("files of the runner") << "      - run: . /etc/profile.d/x.sh\n"_ba << QStringList();
}

void TestShellcheck::findsItsPlaceInTheDocument()
{
    QVERIFY2(diagnostics::hasShellcheck(), "packaging/packages.txt names it");
    QFETCH(QByteArray, step);
    QFETCH(QStringList, found);
    const auto document = withStep(step);
    QCOMPARE(listed(document, diagnostics::runShellcheck(document)), found);
}

void TestShellcheck::answerBecomesFindings()
{
    const Impostor program(R"(cat >/dev/null </dev/null; printf '%s' '{"comments":[
        {"file":"0.sh","line":2,"endLine":2,"column":1,"endColumn":5,"level":"error","code":1009,"message":"Bad."},
        {"file":"0.sh","line":2,"endLine":2,"column":6,"endColumn":8,"level":"error","code":2242,"message":"Odd."},
        {"file":"0.sh","line":2,"endLine":9,"column":6,"endColumn":99,"level":"info","code":2086,"message":"Quote."},
        {"file":"7.sh","line":2,"endLine":2,"column":1,"endColumn":5,"level":"info","code":2086,"message":"Where?"}]}'
    )");
    const auto document = withStep("      - run: echo $A\n");
    const auto findings = diagnostics::runShellcheck(document, {}, {.program = program.path()});
    QCOMPARE(listed(document, findings),
             (QStringList{u"6:14 echo SC1009"_s, u"6:19 $A SC2242"_s, u"6:19 $A SC2086"_s}));
    QCOMPARE(findings[0].severity, diagnostics::Severity::Error);
    QCOMPARE(findings[1].severity, diagnostics::Severity::Warning);
    QCOMPARE(findings[2].severity, diagnostics::Severity::Hint);
    QCOMPARE(findings[0].message, u"Bad. (SC1009)"_s);
    QCOMPARE(findings[0].rule, std::string_view("shellcheck"));
}

void TestShellcheck::settingsAndCommentsCount()
{
    const Impostor program(R"(printf '%s' '{"comments":[
        {"file":"0.sh","line":3,"endLine":3,"column":1,"endColumn":5,"level":"info","code":2086,"message":"Quote."}]}')");
    const diagnostics::ShellcheckRun run{.program = program.path()};
    const QByteArray step = "      - run: | # key\n          true\n          echo $A\n";
    diagnostics::Settings settings;
    settings.severity.insert(u"shellcheck"_s, diagnostics::Severity::Error);
    const auto findings = diagnostics::runShellcheck(withStep(step), settings, run);
    QCOMPARE(findings.size(), std::size_t(1));
    QCOMPARE(findings[0].severity, diagnostics::Severity::Error);
    settings.off = {u"shellcheck"_s};
    QVERIFY(diagnostics::runShellcheck(withStep(step), settings, run).empty());
    const QByteArray silenced = QByteArray(step).replace("# key", "# slipway: ignore shellcheck");
    QVERIFY(diagnostics::runShellcheck(withStep(silenced), {}, run).empty());
}

void TestShellcheck::withoutTheProgramThereIsNothing()
{
    const diagnostics::ShellcheckRun run{.program = u"/nowhere/shellcheck"_s};
    QVERIFY(!diagnostics::hasShellcheck(run));
    QVERIFY(diagnostics::runShellcheck(withStep("      - run: echo $A\n"), {}, run).empty());
}

void TestShellcheck::badAnswerIsNothing_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("no JSON") << "echo hello\n"_ba;
    QTest::newRow("JSON of another kind") << "echo '[1, {}]'\n"_ba;
    QTest::newRow("comments of other types") << R"(echo '{"comments":[1, {"file": 3, "line": "x"}]}')"_ba;
    QTest::newRow("crash") << "kill -9 $$\n"_ba;
    QTest::newRow("nothing") << "exit 2\n"_ba;
}

void TestShellcheck::badAnswerIsNothing()
{
    QFETCH(QByteArray, script);
    const Impostor program(script);
    QVERIFY(diagnostics::runShellcheck(withStep("      - run: echo $A\n"), {}, {.program = program.path()}).empty());
}

void TestShellcheck::slowProgramIsLeft_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("at the deadline") << false;
    QTest::newRow("when it is stopped") << true;
}

void TestShellcheck::slowProgramIsLeft()
{
    QFETCH(bool, isStopped);
    const Impostor program("exec sleep 60\n");
    diagnostics::ShellcheckRun run{.program = program.path()};
    std::stop_source stop;
    if (isStopped)
        stop.request_stop();
    else
        run.deadline = std::chrono::milliseconds(100);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(diagnostics::runShellcheck(withStep("      - run: make\n"), {}, run, stop.get_token()).empty());
    QVERIFY(timer.durationElapsed() < std::chrono::seconds(30));
}

QTEST_GUILESS_MAIN(TestShellcheck)
#include "test_shellcheck.moc"
