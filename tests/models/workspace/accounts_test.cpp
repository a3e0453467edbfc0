#include "workspace/accounts.h"
#include "workspace/token_vault.h"

#include <QCoro/QCoroTask>
#include <QHash>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::workspace;
using Kind = base::Error::Kind;

namespace {

/// A keychain whose manners the test chooses.
class ScriptedVault final : public TokenVault
{
public:
    enum class Manner { Works, HasNone, Refuses, Hangs };

    Manner manner = Manner::Works;
    QHash<QString, QByteArray> entries;
    QStringList calls;

    void read(const QString &entry, Read then) override
    {
        calls.append(u"read "_s + entry);
        if (const auto error = trouble())
            then(std::unexpected(*error));
        else if (manner == Manner::Works && entries.contains(entry))
            then(base::Secret(entries.value(entry)));
        else if (manner == Manner::Works)
            then(std::unexpected(base::makeError(Kind::NotFound, u"none"_s)));
        else
            m_waiting = std::move(then);
    }
    void write(const QString &entry, const base::Secret &value, Written then) override
    {
        calls.append(u"write "_s + entry);
        if (const auto error = trouble()) {
            then(std::unexpected(*error));
        } else if (manner == Manner::Works) {
            entries.insert(entry, value.reveal());
            then({});
        }
    }
    void remove(const QString &entry, Written then) override
    {
        calls.append(u"remove "_s + entry);
        if (const auto error = trouble()) {
            then(std::unexpected(*error));
        } else if (manner == Manner::Works) {
            entries.remove(entry);
            then({});
        }
    }
    void answerLate() { m_waiting(base::Secret("late")); }

private:
    std::optional<base::Error> trouble() const
    {
        if (manner == Manner::HasNone)
            return base::makeError(Kind::Internal, u"no backend"_s);
        if (manner == Manner::Refuses)
            return base::makeError(Kind::Forbidden, u"refused"_s);
        return std::nullopt;
    }

    Read m_waiting;
};

/// One person's desktop for one test.
struct Desk {
    std::shared_ptr<ScriptedVault> vault = std::make_shared<ScriptedVault>();
    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    QProcessEnvironment environment;
    std::stop_source stop;

    std::unique_ptr<Accounts> accounts(const QString &workspace = u"Hello"_s)
    {
        return std::make_unique<Accounts>(workspace, vault, clock, environment);
    }
};

base::Done wait(QCoro::Task<base::Done> task)
{
    return QCoro::waitFor(std::move(task));
}

} // namespace

class TestAccounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTokensInTheKeychain()
    {
        Desk desk;
        const auto accounts = desk.accounts();
        QVERIFY(wait(accounts->load({})));
        QCOMPARE(accounts->keeper(), Accounts::Keeper::Keychain);
        QSignalSpy changes(accounts.get(), &Accounts::tokenChanged);
        QVERIFY(wait(accounts->signIn(Provider::Fly, base::Secret("fm2_abc"), {})));
        QCOMPARE(accounts->origin(Provider::Fly), Accounts::Origin::Keychain);
        QVERIFY(!changes.isEmpty());
        const auto again = desk.accounts();
        QVERIFY(wait(again->load({})));
        QCOMPARE(again->token(Provider::Fly).reveal(), "fm2_abc"_ba);
        QVERIFY(!again->isSignedIn(Provider::GitHub));
    }

    void workspacesHaveEntriesOfTheirOwn()
    {
        Desk desk;
        const auto one = desk.accounts(u"One"_s);
        QVERIFY(wait(one->signIn(Provider::GitHub, base::Secret("ghp_one"), {})));
        QCOMPARE(desk.vault->entries.keys(), QStringList{u"One/github"_s});
        const auto two = desk.accounts(u"Two"_s);
        QVERIFY(wait(two->load({})));
        QVERIFY(!two->isSignedIn(Provider::GitHub));
    }

    void signingOutForgetsEverywhere()
    {
        Desk desk;
        const auto accounts = desk.accounts();
        QVERIFY(wait(accounts->signIn(Provider::GitHub, base::Secret("ghp_1"), {})));
        QVERIFY(wait(accounts->signOut(Provider::GitHub, {})));
        QVERIFY(!accounts->isSignedIn(Provider::GitHub));
        QVERIFY(desk.vault->entries.isEmpty());
    }

    void environmentComesFirstAndIsNeverKept()
    {
        Desk desk;
        desk.environment.insert(u"GITHUB_TOKEN"_s, u" ghp_env\n"_s);
        desk.environment.insert(u"SENTRY_AUTH_TOKEN"_s, u"two words"_s);
        const auto accounts = desk.accounts();
        QCOMPARE(accounts->token(Provider::GitHub).reveal(), "ghp_env"_ba);
        QCOMPARE(accounts->origin(Provider::GitHub), Accounts::Origin::EnvironmentVariable);
        QVERIFY(!accounts->isSignedIn(Provider::Sentry));
        QVERIFY(wait(accounts->load({})));
        QVERIFY(desk.vault->entries.isEmpty());
        QVERIFY(wait(accounts->signIn(Provider::GitHub, base::Secret("ghp_typed"), {})));
        QCOMPARE(accounts->token(Provider::GitHub).reveal(), "ghp_env"_ba);
        QVERIFY(wait(accounts->signOut(Provider::GitHub, {})));
        QVERIFY(!accounts->isSignedIn(Provider::GitHub));
    }

    void withoutKeychainTokensLastForTheSession_data()
    {
        QTest::addColumn<int>("manner");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no keychain") << int(ScriptedVault::Manner::HasNone) << u"No desktop keychain can be used"_s;
        QTest::newRow("refused") << int(ScriptedVault::Manner::Refuses) << u"The desktop's keychain refused access"_s;
    }
    void withoutKeychainTokensLastForTheSession()
    {
        QFETCH(int, manner);
        QFETCH(QString, sentence);
        Desk desk;
        desk.vault->manner = static_cast<ScriptedVault::Manner>(manner);
        const auto accounts = desk.accounts();
        QSignalSpy keeper(accounts.get(), &Accounts::keeperChanged);
        QVERIFY(wait(accounts->load({})));
        QCOMPARE(desk.vault->calls.size(), 1);
        QCOMPARE(accounts->keeper(), Accounts::Keeper::ThisSessionOnly);
        QCOMPARE(keeper.size(), 1);
        QVERIFY2(accounts->keeperSentence().startsWith(sentence), qPrintable(accounts->keeperSentence()));
        QVERIFY(wait(accounts->signIn(Provider::Vercel, base::Secret("v1"), {})));
        QCOMPARE(accounts->origin(Provider::Vercel), Accounts::Origin::ThisSession);
        QCOMPARE(accounts->token(Provider::Vercel).reveal(), "v1"_ba);
        QVERIFY(wait(accounts->signOut(Provider::Vercel, {})));
        QCOMPARE(desk.vault->calls.size(), 1);
    }

    void keychainThatHangsIsGivenThreeSecondsOnce()
    {
        Desk desk;
        desk.vault->manner = ScriptedVault::Manner::Hangs;
        const auto accounts = desk.accounts();
        std::optional<base::Done> loaded;
        QCoro::connect(accounts->load({}), this, [&loaded](base::Done done) { loaded = done; });
        desk.clock->advance(std::chrono::milliseconds(2'999));
        QCoreApplication::processEvents();
        QVERIFY(!loaded);
        desk.clock->advance(std::chrono::milliseconds(1));
        QTRY_VERIFY(loaded);
        QVERIFY(loaded->has_value());
        QCOMPARE(desk.vault->calls.size(), 1);
        QCOMPARE(accounts->keeper(), Accounts::Keeper::ThisSessionOnly);
        QVERIFY(accounts->keeperSentence().startsWith(u"The desktop's keychain did not answer within 3 seconds"));
        desk.vault->answerLate();
        QCoreApplication::processEvents();
        QVERIFY(!accounts->isSignedIn(Provider::GitHub));
    }

    void hangingWriteLeavesTheTokenUsable()
    {
        Desk desk;
        const auto accounts = desk.accounts();
        desk.vault->manner = ScriptedVault::Manner::Hangs;
        std::optional<base::Done> signedIn;
        QCoro::connect(accounts->signIn(Provider::GitHub, base::Secret("ghp_1"), {}), this,
                       [&signedIn](base::Done done) { signedIn = done; });
        QCOMPARE(accounts->token(Provider::GitHub).reveal(), "ghp_1"_ba);
        desk.clock->advance(Accounts::limit);
        QTRY_VERIFY(signedIn);
        QVERIFY(signedIn->has_value());
        QCOMPARE(accounts->origin(Provider::GitHub), Accounts::Origin::ThisSession);

        // The write may yet have been carried out, so signing out asks again and says that it is not sure.
        std::optional<base::Done> signedOut;
        QCoro::connect(accounts->signOut(Provider::GitHub, {}), this,
                       [&signedOut](base::Done done) { signedOut = done; });
        desk.clock->advance(Accounts::limit);
        QTRY_VERIFY(signedOut);
        QCOMPARE(signedOut->error().kind, Kind::Timeout);
        QVERIFY(signedOut->error().advice.contains(u"Hello/github"));
        QVERIFY(!accounts->isSignedIn(Provider::GitHub));
    }

    void canBeCancelled()
    {
        Desk desk;
        desk.vault->manner = ScriptedVault::Manner::Hangs;
        const auto accounts = desk.accounts();
        std::optional<base::Done> loaded;
        QCoro::connect(accounts->load(desk.stop.get_token()), this, [&loaded](base::Done done) { loaded = done; });
        desk.stop.request_stop();
        QTRY_VERIFY(loaded);
        QCOMPARE(loaded->error().kind, Kind::Cancelled);
        QCOMPARE(accounts->keeper(), Accounts::Keeper::NotAskedYet);
    }

    void mayGoWhileTheKeychainIsAsked()
    {
        Desk desk;
        desk.vault->manner = ScriptedVault::Manner::Hangs;
        auto accounts = desk.accounts();
        bool isOver = false;
        QCoro::connect(accounts->load({}), this, [&isOver](const base::Done &) { isOver = true; });
        accounts.reset();
        desk.clock->advance(Accounts::limit);
        QTRY_VERIFY(isOver);
    }

    void pastedTokensAreCleaned_data()
    {
        QTest::addColumn<QByteArray>("pasted");
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("as it is") << "ghp_abc"_ba << "ghp_abc"_ba;
        QTest::newRow("blanks around") << "  ghp_abc \r\n"_ba << "ghp_abc"_ba;
        QTest::newRow("scheme before") << "Bearer ghp_abc"_ba << "ghp_abc"_ba;
        QTest::newRow("header") << "Authorization: token ghp_abc"_ba << "ghp_abc"_ba;
        QTest::newRow("assignment") << "export GITHUB_TOKEN=\"ghp_abc\""_ba << "ghp_abc"_ba;
        QTest::newRow("another's scheme") << "FlyV1 fm2_a,fm2_b"_ba << "fm2_a,fm2_b"_ba;
        QTest::newRow("nothing") << " \n"_ba << QByteArray();
        QTest::newRow("only a scheme") << "Bearer "_ba << "Bearer"_ba;
        QTest::newRow("line break inside") << "ghp\r\nX-Evil: 1"_ba << QByteArray();
        QTest::newRow("NUL inside") << QByteArray("ghp\0abc", 7) << QByteArray();
        QTest::newRow("not ASCII") << "ghp_ä"_ba << QByteArray();
        QTest::newRow("far too long") << QByteArray(20'000, 'x') << QByteArray();
    }
    void pastedTokensAreCleaned()
    {
        QFETCH(QByteArray, pasted);
        QFETCH(QByteArray, token);
        const auto clean = cleanToken(Provider::GitHub, pasted);
        QCOMPARE(clean.has_value(), !token.isEmpty());
        if (clean)
            QCOMPARE(clean->reveal(), token);
        else
            QCOMPARE(clean.error().kind, Kind::InvalidInput);
    }

    void refusedTokenIsNotUsed()
    {
        Desk desk;
        const auto accounts = desk.accounts();
        const auto done = wait(accounts->signIn(Provider::GitHub, base::Secret("a\nb"), {}));
        QCOMPARE(done.error().kind, Kind::InvalidInput);
        QVERIFY(!done.error().message.contains(u"a\nb"));
        QVERIFY(!accounts->isSignedIn(Provider::GitHub));
        QVERIFY(desk.vault->calls.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestAccounts)
#include "accounts_test.moc"
