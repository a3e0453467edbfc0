#include "code_editor/problems.h"
#include "diagnostics/checker.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

std::vector<diagnostics::Finding> findingsOf(const workflow::Document &document)
{
    return diagnostics::check({document, {}});
}

const diagnostics::Finding *find(const std::vector<diagnostics::Finding> &findings, std::string_view rule)
{
    const auto at = std::ranges::find(findings, rule, &diagnostics::Finding::rule);
    return at == findings.end() ? nullptr : &*at;
}

} // namespace

class TestIgnoredProblem final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCommentSilencesTheRule_data();
    void aCommentSilencesTheRule();
};

void TestIgnoredProblem::aCommentSilencesTheRule_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<std::string>("rule");
    QTest::addColumn<bool>("inFile");
    const QByteArray job = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n"_ba;
    QTest::newRow("on a line of its own") << job << std::string("missing-timeout") << false;
    QTest::newRow("in the whole file") << job << std::string("missing-timeout") << true;
    QTest::newRow("in a file with CRLF") << QByteArray(job).replace('\n', "\r\n"_ba) << std::string("missing-timeout")
                                         << false;
    QTest::newRow("behind a byte order mark") << "\xEF\xBB\xBF"_ba + job << std::string("missing-timeout") << true;
    QTest::newRow("beside a rule that is silent already")
        << QByteArray(job).replace("  a:\n"_ba, "  # slipway: ignore empty-section\n  a:\n"_ba)
        << std::string("missing-timeout") << false;
    QTest::newRow("within a script") << QByteArray(job).replace(
        "run: make"_ba, "run: |\n          true\n          echo ${{ nothing.x }}"_ba)
                                     << std::string("expression-name") << false;
}

void TestIgnoredProblem::aCommentSilencesTheRule()
{
    QFETCH(QByteArray, source);
    QFETCH(std::string, rule);
    QFETCH(bool, inFile);
    const auto document = workflow::Document::open(source);
    const auto findings = findingsOf(document);
    const auto *finding = find(findings, rule);
    if (!finding) {
        for (const auto &one : findings)
            qWarning("%s", std::string(one.rule).c_str());
    }
    QVERIFY(finding);
    const auto after = document.edited(code_editor::ignorePatches(document, *finding, inFile));
    QVERIFY(!after.tree()->isBroken());
    QVERIFY2(!find(findingsOf(after), rule), after.source().constData());
    QCOMPARE(after.source().count("\r\n"), source.contains('\r') ? after.source().count('\n') : 0);
}

QTEST_GUILESS_MAIN(TestIgnoredProblem)
#include "test_ignored_problem.moc"
