#include "diagnostics/checker.h"
#include "diagnostics/explanation.h"
#include "diagnostics/shellcheck.h"
#include "workflow/repository.h"
#include "yaml/patch.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

struct Page {
    QString text;
    QByteArrayList fails;
    QByteArrayList passes;
};

Page readPage(const QString &text)
{
    Page page{.text = text};
    QByteArrayList *section = nullptr;
    QByteArray block;
    bool isInBlock = false;
    for (const QString &line : text.split(u'\n')) {
        if (isInBlock && line == "```"_L1) {
            isInBlock = false;
            if (section)
                section->append(std::exchange(block, {}));
        } else if (isInBlock) {
            block += line.toUtf8() + '\n';
        } else if (line.startsWith("```yaml"_L1)) {
            isInBlock = true;
        } else if (line.startsWith("## "_L1)) {
            section = line.startsWith("## Fail"_L1) ? &page.fails
                : line.startsWith("## Pass"_L1)     ? &page.passes
                                                    : nullptr;
        }
    }
    return page;
}

QString textOf(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

/// What the examples' reader knows: a page's comment `# knows secrets: A, B` gives the facts that its rule needs.
QStringList known(const QByteArray &source, const QString &kind)
{
    static const QRegularExpression comment(u"# knows ([a-z-]+): *(.*)"_s);
    for (const QRegularExpressionMatch &match : comment.globalMatch(QString::fromUtf8(source))) {
        if (match.captured(1) == kind)
            return match.captured(2).split(u", "_s, Qt::SkipEmptyParts);
    }
    return {};
}

diagnostics::Facts factsOf(const QByteArray &source)
{
    diagnostics::Facts facts;
    const auto set = [&](const QString &kind) -> std::optional<QSet<QString>> {
        const QStringList names = known(source, kind);
        return names.isEmpty() ? std::nullopt : std::optional(QSet<QString>(names.cbegin(), names.cend()));
    };
    facts.secrets = set(u"secrets"_s);
    facts.variables = set(u"variables"_s);
    facts.environments = set(u"environments"_s);
    facts.runnerLabels = known(source, u"runners"_s);
    facts.requiredChecks = known(source, u"checks"_s);
    facts.deployCommands = known(source, u"deploys"_s);
    return facts;
}

/// An example may hold several files of a repository, each below a comment `# file: PATH`; it speaks of the first.
workflow::MemoryRepository::Files filesOf(const QByteArray &source)
{
    workflow::MemoryRepository::Files files;
    std::string path;
    for (const QByteArray &line : source.split('\n')) {
        constexpr QByteArrayView mark = "# file: ";
        if (line.startsWith(mark))
            path = line.sliced(mark.size()).toStdString();
        else if (!path.empty())
            files[path] += line + '\n';
    }
    return files;
}

/// Shellcheck is asked for its own page alone.
std::vector<diagnostics::Finding> findingsOf(const QByteArray &source, const QString &id)
{
    diagnostics::Facts facts = factsOf(source);
    const QString path = u".github/workflows/example.yml"_s;
    const auto files = filesOf(source);
    if (id == "shellcheck"_L1)
        return diagnostics::runShellcheck(workflow::Document::open(source, path));
    if (files.empty())
        return diagnostics::check({workflow::Document::open(source, path), facts});
    facts.repository = std::make_shared<workflow::MemoryRepository>(files);
    return diagnostics::check({workflow::Document::open(files.at(path.toStdString()), path), facts});
}

QStringList listed(const std::vector<diagnostics::Finding> &findings, std::string_view rule)
{
    QStringList list;
    for (const diagnostics::Finding &finding : findings) {
        if (finding.rule == rule)
            list << u"%1: %2"_s.arg(textOf(finding.rule), finding.message);
    }
    return list;
}

} // namespace

/// Every rule's reference page holds examples, and they are the rule's tests.
class TestExamples : public QObject
{
    Q_OBJECT

private slots:
    void everyPageBelongsToARule();
    void pageSaysWhatItMust_data() { rules(); }
    void pageSaysWhatItMust();
    void failingExamplesFail_data() { rules(); }
    void failingExamplesFail();
    void passingExamplesPass_data() { rules(); }
    void passingExamplesPass();
    void fixesRemoveTheirFindings_data() { rules(); }
    void fixesRemoveTheirFindings();

private:
    static void rules();
};

void TestExamples::rules()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("text");
    for (const diagnostics::Rule *rule : diagnostics::allRules()) {
        const auto text = diagnostics::explanation(rule->id);
        QTest::addRow("%s", std::string(rule->id).c_str()) << textOf(rule->id) << text.value_or(QString());
    }
}

void TestExamples::everyPageBelongsToARule()
{
    const QStringList pages = QDir(u":/rules"_s).entryList();
    QVERIFY(!pages.isEmpty());
    for (const QString &page : pages)
        QVERIFY2(diagnostics::findRule(page.chopped(3).toStdString()), qPrintable(page));
}

void TestExamples::pageSaysWhatItMust()
{
    QFETCH(QString, id);
    QFETCH(QString, text);

    QVERIFY2(!text.isEmpty(), "the rule has no page");
    const Page page = readPage(text);
    QVERIFY(text.startsWith("# "_L1));
    QVERIFY2(!page.fails.isEmpty() && !page.passes.isEmpty(), "the page has no examples");
}

void TestExamples::failingExamplesFail()
{
    QFETCH(QString, id);
    QFETCH(QString, text);

    for (const QByteArray &example : readPage(text).fails) {
        const auto findings = findingsOf(example, id);
        QVERIFY2(!listed(findings, id.toStdString()).isEmpty(), example);
        for (const diagnostics::Finding &finding : findings) {
            const bool isNamed = text.contains(u'`' + textOf(finding.rule) + u'`') || finding.rule == id.toStdString();
            QVERIFY2(isNamed,
                     qPrintable(textOf(finding.rule) + u": "_s + finding.message + u'\n' + QString::fromUtf8(example)));
        }
    }
}

void TestExamples::passingExamplesPass()
{
    QFETCH(QString, id);
    QFETCH(QString, text);

    for (const QByteArray &example : readPage(text).passes)
        QCOMPARE(listed(findingsOf(example, id), id.toStdString()), QStringList());
}

void TestExamples::fixesRemoveTheirFindings()
{
    QFETCH(QString, id);
    QFETCH(QString, text);

    for (const QByteArray &example : readPage(text).fails) {
        if (!filesOf(example).empty())
            continue;
        const auto findings = findingsOf(example, id);
        const qsizetype before = listed(findings, id.toStdString()).size();
        for (const diagnostics::Finding &finding : findings) {
            if (!finding.fix || finding.rule != id.toStdString())
                continue;
            const auto fixed = yaml::apply(example, finding.fix->patches);
            QVERIFY(fixed);
            QVERIFY2(!workflow::Document::open(*fixed).tree()->isBroken(), *fixed);
            const QStringList left = listed(findingsOf(*fixed, id), id.toStdString());
            QVERIFY2(left.size() < before, *fixed);
        }
    }
}

QTEST_GUILESS_MAIN(TestExamples)
#include "test_examples.moc"
