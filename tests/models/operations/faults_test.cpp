#include "stage.h"

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::operations;
using Way = World::Way;

namespace {

constexpr auto patience = std::chrono::seconds(20);
const QString priya = u"Priya Nair"_s;

/// An operation and what a person does while it runs.
struct Shape {
    QMap<QString, Way> ways;
    bool isArmed = false;
    /// Aborted once this step hangs.
    QString abortedAt;
    bool isCompensated = false;
    /// How it may end, whenever the program died.
    QList<OperationState> ends;
};

Plan planOf(const Shape &shape)
{
    Plan plan = rollingPlan();
    // Side by side with the chain, so that a death meets two steps under way.
    plan.steps.insert(4, step(u"d"_s, {u"lease"_s}));
    if (shape.isArmed)
        plan.facts.insert(u"armedRevert"_s, true);
    return plan;
}

} // namespace

Q_DECLARE_METATYPE(Shape)

/// The program dies before and after every write to the journal and every effect on the world; another one goes on.
class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deathAtAnyPointHasNoDoubleEffect_data()
    {
        using enum OperationState;
        QTest::addColumn<Shape>("shape");
        QTest::newRow("good") << Shape{{}, false, {}, false, {Succeeded}};
        QTest::newRow("a step fails") << Shape{{{u"c"_s, Way::Fails}}, false, {}, false, {Parked}};
        QTest::newRow("an answer is lost") << Shape{{{u"b"_s, Way::LostAnswer}}, false, {}, false, {Succeeded}};
        QTest::newRow("aborted") << Shape{{{u"c"_s, Way::Hangs}}, false, u"c"_s, false, {Parked}};
        QTest::newRow("aborted with its effect")
            << Shape{{{u"c"_s, Way::HangsDone}}, false, u"c"_s, false, {Parked, Succeeded}};
        // Where it died before the failure was written down, the effect is found and the step is done.
        QTest::newRow("taken back by a person")
            << Shape{{{u"c"_s, Way::FailsAfter}}, false, {}, true, {Compensated, Succeeded}};
        QTest::newRow("taken back as armed")
            << Shape{{{u"c"_s, Way::FailsAfter}}, true, {}, false, {Compensated, Succeeded}};
    }
    void deathAtAnyPointHasNoDoubleEffect();

private:
    /// Plays the shape's person until the operation rests where nobody has anything to do; false when the program died.
    static bool play(Stage &stage, Runner &runner, const QString &id, const Shape &shape);
    static void check(Stage &stage, Runner &runner, const QString &id, const Shape &shape);
    /// Everything but the death, which is at `point`; whether it was met.
    static bool round(const Shape &shape, int point);
};

bool TestFaults::play(Stage &stage, Runner &runner, const QString &id, const Shape &shape)
{
    bool isAborted = false;
    bool isCompensated = false;
    bool isAsked = false;
    const auto rests = [&] {
        if (stage.world->fate.isDead())
            return true;
        const Operation *operation = runner.operation(id);
        if (!operation)
            return false;
        const int at = shape.abortedAt.isEmpty() ? -1 : 3;
        if (!isAborted && at >= 0 && operation->state == OperationState::Running && operation->steps.at(at).attempts > 0
            && operation->steps.at(at).state == StepState::Running) {
            isAborted = true;
            runner.abort(id, priya);
        }
        const bool isParked = operation->state == OperationState::Parked;
        if (isParked && shape.isCompensated && !isCompensated) {
            isCompensated = true;
            QCoro::connect(runner.compensate(id, priya, {}), &runner, [&isAsked] { isAsked = true; });
        }
        // It is parked still when the word is taken and the compensation has not begun.
        if (isCompensated)
            return isAsked && isOver(operation->state);
        return isParked || isOver(operation->state);
    };
    if (!QTest::qWaitFor(rests, patience))
        qWarning("it did not come to rest");
    return !stage.world->fate.isDead();
}

void TestFaults::check(Stage &stage, Runner &runner, const QString &id, const Shape &shape)
{
    const Operation operation = *runner.operation(id);
    QVERIFY2(shape.ends.contains(operation.state), qPrintable(operation.words()));
    QCOMPARE(stage.world->doubles, QStringList());
    const bool isHeld = wait(runner.holder({u"patient-graph-api"_s, u"production"_s})).value().has_value();
    QCOMPARE(isHeld, operation.state == OperationState::Parked);
    if (operation.state == OperationState::Parked) {
        QVERIFY(!operation.next.isEmpty());
        QVERIFY(!operation.remedies.isEmpty());
    }
    if (operation.state == OperationState::Compensated)
        QVERIFY((stage.world->done - QSet<QString>{u"broken"_s}).isEmpty());
    const QStringList acts = actsOf(runner);
    for (const QString &effect : std::as_const(stage.world->ledger)) {
        if (effect.contains(u' '))
            QVERIFY2(acts.contains(effect), qPrintable(u"no audit line for "_s + effect));
    }
    for (qsizetype i = 0; i < operation.steps.size(); ++i) {
        if (operation.steps.at(i).state == StepState::Done && operation.plan.steps.at(i).kind == u"act")
            QVERIFY(stage.world->done.contains(operation.plan.steps.at(i).id));
    }
}

bool TestFaults::round(const Shape &shape, int point)
{
    Stage stage;
    stage.world->ways = shape.ways;
    stage.world->fate.dieAt(point);
    auto runner = stage.runner();
    QString id = wait(runner->start(planOf(shape), {.actor = priya, .typed = {}, .reasons = {}})).value_or(QString());
    const bool isAlive = !id.isEmpty() && play(stage, *runner, id, shape);
    if (!isAlive) {
        runner.reset();
        stage.world->fate.dieAt(-1);
        stage.world->running = 0;
        runner = stage.runner();
        if (!wait(runner->resume()))
            qFatal("cannot resume");
        const QList<Operation> &operations = runner->operations();
        if (operations.isEmpty())
            return true;
        id = operations.first().id;
        play(stage, *runner, id, shape);
    }
    check(stage, *runner, id, shape);
    return !isAlive;
}

void TestFaults::deathAtAnyPointHasNoDoubleEffect()
{
    QFETCH(Shape, shape);
    int point = 1;
    while (round(shape, point)) {
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(u"when it died at point %1"_s.arg(point)));
        ++point;
    }
    QVERIFY2(point > 20, qPrintable(u"only %1 points"_s.arg(point)));
}

QTEST_GUILESS_MAIN(TestFaults)
#include "faults_test.moc"
