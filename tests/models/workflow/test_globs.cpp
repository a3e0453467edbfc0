#include "workflow/document.h"
#include "workflow/glob.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

class TestGlobs : public QObject
{
    Q_OBJECT

private slots:
    void matchesAsGitHubDoes_data();
    void matchesAsGitHubDoes();
    void laterPatternsTakeBack_data();
    void laterPatternsTakeBack();
    void staysQuickOnManyStars();
};

void TestGlobs::matchesAsGitHubDoes_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *pattern, const char *text, bool matches) {
        QTest::addRow("%s and %s", pattern, text) << QByteArray(pattern) << QByteArray(text) << matches;
    };
    row("main", "main", true);
    row("main", "Main", false);
    row("main", "main2", false);
    row("feature/*", "feature/my-branch", true);
    row("feature/*", "feature/beta-a/my-branch", false);
    row("feature/**", "feature/beta-a/my-branch", true);
    row("**", "all/the/branches", true);
    row("*", "releases", true);
    row("*", "releases/1", false);
    row("*feature", "mona-feature", true);
    row("**feature", "a/ver-10-feature", true);
    row("v2*", "v2.0", true);
    row("v2*", "v3", false);
    row("v[12].[0-9]+.[0-9]+", "v1.10.1", true);
    row("v[12].[0-9]+.[0-9]+", "v1.10.", false);
    row("v[12].[0-9]+.[0-9]+", "v3.1.1", false);
    row("*.jsx?", "page.js", true);
    row("*.jsx?", "page.jsx", true);
    row("*.jsx?", "page.jsxx", false);
    row("docs/*", "docs/file.md", true);
    row("docs/*", "docs/a/file.md", false);
    row("docs/**", "docs/a/file.md", true);
    row("docs/**/*.md", "docs/README.md", true);
    row("docs/**/*.md", "docs/a/markdown/file.md", true);
    row("**/docs/**", "docs/hello.md", true);
    row("**/docs/**", "dir/docs/my-file.txt", true);
    row("**/docs/**", "my-docs/x", false);
    row("**/README.md", "README.md", true);
    row("**/README.md", "js/README.md", true);
    row("**/README.md", "js/XREADME.md", false);
    row("**/*src/**", "a/src/app.js", true);
    row("**/*src/**", "my-src/code/js/app.js", true);
    row("**/*-post.md", "my-post.md", true);
    row("**/migrate-*.sql", "db/sept/migrate-v1.sql", true);
    row("**.js", "src/js/index.js", true);
    row("a+b", "aaab", true);
    row("a+b", "b", false);
    row("[a-z]?x", "x", true);
    row("[a-z]+x", "abcx", true);
    row("[é]x", "éx", true);
    row("é?x", "x", true);
    row("\\*", "*", true);
    row("\\*", "a", false);
    row("\\!x", "!x", true);
    row("!main", "main", true);
    row("[open", "[open", true);
    row("", "", true);
    row("", "a", false);
    row("a/**/**/b", "a/b", true);
}

void TestGlobs::matchesAsGitHubDoes()
{
    QFETCH(const QByteArray, pattern);
    QFETCH(const QByteArray, text);
    QFETCH(const bool, matches);
    QCOMPARE(
        workflow::matchesGlob({pattern.constData(), size_t(pattern.size())}, {text.constData(), size_t(text.size())}),
        matches);
}

void TestGlobs::laterPatternsTakeBack_data()
{
    QTest::addColumn<QByteArray>("patterns");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("matches");
    QTest::newRow("taken back") << "['releases/**', '!releases/**-alpha']"_ba << "releases/1-alpha"_ba << false;
    QTest::newRow("not taken back") << "['releases/**', '!releases/**-alpha']"_ba << "releases/1"_ba << true;
    QTest::newRow("and brought in again") << "['*', '!x*', 'xy']"_ba << "xy"_ba << true;
    QTest::newRow("taking back alone holds nothing") << "['!x']"_ba << "y"_ba << false;
    QTest::newRow("none") << "[]"_ba << "y"_ba << false;
}

void TestGlobs::laterPatternsTakeBack()
{
    QFETCH(const QByteArray, patterns);
    QFETCH(const QByteArray, text);
    QFETCH(const bool, matches);
    const auto document = workflow::Document::open("on: {push: {branches: " + patterns + "}}\n");
    const workflow::List &list = document.workflow().on.events.at(0).branches;
    QCOMPARE(workflow::matchesFilter(list.items, {text.constData(), size_t(text.size())}), matches);
}

void TestGlobs::staysQuickOnManyStars()
{
    std::string pattern;
    for (int at = 0; at < 200; ++at)
        pattern += "*a";
    QVERIFY(!workflow::matchesGlob(pattern, std::string(2000, 'a') + 'b'));
}

QTEST_GUILESS_MAIN(TestGlobs)
#include "test_globs.moc"
