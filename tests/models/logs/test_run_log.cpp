#include "logs/run_log.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::logs;

namespace {

QDateTime at(int minute, int second)
{
    return {QDate(2024, 3, 21), QTime(14, minute, second), QTimeZone::UTC};
}

QByteArray line(int minute, int second, const QByteArray &words)
{
    return at(minute, second).toString(u"yyyy-MM-ddTHH:mm:ss"_s).toLatin1() + ".5000000Z " + words + '\n';
}

QStringList titles(const RunLog &log)
{
    QStringList words;
    for (const Section &section : log.sections())
        words.append(u"%1/%2 %3-%4 #%5"_s.arg(section.job, section.step.name)
                         .arg(section.first)
                         .arg(section.last)
                         .arg(section.number));
    return words;
}

} // namespace

class TestRunLog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void folderOfStepsBecomesSections();
    void folderOfWholeJobsIsTaken();
    void folderWithoutLogsIsSaid();
    void linkInTheFolderIsNotFollowed();
    void jobIsDividedByTheTimesOfItsSteps();
    void stepsOfOneSecondAreToldByWhatTheyRun();
    void growthGoesToTheLastSection();
    void newStatesKeepTheLines();

private:
    void write(const QString &path, const QByteArray &bytes) const
    {
        QVERIFY(QDir(m_folder->path()).mkpath(QFileInfo(path).path()));
        QFile file(m_folder->filePath(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRunLog::folderOfStepsBecomesSections()
{
    write(u"1_build.txt"_s, "all of it\n");
    write(u"2_deploy.txt"_s, "whole\n");
    write(u"build/10_Post.txt"_s, "ten\n");
    write(u"build/2_Run tests.txt"_s, "two\nlines\n");
    write(u"build/system.txt"_s, "left out\n");
    const auto log = RunLog::fromFolder(m_folder->path());
    QVERIFY(log);
    QCOMPARE(titles(**log), (QStringList{u"build/Run tests 0-2 #0"_s, u"build/Post 0-1 #2"_s, u"deploy/ 0-1 #0"_s}));
    QCOMPARE((*log)->sectionOf(u"build"_s, u"Post"_s), 1);
    QCOMPARE((*log)->sectionOf(u"deploy"_s, {}), 2);
    QCOMPARE((*log)->sectionOf(u"deploy"_s, u"none"_s), -1);
}

void TestRunLog::folderOfWholeJobsIsTaken()
{
    write(u"0_build.txt"_s, "a\n");
    const auto log = RunLog::fromFolder(m_folder->path());
    QVERIFY(log);
    QCOMPARE(titles(**log), QStringList{u"build/ 0-1 #0"_s});
}

void TestRunLog::folderWithoutLogsIsSaid()
{
    write(u"readme.md"_s, "no log");
    const auto log = RunLog::fromFolder(m_folder->path());
    QVERIFY(!log);
    QCOMPARE(log.error().kind, base::Error::Kind::NotFound);
}

void TestRunLog::linkInTheFolderIsNotFollowed()
{
    QVERIFY(QFile::link(u"/etc/passwd"_s, m_folder->filePath(u"1_build.txt"_s)));
    QVERIFY(!RunLog::fromFolder(m_folder->path()));
}

void TestRunLog::jobIsDividedByTheTimesOfItsSteps()
{
    write(u"job.txt"_s,
          line(0, 1, "setting up") + line(0, 2, "still") + line(1, 0, "##[group]Run pnpm test") + line(1, 30, "tested")
              + line(2, 0, "##[group]Run pnpm build"));
    RunLog log;
    const auto file = *LogFile::open(m_folder->filePath(u"job.txt"_s));
    log.setJob(u"build"_s, file,
               {{1, u"Set up job"_s, base::Status::Success, at(0, 1), at(0, 59)},
                {2, u"Run tests"_s, base::Status::Success, at(1, 0), at(1, 59)},
                {3, u"Skipped"_s, base::Status::Skipped, at(1, 59), at(1, 59)},
                {4, u"Build"_s, base::Status::Running, at(2, 0), {}},
                {5, u"Later"_s, base::Status::Queued, {}, {}}});
    QCOMPARE(titles(log),
             (QStringList{u"build/Set up job 0-2 #0"_s, u"build/Run tests 2-4 #2"_s, u"build/Build 4-5 #4"_s}));
}

void TestRunLog::stepsOfOneSecondAreToldByWhatTheyRun()
{
    write(u"job.txt"_s,
          line(0, 1, "##[group]Run one") + line(0, 1, "output of one") + line(0, 1, "##[group]Run two")
              + line(0, 1, "output of two"));
    RunLog log;
    log.setJob(u"build"_s, *LogFile::open(m_folder->filePath(u"job.txt"_s)),
               {{1, u"One"_s, base::Status::Success, at(0, 1), at(0, 1)},
                {2, u"Two"_s, base::Status::Success, at(0, 1), at(0, 1)}});
    QCOMPARE(titles(log), (QStringList{u"build/One 0-2 #0"_s, u"build/Two 2-4 #2"_s}));
}

void TestRunLog::growthGoesToTheLastSection()
{
    write(u"job.txt"_s, line(0, 1, "one"));
    RunLog log;
    const auto file = *LogFile::open(m_folder->filePath(u"job.txt"_s));
    log.setJob(u"build"_s, file);
    QSignalSpy grew(&log, &RunLog::grew);
    QSignalSpy changed(&log, &RunLog::changed);
    QFile growing(file->path());
    QVERIFY(growing.open(QIODevice::Append));
    growing.write(line(0, 2, "two"));
    growing.close();
    file->refresh();
    QCOMPARE(grew.size(), 1);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(log.sections().first().last, 2);
}

void TestRunLog::newStatesKeepTheLines()
{
    write(u"job.txt"_s, line(0, 1, "one"));
    RunLog log;
    log.setJob(u"build"_s, *LogFile::open(m_folder->filePath(u"job.txt"_s)),
               {{1, u"One"_s, base::Status::Running, at(0, 1), {}}});
    QSignalSpy changed(&log, &RunLog::changed);
    log.setSteps(u"build"_s, {{1, u"One"_s, base::Status::Failure, at(0, 1), at(0, 9)}});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(log.sections().first().step.status, base::Status::Failure);
    QCOMPARE(log.sections().first().lineCount(), 1);
    log.setSteps(u"build"_s, {{1, u"One"_s, base::Status::Failure, at(0, 1), at(0, 9)}});
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TestRunLog)
#include "test_run_log.moc"
