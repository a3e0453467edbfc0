#include "inspector/forms/cron.h"
#include "inspector/forms/patterns.h"
#include "pane.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace slipway;
using editing::Place;

class TestInspector final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsNothingWithoutAFile();
    void headSaysWhatIsSelected();
    void everyControlHasAName();
    void brokenTextMakesItReadOnlyAndSaysWhy();
    void unusualValueIsShownAndKept();
    void hostileNamesAreShownAsTheyAre();
    void cycleIsRefusedWithItsReason();
    void takenIdIsRefusedInWords();
    void secretIsAChipWithWhatIsKnown();
    void expressionIsJudgedWhileTyped();
    void valueFollowsTheChosenEvent();
    void fixOfAFindingIsOffered();
    void inputsOfAnActionAreTyped();
    void unreachableActionLeavesFreeFields();
    void scheduleIsSaidInWords_data();
    void scheduleIsSaidInWords();
    void patternIsSaidInWords_data();
    void patternIsSaidInWords();
};

void TestInspector::showsNothingWithoutAFile()
{
    inspector::Inspector pane;
    pane.show();
    QVERIFY(pane.isVisible());
    QVERIFY(pane.findChildren<QLineEdit *>().isEmpty());
}

void TestInspector::headSaysWhatIsSelected()
{
    Pane pane(loopHealth(u"patient-graph-ci-cd.yml"_s));
    pane.select(Place::ofStep("deploy", 2));
    QVERIFY(pane.shows(u"Deploy to Fly.io"_s));
    QVERIFY(pane.shows(u"Step 3 of 6"_s));
}

void TestInspector::everyControlHasAName()
{
    Pane pane(loopHealth(u"migrations.yml"_s));
    const QList<Place> places{Place::file(), Place::trigger("workflow_dispatch"), Place::ofJob("migrate"),
                              Place::ofStep("migrate", 5), Place::ofStep("migrate", 1)};
    for (const Place &place : places) {
        pane.select(place);
        const auto all = pane.widget.findChildren<QWidget *>();
        for (const QWidget *one : all) {
            const bool isControl = qobject_cast<const QLineEdit *>(one) || qobject_cast<const QAbstractButton *>(one)
                || qobject_cast<const QComboBox *>(one) || qobject_cast<const QPlainTextEdit *>(one);
            if (isControl && one->isVisibleTo(&pane.widget) && one->focusPolicy() != Qt::NoFocus)
                QVERIFY2(!one->accessibleName().isEmpty(), one->metaObject()->className());
        }
    }
}

void TestInspector::brokenTextMakesItReadOnlyAndSaysWhy()
{
    Pane pane(loopHealth(u"patient-graph-ci-cd.yml"_s));
    pane.select(Place::ofStep("deploy", 2));
    QVERIFY(pane.line(u"Name"_s)->isEnabled());
    QVERIFY(pane.file.history().apply({{{0, 0}, "\"\n"}}, u"Break"_s));
    QVERIFY(!pane.file.brokenBecause().isEmpty());
    QVERIFY(!pane.line(u"Name"_s)->isEnabled());
    QCOMPARE(pane.line(u"Name"_s)->text(), u"Deploy to Fly.io"_s);
    QVERIFY(pane.shows(pane.file.brokenBecause()));
    pane.undoAll();
    QVERIFY(pane.line(u"Name"_s)->isEnabled());
}

void TestInspector::unusualValueIsShownAndKept()
{
    const QByteArray text = "on: push\njobs:\n  a:\n    name: &n [x, y]\n    timeout-minutes: ${{ inputs.limit }}\n"
                            "    runs-on: x\n    steps:\n      - run: true\n";
    Pane pane(text);
    pane.select(Place::ofJob("a"));
    QVERIFY(!pane.line(u"Name"_s));
    QVERIFY(pane.shows(u"&n [x, y]"_s));
    QCOMPARE(pane.line(u"Time limit in minutes"_s)->text(), u"${{ inputs.limit }}"_s);
    QSignalSpy asked(&pane.widget, &inspector::Inspector::sourceRequested);
    QTest::mouseClick(pane.find<QPushButton>(u"Edit in source"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(pane.text(), text);
}

void TestInspector::hostileNamesAreShownAsTheyAre()
{
    const QString name = u"<b>bold</b> \u202eevil & "_s + QString(10'000, QChar(0x0301));
    Pane pane("on: push\njobs:\n  a:\n    name: \"" + name.toUtf8()
              + "\"\n    runs-on: x\n    steps:\n      - name: '<i>s</i>'\n"
                "        run: true\n        env: {'<u>': '${{ secrets.X }}'}\n");
    pane.select(Place::ofJob("a"));
    pane.select(Place::ofStep("a", 0));
    QVERIFY(pane.shows(u"<i>s</i>"_s));
    const auto labels = pane.widget.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()));
    QCOMPARE(pane.text(), pane.before);
}

void TestInspector::cycleIsRefusedWithItsReason()
{
    Pane pane(loopHealth(u"patient-graph-ci-cd.yml"_s));
    pane.select(Place::ofJob("ci"));
    auto *box = pane.find<QCheckBox>(u"deploy"_s);
    QVERIFY(box);
    QVERIFY(!box->isEnabled());
    QVERIFY(box->accessibleDescription().contains(u"deploy waits for ci already"_s));
}

void TestInspector::takenIdIsRefusedInWords()
{
    Pane pane(loopHealth(u"patient-graph-ci-cd.yml"_s));
    pane.select(Place::ofJob("ci"));
    QSignalSpy refused(&pane.widget, &inspector::Inspector::refused);
    pane.write(pane.line(u"Id"_s), u"deploy"_s);
    QCOMPARE(refused.size(), 1);
    QVERIFY(pane.shows(u"There is a job deploy already."_s));
    QCOMPARE(pane.text(), pane.before);
}

void TestInspector::secretIsAChipWithWhatIsKnown()
{
    inspector::Sources sources;
    sources.secretWords = [](const QString &name) {
        return name == "FLY_API_TOKEN"_L1 ? u"In repository secrets, rotates in 41 days"_s : QString();
    };
    Pane pane(loopHealth(u"patient-graph-ci-cd.yml"_s), sources);
    pane.select(Place::ofStep("deploy", 2));
    QVERIFY(pane.find<QPushButton>(u"Secret FLY_API_TOKEN"_s));
    QVERIFY(pane.shows(u"rotates in 41 days"_s));
    QTest::mouseClick(pane.find<QPushButton>(u"Secret FLY_API_TOKEN"_s), Qt::LeftButton);
    QLineEdit *value = pane.line(u"Value of FLY_API_TOKEN"_s);
    QVERIFY(value);
    pane.write(value, u"${{ secrets.OTHER }}"_s);
    QVERIFY(pane.text().contains("FLY_API_TOKEN: ${{ secrets.OTHER }}\n"));
    QVERIFY(pane.shows(u"There is no secret OTHER"_s));
}

void TestInspector::expressionIsJudgedWhileTyped()
{
    Pane pane(loopHealth(u"patient-graph-ci-cd.yml"_s));
    pane.select(Place::ofJob("deploy"));
    QLineEdit *condition = pane.line(u"Runs when"_s);
    Pane::enter(condition);
    condition->selectAll();
    QTest::keyClicks(condition, u"github.ref == "_s);
    QVERIFY(!pane.shows(u"(boolean)"_s));
    QTest::keyClicks(condition, u"'x'"_s);
    QVERIFY(pane.shows(u"Push to main: does not run (boolean)"_s));
    QTest::keyClick(condition, Qt::Key_Escape);
    QCOMPARE(pane.text(), pane.before);
}

void TestInspector::valueFollowsTheChosenEvent()
{
    Pane pane(loopHealth(u"patient-graph-ci-cd.yml"_s));
    pane.select(Place::ofJob("deploy"));
    QVERIFY(pane.shows(u"Push to main: runs"_s));
    pane.choose(pane.find<QComboBox>(u"Values as if"_s), u"Pull request to main"_s);
    QVERIFY(pane.shows(u"Pull request to main:"_s));
}

void TestInspector::fixOfAFindingIsOffered()
{
    Pane pane(loopHealth(u"patient-graph-ci-cd.yml"_s));
    pane.select(Place::ofJob("deploy"));
    QTRY_COMPARE(pane.file.checkedRevision(), pane.file.document().revision());
    QTRY_VERIFY(pane.find<QPushButton>(u"Add timeout-minutes: 15"_s));
    QTest::mouseClick(pane.find<QPushButton>(u"Add timeout-minutes: 15"_s), Qt::LeftButton);
    QCOMPARE(changedLines(pane.before, pane.text()), QStringList{u"+    timeout-minutes: 15"_s});
}

void TestInspector::inputsOfAnActionAreTyped()
{
    inspector::Sources sources;
    sources.action = [](const QString &, QObject *, const inspector::Sources::Answer &answer) {
        answer(
            std::make_shared<const workflow::ActionMetadata>(workflow::readAction(
                "name: x\ninputs:\n  fetch-depth:\n    description: How many commits\n    default: 1\n"
                "  token:\n    required: true\n  clean:\n    default: true\nruns:\n  using: node20\n  main: x.js\n")),
            {});
    };
    Pane pane(loopHealth(u"patient-graph-ci-cd.yml"_s), sources);
    pane.select(Place::ofStep("ci", 0));
    QLineEdit *depth = pane.line(u"fetch-depth"_s);
    QVERIFY(depth);
    QCOMPARE(depth->text(), u"0"_s);
    QCOMPARE(depth->placeholderText(), u"1"_s);
    QCOMPARE(depth->accessibleDescription(), u"How many commits"_s);
    QVERIFY(pane.line(u"token (required)"_s));
    auto *clean = pane.find<QCheckBox>(u"clean"_s);
    QVERIFY(clean && clean->isChecked());
    QTest::mouseClick(clean, Qt::LeftButton);
    QCOMPARE(changedLines(pane.before, pane.text()), QStringList{u"+          clean: false"_s});
}

void TestInspector::unreachableActionLeavesFreeFields()
{
    inspector::Sources sources;
    sources.action = [](const QString &, QObject *, const inspector::Sources::Answer &answer) {
        answer(nullptr, u"GitHub cannot be reached."_s);
    };
    Pane pane(loopHealth(u"patient-graph-ci-cd.yml"_s), sources);
    pane.select(Place::ofStep("ci", 0));
    QVERIFY(pane.shows(u"GitHub cannot be reached."_s));
    QVERIFY(pane.line(u"Value of fetch-depth"_s));
}

void TestInspector::scheduleIsSaidInWords_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("next");
    QTest::newRow("each Monday") << u"0 6 * * 1"_s << u"Every Monday, 06:00 UTC"_s << u"2024-03-25T06:00:00Z"_s;
    QTest::newRow("weekdays") << u"30 7 * * MON-FRI"_s << u"Monday to Friday, 07:30 UTC"_s << u"2024-03-22T07:30:00Z"_s;
    QTest::newRow("each day") << u"0 6 * * *"_s << u"Every day, 06:00 UTC"_s << u"2024-03-22T06:00:00Z"_s;
    QTest::newRow("quarters") << u"*/15 * * * *"_s << u"Every day, every 15 minutes"_s << u"2024-03-21T14:45:00Z"_s;
    QTest::newRow("first of the month") << u"0 0 1 * *"_s << u"On day 1 of each month, 00:00 UTC"_s
                                        << u"2024-04-01T00:00:00Z"_s;
    QTest::newRow("day or weekday") << u"0 0 13 * 5"_s << u"On days 13 of months *, days of the week 5, 00:00 UTC"_s
                                    << u"2024-03-22T00:00:00Z"_s;
    QTest::newRow("four fields") << u"0 6 * *"_s << QString() << QString();
    QTest::newRow("hour 25") << u"0 25 * * *"_s << QString() << QString();
    QTest::newRow("a nickname") << u"@daily"_s << QString() << QString();
}

void TestInspector::scheduleIsSaidInWords()
{
    QFETCH(QString, cron);
    const auto parsed = inspector::Cron::parse(cron);
    QTEST(parsed ? parsed->words() : QString(), "words");
    const QDateTime now(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC);
    QTEST(parsed ? parsed->next(now, 3).first().toString(Qt::ISODate) : QString(), "next");
}

void TestInspector::patternIsSaidInWords_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("isWrong");
    QTest::newRow("a name") << u"main"_s << u"Matches: main alone"_s << false;
    QTest::newRow("a folder") << u"apps/**"_s << u"Matches: everything below apps"_s << false;
    QTest::newRow("taken back") << u"!docs/**"_s << u"Takes back: everything below docs"_s << false;
    QTest::newRow("an open bracket") << u"v[0-9"_s << u"The bracket is not closed. Add a ]."_s << true;
    QTest::newRow("nothing to repeat") << u"+a"_s << u"The + repeats the letter before it, and there is none."_s
                                       << true;
}

void TestInspector::patternIsSaidInWords()
{
    QFETCH(QString, pattern);
    const auto meaning = inspector::patternMeaning(pattern);
    QTEST(meaning.words, "words");
    QTEST(meaning.isWrong, "isWrong");
}

QTEST_MAIN(TestInspector)
#include "test_inspector.moc"
