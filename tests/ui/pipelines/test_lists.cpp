#include "pipelines_page/block_palette.h"
#include "pipelines_page/finding_model.h"
#include "pipelines_page/workflow_entries.h"

#include "canvas/canvas.h"
#include "editing/blocks.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::pipelines_page;

namespace {

WorkflowEntry entry(const QString &path, const QString &name = {})
{
    WorkflowEntry made;
    made.path = path;
    made.name = name.isEmpty() ? path : name;
    return made;
}

} // namespace

/// The models behind the lists, and the palette.
class TestLists final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entriesKeepTheirIdentity();
    void unchangedEntriesAreNoNews();
    void entriesSayTheirState();
    void findingsSayWhereAndWhat();
    void findingsOutOfRangeAreNone();
    void eachBlockSaysWhatItDoes();
    void blocksAreDraggedByTheirId();
    void enterAddsABlock();
};

void TestLists::entriesKeepTheirIdentity()
{
    WorkflowEntries model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEntries({entry(u"a"_s), entry(u"b"_s), entry(u"c"_s)});
    const QPersistentModelIndex b = model.indexOf(u"b"_s);
    const QPersistentModelIndex a = model.indexOf(u"a"_s);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setEntries({entry(u"c"_s), entry(u"d"_s), entry(u"b"_s, u"Renamed"_s)});
    QVERIFY(b.isValid() && !a.isValid());
    QCOMPARE(b.row(), 2);
    QCOMPARE(b.data().toString(), u"Renamed"_s);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(1).data(WorkflowEntries::PathRole).toString(), u"d"_s);
    model.setEntries({});
    QVERIFY(!b.isValid());
    QCOMPARE(reset.count(), 0);
    QVERIFY(!model.indexOf(u"b"_s).isValid());
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
}

void TestLists::unchangedEntriesAreNoNews()
{
    WorkflowEntries model;
    model.setEntries({entry(u"a"_s), entry(u"b"_s)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
    model.setEntries({entry(u"a"_s), entry(u"b"_s)});
    QCOMPARE(changed.count() + moved.count(), 0);
    model.setEntries({entry(u"a"_s), entry(u"b"_s, u"B"_s)});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 1);
}

void TestLists::entriesSayTheirState()
{
    WorkflowEntries model;
    WorkflowEntry waiting = entry(u".github/workflows/ci.yml"_s, u"CI"_s);
    waiting.status = base::Status::Failure;
    waiting.detail = u"#12 failed"_s;
    waiting.isChanged = true;
    model.setEntries({waiting, entry(u"plain"_s)});
    const QString words = model.index(0).data(Qt::AccessibleTextRole).toString();
    QVERIFY(words.startsWith("CI, "_L1));
    QVERIFY(words.contains("#12 failed"_L1));
    QVERIFY(words.endsWith("has unsaved changes"_L1));
    QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(), u"plain"_s);
    QCOMPARE(model.index(0).data(Qt::ToolTipRole).toString(), u".github/workflows/ci.yml"_s);
}

void TestLists::findingsSayWhereAndWhat()
{
    FindingModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const workflow::Document document = workflow::Document::open("a: 1\nb: 2\n", {});
    model.setFindings(
        {{.rule = "needs-cycle",
          .severity = diagnostics::Severity::Warning,
          .message = u"<b>No.</b>"_s,
          .range = {5, 6},
          .fix = diagnostics::Fix{u"Mend it"_s, {}}},
         {.rule = "x", .severity = diagnostics::Severity::Hint, .message = u"Better."_s, .range = {0, 1}, .fix = {}}},
        document);
    const QModelIndex first = model.index(0);
    QCOMPARE(first.data(Qt::AccessibleTextRole).toString(), u"Warning in line 2: <b>No.</b>"_s);
    QCOMPARE(first.data(FindingModel::LineRole).toInt(), 2);
    QCOMPARE(first.data(FindingModel::RuleRole).toString(), u"needs-cycle"_s);
    QCOMPARE(first.data(FindingModel::FixRole).toString(), u"Mend it"_s);
    QCOMPARE(first.data(FindingModel::StatusRole).value<base::Status>(), base::Status::Warning);
    QCOMPARE(model.index(1).data(FindingModel::FixRole).toString(), QString());
    QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().startsWith("Hint in line 1"_L1));
}

void TestLists::findingsOutOfRangeAreNone()
{
    FindingModel model;
    QVERIFY(!model.finding({}));
    QCOMPARE(model.rowCount(), 0);
    model.setFindings({}, {});
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
}

void TestLists::eachBlockSaysWhatItDoes()
{
    BlockPalette palette;
    QCOMPARE(palette.model()->rowCount(), int(blocks().size()));
    QSet<char> keys;
    for (int row = 0; row < palette.model()->rowCount(); ++row) {
        const QModelIndex block = palette.model()->index(row, 0);
        QVERIFY(!block.data().toString().isEmpty());
        QVERIFY(block.data(Qt::AccessibleTextRole).toString().startsWith(block.data().toString()));
        QVERIFY(!block.data(Qt::ToolTipRole).toString().isEmpty());
        const char key = blocks()[std::size_t(row)].key;
        QVERIFY(key == 0 || !keys.contains(key));
        keys.insert(key);
        // Each is one that editing knows: on an empty file it is refused in words, or done.
        const auto document = workflow::Document::open("on: push\njobs: {}\n", {});
        const auto planned = editing::operationsFor(document, QString::fromLatin1(blocks()[std::size_t(row)].id),
                                                    editing::Place::file());
        QVERIFY(planned ? !planned->operations.empty() : !planned.error().message.isEmpty());
    }
}

void TestLists::blocksAreDraggedByTheirId()
{
    BlockPalette palette;
    QAbstractItemModel *model = palette.model();
    QVERIFY(model->flags(model->index(1, 0)).testFlag(Qt::ItemIsDragEnabled));
    const std::unique_ptr<QMimeData> data(model->mimeData({model->index(1, 0)}));
    QCOMPARE(data->data(QString::fromLatin1(canvas::blockMimeType)), "step.run"_ba);
    QVERIFY(!data->hasText());
}

void TestLists::enterAddsABlock()
{
    BlockPalette palette;
    palette.show();
    palette.setFocus();
    QSignalSpy wanted(&palette, &BlockPalette::addRequested);
    palette.setCurrentIndex(palette.model()->index(0, 0));
    QTest::keyClick(&palette, Qt::Key_Down);
    QTest::keyClick(&palette, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toString(), u"step.run"_s);
    const QPoint first = palette.visualRect(palette.model()->index(0, 0)).center();
    QTest::mouseClick(palette.viewport(), Qt::LeftButton, {}, first);
    QTest::mouseDClick(palette.viewport(), Qt::LeftButton, {}, first);
    QVERIFY(wanted.count() >= 2);
    QCOMPARE(wanted.last().first().toString(), u"job"_s);
}

QTEST_MAIN(TestLists)

#include "test_lists.moc"
