#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <functional>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace {

const QByteArray sound = "name: CI\n"
                         "on: push\n"
                         "permissions: read-all\n"
                         "jobs:\n"
                         "  ci:\n"
                         "    runs-on: ubuntu-24.04\n"
                         "    timeout-minutes: 10\n"
                         "    steps:\n"
                         "      - run: make\n";
const QByteArray wrong = QByteArray(sound).replace("runs-on", "runs_on");

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

/// From here on the process can write no byte to any file, as on a full disk; for root too.
void fullDisk()
{
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit nothing{0, 0};
    ::setrlimit(RLIMIT_FSIZE, &nothing);
}

/// A folder with files, and the program run in it.
class Place
{
public:
    QString write(const QString &name, const QByteArray &bytes) const
    {
        const QString path = m_folder.filePath(name);
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("The test's file cannot be written.");
        return path;
    }
    QByteArray read(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QStringList names() const { return QDir(m_folder.path()).entryList(QDir::Files); }
    Outcome check(const QStringList &words, const QByteArray &input = {}, const std::function<void()> &limit = {}) const
    {
        QProcess process;
        if (limit)
            process.setChildProcessModifier(limit);
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(SLIPWAY_PROGRAM), QStringList{u"check"_s} + words);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    QString path() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
};

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

/// `slipway check`, as its own process.
class TestCheck final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soundFileHasNothingToSay();
    void findingIsPrintedWithItsLine();
    void readsStandardInput();
    void readsTheWorkflowsOfARepository();
    void readsEveryYamlFileOfAnyOtherFolder();
    void checksTheWorkspaceToo();
    void secretsAreComparedWithTheWorkspace();
    void jsonNamesPlaceRuleAndFix();
    void sarifIsComplete();
    void githubAnnotationsEscapeTheirText();
    void ruleIsSilencedByOptionAndByWorkspace();
    void failsOnWhatIsAskedFor();
    void fixWritesTheFile();
    void fixLeavesHintsToPeople();
    void fixLeavesAFileThatCannotBeWritten();
    void misuseIsExplained_data();
    void misuseIsExplained();
    void rulesAreListedAndExplained();
    void escapeCodesOfAFileStayInert();
    void survivesAnything_data();
    void survivesAnything();
};

void TestCheck::soundFileHasNothingToSay()
{
    const Place place;
    place.write(u"ci.yml"_s, sound);
    const Outcome outcome = place.check({u"ci.yml"_s});
    QCOMPARE(outcome.out, "");
    QCOMPARE(outcome.err, "0 errors, 0 warnings and 0 hints in 1 file\n");
    QCOMPARE(outcome.code, 0);
}

void TestCheck::findingIsPrintedWithItsLine()
{
    const Place place;
    place.write(u"ci.yml"_s, wrong);
    const Outcome outcome = place.check({u"ci.yml"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.out.contains("ci.yml:6:5: error: "), outcome.out);
    QVERIFY2(outcome.out.contains("     6 |     runs_on: ubuntu-24.04\n"), outcome.out);
    QVERIFY2(outcome.out.contains("       |     ^~~~~~~\n"), outcome.out);
    QVERIFY2(outcome.out.contains("[unknown-key]"), outcome.out);
}

void TestCheck::readsStandardInput()
{
    const Place place;
    QCOMPARE(place.check({u"-"_s}, sound).code, 0);
    const Outcome outcome = place.check({u"--stdin-name=deploy.yml"_s, u"-"_s}, wrong);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.out.startsWith("deploy.yml:"), outcome.out);
}

void TestCheck::readsTheWorkflowsOfARepository()
{
    const Place place;
    place.write(u".github/workflows/b.yml"_s, wrong);
    place.write(u".github/workflows/a.yaml"_s, wrong);
    place.write(u"other/c.yml"_s, wrong);
    const Outcome outcome = place.check({u"."_s});
    QVERIFY2(outcome.out.contains(".github/workflows/a.yaml:6"), outcome.out);
    QVERIFY2(outcome.out.contains(".github/workflows/b.yml:6"), outcome.out);
    QVERIFY(outcome.out.indexOf("a.yaml") < outcome.out.indexOf("b.yml"));
    QVERIFY2(!outcome.out.contains("c.yml"), outcome.out);
}

void TestCheck::readsEveryYamlFileOfAnyOtherFolder()
{
    const Place place;
    place.write(u"x/deep/c.yml"_s, wrong);
    place.write(u"x/action.yml"_s, "name: An action\n");
    const Outcome outcome = place.check({u"x"_s});
    QVERIFY2(outcome.out.contains("x/deep/c.yml:6"), outcome.out);
    QVERIFY2(!outcome.out.contains("action.yml"), outcome.out);
}

void TestCheck::checksTheWorkspaceToo()
{
    const Place place;
    place.write(u"slipway.yaml"_s, "apps: 3\n");
    const Outcome outcome = place.check({u"slipway.yaml"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.out.startsWith("slipway.yaml:1:"), outcome.out);
}

void TestCheck::secretsAreComparedWithTheWorkspace()
{
    const Place place;
    place.write(u".git/HEAD"_s, "ref: refs/heads/main\n");
    place.write(u"slipway.yaml"_s,
                "version: 1\n"
                "workspace: { name: Mine }\n"
                "providers:\n"
                "  github: { repository: me/mine }\n"
                "  vercel: { team: mine }\n"
                "apps:\n"
                "  - id: site\n"
                "    production: { vercel: site }\n"
                "secrets:\n"
                "  - { name: USED, owner: me, places: [github] }\n"
                "  - { name: FORGOTTEN, owner: me, places: [github] }\n");
    place.write(u".github/workflows/ci.yml"_s,
                sound + "        env:\n          A: ${{ secrets.USED }}\n          B: ${{ secrets.MISSPELT }}\n");
    const Outcome outcome = place.check({u"."_s});
    QVERIFY2(outcome.out.contains("slipway.yaml:11:13: hint: No workflow uses the secret `FORGOTTEN`"), outcome.out);
    QVERIFY2(!outcome.out.contains("uses the secret `USED`"), outcome.out);
    QVERIFY2(outcome.out.contains("[secret-unknown]"), outcome.out);
}

void TestCheck::jsonNamesPlaceRuleAndFix()
{
    const Place place;
    place.write(u"ci.yml"_s, wrong);
    const QJsonObject file =
        object(place.check({u"--format=json"_s, u"ci.yml"_s}).out).value("files"_L1).toArray().at(0).toObject();
    QCOMPARE(file.value("file"_L1).toString(), u"ci.yml"_s);
    QJsonObject finding;
    for (const QJsonValue &value : file.value("findings"_L1).toArray()) {
        if (value.toObject().value("rule"_L1) == "unknown-key"_L1)
            finding = value.toObject();
    }
    QCOMPARE(finding.value("line"_L1).toInt(), 6);
    QCOMPARE(finding.value("column"_L1).toInt(), 5);
    QCOMPARE(finding.value("endColumn"_L1).toInt(), 12);
    QCOMPARE(finding.value("severity"_L1).toString(), u"error"_s);
    QVERIFY(finding.value("fix"_L1).toObject().value("patches"_L1).isArray());
}

void TestCheck::sarifIsComplete()
{
    const Place place;
    place.write(u"a b.yml"_s, wrong);
    const Outcome outcome = place.check({u"--format=sarif"_s, u"a b.yml"_s});
    const QJsonObject log = object(outcome.out);
    QCOMPARE(log.value("version"_L1).toString(), u"2.1.0"_s);
    const QJsonObject run = log.value("runs"_L1).toArray().at(0).toObject();
    const QJsonArray rules = run.value("tool"_L1).toObject().value("driver"_L1).toObject().value("rules"_L1).toArray();
    const QJsonArray results = run.value("results"_L1).toArray();
    QVERIFY(!results.isEmpty());
    for (const QJsonValue &value : results) {
        const QJsonObject result = value.toObject();
        const QJsonObject rule = rules.at(result.value("ruleIndex"_L1).toInt()).toObject();
        QCOMPARE(rule.value("id"_L1), result.value("ruleId"_L1));
        QVERIFY(!rule.value("help"_L1).toObject().value("text"_L1).toString().isEmpty());
        const QJsonObject shown =
            result.value("locations"_L1).toArray().at(0).toObject().value("physicalLocation"_L1).toObject();
        QCOMPARE(shown.value("artifactLocation"_L1).toObject().value("uri"_L1).toString(), u"a%20b.yml"_s);
        QVERIFY(shown.value("region"_L1).toObject().value("startLine"_L1).toInt() > 0);
    }
}

void TestCheck::githubAnnotationsEscapeTheirText()
{
    const Place place;
    place.write(u"a,b.yml"_s, wrong);
    const Outcome outcome = place.check({u"--format=github"_s, u"a,b.yml"_s});
    QVERIFY2(outcome.out.contains("::error file=a%2Cb.yml,line=6,col=5,endLine=6,endColumn=11,title=unknown-key::"),
             outcome.out);
}

void TestCheck::ruleIsSilencedByOptionAndByWorkspace()
{
    const Place place;
    const QByteArray untimed = QByteArray(sound).replace("    timeout-minutes: 10\n", "");
    place.write(u".github/workflows/ci.yml"_s, untimed);
    QVERIFY(place.check({u"."_s}).out.contains("[missing-timeout]"));
    QVERIFY(!place.check({u"--rule"_s, u"missing-timeout=off"_s, u"."_s}).out.contains("[missing-timeout]"));
    place.write(u".github/workflows/ci.yml"_s,
                QByteArray(untimed).replace("  ci:\n", "  ci: # slipway: ignore missing-timeout\n"));
    QVERIFY(!place.check({u"."_s}).out.contains("[missing-timeout]"));
}

void TestCheck::failsOnWhatIsAskedFor()
{
    const Place place;
    place.write(u"ci.yml"_s, QByteArray(sound).replace("    timeout-minutes: 10\n", ""));
    QCOMPARE(place.check({u"ci.yml"_s}).code, 0);
    QCOMPARE(place.check({u"--fail-on=hint"_s, u"ci.yml"_s}).code, 1);
    QCOMPARE(place.check({u"--rule=missing-timeout=error"_s, u"ci.yml"_s}).code, 1);
}

void TestCheck::fixWritesTheFile()
{
    const Place place;
    place.write(u"ci.yml"_s, wrong);
    const Outcome outcome = place.check({u"--fix"_s, u"ci.yml"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(place.read(u"ci.yml"_s), sound);
}

void TestCheck::fixLeavesHintsToPeople()
{
    const Place place;
    const QByteArray untimed = QByteArray(sound).replace("    timeout-minutes: 10\n", "");
    place.write(u"ci.yml"_s, untimed);
    QVERIFY(place.check({u"--fix"_s, u"ci.yml"_s}).out.contains("[missing-timeout]"));
    QCOMPARE(place.read(u"ci.yml"_s), untimed);
    place.check({u"--fix"_s, u"--rule=missing-timeout=warning"_s, u"ci.yml"_s});
    QVERIFY(place.read(u"ci.yml"_s).contains("timeout-minutes: 30"));
}

void TestCheck::fixLeavesAFileThatCannotBeWritten()
{
    const Place place;
    place.write(u"ci.yml"_s, wrong);
    const Outcome outcome = place.check({u"--fix"_s, u"ci.yml"_s}, {}, fullDisk);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.out.contains("cannot be written"), outcome.out);
    QCOMPARE(place.read(u"ci.yml"_s), wrong);
    QCOMPARE(place.names(), QStringList{u"ci.yml"_s});
}

void TestCheck::misuseIsExplained_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("says");

    QTest::newRow("nothing") << QStringList{} << "Nothing to check"_ba;
    QTest::newRow("unknown option") << QStringList{u"--formt"_s, u"x"_s} << "--format"_ba;
    QTest::newRow("unknown format") << QStringList{u"--format=xml"_s, u"x"_s} << "xml"_ba;
    QTest::newRow("missing value") << QStringList{u"--format"_s} << "needs a value"_ba;
    QTest::newRow("unknown rule") << QStringList{u"--rule=nope=off"_s, u"x"_s} << "nope"_ba;
    QTest::newRow("unknown level") << QStringList{u"--rule=unknown-key=loud"_s, u"x"_s} << "loud"_ba;
    QTest::newRow("missing file") << QStringList{u"none.yml"_s} << "none.yml is not there"_ba;
    QTest::newRow("fix of standard input") << QStringList{u"--fix"_s, u"-"_s} << "standard input"_ba;
    QTest::newRow("explain nothing known") << QStringList{u"--explain=unknown-kee"_s} << "unknown-key"_ba;
    QTest::newRow("folder without workflows") << QStringList{u"."_s} << "no workflow file"_ba;
}

void TestCheck::misuseIsExplained()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, says);
    const Place place;
    const Outcome outcome = place.check(words);
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.out, "");
    QVERIFY2(outcome.err.contains(says), outcome.err);
}

void TestCheck::rulesAreListedAndExplained()
{
    const Place place;
    const Outcome list = place.check({u"--list-rules"_s});
    QCOMPARE(list.code, 0);
    QVERIFY(list.out.count('\n') > 40);
    for (const QByteArray &line : list.out.trimmed().split('\n')) {
        const QString rule = QString::fromUtf8(line.left(line.indexOf(' ')));
        const Outcome page = place.check({u"--explain"_s, rule});
        QVERIFY2(page.code == 0 && page.out.contains("Fails"), qPrintable(rule));
    }
}

void TestCheck::escapeCodesOfAFileStayInert()
{
    const Place place;
    place.write(u"ci.yml"_s,
                QByteArray(wrong).replace("runs_on: ubuntu-24.04",
                                          "runs_on: \"\xc2\x9b"
                                          "31m\xe2\x80\xae\""));
    const Outcome outcome = place.check({u"ci.yml"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY(!outcome.out.contains("\xc2\x9b"));
    QVERIFY(!outcome.out.contains("\xe2\x80\xae"));
}

void TestCheck::survivesAnything_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("says");

    QByteArray cycle = "on: push\njobs:\n";
    for (int job = 0; job < 5000; ++job)
        cycle += "  j" + QByteArray::number(job) + ":\n    needs: j" + QByteArray::number((job + 1) % 5000)
            + "\n    runs-on: ubuntu-24.04\n    steps: [{run: x}]\n";
    QByteArray bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int level = 1; level < 10; ++level) {
        const QByteArray below = ", *a" + QByteArray::number(level - 1);
        const QByteArray name = "a" + QByteArray::number(level);
        bomb += name + ": &" + name + " [" + below.repeated(9).mid(2) + "]\n";
    }
    QTest::newRow("empty") << QByteArray() << "1:1"_ba;
    QTest::newRow("brackets 100,000 deep") << QByteArray(100'000, '[') << "deep"_ba;
    QTest::newRow("dashes 100,000 deep") << "- "_ba.repeated(100'000) << "deep"_ba;
    QTest::newRow("alias bomb") << bomb << "alias"_ba;
    QTest::newRow("needs in a circle of 5,000") << cycle << "[needs-cycle]"_ba;
    QTest::newRow("10 MB") << "on: push\n"_ba + "# x\n"_ba.repeated(2'500'000) << "1:1: error: The file is larger"_ba;
    QTest::newRow("NUL") << "on: push\0\n"_ba << "1:9"_ba;
    QTest::newRow("invalid UTF-8") << "on: \xff\n"_ba << "1:5"_ba;
    QTest::newRow("UTF-16") << QByteArray("\xff\xfeo\0n\0", 6) << "UTF-8"_ba;
    QTest::newRow("tab as indentation") << "on:\n\tpush:\n"_ba << "2:1"_ba;
    QTest::newRow("lone carriage return") << "on: push\rjobs: {}\r"_ba << "1:"_ba;
    QTest::newRow("two documents") << sound + "---\n" + sound << "document"_ba;
    QTest::newRow("merge key") << "on: push\nx: &x {a: 1}\njobs:\n  <<: *x\n"_ba << "4:3"_ba;
    QTest::newRow("a list") << "- on\n- push\n"_ba << "1:1"_ba;
}

void TestCheck::survivesAnything()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, says);
    const Place place;
    place.write(u"x.yml"_s, bytes);
    const Outcome outcome = place.check({u"x.yml"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.out.contains(says), outcome.out.left(2000));
}

QTEST_GUILESS_MAIN(TestCheck)
#include "test_check.moc"
