#include "expressions/parser.h"
#include "expressions/untrusted.h"
#include "printed.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::expressions;

class TestUntrusted final : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatOthersChoose_data();
    void findsWhatOthersChoose();
    void givesThePlace();
};

void TestUntrusted::findsWhatOthersChoose_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("paths");
    const auto title = u"github.event.issue.title"_s;
    QTest::newRow("title") << title << title;
    QTest::newRow("other case and brackets") << u"GitHub['event'].ISSUE['Title']"_s << title;
    QTest::newRow("branch") << u"github.head_ref"_s << u"github.head_ref"_s;
    QTest::newRow("number of a pull request") << u"github.event.pull_request.number"_s << u""_s;
    QTest::newRow("a part of the path") << u"github.event.issue"_s << u""_s;
    QTest::newRow("more than the path") << u"github.event.issue.title.x"_s << u""_s;
    QTest::newRow("element of a list") << u"github.event.commits[0].message"_s << u"github.event.commits.*.message"_s;
    QTest::newRow("every element") << u"github.event.commits.*.message"_s << u"github.event.commits.*.message"_s;
    QTest::newRow("a property of all") << u"github.event.*.body"_s
                                       << u"github.event.comment.body github.event.discussion.body "
                                          "github.event.issue.body github.event.pull_request.body "
                                          "github.event.review.body github.event.review_comment.body"_s;
    QTest::newRow("one of what a filter gives")
        << u"github.event.commits.*.author.name[0]"_s << u"github.event.commits.*.author.name"_s;
    QTest::newRow("within a function") << u"format('{0}', github.head_ref)"_s << u"github.head_ref"_s;
    QTest::newRow("as an alternative") << u"github.head_ref || github.ref"_s << u"github.head_ref"_s;
    QTest::newRow("compared") << u"github.head_ref == 'main'"_s << u""_s;
    QTest::newRow("searched") << u"contains(github.event.issue.title, 'x')"_s << u""_s;
    QTest::newRow("begins with") << u"startsWith(github.head_ref, 'x')"_s << u""_s;
    QTest::newRow("negated") << u"!github.head_ref"_s << u""_s;
    QTest::newRow("decides only once of two") << u"github.head_ref == 'x' && github.head_ref"_s << u"github.head_ref"_s;
    QTest::newRow("as an index") << u"matrix[github.head_ref]"_s << u"github.head_ref"_s;
    QTest::newRow("other context") << u"env.head_ref"_s << u""_s;
}

void TestUntrusted::findsWhatOthersChoose()
{
    QFETCH(QString, text);
    QFETCH(QString, paths);
    const std::string source = printed::bytes(text);
    const auto ast = parse(source);
    QVERIFY(ast);
    QStringList found;
    for (const UntrustedInput &input : untrustedInputs(*ast))
        for (const std::string_view path : input.paths)
            found.append(printed::text(path));
    QCOMPARE(found.join(u' '), paths);
}

void TestUntrusted::givesThePlace()
{
    const std::string_view source = "1 && toJSON(github.event.issue.body)";
    const auto ast = parse(source);
    QVERIFY(ast);
    const auto found = untrustedInputs(*ast);
    QCOMPARE(found.size(), size_t(1));
    QCOMPARE(source.substr(found.front().range.begin, found.front().range.size()), "github.event.issue.body");
}

QTEST_GUILESS_MAIN(TestUntrusted)
#include "test_untrusted.moc"
