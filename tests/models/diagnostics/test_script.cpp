#include "diagnostics/script.h"

#include <QTest>

using namespace slipway::diagnostics;
using namespace Qt::StringLiterals;

/// Which programs a script runs.
class TestScript : public QObject
{
    Q_OBJECT

private slots:
    void tellsProgramsFromTexts_data();
    void tellsProgramsFromTexts();
    void givesPlaces();
};

void TestScript::tellsProgramsFromTexts_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QStringList>("commands");
    const auto row = [](const char *name, const QByteArray &script, const QStringList &commands) {
        QTest::newRow(name) << script << commands;
    };
    row("one", "make test", {u"make test"_s});
    row("nothing", "", {});
    row("blanks and a comment", "  \n# make\n\t", {});
    row("separators", "a 1; b 2 && c 3 || d 4 | e 5 & f", {u"a 1"_s, u"b 2"_s, u"c 3"_s, u"d 4"_s, u"e 5"_s, u"f"_s});
    row("behind keywords", "if ! a; then b; else c; fi", {u"a"_s, u"b"_s, u"c"_s, u"fi"_s});
    row("behind assignments and sudo", "X=1 sudo -E env Y=2 a b", {u"a b"_s});
    row("behind runners of packages", "npx --yes a b\npnpm dlx c", {u"a b"_s, u"c"_s});
    row("in a folder", "./bin/a b", {u"a b"_s});
    row("in brackets", "x=$(a b) && (c d)", {u"a b"_s, u"c d"_s});
    row("quotes", "a 'b; c' \"d && e\" f'g h'", {u"a b; c d && e f'g h'"_s});
    row("quote that nothing ends", "a 'b", {u"a 'b"_s});
    row("line that goes on", "a \\\n  b \\\r\n  c", {u"a b c"_s});
    row("redirections", "a > out 2>&1 b < in", {u"a 2 b"_s});
    row("here-document", "cat <<'EOF' | a\nb c\nEOF\nd", {u"cat"_s, u"a"_s, u"d"_s});
    row("here-document that nothing ends", "cat <<EOF\nb c", {u"cat"_s});
    row("expression", "a ${{ b && c }} d", {u"a ${{ b && c }} d"_s});
    row("expression that nothing ends", "a ${{ b", {u"a ${{ b"_s});
    row("braces", "for i in {1..3}; do { a ${x}; }; done", {u"for i in {1..3}"_s, u"a ${x}"_s, u"done"_s});
    row("nothing but separators", ";;&&||()`<>", {});
}

void TestScript::tellsProgramsFromTexts()
{
    QFETCH(QByteArray, script);
    QFETCH(QStringList, commands);
    QStringList found;
    const std::string text = script.toStdString();
    for (Commands reader(text); reader.next();) {
        QString command = QString::fromUtf8(reader.program().data(), qsizetype(reader.program().size()));
        for (const std::string_view word : reader.arguments())
            command += u' ' + QString::fromUtf8(word.data(), qsizetype(word.size()));
        found.append(command);
    }
    QCOMPARE(found, commands);
}

void TestScript::givesPlaces()
{
    const std::string_view script = "cd x && sudo flyctl deploy --app 'a b' # now\nmake";
    Commands reader(script);
    QVERIFY(reader.next() && reader.next());
    QCOMPARE(script.substr(reader.begin(), reader.end() - reader.begin()),
             std::string_view("flyctl deploy --app 'a b'"));
    QVERIFY(reader.hasArgument("deploy"));
    QVERIFY(reader.hasArgumentLike("--ap"));
    static constexpr std::string_view wanted[] = {"deploy", "a b"};
    QVERIFY(reader.hasInOrder(wanted));
}

QTEST_GUILESS_MAIN(TestScript)
#include "test_script.moc"
