#include "expressions/condition.h"
#include "printed.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway::expressions;
using Answer = Decision::Answer;

class TestCondition final : public QObject
{
    Q_OBJECT

private slots:
    void decides_data();
    void decides();
    void saysOnWhatItDepends();
    void saysWhereItIsBroken();
};

void TestCondition::decides_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<RunState>("state");
    QTest::addColumn<Answer>("answer");
    const auto push = u"github.event_name == 'push'"_s;
    QTest::newRow("nothing means success") << u""_s << RunState::Success << Answer::Runs;
    QTest::newRow("nothing after a failure") << u" "_s << RunState::Failure << Answer::DoesNotRun;
    QTest::newRow("holds") << push << RunState::Success << Answer::Runs;
    QTest::newRow("holds, in braces") << u"${{ %1 }}"_s.arg(push) << RunState::Success << Answer::Runs;
    QTest::newRow("holds, but not after a failure") << push << RunState::Failure << Answer::DoesNotRun;
    QTest::newRow("does not hold") << u"github.event_name == 'x'"_s << RunState::Success << Answer::DoesNotRun;
    QTest::newRow("does not hold, state unknown")
        << u"github.event_name == 'x'"_s << RunState::Unknown << Answer::DoesNotRun;
    QTest::newRow("holds, state unknown") << push << RunState::Unknown << Answer::Unknown;
    QTest::newRow("always") << u"always()"_s << RunState::Cancelled << Answer::Runs;
    QTest::newRow("always and more") << u"Always() && %1"_s.arg(push) << RunState::Failure << Answer::Runs;
    QTest::newRow("failure") << u"failure()"_s << RunState::Success << Answer::DoesNotRun;
    QTest::newRow("not cancelled after a failure") << u"!cancelled()"_s << RunState::Failure << Answer::Runs;
    QTest::newRow("text around braces is true") << u"${{ false }} && x"_s << RunState::Success << Answer::Runs;
    QTest::newRow("a line end behind braces is true") << u"${{ false }}\n"_s << RunState::Success << Answer::Runs;
    QTest::newRow("two braces are true") << u"${{ false }}${{ false }}"_s << RunState::Success << Answer::Runs;
    QTest::newRow("not known") << u"vars.A == 'x'"_s << RunState::Success << Answer::Unknown;
    QTest::newRow("not known, but no matter") << u"vars.A == 'x' && false"_s << RunState::Success << Answer::DoesNotRun;
    QTest::newRow("not known, after a failure") << u"vars.A == 'x'"_s << RunState::Failure << Answer::DoesNotRun;
}

void TestCondition::decides()
{
    QFETCH(QString, text);
    QFETCH(RunState, state);
    QFETCH(Answer, answer);
    Given given;
    given.state = state;
    given.set(Context::Github, Value::object({{"event_name", "push"}}));
    const auto decision = evaluateCondition(printed::bytes(text), given);
    QVERIFY(decision);
    QCOMPARE(decision->answer, answer);
    QVERIFY(answer == Answer::Unknown || decision->unknowns.empty());
}

void TestCondition::saysOnWhatItDepends()
{
    Given given;
    given.state = RunState::Success;
    const std::string_view text = "${{ vars.A == 'x' && inputs.b }}";
    const auto decision = evaluateCondition(text, given);
    QVERIFY(decision);
    QCOMPARE(decision->unknowns.size(), size_t(2));
    const Range first = decision->unknowns.front();
    QCOMPARE(text.substr(first.begin, first.size()), std::string_view("vars.A"));
}

void TestCondition::saysWhereItIsBroken()
{
    const std::string_view text = "${{ a == \"b\" }}";
    const auto syntax = evaluateCondition(text, {});
    QVERIFY(!syntax);
    QCOMPARE(text.substr(syntax.error().range.begin, syntax.error().range.size()), std::string_view("\"b\""));
    const auto failing = evaluateCondition("${{ fromJSON('') }}", {});
    QVERIFY(!failing);
    QCOMPARE(failing.error().range, (Range{4, 16}));
}

QTEST_GUILESS_MAIN(TestCondition)
#include "test_condition.moc"
