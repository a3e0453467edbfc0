#include "base/freshness.h"
#include "base/result.h"

#include <QTest>

using namespace slipway::base;
using namespace Qt::StringLiterals;

class TestError final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSentenceHasWhatHappenedAndWhatToDo();
    void aFailureKeepsTheAgeOfWhatIsShown_data();
    void aFailureKeepsTheAgeOfWhatIsShown();
    void aCancelledCallChangesNothing();
};

void TestError::aSentenceHasWhatHappenedAndWhatToDo()
{
    const Error error = makeError(Error::Kind::Timeout, u"GitHub did not answer."_s, u"Try again."_s);
    QCOMPARE(sentence(error), u"GitHub did not answer. Try again."_s);
    QCOMPARE(sentence(makeError(Error::Kind::Timeout, u"No."_s)), u"No."_s);
}

void TestError::aFailureKeepsTheAgeOfWhatIsShown_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<Freshness::State>("state");

    QTest::newRow("server error") << Error::Kind::Network << Freshness::State::Failed;
    QTest::newRow("no right") << Error::Kind::Forbidden << Freshness::State::Forbidden;
    QTest::newRow("no valid token") << Error::Kind::Unauthorized << Freshness::State::Forbidden;
    QTest::newRow("asked too often") << Error::Kind::RateLimited << Freshness::State::RateLimited;
}

void TestError::aFailureKeepsTheAgeOfWhatIsShown()
{
    QFETCH(const Error::Kind, kind);
    const QDateTime at(QDate(2024, 3, 21), QTime(14, 31), QTimeZone::UTC);
    const Freshness after = Freshness::failed(Freshness::fresh(at), makeError(kind, u"No."_s));
    QTEST(after.state, "state");
    QCOMPARE(after.asOf, at);
    QCOMPARE(after.error->kind, kind);
}

void TestError::aCancelledCallChangesNothing()
{
    const Freshness before = Freshness::fresh(QDateTime(QDate(2024, 3, 21), QTime(14, 31), QTimeZone::UTC));
    QCOMPARE(Freshness::failed(before, cancelled()), before);
}

QTEST_GUILESS_MAIN(TestError)
#include "test_error.moc"
