#include "base/secret.h"

#include <QTest>

using namespace slipway::base;
using namespace Qt::StringLiterals;

class TestSecret final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsAsDots();
    void takingWipesTheSource();
    void copiesAreEqualAndOthersAreNot();
    void fingerprintsTellValuesApart();
    void redactingReplacesEveryOccurrence();
};

void TestSecret::printsAsDots()
{
    QString printed;
    QDebug(&printed) << Secret("hunter2") << Secret();
    QVERIFY(!printed.contains(u"hunter2"_s));
    QVERIFY(printed.contains(u"••••"_s));
    QVERIFY(printed.contains(u"(none)"_s));
}

void TestSecret::takingWipesTheSource()
{
    QByteArray typed("hunter2");
    typed.detach();
    const Secret secret = Secret::take(std::move(typed));
    QCOMPARE(secret.reveal(), "hunter2"_ba);
    QVERIFY(typed.isEmpty()); // NOLINT(bugprone-use-after-move): that it is emptied is the promise
}

void TestSecret::copiesAreEqualAndOthersAreNot()
{
    const Secret secret("hunter2");
    const Secret copy = secret;
    QVERIFY(copy.equals(secret));
    QVERIFY(!secret.equals(Secret("hunter3")));
    QVERIFY(!secret.equals(Secret()));
    QVERIFY(Secret().equals(Secret()));
    QCOMPARE(secret.size(), 7);
}

void TestSecret::fingerprintsTellValuesApart()
{
    QCOMPARE(Secret("hunter2").fingerprint(), Secret("hunter2").fingerprint());
    QVERIFY(Secret("hunter2").fingerprint() != Secret("hunter3").fingerprint());
    QCOMPARE(Secret("hunter2").fingerprint().size(), 8);
    QVERIFY(Secret().fingerprint().isEmpty());
}

void TestSecret::redactingReplacesEveryOccurrence()
{
    QCOMPARE(Secret("s3").redact("a s3 b s3"), "a •••• b ••••"_ba);
    QCOMPARE(Secret().redact("a s3"), "a s3"_ba);
}

QTEST_GUILESS_MAIN(TestSecret)
#include "test_secret.moc"
