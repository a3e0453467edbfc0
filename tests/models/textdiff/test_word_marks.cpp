#include "textdiff/word_marks.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::textdiff;

namespace {

/// The line with what is marked in brackets.
QByteArray marked(const QByteArray &line, const std::vector<ByteRange> &marks)
{
    QByteArray text = line;
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark)
        text.insert(mark->end, ']').insert(mark->begin, '[');
    return text;
}

} // namespace

class TestWordMarks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsThatDifferAreMarked_data();
    void wordsThatDifferAreMarked();
    void aLineTooLongToReadHasNoMarks();
};

void TestWordMarks::wordsThatDifferAreMarked_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("markedBefore");
    QTest::addColumn<QByteArray>("markedAfter");
    QTest::newRow("a number") << "timeout-minutes: 15\n"_ba << "timeout-minutes: 20\n"_ba
                              << "timeout-minutes: [15]\n"_ba
                              << "timeout-minutes: [20]\n"_ba;
    QTest::newRow("a word added") << "needs: [ci]"_ba << "needs: [ci, lint]"_ba << "needs: [ci]"_ba
                                  << "needs: [ci[, lint]]"_ba;
    QTest::newRow("line end alone") << "a: b\n"_ba << "a: b\r\n"_ba << "a: b\n"_ba << "a: b\r\n"_ba;
    QTest::newRow("whole characters") << "name: für alle"_ba << "name: fär alle"_ba << "name: [für] alle"_ba
                                      << "name: [fär] alle"_ba;
    QTest::newRow("two other lines") << "on: push"_ba << "permissions: read-all"_ba << "on: push"_ba
                                     << "permissions: read-all"_ba;
    QTest::newRow("nothing") << ""_ba << ""_ba << ""_ba << ""_ba;
}

void TestWordMarks::wordsThatDifferAreMarked()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const WordMarks marks = wordMarks(before, after);
    QTEST(marked(before, marks.before), "markedBefore");
    QTEST(marked(after, marks.after), "markedAfter");
}

void TestWordMarks::aLineTooLongToReadHasNoMarks()
{
    const WordMarks marks = wordMarks("x " + QByteArray(100'000, 'a'), "y " + QByteArray(100'000, 'a'));
    QVERIFY(marks.before.empty());
    QVERIFY(marks.after.empty());
}

QTEST_GUILESS_MAIN(TestWordMarks)
#include "test_word_marks.moc"
