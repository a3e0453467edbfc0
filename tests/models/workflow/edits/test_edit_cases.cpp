// The smallest diff that a careful person would make: edits with the exact bytes they must leave.
#include "case_files.h"

#include "workflow/edits/edit.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

class TestEditCases : public QObject
{
    Q_OBJECT

private slots:
    void leavesTheBytesOfTheGivenCases_data();
    void leavesTheBytesOfTheGivenCases();
    void leavesTheBytesOfOurCases_data();
    void leavesTheBytesOfOurCases();

private:
    void addRows(const QString &folder);
    void check();
};

namespace {

const QString corpus = QStringLiteral(SLIPWAY_SOURCE_DIR "/../shared/corpus");

} // namespace

void TestEditCases::addRows(const QString &folder)
{
    QTest::addColumn<test::EditCase>("edit");
    if (!QDir(folder).exists())
        QSKIP("The cases are not here.");
    for (const auto &one : test::readEditCases(folder, corpus + u"/workflows"_s))
        QTest::newRow(one.name.toUtf8().constData()) << one;
}

void TestEditCases::check()
{
    QFETCH(test::EditCase, edit);
    const auto tree = yaml::Tree::parse(edit.source);
    const auto proven = workflow::provenEdit(*tree, edit.operation);
    QVERIFY2(proven, proven ? "" : qPrintable(base::sentence(proven.error())));
    const auto bytes = yaml::apply(edit.source, proven->patches);
    QVERIFY(bytes);
    if (*bytes != edit.expected)
        QFAIL(qPrintable(test::firstDifference(*bytes, edit.expected)));
    QCOMPARE(proven->tree->source(), edit.expected);
    QCOMPARE(*yaml::apply(*bytes, yaml::inverse(edit.source, proven->patches)), edit.source);
}

void TestEditCases::leavesTheBytesOfTheGivenCases_data()
{
    addRows(corpus + u"/edits"_s);
}

void TestEditCases::leavesTheBytesOfTheGivenCases()
{
    check();
}

void TestEditCases::leavesTheBytesOfOurCases_data()
{
    addRows(QStringLiteral(SLIPWAY_TEST_DATA "/edits"));
}

void TestEditCases::leavesTheBytesOfOurCases()
{
    check();
}

QTEST_GUILESS_MAIN(TestEditCases)
#include "test_edit_cases.moc"
