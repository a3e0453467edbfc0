// Every real workflow file: the tree says what yaml-cpp says, and leaves no byte out.
#include "tree_checks.h"

#include "yaml/tree.h"

#include <QDirIterator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::yaml;

class CorpusTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saysWhatYamlCppSays();
    void leavesNoByteOut();
    void hasRangesInOrder();

private:
    void forEachFile(QString (*check)(const Tree &));

    QList<std::pair<QString, Tree::Ptr>> m_trees;
};

void CorpusTest::initTestCase()
{
    const QDir corpus(QStringLiteral(SLIPWAY_SOURCE_DIR "/../shared/corpus"));
    if (!corpus.exists())
        QSKIP("The corpus of workflow files is not here.");
    for (const auto &folder : {u"workflows"_s, u"loop-health"_s}) {
        QDirIterator files(corpus.filePath(folder), {u"*.yml"_s, u"*.yaml"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            m_trees.append({corpus.relativeFilePath(file.fileName()), Tree::parse(file.readAll())});
        }
    }
    QVERIFY(m_trees.size() > 100);
}

void CorpusTest::forEachFile(QString (*check)(const Tree &))
{
    QStringList wrong;
    for (const auto &[name, tree] : std::as_const(m_trees)) {
        if (const auto found = check(*tree); !found.isEmpty())
            wrong.append(name + u": "_s + found);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void CorpusTest::saysWhatYamlCppSays()
{
    forEachFile([](const Tree &tree) { return tree.isBroken() ? QString() : checks::ofEvents(tree); });
}

void CorpusTest::leavesNoByteOut()
{
    forEachFile([](const Tree &tree) { return tree.isBroken() ? QString() : checks::ofGaps(tree); });
}

void CorpusTest::hasRangesInOrder()
{
    forEachFile(checks::ofRanges);
}

QTEST_GUILESS_MAIN(CorpusTest)
#include "corpus_test.moc"
