#include "expressions/check.h"
#include "expressions/parser.h"
#include "expressions/templates.h"
#include "printed.h"
#include "yaml/scalars.h"
#include "yaml/tree.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::expressions;

/// Every expression of the recorded workflows, next to what @actions/expressions said of them.
class TestCorpus final : public QObject
{
    Q_OBJECT

private slots:
    void findsAndReadsWhatGithubReads_data();
    void findsAndReadsWhatGithubReads();
};

namespace {

const QString corpus = QStringLiteral(SLIPWAY_SOURCE_DIR "/../shared/corpus");

/// What the oracle did, too: each template in a text that is a value, and each `if` without one.
class Reader
{
public:
    void read(yaml::Node node)
    {
        if (node.kind() == yaml::Kind::Scalar && !node.isKey() && yaml::meaningOf(node) == yaml::Meaning::Text)
            readScalar(node);
        if (node.kind() == yaml::Kind::Mapping || node.kind() == yaml::Kind::Sequence)
            for (yaml::Node child = node.firstChild(); child; child = child.next())
                read(child);
    }

    int count = 0;
    QStringList errors;

private:
    void readScalar(yaml::Node node)
    {
        const std::string_view text = node.text();
        if (text.contains("${{")) {
            for (const Template &part : templates(text))
                if (part.isTerminated)
                    readExpression(text.substr(part.inner.begin, part.inner.size()));
        } else if (node.key() && node.key().text() == "if") {
            readExpression(text);
        }
    }

    void readExpression(std::string_view text)
    {
        ++count;
        if (const auto read = parse(text, m_ast); !read) {
            if (read.error().code != SyntaxError::Code::Empty)
                errors.append(printed::text(text) + u": "_s + read.error().message);
            return;
        }
        for (const Finding &finding : check(m_ast, m_scope).findings)
            if (finding.code == Finding::Code::UnknownContext || finding.code == Finding::Code::UnknownFunction)
                errors.append(printed::text(text) + u": "_s + finding.message);
    }

    Ast m_ast;
    Scope m_scope;
};

} // namespace

void TestCorpus::findsAndReadsWhatGithubReads_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("workflows") << u"workflows"_s;
}

void TestCorpus::findsAndReadsWhatGithubReads()
{
    QFETCH(QString, folder);
    QFile answers(corpus + u"/expected/%1.jsonl"_s.arg(folder));
    if (!answers.open(QFile::ReadOnly))
        QSKIP("The corpus is not here.");
    int files = 0;
    while (!answers.atEnd()) {
        const QJsonObject answer = QJsonDocument::fromJson(answers.readLine()).object();
        const QString name = answer.value("file"_L1).toString();
        const QJsonArray expected = answer.value("expr"_L1).toArray();
        QFile file(corpus + u'/' + folder + u'/' + name);
        if (expected.isEmpty() || !answer.value("ok"_L1).toBool() || !file.open(QFile::ReadOnly))
            continue;
        const yaml::Tree::Ptr tree = yaml::Tree::parse(file.readAll());
        Reader reader;
        for (const yaml::Node root : tree->documents())
            reader.read(root);
        QVERIFY2(reader.count == expected[0].toInt(),
                 qPrintable(u"%1: %2 expressions, not %3"_s.arg(name).arg(reader.count).arg(expected[0].toInt())));
        QVERIFY2(reader.errors.isEmpty() == expected[1].toArray().isEmpty(),
                 qPrintable(name + u": "_s + reader.errors.join(u'\n')));
        ++files;
    }
    QVERIFY(files > 1'000);
}

QTEST_GUILESS_MAIN(TestCorpus)
#include "test_corpus.moc"
