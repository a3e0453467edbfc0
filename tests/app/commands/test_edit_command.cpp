// `slipway edit` as a person or a script runs it.
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestEditCommand : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void printsTheBytesAfterwards();
    void readsTheFileFromStandardInput();
    void readsTheOperationFromStandardInput();
    void showsADiff();
    void showsNoDiffOfNoChange();
    void marksAMissingFinalNewlineInTheDiff();
    void writesTheFileAndKeepsItsPermissions();
    void leavesTheFileWhenItRefuses_data();
    void leavesTheFileWhenItRefuses();
    void saysHowItIsUsed_data();
    void saysHowItIsUsed();

private:
    struct Answer {
        int code = -1;
        QByteArray out;
        QByteArray error;
    };
    Answer run(const QStringList &words, const QByteArray &input = {});
    QString write(const QString &name, const QByteArray &bytes);
    QByteArray read(const QString &path);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    QString m_operation;
};

namespace {

const QByteArray source = "on: push # always\r\njobs:\r\n  a:\r\n    runs-on: x\r\n    steps:\r\n    - run: make";
const QByteArray expected = "on: push # always\r\njobs:\r\n  a:\r\n    runs-on: y\r\n    steps:\r\n    - run: make";
const QByteArray operation = R"({"do": "set", "path": ["jobs", "a", "runs-on"], "value": "y"})";

} // namespace

void TestEditCommand::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = write(u"ci.yml"_s, source);
    m_operation = write(u"op.json"_s, operation);
}

QString TestEditCommand::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written.", qPrintable(file.fileName()));
    return file.fileName();
}

QByteArray TestEditCommand::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

TestEditCommand::Answer TestEditCommand::run(const QStringList &words, const QByteArray &input)
{
    QProcess process;
    process.start(QStringLiteral(SLIPWAY_PROGRAM), QStringList{u"edit"_s} + words);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

void TestEditCommand::printsTheBytesAfterwards()
{
    const auto answer = run({m_file, u"--op"_s, m_operation});
    QCOMPARE(answer.error, QByteArray());
    QCOMPARE(answer.out, expected);
    QCOMPARE(answer.code, 0);
    QCOMPARE(read(m_file), source);
}

void TestEditCommand::readsTheFileFromStandardInput()
{
    const auto answer = run({u"-"_s, u"--op="_s + m_operation}, source);
    QCOMPARE(answer.out, expected);
    QCOMPARE(answer.code, 0);
}

void TestEditCommand::readsTheOperationFromStandardInput()
{
    QCOMPARE(run({m_file, u"--op"_s, u"-"_s}, operation).out, expected);
}

void TestEditCommand::showsADiff()
{
    const auto answer = run({m_file, u"--diff"_s, u"--op"_s, m_operation});
    const QByteArray name = m_file.toUtf8();
    const QByteArray diff = "--- " + name + "\n+++ " + name
        + "\n@@ -1,6 +1,6 @@\n on: push # always\r\n jobs:\r\n   a:\r\n-    runs-on: x\r\n"
          "+    runs-on: y\r\n     steps:\r\n     - run: make\n\\ No newline at end of file\n";
    QCOMPARE(answer.out, diff);
    QCOMPARE(answer.code, 0);
    QCOMPARE(read(m_file), source);
}

void TestEditCommand::showsNoDiffOfNoChange()
{
    const auto noop = write(u"noop.json"_s, R"({"do": "noop"})");
    QCOMPARE(run({m_file, u"--diff"_s, u"--op"_s, noop}).out, QByteArray());
}

void TestEditCommand::marksAMissingFinalNewlineInTheDiff()
{
    const auto add = write(u"add.json"_s, R"({"do": "add-step", "job": "a", "at": 1, "step": {"run": "ls"}})");
    const auto diff = run({m_file, u"--diff"_s, u"--op"_s, add}).out;
    const QByteArray end = "-    - run: make\n\\ No newline at end of file\n+    - run: make\r\n+    - run: ls\n"
                           "\\ No newline at end of file\n";
    QVERIFY2(diff.endsWith(end), diff.constData());
}

void TestEditCommand::writesTheFileAndKeepsItsPermissions()
{
    const auto permissions = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    QVERIFY(QFile::setPermissions(m_file, permissions));
    const auto before = QFile::permissions(m_file);
    const auto answer = run({m_file, u"--write"_s, u"--op"_s, m_operation});
    QCOMPARE(answer.code, 0);
    QCOMPARE(answer.out, QByteArray());
    QCOMPARE(read(m_file), expected);
    QCOMPARE(QFile::permissions(m_file), before);
}

void TestEditCommand::leavesTheFileWhenItRefuses_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("operation");
    QTest::addColumn<QByteArray>("reason");

    QTest::newRow("a job that is not there")
        << source << QByteArray(R"({"do": "remove-job", "id": "b"})") << QByteArray("There is no job b.");
    QTest::newRow("a step that is not there") << source << QByteArray(R"({"do": "remove-step", "job": "a", "at": 1})")
                                              << QByteArray("a has 1 steps, so there is none at 1.");
    QTest::newRow("a path that leads nowhere")
        << source << QByteArray(R"({"do": "unset", "path": ["jobs", "a", "env", "B"]})")
        << QByteArray("There is no jobs.a.env in this file.");
    QTest::newRow("an operation that is not there")
        << source << QByteArray(R"({"do": "dance"})") << QByteArray("There is no operation \"dance\".");
    QTest::newRow("an argument that is missing")
        << source << QByteArray(R"({"do": "set", "value": 1})") << QByteArray("The operation needs \"path\".");
    QTest::newRow("no JSON") << source << QByteArray("{") << QByteArray("This is no JSON");
    QTest::newRow("a file that is no YAML")
        << QByteArray("on: [push\njobs: {\n") << operation << QByteArray("The file cannot be edited before line");
    QTest::newRow("an anchor that is still needed")
        << QByteArray("on: push\njobs:\n  a: &x\n    runs-on: y\n  b: *x\n")
        << QByteArray(R"({"do": "remove-job", "id": "a"})") << QByteArray("The alias *x needs what this would");
}

void TestEditCommand::leavesTheFileWhenItRefuses()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, operation);
    QFETCH(QByteArray, reason);
    const auto file = write(u"refused.yml"_s, source);
    const auto answer = run({file, u"--write"_s, u"--op"_s, write(u"refused.json"_s, operation)});
    QCOMPARE(answer.code, 1);
    QCOMPARE(answer.out, QByteArray());
    QVERIFY2(answer.error.contains(reason), answer.error.constData());
    QCOMPARE(read(file), source);
}

void TestEditCommand::saysHowItIsUsed_data()
{
    QTest::addColumn<QStringList>("words");
    const auto file = u"ci.yml"_s;

    QTest::newRow("nothing") << QStringList();
    QTest::newRow("no operation") << QStringList{file};
    QTest::newRow("no file") << QStringList{u"--op"_s, u"op.json"_s};
    QTest::newRow("an option without its value") << QStringList{file, u"--op"_s};
    QTest::newRow("two files") << QStringList{file, u"b.yml"_s, u"--op"_s, u"op.json"_s};
    QTest::newRow("an unknown option") << QStringList{file, u"--op"_s, u"op.json"_s, u"--force"_s};
    QTest::newRow("written and shown") << QStringList{file, u"--op"_s, u"op.json"_s, u"--write"_s, u"--diff"_s};
    QTest::newRow("standard input twice") << QStringList{u"-"_s, u"--op"_s, u"-"_s};
    QTest::newRow("standard input written") << QStringList{u"-"_s, u"--op"_s, u"op.json"_s, u"--write"_s};
    QTest::newRow("a file that is not there") << QStringList{u"/nowhere/ci.yml"_s, u"--op"_s, u"op.json"_s};
}

void TestEditCommand::saysHowItIsUsed()
{
    QFETCH(QStringList, words);
    const auto answer = run(words);
    QCOMPARE(answer.code, 2);
    QCOMPARE(answer.out, QByteArray());
    QVERIFY(answer.error.startsWith("slipway edit: "));
}

QTEST_GUILESS_MAIN(TestEditCommand)
#include "test_edit_command.moc"
