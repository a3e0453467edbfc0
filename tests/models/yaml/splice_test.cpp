// A tree that takes a change in must be the tree of the changed text, in every node, comment, line and problem.
#include "tree_checks.h"

#include "yaml/tree.h"

#include <QDirIterator>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::yaml;

class SpliceTest : public QObject
{
    Q_OBJECT

private slots:
    void isTheTreeOfTheChangedText_data();
    void isTheTreeOfTheChangedText();
    void holdsForRandomChanges();
};

namespace {

constexpr auto workflow = "# head\nname: CI\non: [push]\njobs:\n  a:\n    runs-on: x # c\n    steps:\n      - run: |\n"
                          "          echo\n\n      - uses: \"y\\tz\"\n  # own\n  b:\n    needs: a\n    if: >\n      k\n"
                          "env:\n  A: 'b'\n  # last\n";

QString checked(const Tree &tree, const Patches &patches)
{
    const auto changed = apply(tree.source(), patches);
    if (!changed)
        return u"the patches do not fit"_s;
    return checks::ofSameness(*tree.edited(patches), *Tree::parse(*changed));
}

quint32 offsetOf(std::string_view text)
{
    return static_cast<quint32>(std::string_view(workflow).find(text));
}

QList<QByteArray> sources()
{
    QList<QByteArray> all{workflow,
                          "a: 1\nb: 2",
                          "\xEF\xBB\xBF"
                          "a: b\nc: |\n  d",
                          "jobs:\n  x:\n  y:\n",
                          "---\na: b\njobs:\n  x: {}\n...\n",
                          "a:\r\n  b\r\njobs:\r\n  c: d\r\n  e: [f]\r\n"};
    const QDir corpus(QStringLiteral(SLIPWAY_SOURCE_DIR "/../shared/corpus/workflows"));
    QDirIterator files(corpus.path(), {u"*.yml"_s, u"*.yaml"_s}, QDir::Files, QDirIterator::Subdirectories);
    for (int i = 0; files.hasNext(); ++i) {
        QFile file(files.next());
        if (i % 8 == 0 && file.open(QIODevice::ReadOnly))
            all.append(file.readAll());
    }
    return all;
}

Patches randomPatches(QRandomGenerator &random, const Tree &tree)
{
    static const std::vector<std::string> texts{
        "x", " ",  "\n", ":",  "'",       "\"", "#",  "-",      "  ",         "\t",    "[",    "]", "{", "}", "|",
        ">", "&a", "*a", "!t", "\n---\n", "é",  "\r", "a: b\n", "\n  z: y\n", "\n- w", " # c", "",  "",  "",  ""};
    const auto size = static_cast<quint32>(tree.source().size());
    const auto begin = static_cast<quint32>(random.bounded(static_cast<int>(size) + 1));
    const auto end = std::min(size, begin + static_cast<quint32>(random.bounded(3) == 0 ? random.bounded(12) : 0));
    const auto text = [&random] { return texts[static_cast<size_t>(random.bounded(static_cast<int>(texts.size())))]; };
    Patches patches{{{begin, end}, text()}};
    if (random.bounded(4) == 0 && end + 20 < size)
        patches.push_back({{end + 10, end + 11}, text()});
    return patches;
}

} // namespace

void SpliceTest::isTheTreeOfTheChangedText_data()
{
    QTest::addColumn<QString>("at");
    QTest::addColumn<int>("removed");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("in a value") << u"CI"_s << 1 << "xyz"_ba;
    QTest::newRow("in a job") << u"x # c"_s << 1 << "ubuntu"_ba;
    QTest::newRow("in a script") << u"echo"_s << 4 << "a\n          b: [\n"_ba;
    QTest::newRow("in a comment") << u"own"_s << 0 << "my "_ba;
    QTest::newRow("in the last job") << u"k\n"_s << 1 << "l\n\n      m"_ba;
    QTest::newRow("in the last entry") << u"'b'"_s << 3 << "c"_ba;
    QTest::newRow("of a key") << u"b:\n"_s << 1 << "c"_ba;
    QTest::newRow("to the same key twice") << u"b:\n"_s << 1 << "a"_ba;
    QTest::newRow("a step more") << u"  # own"_s << 0 << "      - run: z\n"_ba;
    QTest::newRow("a job more") << u"  # own"_s << 0 << "  d:\n    runs-on: y\n"_ba;
    QTest::newRow("a value gone") << u" a\n    if"_s << 2 << ""_ba;
    QTest::newRow("a quote opened") << u"x # c"_s << 1 << "\"x"_ba;
    QTest::newRow("a bracket opened") << u"x # c"_s << 1 << "[x"_ba;
    QTest::newRow("an anchor") << u"x # c"_s << 0 << "&y "_ba;
    QTest::newRow("a document mark") << u"  # own"_s << 0 << "---\n"_ba;
    QTest::newRow("a line end gone") << u"\n  # own"_s << 1 << ""_ba;
    QTest::newRow("an indentation changed") << u"  b:"_s << 1 << ""_ba;
}

void SpliceTest::isTheTreeOfTheChangedText()
{
    QFETCH(const QString, at);
    QFETCH(const int, removed);
    QFETCH(const QByteArray, text);
    const auto begin = offsetOf(at.toStdString());
    const Patches patches{{{begin, begin + static_cast<quint32>(removed)}, text.toStdString()}};
    QCOMPARE(checked(*Tree::parse(workflow), patches), QString());
}

void SpliceTest::holdsForRandomChanges()
{
    QRandomGenerator random(11);
    for (const auto &source : sources()) {
        const auto tree = Tree::parse(source);
        for (int i = 0; i < (source.size() < 1'000 ? 200 : 1); ++i) {
            const auto patches = randomPatches(random, *tree);
            const auto found = checked(*tree, patches);
            if (!found.isEmpty()) {
                qInfo("%s", (*apply(source, patches)).left(2'000).constData());
                QFAIL(qPrintable(u"at %1: %2"_s.arg(patches.front().range.begin).arg(found)));
            }
        }
    }
}

QTEST_GUILESS_MAIN(SpliceTest)
#include "splice_test.moc"
