#include "e2e_delivery/colleague.h"
#include "e2e_delivery/pipelines_hand.h"

#include "composition/session.h"
#include "widgets/sheet.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using e2e::Colleague;
using e2e::PipelinesHand;
using e2e::Stage;

namespace {

const QString file = u".github/workflows/patient-graph-ci-cd.yml"_s;
const QString title = u"Patient Graph CI/CD"_s;

#define HAS(text, part) QVERIFY2((text).contains(part), qPrintable(u"“%1” lacks “%2”"_s.arg(text, part)))

void copyFolder(const QString &from, const QString &to)
{
    QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString name = files.next();
        const QString copy = to + name.mid(from.size());
        QDir().mkpath(QFileInfo(copy).absolutePath());
        QFile::copy(name, copy);
    }
}

QStringList filesEnding(const QString &folder, const QString &ending)
{
    QStringList found;
    QDirIterator files(folder, {u'*' + ending}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        found += files.next();
    return found;
}

} // namespace

/// What a program that was killed leaves, and what the next one makes of it.
class PipelinesRecoveryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void editsSurviveAKill();
    void editsKeepTheVersionTheyBeganWith();
    void newWorkflowSurvivesAKill();
    void damagedJournalIsSetAsideAndSaid();
    void discardForgetsEdits();
    void halfAProposalIsGoneOnWith();

private:
    bool edit();
    /// Ends the program as if it was killed when the disk was as it is now, and starts it again.
    bool killAndStart();
    QStringList journals() const { return filesEnding(m_work, u".journal"_s); }
    bool isKept(const QByteArray &words) const;
    bool discard();
    qsizetype count(const char *effect) const
    {
        return m_stage->providers().ledger().count(QString::fromLatin1(effect));
    }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<PipelinesHand> m_hand;
    QString m_work;
    int m_starts = 0;
};

void PipelinesRecoveryTest::init()
{
    m_stage = std::make_unique<Stage>();
    m_hand = std::make_unique<PipelinesHand>(*m_stage);
    m_work = m_stage->path(u"work-%1"_s.arg(++m_starts));
    m_stage->folders().work = m_work;
    QVERIFY(m_stage->start());
    QVERIFY(m_hand->openPage());
}

void PipelinesRecoveryTest::cleanup()
{
    m_hand.reset();
    m_stage.reset();
}

bool PipelinesRecoveryTest::edit()
{
    return m_hand->choose(title) && m_hand->replace(u"timeout-minutes: 15"_s, u"timeout-minutes: 20"_s)
        && m_hand->until([this] { return isKept("timeout-minutes: 20"); });
}

bool PipelinesRecoveryTest::isKept(const QByteArray &words) const
{
    const QStringList names = journals();
    return std::ranges::any_of(names, [&words](const QString &name) {
        QFile journal(name);
        return journal.open(QIODevice::ReadOnly) && journal.readAll().contains(words);
    });
}

bool PipelinesRecoveryTest::killAndStart()
{
    const QString before = m_work;
    m_work = m_stage->path(u"work-%1"_s.arg(++m_starts));
    copyFolder(before, m_work);
    m_stage->end();
    m_stage->folders().work = m_work;
    return m_stage->start();
}

bool PipelinesRecoveryTest::discard()
{
    m_stage->press(u"Ctrl+K"_s);
    m_stage->type(u"discard changes"_s);
    m_stage->press(u"Return"_s);
    return m_hand->sheet() && m_hand->confirm() && !m_hand->sheet();
}

void PipelinesRecoveryTest::editsSurviveAKill()
{
    QVERIFY(edit());
    const QByteArray mine = m_hand->text();
    QVERIFY(killAndStart());
    const QString told = m_stage->window().notifications().join(u'\n');
    HAS(told, u"Unsaved edits are back"_s);
    HAS(told, file);
    QVERIFY(m_hand->openPage());
    QVERIFY(m_hand->choose(title));
    QVERIFY(m_hand->until([&] { return m_hand->text() == mine; }));
    QVERIFY(m_hand->until([this] { return m_hand->changedWords() == "1 unsaved change"_L1; }));
    // Killed again before anything was typed, they are still there.
    QVERIFY(killAndStart());
    QVERIFY(m_hand->openPage());
    QVERIFY(m_hand->choose(title));
    QVERIFY(m_hand->until([&] { return m_hand->text() == mine; }));
}

void PipelinesRecoveryTest::editsKeepTheVersionTheyBeganWith()
{
    QVERIFY(edit());
    const QByteArray main = Colleague(*m_stage).read(u"main"_s, file);
    QVERIFY(Colleague(*m_stage).push(file, QByteArray(main).replace("retention-days: 7", "retention-days: 9")));
    QVERIFY(killAndStart());
    QVERIFY(m_hand->openPage());
    QVERIFY(m_hand->choose(title));
    QVERIFY(m_hand->until([this] { return m_hand->changedWords() == "1 unsaved change"_L1; }));
    m_stage->press(u"Ctrl+S"_s);
    QVERIFY(m_hand->sheet());
    QVERIFY(m_hand->confirm());
    QCOMPARE(m_hand->verb(), u"Merge and propose"_s);
    QVERIFY(m_hand->confirm());
    QVERIFY2(!m_hand->sheet(), qPrintable(m_hand->sheetWords()));
    const QByteArray proposed =
        Colleague(*m_stage).read(m_stage->program().session()->desk().proposal(file)->branch, file);
    QVERIFY(proposed.contains("retention-days: 9") && proposed.contains("timeout-minutes: 20"));
}

void PipelinesRecoveryTest::newWorkflowSurvivesAKill()
{
    m_stage->press(u"Ctrl+N"_s);
    QVERIFY(m_hand->sheet());
    auto *name = m_hand->part<QLineEdit>(u"templateFile"_s);
    name->setFocus();
    name->selectAll();
    m_stage->type(u"nightly.yml"_s);
    QVERIFY(m_hand->confirm());
    QVERIFY2(!m_hand->sheet(), qPrintable(m_hand->sheetWords()));
    QVERIFY(m_hand->until([this] { return m_hand->changedWords() == "New workflow"_L1; }));
    const QByteArray mine = m_hand->text();
    QVERIFY(!mine.isEmpty());
    QVERIFY(m_hand->until([this] { return !journals().isEmpty(); }));

    QVERIFY(killAndStart());
    HAS(m_stage->window().notifications().join(u'\n'), u".github/workflows/nightly.yml"_s);
    QVERIFY(m_hand->openPage());
    const auto *list = qobject_cast<QListView *>(m_stage->window().named(u"Workflows"_s));
    const int rows = list->model()->rowCount();
    QCOMPARE(rows, 7);
    const QModelIndex last = list->model()->index(rows - 1, 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(last).center());
    QVERIFY(m_hand->until([&] { return m_hand->text() == mine; }));
    QCOMPARE(m_hand->changedWords(), u"New workflow"_s);

    QVERIFY(discard());
    QVERIFY(m_hand->until([list] { return list->model()->rowCount() == 6; }));
    QVERIFY(killAndStart());
    QVERIFY(m_hand->openPage());
    QCOMPARE(m_stage->window().view(u"Workflows"_s)->model()->rowCount(), 6);
    QVERIFY(!m_stage->window().notifications().join(u'\n').contains("Unsaved edits"_L1));
}

void PipelinesRecoveryTest::damagedJournalIsSetAsideAndSaid()
{
    QVERIFY(edit());
    const QString journal = journals().first();
    QVERIFY(QFile::resize(journal, QFileInfo(journal).size() / 2));
    QVERIFY(killAndStart());
    const QString told = m_stage->window().notifications().join(u'\n');
    HAS(told, u"could not be read"_s);
    HAS(told, u".damaged"_s);
    QCOMPARE(filesEnding(m_work, u".damaged"_s).size(), 1);
    QVERIFY(m_hand->openPage());
    QVERIFY(m_hand->choose(title));
    QVERIFY(m_hand->text().contains("timeout-minutes: 15"));
    QCOMPARE(m_hand->changedWords(), QString());
}

void PipelinesRecoveryTest::discardForgetsEdits()
{
    QVERIFY(edit());
    QVERIFY(discard());
    QVERIFY(m_hand->until([this] { return m_hand->text().contains("timeout-minutes: 15"); }));
    QVERIFY(m_hand->until([this] { return journals().isEmpty(); }));
    // What is typed afterwards is kept again.
    QVERIFY(m_hand->replace(u"retention-days: 7"_s, u"retention-days: 14"_s));
    QVERIFY(m_hand->until([this] { return isKept("retention-days: 14"); }));
    QVERIFY(killAndStart());
    QVERIFY(m_hand->openPage());
    QVERIFY(m_hand->choose(title));
    QVERIFY(m_hand->until([this] { return m_hand->text().contains("retention-days: 14"); }));
    QVERIFY(m_hand->text().contains("timeout-minutes: 15"));
}

void PipelinesRecoveryTest::halfAProposalIsGoneOnWith()
{
    QVERIFY(edit());
    m_stage->addFault({{"provider"_L1, "github"_L1},
                       {"method"_L1, "POST"_L1},
                       {"path"_L1, "/repos/*/pulls"_L1},
                       {"kind"_L1, "reset-before"_L1}});
    m_stage->press(u"Ctrl+S"_s);
    QVERIFY(m_hand->sheet());
    m_hand->part<QLineEdit>(u"proposeTitle"_s)->selectAll();
    m_stage->type(u"Give ci more time"_s);
    QVERIFY(m_hand->confirm());
    QVERIFY(!m_hand->failure().isEmpty());
    QCOMPARE(count("ref.created"), 1);
    QVERIFY(killAndStart());
    m_stage->clearFaults();
    QVERIFY(m_hand->openPage());
    QVERIFY(m_hand->choose(title));
    QVERIFY(m_hand->until([this] { return m_hand->changedWords() == "1 unsaved change"_L1; }));
    m_stage->press(u"Ctrl+S"_s);
    QVERIFY(m_hand->sheet());
    QCOMPARE(m_hand->part<QLineEdit>(u"proposeTitle"_s)->text(), u"Give ci more time"_s);
    QVERIFY(m_hand->confirm());
    QVERIFY2(!m_hand->sheet(), qPrintable(m_hand->sheetWords()));
    QCOMPARE(count("ref.created"), 1);
    QCOMPARE(count("pull.opened"), 1);
    QVERIFY2(m_hand->changedWords().startsWith("Proposed in #"_L1), qPrintable(m_hand->changedWords()));
    // And the next start still knows it.
    QVERIFY(killAndStart());
    QVERIFY(m_hand->openPage());
    QVERIFY(m_hand->choose(title));
    QVERIFY(m_hand->until([this] { return m_hand->changedWords().startsWith("Proposed in #"_L1); }));
}

QTEST_MAIN(PipelinesRecoveryTest)
#include "pipelines_recovery_test.moc"
