#include "e2e_delivery/pipelines_hand.h"

#include "../models/checkout/clone_fixture.h"
#include "composition/session.h"
#include "shell/actions.h"

#include <QAbstractButton>
#include <QAction>
#include <QDir>
#include <QFile>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace slipway;
using e2e::PipelinesHand;
using e2e::Stage;

namespace {

const QString path = u".github/workflows/patient-graph-ci-cd.yml"_s;
const QString title = u"Patient Graph CI/CD"_s;

#define HAS(text, part) QVERIFY2((text).contains(part), qPrintable(u"“%1” lacks “%2”"_s.arg(text, part)))

/// While it lives, no file of this process grows: as on a full disk.
class FullDisk
{
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit none{.rlim_cur = 0, .rlim_max = m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
};

} // namespace

/// A clone on this computer: its files are edited, saved, and changed by others meanwhile.
class PipelinesCloneTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void editIsSavedIntoTheClone();
    void outsideChangeShowsAtOnceWithoutEdits();
    void outsideChangeIsAskedAbout_data();
    void outsideChangeIsAskedAbout();
    void sameLinesAreNotMerged();
    void savingNeverOverwritesWhatNobodySaw();
    void removedFileIsAskedAbout_data();
    void removedFileIsAskedAbout();
    void missingFolderKeepsTheEdits();
    void fullDiskKeepsTheFile();
    void editsOfACloneSurviveAKill();
    void otherRepositoryIsRefused();

private:
    bool openClone(const QString &folder);
    bool edit();
    QByteArray onDisk() const;
    bool writeOutside(const QByteArray &bytes) const;
    bool choose(const QString &words);
    /// Presses the keys once saving is offered.
    bool pressSave();
    bool isSaid(const QString &words);
    bool save();

    std::unique_ptr<test::CloneFixture> m_clone;
    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<PipelinesHand> m_hand;
};

void PipelinesCloneTest::init()
{
    m_clone = std::make_unique<test::CloneFixture>();
    m_stage = std::make_unique<Stage>();
    m_hand = std::make_unique<PipelinesHand>(*m_stage);
    const QDir source(QStringLiteral(SLIPWAY_SOURCE_DIR "/app/sandbox/scenarios/loop-health/workflows"));
    const auto names = source.entryList({u"*.yml"_s}, QDir::Files);
    QCOMPARE(names.size(), 6);
    QDir().mkpath(m_clone->path(u"platform"_s));
    m_clone->git(u"platform"_s, {u"init"_s, u"-q"_s, u"-b"_s, u"main"_s});
    for (const QString &name : names) {
        QFile file(source.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_clone->write(u"platform/.github/workflows/"_s + name, file.readAll());
    }
    m_clone->git(u"platform"_s, {u"add"_s, u"."_s});
    m_clone->git(u"platform"_s, {u"commit"_s, u"-q"_s, u"-m"_s, u"Begin"_s});
    m_clone->git(u"platform"_s, {u"remote"_s, u"add"_s, u"origin"_s, u"https://github.com/loop-health/platform.git"_s});
    QVERIFY(m_stage->start());
    QVERIFY(m_hand->openPage());
}

void PipelinesCloneTest::cleanup()
{
    m_hand.reset();
    m_stage.reset();
    m_clone.reset();
}

bool PipelinesCloneTest::openClone(const QString &folder)
{
    e2e::answerFileDialog(m_clone->path(folder));
    m_stage->press(u"Ctrl+K"_s);
    m_stage->type(u"open local clone"_s);
    m_stage->press(u"Return"_s);
    // Without a window manager nobody gives the keyboard back when a dialog has closed.
    m_stage->program().window().activateWindow();
    if (!QTest::qWaitForWindowActive(&m_stage->program().window()))
        return false;
    const desk::Desk &desk = m_stage->program().session()->desk();
    return m_hand->until([&] { return desk.cloneRoot() == m_clone->path(folder); });
}

bool PipelinesCloneTest::edit()
{
    return openClone(u"platform"_s) && m_hand->choose(title)
        && m_hand->until([this] { return !m_stage->program().session()->desk().file(path)->origin().file.isEmpty(); })
        && m_hand->replace(u"timeout-minutes: 15"_s, u"timeout-minutes: 20"_s);
}

QByteArray PipelinesCloneTest::onDisk() const
{
    QFile file(m_clone->path(u"platform/"_s + path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool PipelinesCloneTest::writeOutside(const QByteArray &bytes) const
{
    m_clone->write(u"platform/"_s + path, bytes);
    return onDisk() == bytes;
}

bool PipelinesCloneTest::choose(const QString &words)
{
    auto *button = [&]() -> QAbstractButton * {
        for (auto *one : m_stage->program().window().findChildren<QAbstractButton *>()) {
            if (one->isVisible() && one->text() == words)
                return one;
        }
        return nullptr;
    }();
    if (!button)
        return false;
    QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(10, button->height() / 2));
    return m_hand->confirm() && !m_hand->sheet();
}

bool PipelinesCloneTest::save()
{
    return pressSave() && isSaid(u"Saved "_s);
}

bool PipelinesCloneTest::pressSave()
{
    const QAction &saving = m_stage->program().window().actions()["pipeline.save"];
    if (!m_hand->until([&saving] { return saving.isEnabled(); })) {
        qWarning("saving is not offered");
        return false;
    }
    m_hand->source()->setFocus();
    m_stage->press(u"Ctrl+Shift+S"_s);
    return true;
}

bool PipelinesCloneTest::isSaid(const QString &words)
{
    const bool isSo = m_hand->until([this, &words] { return m_stage->window().says(words); });
    if (!isSo)
        qWarning("said instead: %s", qPrintable(m_stage->window().toasts().join(u'\n')));
    return isSo;
}

void PipelinesCloneTest::editIsSavedIntoTheClone()
{
    const QByteArray before = onDisk();
    QVERIFY(edit());
    QCOMPARE(onDisk(), before);
    QVERIFY(save());
    QCOMPARE(onDisk(), m_hand->text());
    QCOMPARE(onDisk(), QByteArray(before).replace("timeout-minutes: 15", "timeout-minutes: 20"));
    QCOMPARE(m_clone->git(u"platform"_s, {u"status"_s, u"--porcelain"_s}), "M " + path.toUtf8());
    QVERIFY(!m_stage->program().session()->desk().hasUnsaved());
}

void PipelinesCloneTest::outsideChangeShowsAtOnceWithoutEdits()
{
    QVERIFY(openClone(u"platform"_s));
    QVERIFY(m_hand->choose(title));
    QVERIFY(writeOutside(onDisk().replace("timeout-minutes: 15", "timeout-minutes: 45")));
    QVERIFY(m_hand->until([this] { return m_hand->text() == onDisk(); }));
    QVERIFY(!m_hand->sheet());
}

void PipelinesCloneTest::outsideChangeIsAskedAbout_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<bool>("hasMine");
    QTest::addColumn<bool>("hasTheirs");
    QTest::newRow("merge") << u"Merge both"_s << true << true;
    QTest::newRow("keep") << u"Keep my version"_s << true << false;
    QTest::newRow("take") << u"Take the version on the disk"_s << false << true;
}

void PipelinesCloneTest::outsideChangeIsAskedAbout()
{
    QFETCH(const QString, choice);
    QFETCH(const bool, hasMine);
    QFETCH(const bool, hasTheirs);
    QVERIFY(edit());
    const QByteArray theirs = onDisk().replace("retention-days: 7", "retention-days: 9");
    QVERIFY(writeOutside(theirs));
    QVERIFY(m_hand->until([this] { return m_hand->sheet(); }));
    HAS(m_hand->sheetWords(), u"patient-graph-ci-cd.yml was changed by another program"_s);
    QCOMPARE(onDisk(), theirs);
    QVERIFY(choose(choice));
    QCOMPARE(onDisk(), theirs);
    QCOMPARE(m_hand->text().contains("timeout-minutes: 20"), hasMine);
    QCOMPARE(m_hand->text().contains("retention-days: 9"), hasTheirs);
    if (!hasMine) {
        QVERIFY(!m_stage->program().session()->desk().hasUnsaved());
        return;
    }
    QVERIFY(save());
    QCOMPARE(onDisk(), m_hand->text());
    QVERIFY(!m_hand->sheet());
}

void PipelinesCloneTest::sameLinesAreNotMerged()
{
    QVERIFY(edit());
    QVERIFY(writeOutside(onDisk().replace("timeout-minutes: 15", "timeout-minutes: 45")));
    QVERIFY(m_hand->until([this] { return m_hand->sheet(); }));
    for (auto *button : m_stage->program().window().findChildren<QAbstractButton *>())
        QVERIFY(!button->isVisible() || button->text() != "Merge both"_L1);
    QVERIFY(m_hand->cancel());
    QVERIFY(m_hand->text().contains("timeout-minutes: 20"));
    QVERIFY(onDisk().contains("timeout-minutes: 45"));
}

void PipelinesCloneTest::savingNeverOverwritesWhatNobodySaw()
{
    QVERIFY(edit());
    const QByteArray theirs = onDisk().replace("timeout-minutes: 15", "timeout-minutes: 45");
    QVERIFY(writeOutside(theirs));
    QVERIFY(pressSave());
    QVERIFY(m_hand->until([this] { return m_hand->sheet(); }));
    QCOMPARE(onDisk(), theirs);
    QVERIFY(m_hand->cancel());
    m_hand->source()->setFocus();
    m_stage->press(u"Ctrl+Shift+S"_s);
    QVERIFY2(m_hand->until([this] { return m_hand->sheet(); }), "it is asked again");
    QCOMPARE(onDisk(), theirs);
    QVERIFY(choose(u"Keep my version"_s));
    QVERIFY(save());
    QVERIFY(onDisk().contains("timeout-minutes: 20"));
}

void PipelinesCloneTest::removedFileIsAskedAbout_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<bool>("isKept");
    QTest::newRow("keep") << u"Keep my version"_s << true;
    QTest::newRow("close") << u"Close the file"_s << false;
}

void PipelinesCloneTest::removedFileIsAskedAbout()
{
    QFETCH(const QString, choice);
    QFETCH(const bool, isKept);
    QVERIFY(edit());
    QVERIFY(QFile::remove(m_clone->path(u"platform/"_s + path)));
    QVERIFY(m_hand->until([this] { return m_hand->sheet(); }));
    HAS(m_hand->sheetWords(), u"patient-graph-ci-cd.yml was removed by another program"_s);
    QVERIFY(choose(choice));
    QVERIFY(!QFile::exists(m_clone->path(u"platform/"_s + path)));
    if (!isKept) {
        QVERIFY(!m_hand->text().contains("timeout-minutes: 20"));
        return;
    }
    QVERIFY(save());
    QCOMPARE(onDisk(), m_hand->text());
}

void PipelinesCloneTest::missingFolderKeepsTheEdits()
{
    QVERIFY(edit());
    QVERIFY(QDir().rename(m_clone->path(u"platform"_s), m_clone->path(u"elsewhere"_s)));
    m_stage->press(u"Ctrl+Shift+S"_s);
    QVERIFY(m_hand->until([this] { return m_hand->sheet() || !m_stage->window().toast().isEmpty(); }));
    QVERIFY2(!m_stage->window().says(u"Saved "_s), qPrintable(m_stage->window().toast()));
    QVERIFY(!QFile::exists(m_clone->path(u"platform/"_s + path)));
    if (m_hand->sheet())
        QVERIFY(m_hand->cancel());
    QVERIFY(m_hand->text().contains("timeout-minutes: 20"));
    QVERIFY(QDir().rename(m_clone->path(u"elsewhere"_s), m_clone->path(u"platform"_s)));
    QVERIFY(onDisk().contains("timeout-minutes: 15"));
}

void PipelinesCloneTest::fullDiskKeepsTheFile()
{
    QVERIFY(edit());
    const QByteArray before = onDisk();
    {
        const FullDisk full;
        QVERIFY(pressSave());
        QVERIFY(isSaid(u"was not saved"_s));
    }
    QCOMPARE(onDisk(), before);
    QVERIFY(m_hand->text().contains("timeout-minutes: 20"));
    const QDir folder(QFileInfo(m_clone->path(u"platform/"_s + path)).absolutePath());
    QCOMPARE(folder.entryList(QDir::Files).size(), 6);
    QVERIFY(save());
    QCOMPARE(onDisk(), m_hand->text());
}

void PipelinesCloneTest::editsOfACloneSurviveAKill()
{
    QVERIFY(edit());
    const QByteArray mine = m_hand->text();
    // A session that ends keeps unsaved edits as one that is killed does; pipelines_recovery kills it.
    m_stage->end();
    QVERIFY(m_stage->start());
    QVERIFY(m_hand->openPage());
    QVERIFY(m_hand->choose(title));
    QVERIFY(m_hand->until([&] { return m_hand->text() == mine; }));
    QVERIFY(onDisk().contains("timeout-minutes: 15"));
    QVERIFY(save());
    QCOMPARE(onDisk(), mine);
}

void PipelinesCloneTest::otherRepositoryIsRefused()
{
    m_clone->makeRepository(u"other"_s);
    m_clone->git(u"other"_s, {u"remote"_s, u"add"_s, u"origin"_s, u"https://github.com/loop-health/other.git"_s});
    e2e::answerFileDialog(m_clone->path(u"other"_s));
    m_stage->press(u"Ctrl+K"_s);
    m_stage->type(u"open local clone"_s);
    m_stage->press(u"Return"_s);
    const auto told = [this] { return m_stage->window().notifications().join(u'\n'); };
    QVERIFY(m_hand->until([&] { return told().contains("The clone was not opened"_L1); }));
    HAS(told(), u"loop-health/other"_s);
    QCOMPARE(m_stage->program().session()->desk().cloneRoot(), QString());
}

QTEST_MAIN(PipelinesCloneTest)
#include "pipelines_clone_test.moc"
