#include "diagnostics/checker.h"
#include "oracle_answers.h"

#include <QFile>
#include <QMap>
#include <QTest>

#include <algorithm>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

const QString corpus = QStringLiteral(SLIPWAY_SOURCE_DIR "/../shared/corpus");

QString textOf(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

/// Lines of a file of tests/data/diagnostics, without comments and blanks.
QStringList recorded(const QString &name)
{
    QFile file(QStringLiteral(SLIPWAY_TEST_DATA "/diagnostics/") + name);
    QStringList lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.startsWith(u'#'))
            lines << line;
    }
    return lines;
}

/// actionlint loses count of the lines within long texts; we do not. Both mean the same text.
bool isInTextOf(yaml::Range range, int line, const yaml::Tree &tree)
{
    const yaml::Node node = tree.nodeAt(range.begin);
    if (!node || !node.isScalar())
        return false;
    const yaml::Range text = node.content();
    return tree.place(text.begin).line <= line && line <= tree.place(text.end).line;
}

/// What one run over the corpus found beside the oracles.
struct Comparison {
    /// By kind; each "FILE:LINE: MESSAGE".
    QMap<QString, QStringList> misses;
    /// By rule, on files that both oracles accept; each "FILE:LINE: MESSAGE".
    QMap<QString, QStringList> extras;
    qsizetype answers = 0;
};

class Comparer
{
public:
    void read(const oracle::FileAnswers &file)
    {
        QFile source(corpus + u"/workflows/"_s + file.file);
        if (!source.open(QIODevice::ReadOnly))
            return;
        const auto document = workflow::Document::open(source.readAll(), u".github/workflows/"_s + file.file);
        const auto findings = diagnostics::check({document, m_facts});
        for (const oracle::Answer &answer : file.answers)
            look(file.file, answer, findings, *document.tree());
        for (const diagnostics::Finding &finding : findings) {
            const int line = document.tree()->place(finding.range.begin).line;
            const QString place = u"%1:%2: %3"_s.arg(file.file).arg(line).arg(finding.message);
            if (file.isAccepted())
                m_result.extras[textOf(finding.rule)] << place;
        }
    }

    const Comparison &result() const { return m_result; }

private:
    void look(const QString &file, const oracle::Answer &answer, const std::vector<diagnostics::Finding> &findings,
              const yaml::Tree &tree)
    {
        ++m_result.answers;
        // The parser marks a map that lacks something at its first line; we mark the key that the map belongs to.
        const bool isBelow = answer.tool == "parser"_L1
            && (answer.message.startsWith("Required property"_L1) || answer.message.startsWith("Missing"_L1));
        const bool isAboutText = answer.kind == "expression"_L1 || answer.kind == "deprecated-commands"_L1;
        const bool isFound = std::ranges::any_of(findings, [&](const diagnostics::Finding &finding) {
            const int line = tree.place(finding.range.begin).line;
            return line == answer.line || (isBelow && line == answer.line - 1)
                || (isAboutText && isInTextOf(finding.range, answer.line, tree));
        });
        if (!isFound) {
            const QString kind = answer.tool + u' ' + answer.kind;
            m_result.misses[kind] << u"%1:%2: %3"_s.arg(file).arg(answer.line).arg(answer.message);
        }
    }

    diagnostics::Facts m_facts;
    Comparison m_result;
};

void print(const char *title, const QMap<QString, QStringList> &groups, const QString &wanted)
{
    for (auto group = groups.cbegin(); group != groups.cend(); ++group) {
        if (!wanted.isEmpty() && wanted != "all"_L1 && !group.key().contains(wanted))
            continue;
        std::printf("%s %s: %lld\n", title, qPrintable(group.key()), static_cast<long long>(group.value().size()));
        if (wanted.isEmpty())
            continue;
        for (const QString &place : group.value())
            std::printf("    %s\n", qPrintable(place.left(300)));
    }
}

/// Whether `text` is `pattern`, in which * stands for any text.
bool matches(const QString &text, const QString &pattern)
{
    const QStringList parts = pattern.split(u'*');
    if (!text.startsWith(parts.first()))
        return false;
    qsizetype at = parts.first().size();
    for (const QString &part : parts.sliced(1)) {
        const qsizetype found = text.indexOf(part, at);
        if (found < 0)
            return false;
        at = found + part.size();
    }
    return at == text.size() || pattern.endsWith(u'*');
}

/// Those of `groups` that no line of `allowed` justifies.
QStringList unjustified(const QMap<QString, QStringList> &groups, const QStringList &allowed)
{
    QStringList left;
    for (auto group = groups.cbegin(); group != groups.cend(); ++group) {
        for (const QString &place : group.value()) {
            const QString line = group.key() + u": "_s + place;
            if (std::ranges::none_of(allowed, [&](const QString &pattern) { return matches(line, pattern); }))
                left << line;
        }
    }
    return left;
}

} // namespace

/// The corpus and what others say of it. `ORACLES=all test_diagnostics_oracles` prints each difference; a part of a
/// kind's or rule's name in place of `all` prints those alone.
class TestOracles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFindingOfTheOraclesIsFound();
    void acceptedFilesGetOwnFindingsAlone();

private:
    Comparison m_comparison;
};

void TestOracles::initTestCase()
{
    const auto files = oracle::readAnswers(corpus);
    if (files.empty())
        QSKIP("the corpus is not here");
    Comparer comparer;
    for (const oracle::FileAnswers &file : files)
        comparer.read(file);
    m_comparison = comparer.result();
    const QString wanted = qEnvironmentVariable("ORACLES");
    print("missed", m_comparison.misses, wanted);
    print("extra", m_comparison.extras, wanted);
    std::printf("%lld answers of %lld files\n", static_cast<long long>(m_comparison.answers),
                static_cast<long long>(files.size()));
    std::fflush(stdout);
}

void TestOracles::everyFindingOfTheOraclesIsFound()
{
    QCOMPARE(unjustified(m_comparison.misses, recorded(u"oracle_misses.txt"_s)).join(u'\n'), QString());
}

void TestOracles::acceptedFilesGetOwnFindingsAlone()
{
    QCOMPARE(unjustified(m_comparison.extras, recorded(u"oracle_extras.txt"_s)).join(u'\n'), QString());
}

QTEST_GUILESS_MAIN(TestOracles)
#include "test_oracles.moc"
